package evaluation

import (
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/sim"
)

// Every figure marked calibrate is compared, or it is said why not, and never both: none is lost, and none that is for
// something else or from memory gets in.
func TestComparable_EachFigureIsAccountedFor(t *testing.T) {
	calibrate := map[string]bool{}
	for _, target := range Targets() {
		if target.Use == "calibrate" {
			calibrate[target.ID] = true
			assert.NotEqual(t, Memory, target.Confidence, target.ID)
		}
	}
	compared := map[string]bool{}
	for _, c := range comparable {
		compared[c.target] = true
		assert.True(t, calibrate[c.target], "%s is not to be calibrated to", c.target)
		assert.NotEmpty(t, c.what, c.target)
		assert.NotEmpty(t, c.unit, c.target)
		assert.NotEmpty(t, c.needs, c.target)
	}
	for id := range notComputed {
		assert.True(t, calibrate[id], "%s is not to be calibrated to", id)
		assert.False(t, compared[id], "%s is compared", id)
	}
	for id := range calibrate {
		assert.True(t, compared[id] || notComputed[id] != "", "nothing is said of %s", id)
	}
}

// A number that is a part of a figure stands in the figure as it was published; a figure that is a number is used as it is.
func TestComparable_NumbersAreThoseOfTheSources(t *testing.T) {
	for _, c := range comparable {
		published := target(c.target)
		var numbers []float64
		for _, text := range regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?`).FindAllString(published.Text, -1) {
			x, err := strconv.ParseFloat(text, 64)
			require.NoError(t, err)
			numbers = append(numbers, x)
		}
		switch {
		case published.Value != nil:
			assert.Zero(t, c.figure, "%s is a number", c.target)
			assert.Zero(t, c.low, c.target)
		case c.low != c.high:
			assert.Contains(t, numbers, c.low, c.target)
			assert.Contains(t, numbers, c.high, c.target)
		default:
			assert.Contains(t, numbers, c.figure, "%s: %s", c.target, published.Text)
		}
	}
}

// The interval is what was published, or else as wide as the figure was seen: worked by hand.
func TestGate_Intervals(t *testing.T) {
	low, high, value := 5.7, 10.9, 9.0
	for name, c := range map[string]struct {
		comparison comparison
		target     Target
		low, high  float64
		rule       string
	}{
		"published range":    {comparison{}, Target{Value: &value, Low: &low, High: &high, Confidence: Excerpt}, 5.7, 10.9, "the published range"},
		"read":               {comparison{}, Target{Value: &value, Confidence: ReadInDocument}, 7.65, 10.35, "15% either side"},
		"seen in part":       {comparison{}, Target{Value: &value, Confidence: Excerpt}, 6.75, 11.25, "25% either side"},
		"a part of a figure": {comparison{figure: -20}, Target{Confidence: Excerpt}, -25, -15, "25% either side"},
		"two bounds":         {comparison{low: 5.5, high: 10.8}, Target{Confidence: Excerpt}, 5.5, 10.8, "the published range"},
	} {
		g := c.comparison.gate(c.target, quantity{9, 1})
		assert.InDelta(t, c.low, g.Low, 1e-12, name)
		assert.InDelta(t, c.high, g.High, 1e-12, name)
		assert.Equal(t, c.rule, g.Rule, name)
	}
	for x, want := range map[float64]struct {
		verdict Verdict
		gap     float64
	}{5.7: {Hit, 0}, 10.9: {Hit, 0}, 5: {Miss, -0.7}, 12: {Miss, 1.1}, 8: {Hit, 0}} {
		g := Gate{Low: 5.7, High: 10.9, Simulated: x}
		assert.Equal(t, want.verdict, g.Verdict(), "%v", x)
		assert.InDelta(t, want.gap, g.Gap(), 1e-12, "%v", x)
	}
	assert.Panics(t, func() { (&comparison{}).gate(Target{Value: &value, Confidence: Memory}, quantity{9, 1}) }, "from memory")
}

// Out of work in 30% of two years at a constant hazard is 1 - 0.7^2 in four.
func TestInFourYears(t *testing.T) {
	q := inFourYears(quantity{0.3, 0.01}, 104)
	assert.InDelta(t, 0.51, q.value, 1e-12)
	assert.InDelta(t, 2*0.7*0.01, q.stdError, 1e-12)
}

// A ratio of sums with people as clusters, by hand: 2 of 3 and 1 of 5 months are 3/8; residuals 7/8 and -7/8.
func TestRatio_ByHand(t *testing.T) {
	var r ratio
	r.add(2, 3)
	r.add(0, 0) // not at risk
	r.add(1, 5)
	q := r.quantity()
	assert.InDelta(t, 3.0/8, q.value, 1e-12)
	assert.InDelta(t, math.Sqrt(2*49.0/64*2)/8, q.stdError, 1e-12)
	var share ratio
	for i := range 10 {
		share.share(i < 3)
	}
	assert.InDelta(t, 0.3, share.quantity().value, 1e-12)
	assert.InDelta(t, math.Sqrt(0.3*0.7/9), share.quantity().stdError, 1e-12, "that of a sample share")
	assert.True(t, math.IsNaN((&ratio{}).quantity().value))
}

// Medians of 1 to 99, and of what comes many times.
func TestTally_Median(t *testing.T) {
	all := tally{}
	for x := 1; x <= 99; x++ {
		all[x]++
	}
	q := all.median()
	assert.Equal(t, 50.0, q.value)
	assert.InDelta(t, 99/math.Sqrt(99)/2, q.stdError, 0.3, "half a spread of 99 over the root of 99")
	assert.Equal(t, 7.0, tally{7: 8, 100: 2}.median().value)
	assert.True(t, math.IsNaN(tally{}.median().value))
}

// onePerson is a life in the control arm: 14 months, the last two out of work.
func onePerson() *life {
	randomised := sim.Date(2015, 6, 1)
	l := &life{who: rows.Claimant{Assigned: "minimal", Randomised: randomised, Female: true, Children: 1, HoursPerWeek: 20, HourlyPay: 800, MentalHealthBarrier: 0.2, CaringBarrier: 0.1}}
	l.outcomes = []rows.Outcome{{HorizonWeeks: 52, Employed: true, JobsStarted: 1, HourlyPay: 840, Meetings: 2, Contacts: 2}}
	for m := range 15 {
		pay := money.Pence(800_00)
		switch m {
		case 3, 5:
			pay = 1000_00
		case 4:
			pay = 700_00
		}
		row := rows.Month{PeriodStart: randomised.AddMonths(m - 1), Gross: pay + 50_00, Net: pay, HoursPerWeek: 20, HourlyPay: 800, OnUC: true, Regime: "light_touch"}
		if m >= 13 {
			row.Gross, row.Net, row.HoursPerWeek, row.HourlyPay, row.Regime = 0, 0, 0, 0, "intensive"
		}
		l.months = append(l.months, row)
	}
	l.months[14].HoursPerWeek, l.months[13].Sanction = 16, 100_00
	event := func(week int, kind string) {
		l.events = append(l.events, rows.Event{Day: randomised + sim.Day(7*week), Kind: kind})
	}
	event(0, "meeting")
	event(8, "missed")
	event(24, "meeting")
	event(53, "job_ended")
	event(56, "missed")
	event(56, "sanction")
	event(60, "sanction")
	return l
}

// Every fact of one person's life, by hand; a person of another arm is no part of what was done without support.
func TestFacts_OfOneLife(t *testing.T) {
	f := newFacts(&Study{Control: "minimal", Weeks: 104, Horizons: []int{52}})
	f.events = true
	f.add(onePerson())
	ratioIs := func(y, x float64, r ratio, what string) {
		t.Helper()
		assert.InDelta(t, y, r.y, 1e-9, what)
		assert.InDelta(t, x, r.x, 1e-9, what)
	}
	ratioIs(1, 1, f.women, "women")
	ratioIs(1, 1, f.loneParents, "lone parents")
	ratioIs(1, 1, f.limited, "mental health counts as health")
	ratioIs(1, 1, f.carers, "caring")
	ratioIs(0, 1, f.english, "English")
	ratioIs(1, 1, f.content, "content")
	ratioIs(0, 1, f.partTimeSeeking, "part-time, wants no more")
	ratioIs(2, 1, f.contacts, "contacts")
	ratioIs(1, 1, f.jobless, "out of work at least once")
	ratioIs(1, 1, f.changed, "in another job")
	ratioIs(0, 1, f.retained, "in the same job")
	assert.Equal(t, tally{5000: 1}, f.growth[changer], "840 over 800 is 5,000 in a hundred thousand")
	assert.Equal(t, tally{840: 1}, f.level[changer])
	ratioIs(1, 1, f.intoWork, "a month out of work, then one in work")
	ratioIs(1, 2, f.sanctioned, "two months that can be sanctioned, one is")
	ratioIs(1, 2, f.failedToAttend, "the second sanction comes without a missed appointment")
	ratioIs(1, 1, f.varying, "pay fell notably")
	ratioIs(0, 1, f.persistent, "four notable changes")
	ratioIs(0.25+1000.0/700-1, 2, f.rises, "800 to 1,000 and 700 to 1,000")
	ratioIs(-0.3-0.2, 2, f.falls, "1,000 to 700 and 1,000 to 800")
	ratioIs(300+200, 2, f.fallsLowPounds, "9,900 pounds in the year")
	ratioIs(1, 1, f.varyingLow, "between 8,000 and 12,000")
	assert.Empty(t, f.intervals[0])

	frequent := onePerson()
	frequent.who.Assigned = "frequent"
	f.add(frequent)
	assert.Equal(t, tally{8: 1, 16: 1}, f.intervals[0], "from 0 to 8 and from 8 to 24 weeks; after a year no more")
	assert.Equal(t, int64(1), f.changed.n)
	assert.Equal(t, int64(1), f.varying.n)
	reviewed := onePerson()
	reviewed.who.Assigned, reviewed.outcomes[0].Contacts = "moderate", 1
	f.add(reviewed)
	assert.Empty(t, f.intervals[1], "a review has another interval")
}

// How pay varies is asked of people who kept their job: a move within the year, or a
// job that ended, leaves a person out, and one after it does not.
func TestFacts_PayVariesInOneJob(t *testing.T) {
	for kind, counted := range map[string]int64{"job_changed": 0, "job_ended": 0, "job_started": 0, "more_hours": 1} {
		f := newFacts(&Study{Control: "minimal", Weeks: 104, Horizons: []int{52}})
		f.events = true
		l := onePerson()
		l.events[3].Kind, l.events[3].Day = kind, l.who.Randomised+7*40
		f.add(l)
		assert.Equal(t, counted, f.varying.n, kind)
	}
}
