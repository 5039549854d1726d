package student

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"inwork/sim"
)

// Shifted is the noncentral t distribution: (Z + Shift) / s with Z standard normal and s² an independent chi-squared over its degrees of
// freedom. It is what a t statistic has when there is an effect of Shift standard errors.
type Shifted struct {
	DF    float64 // above 0; +Inf is the normal distribution about Shift
	Shift float64
}

// Survival is the probability of a value above t.
//
// Gonum's series (Lenth, Algorithm AS 243, Applied Statistics 38 (1989) 185-189) has all digits for few degrees of freedom and small shifts.
// From a shift of 37 on it underflows (its answer for t below 0 is then 1), and with many degrees of freedom it needs too many terms, so
// that elsewhere the normal tail is averaged over s, or the chance of an s small enough over Z, whichever is the smoother.
func (d Shifted) Survival(t float64) float64 {
	switch {
	case d.Shift < 0:
		return 1 - Shifted{DF: d.DF, Shift: -d.Shift}.Survival(-t)
	case math.IsInf(d.DF, 1) || t == 0:
		return above(t - d.Shift)
	case d.DF <= seriesFrom && d.Shift < 37:
		return 1 - distuv.NoncentralT{Nu: d.DF, Mu: d.Shift}.CDF(t)
	case float64(t*t) < 2*d.DF:
		return d.overScale(t)
	case t < 0:
		return 1 // Z is below -37, or Student's t that far out with more than 500 degrees of freedom
	}
	return d.overNormal(t)
}

// The trapezoid rule converges faster than any power for integrands as smooth as these, which vanish at both ends.
const reach, steps = 9.0, 300

// overScale averages the normal tail over s.
func (d Shifted) overScale(t float64) float64 {
	sum, total := 0.0, 0.0
	for k := range steps + 1 {
		e := reach * (float64(2*float64(k))/steps - 1) / math.Sqrt(2*d.DF) // s is about 1
		if e <= -1 {
			continue
		}
		density := math.Exp(float64(d.DF*(math.Log1p(e)-e-float64(e*e)/2)) - math.Log1p(e))
		total += density
		sum += float64(density * above(float64(t*(1+e))-d.Shift))
	}
	return sum / total
}

// overNormal averages the chance that s is small enough over Z, for a t above 0.
func (d Shifted) overNormal(t float64) float64 {
	sum := 0.0
	for k := range steps + 1 {
		z := float64(reach * (float64(2*float64(k))/steps - 1))
		root := (z + d.Shift) / t
		if root <= 0 {
			continue
		}
		sum += float64(sim.Exp(-float64(z*z)/2) * distuv.ChiSquared{K: d.DF}.CDF(d.DF*float64(root*root)))
	}
	return sum * 2 * reach / steps / math.Sqrt(2*math.Pi)
}
