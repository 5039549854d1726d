package progression

import (
	"inwork/progression/population"
)

// A barrier that worsens goes part of the way to severity 1, one that eases part
// of the way to 0; the part is uniform.

func (w *World) worsen(b population.Barrier, i, week int) {
	s := &w.people.severity[b][i]
	*s += float64((1 - *s) * w.effort.change.Uniform(w.id(i), uint32(week)))
}

func (w *World) ease(b population.Barrier, i, week int) {
	w.people.severity[b][i] *= w.effort.change.Uniform(w.id(i), uint32(week))
}

func (w *World) episodeRate(int) float64 { return w.Parameters.HealthEpisode }

func (w *World) episode(i, week int) {
	w.worsen(population.Health, i, week)
	w.note(i, "health_episode", percent(w.people.severity[population.Health][i]))
}

func (w *World) recoveryRate(i int) float64 {
	if w.people.severity[population.Health][i] == 0 {
		return 0
	}
	return w.Parameters.HealthRecovery
}

func (w *World) recovery(i, week int) {
	w.ease(population.Health, i, week)
	w.note(i, "health_recovery", percent(w.people.severity[population.Health][i]))
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
	w.note(i, "childcare_lost", percent(w.people.severity[population.Childcare][i]))
}

func (w *World) placeFoundRate(i int) float64 {
	if w.people.severity[population.Childcare][i] == 0 {
		return 0
	}
	if w.effort.signposted(i, w.week) {
		return w.Parameters.ChildcareGain * (1 + w.Parameters.SignpostEffect)
	}
	return w.Parameters.ChildcareGain
}

func (w *World) placeFound(i, week int) {
	w.ease(population.Childcare, i, week)
	w.note(i, "childcare_found", percent(w.people.severity[population.Childcare][i]))
}

func (w *World) ebbRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.SkillEbb
}

func (w *World) ebb(i, week int) {
	w.worsen(population.Confidence, i, week)
	w.note(i, "confidence_ebbs", percent(w.people.severity[population.Confidence][i]))
}

// percent is a share in whole percent, for the record.
func percent(share float64) int64 { return int64(float64(100*share) + 0.5) }
