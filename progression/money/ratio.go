package money

import (
	"fmt"
	"math/bits"
	"strconv"
)

// Ratio is the exact fraction Num/Den. Den must be positive: the zero value is no fraction, and its methods panic.
type Ratio struct{ Num, Den int64 }

// ParseRatio reads a decimal number ("0.65", "-2", "0.1325") as a fraction in lowest terms. It refuses what [ParsePounds] refuses, except
// that up to nine decimals are read.
func ParseRatio(s string) (Ratio, error) {
	d, err := parseDecimal(s)
	if err != nil {
		return Ratio{}, fmt.Errorf("%q: %w", s, err)
	}
	num, err := strconv.ParseInt(d.whole+d.fraction, 10, 64)
	if err != nil || len(d.fraction) > 9 {
		return Ratio{}, fmt.Errorf("%q: %w", s, ErrRange)
	}
	if d.negative {
		num = -num
	}
	den := int64(1)
	for range d.fraction {
		den *= 10
	}
	return Ratio{num, den}.lowest(), nil
}

func (r Ratio) lowest() Ratio {
	a, b := max(r.Num, -r.Num), r.Den
	for b != 0 {
		a, b = b, a%b
	}
	return Ratio{r.Num / a, r.Den / a}
}

// String returns "13/20", or "2" when the denominator is 1.
func (r Ratio) String() string {
	if r.Den == 1 {
		return strconv.FormatInt(r.Num, 10)
	}
	return fmt.Sprintf("%d/%d", r.Num, r.Den)
}

// Of returns that fraction of p, rounded half up to the penny: half a penny or more counts as a penny, less is dropped. Below zero
// it mirrors (halves go away from zero), so that what one side pays is what the other receives.
func (r Ratio) Of(p Pence) Pence {
	quotient, remainder, negative := r.divide(p)
	if remainder >= uint64(r.Den)-remainder {
		quotient++
	}
	return signed(quotient, negative)
}

// Down returns that fraction of p with any part of a penny dropped, also below zero.
func (r Ratio) Down(p Pence) Pence {
	quotient, _, negative := r.divide(p)
	return signed(quotient, negative)
}

// divide returns the size of p*Num/Den in whole pence, what is left in parts of Den, and whether the result is below zero. The
// product has 128 bits: nothing overflows on the way, and a result beyond int64 panics.
func (r Ratio) divide(p Pence) (quotient, remainder uint64, negative bool) {
	if r.Den <= 0 {
		panic("money: ratio with a denominator that is not positive")
	}
	high, low := bits.Mul64(size(int64(p)), size(r.Num))
	if high >= uint64(r.Den) {
		panic("money: ratio of an amount beyond the range of Pence")
	}
	quotient, remainder = bits.Div64(high, low, uint64(r.Den))
	return quotient, remainder, (p < 0) != (r.Num < 0)
}

func size(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func signed(quotient uint64, negative bool) Pence {
	if quotient > 1<<63-1 {
		panic("money: ratio of an amount beyond the range of Pence")
	}
	if negative {
		return -Pence(quotient)
	}
	return Pence(quotient)
}
