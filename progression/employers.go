package progression

import (
	"slices"

	"inwork/sim"
)

// employers are how engaged each employer is, and what hours it has to give.
type employers struct {
	engaged     []float64 // 0 to 1, in the week below
	engagedWeek []int16
	fade        []float64 // share of engagement left after so many weeks

	elastic   sim.Draws
	extra     []float64 // tenths of hours to give above the usual, or below, in the week below
	extraWeek []int16
	regain    []float64 // share of that left after so many weeks
}

func newEmployers(d *District) employers {
	n := len(d.posts.sector)
	return employers{
		engaged: make([]float64, n), engagedWeek: make([]int16, n), fade: halving(d.weeks, d.Parameters.EngagementHalfLife),
		elastic: d.luck(useElastic), extra: make([]float64, n), extraWeek: make([]int16, n), regain: halving(d.weeks, d.Parameters.BudgetHalfLife),
	}
}

// clone copies the columns.
func (e employers) clone() employers {
	e.engaged = slices.Clone(e.engaged)
	e.engagedWeek = slices.Clone(e.engagedWeek)
	e.extra = slices.Clone(e.extra)
	e.extraWeek = slices.Clone(e.extraWeek)
	return e
}

// engagement is how engaged an employer is, 0 to 1. All start at 0: employers
// were almost universally unaware of in-work progression in 2016.
func (e *employers) engagement(employer uint32, week int) float64 {
	return float64(e.engaged[employer] * e.fade[week-int(e.engagedWeek[employer])])
}

func (e *employers) met(w *World, _ int, employer uint32) float64 {
	return e.engagement(employer, w.week)
}

// call closes a share of the distance to full engagement, as often as a contact is worth calls.
func (e *employers) call(w *World, i, calls int) {
	employer := w.people.employer[i]
	before := e.engagement(employer, w.week)
	e.engaged[employer] = before + float64(w.callShare(calls)*(1-before))
	e.engagedWeek[employer] = int16(w.week)
	w.path.called(w, i, employer, calls, before, e.engaged[employer])
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
	return 1 + float64(w.Parameters.EngagementStrength*w.engagement.met(w, i, w.people.employer[i]))
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
