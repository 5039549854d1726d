package estimate

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

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
