package progression

import "inwork/progression/population"

// A barrier begins with a severity that is even between 0 and 1, as at the start,
// and ends whole, so that spells in balance leave the people of the start as many
// and as heavy barriers as the population has. Confidence and motivation worsen
// out of work, whoever has them, and return in work. English, digital skills, skills
// and qualifications change by provision alone, which relieves any barrier in part.

// change is what happens to a person's barrier in a week.
type change = func(w *World, i, week int)

// worsens takes a barrier a uniform part of the way to severity 1: from none, it begins.
func worsens(b population.Barrier, event string) change {
	return func(w *World, i, week int) {
		q := &w.people
		part := w.effort.change.Uniform(w.id(i), uint32(week))
		q.setBarrier(b, i, q.barrier(b, i)+float64((1-q.barrier(b, i))*part))
		w.note(i, event, percent(q.barrier(b, i)))
	}
}

// ends removes a barrier.
func ends(b population.Barrier, event string) change {
	return func(w *World, i, _ int) {
		w.people.setBarrier(b, i, 0)
		w.note(i, event, 0)
	}
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

func (w *World) episodeRate(i int) float64 {
	return w.without(population.Health, i, w.Parameters.HealthEpisode)
}

func (w *World) recoveryRate(i int) float64 {
	return w.while(population.Health, i, w.Parameters.HealthRecovery)
}

func (w *World) mentalEpisodeRate(i int) float64 {
	return w.without(population.MentalHealth, i, w.Parameters.MentalEpisode)
}

func (w *World) mentalRecoveryRate(i int) float64 {
	return w.while(population.MentalHealth, i, w.Parameters.MentalRecovery)
}

// youngChild says whether the person has a child under 12 this week.
func (w *World) youngChild(i int) bool {
	return w.births[i].twelfth > w.day(w.week)
}

func (w *World) placeLostRate(i int) float64 {
	if !w.youngChild(i) {
		return 0
	}
	return w.without(population.Childcare, i, w.Parameters.ChildcareLoss)
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

func (w *World) ebbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.ConfidenceEbb
}

func (w *World) confidenceReturnsRate(i int) float64 {
	if !w.people.employed(i) {
		return 0
	}
	return w.while(population.Confidence, i, w.Parameters.ConfidenceReturns)
}

func (w *World) motivationEbbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.MotivationEbb
}

func (w *World) motivationReturnsRate(i int) float64 {
	if !w.people.employed(i) {
		return 0
	}
	return w.while(population.Motivation, i, w.Parameters.MotivationReturns)
}

func (w *World) caringBeginsRate(i int) float64 {
	return w.without(population.Caring, i, w.Parameters.CaringBegins)
}

func (w *World) caringEndsRate(i int) float64 {
	return w.while(population.Caring, i, w.Parameters.CaringEnds)
}

func (w *World) transportLostRate(i int) float64 {
	return w.without(population.Transport, i, w.Parameters.TransportLost)
}

func (w *World) transportFoundRate(i int) float64 {
	return w.while(population.Transport, i, w.Parameters.TransportFound)
}

func (w *World) debtBuildsRate(i int) float64 {
	rate := w.Parameters.DebtBuilds
	if !w.people.employed(i) {
		rate *= 1 + w.Parameters.DebtOutOfWork
	}
	return w.without(population.Debt, i, rate)
}

func (w *World) debtClearedRate(i int) float64 {
	return w.while(population.Debt, i, w.Parameters.DebtCleared)
}

// percent is a share in whole percent, for the record.
func percent(share float64) int64 { return int64(float64(100*share) + 0.5) }
