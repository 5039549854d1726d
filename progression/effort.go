package progression

import (
	"slices"

	"inwork/sim"
)

// signpostWeeks is how long a signpost to childcare helps.
const signpostWeeks = 13

// effort is what contact leaves behind: a saturating stock of effort and
// direction, and the sense of obligation after mandatory meetings.
type effort struct {
	size     sim.Draws // of a change of hours or pay
	change   sim.Draws // of a barrier
	stock    stocks
	duty     stocks
	signpost []int16 // last week that a signpost helps, -1 none
	adjusted []int16 // week in which the job was fitted to the person, -1 none
	eased    []int16 // last week for which requirements are eased, -1 none
}

func newEffort(d *District) effort {
	n := len(d.People)
	e := effort{
		size: d.luck(useSize), change: d.luck(useLifeSize),
		stock: newStocks(n, d.weeks, d.Parameters.EffortHalfLife), duty: newStocks(n, d.weeks, d.Parameters.ObligationHalfLife),
		signpost: make([]int16, n), adjusted: make([]int16, n), eased: make([]int16, n),
	}
	for i := range n {
		e.stock.set(i, 0, d.Parameters.EffortAtStart)
		e.signpost[i], e.adjusted[i], e.eased[i] = -1, -1, -1
	}
	return e
}

// clone copies the columns.
func (e effort) clone() effort {
	e.stock, e.duty = e.stock.clone(), e.duty.clone()
	e.signpost = slices.Clone(e.signpost)
	e.adjusted = slices.Clone(e.adjusted)
	e.eased = slices.Clone(e.eased)
	return e
}

// copyRow copies what contact left with a person.
func (e *effort) copyRow(from *effort, i int) {
	e.stock.copyRow(&from.stock, i)
	e.duty.copyRow(&from.duty, i)
	e.signpost[i], e.adjusted[i], e.eased[i] = from.signpost[i], from.adjusted[i], from.eased[i]
}

// now is the stock of effort, 0 to 1.
func (e *effort) now(i, week int) float64 {
	return e.stock.now(i, week)
}

// obligation is the sense of obligation, 0 to 1.
func (e *effort) obligation(i, week int) float64 {
	return e.duty.now(i, week)
}

// raise closes a share of the distance to full effort.
func (e *effort) raise(i, week int, share float64) {
	x := e.now(i, week)
	e.stock.set(i, week, x+float64(min(share, 1)*(1-x)))
}

// oblige puts the person under obligation anew, unless requirements are eased.
func (e *effort) oblige(i, week int) {
	if e.isEased(i, week) {
		return
	}
	e.duty.set(i, week, 1)
}

// signposted says whether a signpost to childcare still helps.
func (e *effort) signposted(i, week int) bool { return int(e.signpost[i]) >= week }

// ease takes requirements back from a week up to a last one.
func (e *effort) ease(i, week, last int) {
	e.duty.set(i, week, 0)
	e.eased[i] = int16(last)
}

// isEased says whether requirements are eased.
func (e *effort) isEased(i, week int) bool { return int(e.eased[i]) >= week }
