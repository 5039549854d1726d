package progression

import "inwork/sim"

// employers are how engaged each employer is, and what hours it has to give.
type employers struct {
	engaged stocks // 0 to 1
	extra   stocks // tenths of hours to give above the usual, or below
	elastic sim.Draws
}

func newEmployers(d *District) employers {
	n := len(d.posts.sector)
	return employers{
		engaged: newStocks(n, d.weeks, d.Parameters.EngagementHalfLife), extra: newStocks(n, d.weeks, d.Parameters.BudgetHalfLife),
		elastic: d.luck(useElastic),
	}
}

// clone copies the columns.
func (e employers) clone() employers {
	e.engaged, e.extra = e.engaged.clone(), e.extra.clone()
	return e
}

// met is how engaged an employer is, 0 to 1. All start at 0: employers
// were almost universally unaware of in-work progression in 2016.
func (e *employers) met(w *World, _ int, employer uint32) float64 {
	return e.engaged.now(int(employer), w.week)
}

// call closes a share of the distance to full engagement, as often as a contact is worth calls.
func (e *employers) call(w *World, i, calls int) {
	employer := w.people.job[i].employer
	before := e.engaged.now(int(employer), w.week)
	after := before + float64(w.callShare(calls)*(1-before))
	e.engaged.set(int(employer), w.week, after)
	w.path.called(w, i, employer, calls, before, after)
}

// callShare is the share of the distance to full engagement that some calls close, one after the other.
func (w *World) callShare(calls int) float64 {
	share := w.Parameters.EngagementCall
	for range calls - 1 {
		share += float64(w.Parameters.EngagementCall * (1 - share))
	}
	return share
}

// openness is what the engagement of the person's employer makes of hours granted and rises.
func (w *World) openness(i int) float64 {
	return 1 + float64(w.Parameters.EngagementStrength*w.engagement.met(w, i, w.people.job[i].employer))
}

// flexibleShare is the share of the employer's posts that are open to flexible hours,
// as the person meets them.
func (w *World) flexibleShare(i, post int) float64 {
	return w.flexible(w.engagement.met(w, i, w.posts.employer[post]))
}

// flexible is the share of flexible posts of an employer that is engaged so much.
func (w *World) flexible(engagement float64) float64 {
	return min(w.Parameters.FlexiblePosts*(1+float64(w.Parameters.EngagementStrength*engagement)), 1)
}
