package evaluation_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
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

// judged is a study whose people's job follows from their number and arm, in two districts and two replicates that differ in
// luck: what was declared, what made pay, and who they are stand in its tables, so that every part of an effect can be added up here.
type judged struct {
	names    [2]string // of the arm and of control
	declared string    // JSON of trial.outcomes; empty: none
	subgroups,
	uptake string
	worlds []string // beside randomised
}

var usualJudged = judged{names: [2]string{"coached", "usual"}, subgroups: `["sex","age_band","employed_at_start"]`, uptake: "attended_any",
	worlds: []string{"control", "everyone-coached"}}

const judgedPeople = 60 // in each district

func (judged) treated(i, replicate int) bool { return (i/3+replicate)%2 == 0 }
func (judged) woman(i int) bool              { return i%4 < 2 }

// job is hours and hourly pay in pence at 52 weeks; all started at 20 hours and 8 pounds.
func (judged) job(district, i, replicate int, treated bool) (hours, pence int64) {
	hours, pence = int64(18+i%5+replicate), int64(800+10*(i%3)+5*district)
	if treated {
		hours += 2
		if i%4 < 2 { // women
			hours, pence = hours+3, pence+40
		}
	}
	if i%5 == 0 && (!treated || i%10 == 0) {
		return 0, 0
	}
	return hours, pence
}

func (j judged) write(t *testing.T) string {
	t.Helper()
	trial := map[string]any{"control": j.names[1], "horizons": []int{26, 52}, "unit": "person",
		"arms": []map[string]any{{"slug": j.names[0]}, {"slug": j.names[1]}}}
	for key, text := range map[string]string{"outcomes": j.declared, "subgroups": j.subgroups} {
		if text != "" {
			trial[key] = json.RawMessage(text)
		}
	}
	if j.uptake != "" {
		trial["uptake"] = j.uptake
	}
	worlds := append([]string{"randomised"}, j.worlds...)
	body, err := json.Marshal(map[string]any{"name": "judged", "seed": 1, "replicates": 2, "start": start, "weeks": 52, "scenario_digest": "abc",
		"schema_version": rows.Schema, "worlds": worlds, "trial": trial})
	require.NoError(t, err)
	dir := t.TempDir()
	folder, err := study.Open(dir, study.Plan{Model: "1", Canonical: json.RawMessage(`{}`), Body: body, Chunks: study.Chunks(1, 2, study.Blocks([]int{1, 1}, 1))})
	require.NoError(t, err)
	remaining, err := folder.Remaining(t.Context(), 0, 1)
	require.NoError(t, err)
	for _, chunk := range remaining {
		var files []table.File
		keep := func(f table.File, err error) {
			require.NoError(t, err)
			files = append(files, f)
		}
		for _, world := range worlds {
			outcomes, made := j.world(chunk.Block, chunk.Replicate, world)
			keep(writeRows(folder.Path(chunk, rows.Outcomes.Name, world), rows.Outcomes, outcomes))
			keep(writeRows(folder.Path(chunk, rows.Decompositions.Name, world), rows.Decompositions, made))
		}
		keep(writeRows(folder.Path(chunk, rows.Claimants.Name, "randomised"), rows.Claimants, j.claimants(chunk.Block, chunk.Replicate)))
		require.NoError(t, folder.Done(chunk, files, study.Run{}))
	}
	_, err = folder.Merge(t.Context())
	require.NoError(t, err)
	return dir
}

func (j judged) arm(treated bool) string {
	if treated {
		return j.names[0]
	}
	return j.names[1]
}

func (j judged) world(district, replicate int, world string) (outcomes []rows.Outcome, made []rows.Decomposition) {
	type key struct {
		arm     string
		horizon int32
		cause   string
	}
	sums := map[key]*rows.Decomposition{}
	for i := range judgedPeople {
		assigned := j.treated(i, replicate)
		treated := assigned
		switch world {
		case "control":
			treated = false
		case "everyone-" + j.names[0], "pilot-" + j.names[0]:
			treated = true
		case "pilot-" + j.names[1]:
			treated = false
		}
		for _, h := range []int32{26, 52} {
			hours, pence := j.job(district, i, replicate, treated)
			if world == "pilot-"+j.names[0] && hours > 0 {
				hours++ // crowding takes an hour of what one person alone gains
			}
			if h == 26 {
				hours = min(hours, 20)
			}
			o := rows.Outcome{District: int32(district), Claimant: int64(sim.ID(district, i)), HorizonWeeks: h, Arm: j.arm(treated), Assigned: j.arm(assigned),
				Randomised: start, GrossFourWeeks: money.Pence(4 * hours * pence), Employed: hours > 0, HoursPerWeek: float64(hours), HourlyPay: money.Pence(pence),
				OnUC: i%7 > 0, Sanctions: int32(i % 3 / 2), Route: rows.NoRise, WageFloor: 805, NetIncome: money.Pence(50000 + hours*pence)}
			if treated && i%3 > 0 || i%11 == 0 {
				o.Contacts = 2
			}
			if 10*hours*pence >= 11*20*800 {
				o.Route, o.RisenWeeks = rows.MoreHours, int32(10+i%30)
			}
			outcomes = append(outcomes, o)
			lines := map[string]int64{"start": 4 * 20 * 800, "more_hours": 4 * (hours - 20) * 800, "rise": 4 * hours * (pence - 800)}
			if hours == 0 {
				lines = map[string]int64{"start": 4 * 20 * 800, "job_ended": -4 * 20 * 800}
			}
			for _, cause := range []string{"fewer_hours", "job_changed", "job_ended", "job_started", "more_hours", "rise", "school_terms", "settlement", "start", "volatility", "wage_floor"} {
				k := key{j.arm(treated), h, cause}
				if sums[k] == nil {
					sums[k] = &rows.Decomposition{District: int32(district), Arm: k.arm, HorizonWeeks: h, Cause: cause}
				}
				sums[k].N++
				sums[k].Sum += money.Pence(lines[cause])
				sums[k].SumSquares += lines[cause] * lines[cause]
			}
		}
	}
	for _, d := range sums {
		made = append(made, *d)
	}
	slices.SortFunc(made, func(a, b rows.Decomposition) int { return compareMade(&a, &b) })
	return outcomes, made
}

func compareMade(a, b *rows.Decomposition) int {
	return slices.Compare([]string{a.Arm, fmt.Sprintf("%03d", a.HorizonWeeks), a.Cause}, []string{b.Arm, fmt.Sprintf("%03d", b.HorizonWeeks), b.Cause})
}

func (j judged) claimants(district, replicate int) (list []rows.Claimant) {
	for i := range judgedPeople {
		slug := j.arm(j.treated(i, replicate))
		list = append(list, rows.Claimant{District: int32(district), Claimant: int64(sim.ID(district, i)), Arm: slug, Assigned: slug, Randomised: start,
			AgeYears: int32(20 + i%45), Female: j.woman(i), Tenure: "none", HoursPerWeek: 20, HourlyPay: 800})
	}
	return list
}

func (j judged) evaluated(t *testing.T) *evaluation.Evaluation {
	t.Helper()
	e, err := evaluation.Evaluate(t.Context(), j.write(t))
	require.NoError(t, err)
	return e
}

// Each estimate has the role that was declared, and those that are secondary, p-values that are estimate's Holm over them alone.
func TestEvaluate_Roles(t *testing.T) {
	j := usualJudged
	j.declared = `{"primary": "employed", "at": 26, "secondary": ["earnings_week", "hours_per_week", "rise_10"]}`
	e := j.evaluated(t)
	assert.Equal(t, 26, e.Study.MainHorizon())
	var p, adjusted []float64
	for i := range e.Effects {
		f := &e.Effects[i]
		for _, r := range f.Trials {
			want := evaluation.Exploratory
			if r.HorizonWeeks == 26 {
				switch r.Outcome {
				case "employed":
					want = evaluation.Primary
				case "earnings_week", "hours_per_week", "rise_10":
					want = evaluation.Secondary
				}
			}
			assert.Equal(t, want, r.Role, "%s at %d weeks", r.Outcome, r.HorizonWeeks)
			assert.Equal(t, want == evaluation.Secondary, r.PAdjusted != nil, "%s at %d weeks", r.Outcome, r.HorizonWeeks)
			if r.PAdjusted != nil && r.Replicate == 0 {
				p, adjusted = append(p, r.PValue), append(adjusted, *r.PAdjusted)
			}
		}
	}
	require.GreaterOrEqual(t, len(p), 2)
	want, err := estimate.AdjustP(p, estimate.Holm)
	require.NoError(t, err)
	assert.Equal(t, want, adjusted)
}

// Without a declaration in the plan a study is judged as a scenario that declares nothing.
func TestEvaluate_UsualDeclaration(t *testing.T) {
	e := usualJudged.evaluated(t)
	assert.Equal(t, "earnings_week", e.Study.Declared.Primary)
	assert.Equal(t, 52, e.Study.Declared.At)
	assert.NotContains(t, e.Study.Declared.Secondary, "sustained_52")
	assert.Nil(t, e.Effect("sustained_52", "coached", 52), "nothing has lasted 52 weeks at 52")
	assert.Nil(t, e.Effect("sustained_26", "coached", 26))
	assert.NotNil(t, e.Effect("sustained_13", "coached", 26))
	assert.NotNil(t, e.Effect("hourly_pay", "coached", 52).First())
	assert.Equal(t, evaluation.Primary, e.Effect("earnings_week", "coached", 52).First().Role)
}

// A plan that declares what this version does not know is refused, not passed over.
func TestEvaluate_DeclaredRefused(t *testing.T) {
	for want, spoil := range map[string]func(*judged){
		"trial.outcomes.at: found 40, expected one of trial.horizons, [26 52]": func(j *judged) { j.declared = `{"primary": "employed", "at": 40}` },
		`trial.outcomes: found "joy"`:                                          func(j *judged) { j.declared = `{"primary": "joy", "at": 52}` },
		`trial.subgroups: found "shoes"`:                                       func(j *judged) { j.subgroups = `["shoes"]` },
		`trial.uptake: found "luck"`:                                           func(j *judged) { j.uptake = "luck" },
	} {
		j := usualJudged
		spoil(&j)
		_, err := evaluation.Evaluate(t.Context(), j.write(t))
		assert.ErrorContains(t, err, want)
	}
}

// Both splits of the effect on earnings add up to it, and their truths to the truth that is added up here.
func TestEvaluate_SplitsAddUp(t *testing.T) {
	e := usualJudged.evaluated(t)
	effect := e.Effect("earnings_week", "coached", 52).First()
	require.Len(t, e.Splits, 1)
	s := e.Splits[0]
	assert.InDelta(t, effect.Estimate, s.Effect, 1e-9)
	assert.InDelta(t, effect.StdError, s.StdError, 1e-9)
	assert.InDelta(t, effect.Estimate, s.Parts[0].Estimate+s.Parts[1].Estimate+s.Parts[2].Estimate, 1e-9)
	assert.InDelta(t, s.Treated.Share*s.Treated.Hours*s.Treated.Pay-s.Control.Share*s.Control.Hours*s.Control.Pay, s.Effect, 1e-9)
	assert.Less(t, s.Treated.Working, s.Treated.Persons, "missing hours and pay are told")
	assert.Nil(t, s.Truth, "there is no table of truth")

	require.Len(t, e.PayRoutes, 1)
	p := e.PayRoutes[0]
	assert.InDelta(t, effect.Estimate, p.Effect, 1e-9)
	sum, truths := 0.0, 0.0
	for _, route := range evaluation.Routes {
		part, truth := p.Sum(route)
		sum, truths = sum+part, truths+truth
	}
	assert.InDelta(t, effect.Estimate, sum, 1e-9)
	assert.InDelta(t, judgedTruth(func(int) bool { return true }), truths, 1e-9)
	begun, _ := p.Sum(evaluation.RouteStart)
	assert.Zero(t, begun, "all began alike")
	lost, _ := p.Sum(evaluation.RouteWork)
	assert.Positive(t, lost, "fewer lose their job in the arm")
	for _, l := range p.Lines {
		assert.Contains(t, evaluation.Routes, l.Route, l.Cause)
	}
	assert.Len(t, p.Lines, 11)
}

// judgedTruth is the mean difference in weekly earnings of some people over both replicates, pounds.
func judgedTruth(of func(i int) bool) float64 {
	var j judged
	sum, n := 0.0, 0.0
	for replicate := range 2 {
		for district := range 2 {
			for i := range judgedPeople {
				if of(i) {
					h1, p1 := j.job(district, i, replicate, true)
					h0, p0 := j.job(district, i, replicate, false)
					sum, n = sum+float64(h1*p1-h0*p0)/100, n+1
				}
			}
		}
	}
	return sum / n
}

// Effects in a subgroup are those of a trial of its people alone, weighted they are the whole of control and arm; the truth beside is that
// of its people, and a subgroup with all people in one part is left out and told.
func TestEvaluate_Subgroups(t *testing.T) {
	e := usualJudged.evaluated(t)
	require.Len(t, e.Subgroups, 2, "sex and age, against one arm")
	sex := e.Subgroups[0]
	assert.Equal(t, "sex", sex.Name)
	assert.Equal(t, "earnings_week", sex.Outcome)
	var j judged
	for k, women := range []bool{false, true} {
		var treated, control estimate.Moments
		for district := range 2 {
			for i := range judgedPeople {
				hours, pence := j.job(district, i, 0, j.treated(i, 0))
				switch y := float64(hours*pence) / 100; {
				case j.woman(i) != women:
				case j.treated(i, 0):
					treated.Add(y)
				default:
					control.Add(y)
				}
			}
		}
		want, err := estimate.DifferenceOfMoments(treated, control)
		require.NoError(t, err)
		part := sex.Parts[k]
		assert.Equal(t, []string{"Men", "Women"}[k], part.Label)
		assert.InDelta(t, want.Estimate, part.Estimate, 1e-9)
		assert.InDelta(t, want.StdError, part.StdError, 1e-9)
		assert.Equal(t, treated.N()+control.N(), part.Persons)
		require.NotNil(t, part.Truth)
		assert.InDelta(t, judgedTruth(func(i int) bool { return j.woman(i) == women }), *part.Truth, 1e-9)
		require.NotNil(t, part.MonteCarloError)
	}
	z := (sex.Parts[1].Estimate - sex.Parts[0].Estimate) / math.Hypot(sex.Parts[0].StdError, sex.Parts[1].StdError)
	assert.InDelta(t, z*z, sex.Interaction.Statistic, 1e-9)
	assert.GreaterOrEqual(t, sex.Interaction.PAdjusted, sex.Interaction.PValue)
	assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: "effects by employed_at_start", Why: "all people of the trial are in one part of it"})

	j = usualJudged
	j.subgroups = ""
	assert.Empty(t, j.evaluated(t).Subgroups)
}

// The effect of taking up is given only where it was declared what that is.
func TestEvaluate_TakeUp(t *testing.T) {
	e := usualJudged.evaluated(t)
	require.Len(t, e.TakeUps, 1)
	got := e.TakeUps[0]
	effect := e.Effect("earnings_week", "coached", 52).First().Estimate
	assert.InDelta(t, effect/(got.Treated-got.Control), got.Estimate, 1e-9)
	assert.Equal(t, "attended_any", got.Uptake)
	assert.Greater(t, got.FirstStageF, 10.0)

	undeclared := usualJudged
	undeclared.uptake = ""
	e = undeclared.evaluated(t)
	assert.Empty(t, e.TakeUps)
	assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: "the effect of taking up the offer", Why: "the study declared nothing that counts as that: trial.uptake is none"})

	nobody := usualJudged
	nobody.uptake = "course_started"
	e = nobody.evaluated(t)
	assert.Empty(t, e.TakeUps)
	assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: "the effect of taking up the offer of coached", Why: "as many took it up in usual as in the arm, or too few people are in one"})
}

// Arms that change their names, and with them their order, change nothing but names.
func TestEvaluate_JudgedRelabelled(t *testing.T) {
	other := usualJudged
	other.names, other.worlds = [2]string{"zeal", "apathy"}, []string{"control", "everyone-zeal"}
	a, b := usualJudged.evaluated(t), other.evaluated(t)
	for i := range b.Splits {
		b.Splits[i].Arm, b.PayRoutes[i].Arm, b.TakeUps[i].Arm = "coached", "coached", "coached"
	}
	for i := range b.Subgroups {
		b.Subgroups[i].Arm = "coached"
	}
	assert.Equal(t, a.Splits, b.Splits)
	assert.Equal(t, a.PayRoutes, b.PayRoutes)
	assert.Equal(t, fmt.Sprint(withoutPointers(a.Subgroups)), fmt.Sprint(withoutPointers(b.Subgroups)))
	assert.Equal(t, a.TakeUps, b.TakeUps)
}

// withoutPointers are numbers alone, in which NaN is equal to itself when printed.
func withoutPointers(list []evaluation.SubgroupEffects) (numbers []float64) {
	for _, s := range list {
		numbers = append(numbers, s.Interaction.Statistic, s.Interaction.DF, s.Interaction.PValue, s.Interaction.PAdjusted)
		for _, p := range s.Parts {
			numbers = append(numbers, p.Estimate, p.StdError, p.PValue, p.PAdjusted, p.ControlMean)
			if p.Truth != nil {
				numbers = append(numbers, *p.Truth, *p.MonteCarloError)
			}
		}
	}
	return numbers
}

// In a study that was split the truth beside a trial's estimates is pilot, an hour more by the recipe than rollout: in subgroups and on
// routes.
func TestEvaluate_JudgedBesidePilot(t *testing.T) {
	j := usualJudged
	j.worlds = []string{"control", "everyone-coached", "pilot-coached", "pilot-usual"}
	e := j.evaluated(t)
	hour, women, n, m := 0.0, 0.0, 0.0, 0.0
	for replicate := range 2 {
		for district := range 2 {
			for i := range judgedPeople {
				_, pence := j.job(district, i, replicate, true)
				hour, n = hour+float64(pence)/100, n+1
				if j.woman(i) {
					women, m = women+float64(pence)/100, m+1
				}
			}
		}
	}
	assert.InDelta(t, judgedTruth(j.woman)+women/m, *e.Subgroups[0].Parts[1].Truth, 1e-9)
	truths := 0.0
	for _, route := range evaluation.Routes {
		_, truth := e.PayRoutes[0].Sum(route)
		truths += truth
	}
	assert.InDelta(t, judgedTruth(func(int) bool { return true })+hour/n, truths, 1e-9)
}
