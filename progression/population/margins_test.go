package population

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// Every figure says what it counts, of whom, when, from where and how sure it is;
// an assumption says why and over which range to try it.
func TestMargins_AreSourced(t *testing.T) {
	rows := Pack2015().Margins()
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
		if r.Drawn() && r.Confidence.Sourced() && r.Era != "2015-17" && r.Confidence != Derived {
			assert.True(t, strings.Contains(r.Population, "nothing of 2015-17 found") || strings.Contains(r.Population, "M0799") || r.Use == "underemployed",
				"%s: a figure of another time says why it is used", r.ID)
		}
	}
}

// What is only recalled is named: one row, never fitted to. The list grows only
// on purpose.
func TestMargins_Memory(t *testing.T) {
	var ids []string
	for _, r := range Pack2015().Margins() {
		if r.Confidence == Memory {
			ids = append(ids, r.ID)
		}
	}
	assert.Equal(t, []string{"A-lone-parent-female"}, ids)
}

func TestPack_Summary(t *testing.T) {
	assert.Equal(t, "20 of 48 inputs sourced (8 of them of 2015-17, 12 of another time); 27 rest on assumptions, 1 on memory",
		Pack2015().Summary())
}

// A row that says it is drawn from and is not would be a figure without effect,
// and a missing row a default that nobody sees: both stop the program.
func TestNewPack_Panics(t *testing.T) {
	rows := Pack2015().Margins()
	extra := rows[0]
	extra.ID, extra.Use = "X", "nothing"
	assert.PanicsWithValue(t, "population: nothing is drawn from margin X", func() { newPack("2015-17", append(rows, extra)) })
	assert.PanicsWithValue(t, "population: no margin for claim_under_3_months, under 3 months", func() { newPack("2015-17", rows[1:]) })
	contradiction := slices.Clone(rows)
	k := slices.IndexFunc(rows, func(r Margin) bool { return r.Use == "sex" })
	contradiction[k].Value = 0.999
	assert.PanicsWithValue(t, "population: margins by family type contradict the overall margin",
		func() { newPack("2015-17", contradiction) })
}

// Each figure that people are drawn from moves somebody: it is changed within
// its range, or by a tenth, and people of every region are made again. The
// figures of rents are many and each of few: there the rents must move.
func TestPack_NothingDead(t *testing.T) {
	day := sim.Date(2018, time.June, 1)
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
	base, rows := people(Pack2015()), Pack2015().Margins()
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
		pack := newPack("2015-17", changed)
		same := false
		if r.Use == "rent_private" {
			same = reflect.DeepEqual(Pack2015().homes, pack.homes)
		} else {
			same = reflect.DeepEqual(base, people(pack))
		}
		assert.False(t, same, "%s (%s, %s) moves nobody", r.ID, r.Use, r.Level)
	}
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
	good := "Mercia,Central England,England,West Midlands,17,4084,9156,4.1,0.56,a list,derived\n"
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
