package trial_test

import (
	"context"
	"fmt"

	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// A trial of 400 people is run 500 times: is the plain difference in means as good as the regression with the
// earnings before? Assignment is keyed by the run, so that anyone finds the same numbers.
func ExampleDiagnose() {
	const people, effect = 400, 20.0
	before := sim.NewDraws(2026, 0, 0, 1) // who people are does not change from run to run
	type month struct {
		treated          []bool
		earnings, before []float64
	}
	design := trial.Design[month]{
		Estimands: []string{"average effect, pounds a month"},
		Simulate: func(_ context.Context, run int) (m month, truths []float64, err error) {
			units := make([]uint64, people)
			for i := range units {
				units[i] = sim.ID(0, i)
			}
			arms := []trial.Arm{{Key: "control", Share: 1}, {Key: "frequent", Share: 1}}
			assigned, err := trial.Complete(sim.NewDraws(2028, 0, uint32(run), 2), units, arms)
			luck := sim.NewDraws(2028, 0, uint32(run), 3)
			for i, arm := range assigned {
				earned := 900 + 100*before.Normal(units[i], 0)
				m.treated, m.before = append(m.treated, arm == 1), append(m.before, earned)
				m.earnings = append(m.earnings, earned+effect*float64(arm)+60*luck.Normal(units[i], 0))
			}
			return m, []float64{effect}, err
		},
		Estimators: []trial.Estimator[month]{
			{Name: "difference in means", Estimate: func(_ context.Context, m month) ([]trial.Answer, error) {
				e, err := estimate.DifferenceInMeans(m.earnings, m.treated)
				return []trial.Answer{answerOf(e.Coefficient, e.Warnings)}, err
			}},
			{Name: "with earnings before", Estimate: func(_ context.Context, m month) ([]trial.Answer, error) {
				treated := estimate.Column{Name: "treated", Values: make([]float64, people)}
				for i, is := range m.treated {
					if is {
						treated.Values[i] = 1
					}
				}
				fit, err := estimate.LMLin(estimate.Column{Name: "earnings", Values: m.earnings}, []estimate.Column{treated},
					[]estimate.Column{{Name: "before", Values: m.before}}, estimate.Options{})
				if err != nil {
					return nil, err
				}
				c, _ := fit.Term("treated")
				return []trial.Answer{answerOf(c, fit.Warnings)}, nil
			}},
		},
	}
	diagnoses, err := trial.Diagnose(context.Background(), design, 500, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range diagnoses {
		fmt.Printf("%s: bias %.1f (%.1f), RMSE %.1f (%.1f), coverage %.2f (%.2f), power %.2f (%.2f), exaggerates %.2f times\n", d.Estimator,
			d.Bias.Value, d.Bias.MonteCarloError, d.RMSE.Value, d.RMSE.MonteCarloError, d.Coverage.Value, d.Coverage.MonteCarloError,
			d.Power.Value, d.Power.MonteCarloError, d.TypeM.Value)
	}
	// Output:
	// difference in means: bias -0.4 (0.5), RMSE 11.7 (0.4), coverage 0.96 (0.01), power 0.39 (0.02), exaggerates 1.56 times
	// with earnings before: bias 0.1 (0.3), RMSE 6.0 (0.2), coverage 0.95 (0.01), power 0.92 (0.01), exaggerates 1.05 times
}

// answerOf hands what package estimate says to a diagnosis.
func answerOf(c estimate.Coefficient, warnings []error) trial.Answer {
	return trial.Answer{Estimate: c.Estimate, StdError: c.StdError, PValue: c.PValue, ConfLow: c.ConfLow, ConfHigh: c.ConfHigh, Warnings: warnings}
}

// Were the arms alike before treatment? Clusters were assigned, so the joint test draws clusters again.
func ExampleBalanced() {
	use := sim.NewDraws(2026, 0, 0, 1)
	var offices []uint64
	age, earnings := trial.Covariate{Name: "age"}, trial.Covariate{Name: "earnings"}
	for i := range 300 {
		office := uint64(i / 15)
		offices = append(offices, office)
		age.Values = append(age.Values, 38+9*use.Normal(uint64(i), 0))
		earnings.Values = append(earnings.Values, 800+150*use.Normal(uint64(i), 1)+120*use.Normal(office, 2))
	}
	arms := []trial.Arm{{Key: "control", Share: 1}, {Key: "frequent", Share: 1}}
	assign := func(luck uint32) []bool {
		treated := make([]bool, len(offices))
		for i, arm := range trial.Clustered(sim.NewDraws(2026, 0, luck, 2), offices, arms) {
			treated[i] = arm == 1
		}
		return treated
	}

	balance, err := trial.Balanced([]trial.Covariate{age, earnings}, assign(0))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range balance.Differences {
		fmt.Printf("%s: %.1f against %.1f, standardised difference %.2f\n", d.Name, d.Treated, d.Control, d.Standardised)
	}
	again := func(draw int) ([]bool, error) { return assign(uint32(1 + draw)), nil }
	p, err := balance.Permuted(context.Background(), again, 999, 2)
	fmt.Printf("p = %.3f as if people had been assigned, %.2f by offices (Monte Carlo error %.2f) %v\n", balance.PF, p.Value, p.MonteCarloError, err)
	// Output:
	// age: 38.9 against 37.6, standardised difference 0.14
	// earnings: 770.5 against 832.8, standardised difference -0.33
	// p = 0.010 as if people had been assigned, 0.26 by offices (Monte Carlo error 0.01) <nil>
}
