package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

const (
	peopleHeader = "age_years,sex,couple,children_ages,hours_week,hourly_pay"
	onePerson    = peopleHeader + "\n34,female,false,3;7,16,9.75\n"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

// What is wrong in a file of people is said with line, column, what was found and
// what was expected, and no people come of it.
func TestLoadMicrodata_ErrCells(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"out of range", peopleHeader + "\n34,female,false,,16,9.75\n34,female,false,,212,9.75\n", "people.csv:3: hours_week: found 212, expected 0 to 100"},
		{"less than an hour", peopleHeader + "\n34,female,false,,0.5,9.75\n", "people.csv:2: hours_week: found 0.5, expected 0, or 1 hour or more"},
		{"a child", peopleHeader + "\n17,female,false,,16,9.75\n", "people.csv:2: age_years: found 17, expected a whole number from 18 to 65"},
		{"no whole age", peopleHeader + "\n34.5,female,false,,16,9.75\n", "people.csv:2: age_years: found 34.5, expected a whole number from 18 to 65"},
		{"words in other words", peopleHeader + "\n34,femal,false,,16,9.75\n", "people.csv:2: sex: found femal, expected one of female, male, did you mean female?"},
		{"yes", peopleHeader + "\n34,female,yes,,16,9.75\n", "people.csv:2: couple: found yes, expected one of false, true"},
		{"empty", peopleHeader + "\n34,,false,,16,9.75\n", "people.csv:2: sex: found nothing, expected one of female, male"},
		{"not a number", peopleHeader + "\n34,female,false,,NaN,9.75\n", "people.csv:2: hours_week: found NaN, expected 0 to 100"},
		{"pay of another currency", peopleHeader + "\n34,female,false,,16,£9.75\n", "people.csv:2: hourly_pay: found £9.75, expected pounds from 0 to 200"},
		{"grown child", peopleHeader + "\n34,female,false,3;18,16,9.75\n", "people.csv:2: children_ages: found 3;18, expected ages from 0 to 17 with semicolons between, as 3;7"},
		{"many children", peopleHeader + "\n34,female,false,1;1;1;1;1;1;1;1;1,16,9.75\n", "people.csv:2: children_ages: found 1;1;1;1;1;1;1;1;1, expected at most 8 children"},
		{"no date", "age_years,sex,couple,children_born,hours_week,hourly_pay\n34,female,false,2019-02-30,16,9.75\n", "people.csv:2: children_born: found 2019-02-30, expected dates as YYYY-MM-DD"},
		{"work without pay", peopleHeader + "\n34,female,false,,16,0\n", "people.csv:2: hourly_pay: found 0, expected pay for hours_week above 0"},
		{"pay without work", peopleHeader + "\n34,female,false,,0,9.75\n", "people.csv:2: hourly_pay: found 9.75, expected 0 for hours_week of 0"},
		{"partner of a single claimant", peopleHeader + ",partner_gross_month\n34,female,false,,16,9.75,900\n", "people.csv:2: partner_gross_month: found 900.00, expected 0 for a single claimant"},
		{"age of no partner", peopleHeader + ",partner_age_years\n34,female,false,,16,9.75,30\n", "people.csv:2: partner_age_years: found 30, expected 0 for a single claimant"},
		{"partner without age", peopleHeader + ",partner_age_years\n34,female,true,,16,9.75,0\n", "people.csv:2: partner_age_years: found 0, expected 18 to 99 for one of a couple"},
		{"sector without work", peopleHeader + ",sector\n34,female,false,,0,0,retail\n", "people.csv:2: sector: found retail, expected none for hours_week of 0, and no other"},
		{"work without sector", peopleHeader + ",sector\n34,female,false,,9,9,none\n", "people.csv:2: sector: found none, expected none for hours_week of 0, and no other"},
		{"contract without work", peopleHeader + ",contract\n34,female,false,,0,0,variable\n", "people.csv:2: contract: found variable, expected fixed for hours_week of 0"},
		{"rent without tenure", peopleHeader + ",tenure,rent_month\n34,female,false,,9,9,none,400\n", "people.csv:2: rent_month: found 400.00, expected 0 for tenure none, and no other"},
		{"rich", peopleHeader + ",savings\n34,female,false,,9,9,16001\n", "people.csv:2: savings: found 16001, expected pounds from 0 to 16000"},
		{"qualified with a barrier of none", peopleHeader + ",qualification,barrier_qualifications\n34,female,false,,9,9,gcse,0.5\n", "people.csv:2: barrier_qualifications: found 0.5, expected above 0 for qualification below_gcse, and no other"},
		{"childcare of no child", peopleHeader + ",barrier_childcare\n34,female,false,,9,9,0.5\n", "people.csv:2: barrier_childcare: found 0.5, expected 0 without children"},
		{"district misspelt", peopleHeader + ",district\n34,female,false,,9,9,Esex\n", "people.csv:2: district: found Esex, expected a Jobcentre district by name, did you mean Essex?"},
		{"weightless", peopleHeader + ",weight\n34,female,false,,9,9,0\n", "people.csv:2: weight: found 0, expected a number above 0, at most 1000000000"},
		{"quoted over lines", peopleHeader + "\n34,female,false,\"3;\n7\",16,9.75\n34,male,false,,101,9\n", "people.csv:4: hours_week: found 101, expected 0 to 100"},
		{"cells missing", peopleHeader + "\n34,female,false\n", "people.csv:2: found wrong number of fields, expected 6 cells, one for each column"},
		{"quotes", peopleHeader + "\n34,fe\"male,false,,16,9\n", "people.csv:2: found bare \" in non-quoted-field, expected comma-separated values"},
		{"unknown column", peopleHeader + ",sectr\n34,female,false,,16,9.75,care\n", "people.csv:1: sectr: found the unknown column sectr, expected one of age_years, "},
		{"unknown column, meant", peopleHeader + ",sectr\n", "weight, did you mean sector?"},
		{"column twice", peopleHeader + ",sex\n", "people.csv:1: sex: found the column a second time, expected it once"},
		{"column missing", "age_years,sex,couple,children_ages,hourly_pay\n", "people.csv:1: hours_week: found no such column, expected usual paid hours a week; 0 out of work"},
		{"no children's column", "age_years,sex,couple,hours_week,hourly_pay\n", "people.csv:1: children_ages: found neither it nor children_born, expected one of them"},
		{"both children's columns", peopleHeader + ",children_born\n", "people.csv:1: children_ages: found it beside children_born, expected one of them"},
		{"rent alone", peopleHeader + ",rent_month\n", "people.csv:1: rent_month: found it without a column tenure, expected both, or neither"},
		{"mental health twice", peopleHeader + ",health_limits,barrier_mental_health\n", "people.csv:1: health_limits: found it beside barrier_mental_health, expected one of them"},
		{"health twice", peopleHeader + ",health_limits,barrier_health\n", "people.csv:1: health_limits: found it beside barrier_health, expected one of them"},
		{"no rows", peopleHeader + "\n", "people.csv: found no rows, expected a row for each person"},
		{"nothing", "", "people.csv: found nothing, expected a line with the names of columns"},
		{"Latin 1", peopleHeader + "\n34,f\xe9,false,,16,9\n", "people.csv:2: found byte 0xe9, expected text in UTF-8"},
		{"a damaged Parquet file", "PAR1 and no more", "people.csv: found a Parquet file that cannot be read: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := scenario.LoadMicrodata(write(t, "people.csv", c.text))
			require.Error(t, err)
			assert.Nil(t, m)
			assert.Contains(t, err.Error(), c.want)
			assert.IsType(t, scenario.Problems{}, err)
		})
	}
}

// All that is wrong is said, at most twenty lines of it, and how many more there are.
func TestLoadMicrodata_ErrMany(t *testing.T) {
	_, err := scenario.LoadMicrodata(write(t, "people.csv", peopleHeader+"\n"+strings.Repeat("34,female,false,,212,9.75\n", 33)))
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, 21)
	assert.Equal(t, "and 13 more", lines[20])
	assert.Contains(t, lines[19], "people.csv:21: hours_week")
}

func TestLoadMicrodata_ErrFiles(t *testing.T) {
	path := write(t, "people.csv", onePerson)
	_, err := scenario.LoadMicrodata(filepath.Dir(path))
	assert.ErrorContains(t, err, "found a folder or a device")
	_, err = scenario.LoadMicrodata(filepath.Join(filepath.Dir(path), "peple.csv"))
	assert.ErrorContains(t, err, "found no such file, expected microdata")
	assert.ErrorContains(t, err, "did you mean "+path)
}

// The same people in another order, with a byte order mark, with columns in another
// order or numbers spelt otherwise have the same digest; other people another one.
func TestLoadMicrodata_Digest(t *testing.T) {
	digest := func(text string) string {
		m, err := scenario.LoadMicrodata(write(t, "people.csv", text))
		require.NoError(t, err)
		return m.Digest
	}
	want := digest(peopleHeader + "\n34,female,false,3;7,16,9.75\n51,male,false,,20,11\n")
	for name, text := range map[string]string{
		"order":         peopleHeader + "\n51,male,false,,20,11\n34,female,false,3;7,16,9.75\n",
		"mark":          "\ufeff" + peopleHeader + "\r\n34,female,false,3;7,16,9.75\r\n51,male,false,,20,11\r\n",
		"columns":       "sex,age_years,couple,children_ages,hourly_pay,hours_week\nfemale,34,false,3;7,9.75,16\nmale,51,false,,11,20\n",
		"spelling":      peopleHeader + "\n34.0,female,false,3; 7,16.0,9.750\n51,male,false,,2e1,11.00\n",
		"a weight of 1": peopleHeader + ",weight\n34,female,false,3;7,16,9.75,1\n51,male,false,,20,11,1\n",
	} {
		assert.Equal(t, want, digest(text), name)
	}
	assert.NotEqual(t, want, digest(peopleHeader+"\n34,female,false,3;7,16,9.75\n51,male,false,,20,11.01\n"), "a penny")
	assert.NotEqual(t, want, digest(peopleHeader+"\n34,female,false,3;7,16,9.75\n51,male,false,,20,11\n51,male,false,,20,11\n"), "a row twice")
	assert.NotEqual(t, want, digest(peopleHeader+",savings\n34,female,false,3;7,16,9.75,0\n51,male,false,,20,11,0\n"), "a fact more")
}

type parquetPerson struct {
	Age      int32   `parquet:"age_years" unit:"x" doc:"x"`
	Sex      string  `parquet:"sex" unit:"x" doc:"x"`
	Couple   bool    `parquet:"couple" unit:"x" doc:"x"`
	Children string  `parquet:"children_ages" unit:"x" doc:"x"`
	Hours    float64 `parquet:"hours_week" unit:"x" doc:"x"`
	Pay      float64 `parquet:"hourly_pay" unit:"x" doc:"x"`
}

// A Parquet file is read as the same people, and what is wrong in it is said with the number of the row.
func TestLoadMicrodata_Parquet(t *testing.T) {
	save := func(people ...parquetPerson) string {
		path := filepath.Join(t.TempDir(), "people.parquet")
		w, err := table.Create[parquetPerson](path, table.Info{Name: "people"}, nil)
		require.NoError(t, err)
		require.NoError(t, w.Write(people))
		_, err = w.Close()
		require.NoError(t, err)
		return path
	}
	first := parquetPerson{34, "female", false, "3;7", 16, 9.75}
	m, err := scenario.LoadMicrodata(save(first))
	require.NoError(t, err)
	csv, err := scenario.LoadMicrodata(write(t, "people.csv", onePerson))
	require.NoError(t, err)
	assert.Equal(t, csv.Digest, m.Digest)
	assert.Equal(t, 1, m.People.Len())

	_, err = scenario.LoadMicrodata(save(first, parquetPerson{34, "female", false, "", 212, 9.75}))
	assert.ErrorContains(t, err, "people.parquet:2: hours_week: found 212, expected 0 to 100")
}

// What the file leaves out is listed, since it is drawn from published figures.
func TestLoadMicrodata_Missing(t *testing.T) {
	m, err := scenario.LoadMicrodata(write(t, "people.csv", peopleHeader+",tenure,barrier_health\n34,female,false,3;7,16,9.75,none,0\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"partner_age_years", "partner_gross_month", "sector", "contract", "rent_month", "qualification",
		"barrier_childcare", "barrier_skills", "barrier_confidence", "barrier_qualifications", "barrier_motivation", "barrier_mental_health",
		"barrier_transport", "barrier_caring", "barrier_english", "barrier_digital", "barrier_debt", "wants_more_hours", "weeks_on_uc"}, m.Missing)
}

// The file is looked for from the folder of the scenario that names it, be it one that is inherited; its digest is part
// of the study's identity and its name is not.
func TestLoad_Microdata(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	put("data/people.csv", onePerson)
	put("data/moved.csv", onePerson)
	put("data/other.csv", strings.Replace(onePerson, "34", "35", 1))
	base := put("data/base.yaml", "population: {microdata: people.csv}")
	own := put("own.yaml", "base: data/base.yaml\nseed: 4")

	s, err := scenario.Load(own)
	require.NoError(t, err)
	require.NotNil(t, s.Population.Microdata)
	assert.Equal(t, filepath.Join(dir, "data", "people.csv"), s.Population.Microdata.File)
	assert.Equal(t, 1, s.Population.Microdata.People.Rows(0))
	assert.Contains(t, string(s.Canonical()), fmt.Sprintf(`"microdata":{"sha256":"%s"}`, s.Population.Microdata.Digest))

	digest := func(sets ...string) string {
		s, err := scenario.Load(base, sets...)
		require.NoError(t, err)
		return s.Digest()
	}
	assert.Equal(t, digest(), digest("population.microdata=moved.csv"))
	assert.NotEqual(t, digest(), digest("population.microdata=other.csv"))
	assert.NotEqual(t, digest(), digest("population.microdata=none"))

	kept, err := scenario.Parse("plan.json", s.Canonical())
	require.NoError(t, err)
	assert.Equal(t, s.Digest(), kept.Digest(), "the canonical form is a scenario")
	assert.Nil(t, kept.Population.Microdata.People)

	for set, want := range map[string]string{
		"population.microdata=people.cvs":   "-set population.microdata=people.cvs: found no such file (",
		"population.microdata=base.yaml":    "base.yaml:1: population: {microdata: people.csv}: found the unknown column",
		"population.microdata=[a]":          "found a list, expected none, or the path of a CSV or Parquet file",
		"sweep={population.microdata: [x]}": "found a key in which points may not differ",
		"population.districts=[Kent]":       "",
	} {
		_, err := scenario.Load(base, set)
		if want == "" {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorContains(t, err, want, set)
	}
	_, err = scenario.Load(base, "population.microdata=people.cvs")
	assert.ErrorContains(t, err, "did you mean people.csv?")
}

// A district without a row would have nobody to draw.
func TestLoad_ErrMicrodataDistrict(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "people.csv"), []byte(peopleHeader+",district\n34,female,false,,16,9.75,Essex\n"), 0o644))
	path := filepath.Join(dir, "s.yaml")
	require.NoError(t, os.WriteFile(path, []byte("population:\n  microdata: people.csv\n  districts: [Essex, Kent]\nservice: {coaches: 100}\n"), 0o644))
	_, err := scenario.Load(path)
	assert.EqualError(t, err, path+":2: population.microdata: found no row of Kent, expected rows of each district simulated, or no column district")
	_, err = scenario.Load(path, "population.districts=[Essex]")
	assert.NoError(t, err)
}

// Text has no folder to look in.
func TestParse_ErrMicrodata(t *testing.T) {
	for text, want := range map[string]string{
		"population: {microdata: people.csv}":        "bad.yaml:1: population.microdata: found a file named in text that is no file, expected none",
		"population: {microdata: {sha256: abc}}":     "population.microdata.sha256: found abc, expected 64 hexadecimal digits",
		"population: {microdata: {}}":                "population.microdata.sha256: found nothing",
		"population: {microdata: {sha: abc}}":        "found the unknown key sha, expected one of sha256",
		"population: {microdata: [people.csv]}":      "found a list, expected none, or the path",
		"sweep: {population.microdata: [none, abc]}": "found a key in which points may not differ",
	} {
		_, err := scenario.Parse("bad.yaml", []byte(text))
		assert.ErrorContains(t, err, want)
	}
	s, err := scenario.Parse("good.yaml", []byte("population: {microdata: none}"))
	require.NoError(t, err)
	assert.Nil(t, s.Population.Microdata)
}

// A file may not say by hand what only a plan knows.
func TestLoad_ErrMicrodataDigest(t *testing.T) {
	path := write(t, "s.yaml", "population: {microdata: {sha256: "+strings.Repeat("a", 64)+"}}")
	_, err := scenario.Load(path)
	assert.ErrorContains(t, err, "found keys and values, expected none, or the path")
}

// The example that the documentation shows is read, and every column of it is one that is described.
func TestLoad_MicrodataExample(t *testing.T) {
	s, err := scenario.Load("../../examples/microdata/scenario.yaml")
	require.NoError(t, err)
	m := s.Population.Microdata
	assert.Equal(t, 20, m.People.Len())
	assert.Equal(t, "2022-24", s.Population.Era)
	for _, k := range s.Population.Districts {
		assert.Equal(t, 10, m.People.Rows(k), population.Districts()[k].Name)
	}
	names := map[string]bool{}
	for _, c := range scenario.MicrodataColumns() {
		assert.NotEmpty(t, c.Doc)
		names[c.Name] = true
	}
	assert.Len(t, names, 32)
	for _, missing := range m.Missing {
		assert.True(t, names[missing])
	}
}
