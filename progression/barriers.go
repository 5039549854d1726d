package progression

import (
	"inwork/progression/population"
)

// A barrier that worsens goes part of the way to severity 1, one that eases part
// of the way to 0; the part is uniform. Some come and go whole: caring for an
// adult, a way to work. English, digital skills, skills, qualifications and
// motivation ease by provision alone.

func (w *World) worsen(b population.Barrier, i, week int) {
	s := w.people.barrier(b, i)
	w.people.setBarrier(b, i, s+float64((1-s)*w.effort.change.Uniform(w.id(i), uint32(week))))
}

func (w *World) ease(b population.Barrier, i, week int) {
	w.people.setBarrier(b, i, float64(w.people.barrier(b, i)*w.effort.change.Uniform(w.id(i), uint32(week))))
}

// noteBarrier records the severity of a barrier after a change.
func (w *World) noteBarrier(i int, kind string, b population.Barrier) {
	w.note(i, kind, percent(w.people.barrier(b, i)))
}

// stands says whether a barrier stands in a person's way at all.
func (w *World) stands(b population.Barrier, i int) bool { return w.people.severity[i][b] > 0 }

// while is a rate for people with a barrier, 0 for others.
func (w *World) while(b population.Barrier, i int, rate float64) float64 {
	if !w.stands(b, i) {
		return 0
	}
	return rate
}

// without is a rate for people without a barrier, 0 for others.
func (w *World) without(b population.Barrier, i int, rate float64) float64 {
	if w.stands(b, i) {
		return 0
	}
	return rate
}

func (w *World) episodeRate(int) float64 { return w.Parameters.HealthEpisode }

func (w *World) episode(i, week int) {
	w.worsen(population.Health, i, week)
	w.noteBarrier(i, "health_episode", population.Health)
}

func (w *World) recoveryRate(i int) float64 {
	return w.while(population.Health, i, w.Parameters.HealthRecovery)
}

func (w *World) recovery(i, week int) {
	w.ease(population.Health, i, week)
	w.noteBarrier(i, "health_recovery", population.Health)
}

func (w *World) mentalEpisodeRate(int) float64 { return w.Parameters.MentalEpisode }

func (w *World) mentalEpisode(i, week int) {
	w.worsen(population.MentalHealth, i, week)
	w.noteBarrier(i, "mental_health_episode", population.MentalHealth)
}

func (w *World) mentalRecoveryRate(i int) float64 {
	return w.while(population.MentalHealth, i, w.Parameters.MentalRecovery)
}

func (w *World) mentalRecovery(i, week int) {
	w.ease(population.MentalHealth, i, week)
	w.noteBarrier(i, "mental_health_recovery", population.MentalHealth)
}

// youngChild says whether the person has a child under 12 this week.
func (w *World) youngChild(i int) bool {
	return w.births[i].twelfth > w.day(w.week)
}

func (w *World) placeLostRate(i int) float64 {
	if !w.youngChild(i) {
		return 0
	}
	return w.Parameters.ChildcareLoss
}

func (w *World) placeLost(i, week int) {
	w.worsen(population.Childcare, i, week)
	w.noteBarrier(i, "childcare_lost", population.Childcare)
}

func (w *World) placeFoundRate(i int) float64 {
	if !w.stands(population.Childcare, i) {
		return 0
	}
	if w.effort.signposted(i, w.week) {
		return w.Parameters.ChildcareGain * (1 + w.Parameters.SignpostEffect)
	}
	return w.Parameters.ChildcareGain
}

func (w *World) placeFound(i, week int) {
	w.ease(population.Childcare, i, week)
	w.noteBarrier(i, "childcare_found", population.Childcare)
}

func (w *World) ebbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.SkillEbb
}

func (w *World) ebb(i, week int) {
	w.worsen(population.Confidence, i, week)
	w.noteBarrier(i, "confidence_ebbs", population.Confidence)
}

func (w *World) motivationEbbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.MotivationEbb
}

func (w *World) motivationEbb(i, week int) {
	w.worsen(population.Motivation, i, week)
	w.noteBarrier(i, "motivation_ebbs", population.Motivation)
}

func (w *World) caringBeginsRate(i int) float64 {
	return w.without(population.Caring, i, w.Parameters.CaringBegins)
}

func (w *World) caringBegins(i, week int) {
	w.worsen(population.Caring, i, week)
	w.noteBarrier(i, "caring_begins", population.Caring)
}

func (w *World) caringEndsRate(i int) float64 {
	return w.while(population.Caring, i, w.Parameters.CaringEnds)
}

func (w *World) caringEnds(i, _ int) {
	w.people.setBarrier(population.Caring, i, 0)
	w.note(i, "caring_ends", 0)
}

func (w *World) transportLostRate(i int) float64 {
	return w.without(population.Transport, i, w.Parameters.TransportLost)
}

func (w *World) transportLost(i, week int) {
	w.worsen(population.Transport, i, week)
	w.noteBarrier(i, "transport_lost", population.Transport)
}

func (w *World) transportFoundRate(i int) float64 {
	return w.while(population.Transport, i, w.Parameters.TransportFound)
}

func (w *World) transportFound(i, _ int) {
	w.people.setBarrier(population.Transport, i, 0)
	w.note(i, "transport_found", 0)
}

func (w *World) debtBuildsRate(i int) float64 {
	if w.people.employed(i) {
		return w.Parameters.DebtBuilds
	}
	return w.Parameters.DebtBuilds * (1 + w.Parameters.DebtOutOfWork)
}

func (w *World) debtBuilds(i, week int) {
	w.worsen(population.Debt, i, week)
	w.noteBarrier(i, "debt_builds", population.Debt)
}

func (w *World) debtEasesRate(i int) float64 {
	return w.while(population.Debt, i, w.Parameters.DebtEases)
}

func (w *World) debtEases(i, week int) {
	w.ease(population.Debt, i, week)
	w.noteBarrier(i, "debt_eases", population.Debt)
}

// percent is a share in whole percent, for the record.
func percent(share float64) int64 { return int64(float64(100*share) + 0.5) }
