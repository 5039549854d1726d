package progression

import (
	"slices"

	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// conduct is what follows when people do not attend.
type conduct struct {
	doubt   sim.Draws
	pending []int32 // days of sanction not yet taken from an award
}

func newConduct(d *District) conduct {
	return conduct{doubt: d.luck(useDoubt), pending: make([]int32, len(d.People))}
}

// clone copies the columns.
func (c conduct) clone() conduct {
	c.pending = slices.Clone(c.pending)
	return c
}

// misses says whether a person fails to attend this week's appointment.
func (w *World) misses(i int, c Channel) bool {
	p := &w.Parameters
	chance := p.MissFaceToFace
	switch c {
	case Telephone:
		chance = p.MissTelephone
	case Digital:
		chance = p.MissDigital
	}
	chance *= 1 + float64(p.MissHealth*w.people.health(i))
	chance *= 1 + float64(p.MissDebt*w.people.barrier(population.Debt, i))
	return w.diary.attend.Uniform(w.id(i), uint32(w.week)) < chance
}

// missed books the person again next week. A missed mandatory appointment raises
// a doubt unless requirements are eased; if it is upheld, days of the standard allowance are lost.
func (w *World) missed(i int, mandatory bool) {
	follows := w.trial.follows(i, w.week)
	if follows {
		w.trial.missed[i]++
		w.note(i, "missed", 0)
	}
	w.diary.plan(i, w.week+1)
	if !mandatory || w.effort.isEased(i, w.week) || w.conduct.doubt.Uniform(w.id(i), uint32(w.week)) >= w.Parameters.DoubtUpheld {
		return
	}
	days := int32(w.Parameters.SanctionDays)
	w.conduct.pending[i] = min(w.conduct.pending[i]+days, uc.MaxSanctionDays)
	s := w.people.barrier(population.Confidence, i)
	w.people.setBarrier(population.Confidence, i, s+float64((1-s)*w.Parameters.SanctionConfidence))
	if follows {
		w.trial.sanctions[i]++
		w.note(i, "sanction", int64(days))
	}
}

// reduce takes pending days of sanction from an award at the rate for a day, at most a month's and at most the whole award.
func (c *conduct) reduce(i int, award, daily money.Pence) money.Pence {
	days := min(c.pending[i], 30)
	c.pending[i] -= days
	return min(award, money.Pence(days)*daily)
}
