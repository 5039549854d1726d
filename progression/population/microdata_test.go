package population_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// everyFact is every bit up to the last barrier's.
var everyFact = population.SeverityOf(population.NBarriers-1)<<1 - 1

// anyRow draws a row that contradicts itself in nothing.
func anyRow(t *rapid.T) population.Row {
	r := population.Row{
		District: rapid.IntRange(-1, 36).Draw(t, "district"), Weight: rapid.Float64Range(0.1, 10).Draw(t, "weight"),
		AgeYears: rapid.IntRange(18, 65).Draw(t, "age"), Female: rapid.Bool().Draw(t, "female"), Couple: rapid.Bool().Draw(t, "couple"),
		Tenure: uc.Tenure(rapid.IntRange(0, 2).Draw(t, "tenure")), Savings: money.Pence(rapid.IntRange(0, 1_600_000).Draw(t, "savings")),
		Limited: rapid.Bool().Draw(t, "limited"), Qualification: population.Qualification(rapid.IntRange(0, 3).Draw(t, "qualification")),
		WantsMoreHours: rapid.Bool().Draw(t, "wants"), WeeksOnUC: rapid.IntRange(0, 5).Draw(t, "weeks"),
	}
	if rapid.Bool().Draw(t, "ages") {
		r.ChildrenAges = rapid.SliceOfN(rapid.IntRange(0, 17), 0, 8).Draw(t, "children")
	} else {
		for _, age := range rapid.SliceOfN(rapid.IntRange(1, 17), 0, 8).Draw(t, "born") {
			r.ChildrenBorn = append(r.ChildrenBorn, october2022.AddMonths(-12*age-rapid.IntRange(0, 11).Draw(t, "months")))
		}
	}
	if rapid.Bool().Draw(t, "works") {
		r.HoursPerWeek, r.HourlyPence = float64(rapid.IntRange(1, 100).Draw(t, "hours")), money.Pence(rapid.IntRange(1, 20_000).Draw(t, "pay"))
		r.Sector, r.Variable = population.Sector(rapid.IntRange(1, population.NSectors-1).Draw(t, "sector")), rapid.Bool().Draw(t, "variable")
	}
	if r.Couple {
		r.PartnerAgeYears, r.PartnerGrossMonth = rapid.IntRange(18, 99).Draw(t, "partner"), money.Pence(rapid.IntRange(0, 2_000_000).Draw(t, "partner's pay"))
	}
	if r.Tenure != uc.NoHousingCosts {
		r.RentMonth = money.Pence(rapid.IntRange(1, 1_000_000).Draw(t, "rent"))
	}
	if r.Qualification == population.BelowGCSE {
		r.Severity[population.Qualifications] = rapid.Float64Range(0.01, 1).Draw(t, "qualifications")
	}
	r.Severity[population.Confidence] = rapid.Float64Range(0, 1).Draw(t, "confidence")
	return r
}

// What a row says is so of the people drawn from it: nothing is drawn over it, and
// what no row may say keeps its own rules.
func TestMicrodata_People_AreAsTheRowSays(t *testing.T) {
	book := uc.Statute()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRow(t)
		district := max(r.District, 0)
		m := population.NewMicrodata(everyFact&^population.HealthLimits, []population.Row{r})
		for _, p := range m.People(population.Pack2022(), rapid.Uint64().Draw(t, "seed"), 0, district, 20, october2022, rapid.IntRange(0, 60).Draw(t, "spread")) {
			require.Equal(t, r.AgeYears, completedYears(p.Born, october2022))
			require.Equal(t, []bool{r.Female, r.Couple, r.WantsMoreHours}, []bool{p.Female, p.Couple, p.WantsMoreHours})
			require.Equal(t, []any{r.Tenure, r.RentMonth, r.Savings, r.Qualification, r.Severity}, []any{p.Tenure, p.RentMonth, p.Savings, p.Qualification, p.Barriers})
			require.LessOrEqual(t, p.ClaimWeeksBefore, r.WeeksOnUC)
			require.True(t, p.ClaimWeeksBefore == r.WeeksOnUC || r.AgeYears == 18, "only the very young cannot have claimed for that long")
			require.Len(t, p.Children, len(r.ChildrenAges)+len(r.ChildrenBorn))
			require.True(t, slices.IsSorted(p.Children))
			if len(r.ChildrenBorn) > 0 {
				require.ElementsMatch(t, r.ChildrenBorn, p.Children)
			} else {
				var ages []int
				for _, born := range p.Children {
					ages = append(ages, completedYears(born, october2022))
					require.Less(t, born, october2022)
				}
				require.ElementsMatch(t, r.ChildrenAges, ages)
			}
			if r.Couple {
				require.Equal(t, r.PartnerAgeYears, completedYears(p.PartnerBorn, october2022))
				require.Equal(t, r.PartnerGrossMonth, p.PartnerGrossMonth)
			} else {
				require.Zero(t, p.PartnerGrossMonth)
			}
			require.Equal(t, r.HoursPerWeek, p.Job.HoursPerWeek)
			require.Equal(t, r.Sector, p.Job.Sector)
			require.Equal(t, r.Variable, p.Job.Variable)
			if p.InWork() {
				require.Equal(t, max(r.HourlyPence, book.MinimumWage(october2022, r.AgeYears)), p.Job.HourlyPence, "raised to the floor")
			}
		}
	})
}

// Rows in another order are the same microdata and make the same people; a row in
// which one thing is other is not.
func TestNewMicrodata_OrderMakesNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(anyRow), 1, 12).Draw(t, "rows")
		rows[0].District = -1
		m := population.NewMicrodata(everyFact, rows)
		other := population.NewMicrodata(everyFact, rapid.Permutation(rows).Draw(t, "order"))
		require.Equal(t, m.Digest(), other.Digest())
		pack := population.Pack2022()
		require.Equal(t, m.People(pack, 1, 2, mercia, 30, october2022, 20), other.People(pack, 1, 2, mercia, 30, october2022, 20))
	})
}

// Each fact of a row is part of the digest, and none that rows do not say is.
func TestMicrodata_DigestMoves(t *testing.T) {
	digest := func(known population.Facts, change func(*population.Row)) string {
		r := population.Row{District: 1, Weight: 1, AgeYears: 30, HoursPerWeek: 10, HourlyPence: 900}
		change(&r)
		return population.NewMicrodata(known, []population.Row{r}).Digest()
	}
	base := func(*population.Row) {}
	seen := map[string]int{digest(everyFact, base): -1}
	facts := []func(*population.Row){
		func(r *population.Row) { r.PartnerAgeYears = 31 }, func(r *population.Row) { r.PartnerGrossMonth = 1 }, func(r *population.Row) { r.Sector = 2 },
		func(r *population.Row) { r.Variable = true }, func(r *population.Row) { r.Tenure = 1 }, func(r *population.Row) { r.RentMonth = 1 },
		func(r *population.Row) { r.Savings = 1 }, func(r *population.Row) { r.Limited = true }, func(r *population.Row) { r.Qualification = 1 },
		func(r *population.Row) { r.WantsMoreHours = true }, func(r *population.Row) { r.WeeksOnUC = 1 },
	}
	for b := range population.NBarriers {
		facts = append(facts, func(r *population.Row) { r.Severity[b] = 0.5 })
	}
	always := []func(*population.Row){
		func(r *population.Row) { r.District = 2 }, func(r *population.Row) { r.Weight = 2 }, func(r *population.Row) { r.AgeYears = 31 },
		func(r *population.Row) { r.Female = true }, func(r *population.Row) { r.Couple = true }, func(r *population.Row) { r.ChildrenAges = []int{3} },
		func(r *population.Row) { r.ChildrenBorn = []sim.Day{3} }, func(r *population.Row) { r.HoursPerWeek = 11 }, func(r *population.Row) { r.HourlyPence = 901 },
	}
	for i, change := range append(slices.Clone(facts), always...) {
		d := digest(everyFact, change)
		_, twice := seen[d]
		assert.False(t, twice, "change %d", i)
		seen[d] = i
	}
	for i, change := range facts {
		assert.Equal(t, digest(0, base), digest(0, change), "fact %d that is not said", i)
	}
	for i := range everyFact + 1 {
		if i&(i-1) == 0 && i > 0 && i <= everyFact {
			assert.NotEqual(t, digest(0, base), digest(i, base), "saying something is other than not saying it")
		}
	}
}

// Rows come as often as their weights say: three rows of weights 1, 2 and 5, told
// apart by age, 40,000 people, within 4 standard errors.
func TestMicrodata_People_ByWeight(t *testing.T) {
	const n = 40_000
	rows := []population.Row{{District: -1, Weight: 1, AgeYears: 20}, {District: -1, Weight: 2, AgeYears: 30}, {District: mercia, Weight: 5, AgeYears: 40}, {District: glasgow, Weight: 90, AgeYears: 50}}
	count := map[int]float64{}
	for _, p := range population.NewMicrodata(0, rows).People(population.Pack2022(), 1, 0, mercia, n, october2022, 0) {
		count[completedYears(p.Born, october2022)]++
	}
	for age, share := range map[int]float64{20: 1.0 / 8, 30: 2.0 / 8, 40: 5.0 / 8, 50: 0} {
		assert.InDelta(t, share, count[age]/n, 4*math.Sqrt(share*(1-share)/n), "age %d", age)
	}
}

// Person i of a district depends on that district's rows alone, and not on how many
// are asked for: rows of elsewhere may come and go.
func TestMicrodata_People_ElsewhereChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(anyRow), 1, 6).Draw(t, "rows")
		for i := range rows {
			rows[i].District = mercia
		}
		extra := rapid.Custom(anyRow).Draw(t, "extra")
		extra.District = glasgow
		few, many := population.NewMicrodata(everyFact, rows), population.NewMicrodata(everyFact, append(slices.Clone(rows), extra))
		pack := population.Pack2015()
		require.Equal(t, few.People(pack, 4, 0, mercia, 20, october2022, 9), many.People(pack, 4, 0, mercia, 50, october2022, 9)[:20])
		require.NotEqual(t, few.Digest(), many.Digest())
		require.Equal(t, []int{len(rows), 0, 1}, []int{many.Rows(mercia), many.Rows(0), many.Rows(glasgow)})
		require.Equal(t, len(rows)+1, many.Len())
	})
}

// What rows do not say is what the pack's figures say: lone mothers and couples with
// nothing but the required facts, 60,000 people, within 4 standard errors.
func TestMicrodata_People_TheRestIsThePacks(t *testing.T) {
	pack := population.Pack2022()
	rows := []population.Row{
		{District: -1, Weight: 2, AgeYears: 34, Female: true, ChildrenAges: []int{3, 7}, HoursPerWeek: 20, HourlyPence: 1000},
		{District: -1, Weight: 1, AgeYears: 40, Couple: true, HoursPerWeek: 35, HourlyPence: 1100},
	}
	people := population.NewMicrodata(0, rows).People(pack, 1, 0, mercia, 60_000, october2022, 0)
	list := pack.Compare(people, october2022)
	for _, use := range []string{"tenure", "qualification", "sector", "partner_working", "barrier_health", "barrier_confidence", "claim_under_3_months", "variable_hours"} {
		tested := false
		for _, r := range list {
			if r.Use == use {
				tested = true
				assert.InDelta(t, r.Published, r.Made, 4*r.StdError, "%s %s", r.Use, r.Level)
			}
		}
		assert.True(t, tested, use)
	}
	bought := 0.0 // childcare, of the lone mothers: all work, and their youngest is below school age
	mothers := 0.0
	for _, p := range people {
		require.Zero(t, p.Savings)
		if len(p.Children) > 0 {
			mothers++
			if p.ChildcareMonth > 0 {
				bought++
			}
		}
	}
	assert.InDelta(t, 0.28, bought/mothers, 4*math.Sqrt(0.28*0.72/mothers))
}

// Health that limits is a barrier of some severity, even between 0 and 1, and
// health that does not is none; a qualification likewise.
func TestMicrodata_People_SeverityIsDrawn(t *testing.T) {
	known := population.HealthLimits | population.HighestQualification
	rows := []population.Row{{District: -1, Weight: 1, AgeYears: 30, Limited: true, Qualification: population.GCSE}, {District: -1, Weight: 1, AgeYears: 40, Qualification: population.BelowGCSE}}
	sum, n, mental := [population.NBarriers]float64{}, 0.0, 0.0
	for _, p := range population.NewMicrodata(known, rows).People(population.Pack2022(), 1, 0, mercia, 20_000, october2022, 0) {
		limited := completedYears(p.Born, october2022) == 30
		condition := p.Barriers[population.Health] + p.Barriers[population.MentalHealth]
		require.Equal(t, limited, condition > 0)
		require.Zero(t, min(p.Barriers[population.Health], p.Barriers[population.MentalHealth]), "one kind")
		require.Equal(t, limited, p.Barriers[population.Qualifications] == 0)
		sum[population.Health] += condition
		sum[population.Qualifications] += p.Barriers[population.Qualifications]
		if p.Barriers[population.MentalHealth] > 0 {
			mental++
		}
		n++
	}
	assert.InDelta(t, 0.25, sum[population.Health]/n, 0.01)
	assert.InDelta(t, 0.25, sum[population.Qualifications]/n, 0.01)
	assert.InDelta(t, 0.16, mental/n, 0.0104, "0.32 of conditions are mental, by the pack; 4 standard errors of a share of half of 20,000 are 0.0104")
}

func TestMicrodata_Panics(t *testing.T) {
	assert.Panics(t, func() { population.NewMicrodata(0, nil) })
	assert.Panics(t, func() { population.NewMicrodata(0, []population.Row{{AgeYears: 20}}) }, "no weight")
	m := population.NewMicrodata(0, []population.Row{{District: mercia, Weight: 1, AgeYears: 20}})
	assert.Panics(t, func() { m.People(population.Pack2015(), 1, 0, glasgow, 1, april2015, 0) }, "no rows there")
	assert.Panics(t, func() { m.People(population.Pack2015(), 1, 0, mercia, -1, april2015, 0) })
}
