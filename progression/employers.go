package progression

// engagement is how engaged an employer is, 0 to 1. All start at 0: employers
// were almost universally unaware of in-work progression in 2016.
func (m *market) engagement(employer uint32, week int) float64 {
	return float64(m.engaged[employer] * m.fade[week-int(m.engagedWeek[employer])])
}

// engage closes a share of the distance to full engagement.
func (m *market) engage(employer uint32, week int, share float64) {
	x := m.engagement(employer, week)
	m.engaged[employer] = x + float64(share*(1-x))
	m.engagedWeek[employer] = int16(week)
}

// engagement is how engaged an employer is when a person meets it.
func (w *World) engagement(i int, employer uint32) float64 {
	if w.held(Engagement) {
		return w.engagementTaken(i, employer)
	}
	return w.market.engagement(employer, w.week)
}

// engage raises the engagement of a person's employer by as much as some calls, one after the other.
func (w *World) engage(i, calls int) {
	employer, share := w.people.employer[i], w.Parameters.EngagementCall
	for range calls - 1 {
		share += float64(w.Parameters.EngagementCall * (1 - share))
	}
	if w.held(Engagement) {
		w.ownEngagement(i).value += float64(share * (1 - w.engagementTaken(i, employer)))
		return
	}
	before := w.market.engagement(employer, w.week)
	w.market.engage(employer, w.week, share)
	w.path.called(w, i, employer, calls, before, w.market.engaged[employer])
}

// openness is what the engagement of the person's employer makes of hours granted and rises.
func (w *World) openness(i int) float64 {
	return 1 + float64(w.Parameters.EngagementStrength*w.engagement(i, w.people.employer[i]))
}

// flexibleShare is the share of the employer's posts that are open to flexible hours.
// as the person meets them.
func (w *World) flexibleShare(i, post int) float64 {
	return w.flexible(w.engagement(i, w.posts.employer[post]))
}

// flexible is the share of flexible posts of an employer that is engaged so much.
func (w *World) flexible(engagement float64) float64 {
	return min(w.Parameters.FlexiblePosts*(1+float64(w.Parameters.EngagementStrength*engagement)), 1)
}
