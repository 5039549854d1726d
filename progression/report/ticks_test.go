package report

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// Whatever the range, the ticks cover it, are few, lie one step apart, hold zero when the range does, and are worth what their
// labels say.
func TestNiceAxis_Covers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		width := math.Pow(10, rapid.Float64Range(-3, 6).Draw(t, "log width"))
		a := niceAxis(low, low+width, 5)
		const slack = 1e-6
		assert.LessOrEqual(t, a.low, low+slack*a.step())
		assert.GreaterOrEqual(t, a.high, low+width-slack*a.step())
		assert.Less(t, a.high-a.low, width+2.001*a.step(), "no empty steps at the ends")
		assert.GreaterOrEqual(t, a.count, 3)
		assert.LessOrEqual(t, a.count, 11)
		assert.Contains(t, []int{1, 2, 5}, a.mantissa)
		zero := false
		for i := range a.count {
			if i > 0 {
				assert.InEpsilon(t, a.step(), a.tick(i)-a.tick(i-1), 1e-6)
			}
			said, err := strconv.ParseFloat(strings.Replace(a.label(i), "−", "-", 1), 64)
			assert.NoError(t, err)
			assert.Equal(t, a.tick(i), said)
			zero = zero || a.tick(i) == 0
		}
		assert.Equal(t, a.low <= 0 && a.high >= 0, zero)
	})
}

func TestNiceAxis_Labels(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0, 10, "0 2 4 6 8 10"},
		{-1.3, 8.8, "−2 0 2 4 6 8 10"},
		{0, 0.3, "0.00 0.05 0.10 0.15 0.20 0.25 0.30"}, // not 0.15000000000000002
		{146, 173, "145 150 155 160 165 170 175"},
		{0, 1620, "0 200 400 600 800 1000 1200 1400 1600 1800"},
		{5, 5, "4.0 4.5 5.0 5.5 6.0"}, // a range without width is given one
		{0, 0, "−1.0 −0.5 0.0 0.5 1.0"},
	} {
		a := niceAxis(c.low, c.high, 5)
		var labels []string
		for i := range a.count {
			labels = append(labels, a.label(i))
		}
		assert.Equal(t, c.want, strings.Join(labels, " "), "%v to %v", c.low, c.high)
	}
}

// Labels keep their order and a line's distance, move no further than they must, and stay in the frame while they fit.
func TestSpread(t *testing.T) {
	at := func(ys ...float64) []label {
		list := make([]label, len(ys))
		for i, y := range ys {
			list[i].y = y
		}
		return list
	}
	assert.Equal(t, []float64{10, 50, 90}, spread(at(10, 50, 90), 0, 100), "nothing to do")
	assert.Equal(t, []float64{10, 25, 40}, spread(at(10, 12, 14), 0, 100))
	assert.Equal(t, []float64{70, 85, 100}, spread(at(90, 95, 99), 0, 100), "up from the foot")
}

func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{
		"30,709":       count(30709),
		"-1,234.50":    number(-1234.5, 2),
		"0.00":         number(-0.001, 2), // no negative zero
		"–":            number(math.NaN(), 2),
		"−£0.52":       pounds(-0.52),
		"£17,040.00":   pounds(17040),
		"<0.001":       probability(0.0004),
		"0.049":        probability(0.049),
		"a, b and c":   list([]string{"a", "b", "c"}),
		"a and b":      list([]string{"a", "b"}),
		"1 replicate":  plural(1, "replicate"),
		"2 replicates": plural(2, "replicate"),
		"12.34":        measureOf("share").showEffect(0.12341),
		"6 April 2015": dateText(2015, 4, 6),
	} {
		assert.Equal(t, want, got)
	}
}
