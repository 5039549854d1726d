package estimate

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Expected values come from numerical integration of the density with 60 digits (mpmath 1.3). They stand on both sides of
// seriesFrom, and at t = 9, where 1-CDF would be 0.
func TestStudent(t *testing.T) {
	for _, c := range []struct{ df, quantile975, above01, above25, above9 float64 }{
		{1.5, 6.0166631044279319, 0.46602072674348131, 0.084903251307348032, 0.013829377602765492},
		{9.5, 2.2441374614922965, 0.46121150556880629, 0.016292528894802193, 2.954533431247392e-6},
		{100, 1.9839715185235523, 0.46027226554792562, 0.0070228945620385887, 7.6803852573752069e-15},
		{500, 1.9647198374673678, 0.46019220376843807, 0.0063692877504419202, 2.3568692526097254e-18},
		{501, 1.9647103221754832, 0.46019216377645201, 0.0063689676111221287, 2.3439596931097348e-18},
		{2000, 1.961150826099438, 0.46017717393332886, 0.0062494262990566686, 2.5582865857697068e-19},
		{20471.25, 1.9600798743422217, 0.46017265233597462, 0.0062135456252846426, 1.2248824197143468e-19},
		{1e6, 1.959966356814107, 0.46017217274602158, 0.0062097447510816231, 1.1304865167464302e-19},
		{1e9, 1.9599639869123255, 0.46017216273299407, 0.006209665405201247, 1.1285903025735565e-19},
	} {
		s := student{df: c.df}
		const tolerance = 1e-12 // relative; the fourth-order terms left out are below it from 500 degrees of freedom on
		assert.InEpsilon(t, c.quantile975, s.quantile(0.975), tolerance, "quantile, df %v", c.df)
		assert.InEpsilon(t, c.above01, s.survival(0.1), tolerance, "above 0.1, df %v", c.df)
		assert.InEpsilon(t, c.above25, s.survival(2.5), tolerance, "above 2.5, df %v", c.df)
		assert.InEpsilon(t, c.above9, s.survival(9), tolerance, "above 9, df %v", c.df)
	}
	assert.Equal(t, 0.5, student{df: 1e5}.survival(0))
	assert.Positive(t, student{df: 30.5}.survival(math.Sqrt(1600)))
}

// The tail of F beyond what 1-CDF can hold, against R's pf(f, df1, df2, lower.tail = FALSE).
func TestFSurvival(t *testing.T) {
	for _, c := range []struct{ f, df1, df2, above float64 }{
		{2.5, 1, 30, 0.1243334200465653},
		{3, 2, 10, 0.09536743164062497},
		{67.8469764378118, 3, 195, 4.335831610077468e-30},
		{400, 4, 80, 5.05070581305512e-52},
		{1.1, 7, 2.5, 0.532910032799649},
		{30, 5, 10000, 2.279623135244778e-30},
	} {
		assert.InEpsilon(t, c.above, fSurvival(c.f, c.df1, c.df2), 1e-10, "%+v", c)
	}
	assert.Equal(t, 1.0, fSurvival(0, 3, 20))
	assert.Zero(t, fSurvival(math.Inf(1), 3, 20))
}
