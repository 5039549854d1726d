package estimate_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A referenceCase is one call of R and what it answered: see testdata/reference/README.md.
type referenceCase struct {
	ID       string
	Dataset  string // of testdata/reference; empty for a case that stands on its inputs
	Inputs   map[string]any
	Call     string
	Notes    string
	RelTol   float64 `json:"rel_tol"`
	Expected map[string]any
}

// answers are ours to a case, under the names of what R answered: numbers, text, slices of these, or answers again.
type answers map[string]any

// A runner answers the cases of one area. It fails the test on a case that it does not know.
type runner func(t *testing.T, c referenceCase) answers

// The areas, with the number of their cases, so that a lost file cannot pass for agreement.
var areas = []struct {
	name  string
	cases int
	run   runner
}{
	{"regression", 140, regressionReference},
	{"cluster", 77, clusterReference},
	{"iv", 65, ivReference},
	{"survival", 53, survivalReference},
	{"multipletesting", 35, multipleTestingReference},
	{"power", 7, powerReference},
	{"quantiles", 24, quantilesReference},
	{"attrition", 6, attritionReference},
	{"randomisation", 6, randomisationReference},
	{"bootstrap", 1, bootstrapReference},
	{"economics", 6, economicsReference},
}

// Agreement with R, number by number, on simulated, hand-made and real data.
func TestReference(t *testing.T) {
	agree, all := 0, 0
	for _, area := range areas {
		all += area.cases
		t.Run(area.name, func(t *testing.T) {
			cases := readReference(t, area.name)
			require.Len(t, cases, area.cases)
			if area.run == nil {
				t.Skip("not estimated yet")
			}
			for _, c := range cases {
				t.Run(c.ID, func(t *testing.T) {
					require.NotEmpty(t, c.Expected)
					got := area.run(t, c)
					for _, complaint := range differences("", c.Expected, got, c.RelTol) {
						t.Errorf("%s: %s", c.Call, complaint)
					}
					if !t.Failed() {
						agree++
					}
				})
			}
		})
	}
	t.Logf("%d of %d cases agree with R", agree, all)
}

// rough are numbers that R itself gives with a larger error than the tolerance of their case.
var rough = map[string]float64{
	"fisher_or": 1e-7, // by uniroot, which stops early: the root is 4.58673043437665, TestTwoByTwo_OddsRatio
}

// differences says, a line each, where got is not what R answered: missing, of another shape, or out of tolerance.
func differences(at string, want, got any, relTol float64) []string {
	value := reflect.ValueOf(got)
	complain := func(format string, a ...any) []string {
		return []string{strings.TrimPrefix(at, ".") + ": " + fmt.Sprintf(format, a...)}
	}
	switch want := want.(type) {
	case nil:
		return nil // R does not define it, or was not asked
	case float64:
		if !value.IsValid() || !value.CanConvert(reflect.TypeFor[float64]()) {
			return complain("found %v, R has %v", got, want)
		}
		number := value.Convert(reflect.TypeFor[float64]()).Float()
		if loose, is := rough[strings.TrimPrefix(at, ".")]; is {
			relTol = max(relTol, loose)
		}
		if !(math.Abs(number-want) <= relTol*max(math.Abs(want), 1e-10)+1e-14) { // in this form a NaN complains
			return complain("found %.15g, R has %.15g", number, want)
		}
	case []any:
		if !value.IsValid() || value.Kind() != reflect.Slice || value.Len() != len(want) {
			return complain("found %v, R has %d elements %v", got, len(want), want)
		}
		var all []string
		for i := range want {
			all = append(all, differences(fmt.Sprintf("%s[%d]", at, i), want[i], value.Index(i).Interface(), relTol)...)
		}
		return all
	case map[string]any:
		if !value.IsValid() || value.Kind() != reflect.Map {
			return complain("found %v, R has fields", got)
		}
		var all []string
		for _, name := range slices.Sorted(maps.Keys(want)) {
			field := value.MapIndex(reflect.ValueOf(name))
			if !field.IsValid() {
				all = append(all, differences(at+"."+name, want[name], nil, relTol)...)
				continue
			}
			all = append(all, differences(at+"."+name, want[name], field.Interface(), relTol)...)
		}
		return all
	default:
		if !reflect.DeepEqual(want, got) {
			return complain("found %v, R has %v", got, want)
		}
	}
	return nil
}

// A comparison that cannot fail would count any answer as agreement.
func TestReference_Differences(t *testing.T) {
	want := map[string]any{"x": 2.0, "v": []any{1.0, nil}, "name": "z", "inner": map[string]any{"m": []any{[]any{1.0}}}}
	right := func() answers {
		return answers{"x": 2 + 1e-8, "v": []float64{1, math.NaN()}, "name": "z", "inner": answers{"m": [][]float64{{1}}}, "more": 1}
	}
	assert.Empty(t, differences("", want, right(), 1e-8))
	for name, spoil := range map[string]func(a answers){
		"out of tolerance":    func(a answers) { a["x"] = 2 + 3e-8 },
		"NaN":                 func(a answers) { a["x"] = math.NaN() },
		"infinity":            func(a answers) { a["x"] = math.Inf(1) },
		"missing":             func(a answers) { delete(a, "x") },
		"a number as text":    func(a answers) { a["x"] = "2" },
		"shorter":             func(a answers) { a["v"] = []float64{1} },
		"longer":              func(a answers) { a["v"] = []float64{1, 1, 1} },
		"one element":         func(a answers) { a["v"] = []float64{1.1, 0} },
		"a number for a list": func(a answers) { a["v"] = 1.0 },
		"other text":          func(a answers) { a["name"] = "x" },
		"deep inside":         func(a answers) { a["inner"] = answers{"m": [][]float64{{2}}} },
		"not fields":          func(a answers) { a["inner"] = 3 },
	} {
		got := right()
		spoil(got)
		assert.Len(t, differences("", want, got, 1e-8), 1, name)
	}
}

func readReference(t *testing.T, area string) []referenceCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "reference", area+".json"))
	require.NoError(t, err)
	var file struct{ Cases []referenceCase }
	require.NoError(t, json.Unmarshal(data, &file))
	return file.Cases
}

// A frame is a data set by its columns, as text.
type frame map[string][]string

// frame reads the data set of a case.
func (c referenceCase) frame(t *testing.T) frame { return readFrame(t, c.Dataset) }

func readFrame(t *testing.T, dataset string) frame {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "reference", filepath.FromSlash(dataset)))
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	columns := frame{}
	for j, name := range records[0] {
		for _, r := range records[1:] {
			columns[name] = append(columns[name], r[j])
		}
	}
	return columns
}

// text returns a column as it stands.
func (f frame) text(t *testing.T, name string) []string {
	t.Helper()
	require.Contains(t, f, name, "the data set has no such column")
	return f[name]
}

// numbers returns a column of numbers, NaN where the cell is empty.
func (f frame) numbers(t *testing.T, name string) []float64 {
	t.Helper()
	column := f.text(t, name)
	numbers := make([]float64, len(column))
	for i, cell := range column {
		if cell == "" {
			numbers[i] = math.NaN()
			continue
		}
		v, err := strconv.ParseFloat(cell, 64)
		require.NoError(t, err, "column %s, row %d", name, i)
		numbers[i] = v
	}
	return numbers
}
