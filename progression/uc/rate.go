package uc

import (
	"fmt"

	"inwork/progression/money"
)

// rate is a statutory rate in ten-thousandths: 13.25% is 1325. Every rate in the book is a whole number of them, so that sums of rates times
// pence are exact in int64 and are divided, and rounded, once.
type rate int64

const whole rate = 10_000

func parseRate(s string) (rate, error) {
	r, err := money.ParseRatio(s)
	if err != nil {
		return 0, err
	}
	if r.Num < 0 || int64(whole)%r.Den != 0 {
		return 0, fmt.Errorf("%q: expected ten-thousandths, not below zero", s)
	}
	return rate(r.Num * (int64(whole) / r.Den)), nil
}

// of returns that share of p, which is not below zero, rounded half up.
func (r rate) of(p money.Pence) money.Pence {
	return (money.Pence(r)*p + money.Pence(whole)/2) / money.Pence(whole)
}

func (r rate) ratio() money.Ratio { return money.Ratio{Num: int64(r), Den: int64(whole)} }

// grossUp returns the amount of which p is that share, rounded half up.
func (r rate) grossUp(p money.Pence) money.Pence {
	if r == 0 {
		return mostEarnings
	}
	return (p*money.Pence(whole) + money.Pence(r)/2) / money.Pence(r)
}

// mostEarnings is beyond what is earned in a month; sums of it do not overflow.
const mostEarnings money.Pence = 1e13

// monthOf is a twelfth of a year's sum in ten-thousandths of a penny, rounded half up to the penny.
func monthOf(year money.Pence) money.Pence {
	const parts = 12 * money.Pence(whole)
	return (year + parts/2) / parts
}
