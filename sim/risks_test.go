package sim_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
)

// Two people in work run two risks. Ada's employer is shaky; Ben's is not.
func ExampleRisks() {
	type jobs struct {
		names []string
		shaky []bool
	}
	table := []sim.Risk[*jobs]{
		{
			Name: "redundancy", Share: 0.20,
			Rate: func(w *jobs, i int) float64 {
				if w.shaky[i] {
					return 0.15
				}
				return 0.01
			},
			Happen: func(w *jobs, i, week int) { fmt.Println("week", week, "-", w.names[i], "is warned of redundancy") },
		},
		{
			Name: "rise", Share: 0.30,
			Rate:   func(w *jobs, i int) float64 { return 0.10 },
			Happen: func(w *jobs, i, week int) { fmt.Println("week", week, "-", w.names[i], "gets a rise") },
		},
	}
	const lane, card sim.Use = 1, 2 // in the model's list of uses
	world := &jobs{names: []string{"Ada", "Ben"}, shaky: []bool{true, false}}
	risks, err := sim.NewRisks(sim.NewDraws(1, 0, 0, lane), sim.NewDraws(1, 0, 0, card), sim.ID(3, 0), 2, table...)
	if err != nil {
		fmt.Println(err)
		return
	}
	for week := range 12 {
		if err := risks.Week(world, week); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// week 0 - Ada gets a rise
	// week 7 - Ada is warned of redundancy
	// week 8 - Ada is warned of redundancy
	// week 9 - Ben gets a rise
}

// event is one thing that happened: risk k to entity i.
type event struct{ week, i, k int }

// town is a world in which each event moves levels, and rates follow levels, its own and ceilings included.
type town struct {
	level  []int
	asked  int
	events []event
}

const topLevel = 4

// townRates is the rate of three risks at each level.
func townRates(level int) [3]float64 {
	x := float64(level) / topLevel
	return [3]float64{0.2 * x * x, 0.3 * x, 0.02 + 0.38*x*x*x}
}

var townShares = [3]float64{0.2, 0.3, 0.4}

func townCeiling(level int) float64 {
	highest := 0.0
	for k, rate := range townRates(level) {
		highest = max(highest, rate/townShares[k])
	}
	return highest
}

// runTown plays the weeks. An event of risk k at i changes the level of i and of the person `reach` places on. With ceilings, each
// person's ceiling follows the level; without, it stays at 1.
func runTown(t require.TestingT, seed uint64, levels []int, reach int, weeks []int, ceilings bool) *town {
	w := &town{level: slices.Clone(levels)}
	var risks *sim.Risks[*town]
	set := func(i, level int) {
		w.level[i] = level
		if ceilings {
			risks.Ceiling(i, townCeiling(level))
		}
	}
	var list []sim.Risk[*town]
	for k, share := range townShares {
		list = append(list, sim.Risk[*town]{
			Name:  fmt.Sprint(k),
			Share: share,
			Rate: func(w *town, i int) float64 {
				w.asked++
				return townRates(w.level[i])[k]
			},
			Happen: func(w *town, i, week int) {
				w.events = append(w.events, event{week, i, k})
				set(i, (w.level[i]+k)%(topLevel+1))
				j := (i + reach) % len(w.level)
				set(j, (w.level[j]+1)%(topLevel+1))
			},
		})
	}
	var err error
	risks, err = sim.NewRisks(sim.NewDraws(seed, 0, 0, 1), sim.NewDraws(seed, 0, 0, 2), 77, len(levels), list...)
	require.NoError(t, err)
	for i, level := range levels {
		set(i, level)
	}
	for _, week := range weeks {
		require.NoError(t, risks.Week(w, week))
	}
	return w
}

func weeksFrom(first, n int) []int {
	weeks := make([]int, n)
	for k := range weeks {
		weeks[k] = first + k
	}
	return weeks
}

// No result depends on a ceiling: with ceilings that follow the rates as tightly as allowed, changed in the middle of a block, of a
// week and of a word of 64, the same things happen as with all ceilings 1.
func TestCeilingsOnlySpareWork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		levels := make([]int, rapid.SampledFrom([]int{1, 2, 63, 64, 65, 130, 200}).Draw(t, "people"))
		for i := range levels {
			levels[i] = sim.NewDraws(seed, 0, 0, 3).Below(uint64(i), 0, topLevel+1)
		}
		reach := rapid.IntRange(0, 130).Draw(t, "reach")
		weeks := weeksFrom(rapid.IntRange(0, 9).Draw(t, "from"), rapid.IntRange(1, 30).Draw(t, "weeks"))
		tight, loose := runTown(t, seed, levels, reach, weeks, true), runTown(t, seed, levels, reach, weeks, false)
		require.Equal(t, loose.events, tight.events)
		require.Equal(t, loose.level, tight.level)
		require.LessOrEqual(t, tight.asked, loose.asked)
	})
}

// The test above compares something, and ceilings spare something: in a town of 200 there are events, and rates asked for are halved.
func TestCeilingsSpare(t *testing.T) {
	weeks := weeksFrom(0, 30)
	tight, loose := runTown(t, 1, make([]int, 200), 65, weeks, true), runTown(t, 1, make([]int, 200), 65, weeks, false)
	require.Equal(t, loose.events, tight.events)
	assert.Greater(t, len(tight.events), 500)
	assert.Less(t, tight.asked, loose.asked/2)

	const people = 1000
	w := newLaw(t, 7, people, 0.9)
	asked := 0
	w.rate = func(int, int, int) float64 { asked++; return 0 }
	w.run(t, 2)
	require.Greater(t, asked, people)
	w.ceilings(people, 0) // in the middle of a block
	asked = 0
	require.NoError(t, w.risks.Week(w, 2))
	for week := 3; week < 400; week++ {
		require.NoError(t, w.risks.Week(w, week))
	}
	assert.Zero(t, asked, "a ceiling of 0 asks for nobody, in this block and in later ones")
}

// A ceiling of one and a half 65536ths, set in the middle of a block, loses none of the few who win: about 19 here, 6 of them with the
// last card that the ceiling lets through.
func TestCeilingsToTheLastCard(t *testing.T) {
	const people, share, low = 300_000, 0.9, 1.5 / 65536
	in := func(ceilings bool) []event {
		w := newLaw(t, 8, people, share)
		var events []event
		w.rate = func(int, int, int) float64 { return share * low }
		w.happen = func(k, i, week int) { events = append(events, event{week, i, k}) }
		w.run(t, 1)
		if ceilings {
			w.ceilings(people, low)
		}
		for week := 1; week < 4; week++ {
			require.NoError(t, w.risks.Week(w, week))
		}
		return events
	}
	loose := in(false)
	require.Greater(t, len(loose), 10)
	assert.Equal(t, loose, in(true))
}

// The pinned history guards every step of the deal: cards, lanes, comparison, order.
func TestRisksPinned(t *testing.T) {
	w := runTown(t, 2015, make([]int, 300), 7, weeksFrom(0, 40), true)
	got := digest(len(w.events), func(j int) float64 {
		e := w.events[j]
		return float64((e.week*1000+e.i)*3 + e.k)
	})
	assert.Len(t, w.events, 2213)
	assert.Equal(t, uint64(0x633d350dc382183e), got)
}

// A week's deal is a function of the week: weeks may be left out, and a world may begin in the middle of a block.
func TestRisksWeekByItself(t *testing.T) {
	const people = 500
	in := func(weeks ...int) []event {
		w := newLaw(t, 3, people, 0.3, 0.6)
		var events []event
		w.rate = func(k, _, _ int) float64 { return [2]float64{0.1, 0.3}[k] }
		w.happen = func(k, i, week int) { events = append(events, event{week, i, k}) }
		for _, week := range weeks {
			require.NoError(t, w.risks.Week(w, week))
		}
		return events
	}
	all := in(0, 1, 2, 3, 4, 5, 6, 7, 8)
	only := func(weeks ...int) []event {
		return slices.DeleteFunc(slices.Clone(all), func(e event) bool { return !slices.Contains(weeks, e.week) })
	}
	require.NotEmpty(t, only(6))
	assert.Equal(t, only(6), in(6))
	assert.Equal(t, only(1, 2, 8), in(1, 2, 8))
}

// A clone goes on in the middle of a block as the original would, and neither feels the other's ceilings.
func TestRisksClone(t *testing.T) {
	const people = 300
	w := newLaw(t, 9, people, 0.3, 0.6)
	var events []event
	w.rate = func(k, _, _ int) float64 { return [2]float64{0.1, 0.3}[k] }
	w.happen = func(k, i, week int) { events = append(events, event{week, i, k}) }
	play := func(r *sim.Risks[*law], weeks ...int) []event {
		events = nil
		for _, week := range weeks {
			require.NoError(t, r.Week(w, week))
		}
		return events
	}
	want := play(newLaw(t, 9, people, 0.3, 0.6).risks, 6, 7, 8)
	require.NotEmpty(t, want)

	play(w.risks, 0, 1, 2, 3, 4, 5)
	same, idle := w.risks.Clone(), w.risks.Clone()
	for i := range people {
		idle.Ceiling(i, 0)
	}
	assert.Equal(t, want, play(same, 6, 7, 8))
	assert.Equal(t, want, play(w.risks, 6, 7, 8))
	assert.Equal(t, want, play(w.risks.Clone(), 6, 7, 8))
}

// Everyone is an entity: in a set that starts later, the same entity has the same fate.
func TestRisksFollowTheEntity(t *testing.T) {
	fates := func(first uint64, n int) map[uint64][]int {
		got := make(map[uint64][]int)
		r, err := sim.NewRisks(sim.NewDraws(1, 0, 0, 1), sim.NewDraws(1, 0, 0, 2), first, n, sim.Risk[int]{
			Name: "any", Share: 0.9,
			Rate:   func(int, int) float64 { return 0.3 },
			Happen: func(_ int, i, week int) { got[first+uint64(i)] = append(got[first+uint64(i)], week) },
		})
		require.NoError(t, err)
		for week := range 20 {
			require.NoError(t, r.Week(0, week))
		}
		return got
	}
	many, few := fates(1000, 300), fates(1100, 100)
	require.NotEmpty(t, few)
	for entity, weeks := range few {
		assert.Equal(t, many[entity], weeks)
	}
}

func TestRisksWrongRate(t *testing.T) {
	for name, c := range map[string]struct {
		ceiling, rate float64
		want          string
	}{
		"above the share":   {1, 0.300001, `sim: week 5, entity 1048580: risk "risk 0" has rate 0.300001, expected 0 to its share 0.3 and at most its ceiling 1 of that`},
		"above the ceiling": {0.5, 0.2, `risk "risk 0" has rate 0.2, expected 0 to its share 0.3 and at most its ceiling 0.5`},
		"negative":          {1, -0.1, "has rate -0.1"},
		"not a number":      {1, math.NaN(), "has rate NaN"},
		"infinite":          {1, math.Inf(1), "has rate +Inf"},
	} {
		t.Run(name, func(t *testing.T) {
			const people = 64
			w := newLaw(t, 4, people, 0.3)
			w.ceilings(people, c.ceiling)
			w.rate = func(_, i, week int) float64 {
				if week == 5 && i >= 3 {
					return c.rate
				}
				return 0
			}
			w.happen = func(_, i, week int) { t.Errorf("it happened to %d in week %d", i, week) }
			var err error
			for w.week = 0; err == nil && w.week < 6; w.week++ {
				err = w.risks.Week(w, w.week)
			}
			require.Error(t, err)
			assert.Contains(t, err.Error(), "week 5")
			assert.Contains(t, err.Error(), c.want)
		})
	}
}

// A ceiling computed as rate/share is enough for that rate, whatever the rounding; and so is one that the rate exceeds by rounding.
func TestCeilingAsComputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.OneOf(rapid.Float64Range(1e-6, 0.9), rapid.Just(0.25)).Draw(t, "share")
		rate := share * rapid.OneOf(rapid.Float64Range(0, 1), rapid.Just(0.5), rapid.Just(math.Nextafter(0.5, 1))).Draw(t, "part")
		r, err := sim.NewRisks(sim.NewDraws(1, 0, 0, 1), sim.NewDraws(1, 0, 0, 2), 0, 64, sim.Risk[int]{
			Name: "any", Share: share, Rate: func(int, int) float64 { return rate }, Happen: func(int, int, int) {},
		})
		require.NoError(t, err)
		for i := range 64 {
			r.Ceiling(i, rate/share*(1-0x1p-53))
		}
		for week := range 8 {
			require.NoError(t, r.Week(0, week))
		}
	})
}

func TestNewRisksRefuses(t *testing.T) {
	rate, happen := func(int, int) float64 { return 0 }, func(int, int, int) {}
	risk := func(name string, share float64) sim.Risk[int] {
		return sim.Risk[int]{Name: name, Share: share, Rate: rate, Happen: happen}
	}
	lane, card := sim.NewDraws(1, 0, 0, 1), sim.NewDraws(1, 0, 0, 2)
	for want, list := range map[string][]sim.Risk[int]{
		"":       {risk("a", 0.3), risk("b", 0.3), risk("c", 0.3)}, // 0.9 to the last digit or not
		"sum to": {risk("a", 0.5), risk("b", 0.4001)},
		`risk "a": each risk of a set needs a name of its own`: {risk("a", 0.1), risk("a", 0.2)},
		`risk "": each`:    {risk("", 0.1)},
		"found share 0":    {risk("a", 0)},
		"found share -0.1": {risk("a", -0.1)},
		"found share NaN":  {risk("a", math.NaN())},
		"sum to +Inf":      {risk("a", math.Inf(1))},
		"Rate and Happen":  {{Name: "a", Share: 0.1, Happen: happen}},
		"Happen are":       {{Name: "a", Share: 0.1, Rate: rate}},
	} {
		_, err := sim.NewRisks(lane, card, 0, 10, list...)
		if want == "" {
			assert.NoError(t, err)
		} else {
			assert.ErrorContains(t, err, want)
		}
	}
	assert.Panics(t, func() { _, _ = sim.NewRisks(lane, lane, 0, 10, risk("a", 0.1)) })
	assert.Panics(t, func() { _, _ = sim.NewRisks(lane, card, 1<<40-9, 10, risk("a", 0.1)) })
	assert.Panics(t, func() { _, _ = sim.NewRisks(lane, card, 1<<64-1, 10, risk("a", 0.1)) })
	r, err := sim.NewRisks(lane, card, 1<<40-10, 10, risk("a", 0.1))
	require.NoError(t, err)
	assert.PanicsWithValue(t, "sim: no week -1", func() { _ = r.Week(0, -1) })
	assert.Panics(t, func() { _ = r.Week(0, 1<<24) })
}

// An empty set and an empty table are fine: a situation that nobody is in, a model that switched its risks off.
func TestRisksNone(t *testing.T) {
	lane, card := sim.NewDraws(1, 0, 0, 1), sim.NewDraws(1, 0, 0, 2)
	nobody, err := sim.NewRisks(lane, card, 0, 0, sim.Risk[int]{
		Name: "a", Share: 0.5, Rate: func(int, int) float64 { panic("asked") }, Happen: func(int, int, int) {},
	})
	require.NoError(t, err)
	nothing, err := sim.NewRisks[int](lane, card, 0, 100)
	require.NoError(t, err)
	for week := range 5 {
		require.NoError(t, nobody.Week(0, week))
		require.NoError(t, nothing.Week(0, week))
	}
}

func TestRisksAllocateNothing(t *testing.T) {
	w := newLaw(t, 5, 1000, 0.3, 0.3)
	events := 0
	w.rate = func(int, int, int) float64 { return 0.1 }
	w.happen = func(_, i, _ int) {
		events++
		w.risks.Ceiling((i+1)%1000, 0.5)
	}
	week := 0
	assert.Zero(t, testing.AllocsPerRun(50, func() {
		if err := w.risks.Week(w, week); err != nil {
			panic(err)
		}
		week++
	}))
	assert.Greater(t, events, 1000)
}

// The cost of a claimant-week follows the ceiling: how many cards may win.
func BenchmarkRisks(b *testing.B) {
	for _, ceiling := range []float64{0.01, 0.06, 0.3, 1} {
		b.Run(fmt.Sprint("ceiling=", ceiling), func(b *testing.B) {
			const people = 25_000
			w := newLaw(b, 6, people, 0.2, 0.3, 0.3, 0.1)
			w.rate = func(int, int, int) float64 { return 0 }
			w.ceilings(people, ceiling)
			week := 0
			for b.Loop() {
				if err := w.risks.Week(w, week); err != nil {
					b.Fatal(err)
				}
				week++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/people, "ns/entity-week")
		})
	}
}
