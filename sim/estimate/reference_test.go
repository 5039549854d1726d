package estimate_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// referenceCase is one call of R and what it answered; vectors have one element a term.
type referenceCase struct {
	ID       string
	Call     string
	Source   string
	Dataset  string
	RelTol   float64 `json:"rel_tol"`
	Expected struct {
		Estimate  []float64
		StdError  []float64 `json:"std_error"`
		Statistic []float64
		PValue    []float64 `json:"p_value"`
		ConfLow   []float64 `json:"conf_low"`
		ConfHigh  []float64 `json:"conf_high"`
		DF        []float64
		N         int64
	}
}

// Agreement with R's estimatr on simulated, hand-made and real data: see testdata/README.md.
func TestDifferenceInMeans_Reference(t *testing.T) {
	cases := readCases(t, "difference_in_means.json")
	require.Len(t, cases, 7)
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			y, treated := readTrial(t, c.Dataset)
			e, err := estimate.DifferenceInMeans(y, treated)
			require.NoError(t, err)
			near := func(want []float64, got float64, what string) {
				assert.InDelta(t, want[0], got, c.RelTol*math.Abs(want[0]), what)
			}
			near(c.Expected.Estimate, e.Estimate, "estimate")
			near(c.Expected.StdError, e.StdError, "std_error")
			near(c.Expected.Statistic, e.Statistic, "statistic")
			near(c.Expected.PValue, e.PValue, "p_value")
			near(c.Expected.ConfLow, e.ConfLow, "conf_low")
			near(c.Expected.ConfHigh, e.ConfHigh, "conf_high")
			near(c.Expected.DF, e.DF, "df")
			assert.Equal(t, c.Expected.N, e.N, "n")
		})
	}
}

func readCases(t *testing.T, name string) []referenceCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	var file struct{ Cases []referenceCase }
	require.NoError(t, json.Unmarshal(data, &file))
	return file.Cases
}

func readTrial(t *testing.T, name string) (y []float64, treated []bool) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, r := range records[1:] {
		v, err := strconv.ParseFloat(r[0], 64)
		require.NoError(t, err)
		y, treated = append(y, v), append(treated, r[1] == "1")
	}
	return y, treated
}
