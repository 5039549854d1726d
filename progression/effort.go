package progression

import (
	"slices"

	"inwork/sim"
)

// signpostWeeks is how long a signpost to childcare helps.
const signpostWeeks = 13

// effort is what contact leaves behind: a saturating stock of effort and
// direction, and the sense of obligation after mandatory meetings. Both are
// stored with the week in which they were true and decay from then on.
type effort struct {
	size      sim.Draws // of a change of hours or pay
	change    sim.Draws // of a barrier
	stock     []float64
	stockWeek []int16
	duty      []float64
	dutyWeek  []int16
	signpost  []int16 // last week that a signpost helps, -1 none
	adjusted  []int16 // week in which the job was fitted to the person, -1 none
	eased     []int16 // last week for which requirements are eased, -1 none

	fade, dutyFade []float64 // share left after so many weeks
}

func newEffort(d *District) effort {
	n := len(d.People)
	e := effort{
		size: d.luck(useSize), change: d.luck(useLifeSize), stock: make([]float64, n), stockWeek: make([]int16, n),
		duty: make([]float64, n), dutyWeek: make([]int16, n), signpost: make([]int16, n),
		adjusted: make([]int16, n), eased: make([]int16, n),
	}
	for i := range n {
		e.stock[i] = d.Parameters.EffortAtStart
		e.signpost[i], e.adjusted[i], e.eased[i] = -1, -1, -1
	}
	e.fade = halving(d.weeks, d.Parameters.EffortHalfLife)
	e.dutyFade = halving(d.weeks, d.Parameters.ObligationHalfLife)
	return e
}

// clone copies the columns.
func (e effort) clone() effort {
	e.stock = slices.Clone(e.stock)
	e.stockWeek = slices.Clone(e.stockWeek)
	e.duty = slices.Clone(e.duty)
	e.dutyWeek = slices.Clone(e.dutyWeek)
	e.signpost = slices.Clone(e.signpost)
	e.adjusted = slices.Clone(e.adjusted)
	e.eased = slices.Clone(e.eased)
	return e
}

// copyRow copies what contact left with a person.
func (e *effort) copyRow(from *effort, i int) {
	e.stock[i], e.stockWeek[i] = from.stock[i], from.stockWeek[i]
	e.duty[i], e.dutyWeek[i] = from.duty[i], from.dutyWeek[i]
	e.signpost[i], e.adjusted[i], e.eased[i] = from.signpost[i], from.adjusted[i], from.eased[i]
}

// halving is what is left of a stock after 0, 1, 2 … weeks.
func halving(weeks int, halfLife float64) []float64 {
	t := make([]float64, weeks+1)
	for k := range t {
		t[k] = sim.Exp(-float64(k) * sim.Log(2) / halfLife)
	}
	return t
}

// now is the stock of effort, 0 to 1.
func (e *effort) now(i, week int) float64 {
	return float64(e.stock[i] * e.fade[week-int(e.stockWeek[i])])
}

// obligation is the sense of obligation, 0 to 1.
func (e *effort) obligation(i, week int) float64 {
	return float64(e.duty[i] * e.dutyFade[week-int(e.dutyWeek[i])])
}

// raise closes a share of the distance to full effort.
func (e *effort) raise(i, week int, share float64) {
	x := e.now(i, week)
	e.stock[i] = x + float64(min(share, 1)*(1-x))
	e.stockWeek[i] = int16(week)
}

// oblige puts the person under obligation anew, unless requirements are eased.
func (e *effort) oblige(i, week int) {
	if e.isEased(i, week) {
		return
	}
	e.duty[i] = 1
	e.dutyWeek[i] = int16(week)
}

// signposted says whether a signpost to childcare still helps.
func (e *effort) signposted(i, week int) bool { return int(e.signpost[i]) >= week }

// ease takes requirements back up to a week.
func (e *effort) ease(i, last int) {
	e.duty[i] = 0
	e.eased[i] = int16(last)
}

// isEased says whether requirements are eased.
func (e *effort) isEased(i, week int) bool { return int(e.eased[i]) >= week }
