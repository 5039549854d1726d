package population

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inwork/sim"
)

// Control is what is published of a table's cells, to which [Rake] brings them.
// Each cell is in one class of a control or in none. Either the share of each
// class is published, among the cells that are in one; or one share of something
// that a class counts, as 2 of the 3 adults of a unit are, among all it counts.
type Control struct {
	Name     string
	Class    []int     // of each cell; -1 for none
	Shares   []float64 // of each class; nil where Part and Of are given
	Part, Of []float64 // that a cell of the class counts: their sums over all cells, one over the other, are to be Share
	Share    float64
}

// Raking is a table brought to controls.
type Raking struct {
	Weights []float64   // of each cell, summing to 1
	Factors [][]float64 // by control and class: a weight is its seed times the factors of the cell's classes, up to one scale for all
	Rounds  int         // over all controls, the last of which found nothing to do
	Gap     float64     // largest distance of a share made from the one published
	Worst   string      // the control that has it
}

// Settings of Rake: Rounds at most, until no share is further than Gap from its
// control.
type RakeSettings struct {
	Rounds int
	Gap    float64
}

// Rake brings a seed table of weights to controls by iterative proportional
// fitting: control by control, the weights of each class are multiplied by what
// makes its published share, and so on round after round (Deming and Stephan
// 1940, Annals of Mathematical Statistics 11). Of all tables with the published
// shares it finds the one that is closest to the seed, whose odds ratios within
// the classes stay what they were (Csiszar 1975, Annals of Probability 3). A cell
// of weight 0 stays 0.
//
// The error names the controls that no weights fulfil together, or the class that
// is published above 0 and in which the seed has nobody.
func Rake(seed []float64, controls []Control, o RakeSettings) (Raking, error) {
	r := Raking{Weights: make([]float64, len(seed)), Factors: make([][]float64, len(controls))}
	total := sum(seed)
	if !(total > 0) || math.IsInf(total, 0) {
		return r, fmt.Errorf("population: raking: the seed weighs %v, expected more than 0", total)
	}
	for c, w := range seed {
		if w < 0 {
			return r, fmt.Errorf("population: raking: cell %d of the seed weighs %v, expected 0 or more", c, w)
		}
		r.Weights[c] = w / total
	}
	for k := range controls {
		if err := controls[k].check(len(seed)); err != nil {
			return r, err
		}
		r.Factors[k] = make([]float64, controls[k].classes())
		for class := range r.Factors[k] {
			r.Factors[k][class] = 1
		}
	}
	if len(controls) == 0 {
		return r, nil
	}
	gaps := make([]float64, len(controls))
	for r.Rounds = 1; ; r.Rounds++ {
		if err := r.round(controls, gaps); err != nil {
			return r, err
		}
		if slices.Max(gaps) <= o.Gap {
			r.worst(controls)
			return r, nil
		}
		if r.Rounds >= o.Rounds {
			return r, contradiction(controls, gaps, o)
		}
	}
}

// round fulfils one control after the other, and notes how far from it each was.
func (r *Raking) round(controls []Control, gaps []float64) error {
	for k := range controls {
		q := &controls[k]
		weights := q.weigh(r.Weights)
		gaps[k] = q.gap(weights)
		factors, err := q.factors(weights)
		if err != nil {
			return err
		}
		for class, f := range factors {
			r.Factors[k][class] *= f
		}
		for c, class := range q.Class {
			if class >= 0 {
				r.Weights[c] *= factors[class]
			}
		}
	}
	return nil
}

// worst notes the largest distance that is left.
func (r *Raking) worst(controls []Control) {
	r.Gap, r.Worst = 0, ""
	for k := range controls {
		if gap := controls[k].gap(controls[k].weigh(r.Weights)); gap >= r.Gap {
			r.Gap, r.Worst = gap, controls[k].Name
		}
	}
}

// contradiction names the controls that undo each other: those that a round
// found unfulfilled, although the round before had fulfilled each of them.
func contradiction(controls []Control, gaps []float64, o RakeSettings) error {
	var names []string
	for k := range controls {
		if gaps[k] > o.Gap {
			names = append(names, fmt.Sprintf("%s (%.3g away)", controls[k].Name, gaps[k]))
		}
	}
	return fmt.Errorf("population: raking: after %d rounds still further than %.3g from their shares: %s; no weights may fulfil them together",
		o.Rounds, o.Gap, strings.Join(names, ", "))
}

// classes is how many classes there are.
func (q *Control) classes() int { return max(len(q.Shares), len(q.Part)) }

func (q *Control) check(cells int) error {
	wrong := func(found any, expected string) error {
		return fmt.Errorf("population: raking: %s: found %v, expected %s", q.Name, found, expected)
	}
	if len(q.Class) != cells {
		return wrong(fmt.Sprintf("classes of %d cells", len(q.Class)), fmt.Sprintf("those of %d", cells))
	}
	for c, class := range q.Class {
		if class < -1 || class >= q.classes() {
			return wrong(fmt.Sprintf("cell %d in class %d", c, class), fmt.Sprintf("one of %d, or -1", q.classes()))
		}
	}
	if q.Shares == nil {
		if len(q.Of) != len(q.Part) || !(q.Share > 0 && q.Share < 1) {
			return wrong(q.Share, "a share between 0 and 1, and as many parts as wholes")
		}
		return nil
	}
	for _, s := range q.Shares {
		if !(s >= 0) {
			return wrong(s, "shares of 0 or more")
		}
	}
	if total := sum(q.Shares); !(math.Abs(total-1) < 1e-9) {
		return wrong(total, "shares that sum to 1")
	}
	return nil
}

// weigh sums the weights of each class.
func (q *Control) weigh(cells []float64) []float64 {
	weights := make([]float64, q.classes())
	for c, class := range q.Class {
		if class >= 0 {
			weights[class] += cells[c]
		}
	}
	return weights
}

// gap is the largest distance from a published share.
func (q *Control) gap(weights []float64) (gap float64) {
	if q.Shares == nil {
		return math.Abs(dot(weights, q.Part)/dot(weights, q.Of) - q.Share)
	}
	total := sum(weights)
	for class, share := range q.Shares {
		gap = max(gap, math.Abs(weights[class]/total-share))
	}
	return gap
}

// factors are those that make the published shares. They change the weight of
// all classes together by nothing.
func (q *Control) factors(weights []float64) ([]float64, error) {
	if q.Shares == nil {
		return q.tilt(weights)
	}
	factors, total := make([]float64, len(weights)), sum(weights)
	for class, share := range q.Shares {
		switch {
		case weights[class] > 0:
			factors[class] = share * total / weights[class]
		case share > 0:
			return nil, fmt.Errorf("population: raking: %s: found nobody in class %d of the seed, expected some for a share of %v", q.Name, class, share)
		}
	}
	return factors, nil
}

// tilt finds the factors exp(t d), with d what a class counts more of the part
// than Share of its whole, at which the sum of weight times d is 0. The sum grows
// with t, so that its root is found by halving.
func (q *Control) tilt(weights []float64) ([]float64, error) {
	const most = 600 // exp(600) times a share is still a number
	d, factors := make([]float64, len(weights)), make([]float64, len(weights))
	steepest := 0.0
	for class := range d {
		d[class] = q.Part[class] - float64(q.Share*q.Of[class])
		steepest = max(steepest, math.Abs(d[class]))
	}
	excess := func(t float64) (sum float64) {
		for class := range d {
			factors[class] = sim.Exp(float64(t * d[class]))
			sum += float64(float64(weights[class]*factors[class]) * d[class])
		}
		return sum
	}
	low, high := -most/steepest, most/steepest
	if !(excess(low) < 0 && excess(high) > 0) {
		return nil, fmt.Errorf("population: raking: %s: found a seed that is on one side of a share of %v whatever its weights, expected some cells on both", q.Name, q.Share)
	}
	for range 200 {
		t := low + float64((high-low)/2)
		if t <= low || t >= high {
			break
		}
		if excess(t) < 0 {
			low = t
		} else {
			high = t
		}
	}
	excess(low)
	scale := sum(weights) / dot(weights, factors)
	for class := range factors {
		factors[class] *= scale
	}
	return factors, nil
}

func dot(a, b []float64) (total float64) {
	for i := range a {
		total += float64(a[i] * b[i])
	}
	return total
}
