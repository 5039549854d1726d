package uc

import (
	"inwork/progression/money"
	"inwork/sim"
)

// childElement holds the amounts for children, a month (regs 24, 24A and 36).
type childElement struct {
	eldest, other money.Pence
	bornBefore    sim.Day // the day from which births bring no higher first-child rate and fall under the limit
	limit         int     // children born since who are paid only up to this many in all; 0 no limit
}

func readChildElement(r reading) childElement {
	return childElement{
		eldest:     r.pence("uc.child_element.first_born_before_2017_04_06"),
		other:      r.pence("uc.child_element.each_other"),
		bornBefore: r.date("uc.first_child_higher_rate.born_before"),
		limit:      r.count("uc.two_child_limit.max_children"),
	}
}

// of pays the eldest, if born before 6 April 2017, at the higher rate (saving in SI 2014/1230 reg 43). While the limit lasts, a child born
// since is paid only if fewer than two are in the award already; older children are always paid (reg 24A, without
// the exceptions of Sch 12 for multiple births, adoption, kinship care and non-consensual conception).
func (c *childElement) of(born []sim.Day) money.Pence {
	var sum money.Pence
	paid := 0
	for i, day := range born {
		old := day < c.bornBefore
		if !old && c.limit > 0 && paid >= c.limit {
			continue
		}
		paid++
		if i == 0 && old {
			sum += c.eldest
		} else {
			sum += c.other
		}
	}
	return sum
}
