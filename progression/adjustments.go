package progression

// adjusted says whether the employer has fitted the person's present job to her
// health: whoever changes the job leaves the adjustment behind.
func (w *World) adjusted(i int) bool {
	q := &w.people
	return w.effort.adjusted[i] >= 0 && q.employed(i) && w.effort.adjusted[i] >= q.job[i].week
}

// strain is what of the condition that limits a person most puts the person's job at risk.
func (w *World) strain(i int) float64 {
	s := w.people.health(i)
	if w.adjusted(i) {
		s *= 1 - w.Parameters.Adjustment
	}
	return s
}
