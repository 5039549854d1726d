package population

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// Every figure says what it counts, of whom, when, from where and how sure it is;
// an assumption says why and over which range to try it.
func TestMargins_AreSourced(t *testing.T) {
	for _, p := range Packs() {
		rows := p.Margins()
		require.NotEmpty(t, rows)
		for _, r := range rows {
			assert.NotEmpty(t, r.Unit, r.ID)
			assert.NotEmpty(t, r.Source, r.ID)
			assert.NotEmpty(t, r.Population, r.ID)
			assert.Contains(t, marks, r.Confidence, r.ID)
			assert.Equal(t, r.Confidence == Assumed, strings.HasPrefix(r.Source, "assumption"), "%s: an assumption says so", r.ID)
			if r.Confidence == Assumed || r.Confidence == Memory {
				assert.Less(t, r.Low, r.High, "%s: a range", r.ID)
			}
			if r.Drawn() && r.Confidence.Sourced() && r.Era != p.era && r.Confidence != Derived {
				assert.True(t, strings.Contains(r.Population, "nothing of "+p.era+" found") || strings.Contains(r.Population, "M0799") || r.Use == "underemployed",
					"%s: a figure of another time says why it is used", r.ID)
			}
		}
	}
}

// What is only recalled is named: one row that people are drawn from, and one
// beside them. The list grows only on purpose.
func TestMargins_Memory(t *testing.T) {
	for _, c := range []struct {
		pack *Pack
		want []string
	}{
		{Pack2015(), []string{"A-lone-parent-female"}},
		{Pack2022(), []string{"A-lone-parent-female", "M0880-over-both"}},
	} {
		var ids []string
		for _, r := range c.pack.Margins() {
			if r.Confidence == Memory {
				ids = append(ids, r.ID)
			}
		}
		assert.Equal(t, c.want, ids, c.pack.Era())
	}
}

func TestPack_Summary(t *testing.T) {
	assert.Equal(t, "26 of 56 inputs sourced (12 of them of 2015-17, 14 of another time); 29 rest on assumptions, 1 on memory",
		Pack2015().Summary())
	assert.Equal(t, "27 of 56 inputs sourced (17 of them of 2022-25, 10 of another time); 28 rest on assumptions, 1 on memory",
		Pack2022().Summary())
}

// A scenario names its pack: each is found by its own name, and a name that is no
// pack's is refused with those there are.
func TestPackOf(t *testing.T) {
	for name, want := range map[string]*Pack{"2015-17": Pack2015(), "2022-24": Pack2022()} {
		got, err := PackOf(name)
		require.NoError(t, err)
		assert.Same(t, want, got)
		assert.Equal(t, name, got.Era())
		first, last := got.Years()
		assert.Equal(t, name, fmt.Sprintf("%d-%d", first, last-2000), "a pack is called after its years")
	}
	_, err := PackOf("2022-25")
	assert.EqualError(t, err, `population: no pack "2022-25", expected one of 2015-17, 2022-24`)
}

// A figure that is said to be shown beside the people and is not would be one
// that nobody checks. The exceptions are what a person does not have here, what
// another test compares, and a number that others are scaled to.
func TestMargins_ChecksAreShown(t *testing.T) {
	without := map[string]bool{
		"check/households": true, "check/in_work_people": true, "check/health_caseload": true,
		"check/ethnicity":                     true,
		"check/qualification GCSE to A-level": true, // what the two rows beside it leave
	}
	for _, p := range Packs() {
		start := sim.Date(2018, time.November, 1)
		shown := map[string]bool{}
		for _, c := range p.Compare(p.People(1, 0, 4, 2000, start, 0), start) {
			shown[c.Use+" "+c.Level] = true
		}
		for _, r := range p.Margins() {
			if strings.HasPrefix(r.Use, "check/") && !without[r.Use] && !without[r.Use+" "+r.Level] {
				assert.True(t, shown[r.Use+" "+r.Level], "%s of %s: %s %s", r.ID, p.Era(), r.Use, r.Level)
			}
		}
	}
}

// The days of the mixes come from the table: a year and twelfths of it.
func TestMonthNamed(t *testing.T) {
	assert.Equal(t, sim.Date(2015, time.April, 1), monthNamed(2015.25))
	assert.Equal(t, sim.Date(2018, time.November, 1), monthNamed(2018.8333))
	assert.Equal(t, sim.Date(2022, time.January, 1), monthNamed(2022))
	f := Pack2015().families
	assert.Equal(t, []sim.Day{sim.Date(2015, time.April, 1), sim.Date(2018, time.November, 1)}, []sim.Day{f.from, f.to})
}

// A row that says it is drawn from and is not would be a figure without effect,
// and a missing row a default that nobody sees: both stop the program.
func TestNewPack_Panics(t *testing.T) {
	rows := Pack2015().Margins()
	extra := rows[0]
	extra.ID, extra.Use = "X", "nothing"
	assert.PanicsWithValue(t, "population: nothing is drawn from margin X", func() { newPack("2015-17", "2015-17", 0, append(rows, extra)) })
	assert.PanicsWithValue(t, "population: no margin for claim_under_3_months, under 3 months", func() { newPack("2015-17", "2015-17", 0, rows[1:]) })
	contradiction := slices.Clone(rows)
	k := slices.IndexFunc(rows, func(r Margin) bool { return r.Use == "sex" })
	contradiction[k].Value = 0.999
	assert.PanicsWithValue(t, "population: margins by family type contradict the overall margin",
		func() { newPack("2015-17", "2015-17", 0, contradiction) })
}

// Each figure that people are drawn from moves somebody: it is changed within
// its range, or by a tenth, and people of every region are made again. The
// figures of rents are many and each of few: there the rents must move.
func TestPack_NothingDead(t *testing.T) {
	for _, c := range []struct {
		pack *Pack
		day  sim.Day
	}{{Pack2015(), sim.Date(2018, time.June, 1)}, {Pack2022(), sim.Date(2022, time.October, 1)}} {
		t.Run(c.pack.Era(), func(t *testing.T) { nothingDead(t, c.pack, c.day) })
	}
}

func nothingDead(t *testing.T, pack *Pack, day sim.Day) {
	people := func(p *Pack) (all []Person) {
		seen := map[string]bool{}
		for d, district := range Districts() {
			if !seen[district.Region] {
				seen[district.Region] = true
				all = append(all, p.People(1, 0, d, 600, day, 30)...)
			}
		}
		return all
	}
	rows := pack.Margins()
	base := people(smallTable(newPack(pack.name, pack.era, pack.middle, rows)))
	for i, r := range rows {
		if !r.Drawn() {
			continue
		}
		changed := slices.Clone(rows)
		switch {
		case r.Use == "childcare_needed_below":
			changed[i].Value++ // a whole year
		case r.Low < r.High:
			changed[i].Value = (r.Value + r.High) / 2
		default:
			changed[i].Value *= 0.9
		}
		other := smallTable(newPack(pack.name, pack.era, pack.middle, changed))
		same := false
		if r.Use == "rent_private" {
			same = reflect.DeepEqual(pack.homes, other.homes)
		} else {
			same = reflect.DeepEqual(base, people(other))
		}
		assert.False(t, same, "%s (%s, %s) moves nobody", r.ID, r.Use, r.Level)
	}
}

// smallTable makes a pack fit its people on few, which is quick.
func smallTable(p *Pack) *Pack {
	p.fit = sync.OnceValue(func() *fit { return p.newFit(1 << 13) })
	return p
}

func TestParseMargins_Refusals(t *testing.T) {
	header := strings.Join(marginColumns, ",") + "\n"
	good := "M1,sex,male,0.5,,,share,2015,2015-17,people,a table,excerpt,sex\n"
	_, err := parseMargins("m.csv", header+good)
	require.NoError(t, err)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "m.csv: EOF"},
		{"other columns", "id,value\n", `m.csv:1: found columns ["id" "value"]`},
		{"too few fields", header + "M1,sex\n", "wrong number of fields"},
		{"no number", header + strings.Replace(good, "0.5", "half", 1), `m.csv:2: value: found "half", expected a number`},
		{"not finite", header + strings.Replace(good, "0.5", "NaN", 1), `m.csv:2: value: found "NaN", expected a number`},
		{"no unit", header + strings.Replace(good, "share", "", 1), `m.csv:2: unit: found "", expected text`},
		{"no source", header + strings.Replace(good, "a table", "", 1), `m.csv:2: source: found ""`},
		{"unknown mark", header + strings.Replace(good, "excerpt", "sure", 1), `m.csv:2: confidence: found "sure", expected one of read-in-document`},
		{"unknown era", header + strings.Replace(good, "2015-17", "1950", 1), `m.csv:2: era: found "1950", expected one of 2015-17`},
		{"outside its range", header + strings.Replace(good, ",,", ",0.6,0.7", 1), `m.csv:2: value: found "0.5", expected a value from low 0.6 to high 0.7`},
		{"same id twice", header + good + good, `m.csv:3: id: found "M1", expected an id that no earlier row has`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseMargins("m.csv", c.text)
			assert.ErrorContains(t, err, c.want)
		})
	}
}

func TestParseDistricts_Refusals(t *testing.T) {
	header := strings.Join(districtColumns, ",") + "\n"
	good := "Mercia,Central England,England,West Midlands,17,4084,9156,90000,130000,4.1,0.56,a list,derived\n"
	_, err := parseDistricts("d.csv", header+good)
	require.NoError(t, err)
	for _, c := range []struct{ name, text, want string }{
		{"no offices", header + strings.Replace(good, "17", "0", 1), `d.csv:2: offices: found "0", expected a whole number above 0`},
		{"another nation", header + strings.Replace(good, "England,West", "France,West", 1), `d.csv:2: nation: found "France"`},
		{"same name twice", header + good + good, `d.csv:3: district: found "Mercia"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseDistricts("d.csv", c.text)
			assert.ErrorContains(t, err, c.want)
		})
	}
}

// A figure of another time is inferred at best, and nothing recalled or assumed
// is more than an assumption.
func TestMargin_Grade(t *testing.T) {
	for _, c := range []struct {
		mark Mark
		era  string
		want sim.Grade
	}{
		{Read, "2015-17", sim.Published}, {Excerpt, "2015-17", sim.Published}, {Read, "2022-25", sim.Inferred},
		{Derived, "2015-17", sim.Inferred}, {Assumed, "2015-17", sim.Assumption}, {Memory, "2015-17", sim.Assumption},
	} {
		assert.Equal(t, c.want, Margin{Confidence: c.mark, Era: c.era}.Grade("2015-17"), "%s of %s", c.mark, c.era)
	}
}
