package main

import (
	"bytes"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what testdata's draws say anew")

// Each part of each range has one draw, and the model takes all of them.
func TestHypercube_IsLatinAndPossible(t *testing.T) {
	const n = 1000
	h, err := newHypercube(n, nil)
	require.NoError(t, err)
	require.Greater(t, len(h.parameters), 60)
	for j, q := range h.parameters {
		assert.Contains(t, "CD", string(q.Grade), q.Name)
		sorted := column(h, j)
		slices.Sort(sorted)
		for part, v := range sorted {
			require.True(t, q.Min <= v && v <= q.Max, "%s: %v", q.Name, v)
			if q.Whole {
				width := q.Max - q.Min
				require.Equal(t, math.Trunc(v), v, q.Name)
				require.InDelta(t, q.Min+width*(float64(part)+0.5)/n, v+0.5, 0.5+(0.5+0.01)*width/n, "%s: the whole number below", q.Name)
				continue
			}
			require.InDelta(t, float64(part)+0.5, (v-q.Min)/(q.Max-q.Min)*n, 0.5+0.01, "%s: a hundredth of a part is rounding", q.Name)
		}
	}
	for k := range n {
		assert.NoError(t, h.check(k), "draw %d", k)
	}
	// Parameters are drawn apart from each other: few rank correlations are beyond 3.5 standard errors.
	large := 0
	for j := range h.parameters[:20] {
		for i := range j {
			if math.Abs(rankCorrelation(column(h, i), column(h, j))) > 3.5/math.Sqrt(n) {
				large++
			}
		}
	}
	assert.LessOrEqual(t, large, 6, "of %d pairs", len(h.parameters)*(len(h.parameters)-1)/2)
}

func column(h *hypercube, j int) []float64 {
	x := make([]float64, len(h.values))
	for k := range x {
		x[k] = h.values[k][j]
	}
	return x
}

// A parameter's draws do not depend on what else is drawn.
func TestHypercube_KeyedByName(t *testing.T) {
	all, err := newHypercube(50, nil)
	require.NoError(t, err)
	some, err := newHypercube(50, []string{"effort", "provision"})
	require.NoError(t, err)
	same := 0
	for j, q := range some.parameters {
		assert.Contains(t, []string{"effort", "provision"}, strings.Split(q.Name, ".")[0])
		for i, p := range all.parameters {
			if p.Name == q.Name {
				equal := true
				for k := range 50 {
					equal = equal && all.values[k][i] == some.values[k][j]
				}
				if equal {
					same++
				}
			}
		}
	}
	assert.Len(t, some.parameters, same)
}

func TestCall_Refuses(t *testing.T) {
	for want, args := range map[string][]string{
		"found 1 draws, expected at least 2":  {"-draws", "1"},
		"-only: found the group efort":        {"-only", "efort"},
		"found the argument x":                {"x"},
		"bad.csv:3: b D: found x, expected a": {"-from", filepath.Join(t.TempDir(), "bad.csv")},
	} {
		if args[0] == "-from" {
			require.NoError(t, os.WriteFile(args[1], []byte("draw,model,a,b,c,a,b,c,b D\n0,4,1,1,1,1,1,1,1\n1,4,1,1,1,1,1,1,x\n"), 0o600))
		}
		assert.ErrorContains(t, call(t.Context(), args, io.Discard, io.Discard), want)
	}
}

// By hand: places 0 1 2 3 against 1 0 2 3 differ by 1 twice, 1 - 6*2/(4*15); equal numbers share their places.
func TestRankCorrelation(t *testing.T) {
	assert.InDelta(t, 0.8, rankCorrelation([]float64{1, 2, 3, 4}, []float64{5, 4, 60, 700}), 1e-12)
	assert.InDelta(t, -1, rankCorrelation([]float64{1, 2, 3}, []float64{9, 4, 1}), 1e-12)
	assert.Equal(t, []float64{0.5, 2, 0.5}, ranks([]float64{3, 7, 3}))
	assert.Zero(t, rankCorrelation([]float64{1, 1, 1}, []float64{1, 2, 3}))
}

func TestQuantile(t *testing.T) {
	x := []float64{1, 2, 4, 8}
	assert.Equal(t, 1.0, quantile(x, 0))
	assert.Equal(t, 3.0, quantile(x, 0.5))
	assert.InDelta(t, 1.75, quantile(x, 0.25), 1e-12)
	assert.Equal(t, 8.0, quantile(x, 1))
}

// A few draws of few people, simulated: draws differ, in the control world too; they are the same again; and the file says what was printed.
func TestCall_SmallStudy(t *testing.T) {
	var texts, files [2]string
	for k := range texts {
		dir := t.TempDir()
		var out bytes.Buffer
		require.NoError(t, call(t.Context(), []string{"-draws", "3", "-claimants", "150", "-out", dir}, &out, io.Discard))
		file, err := os.ReadFile(filepath.Join(dir, "prior.csv"))
		require.NoError(t, err)
		texts[k], files[k] = out.String(), string(file)
		var again bytes.Buffer
		require.NoError(t, call(t.Context(), []string{"-from", filepath.Join(dir, "prior.csv")}, &again, io.Discard))
		assert.Equal(t, texts[k], again.String())
		d, err := readDraws(filepath.Join(dir, "prior.csv"))
		require.NoError(t, err)
		require.Len(t, d.effects, 3)
		for a := range arms {
			assert.NotEqual(t, d.effects[0][a], d.effects[1][a])
			assert.NotEqual(t, d.effects[0][a].control, d.effects[1][a].control)
			for draw := range 3 {
				assert.InDelta(t, 150, d.effects[draw][a].control, 130, "pounds a week")
			}
		}
		assert.NotEqual(t, d.sizes(0), d.sizes(1))
	}
	assert.Equal(t, files[0], files[1])
	assert.Contains(t, texts[0], "recalled, not fitted")
}

// What the committed draws say. To renew the draws, a quarter of an hour on two cores:
//
//	go run ./examples/prior -out out/prior && cp out/prior/prior.csv examples/prior/testdata/prior.csv
//	go run ./examples/prior -only support -out out/support && cp out/support/prior.csv examples/prior/testdata/support.csv
//	go test ./examples/prior -run Committed -update
func TestCommittedDraws(t *testing.T) {
	for name, groups := range map[string][]string{"prior": nil, "support": support} {
		t.Run(name, func(t *testing.T) {
			drawn, golden := filepath.Join("testdata", name+".csv"), filepath.Join("testdata", name+".txt")
			var out bytes.Buffer
			require.NoError(t, call(t.Context(), []string{"-from", drawn}, &out, io.Discard))
			if *update {
				require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), out.String())
			d, err := readDraws(drawn)
			require.NoError(t, err)
			assert.Len(t, d.effects, 200)
			// The draws are those of this program's ranges, as far as it still has the parameters: they are keyed by name.
			h, err := newHypercube(200, groups)
			require.NoError(t, err)
			shared := 0
			for j, q := range h.parameters {
				if i := slices.IndexFunc(d.parameters, func(p parameter) bool { return p.name == q.Name }); i >= 0 {
					shared++
					assert.Equal(t, column(h, j), column(&hypercube{values: d.values}, i), "%s was drawn from another range: renew the file", q.Name)
				}
			}
			assert.GreaterOrEqual(t, shared, 20)
		})
	}
}
