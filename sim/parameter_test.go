package sim_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

func ExampleParameter() {
	var model struct{ OffersPerYear float64 }
	offers := sim.Parameter{
		Value: &model.OffersPerYear, Name: "offers", Default: 2, Min: 0, Max: 50, Unit: "a year",
		Source: "assumption", Grade: sim.Assumption,
	}
	fmt.Println(offers.Set(3), model.OffersPerYear)
	fmt.Println(offers.Set(80), model.OffersPerYear)
	// Output:
	// <nil> 3
	// offers: found 80, expected 0 to 50 a year 3
}

func TestParameterSet(t *testing.T) {
	v := 0.5
	p := sim.Parameter{Value: &v, Name: "taper", Min: 0, Max: 1, Unit: "per pound"}
	for _, good := range []float64{0, 1, 0.65} {
		assert.NoError(t, p.Set(good))
		assert.Equal(t, good, v)
	}
	for _, bad := range []float64{-1e-9, 1.0000001, math.NaN(), math.Inf(1), math.Inf(-1)} {
		assert.EqualError(t, p.Set(bad), fmt.Sprintf("taper: found %v, expected 0 to 1 per pound", bad))
		assert.Equal(t, 0.65, v, "a refused value changes nothing")
	}
}

func TestGrade(t *testing.T) {
	assert.Equal(t, "A", sim.Measured.String())
	assert.Equal(t, "B C D", fmt.Sprint(sim.Published, " ", sim.Inferred, " ", sim.Assumption))
}

func TestParameterSet_Whole(t *testing.T) {
	v := 2.0
	p := sim.Parameter{Value: &v, Name: "chicks", Min: 1, Max: 6, Whole: true, Unit: "a nest"}
	assert.NoError(t, p.Set(3))
	for _, bad := range []float64{2.5, 0, 7, math.NaN()} {
		assert.EqualError(t, p.Set(bad), fmt.Sprintf("chicks: found %v, expected a whole number from 1 to 6 a nest", bad))
		assert.Equal(t, 3.0, v, "a refused value changes nothing")
	}
}
