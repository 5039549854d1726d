package report_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/sim"
)

// full2015 is the made-up trial with something in every section of the page.
func full2015() *evaluation.Evaluation {
	e := split2015()
	e.Study.Published = "trial-2015"
	for i := range e.Effects {
		f := &e.Effects[i]
		f.Truth.Scope, f.Pilot.Scope = rows.Population, rows.FiniteSample
	}
	for i := range e.Study.Arms {
		e.Study.Arms[i].Share = 1
	}
	p := &evaluation.Protocol{Arms: map[string]evaluation.Strategy{
		"frequent": {Channel: "face_to_face", WeeksApart: 2, Minutes: 20, FirstMinutes: 30, DurationWeeks: 52, Mandatory: true, While: "band", EmployerCalls: true},
		"minimal":  {Channel: "telephone", WeeksApart: 8, Contacts: 2, Minutes: 15, DurationWeeks: 52, While: "band"},
		"moderate": {Channel: "group", WeeksApart: 1, Minutes: 40, DurationWeeks: 26, While: "always", Specialist: true},
	}}
	p.Population.Era, p.Population.Districts = "2015-17", make([]int, 37)
	p.Trial.Recruit, p.Trial.RecruitWeeks = "inflow", 103
	p.Trial.Rollout = []evaluation.Stage{{From: sim.Date(2015, 4, 6), Offices: 10}, {From: sim.Date(2015, 12, 7)}}
	e.Study.Protocol = p
	e.Flow = &evaluation.Flow{Caseload: 745131, Candidates: 82914, Wanted: 30709, Randomised: 30709, Arms: []evaluation.FlowArm{
		{Arm: "frequent", Randomised: 10236, Observed: 10236, Seen: 10101, Sanctioned: 1024, OnUCInWork: 6700, OnUCOutOfWork: 736, OffUCInWork: 2750, OffUCOutOfWork: 50},
		{Arm: "minimal", Randomised: 10237, Observed: 10237, Seen: 10002, Sanctioned: 205, OnUCInWork: 6701, OnUCOutOfWork: 736, OffUCInWork: 2749, OffUCOutOfWork: 51},
		{Arm: "moderate", Randomised: 10236, Observed: 10236, Seen: 10003, Sanctioned: 512, OnUCInWork: 6702, OnUCOutOfWork: 736, OffUCInWork: 2746, OffUCOutOfWork: 52},
	}}
	e.Dose = []evaluation.Dose{{Arm: "frequent", Persons: 30708, Weeks: 1000, WeeksInBand: 681, Intended: 100, Kept: 60, OutOfBand: 40}}
	e.Ledger = []evaluation.LedgerLine{
		{Step: "Contact", Kind: "meeting", Label: "Appointments kept, all kinds", Arms: []evaluation.LedgerCell{{Mean: 17.25, StdError: 0.03}, {Mean: 4, StdError: 0.04}, {Mean: 7, StdError: 0.03}}},
		{Step: "Job", Kind: "rise", Label: "Rises in the job", Arms: []evaluation.LedgerCell{{Mean: 0.5, StdError: 0.006}, {Mean: 0.25, StdError: 0.008}, {Mean: 0.125, StdError: 0.006}}},
	}
	gate := evaluation.Gate{Target: *published("C14"), Of: "women", Unit: "%", Published: 64, Low: 48, High: 80, Rule: "25% either side", Simulated: 31.1, StdError: 0.5}
	e.Britain = &evaluation.Britain{Gates: []evaluation.Gate{gate}}
	for _, t := range evaluation.Targets() {
		if t.Use == "calibrate" && t.ID != "C14" {
			e.Britain.NotComputed = append(e.Britain.NotComputed, evaluation.NotModelled{Target: t, Why: "a reason"})
		}
	}
	for _, id := range []string{"A10", "A11", "A12", "A20"} {
		e.Targets = append(e.Targets, comparisonWith(e, id))
	}
	x := func(v float64) *float64 { return &v }
	diagnosed := func(estimand, estimator string, persons int32) rows.Diagnosis {
		return rows.Diagnosis{Replicate: new(int32), Arm: "frequent", HorizonWeeks: 52, Outcome: "earnings_week", Unit: "pounds a week", Estimand: estimand, Estimator: estimator, Persons: persons, Runs: 500, Significant: 210,
			Truth: x(3.5), Bias: x(0.0625), BiasError: x(0.05), RMSE: x(1.75), RMSEError: x(0.04), SD: x(2), StdError: x(1.9), Coverage: x(0.945), CoverageError: x(0.01),
			Power: x(0.42), PowerError: x(0.022), AnalyticPower: x(0.4375), TypeS: x(0.013), TypeSError: x(0.005), TypeM: x(1.5), TypeMError: x(0.03), LeastDetectable: x(5.25)}
	}
	e.Diagnosed = []rows.Diagnosis{diagnosed("pilot", "difference_in_means", 30709), diagnosed("pilot", "difference_in_means", 10000), diagnosed("pilot", "lin", 30709),
		diagnosed("rollout", "difference_in_means", 30709), diagnosed("no_effect", "difference_in_means", 30709)}
	e.Diagnosed[2].Warned, e.Diagnosed[2].FirstProblem = 3, "few clusters"
	e.Individuals = []evaluation.Heterogeneity{{Arm: "frequent", Outcome: "earnings_week", Unit: "pounds a week", HorizonWeeks: 52, Persons: 1234, Lucks: 31, Mean: 4.75}}
	e.PayPaths = britain().PayPaths
	return e
}

// The page goes from what is asked over who took part, what was found and why to what it is worth.
func TestWrite_Order(t *testing.T) {
	page := string(pageOf(t, withCosts(full2015())))
	at := strings.Index(page, `class="answer"`)
	for _, heading := range []string{"What is estimated", "Flow of participants", "People when they were randomised", "What made pay in the control arm", "Effects on weekly earnings",
		"Earnings by arm over time", "From one person to everybody", "Effects on other outcomes", "How people differ", "Dose delivered beside dose intended", "From contact to pay",
		"Work coaches’ time", "Who gains and who loses", "Costs and benefits", "How a trial of this design does", "Validation beside published figures", "How much rests on assumptions", "Where the numbers come from", "Not to be used for"} {
		next := strings.Index(page, "<h2>"+heading+"</h2>")
		require.Greater(t, next, at, heading)
		at = next
		assert.Equal(t, 1, strings.Count(page, ">"+heading+"</a>"), "in the contents once: %s", heading)
	}
}

// The answer is two sentences.
func TestWrite_AnswerIsTwoSentences(t *testing.T) {
	for _, e := range []*evaluation.Evaluation{full2015(), trial2015()} {
		answer := regexp.MustCompile(`<p class="answer">(.*)</p>`).FindStringSubmatch(string(pageOf(t, e)))[1]
		assert.Equal(t, 2, len(regexp.MustCompile(`\.( [A-Z]|$)`).FindAllString(answer, -1)), answer)
	}
}

// The estimand table says what the plan and the tables say.
func TestWrite_Estimands(t *testing.T) {
	e := full2015()
	page := string(pageOf(t, e))
	for _, want := range []string{
		"drawn from published figures of 2015-17, in 37 districts; taken as they are first seen there in the 103 weeks from 6 April 2015: 10 jobcentres from 6 April 2015, then all jobcentres from 7 December 2015.",
		"Appointments face to face, every 2 weeks, 20 minutes (the first 30), for 52 weeks, mandatory; only while earnings are in the band; calls to the employer.",
		"Appointments by telephone, every 8 weeks, 2 in all, 15 minutes, for 52 weeks, voluntary; only while earnings are in the band.",
		"Appointments in a group, every 1 week, 40 minutes, for 26 weeks, voluntary; a specialist coach.",
		"Control: Minimal</th>", "Strategy: Moderate</th>", "At random, person by person, in equal shares;",
		"off it at the horizon: 27.4% in Frequent, 27.4% in Minimal, 27.3% in Moderate.", "sanctioned at least once by the horizon: 10.0% in Frequent, 2.0% in Minimal, 5.0% in Moderate.",
		"weeks in the band: 68.1% in Frequent.", "Nobody: pay comes from employers’ reports",
		// 20,472 and 30,709 of 745,131
		"2.7% of the caseload is ever in an arm other than Minimal", "4.1% of the caseload: all who are randomised",
		"estimated by each simulated trial; true effect known, and bias is scored on it", "of the truth: the people of the trial (finite sample)",
		`data-head="Whose effect">people as the scenario draws them (population)</td><td class="left wrap" data-head="In this study">true effect known`,
	} {
		holds(t, page, want)
	}
	e.Study.Arms[0].Share = 2
	e.Flow.Arms[2].Observed -= 7
	page = string(pageOf(t, e))
	holds(t, page, "by weights of 2.00 to Frequent, 1.00 to Minimal and 1.00 to Moderate;")
	holds(t, page, "7 people of the first trial have no outcome at the horizon.")
	page = string(pageOf(t, trial2015()))
	lacks(t, page, "Strategy:")
	holds(t, page, "not simulated as a true effect (truth.worlds: split does)")
}

// Every estimate names its estimand and whose effect it is, and the truth beside it has its own.
func TestWrite_EstimandOfEachTable(t *testing.T) {
	for of, e := range map[string]*evaluation.Evaluation{"pilot": full2015(), "rollout": trial2015()} {
		page := string(pageOf(t, e))
		assert.Equal(t, 2, strings.Count(page, `<th scope="col">Estimate of pilot</th>`), "weekly earnings and other outcomes")
		assert.Equal(t, 2, strings.Count(page, `95% interval</th><th scope="col">p</th><th scope="col">Truth: `+of+`</th>`))
		assert.Equal(t, 2, strings.Count(page, "estimate of pilot, for the people of that trial (finite sample), and the truth: "+of)+
			strings.Count(page, "estimates of pilot, for the people of that trial (finite sample), and the truth: "+of))
	}
}

// The flow adds up as the evaluation has it, and says when fewer came than were wanted.
func TestWrite_Flow(t *testing.T) {
	e := full2015()
	page := string(pageOf(t, e))
	for _, want := range []string{"Caseload: 745,131", "Drawn: 82,914", "randomised: 30,709", "all places taken", "Frequent: 10,236", "Minimal: 10,237", "10,237 with an outcome at 52 weeks",
		"Minimal</th><td>10,237</td><td>10,237</td><td>10,002</td><td>205</td><td>6,701</td><td>736</td><td>2,749</td><td>51</td>"} {
		holds(t, page, want)
	}
	e.Flow.Wanted, e.Flow.Caseload, e.Flow.Candidates = 40000, 0, 0
	page = string(pageOf(t, e))
	holds(t, page, "30,709 of 40,000 wanted: fewer became eligible")
	lacks(t, page, "Caseload: ")
	lacks(t, page, "Drawn: ")
	lacks(t, string(pageOf(t, trial2015())), "Flow of participants")
}

// The ledger is for 100 people, and its differences have the errors of both arms: 3 and 4 give 5, 0.6 and 0.8 give 1.
func TestWrite_Ledger(t *testing.T) {
	page := string(pageOf(t, full2015()))
	holds(t, page, `Appointments kept, all kinds</th><td>1,725.0</td><td>400.0</td><td>700.0</td><td>1,325.0</td><td>5.0</td><td>300.0</td><td>5.0</td>`)
	holds(t, page, `Rises in the job</th><td>50.0</td><td>25.0</td><td>12.5</td><td>25.0</td><td>1.0</td><td>-12.5</td><td>1.0</td>`)
	holds(t, page, `<th scope="colgroup" colspan="2">Frequent less Minimal</th>`)
}

// The diagnosis is the table's: by estimand from all people, and by size against pilot.
func TestWrite_DiagnosisSection(t *testing.T) {
	page := string(pageOf(t, full2015()))
	holds(t, page, "500 trials, replicate 0 assigned again")
	row := `Frequent</th><td class="left">difference in means</td><td>3.50</td><td>0.06 (0.05)</td><td>1.75 (0.04)</td><td>0.95</td><td>94.5 (1.0)</td><td>42.0 (2.2)</td>`
	assert.Equal(t, 3, strings.Count(page, row), "against pilot, rollout and no effect")
	for _, people := range []string{"30,709", "10,000"} {
		holds(t, page, `Frequent</th><td>`+people+`</td><td>42.0 (2.2)</td><td>43.8</td><td>5.25</td><td>210</td><td>1.3 (0.5)</td><td>1.50 (0.03)</td>`)
	}
	holds(t, page, "0 of 500 trials without an estimate, 3 with a warning; the first: few clusters.")
	holds(t, string(pageOf(t, trial2015())), "The design was not diagnosed")
}

// Misses are told first and by name; a figure from memory judges nothing; every figure is somewhere.
func TestWrite_Validation(t *testing.T) {
	e := full2015()
	page := string(pageOf(t, e))
	holds(t, page, "Of 200 published figures that the library carries, this study has 5 numbers to set beside; 3 are judged and 2 of these are met. Missed: C14.")
	holds(t, page, `calibrate</th><td>110</td><td>1</td><td>0</td><td>1</td><td>0</td><td>0</td>`)
	holds(t, page, `await-verification</th><td>11</td><td>2</td><td>0</td><td>0</td><td>0</td><td>2</td>`)
	holds(t, page, `data-head="Simulated">31.1</td><td class="interval" data-head="95% interval">30.1 to 32.1</td><td class="left wrap" data-head="Verdict">miss</td><td data-head="Gap">-16.9</td>`)
	for _, target := range evaluation.Targets() {
		assert.Regexp(t, `[> ]`+target.ID+`[ :<]`, page)
		if target.Use == "await-verification" {
			at := strings.Index(page, `scope="row">`+target.ID+":")
			require.Positive(t, at, target.ID)
			assert.True(t, strings.Contains(page[at:at+1500], `data-head="Verdict">recalled, not fitted`), target.ID)
		}
	}
}

// A hit that the scenario asks for is no evidence, and is told apart.
func TestWrite_ValidationAskedFor(t *testing.T) {
	e := full2015()
	lacks(t, string(pageOf(t, e)), "the scenario asks for")
	e.Britain.Gates[0].Asked = true
	lacks(t, string(pageOf(t, e)), "are what the scenario asks for") // it is missed
	e.Britain.Gates[0].Simulated = 64
	page := string(pageOf(t, e))
	holds(t, page, "3 are judged and 3 of these are met. Of those met, 1 are what the scenario asks for, which says little. There is no miss among them.")
	holds(t, page, "The scenario asks for it: a hit says little.")
}

// Figures that await verification are of the published trial: beside another study they are named as not compared, and stand in no row.
func TestWrite_ValidationOfAnotherStudy(t *testing.T) {
	e := full2015()
	e.Study.Published, e.Targets = "", nil
	page := string(pageOf(t, e))
	lacks(t, page, "has no simulated number")
	lacks(t, page, `scope="row">A10:`)
	holds(t, page, "Missed: C14.")
	assert.Regexp(t, `speaks of one scenario, which this study is not of</th><td class="left wrap">A10 A11 A12 A20<`, page)
}

// What rests on assumptions is the committed file's, and of which model.
func TestWrite_Evidence(t *testing.T) {
	e := full2015()
	v := evaluation.TheEvidence()
	page := string(pageOf(t, e))
	both, alone := v.Of("frequent", evaluation.AssumedOfBoth), v.Of("frequent", evaluation.Assumed)
	holds(t, page, fmt.Sprintf("assumptions (grade D) have %.0f%% (standard error %.0f), which is %.0f%% of the whole variance.", 100*both.Share, 100**both.StdError, 100*alone.Share))
	holds(t, page, fmt.Sprintf("Assumed (grade D)</th><td>%d</td><td>%.0f</td><td>%.0f</td><td>%.0f</td><td>%.0f</td>", alone.Parameters, 100*alone.Share, 100**alone.StdError, 100**alone.OfRanks, 100**alone.RanksError))
	holds(t, page, "this study is of model 1.")
	e.Study.Model = v.Model
	lacks(t, string(pageOf(t, e)), "this study is of model")
	assert.Equal(t, 1, strings.Count(string(pageOf(t, sweep2015())), "How much rests on assumptions"), "once, whatever the points")
}

// A page is well-formed, and every row of every table has a cell in every column, so that what is copied stays in its columns.
func TestWrite_WellFormed(t *testing.T) {
	for name, e := range map[string]*evaluation.Evaluation{"full": withCosts(full2015()), "least": trial2015(), "sweep": sweep2015(), "Britain": britain()} {
		page := string(pageOf(t, e))
		page = regexp.MustCompile(`<!doctype html>|<meta [^>]*>|<wbr>|<br>`).ReplaceAllString(page, "")
		page = strings.ReplaceAll(page, "<details open>", "<details>")
		decoder := xml.NewDecoder(strings.NewReader(page))
		var columns, cells int
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, name)
			switch tag := token.(type) {
			case xml.StartElement:
				switch tag.Name.Local {
				case "table":
					columns = 0
					if classOf(tag) == "points" {
						require.NoError(t, decoder.Skip(), "rows of a point share cells")
					}
				case "tr":
					cells = 0
				case "th", "td":
					cells += spanOf(t, tag)
				}
			case xml.EndElement:
				if tag.Name.Local == "tr" {
					if columns == 0 {
						columns = cells
					}
					require.Equal(t, columns, cells, "%s: a row has as many cells as the head", name)
				}
			}
		}
	}
}

func classOf(tag xml.StartElement) string {
	for _, a := range tag.Attr {
		if a.Name.Local == "class" {
			return a.Value
		}
	}
	return ""
}

func spanOf(t *testing.T, tag xml.StartElement) int {
	for _, a := range tag.Attr {
		if a.Name.Local == "colspan" {
			n, err := strconv.Atoi(a.Value)
			require.NoError(t, err)
			return n
		}
	}
	return 1
}
