package main

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// By hand: 1 2 3 4 against 5 4 6 7 has r = 4/sqrt(5 x 5) = 0.8; (0.64 x 3 - 1)/2 is 0.46. A straight line is 1 whatever its sign.
func TestSquared(t *testing.T) {
	assert.InDelta(t, 0.46, squared([]float64{1, 2, 3, 4}, []float64{5, 4, 6, 7}), 1e-12)
	assert.InDelta(t, 1, squared([]float64{1, 2, 3, 4}, []float64{8, 6, 4, 2}), 1e-12)
	assert.Zero(t, squared([]float64{1, 1, 1}, []float64{1, 2, 3}))
}

// By hand: the mean of 1 2 6 without each in turn is 4, 3.5 and 1.5; its error is the root of 2/3 x (1 + 1/4 + 9/4), that of the mean.
func TestJackknife(t *testing.T) {
	assert.InDelta(t, math.Sqrt(7.0/3), jackknife([]float64{4, 3.5, 1.5}, func(x float64) float64 { return x }), 1e-12)
}

// known are draws of a sum in which shares are known: with 3 parameters of grade C and 30 of grade D, one of C has 0.2 of the variance, four
// of D have 0.1 each, a product of two of D, which no line sees, 0.15, and the rest is noise.
func known(draw *rand.Rand, n int) *draws {
	d := &draws{}
	for j := range 33 {
		d.parameters = append(d.parameters, parameter{"p", map[bool]string{true: "C", false: "D"}[j < 3]})
	}
	for range n {
		x := make([]float64, len(d.parameters))
		for j := range x {
			x[j] = draw.NormFloat64()
		}
		y := math.Sqrt(0.2)*x[0] + math.Sqrt(0.15)*x[10]*x[11] + math.Sqrt(0.25)*draw.NormFloat64()
		for _, x := range x[5:9] {
			y -= math.Sqrt(0.1) * x
		}
		d.values = append(d.values, x)
		d.effects = append(d.effects, []effect{{size: y, monteCarlo: 0.5}})
	}
	return d
}

// Over many studies of 60 draws shares are right on average, though most parameters do nothing, and errors are about what studies differ by.
func TestShares_KnownSum(t *testing.T) {
	const studies, n = 150, 60
	draw := rand.New(rand.NewPCG(2015, 52))
	var values [2][]float64
	claimed := 0.0
	for range studies {
		s := known(draw, n).shares(0, asTheyAre)
		for g, grade := range []string{"C", "D"} {
			values[g] = append(values[g], s.byGrade[grade].value)
		}
		claimed += s.byGrade["D"].stdError * s.byGrade["D"].stdError / studies
	}
	for g, want := range []float64{0.2, 0.4} {
		mean, sd := meanAndSD(values[g])
		// A ratio of squares is off by an order of 1/n beside its error.
		assert.InDelta(t, want, mean, 3*sd/math.Sqrt(studies)+0.01)
	}
	_, sd := meanAndSD(values[1])
	assert.InDelta(t, 1, math.Sqrt(claimed)/sd, 0.3)
	large := known(draw, 4000)
	assert.InDelta(t, 0.25, large.noise(0), 0.02, "a square of 0.5 in a variance of 1")
	sums := large.sums(large.sizes(0), asTheyAre, -1)
	assert.InDelta(t, 2.0/3, assumed(sums), 0.05, "of 0.2 and 0.4")
}

func meanAndSD(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, math.Sqrt(sd)
}

// The shares that reports show are those of the committed draws. To renew them:
//
//	go run ./examples/prior -from examples/prior/testdata/prior.csv -evidence progression/evaluation/evidence.csv
func TestCommittedShares(t *testing.T) {
	d, err := readDraws("testdata/prior.csv")
	require.NoError(t, err)
	var got bytes.Buffer
	require.NoError(t, d.encodeShares(&got))
	want, err := os.ReadFile("../../progression/evaluation/evidence.csv")
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String(), "renew it as this test's comment says")
	assert.ErrorContains(t, call(t.Context(), []string{"-evidence", "x.csv"}, io.Discard, io.Discard), "found no -from")
}
