package population_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/sim"
)

// mercia is an English district outside London, scotland a Scottish one.
const (
	mercia  = 4
	glasgow = 24
)

var (
	april2015    = sim.Date(2015, time.April, 6)
	november2018 = sim.Date(2018, time.November, 1)
	october2022  = sim.Date(2022, time.October, 1)
)

// The people are what the margins say, within sampling error: directed z-tests
// on 300,000 people at the first and at the last published mix, seed 1. In each
// a figure that is wrong by 3 points would be seen, and no drawn figure that is
// compared escapes both.
func TestCompare_MarginsAreMade(t *testing.T) {
	const (
		n     = 300_000
		limit = 4.0 // standard errors; some 80 figures are tested at each day
		wrong = 0.03
	)
	pack := population.Pack2015()
	tested := map[string]bool{}
	for _, c := range []struct {
		name  string
		start sim.Day
		other map[string]bool // figures of the other day
	}{
		{"first mix", april2015, map[string]bool{"family_lone_parent": true, "family_others": true}},
		{"last mix", november2018, map[string]bool{"family_first": true, "sex": true, "age_start_under_25": true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			people := pack.People(1, 0, mercia, n, c.start, 0)
			for _, r := range pack.Compare(people, c.start) {
				if !r.Drawn || c.other[r.Use] || 2*limit*r.StdError > wrong {
					continue
				}
				tested[r.Use+" "+r.Level] = true
				assert.LessOrEqual(t, math.Abs(r.Gap), limit*r.StdError, "%s %s: made %.4f, published %.4f", r.Use, r.Level, r.Made, r.Published)
			}
		})
	}
	for _, r := range pack.Compare(pack.People(1, 0, mercia, 1000, november2018, 0), november2018) {
		if r.Drawn {
			assert.True(t, tested[r.Use+" "+r.Level], "%s %s was tested with power on neither day", r.Use, r.Level)
		}
	}
}

// The people of 2022-24 are what their margins say, within sampling error, on
// 300,000 people of one district, seed 1. Claims of after the first day are no
// different, since the mix does not move.
func TestCompare_MarginsAreMade2022(t *testing.T) {
	const (
		n     = 300_000
		limit = 4.0 // standard errors; some 80 figures are tested
		wrong = 0.03
		table = 0.002 // sampling error of the table that people are fitted on
	)
	pack := population.Pack2022()
	tested := 0
	for _, r := range pack.Compare(pack.People(1, 0, mercia, n, october2022, 0), october2022) {
		if !r.Drawn || strings.HasPrefix(r.Use, "fit/") {
			continue
		}
		allowed := limit*r.StdError + table
		assert.LessOrEqual(t, 2*allowed, wrong, "%s %s: a figure wrong by 3 points would pass", r.Use, r.Level)
		if r.Use == "claim_under_3_months" {
			allowed += 0.004 // the very young cannot have claimed for longer: 0.09 x 13/364 x 0.91 by hand
		}
		assert.LessOrEqual(t, math.Abs(r.Gap), allowed, "%s %s: made %.4f, published %.4f", r.Use, r.Level, r.Made, r.Published)
		assert.NotContains(t, r.Note, "later mix", "%s: there is one", r.Use)
		tested++
	}
	assert.Greater(t, tested, 75)
}

// An era of one mix has the same families on every day.
func TestCompare_OneMix(t *testing.T) {
	pack := population.Pack2022()
	for _, start := range []sim.Day{april2015, november2018, sim.Date(2024, time.May, 13)} {
		r := find(t, pack.Compare(pack.People(3, 0, mercia, 60_000, start, 30), start), "family_lone_parent", "lone_parent")
		assert.InDelta(t, 0.3368, r.Made, 4*r.StdError, "%v", start)
	}
}

// What is published of several things together is made as well: regimes by the
// rules of five days, and who was in light touch. 100,000 people each of three
// districts, seeds 1 to 3. The fit rests on a table of 131,072 tries, so that a
// share is met within 0.01 and a number of people moved within 6%, each some 3
// standard errors of table and sample together; 20% is what is asked of the latter.
func TestCompare_FiguresTogetherAreMade(t *testing.T) {
	pack := population.Pack2022()
	published := map[string]float64{
		"fit/moved_to_intensive 2022-09-26": 114_000, "fit/moved_to_intensive 2023-01-30": 130_000, "fit/moved_to_intensive 2024-05-13": 180_000,
		"fit/light_touch 2022-05-12": 0.409, "fit/light_touch 2025-05-08": 0.361, "fit/cohort women": 0.77, "fit/cohort lone_parent": 0.51,
	}
	for seed, district := range map[uint64]int{1: mercia, 2: 12, 3: glasgow} {
		tested := 0
		for _, r := range pack.Compare(pack.People(seed, 0, district, 100_000, october2022, 0), october2022) {
			want, ok := published[r.Use+" "+r.Level]
			if !ok {
				assert.False(t, strings.HasPrefix(r.Use, "fit/"), "%s %s is tested", r.Use, r.Level)
				continue
			}
			tested++
			assert.InDelta(t, want, r.Published, 0)
			assert.True(t, r.Drawn)
			assert.Contains(t, r.Note, "fitted")
			tolerance := 0.01
			if want > 1 {
				tolerance = 0.06 * want
			}
			assert.InDelta(t, want, r.Made, tolerance, "%s %s", r.Use, r.Level)
			assert.Less(t, r.StdError, tolerance/2)
		}
		assert.Equal(t, len(published), tested)
	}
}

// The fit holds when people are of another day than its table: what they are by
// the rules depends on hours, and on pay only over the floor of the day.
func TestCompare_FiguresTogetherOnOtherDays(t *testing.T) {
	pack := population.Pack2022()
	for _, start := range []sim.Day{sim.Date(2022, time.April, 4), sim.Date(2024, time.April, 15)} {
		list := pack.Compare(pack.People(5, 0, mercia, 60_000, start, 26), start)
		assert.InDelta(t, 0.77, find(t, list, "fit/cohort", "women").Made, 0.015, "%v", start)
		assert.InDelta(t, 0.51, find(t, list, "fit/cohort", "lone_parent").Made, 0.015, "%v", start)
		assert.InDelta(t, 0.409, find(t, list, "fit/light_touch", "2022-05-12").Made, 0.015, "%v", start)
	}
}

// What is not fitted to is shown with its gap and not hidden: what is only
// recalled of regimes, which contradicts the two figures that were read, and what
// single parents want. Health is independent of what is fitted, so that its share
// in light touch is that of all. 100,000 people, seed 1, standard errors below 0.003.
func TestCompare_MissesAreShown(t *testing.T) {
	pack := population.Pack2022()
	list := pack.Compare(pack.People(1, 0, mercia, 100_000, october2022, 0), october2022)
	for _, c := range []struct {
		use, level, note string
		gap              float64
	}{
		{"check/light_touch", "2023-06-15", "recalled", -0.076}, {"check/cohort", "health", "", 0}, {"check/want_parents", "employed single parents", "works less", 0.028},
	} {
		r := find(t, list, c.use, c.level)
		assert.InDelta(t, c.gap, r.Gap, 0.01, "%s %s", c.use, c.level)
		assert.Less(t, r.StdError, 0.003)
		assert.Contains(t, r.Note, c.note)
		assert.False(t, r.Drawn)
	}
}

// The table ends with how many of its figures a document stands behind.
func TestComparisons_String(t *testing.T) {
	text := population.Comparisons{{Use: "a", Confidence: population.Read}, {Use: "b", Confidence: population.Assumed}, {Use: "c", Confidence: population.Derived}}.String()
	assert.True(t, strings.HasSuffix(text, "\n2 of 3 sourced\n"), text)
}

// Scotland has fewer childcare places (M0316-Scotland), and only there.
func TestCompare_ChildcarePlacesScotland(t *testing.T) {
	pack := population.Pack2015()
	r := find(t, pack.Compare(pack.People(1, 0, glasgow, 60_000, november2018, 0), november2018), "childcare_places", "England")
	require.Less(t, r.StdError, 0.005, "a wrong 0.17 would pass")
	assert.InDelta(t, 0.13, r.Made, 4*r.StdError)
}

// Between the two published mixes the mix moves in a straight line of the day of
// entry: halfway, the share of lone parents is the mean of 0.02 and 0.269.
func TestCompare_MixMoves(t *testing.T) {
	halfway := (sim.Date(2015, time.April, 1) + november2018) / 2
	pack := population.Pack2015()
	r := find(t, pack.Compare(pack.People(2, 0, mercia, 100_000, halfway, 0), halfway), "family_first", "lone_parent")
	assert.InDelta(t, (0.02+0.269)/2, r.Made, 4*r.StdError)
}

// What is not drawn from is shown with its gap, a figure that was only recalled
// keeps its mark, and a figure of another time is never graded as published.
func TestCompare_ShowsMissesAndMarks(t *testing.T) {
	pack := population.Pack2015()
	list := pack.Compare(pack.People(1, 0, mercia, 20_000, november2018, 0), november2018)
	inWork := find(t, list, "check/in_work", "yes")
	assert.False(t, inWork.Drawn)
	assert.InDelta(t, 0.85-0.31, inWork.Gap, 0.02)
	assert.NotEmpty(t, inWork.Note)
	assert.Equal(t, population.Memory, find(t, list, "lone_parent_female", "female").Confidence)
	assert.Equal(t, sim.Assumption, find(t, list, "lone_parent_female", "female").Grade)
	assert.Equal(t, sim.Published, find(t, list, "sex", "male").Grade)
	assert.Equal(t, sim.Inferred, find(t, list, "barrier_health", "health").Grade, "read, but of 2021")
	assert.Equal(t, "M0719+M0715", find(t, list, "sector", "care").ID)
	assert.Contains(t, list.String(), "check/in_work: yes")
}

// People of whom a figure says nothing are not averaged to a zero: it is left out.
func TestCompare_LeavesOutWhatNobodyHas(t *testing.T) {
	pack := population.Pack2015()
	childless := pack.People(1, 0, mercia, 200, april2015, 0)
	for i := range childless {
		childless[i].Children = nil
	}
	for _, r := range pack.Compare(childless, april2015) {
		assert.NotZero(t, r.People, r.Use)
		assert.NotContains(t, []string{"children_number", "youngest_age", "childcare_use"}, r.Use)
	}
	for _, p := range population.Packs() {
		assert.Empty(t, p.Compare(nil, april2015))
	}
}

func find(t *testing.T, list []population.Comparison, use, level string) population.Comparison {
	t.Helper()
	for _, r := range list {
		if r.Use == use && r.Level == level {
			return r
		}
	}
	require.Failf(t, "no such comparison", "%s %s", use, level)
	return population.Comparison{}
}
