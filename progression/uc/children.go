package uc

import (
	"inwork/progression/money"
	"inwork/sim"
)

// Addition is paid for a disabled child, beside the child element and whatever the two-child limit (reg 24(2)).
type Addition uint8

const (
	NoAddition     Addition = iota
	LowerAddition           // gets disability living allowance, personal independence payment or child disability payment
	HigherAddition          // gets its highest rate of care, or is blind
)

// Exception to the two-child limit (reg 24A, Sch 12).
type Exception uint8

const (
	NoException   Exception = iota
	MultipleBirth           // born together with an elder child of the unit
	NonConsensual           // conceived without consent
	Adopted                 // since 28 November 2018 it does not count towards the limit either
	KinshipCare             // in care of relatives or friends, or born to a child of the unit; as with adoption
)

// childElement holds the amounts for children, a month (regs 24, 24A and 36).
type childElement struct {
	eldest, other          money.Pence
	bornBefore             sim.Day // the day from which births bring no higher first-child rate and fall under the limit
	limit                  int     // children born since who are paid only up to this many in all; 0 no limit
	adoptedDoNotCount      bool    // towards the limit
	disabled, veryDisabled money.Pence
}

func readChildElement(r reading) childElement {
	return childElement{
		eldest:            r.pence("uc.child_element.first_born_before_2017_04_06"),
		other:             r.pence("uc.child_element.each_other"),
		bornBefore:        r.date("uc.first_child_higher_rate.born_before"),
		limit:             r.count("uc.two_child_limit.max_children"),
		adoptedDoNotCount: r.flag("uc.two_child_limit.adopted_and_kinship_not_counted"),
		disabled:          r.pence("uc.disabled_child.lower"),
		veryDisabled:      r.pence("uc.disabled_child.higher"),
	}
}

// of pays the eldest, if born before 6 April 2017, at the higher rate (saving in SI 2014/1230 reg 43). While the limit lasts, a child born
// since is paid only if fewer than two are in the award already or an exception applies; older children are always paid (reg 24A).
func (c *childElement) of(children []Child) money.Pence {
	var sum money.Pence
	counted := 0
	for i := range children {
		child := &children[i]
		old := child.Born < c.bornBefore
		if !old && c.limit > 0 && counted >= c.limit && child.Exception == NoException {
			continue
		}
		if child.Exception < Adopted || !c.adoptedDoNotCount {
			counted++
		}
		if i == 0 && old {
			sum += c.eldest
		} else {
			sum += c.other
		}
	}
	return sum
}

// additions are paid for each disabled child.
func (c *childElement) additions(children []Child) money.Pence {
	var sum money.Pence
	for i := range children {
		switch children[i].Addition {
		case LowerAddition:
			sum += c.disabled
		case HigherAddition:
			sum += c.veryDisabled
		}
	}
	return sum
}
