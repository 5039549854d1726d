package progression

import "inwork/progression/population"

// A barrier that worsens goes part of the way to severity 1, one that eases part
// of the way to 0; the part is uniform. Some come and go whole: caring for an
// adult, a way to work. English, digital skills, skills, qualifications and
// motivation ease by provision alone.

// change is what happens to a person's barrier in a week.
type change = func(w *World, i, week int)

func worsens(b population.Barrier, event string) change {
	return to(b, event, func(severity, part float64) float64 { return severity + float64((1-severity)*part) })
}

func eases(b population.Barrier, event string) change {
	return to(b, event, func(severity, part float64) float64 { return severity * part })
}

func ends(b population.Barrier, event string) change {
	return to(b, event, func(float64, float64) float64 { return 0 })
}

// to changes a severity by a uniform part and records what it is then.
func to(b population.Barrier, event string, next func(severity, part float64) float64) change {
	return func(w *World, i, week int) {
		q := &w.people
		q.setBarrier(b, i, next(q.barrier(b, i), w.effort.change.Uniform(w.id(i), uint32(week))))
		w.note(i, event, percent(q.barrier(b, i)))
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

func (w *World) episodeRate(int) float64 { return w.Parameters.HealthEpisode }

func (w *World) recoveryRate(i int) float64 {
	return w.while(population.Health, i, w.Parameters.HealthRecovery)
}

func (w *World) mentalEpisodeRate(int) float64 { return w.Parameters.MentalEpisode }

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
	return w.Parameters.ChildcareLoss
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
	return w.Parameters.SkillEbb
}

func (w *World) motivationEbbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.MotivationEbb
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
	if w.people.employed(i) {
		return w.Parameters.DebtBuilds
	}
	return w.Parameters.DebtBuilds * (1 + w.Parameters.DebtOutOfWork)
}

func (w *World) debtEasesRate(i int) float64 {
	return w.while(population.Debt, i, w.Parameters.DebtEases)
}

// percent is a share in whole percent, for the record.
func percent(share float64) int64 { return int64(float64(100*share) + 0.5) }
