package trial

import (
	"math"

	"inwork/sim"
)

// ProportionPower is the power to find that a share is p1 in one arm and p2 in the other, n people each, with the right sign: the normal test
// with the variance pooled under the null and separate otherwise (Fleiss, Levin and Paik 2003; R's power.prop.test). A level of
// 0 means 0.05. The error is a *BadDesign.
func ProportionPower(n, p1, p2, level float64) (float64, error) {
	if err := proportions(n, p1, p2, level); err != nil {
		return math.NaN(), err
	}
	z, pooled := normalCritical(level), float64((p1+p2)/2)
	null, separate := math.Sqrt(2*pooled*(1-pooled)), math.Sqrt(float64(p1*(1-p1))+float64(p2*(1-p2)))
	return normalCDF((float64(math.Sqrt(n)*math.Abs(p1-p2)) - float64(z*null)) / separate), nil
}

// ArcsinePower is the power of the same comparison, in either direction, on the scale of [ArcsineEffect] (Cohen, Statistical Power Analysis for
// the Behavioral Sciences (1988), chapter 6; R's pwr.2p.test). A level of 0 means 0.05. The error is a *BadDesign.
func ArcsinePower(n, p1, p2, level float64) (float64, error) {
	if err := proportions(n, p1, p2, level); err != nil {
		return math.NaN(), err
	}
	z, shift := normalCritical(level), float64(math.Abs(ArcsineEffect(p1, p2))*math.Sqrt(n/2))
	return float64(normalCDF(shift-z)) + float64(normalCDF(-(shift + z))), nil
}

// ArcsineEffect is Cohen's h, 2 asin √p2 - 2 asin √p1.
func ArcsineEffect(p1, p2 float64) float64 {
	return float64(2*math.Asin(math.Sqrt(p2))) - float64(2*math.Asin(math.Sqrt(p1)))
}

func normalCritical(level float64) float64 {
	return -sim.NormalQuantile(Precision{Level: level}.level() / 2)
}

func proportions(n, p1, p2, level float64) error {
	return first(
		require(n > 0, "people in an arm", n, "above 0"),
		require(p1 > 0 && p1 < 1, "first share", p1, "above 0 and below 1"),
		require(p2 > 0 && p2 < 1, "second share", p2, "above 0 and below 1"),
		require(level >= 0 && level < 1, "level", level, "0 or more and below 1"))
}
