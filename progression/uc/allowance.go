package uc

import "inwork/progression/money"

// allowancePair is a work allowance, a month, without and with a housing element in the award.
type allowancePair struct{ higher, lower money.Pence }

// workAllowances is what a unit may earn before the taper starts (reg 22), by couple (0 single, 1 couple) and by reason. A
// unit with several reasons has the highest. Since 11 April 2016 children and limited capability count the same and
// all others have none (SI 2015/1649).
type workAllowances [2]struct{ nobody, child, lcw allowancePair }

func readWorkAllowances(r reading) workAllowances {
	var w workAllowances
	for i, who := range [2]string{"single", "couple"} {
		if r.inForce("uc.work_allowance.no_housing_element", "uc.work_allowance.with_housing_element") {
			w[i].child = allowancePair{r.pence("uc.work_allowance.no_housing_element"), r.pence("uc.work_allowance.with_housing_element")}
			w[i].lcw = w[i].child
		} else {
			w[i].child = readAllowancePair(r, who+"_child")
			w[i].lcw = readAllowancePair(r, who+"_lcw")
		}
		w[i].nobody = readAllowancePair(r, who+"_no_child")
	}
	return w
}

func readAllowancePair(r reading, group string) allowancePair {
	return allowancePair{r.pence("uc.work_allowance.higher." + group), r.pence("uc.work_allowance.lower." + group)}
}

func (w *workAllowances) of(u *Unit, housing bool) money.Pence {
	groups := &w[u.Adults-1]
	best := groups.nobody
	if len(u.Children) > 0 {
		best = best.better(groups.child)
	}
	if u.either(u.LCW) || u.either(u.LCWRA) {
		best = best.better(groups.lcw)
	}
	if housing {
		return best.lower
	}
	return best.higher
}

func (a allowancePair) better(b allowancePair) allowancePair {
	return allowancePair{max(a.higher, b.higher), max(a.lower, b.lower)}
}
