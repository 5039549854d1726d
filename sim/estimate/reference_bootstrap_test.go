package estimate_test

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func bootstrapReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	y, treated := f.numbers(t, "y"), treatedIn(t, f)
	plan := estimate.BootstrapPlan{Samples: samplesOf(t, c.Inputs["index"].(string)), Strata: f.whole(t, "z"), Jackknife: true, Workers: 2}
	b, err := estimate.Bootstrap(context.Background(), len(y), differenceOf(y, treated), plan)
	require.NoError(t, err)
	interval := func(way estimate.BootstrapInterval) []float64 {
		low, high, err := b.Interval(way, 0.95)
		require.NoError(t, err)
		return []float64{low, high}
	}
	z0, a := b.BiasCorrection()
	return answers{"t0": b.Observed, "boot_se": b.StdError, "bias": b.Bias, "normal": interval(estimate.NormalBootstrap),
		"basic": interval(estimate.Basic), "percentile": interval(estimate.Percentile), "studentized": interval(estimate.Studentised),
		"bca": interval(estimate.BCa), "accel_a": a, "z0": z0}
}

// differenceOf is the difference in means of a sample of rows, with Welch's error.
func differenceOf(y []float64, treated []bool) func(rows []int) (float64, float64) {
	return func(rows []int) (float64, float64) {
		e, err := estimate.DifferenceInMeans(pick(y, rows), pick(treated, rows))
		if err != nil {
			return math.NaN(), math.NaN()
		}
		return e.Estimate, e.StdError
	}
}

// samplesOf reads rows of row numbers, which R counts from 1.
func samplesOf(t *testing.T, dataset string) (samples [][]int) {
	file, err := os.Open(filepath.Join("testdata", "reference", filepath.FromSlash(dataset)))
	require.NoError(t, err)
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	for _, record := range records {
		var rows []int
		for _, cell := range record {
			i, err := strconv.Atoi(cell)
			require.NoError(t, err)
			rows = append(rows, i-1)
		}
		samples = append(samples, rows)
	}
	return samples
}
