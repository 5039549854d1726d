package evaluation_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/study"
	"inwork/sim/table"
)

// handmade is a study whose people's outcome is known in each arm. Control earns by age, and an arm adds what differs between people, half of
// it by age, so that adjustment helps.
type handmade struct {
	persons, replicates int
	effects             map[string]float64 // pounds a week, by arm other than control
	shares              map[string]float64
	worlds              []string // of the plan; nil: all
	indices             []map[string]int
	noClaimants         bool
	strangers           bool // one more person in the last pilot world
}

var trial300 = handmade{persons: 300, replicates: 1, effects: map[string]float64{"frequent": 12, "moderate": 4}, shares: map[string]float64{"frequent": 2, "minimal": 1, "moderate": 1}}

var handmadeArms = []string{"frequent", "minimal", "moderate"}

// noise is of seed 2015, and a person's own.
var noise = sim.NewDraws(2015, 7, 0, 90)

func (h handmade) age(i int) int32 { return int32(20 + noise.Below(uint64(i), 9, 40)) }

// pence is a person's weekly pay in an arm; replicates have other levels.
func (h handmade) pence(i, replicate int, arm string) int64 {
	pounds := 200 + 2*float64(h.age(i)) + 40*noise.Normal(uint64(i), uint32(replicate))
	if arm != "minimal" {
		pounds += h.effects[arm] * (1 + 0.5*noise.Normal(uint64(i), 100) + float64(h.age(i)-40)/40)
	}
	return int64(math.Round(100 * pounds))
}

// everyone is what an arm comes to when everyone is in it: crowding takes 5 pounds of its effect.
func (h handmade) everyone(i, replicate int, arm string) int64 {
	if arm == "minimal" {
		return h.pence(i, replicate, arm)
	}
	return h.pence(i, replicate, arm) - 500
}

func (h handmade) id(i int) uint64 { return sim.ID(0, i) }

// assigned deals arms by a law of its own, which no diagnosis needs.
func (h handmade) assigned(i, replicate int) string {
	return handmadeArms[noise.Below(uint64(i), uint32(200+replicate), len(handmadeArms))]
}

func (h handmade) write(t testing.TB) string {
	t.Helper()
	var arms []map[string]any
	for _, slug := range handmadeArms {
		if share, here := h.shares[slug]; here {
			arms = append(arms, map[string]any{"slug": slug, "key": slug, "share": share})
		}
	}
	all := []string{"control", "randomised", "everyone-frequent", "everyone-moderate", "pilot-frequent", "pilot-minimal", "pilot-moderate"}
	planned := h.worlds
	if planned == nil {
		planned = all
	}
	body, err := json.Marshal(map[string]any{"name": "handmade", "seed": 2015, "replicates": h.replicates, "indices": h.indices, "start": start, "weeks": 52,
		"scenario_digest": "abc", "schema_version": rows.Schema, "worlds": planned,
		"trial": map[string]any{"control": "minimal", "horizons": []int{26, 52}, "unit": "person", "arms": arms}})
	require.NoError(t, err)
	dir := t.TempDir()
	folder, err := study.Open(dir, study.Plan{Model: "1", Canonical: json.RawMessage(`{"seed":2015}`), Body: body,
		Chunks: study.Chunks(1, h.replicates, study.Blocks([]int{1}, 1))})
	require.NoError(t, err)
	remaining, err := folder.Remaining(t.Context(), 0, 1)
	require.NoError(t, err)
	for _, chunk := range remaining {
		var files []table.File
		keep := func(f table.File, err error) {
			require.NoError(t, err)
			files = append(files, f)
		}
		for _, world := range all {
			keep(writeRows(folder.Path(chunk, rows.Outcomes.Name, world), rows.Outcomes, h.outcomes(world, chunk.Replicate)))
		}
		if !h.noClaimants {
			keep(writeRows(folder.Path(chunk, rows.Claimants.Name, "randomised"), rows.Claimants, h.claimants(chunk.Replicate)))
		}
		require.NoError(t, folder.Done(chunk, files, study.Run{}))
	}
	_, err = folder.Merge(t.Context())
	require.NoError(t, err)
	return dir
}

func (h handmade) outcomes(world string, replicate int) (list []rows.Outcome) {
	n := h.persons
	if h.strangers && world == "pilot-moderate" {
		n++
	}
	for i := range n {
		assigned := h.assigned(i, replicate)
		arm, pay := assigned, h.pence
		switch world {
		case "control":
			arm = "minimal"
		case "randomised":
		case "everyone-frequent", "everyone-moderate":
			arm, pay = world[len("everyone-"):], h.everyone
		default:
			arm = world[len("pilot-"):]
		}
		for _, weeks := range []int{26, 52} { // at 26 weeks nobody earns as at 52
			list = append(list, rows.Outcome{Claimant: int64(h.id(i)), HorizonWeeks: int32(weeks), Arm: arm, Assigned: assigned, Randomised: start,
				GrossFourWeeks: money.Pence(4 * pay(i, replicate, arm) * int64(weeks) / 52), Employed: true})
		}
	}
	return list
}

func (h handmade) claimants(replicate int) (list []rows.Claimant) {
	for i := range h.persons {
		list = append(list, rows.Claimant{Claimant: int64(h.id(i)), Arm: h.assigned(i, replicate), Assigned: h.assigned(i, replicate), Randomised: start, Tenure: "none", AgeYears: h.age(i)})
	}
	return list
}

// pay is everyone's in an arm, pounds a week.
func (h handmade) pay(replicate int, arm string) (list []float64) {
	for i := range h.persons {
		list = append(list, float64(h.pence(i, replicate, arm))/100)
	}
	return list
}

// effect is the true one on the people of a replicate.
func (h handmade) effect(replicate int, arm string) float64 {
	sum := 0.0
	control := h.pay(replicate, "minimal")
	for i, y := range h.pay(replicate, arm) {
		sum += y - control[i]
	}
	return sum / float64(h.persons)
}

// neyman is the variance of the difference in means when each person is assigned by herself: given n1 and n0 people in the arms it is
// S1²/n1 + S0²/n0 - S10²/n, and counts are binomial, so that 1/n1 is taken at its mean; the second is what standard errors are of.
func (h handmade) neyman(arm string) (exact, conservative float64) {
	var one, zero, both estimate.Moments
	control := h.pay(0, "minimal")
	for i, y := range h.pay(0, arm) {
		one.Add(y)
		zero.Add(control[i])
		both.Add(y - control[i])
	}
	total := 0.0
	for _, share := range h.shares {
		total += share
	}
	conservative = one.Variance()*meanInverse(h.persons, h.shares[arm]/total) + zero.Variance()*meanInverse(h.persons, h.shares["minimal"]/total)
	return conservative - both.Variance()/float64(h.persons), conservative
}

// meanInverse is the mean of 1/k over a binomial k above 0.
func meanInverse(n int, p float64) (mean float64) {
	logs := func(k int) float64 {
		all, _ := math.Lgamma(float64(n + 1))
		some, _ := math.Lgamma(float64(k + 1))
		others, _ := math.Lgamma(float64(n - k + 1))
		return all - some - others + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p)
	}
	for k := 1; k <= n; k++ {
		mean += math.Exp(logs(k)) / float64(k)
	}
	return mean
}

// The arithmetic against a study whose outcomes in all arms are known: with 2,000 assignments of 300 people, truth is the mean of their
// effects to the last digit, the difference in means has no bias and Neyman's variance, and its standard errors are of that without the term
// nobody sees; adjusted it is surer. Shares 2:1:1 are kept. Each within 4.2 Monte Carlo errors, which are small enough to see a tenth of the SD.
func TestDiagnoseAssignment_ClosedForm(t *testing.T) {
	h := trial300
	dir := h.write(t)
	d, err := evaluation.DiagnoseAssignment(t.Context(), dir, evaluation.DiagnosisOptions{Runs: 2_000, Workers: 2})
	require.NoError(t, err)
	assert.Equal(t, 300, d.Persons)
	assert.Equal(t, 52, d.HorizonWeeks)
	for _, arm := range []string{"frequent", "moderate"} {
		exact, conservative := h.neyman(arm)
		means, adjusted := d.Find(arm, "pilot", "difference_in_means"), d.Find(arm, "pilot", "lin")
		require.NotNil(t, means)
		require.NotNil(t, adjusted)
		assert.InDelta(t, h.effect(0, arm), means.Truth.Value, 1e-9)
		near := func(want, got, monteCarlo float64, what string) {
			t.Helper()
			assert.InDelta(t, want, got, 4.2*monteCarlo, "%s, %s", arm, what)
			assert.Less(t, 4.2*monteCarlo, 0.1*math.Sqrt(exact), "%s, %s: too few runs to see anything", arm, what)
		}
		near(0, means.Bias.Value, means.Bias.MonteCarloError, "bias")
		near(math.Sqrt(exact), means.SD.Value, means.SD.MonteCarloError, "SD")
		near(math.Sqrt(exact), means.RMSE.Value, means.RMSE.MonteCarloError, "RMSE")
		near(math.Sqrt(conservative), means.StdError.Value, means.StdError.MonteCarloError, "standard error")
		near(0, adjusted.Bias.Value, adjusted.Bias.MonteCarloError, "bias of lin")
		assert.Less(t, adjusted.SD.Value, 0.97*means.SD.Value)
		assert.InDelta(t, means.Analytic, means.Power.Value, 4.2*means.Power.MonteCarloError+0.02, "the formula is conservative by little")
		assert.InDelta(t, 2.8*means.StdError.Value, means.MDE(), 0.05*means.MDE(), "1.96 + 0.84 standard errors")
		assert.GreaterOrEqual(t, means.Coverage.Value, 0.95-4.2*means.Coverage.MonteCarloError)
	}
	treated := d.Find("frequent", "pilot", "difference_in_means")
	assert.Equal(t, []float64{150, 75}, []float64{treated.Treated, treated.Control})
	assert.Empty(t, d.LeftOut)
	assert.Len(t, d.Held, 3)
}

// Where everyone has the outcome of control, a test of 5% finds an effect in 5%: 1,000 assignments of 600 people in arms of one size, seed
// 2015, by a z-test at 3.3 of the binomial error of 0.0069. A size of 8% would be found with near certainty.
func TestDiagnoseAssignment_Size(t *testing.T) {
	h := trial300
	h.persons, h.shares = 600, map[string]float64{"frequent": 1, "minimal": 1, "moderate": 1}
	d, err := evaluation.DiagnoseAssignment(t.Context(), h.write(t), evaluation.DiagnosisOptions{Runs: 1_000, Workers: 2})
	require.NoError(t, err)
	for _, arm := range []string{"frequent", "moderate"} {
		for _, estimator := range []string{"difference_in_means", "lin"} {
			none := d.Find(arm, "no_effect", estimator)
			require.NotNil(t, none)
			assert.Equal(t, 1_000, none.Runs)
			assert.Zero(t, none.NoTest)
			assert.Zero(t, none.Truth.Value)
			z := (none.Power.Value - 0.05) / math.Sqrt(0.05*0.95/1_000)
			assert.Less(t, math.Abs(z), 3.3, "%s, %s: %v rejected", arm, estimator, none.Power)
			assert.InDelta(t, 0.95, none.Coverage.Value, 3.3*0.0069)
		}
	}
	there := d.Find("frequent", "pilot", "difference_in_means")
	assert.Greater(t, there.Power.Value, 0.5, "the same test finds what is there")
}

// The curve: as many people drawn as it says, power grows with them, and simulation and formula agree where both speak.
func TestDiagnoseAssignment_Curve(t *testing.T) {
	h := trial300
	h.persons = 1_600
	d, err := evaluation.DiagnoseAssignment(t.Context(), h.write(t), evaluation.DiagnosisOptions{Runs: 500, Workers: 2})
	require.NoError(t, err)
	require.Len(t, d.Curve, 12)
	for k, p := range d.Curve[:6] {
		assert.Equal(t, "frequent", p.Arm)
		assert.Equal(t, []int{200, 400, 800, 1_600, 3_200, 6_400}[k], p.Persons)
		if k > 0 {
			assert.Greater(t, p.Analytic, d.Curve[k-1].Analytic)
		}
		if k > 3 {
			assert.Nil(t, p.Simulated, "there are no more people")
			continue
		}
		assert.InDelta(t, p.Analytic, p.Simulated.Value, 4.2*p.Simulated.MonteCarloError+0.01, "%d people", p.Persons)
	}
	small := d.Answers[len(d.Answers)-2]
	assert.Equal(t, 200, small.Persons)
	assert.InDelta(t, d.Find("frequent", "pilot", "difference_in_means").StdError.Value*math.Sqrt(8), small.StdError.Value, 0.06*small.StdError.Value, "errors of an eighth of the people")
}

// What is diagnosed is what was asked for: the outcome and horizon, and the replicate.
func TestDiagnoseAssignment_Options(t *testing.T) {
	h := trial300
	h.replicates = 2
	dir := h.write(t)
	truth := func(o evaluation.DiagnosisOptions) float64 {
		o.Runs = 2
		d, err := evaluation.DiagnoseAssignment(t.Context(), dir, o)
		require.NoError(t, err)
		return d.Find("frequent", "pilot", "difference_in_means").Truth.Value
	}
	late := truth(evaluation.DiagnosisOptions{})
	assert.InDelta(t, late/2, truth(evaluation.DiagnosisOptions{HorizonWeeks: 26}), 0.02, "pence are whole")
	assert.Zero(t, truth(evaluation.DiagnosisOptions{Outcome: "employed"}))
	first, err := evaluation.DiagnoseAssignment(t.Context(), dir, evaluation.DiagnosisOptions{Runs: 2})
	require.NoError(t, err)
	second, err := evaluation.DiagnoseAssignment(t.Context(), dir, evaluation.DiagnosisOptions{Runs: 2, Replicate: 1})
	require.NoError(t, err)
	assert.NotEqual(t, first.Answers[0].Estimate, second.Answers[0].Estimate)
	assert.InDelta(t, h.effect(1, "frequent"), second.Answers[0].Truth.Value, 1e-9)
}

// The table holds what was found, null where nothing was seen, and is the same bytes for any number of workers.
func TestDiagnoseAssignment_Table(t *testing.T) {
	dir := trial300.write(t)
	path := filepath.Join(dir, "estimates", "diagnosis.parquet")
	var before []byte
	for _, workers := range []int{1, 3} {
		done := 0
		d, err := evaluation.DiagnoseAssignment(t.Context(), dir, evaluation.DiagnosisOptions{Runs: 50, Workers: workers, Progress: func(now, total int) {
			assert.Equal(t, 50, total)
			done = max(done, now)
		}})
		require.NoError(t, err)
		assert.Equal(t, 50, done)
		bytes, err := os.ReadFile(path)
		require.NoError(t, err)
		if before != nil {
			assert.Equal(t, before, bytes)
		}
		before = bytes
		found := 0
		for batch, err := range table.Read[rows.Diagnosis](path) {
			require.NoError(t, err)
			for _, row := range batch {
				found++
				assert.Equal(t, "assign", row.Mode)
				assert.Equal(t, int32(0), *row.Replicate)
				if row.Persons != 300 {
					assert.Equal(t, "pilot", row.Estimand)
					continue
				}
				a := d.Find(row.Arm, row.Estimand, row.Estimator)
				assert.Equal(t, a.Bias.Value, *row.Bias)
				assert.Equal(t, a.Power.MonteCarloError, *row.PowerError)
				assert.Equal(t, a.MDE(), *row.LeastDetectable)
				if row.Estimand == "no_effect" {
					assert.Nil(t, row.TypeS, "nothing has no sign")
				}
				assert.Equal(t, row.Estimator == "lin", row.AnalyticPower == nil)
			}
		}
		assert.Equal(t, 2*2*2+3*2, found)
	}
	stale, err := evaluation.StaleDiagnosis(dir)
	require.NoError(t, err)
	assert.False(t, stale)
}

// Without the table of claimants there is nothing to adjust for, and that is said.
func TestDiagnoseAssignment_NoClaimants(t *testing.T) {
	h := trial300
	h.noClaimants = true
	d, err := evaluation.DiagnoseAssignment(t.Context(), h.write(t), evaluation.DiagnosisOptions{Runs: 10})
	require.NoError(t, err)
	assert.Nil(t, d.Find("frequent", "pilot", "lin"))
	assert.Equal(t, []evaluation.LeftOut{{What: "the adjusted estimate (lin)", Why: "the study kept no table claimants"}}, d.LeftOut)
}

// Whatever cannot be diagnosed is refused with where, what was found and what was expected.
func TestDiagnose_Errors(t *testing.T) {
	with := func(change func(h *handmade)) handmade {
		h := trial300
		change(&h)
		return h
	}
	assign := func(o evaluation.DiagnosisOptions) func(dir string) error {
		return func(dir string) error {
			_, err := evaluation.DiagnoseAssignment(context.Background(), dir, o)
			return err
		}
	}
	full := func(dir string) error {
		_, err := evaluation.DiagnoseReplicates(context.Background(), dir, evaluation.DiagnosisOptions{})
		return err
	}
	for _, c := range []struct {
		name  string
		study handmade
		do    func(dir string) error
		want  string // %s is the plan
	}{
		{"no split worlds", with(func(h *handmade) {
			h.worlds = []string{"control", "randomised", "everyone-frequent", "everyone-moderate"}
		}), assign(evaluation.DiagnosisOptions{}),
			"%s: worlds: found control, randomised, everyone-frequent, everyone-moderate, expected pilot-minimal, pilot-frequent, pilot-moderate as well: run the scenario with -set truth.worlds=split into a new folder"},
		{"one arm", with(func(h *handmade) { h.shares = map[string]float64{"frequent": 0, "minimal": 1} }), assign(evaluation.DiagnosisOptions{}),
			"%s: trial.arms: found minimal alone with people assigned to it, expected control and at least one other arm"},
		{"no control", with(func(h *handmade) { h.shares = map[string]float64{"frequent": 1, "minimal": 0} }), assign(evaluation.DiagnosisOptions{}),
			"%s: trial.arms: found no share of the control arm minimal, expected people who are assigned to control"},
		{"an older plan", with(func(h *handmade) { h.shares = map[string]float64{"frequent": 0, "minimal": 0, "moderate": 0} }), assign(evaluation.DiagnosisOptions{}),
			"%s: trial.arms: share: found none, expected that of each arm: run the scenario into this folder again, which adds it and simulates nothing anew"},
		{"one run", trial300, assign(evaluation.DiagnosisOptions{Runs: 1}), "runs: found 1, expected at least 2: bias and power have no Monte Carlo error in one"},
		{"another outcome", trial300, assign(evaluation.DiagnosisOptions{Outcome: "pay"}), "outcome: found pay, expected one of " + strings.Join(rows.MeasureNames(), ", ")},
		{"another horizon", trial300, assign(evaluation.DiagnosisOptions{HorizonWeeks: 13}), "horizon: found 13, expected weeks at which the study takes outcomes: 26, 52"},
		{"another replicate", trial300, assign(evaluation.DiagnosisOptions{Replicate: 1}), "replicate: found 1, expected 0 to 0"},
		{"another point", trial300, assign(evaluation.DiagnosisOptions{Point: -1}), "point: found -1, expected 0 to 0"},
		{"one replicate", trial300, full, "%s: replicates: found 1, expected at least 2: bias and power have no Monte Carlo error in one"},
		{"one assignment", with(func(h *handmade) {
			h.replicates, h.indices = 3, []map[string]int{{"luck": 0}, {"luck": 1, "assignment": 1}, {"luck": 2}}
		}), full, "%s: indices: found replicates with one assignment, expected an assignment of its own for each: vary: all, or a list with assignment in it"},
	} {
		dir := c.study.write(t)
		want := c.want
		if want[0] == '%' {
			want = fmt.Sprintf(want, filepath.Join(dir, "plan.json"))
		}
		err := c.do(dir)
		require.EqualError(t, err, want, c.name)
		var unsuited *evaluation.Unsuited
		assert.ErrorAs(t, err, &unsuited, c.name)
		assert.NoFileExists(t, filepath.Join(dir, "estimates", "diagnosis.parquet"), c.name)
	}

	h := with(func(h *handmade) { h.strangers = true })
	err := assign(evaluation.DiagnosisOptions{})(h.write(t))
	assert.ErrorContains(t, err, "found other people than in")

	stopped := errors.New("stopped by the user")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stopped)
	_, err = evaluation.DiagnoseAssignment(ctx, trial300.write(t), evaluation.DiagnosisOptions{})
	assert.Error(t, err)
}

// Every replicate is a trial: against the true effect on its own people estimates have no bias, and from rollout they are the 5 pounds apart
// that crowding takes. 60 replicates of 300 people.
func TestDiagnoseReplicates(t *testing.T) {
	h := trial300
	h.replicates = 60
	dir := h.write(t)
	d, err := evaluation.DiagnoseReplicates(t.Context(), dir, evaluation.DiagnosisOptions{Workers: 2})
	require.NoError(t, err)
	require.Len(t, d.Answers, 4)
	for _, arm := range []string{"frequent", "moderate"} {
		against, apart := d.Find(arm, "pilot", "difference_in_means"), d.Find(arm, "rollout", "difference_in_means")
		truth := 0.0
		for r := range h.replicates {
			truth += h.effect(r, arm) / float64(h.replicates)
		}
		assert.Equal(t, 60, against.Runs)
		assert.InDelta(t, truth, against.Truth.Value, 1e-9)
		assert.InDelta(t, truth-5, apart.Truth.Value, 1e-9)
		assert.Less(t, math.Abs(against.Bias.Value), 4.2*against.Bias.MonteCarloError)
		assert.InDelta(t, against.Bias.Value+5, apart.Bias.Value, 1e-9)
		assert.InDelta(t, against.SD.Value/math.Sqrt(60), against.Bias.MonteCarloError, 0.3*against.Bias.MonteCarloError)
		assert.True(t, math.IsNaN(against.Analytic))
	}
	assert.Equal(t, 300, d.Persons)
	assert.Contains(t, d.Varies, "the people", "a plan without indices has all three vary")
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	mean, _ := e.Effect("earnings_week", "frequent", 52).Means()
	assert.InDelta(t, mean, d.Find("frequent", "pilot", "difference_in_means").Estimate.Value, 1e-9, "the estimates are the evaluation's")
	for batch, err := range table.Read[rows.Diagnosis](filepath.Join(dir, "estimates", "diagnosis.parquet")) {
		require.NoError(t, err)
		for _, row := range batch {
			assert.Nil(t, row.Replicate)
			assert.Equal(t, "full", row.Mode)
		}
	}
}
