package money_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/money"
)

func ExampleRatio_Of() {
	taper := money.Ratio{Num: 65, Den: 100}
	fmt.Println(taper.Of(12000), taper.Of(10), taper.Down(10)) // 6.5 pence: half up is 7, dropped is 6
	// Output: 78.00 0.07 0.06
}

// The roundings by their names at and beside the half penny, on both sides of zero.
func TestRatio_Roundings(t *testing.T) {
	half := money.Ratio{Num: 1, Den: 2}
	third := money.Ratio{Num: 1, Den: 3}
	for _, c := range []struct {
		r        money.Ratio
		p        money.Pence
		of, down money.Pence
	}{
		{half, 3, 2, 1},    // 1.5
		{half, -3, -2, -1}, // -1.5
		{half, 4, 2, 2},
		{third, 4, 1, 1}, // 1.33
		{third, 5, 2, 1}, // 1.67
		{third, -5, -2, -1},
		{money.Ratio{Num: -1, Den: 2}, 3, -2, -1},
		{money.Ratio{Num: 2500, Den: 5000}, 1, 1, 0}, // 0.5: terms need not be lowest
		{money.Ratio{Num: 0, Den: 7}, 100, 0, 0},
	} {
		assert.Equal(t, c.of, c.r.Of(c.p), "%v of %d", c.r, int64(c.p))
		assert.Equal(t, c.down, c.r.Down(c.p), "%v of %d, down", c.r, int64(c.p))
	}
}

// Against arbitrary precision, with amounts and terms up to a million million: nothing overflows and nothing drifts.
func TestRatio_Exact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Int64Range(-1e12, 1e12).Draw(t, "pence")
		r := money.Ratio{
			Num: rapid.Int64Range(-1e12, 1e12).Draw(t, "num"),
			Den: rapid.Int64Range(1e6, 1e12).Draw(t, "den"), // results below 1e18
		}
		exact := new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(p, 1))
		distance := func(q money.Pence) *big.Rat { return new(big.Rat).Sub(big.NewRat(int64(q), 1), exact) }

		rounded := distance(r.Of(money.Pence(p)))
		require.LessOrEqual(t, new(big.Rat).Abs(rounded).Cmp(big.NewRat(1, 2)), 0, "Of is the nearest penny")
		if new(big.Rat).Abs(rounded).Cmp(big.NewRat(1, 2)) == 0 {
			require.Equal(t, exact.Sign(), rounded.Sign(), "halves go away from zero")
		}
		dropped := distance(r.Down(money.Pence(p)))
		require.Negative(t, new(big.Rat).Abs(dropped).Cmp(big.NewRat(1, 1)), "Down drops less than a penny")
		require.NotEqual(t, 1, dropped.Sign()*exact.Sign(), "Down goes towards zero")
	})
}

func TestRatio_Panics(t *testing.T) {
	assert.PanicsWithValue(t, "money: ratio with a denominator that is not positive", func() { money.Ratio{}.Of(1) })
	assert.PanicsWithValue(t, "money: ratio of an amount beyond the range of Pence", func() { money.Ratio{Num: 1 << 40, Den: 1}.Of(1 << 40) })
	assert.PanicsWithValue(t, "money: ratio of an amount beyond the range of Pence", func() { money.Ratio{Num: 1 << 23, Den: 1}.Down(1 << 40) })
}

func TestParseRatio(t *testing.T) {
	for text, want := range map[string]money.Ratio{
		"0.65": {Num: 13, Den: 20}, "0.1325": {Num: 53, Den: 400}, "1": {Num: 1, Den: 1}, "-0.5": {Num: -1, Den: 2}, "0": {Num: 0, Den: 1},
		"35": {Num: 35, Den: 1}, "0.000000001": {Num: 1, Den: 1e9},
	} {
		got, err := money.ParseRatio(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for text, want := range map[string]error{
		"": money.ErrForm, "65%": money.ErrForm, "1/2": money.ErrForm, ".5": money.ErrForm,
		"0.0000000001": money.ErrRange, "99999999999999999999": money.ErrRange,
	} {
		_, err := money.ParseRatio(text)
		assert.ErrorIs(t, err, want, text)
	}
	assert.Equal(t, "13/20", money.Ratio{Num: 13, Den: 20}.String())
	assert.Equal(t, "2", money.Ratio{Num: 2, Den: 1}.String())
}
