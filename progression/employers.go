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

// openness is what the engagement of the person's employer makes of hours granted and rises.
func (m *market) openness(w *World, i int) float64 {
	return 1 + float64(w.Parameters.EngagementStrength*m.engagement(w.people.employer[i], w.week))
}

// flexibleShare is the share of the employer's posts that are open to flexible hours.
func (w *World) flexibleShare(post int) float64 {
	e := w.market.engagement(w.posts.employer[post], w.week)
	return min(w.Parameters.FlexiblePosts*(1+float64(w.Parameters.EngagementStrength*e)), 1)
}
