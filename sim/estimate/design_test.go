package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// Designs that R's cases have not, as estimatr 1.0.0 answers them.
func TestDifferenceInMeansBy_Estimatr(t *testing.T) {
	f := readFrame(t, "data/blocked_clusters.csv")
	y, treated, block, g := f.numbers(t, "y"), treatedIn(t, f), estimate.Codes(f.text(t, "block")), estimate.Codes(f.text(t, "g"))
	weights := make([]float64, len(y))
	for i := range weights {
		weights[i] = 1 + float64(i%5)/4
	}
	var pairs []int
	for i := range y {
		pairs = append(pairs, pairOf[f.text(t, "g")[i]])
	}
	for name, c := range map[string]struct {
		d                estimate.Design
		estimate, se, df float64
	}{
		"Standard":                   {estimate.Design{}, -0.1397638013136, 0.2152820575611, 118.4143974951},
		"Standard (weighted)":        {estimate.Design{Weights: weights}, -0.1781921287853, 0.21520431751, 119},
		"Clustered (weighted)":       {estimate.Design{Clusters: g, Weights: weights}, -0.1781921287853, 0.3952183708519, 14.74210817638},
		"Blocked (weighted)":         {estimate.Design{Blocks: block, Weights: weights}, -0.08312883007409, 0.1932793817527, 115},
		"Block-clustered":            {estimate.Design{Blocks: block, Clusters: g}, -0.04578042956199, 0.3132543405864, 12},
		"Block-clustered (weighted)": {estimate.Design{Blocks: block, Clusters: g, Weights: weights}, -0.08312883007409, 0.3180799706371, 12},
		"Matched-pair clustered":     {estimate.Design{Blocks: pairs, Clusters: g}, 0.004397362882067, 0.3439824293536, 8},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := estimate.DifferenceInMeansBy(y, treated, c.d)
			require.NoError(t, err)
			assert.Equal(t, name, e.Design)
			assert.InEpsilon(t, c.estimate, e.Estimate, 1e-9)
			assert.InEpsilon(t, c.se, e.StdError, 1e-9)
			assert.InEpsilon(t, c.df, e.DF, 1e-7)
			assert.Equal(t, int64(len(y)), e.N)
		})
	}
}

// pairOf pairs, in each block of six clusters, the first treated with the first untreated, the second with the second and so on.
var pairOf = map[string]int{"3": 11, "5": 12, "6": 13, "1": 11, "2": 12, "4": 13, "7": 21, "9": 22, "12": 23, "8": 21, "10": 22, "11": 23, "13": 31, "16": 32, "18": 33, "14": 31, "15": 32, "17": 33}

func TestDifferenceInMeansBy_Edges(t *testing.T) {
	by := func(y []float64, z string, d estimate.Design) (estimate.Estimate, error) {
		treated := make([]bool, len(z))
		for i := range z {
			treated[i] = z[i] == '1'
		}
		return estimate.DifferenceInMeansBy(y, treated, d)
	}
	t.Run("an arm that a block lacks", func(t *testing.T) {
		_, err := by([]float64{1, 2, 3, 4}, "0111", estimate.Design{Blocks: []int{5, 5, 9, 9}})
		assert.EqualError(t, err, "no rows in the control arm in the block of row 2: found 0, expected at least 1")
	})
	t.Run("a block of one row", func(t *testing.T) {
		_, err := by([]float64{1, 2, 3}, "010", estimate.Design{Blocks: []int{1, 1, 2}})
		assert.EqualError(t, err, "row 2: found a block of one unit, expected at least 2")
	})
	t.Run("a cluster in two arms", func(t *testing.T) {
		_, err := by([]float64{1, 2, 3, 4}, "0101", estimate.Design{Clusters: []int{1, 2, 3, 3}})
		assert.EqualError(t, err, "rows 2 and 3: found one cluster in two arms, expected each cluster in one")
	})
	t.Run("one treated cluster", func(t *testing.T) { // CR2 would answer, without that cluster's part
		e, err := by([]float64{1, 2, 3, 4, 7, 8}, "000011", estimate.Design{Clusters: []int{1, 1, 2, 2, 3, 3}})
		require.NoError(t, err)
		assert.InEpsilon(t, 5.0, e.Estimate, 1e-14)
		assert.True(t, math.IsNaN(e.StdError) && math.IsNaN(e.PValue))
		assert.EqualError(t, warning[*estimate.TooFew](t, e.Warnings), "standard error undefined: found 1 cluster in the treated arm, expected at least 2")
	})
	t.Run("one treated row in a block", func(t *testing.T) {
		e, err := by([]float64{1, 2, 7, 4, 6, 8, 9}, "0010011", estimate.Design{Blocks: []int{1, 1, 1, 2, 2, 2, 2}})
		require.NoError(t, err)
		assert.InEpsilon(t, 3.0/7*5.5+4.0/7*3.5, e.Estimate, 1e-14)
		assert.True(t, math.IsNaN(e.StdError))
		assert.Equal(t, estimate.TooFew{Treated: true, N: 1, InBlock: true, Row: 0}, *warning[*estimate.TooFew](t, e.Warnings))
	})
	t.Run("pairs among larger blocks", func(t *testing.T) {
		// difference_in_means(y ~ z, blocks = b): by the spread of the blocks' differences 3 and 5, whose mean by rows is 13/3
		e, err := by([]float64{1, 4, 2, 4, 8, 8}, "010011", estimate.Design{Blocks: []int{1, 1, 2, 2, 2, 2}})
		require.NoError(t, err)
		assert.Equal(t, "Matched-pair", e.Design)
		assert.Equal(t, estimate.MixedPairs{Pairs: 1, Larger: 1}, *warning[*estimate.MixedPairs](t, e.Warnings))
		assert.InEpsilon(t, 13.0/3, e.Estimate, 1e-14)
		assert.InEpsilon(t, math.Sqrt((math.Pow(3-13.0/3, 2)+math.Pow(5-13.0/3, 2))/2), e.StdError, 1e-13)
		_, err = by([]float64{1, 4}, "01", estimate.Design{Blocks: []int{1, 1}, Weights: []float64{1, 1}})
		assert.ErrorContains(t, err, "weights: found some with matched pairs")
	})
	t.Run("one pair", func(t *testing.T) {
		e, err := by([]float64{1, 4}, "01", estimate.Design{Blocks: []int{1, 1}})
		require.NoError(t, err)
		assert.Equal(t, 3.0, e.Estimate)
		assert.True(t, math.IsNaN(e.PValue))
		warning[*estimate.NoDF](t, e.Warnings)
	})
	t.Run("missing values are counted", func(t *testing.T) {
		e, err := by([]float64{1, 2, nan, 4, 6, 5, 9, 8}, "01010101", estimate.Design{Blocks: []int{1, 1, 1, 1, -1, 1, 1, 1}})
		require.NoError(t, err)
		assert.Equal(t, int64(6), e.N)
		assert.Equal(t, int64(4), e.NTreated)
		assert.Equal(t, []error{&estimate.Missing{Column: "outcome", Rows: 1}, &estimate.Missing{Column: "the block", Rows: 1}}, e.Warnings)
		assert.InEpsilon(t, 5.0, e.ControlMean, 1e-14)
	})
	t.Run("no variation", func(t *testing.T) {
		e, err := by([]float64{1, 1, 2, 2, 1, 1, 2, 2}, "00110011", estimate.Design{Blocks: []int{1, 1, 1, 1, 2, 2, 2, 2}})
		require.NoError(t, err)
		assert.Zero(t, e.StdError)
		assert.True(t, math.IsNaN(e.PValue))
		warning[*estimate.PerfectFit](t, e.Warnings)
	})
}

// Another level moves the interval and nothing else.
func TestEstimate_At(t *testing.T) {
	e, err := estimate.DifferenceInMeans([]float64{1, 2, 4, 9, 3, 7}, []bool{true, false, true, false, true, false})
	require.NoError(t, err)
	half := e.At(0.5)
	assert.InEpsilon(t, e.Estimate, (half.ConfLow+half.ConfHigh)/2, 1e-12)
	assert.Less(t, half.ConfHigh-half.ConfLow, e.ConfHigh-e.ConfLow)
	assert.Equal(t, e, half.At(0.95))
	d, err := estimate.DifferenceInMeansBy([]float64{1, 2, 4, 9, 3, 7}, []bool{true, false, true, false, true, false}, estimate.Design{Confidence: 0.5})
	require.NoError(t, err)
	assert.Equal(t, half, d)
}
