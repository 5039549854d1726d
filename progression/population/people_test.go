package population_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// People added change none before them: the promise that lets a pilot ask for
// candidates as it needs them.
func TestPack_People_ExtendingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pack := rapid.SampledFrom(population.Packs()).Draw(t, "pack")
		seed := rapid.Uint64().Draw(t, "seed")
		district := rapid.IntRange(0, 36).Draw(t, "district")
		n, more := rapid.IntRange(0, 50).Draw(t, "n"), rapid.IntRange(1, 50).Draw(t, "more")
		few := pack.People(seed, 3, district, n, april2015, 60)
		many := pack.People(seed, 3, district, n+more, april2015, 60)
		require.Equal(t, few, many[:n])
	})
}

// Seed, population and district each make other people: a key that left one out
// would give replicates the same population.
func TestPack_People_KeysDiffer(t *testing.T) {
	pack := population.Pack2015()
	base := pack.People(1, 0, mercia, 200, april2015, 60)
	require.Equal(t, base, pack.People(1, 0, mercia, 200, april2015, 60), "the same key makes the same people")
	for name, other := range map[string][]population.Person{
		"seed":       pack.People(2, 0, mercia, 200, april2015, 60),
		"population": pack.People(1, 1, mercia, 200, april2015, 60),
		"district":   pack.People(1, 0, mercia+1, 200, april2015, 60),
	} {
		same := 0
		for i := range base {
			if base[i].Born == other[i].Born && base[i].PeriodDay == other[i].PeriodDay {
				same++
			}
		}
		assert.Less(t, same, 5, "%s: people alike", name)
	}
}

// Whatever is asked for, a person is possible.
func TestPack_People_ArePossible(t *testing.T) {
	book := uc.Statute()
	for _, c := range []struct {
		pack    *population.Pack
		from    sim.Day
		longest int     // weeks on Universal Credit
		most    float64 // hours a week
	}{{population.Pack2015(), april2015, 104, 35}, {population.Pack2022(), october2022, 468, 40}} {
		t.Run(c.pack.Era(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				start := c.from + sim.Day(rapid.IntRange(-200, 1500).Draw(t, "start"))
				spread := rapid.IntRange(0, 150).Draw(t, "spread")
				district := rapid.IntRange(0, 36).Draw(t, "district")
				people := c.pack.People(rapid.Uint64().Draw(t, "seed"), 0, district, 300, start, spread)
				for i := range people {
					checkPerson(t, &people[i], start, spread, book)
					require.LessOrEqual(t, people[i].ClaimWeeksBefore, c.longest)
					require.LessOrEqual(t, people[i].Job.HoursPerWeek, c.most)
				}
			})
		})
	}
}

func checkPerson(t require.TestingT, p *population.Person, start sim.Day, spread int, book *uc.Book) {
	age := completedYears(p.Born, start)
	require.True(t, age >= 18 && age < 66, "age %d", age)
	require.True(t, p.ClaimWeeksBefore >= -spread, "claim %d", p.ClaimWeeksBefore)
	require.GreaterOrEqual(t, completedYears(p.Born, start-sim.Day(7*p.ClaimWeeksBefore)+1), 18, "claimed as a child; a year is 365.25 days, which is a day short at times")
	require.True(t, p.PeriodDay >= 1 && p.PeriodDay <= 28)
	if p.Couple {
		require.GreaterOrEqual(t, completedYears(p.PartnerBorn, start), 18)
	} else {
		require.Zero(t, p.PartnerBorn)
		require.Zero(t, p.PartnerGrossMonth)
	}
	checkChildren(t, p, start)
	require.Equal(t, p.Tenure == uc.NoHousingCosts, p.RentMonth == 0)
	require.Equal(t, p.Qualification == population.BelowGCSE, p.Barriers[population.Qualifications] > 0)
	for b, severity := range p.Barriers {
		require.True(t, severity >= 0 && severity <= 1, "%v: %v", population.Barrier(b), severity)
	}
	if !p.InWork() {
		require.Equal(t, population.Job{}, p.Job)
		return
	}
	require.True(t, p.Job.HoursPerWeek >= 1, "hours %v", p.Job.HoursPerWeek)
	require.True(t, p.Job.Sector > population.NoSector && p.Job.Sector < population.NSectors)
	floor := book.MinimumWage(start, age)
	require.GreaterOrEqual(t, p.Job.HourlyPence, floor, "pay below the floor at %d", age)
	require.LessOrEqual(t, float64(p.Job.HourlyPence), math.Ceil(1.6*float64(floor)), "pay above the cap")
}

func checkChildren(t require.TestingT, p *population.Person, start sim.Day) {
	require.True(t, slices.IsSorted(p.Children), "eldest first")
	require.LessOrEqual(t, len(p.Children), 5)
	if n := len(p.Children); n > 0 {
		require.Less(t, p.Children[n-1], start, "born before the first day")
		require.Less(t, completedYears(p.Children[0], start), 18)
		require.GreaterOrEqual(t, completedYears(p.Born, p.Children[0]+1), 16, "age at the first birth")
	} else {
		require.Zero(t, p.Barriers[population.Childcare])
	}
	require.Equal(t, p.ChildrenInCare > 0, p.ChildcareMonth > 0)
	require.LessOrEqual(t, p.ChildrenInCare, len(p.Children))
}

// completedYears is the age on the day by the calendar.
func completedYears(born, day sim.Day) int {
	y, m, d := day.Date()
	by, bm, bd := born.Date()
	if m < bm || m == bm && d < bd {
		y--
	}
	return y - by
}

// Claims come over the spread as evenly as they came before the first day: the
// weekly inflow after it is that of the stationary stock, -ln(1-0.46)/13 of it.
func TestPack_People_ClaimsSpread(t *testing.T) {
	const n, spread = 200_000, 100
	weeks := make([]int, spread+1) // later claims by week
	stock := 0
	for _, p := range population.Pack2015().People(1, 0, mercia, n, april2015, spread) {
		if p.ClaimWeeksBefore >= 0 {
			stock++
		} else {
			weeks[-p.ClaimWeeksBefore]++
		}
	}
	inflow := -math.Log(1-0.46) / 13
	share := 1 / (1 + inflow*spread)
	assert.InDelta(t, share, float64(stock)/n, 4*math.Sqrt(share*(1-share)/n))
	expected := n * (1 - share) / spread
	require.Zero(t, weeks[0])
	chi := 0.0
	for _, k := range weeks[1:] {
		chi += (float64(k) - expected) * (float64(k) - expected) / expected
	}
	assert.Less(t, chi, 99+4*math.Sqrt(2*99), "chi-squared of 100 equal weeks")
}

// The stock has no claims of after the first day, and some that are long.
func TestPack_People_StockAlone(t *testing.T) {
	longest := 0
	for _, p := range population.Pack2015().People(1, 0, mercia, 20_000, april2015, 0) {
		require.GreaterOrEqual(t, p.ClaimWeeksBefore, 0)
		longest = max(longest, p.ClaimWeeksBefore)
	}
	assert.Equal(t, 104, longest)
}

// Appending to one family's children must not overwrite the next family's: they
// may share memory.
func TestPack_People_ChildrenDoNotOverlap(t *testing.T) {
	people := population.Pack2015().People(1, 0, mercia, 300, november2018, 0)
	want := population.Pack2015().People(1, 0, mercia, 300, november2018, 0)
	for i := range people {
		_ = append(people[i].Children, 0, 0, 0, 0, 0)
	}
	assert.Equal(t, want, people)
}

func TestPack_People_Panics(t *testing.T) {
	pack := population.Pack2015()
	for name, ask := range map[string]func(){
		"no such district": func() { pack.People(1, 0, 37, 1, april2015, 0) },
		"negative n":       func() { pack.People(1, 0, 0, -1, april2015, 0) },
		"negative spread":  func() { pack.People(1, 0, 0, 1, april2015, -1) },
	} {
		assert.Panics(t, ask, name)
	}
}

// The bytes are the same on every processor and for every build. Where this
// changes, people change: raise the model's version, and pin the digest again.
func TestPack_People_Digest(t *testing.T) {
	for _, c := range []struct {
		pack  *population.Pack
		start sim.Day
		want  string
	}{
		{population.Pack2015(), april2015, "cf11f7e98482f380e7c983a9ac70c98eaa60b635cec94516696b6374b8ae6f44"},
		{population.Pack2022(), october2022, "5ecc5c45eb64ebe13df4cfb5930165bdb11fa644386dd57021b0eadd51c27005"},
	} {
		h := sha256.New()
		for district := range population.Districts() {
			for _, p := range c.pack.People(20150401, 2, district, 300, c.start, 120) {
				fmt.Fprintf(h, "%+v\n", p)
			}
		}
		assert.Equal(t, c.want, hex.EncodeToString(h.Sum(nil)), c.pack.Era())
	}
}

func BenchmarkPack_People(b *testing.B) {
	const n = 1000
	pack := population.Pack2015()
	start := sim.Date(2014, time.December, 1)
	b.ReportAllocs()
	for b.Loop() {
		pack.People(1, 0, mercia, n, start, 120)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/person")
}
