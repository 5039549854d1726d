package evaluation_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// priced is a study whose accounts can be worked out by hand: six people in each of two districts, half of them in the arm frequent. In each
// half-year person i of a district earns 100 (i+1) pounds and, where she is treated, 50 + 10 i more. A tenth is tax, a twentieth National
// Insurance, the employer's a fiftieth; half of what she earns more is taken off an award of 200 pounds. Who is treated and even is sanctioned by 25 pounds,
// or by 80 the first of a district; childcare costs 3 and travel 4 pounds; coaches give 60 minutes instead of 10, and provision costs 50 pounds once.
type priced struct {
	canonical  string // the scenario; that of ordinary posts when empty
	strangers  string // other, or more: who are in the arm's world alone
	old        bool   // without the table districts
	split      bool
	replicates int      // 1 when 0
	points     []string // values of staff.interview_minutes at the points of a sweep
}

const postsOf1000 = `{"parameters": {"staff.interview_minutes": 2000, "staff.absence": 0.5}}`

var pricedHorizons = []int{26, 52}

func pricedAmounts(i, horizon int, treated bool) rows.Outcome {
	halves := money.Pence(horizon / 26)
	pay, more := money.Pence(10000*(i+1)), money.Pence(0)
	o := rows.Outcome{HorizonWeeks: int32(horizon), Minutes: 10 * int32(halves), SanctionsSum: 0}
	if treated {
		more = money.Pence(5000 + 1000*i)
		o.Minutes, o.ProvisionCost = 60*int32(halves), 5000
		switch {
		case i == 0:
			o.SanctionsSum, o.Sanctions = 8000*halves, 1
		case i%2 == 0:
			o.SanctionsSum, o.Sanctions = 2500*halves, 1
		}
	}
	pay += more
	o.PayAssessed, o.IncomeTax, o.NationalInsurance, o.EmployerInsurance = pay*halves, pay/10*halves, pay/20*halves, pay/50*halves
	o.AwardsSum = (20000-more/2)*halves - o.SanctionsSum
	o.Childcare, o.Travel = 300*halves, 400*halves
	return o
}

func (p priced) write(t *testing.T) string {
	dir := t.TempDir()
	worlds := []string{"control", "everyone-frequent", "randomised"}
	if p.split {
		worlds = append(worlds, "pilot-frequent", "pilot-minimal")
	}
	points := []map[string]any{}
	for _, minutes := range p.points {
		points = append(points, map[string]any{"settings": []map[string]any{{"key": "parameters.staff.interview_minutes", "value": json.RawMessage(minutes)}},
			"arms": []map[string]any{{"slug": "frequent"}, {"slug": "minimal"}}})
	}
	body, err := json.Marshal(map[string]any{"name": "priced", "replicates": max(p.replicates, 1), "start": start, "weeks": 52, "worlds": worlds, "schema_version": rows.Schema, "points": points,
		"trial": map[string]any{"control": "minimal", "horizons": pricedHorizons, "unit": "person", "arms": []map[string]any{{"slug": "frequent"}, {"slug": "minimal"}}}})
	require.NoError(t, err)
	canonical := p.canonical
	if canonical == "" {
		canonical = postsOf1000
	}
	folder, err := study.Open(dir, study.Plan{Model: "1", Canonical: json.RawMessage(canonical), Body: body,
		Chunks: study.Chunks(max(len(points), 1), max(p.replicates, 1), study.Blocks([]int{1}, 1))})
	require.NoError(t, err)
	remaining, err := folder.Remaining(t.Context(), 0, 1)
	require.NoError(t, err)
	for _, chunk := range remaining {
		var files []table.File
		for _, world := range worlds {
			var list []rows.Outcome
			for district := range 2 {
				for k := range 6 {
					assigned := []string{"frequent", "minimal"}[k/3]
					treated := world == "everyone-frequent" || world == "pilot-frequent" || world == "randomised" && assigned == "frequent"
					for _, h := range pricedHorizons {
						o := pricedAmounts(k%3, h, treated)
						o.District, o.Claimant, o.Assigned, o.Randomised = int32(district), int64(sim.ID(district, k)), assigned, start
						list = append(list, o)
					}
				}
			}
			if last := list[len(list)-1]; world == "everyone-frequent" {
				last.Claimant++
				switch p.strangers {
				case "other":
					list[len(list)-1] = last
				case "more":
					list = append(list, last)
				}
			}
			f, err := writeRows(folder.Path(chunk, rows.Outcomes.Name, world), rows.Outcomes, list)
			require.NoError(t, err)
			files = append(files, f)
			if strings.HasPrefix(world, "pilot") || p.old {
				continue
			}
			f, err = writeRows(folder.Path(chunk, rows.Districts.Name, world), rows.Districts, pricedMonths(world))
			require.NoError(t, err)
			files = append(files, f)
		}
		require.NoError(t, folder.Done(chunk, files, study.Run{}))
	}
	_, err = folder.Merge(t.Context())
	require.NoError(t, err)
	return dir
}

// pricedMonths are two of each district: in each the caseload gets 20 posts, less 3 in the first district and 6 in the second where everyone is
// treated, and less 1 and 2 in the trial; participants have 10 hours of coaches out of 100, and 5 more where everyone is treated.
func pricedMonths(world string) (list []rows.District) {
	for district := range int32(2) {
		for month := range 2 {
			m := rows.District{District: district, Month: start.AddMonths(month), ByCaseload: 20, Used: 6000, ParticipantMinutes: 600}
			switch world {
			case "everyone-frequent":
				m.ByCaseload, m.ParticipantMinutes = 20-3*(district+1), 900
			case "randomised":
				m.ByCaseload = 20 - (district + 1)
			}
			list = append(list, m)
		}
	}
	return list
}

// Of everyone in the arm, 18 posts less for 12 participants are 150 for 100, with an error of 50 between the two districts by hand; of the trial, 6 less
// for 6 treated are 100.
func TestEvaluate_Bystanders(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), priced{}.write(t))
	require.NoError(t, err)
	require.Len(t, e.Bystanders, 2)
	line := func(b evaluation.Bystanders, name string) evaluation.BystanderLine {
		for _, l := range b.Lines {
			if l.Name == name {
				return l
			}
		}
		t.Fatal(name)
		panic("")
	}
	rollout, trial := e.Bystanders[0], e.Bystanders[1]
	assert.Equal(t, []string{"frequent", "minimal"}, []string{rollout.Arm, trial.Arm})
	posts := line(rollout, "posts_to_caseload")
	assert.InDelta(t, -150, posts.Effect, 1e-9)
	assert.InDelta(t, 50, *posts.MonteCarloError, 1e-9)
	assert.InDelta(t, 100*80.0/12, posts.Control, 1e-9)
	assert.InDelta(t, -100, line(trial, "posts_to_caseload").Effect, 1e-9)
	assert.InDelta(t, 100*20.0/12, line(rollout, "participant_hours").Effect, 1e-9)
	assert.InDelta(t, -100*20.0/12, line(rollout, "other_hours").Effect, 1e-9)
	assert.Zero(t, line(trial, "other_hours").Effect)
	e, err = evaluation.Evaluate(t.Context(), priced{old: true}.write(t))
	require.NoError(t, err)
	assert.Empty(t, e.Bystanders)
}

func costsOf(t *testing.T, dir string) (list []rows.Cost) {
	for batch, err := range table.Read[rows.Cost](filepath.Join(dir, "estimates", "costs.parquet")) {
		require.NoError(t, err)
		list = append(list, batch...)
	}
	return list
}

// Each line by hand, in pounds over a year, as the comment of priced has it. Person i gains 50 + 10 i in a half-year, 60 on average.
// An hour of appointments costs 25,000 * 1.3 * 1.5 over 52 * 2000 / 60 hours of which half are lost to absence, 56.25 pounds; 100 minutes more are 93.75.
func TestEvaluate_CostsByHand(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), priced{}.write(t))
	require.NoError(t, err)
	assert.InDelta(t, 56.25, e.UnitCosts.CoachHour(e.Study.AppointmentHours), 1e-12)
	sanctions := 2 * (80.0 + 0 + 25) / 3
	for _, want := range []struct {
		account, line string
		amount        float64
	}{
		{"participant", "gross_pay", 120}, {"participant", "income_tax", -12}, {"participant", "national_insurance", -6}, {"participant", "universal_credit", -60},
		{"participant", "sanctions", -sanctions}, {"participant", "childcare", 0}, {"participant", "travel", 0}, {"participant", "total", 120 - 12 - 6 - 60 - sanctions},
		{"employer", "output", 122.4}, {"employer", "gross_pay", -120}, {"employer", "employer_insurance", -2.4}, {"employer", "total", 0},
		{"exchequer", "income_tax", 12}, {"exchequer", "national_insurance", 6}, {"exchequer", "employer_insurance", 2.4}, {"exchequer", "universal_credit", 60},
		{"exchequer", "sanctions", sanctions}, {"exchequer", "coaches", -93.75}, {"exchequer", "provision", -50}, {"exchequer", "total", 12 + 6 + 2.4 + 60 + sanctions - 143.75},
		{"society", "output", 122.4}, {"society", "coaches", -93.75}, {"society", "provision", -50}, {"society", "total", 122.4 - 143.75},
	} {
		c := e.Cost("frequent", "none", want.account, want.line)
		require.NotNil(t, c, "%s %s", want.account, want.line)
		assert.InDelta(t, want.amount, c.Estimate, 1e-9, "%s %s", want.account, want.line)
		assert.InDelta(t, want.amount, *c.Truth, 1e-9, "%s %s", want.account, want.line)
		assert.Equal(t, "rollout", c.TruthOf)
		assert.InDelta(t, 0, *c.MonteCarloError, 1e-9, "both districts are alike")
	}
	// discounted: half of it at a quarter and half at three quarters of a year, each person's cost in whole pence, and provision with the first
	first, second := math.Pow(1.035, -0.25), math.Pow(1.035, -0.75)
	assert.InDelta(t, -46.87*first-46.88*second, e.Cost("frequent", "green-book-2003", "exchequer", "coaches").Estimate, 1e-9)
	assert.InDelta(t, -50*first, e.Cost("frequent", "green-book-2003", "exchequer", "provision").Estimate, 1e-9)
	assert.InDelta(t, -46.87*math.Pow(1.06, -0.25)-46.88*math.Pow(1.06, -0.75), e.Cost("frequent", "green-book-1997", "society", "coaches").Estimate, 1e-9)
	// control's level and the sampling error: pay of a year is 200, 400, 600 and in the arm 300, 520, 740, each twice
	pay := e.Cost("frequent", "none", "participant", "gross_pay")
	assert.InDelta(t, 400, pay.ControlMean, 1e-9)
	byHand, err := estimate.DifferenceInMeans([]int{200, 400, 600, 200, 400, 600, 300, 520, 740, 300, 520, 740}, []bool{6: true, 7: true, 8: true, 9: true, 10: true, 11: true})
	require.NoError(t, err)
	assert.InDelta(t, byHand.StdError, *pay.StdError, 1e-9)
	assert.InDelta(t, byHand.ConfLow, *pay.ConfLow, 1e-9)
	tax := e.Cost("frequent", "none", "participant", "income_tax")
	assert.InDelta(t, -byHand.ConfHigh/10, *tax.ConfLow, 1e-9, "a loss's interval is turned round")
	assert.InDelta(t, byHand.ConfLow/10, *e.Cost("frequent", "none", "exchequer", "income_tax").ConfLow, 1e-9)
}

// Promise 7 on the costs: at every horizon, by every schedule, an account is the sum of its lines, what one account pays another
// cancels, and resources are the employers' output at labour cost less what providers take.
func TestEvaluate_CostsAddUp(t *testing.T) {
	dir := priced{split: true}.write(t)
	_, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	type of struct {
		horizon  int32
		schedule string
	}
	type line struct {
		account, line string
		which         int
	}
	all := map[of]map[line]float64{}
	for _, c := range costsOf(t, dir) {
		k := of{c.HorizonWeeks, c.Schedule}
		if all[k] == nil {
			all[k] = map[line]float64{}
		}
		for which, x := range []float64{c.Estimate, *c.Truth, c.ControlMean} {
			all[k][line{c.Account, c.Line, which}] = x
		}
		assert.Equal(t, "pilot", c.TruthOf)
	}
	require.Len(t, all, 2*3)
	for k, x := range all {
		for which := range 3 {
			sum := map[string]float64{}
			for l, v := range x {
				if l.which == which && l.line != "total" {
					sum[l.account] += v
				}
			}
			total := func(account string) float64 { return x[line{account, "total", which}] }
			for account, v := range sum {
				assert.InDelta(t, v, total(account), 1e-9, "%v %s", k, account)
			}
			assert.InDelta(t, total("participant")+total("employer")+total("exchequer"), total("society"), 1e-9, "%v", k)
			providers := 0.0
			for _, l := range []string{"childcare", "travel", "coaches", "provision"} {
				providers -= x[line{"society", l, which}]
			}
			assert.InDelta(t, x[line{"participant", "gross_pay", which}]+x[line{"exchequer", "employer_insurance", which}], total("society")+providers, 1e-9, "%v", k)
		}
	}
}

// Net value, ratios and Fieller's sets by the plain formulas, from the people themselves.
func TestEvaluate_Appraisals(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), priced{}.write(t))
	require.NoError(t, err)
	a := e.Appraisal("frequent", "none", "society")
	assert.InDelta(t, 122.4-143.75, a.NPV, 1e-9)
	assert.InDelta(t, 143.75, a.Support, 1e-9)
	assert.InDelta(t, 122.4, *a.Benefit, 1e-9)
	assert.InDelta(t, 122.4/143.75, *a.BenefitCostRatio, 1e-9)
	assert.InDelta(t, 122.4/143.75, *a.TrueRatio, 1e-9)
	assert.InDelta(t, 143.75/120, *a.CostOfPound, 1e-9)
	assert.InDelta(t, 143.75/120, *a.TrueCostOfPound, 1e-9)
	assert.InDelta(t, 0.5*math.Erfc((143.75-122.4) / *a.StdError / math.Sqrt2), *a.ProbabilityPositive, 1e-12)
	// support does not vary within an arm, so that the only errors are those of pay
	pay := *e.Cost("frequent", "none", "participant", "gross_pay").StdError
	f := estimate.FiellerRatio(143.75, 120, 0, pay*pay, 0, 0.95)
	require.Equal(t, estimate.Outside, f.Set, "six people do not tell that pay was added at all")
	assert.Equal(t, "outside", a.PoundSet)
	assert.InDelta(t, f.Low, *a.PoundLow, 1e-9)
	assert.InDelta(t, f.High, *a.PoundHigh, 1e-9)
	f = estimate.FiellerRatio(122.4, 143.75, 1.02*1.02*pay*pay, 0, 0, 0.95)
	assert.Equal(t, "between", a.RatioSet)
	assert.InDelta(t, f.Low, *a.RatioLow, 1e-9)
	participant := e.Appraisal("frequent", "none", "participant")
	assert.Nil(t, participant.Benefit, "who does not bear the cost")
	assert.Nil(t, participant.BreakEvenHour)
	assert.Nil(t, e.Appraisal("frequent", "none", "employer"))
}

// At its break-even hour an arm is worth nothing, and at the ends of a unit cost's range what the table of sensitivities says.
func TestEvaluate_BreakEvenAndSensitivity(t *testing.T) {
	dir := priced{}.write(t)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	at := func(csv string) *evaluation.Evaluation {
		costs, err := evaluation.ReadUnitCosts(strings.NewReader(csv), "mine.csv")
		require.NoError(t, err)
		e, err := evaluation.EvaluatePriced(t.Context(), dir, costs)
		require.NoError(t, err)
		return e
	}
	hour := *e.Appraisal("frequent", "green-book-2003", "society").BreakEvenHour
	require.Positive(t, hour)
	salary := 25000 * hour / 56.25
	encoded, err := json.Marshal(salary)
	require.NoError(t, err)
	even := at("name,value\ncoach_salary," + string(encoded))
	assert.InDelta(t, 0, even.Appraisal("frequent", "green-book-2003", "society").NPV, 0.02, "costs are of whole pence for each person")
	list := e.Sensitivities()
	require.Len(t, list, 5*2)
	for _, s := range list {
		require.True(t, s.Truth)
		for end, want := range map[float64]float64{s.Cost.Low: s.AtLow, s.Cost.High: s.AtHigh} {
			encoded, err := json.Marshal(end)
			require.NoError(t, err)
			got := at("name,value\n"+s.Cost.Name+","+string(encoded)).Appraisal("frequent", "green-book-2003", s.Account)
			assert.InDelta(t, want, *got.Truth, 0.02, "%s at %v to %s", s.Cost.Name, end, s.Account)
		}
		assert.NotEqual(t, s.AtLow, s.AtHigh, s.Cost.Name)
	}
}

// Treated, the first of each district loses 80 a half-year of a sanction and wins 50 of pay, of which 17.5 are left; the others win.
// A pound a week is 52 in the year:
// 42 more is less than that, and so is 1 less.
func TestEvaluate_Gains(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), priced{}.write(t))
	require.NoError(t, err)
	require.Len(t, e.Gains, 4)
	left := func(i int) float64 { return 2 * (50 + 10*float64(i)) * (1 - 0.15 - 0.5) }
	first, middle, last := left(0)-160, left(1), left(2)-50
	all, others, more, bystanders := e.Gains[0], e.Gains[1], e.Gains[2], e.Gains[3]
	assert.Equal(t, []string{"all", "not_sanctioned", "sanctioned", "untreated"}, []string{all.People, others.People, more.People, bystanders.People})
	assert.Equal(t, []int64{12, 4, 8, 6}, []int64{all.Persons, others.Persons, more.Persons, bystanders.Persons})
	assert.InDelta(t, (first+middle+last)/3/52, all.Mean, 1e-12)
	assert.InDelta(t, middle/52, others.Mean, 1e-12)
	assert.InDelta(t, (first+last)/2/52, more.Mean, 1e-12)
	assert.InDelta(t, 1.0/3, all.Worse, 1e-12)
	assert.Zero(t, all.Better)
	assert.InDelta(t, first/52, *all.MeanWorse, 1e-12)
	assert.Nil(t, all.MeanBetter)
	assert.Equal(t, "rollout", all.Estimand)
	assert.Equal(t, "minimal", bystanders.Arm)
	assert.Equal(t, "bystander", bystanders.Estimand)
	assert.Zero(t, bystanders.Mean)
	e, err = evaluation.Evaluate(t.Context(), priced{split: true}.write(t))
	require.NoError(t, err)
	assert.Equal(t, "pilot", e.Gains[0].Estimand)
}

// A point of a sweep may have other posts: an hour of appointments costs half where twice as many minutes are for them. What is read is of the
// first trial.
func TestEvaluate_CostsOfAPoint(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), priced{points: []string{"2000", "4000"}, replicates: 2}.write(t))
	require.NoError(t, err)
	assert.InDelta(t, -93.75, e.Cost("frequent", "none", "society", "coaches").Estimate, 1e-9)
	assert.Len(t, e.Costs, (8+4+8+6)*2*3)
	assert.Len(t, e.Appraisals, 3*2*3)
	assert.InDelta(t, -93.75/2, e.Others[0].Cost("frequent", "none", "society", "coaches").Estimate, 0.01)
}

// Costs are read back as they were priced; those of other tables, or none, are not.
func TestLoad_Costs(t *testing.T) {
	dir := priced{}.write(t)
	mine, err := evaluation.ReadUnitCosts(strings.NewReader("name,value,low,high\nprovision,2,1,3\n"), "mine.csv")
	require.NoError(t, err)
	made, err := evaluation.EvaluatePriced(t.Context(), dir, mine)
	require.NoError(t, err)
	read, err := evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	assert.Equal(t, made.Costs, read.Costs)
	assert.Equal(t, made.Appraisals, read.Appraisals)
	assert.Equal(t, made.Gains, read.Gains)
	assert.Equal(t, mine, read.UnitCosts)
	assert.InDelta(t, -100, read.Cost("frequent", "none", "society", "provision").Estimate, 1e-9)
	require.NoError(t, os.Remove(filepath.Join(dir, "estimates", "costs.parquet")))
	_, err = evaluation.Load(t.Context(), dir)
	var not *evaluation.NotEvaluated
	assert.ErrorAs(t, err, &not)
}

// A plan that does not say how long appointments are has no costs, and says why.
func TestEvaluate_WithoutStaffTime(t *testing.T) {
	dir := priced{canonical: `{"seed": 1}`}.write(t)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	assert.Empty(t, e.Costs)
	assert.NoFileExists(t, filepath.Join(dir, "estimates", "costs.parquet"))
	found := false
	for _, l := range e.LeftOut {
		found = found || l.What == "costs and benefits" && strings.Contains(l.Why, "staff.interview_minutes")
	}
	assert.True(t, found)
}

// Promise 1 on what evaluation makes of money: the same tables give the same bytes.
func TestEvaluate_CostsAreTheSameBytes(t *testing.T) {
	dir := priced{}.write(t)
	var before []string
	for range 3 {
		_, err := evaluation.Evaluate(t.Context(), dir)
		require.NoError(t, err)
		var made []string
		for _, name := range []string{"costs", "appraisals", "gains"} {
			data, err := os.ReadFile(filepath.Join(dir, "estimates", name+".parquet"))
			require.NoError(t, err)
			made = append(made, string(data))
		}
		if before != nil {
			require.True(t, slices.Equal(before, made))
		}
		before = made
	}
}

// A world that is missing, or of other people, is named.
func TestEvaluate_CostsOfBrokenWorlds(t *testing.T) {
	dir := priced{}.write(t)
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "tables", "outcomes", "world=everyone-frequent")))
	_, err := evaluation.Evaluate(t.Context(), dir)
	assert.ErrorContains(t, err, "world=everyone-frequent")
	for _, of := range []string{"other", "more"} {
		_, err = evaluation.Evaluate(t.Context(), priced{strangers: of}.write(t))
		assert.ErrorContains(t, err, "found "+of+" people than in", "worlds of other people are no world of hers")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = evaluation.Evaluate(ctx, priced{}.write(t))
	assert.ErrorIs(t, err, context.Canceled)
}

// Files of unit costs are refused by line, problem by problem.
func TestReadUnitCosts_Refuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "mine.csv:1: found no line of column names",
		"name,price\nprovision,1\n":            `mine.csv:1: found column "price", expected some of name,value,low,high,unit,source,grade`,
		"name\nprovision\n":                    "mine.csv:1: found no column value",
		"name,value\nprovisions,1\n":           `mine.csv:2: name: found "provisions", expected one of coach_salary,`,
		"name,value\nprovision,1\nprovision,2": "mine.csv:3: name: found provision again",
		"name,value\nprovision,-1\n":           `mine.csv:2: provision: value: found "-1", expected a number of 0 or more`,
		"name,value\nprovision,NaN\n":          `mine.csv:2: provision: value: found "NaN"`,
		"name,value,low\nprovision,1,2\n":      "mine.csv:2: provision: found 1 outside 2 to 1",
		"name,value\ncoach_appointments,0\n":   "mine.csv:2: coach_appointments: found 0",
		"name,value,unit\nprovision,1,pounds":  `mine.csv:2: unit: found "pounds", expected "multiple of`,
		"name,value\nprovision,1,2\n":          "mine.csv: record on line 2: wrong number of fields",
	} {
		_, err := evaluation.ReadUnitCosts(strings.NewReader(text), "mine.csv")
		var wrong *evaluation.WrongUnitCosts
		require.ErrorAs(t, err, &wrong, text)
		assert.Contains(t, err.Error(), want)
	}
	_, err := evaluation.ReadUnitCosts(strings.NewReader("name,value\nprovision,x\ncoach_salary,y\n"), "mine.csv")
	assert.Len(t, strings.Split(err.Error(), "\n"), 2, "all problems at once")
	costs, err := evaluation.ReadUnitCosts(strings.NewReader("value,name\n30000,coach_salary\n"), "mine.csv")
	require.NoError(t, err)
	for k, c := range costs {
		was := evaluation.TheUnitCosts()[k]
		if c.Name == evaluation.CoachSalary {
			assert.Equal(t, evaluation.UnitCost{Name: c.Name, Value: 30000, Low: 30000, High: 30000, Unit: was.Unit}, c)
		} else {
			assert.Equal(t, was, c)
		}
	}
}

// The library's own: each with a range, a source and a grade; a source that names a published figure names one that there is, and not one
// from memory. Schedules that discount say who lays them down.
func TestUnitCosts_HaveSources(t *testing.T) {
	named := 0
	for _, c := range evaluation.TheUnitCosts() {
		assert.True(t, c.Low < c.Value && c.Value < c.High, c.Name)
		assert.NotEmpty(t, c.Unit)
		assert.Contains(t, "ABCD", c.Grade)
		assert.Len(t, c.Grade, 1)
		assert.NotEmpty(t, c.Source)
		for _, id := range regexp.MustCompile(`\b[A-E]\d\d\b`).FindAllString(c.Source, -1) {
			k := slices.IndexFunc(evaluation.Targets(), func(target evaluation.Target) bool { return target.ID == id })
			require.GreaterOrEqual(t, k, 0, "%s names %s", c.Name, id)
			assert.NotEqual(t, evaluation.Memory, evaluation.Targets()[k].Confidence, "%s names %s", c.Name, id)
			named++
		}
	}
	for _, s := range evaluation.Schedules() {
		assert.NotEmpty(t, s.Title)
		assert.Equal(t, s.Name == evaluation.Undiscounted, len(s.Rates) == 0)
		assert.Equal(t, s.Name == evaluation.Undiscounted, s.Source == "")
	}
	assert.GreaterOrEqual(t, named, 3, "published figures named")
	greenBook := evaluation.Schedules()[1]
	assert.Equal(t, evaluation.GreenBook, greenBook.Name)
	assert.InDelta(t, 0.2651045973382494, greenBook.Factor(40), 1e-15, "the Green Book's factor of year 40")
}
