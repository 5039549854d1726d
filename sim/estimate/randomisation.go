package estimate

import (
	"context"
	"math"
)

// Randomisation says how treatment was assigned and what is tested.
type Randomisation struct {
	Blocks   []int // the block of each row within which a fixed number was treated, from [Codes]; nil: all rows are one
	Clusters []int // the cluster of each row, treated as a whole, from [Codes]; nil: rows were treated one by one
	// Statistic compares the arms; nil is the difference in means, which in blocks is the mean of the blocks' differences, each
	// with its share of rows.
	Statistic Statistic
	// Effect is what the hypothesis says that treatment adds to every row's outcome. The effects whose p-value is above 0.05
	// are a 95% interval.
	Effect float64
}

// RandomisationTest tests the hypothesis that treatment adds the same known effect to every outcome (Fisher's sharp null), by the
// assignments that could have been made: if there are no more than resampling allows, by all of them. No distribution of
// outcomes is assumed.
//
// Values must be finite and both arms have rows: the error is a *BadValue, an *EmptyArm, a *MixedCluster, an *Unusable, or ctx's. It panics when
// lengths differ.
func RandomisationTest(ctx context.Context, y []float64, treated []bool, how Randomisation, r Resampling) (Resampled, error) {
	d := Design{Blocks: how.Blocks, Clusters: how.Clusters}
	s, err := d.sample(y, treated)
	if err != nil {
		return Resampled{}, err
	}
	for _, w := range s.warnings {
		missing := w.(*Missing) // there are no others yet
		return Resampled{}, &Unusable{What: missing.Column, Found: "missing in " + counted(missing.Rows, "row"), Expected: "all rows that were assigned"}
	}
	z := s.groups[0][0].Values
	if err := s.checkClusters(z); err != nil {
		return Resampled{}, err
	}
	a, err := newAssignments(s, z, how)
	if err != nil {
		return Resampled{}, err
	}
	count := a.count()
	if err := r.check(count); err != nil {
		return Resampled{}, err
	}
	if count <= float64(r.most()) {
		return a.enumerate(ctx, int(count))
	}
	return a.draw(ctx, r)
}

// assignments are those that could have been made: in each stratum of units the same number treated.
type assignments struct {
	y         []float64 // outcomes as they would be without treatment, by the hypothesis
	treated   []bool    // the assignment at hand, overwritten
	strata    []stratum
	statistic Statistic
	observed  float64
}

// A stratum is a block's units, of which a number is treated. A unit is the rows that are treated together.
type stratum struct {
	units   [][]int
	treated int
	order   []int // numbers of units: the first are treated
}

func newAssignments(s *sample, z []float64, how Randomisation) (*assignments, error) {
	a := &assignments{y: make([]float64, s.n), treated: make([]bool, s.n), statistic: how.Statistic}
	var arms [2]bool
	for i, v := range s.outcome.Values {
		a.y[i] = v - how.Effect*z[i]
		a.treated[i] = z[i] == 1
		arms[int(z[i])] = true
	}
	for arm, has := range arms {
		if !has {
			return nil, &EmptyArm{Treated: arm == 1}
		}
	}
	blocks := s.blocks()
	for _, rows := range blocks {
		a.strata = append(a.strata, s.stratumOf(rows, z))
	}
	if a.statistic == nil {
		a.statistic = MeanDifference
		if how.Blocks != nil {
			for _, rows := range blocks {
				if err := s.bothArms(rows, z); err != nil {
					return nil, err
				}
			}
			a.statistic = meanOfBlocks(blocks)
		}
	}
	a.observed = a.statistic(a.y, a.treated)
	if math.IsNaN(a.observed) {
		return nil, &Unusable{What: "statistic", Found: "NaN on the data", Expected: "a number"}
	}
	return a, nil
}

// bothArms refuses a block in which one arm is empty, where no difference exists.
func (s *sample) bothArms(rows []int, z []float64) error {
	treated := 0
	for _, i := range rows {
		treated += int(z[i])
	}
	if treated == 0 || treated == len(rows) {
		return &EmptyArm{Treated: treated == 0, InBlock: true, Row: s.row(rows[0])}
	}
	return nil
}

func (s *sample) stratumOf(rows []int, z []float64) (one stratum) {
	place := map[int]int{}
	for _, i := range rows {
		cluster := i
		if s.clusters != nil {
			cluster = s.clusters[i]
		}
		at, seen := place[cluster]
		if !seen {
			at = len(one.units)
			place[cluster] = at
			one.units = append(one.units, nil)
			one.order = append(one.order, at)
			one.treated += int(z[i])
		}
		one.units[at] = append(one.units[at], i)
	}
	return one
}

// meanOfBlocks is the mean of the blocks' differences in means, each with its share of rows.
func meanOfBlocks(blocks [][]int) Statistic {
	return func(y []float64, treated []bool) float64 {
		mean := 0.0
		for _, rows := range blocks {
			var sum, n [2]float64
			for _, i := range rows {
				arm := 0
				if treated[i] {
					arm = 1
				}
				sum[arm] += y[i]
				n[arm]++
			}
			mean += float64(len(rows)) / float64(len(y)) * (sum[1]/n[1] - sum[0]/n[0])
		}
		return mean
	}
}

// uncountable is more assignments than anybody enumerates, and below where whole numbers lose digits.
const uncountable = 1e15

// count is how many assignments there are, or some number above uncountable.
func (a *assignments) count() float64 {
	all := 1.0
	for _, s := range a.strata {
		n, k := len(s.units), min(s.treated, len(s.units)-s.treated)
		one := 1.0
		for i := range k {
			one = one * float64(n-i) / float64(i+1) // a whole number at each step
			if one > uncountable {
				break
			}
		}
		if all *= one; all > uncountable {
			break
		}
	}
	return all
}

// enumerate takes each assignment once.
func (a *assignments) enumerate(ctx context.Context, count int) (Resampled, error) {
	others := make([]float64, 0, count)
	var err error
	var from func(stratum int)
	from = func(stratum int) {
		if err != nil {
			return
		}
		if stratum == len(a.strata) {
			others = append(others, a.statistic(a.y, a.treated))
			err = ctx.Err()
			return
		}
		s := a.strata[stratum]
		combinations(len(s.units), s.treated, func(chosen []bool) {
			for u, is := range chosen {
				a.set(s.units[u], is)
			}
			from(stratum + 1)
		})
	}
	from(0)
	return resampled(a.observed, others, true), err
}

func (a *assignments) set(rows []int, treated bool) {
	for _, i := range rows {
		a.treated[i] = treated
	}
}

// combinations calls f with every choice of k of n.
func combinations(n, k int, f func(chosen []bool)) {
	chosen := make([]bool, n)
	var from func(at, left int)
	from = func(at, left int) {
		if left == 0 {
			f(chosen)
			return
		}
		if n-at < left {
			return
		}
		chosen[at] = true
		from(at+1, left-1)
		chosen[at] = false
		from(at+1, left)
	}
	from(0, k)
}

// draw makes assignments at random: the first of each stratum's units in an order shuffled anew (Fisher and Yates).
func (a *assignments) draw(ctx context.Context, r Resampling) (Resampled, error) {
	others := make([]float64, r.most())
	for d := range others {
		if err := ctx.Err(); err != nil {
			return Resampled{}, err
		}
		index := uint32(0)
		for _, s := range a.strata {
			for u := range s.order {
				s.order[u] = u // each draw stands for itself
			}
			for u := range s.treated {
				other := u + r.Draws.Below(uint64(d), index, len(s.order)-u)
				s.order[u], s.order[other] = s.order[other], s.order[u]
				index++
			}
			for place, u := range s.order {
				a.set(s.units[u], place < s.treated)
			}
		}
		others[d] = a.statistic(a.y, a.treated)
	}
	return resampled(a.observed, others, false), nil
}
