package trial

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"inwork/sim"
)

// Covariate is a characteristic known before assignment.
type Covariate struct {
	Name   string
	Values []float64
}

// Difference is how the arms differ in one covariate, in its unit but for Standardised.
type Difference struct {
	Name             string
	Treated, Control float64 // means
	Standardised     float64 // difference over the root of the mean of the two variances; NaN where neither varies
	VarianceRatio    float64 // treated over control; NaN where the control's is 0
}

// Balance is how alike two arms are before treatment. The tests are those of complete randomisation of rows; for any other design see
// [Balance.Permuted].
type Balance struct {
	Differences []Difference
	LeftOut     []string // covariates that are constant or a combination of those before them: no part of the joint tests
	Distance    float64  // d² of Hansen and Bowers: the differences together, in units of their covariance under complete randomisation
	DF          int      // covariates in it
	PChiSquared float64  // of Distance, for large samples; NaN without covariates
	F           float64  // of the regression of treatment on the covariates: the same distance, for normal covariates
	DFError     int      // of F, which is NaN unless it is above 0
	PF          float64

	axes [][]float64 // orthonormal columns that span the covariates
	rows int
}

// Balanced compares two arms in their covariates, one by one (Imbens and Rubin, Causal Inference (2015), chapter 14) and together (Hansen
// and Bowers, Statistical Science 23 (2008) 219-236). For more arms, call it with the rows of two at a time.
//
// The error is a *BadCovariate or an *ArmSize. It panics on slices that differ in length.
func Balanced(covariates []Covariate, treated []bool) (*Balance, error) {
	if err := armSizes(treated); err != nil {
		return nil, err
	}
	b := &Balance{rows: len(treated)}
	for _, c := range covariates {
		d, err := c.difference(treated)
		if err != nil {
			return nil, err
		}
		b.Differences = append(b.Differences, d)
	}
	b.axes, b.LeftOut = independent(covariates)
	b.DF = len(b.axes)
	b.Distance = distance(b.axes, treated)
	b.test()
	return b, nil
}

func armSizes(treated []bool) error {
	e := &ArmSize{}
	for _, is := range treated {
		if is {
			e.Treated++
		} else {
			e.Control++
		}
	}
	if e.Treated < 2 || e.Control < 2 {
		return e
	}
	return nil
}

// ArmSize is the error of arms too small to compare.
type ArmSize struct{ Treated, Control int }

func (e *ArmSize) Error() string {
	return fmt.Sprintf("arms: found %d treated and %d control rows, expected at least 2 of each", e.Treated, e.Control)
}

// huge is the number up to which squares and their sums do not overflow.
const huge = 1e150

// BadCovariate is the error of a covariate that is not a finite number somewhere, or one whose square is not.
type BadCovariate struct {
	Name  string
	Row   int // counted from 0
	Value float64
}

func (e *BadCovariate) Error() string {
	return fmt.Sprintf("row %d: %s: found %v, expected a finite number of at most %v", e.Row, e.Name, e.Value, huge)
}

func (c Covariate) difference(treated []bool) (Difference, error) {
	sameLength(c.Name+" and treated", len(c.Values), len(treated))
	var arms [2][]float64
	for i, v := range c.Values {
		if !(math.Abs(v) <= huge) {
			return Difference{}, &BadCovariate{Name: c.Name, Row: i, Value: v}
		}
		if treated[i] {
			arms[1] = append(arms[1], v)
		} else {
			arms[0] = append(arms[0], v)
		}
	}
	m1, v1 := stat.MeanVariance(arms[1], nil)
	m0, v0 := stat.MeanVariance(arms[0], nil)
	d := Difference{Name: c.Name, Treated: m1, Control: m0, Standardised: math.NaN(), VarianceRatio: math.NaN()}
	if v1+v0 > 0 {
		d.Standardised = (m1 - m0) / math.Sqrt((v1+v0)/2)
	}
	if v0 > 0 {
		d.VarianceRatio = v1 / v0
	}
	return d, nil
}

// independent is orthonormal columns that span the covariates less their means, and the names of those that add nothing: of which less
// than 1e-7 is left when what others explain is taken away.
func independent(covariates []Covariate) (axes [][]float64, leftOut []string) {
	for _, c := range covariates {
		v := slices.Clone(c.Values)
		size := floats.Norm(v, 2)
		centre(v)
		whole := floats.Norm(v, 2)
		for range 2 { // the second time takes what rounding left
			for _, axis := range axes {
				takeAway(v, axis)
			}
			centre(v)
		}
		left := floats.Norm(v, 2)
		if !(left > 1e-7*whole) || whole <= 1e-13*size {
			leftOut = append(leftOut, c.Name)
			continue
		}
		floats.Scale(1/left, v)
		axes = append(axes, v)
	}
	return axes, leftOut
}

// takeAway takes from v what it has along an axis. Gonum's sums are fused on some processors.
func takeAway(v, axis []float64) {
	along := 0.0
	for i := range v {
		along += float64(v[i] * axis[i])
	}
	for i := range v {
		v[i] -= float64(along * axis[i])
	}
}

func centre(v []float64) { floats.AddConst(-stat.Mean(v, nil), v) }

// distance is d²: on orthonormal axes the covariance of a difference in means under complete randomisation is n/(n1 n0 (n-1)) on each.
func distance(axes [][]float64, treated []bool) float64 {
	n1 := 0.0
	for _, is := range treated {
		if is {
			n1++
		}
	}
	n := float64(len(treated))
	sum := 0.0
	for _, axis := range axes {
		total := 0.0 // the others' is its negative
		for i, v := range axis {
			if treated[i] {
				total += v
			}
		}
		difference := total/n1 + total/(n-n1)
		sum += float64(difference * difference)
	}
	return sum * n1 * (n - n1) * (n - 1) / n
}

// test fills in what follows from the distance. The share of the variation of treatment that the covariates explain is Distance/(n-1).
func (b *Balance) test() {
	k := float64(b.DF)
	b.DFError = b.rows - b.DF - 1
	b.PChiSquared, b.F, b.PF = math.NaN(), math.NaN(), math.NaN()
	if b.DF == 0 {
		return
	}
	b.PChiSquared = distuv.ChiSquared{K: k}.Survival(b.Distance)
	if dfError := float64(b.DFError); dfError > 0 {
		unexplained := max(0, 1-b.Distance/float64(b.rows-1))
		b.F = (1 - unexplained) / k / unexplained * dfError
		b.PF = mathext.RegIncBeta(dfError/2, k/2, unexplained)
	}
}

// Reassignment draws treatment again by the design of the trial, as it might have come: once for each number from 0 on. It may be
// called from several goroutines.
type Reassignment func(draw int) (treated []bool, err error)

// Permuted is the joint test that is exact for any design, blocks and clusters among them: the share of Distance under assignments drawn
// again that is at least as large, the data counted among them. An arm that comes out empty is as far as can be.
//
// The error is ctx's or that of again. It panics without draws and on an assignment that differs in length from the data.
func (b *Balance) Permuted(ctx context.Context, again Reassignment, draws, workers int) (p Measured, err error) {
	if draws < 1 {
		panic("trial: Permuted needs at least 1 draw")
	}
	asFar := 1 // the data
	err = sim.Map(ctx, draws, max(1, workers), func(_ context.Context, i int) (float64, error) {
		treated, err := again(i)
		if err != nil {
			return 0, err
		}
		sameLength("an assignment drawn again and the data", len(treated), b.rows)
		return distance(b.axes, treated), nil
	}, func(_ int, d float64) error {
		if !(d < b.Distance*(1-1e-10)) { // NaN is that of an empty arm
			asFar++
		}
		return nil
	})
	if err != nil {
		return unmeasured, err
	}
	return shareOf(asFar, draws+1), nil
}
