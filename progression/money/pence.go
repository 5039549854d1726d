package money

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Pence is an amount of money in whole pence sterling; negative amounts are owed. The zero value is no money.
type Pence int64

// Pound is one pound in pence.
const Pound Pence = 100

// limit bounds the amounts that are read: ten thousand million pounds, far below where integer sums could overflow.
const limit Pence = 1e12

// String returns pounds with two decimals and no sign of currency: "1234.56", "-0.05".
func (p Pence) String() string {
	text, _ := p.AppendText(make([]byte, 0, 24))
	return string(text)
}

// What [ParsePounds] and [ParseRatio] find wrong; their errors wrap one of these and quote the text.
var (
	ErrForm  = errors.New("expected digits, with at most one point between them and a minus sign before them")
	ErrPence = errors.New("expected at most two decimals")
	ErrRange = errors.New("number too large")
)

// ParsePounds reads an amount in pounds: digits, then optionally a point and one or two decimals, with a minus sign before them
// when owed: "12", "12.5", "-0.05". It refuses everything else: spaces, signs of currency, separators of thousands, exponents, leading
// zeros, a third decimal, amounts of 10,000 million pounds or more.
func ParsePounds(s string) (Pence, error) {
	d, err := parseDecimal(s)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q: %w", s, err)
	case len(d.fraction) > 2:
		return 0, fmt.Errorf("%q: %w", s, ErrPence)
	}
	p, err := strconv.ParseInt(d.whole+(d.fraction + "00")[:2], 10, 64)
	if err != nil || Pence(p) >= limit {
		return 0, fmt.Errorf("%q: %w", s, ErrRange)
	}
	if d.negative {
		p = -p
	}
	return Pence(p), nil
}

// decimal is a number as it is written.
type decimal struct {
	negative        bool
	whole, fraction string // digits; fraction is empty when there is no point
}

func parseDecimal(s string) (decimal, error) {
	var d decimal
	s, d.negative = strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(s, ".")
	leadingZero := len(whole) > 1 && whole[0] == '0'
	if !digits(whole) || leadingZero || point && !digits(fraction) {
		return decimal{}, ErrForm
	}
	d.whole, d.fraction = whole, fraction
	return d, nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// RoundPounds reads an amount in pounds as [ParsePounds] does, but with any number of decimals, rounded to the penny, halves away from zero:
// "134.433333" is 134.43. Other models and spreadsheets write such amounts.
func RoundPounds(s string) (Pence, error) {
	d, err := parseDecimal(s)
	if err != nil {
		return 0, fmt.Errorf("%q: %w", s, err)
	}
	digits := d.fraction + "000"
	p, err := strconv.ParseInt(d.whole+digits[:2], 10, 64)
	if err != nil || Pence(p) >= limit {
		return 0, fmt.Errorf("%q: %w", s, ErrRange)
	}
	if digits[2] >= '5' {
		p++
	}
	if d.negative {
		p = -p
	}
	return Pence(p), nil
}

// AppendText appends what String returns; the error is always nil.
func (p Pence) AppendText(b []byte) ([]byte, error) {
	if p < 0 {
		b = append(b, '-')
	}
	size := size(int64(p)) // modulo 2^64, so that the smallest int64 has its size as well
	b = strconv.AppendUint(b, size/100, 10)
	return append(b, '.', byte('0'+size/10%10), byte('0'+size%10)), nil
}
