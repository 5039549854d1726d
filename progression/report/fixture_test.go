package report_test

import (
	"math"
	"slices"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/sim"
)

// trial2015 is a made-up evaluation of the size of the real trial: three arms, five horizons, three replicates. Its numbers are
// arithmetic, not results.
func trial2015() *evaluation.Evaluation {
	e := &evaluation.Evaluation{
		Study: evaluation.Study{
			Name: "trial-2015", Dir: "out", Published: "trial-2015", Claimants: 30709, Title: "In-work progression trial 2015-18", Digest: "9f2c4e7a1b", Tables: "03e1d5", Model: "1", Schema: rows.Schema, Seed: 2015, Replicates: 3, Indices: []evaluation.Indices{{}, {Population: 1, Luck: 1, Assignment: 1}, {Population: 2, Luck: 2, Assignment: 2}},
			Start: sim.Date(2015, 4, 6), Weeks: 104, Control: "minimal", Unit: "person", Horizons: []int{13, 26, 52, 78, 104},
			Arms:   []evaluation.Arm{{Slug: "frequent", Label: "Frequent", WeeksApart: 2}, {Slug: "minimal", Label: "Minimal", WeeksApart: 8, Contacts: 2}, {Slug: "moderate", Label: "Moderate"}},
			Worlds: []string{"control", "randomised", "everyone-frequent", "everyone-moderate"},
		},
		Persons: []int64{10236, 10237, 10236}, Outcomes: fiveOutcomes(),
		LeftOut: []evaluation.LeftOut{{What: "something", Why: "the study kept no table of it"}},
	}
	for _, o := range e.Outcomes {
		for _, arm := range e.Study.Treatments() {
			for _, weeks := range e.Study.Horizons {
				e.Effects = append(e.Effects, effectOf(o, arm.Slug, weeks))
			}
		}
	}
	e.Earnings, e.Coaches, e.Baseline, e.Support = earnings(), coaches(), baseline(), delivered()
	for _, id := range []string{"A10", "A11", "A12", "A20"} {
		e.Targets = append(e.Targets, comparisonWith(e, id))
	}
	return e
}

// fiveOutcomes are those that the fixture has numbers of.
func fiveOutcomes() []evaluation.Outcome {
	names := []string{"earnings_week", "earnings_cumulated", "employed", "hours_per_week", "on_uc"}
	return slices.DeleteFunc(evaluation.Outcomes(), func(o evaluation.Outcome) bool { return !slices.Contains(names, o.Name) })
}

// effectOf grows to the second year and falls a little; the trial's estimate misses the truth by a fixed pattern.
func effectOf(o evaluation.Outcome, arm string, weeks int) evaluation.Effect {
	unit := map[string]float64{"earnings_week": 1, "earnings_cumulated": 40, "employed": 0.002, "hours_per_week": 0.05, "on_uc": -0.003}[o.Name]
	level := map[string]float64{"earnings_week": 160, "earnings_cumulated": 160 * float64(weeks), "employed": 0.82, "hours_per_week": 19.4, "on_uc": 0.7}[o.Name]
	size := map[string]float64{"frequent": 4.6, "moderate": 3.1}[arm] * math.Sqrt(float64(weeks)/52) * (1.2 - float64(weeks)/300)
	monteCarlo := 0.18 * math.Abs(unit)
	miss := float64(weeks%5) - 1.5
	f := evaluation.Effect{Outcome: o.Name, Arm: arm, HorizonWeeks: weeks, Truth: &rows.Truth{Estimand: "rollout", Arm: arm,
		HorizonWeeks: int32(weeks), Outcome: o.Name, Component: "total", Unit: o.Unit, Effect: size * unit, MonteCarloError: &monteCarlo, ControlMean: level}}
	for r := range 3 {
		estimate, se := (size+miss-float64(r))*unit, 1.8*math.Abs(unit)
		t := estimate / se
		f.Trials = append(f.Trials, rows.Estimate{Replicate: int32(r), Arm: arm, HorizonWeeks: int32(weeks), Outcome: o.Name, Unit: o.Unit,
			Estimate: estimate, StdError: se, Statistic: t, PValue: math.Erfc(math.Abs(t) / math.Sqrt2), ConfLow: estimate - 1.96*se,
			ConfHigh: estimate + 1.96*se, DF: 20000, N: 20473, NTreated: 10236, ControlMean: level})
	}
	if o.Name == "earnings_week" && weeks == 52 {
		f.Published = published(map[string]string{"frequent": "A10", "moderate": "A11"}[arm])
	}
	return f
}

func published(id string) *evaluation.Target {
	for _, t := range evaluation.Targets() {
		if t.ID == id {
			return &t
		}
	}
	panic("no target " + id)
}

func comparisonWith(e *evaluation.Evaluation, id string) evaluation.Comparison {
	c := evaluation.Comparison{Target: *published(id), Verdict: evaluation.NotCompared,
		Simulated: []evaluation.Simulated{{Arm: map[string]string{"A10": "frequent", "A11": "moderate", "A12": "frequent"}[id], Mean: 4.1, StdError: 1.04}}}
	if id == "A12" {
		c.Verdict = evaluation.Hit
		c.Simulated = append(c.Simulated, evaluation.Simulated{Arm: "moderate", Mean: 2.6, StdError: 1.04})
	}
	if id == "A20" {
		c.Verdict = evaluation.Inside
		c.Simulated = []evaluation.Simulated{{Arm: "frequent", Mean: 1.8, StdError: math.NaN()}, {Arm: "moderate", Mean: 1.79, StdError: math.NaN()}}
	}
	return c
}

func delivered() []evaluation.Support {
	return []evaluation.Support{
		{Arm: "frequent", Persons: 30708, Meetings: 18.234, Contacts: 15.5, Missed: 1.75, Sanctioned: 0.0614},
		{Arm: "minimal", Persons: 30711, Meetings: 4.5, Contacts: 1.875, Missed: 0.5, Sanctioned: 0.0187},
		{Arm: "moderate", Persons: 30708, Meetings: 8.125, Contacts: 5.25, Missed: 0.75, Sanctioned: 0.0261},
	}
}

func earnings() []evaluation.Series {
	var list []evaluation.Series
	for _, arm := range []string{"frequent", "minimal", "moderate"} {
		s := evaluation.Series{Arm: arm}
		gain := map[string]float64{"frequent": 4.6, "moderate": 3.1}[arm]
		for m := range 23 {
			x := float64(m)
			s.Points = append(s.Points, evaluation.EarningsPoint{Month: m, StdError: 0.74, Persons: 30708,
				PoundsAWeek: 148 + 22*(1-math.Exp(-x/8)) + gain*(1-math.Exp(-x/6)) + 1.5*math.Sin(x/2)})
		}
		list = append(list, s)
	}
	return list
}

func coaches() []evaluation.CoachTime {
	var list []evaluation.CoachTime
	const coaches = 4 * 1900
	for i := range 51 {
		participants := int64(180 * math.Min(1, float64(i)/26) * math.Min(1, float64(60-i)/20))
		absent := int64(160 + 40*math.Cos(float64(i)/2))
		used := participants + 1050
		list = append(list, evaluation.CoachTime{From: sim.Date(2015, 4, 6) + sim.Day(28*i), CoachWeeks: coaches, Contracted: 1620 * coaches,
			Absent: absent * coaches, Used: used * coaches, Participants: participants * coaches, Unused: (1620 - absent - used) * coaches,
			Waiting: int64(float64(coaches) * float64(i) / 30)})
	}
	return list
}

func baseline() []evaluation.Balance {
	var list []evaluation.Balance
	for i, c := range []struct {
		name, label, unit string
		mean, sd          float64
	}{
		{"age_years", "Age", "years", 33.6, 10}, {"female", "Women", "share", 0.52, 0.5},
		{"hours_per_week", "Hours", "hours a week", 18.2, 8}, {"hourly_pay_pence", "Hourly pay", "pounds an hour", 7.31, 1},
		{"qualifying_gross_month_pence", "Pay in the qualifying month", "pounds a month", 642, 150},
		{"barrier_skills", "Skills barrier", "severity 0 to 1", 0.31, 0.2},
	} {
		b := evaluation.Balance{Name: c.name, Label: c.label, Unit: c.unit}
		for a, d := range []float64{0.012, 0, -0.009} {
			d *= float64(i%3) - 1
			b.Arms = append(b.Arms, evaluation.ArmBalance{Persons: 10236, Mean: c.mean + d*c.sd, SD: c.sd, Standardised: d})
			if a == 1 {
				b.Arms[a].Standardised = 0
			}
		}
		list = append(list, b)
	}
	return list
}
