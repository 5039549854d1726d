package trial

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
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

// Balance is how alike two arms are before treatment.
type Balance struct {
	Differences []Difference
	LeftOut     []string // covariates that are constant or a combination of those before them: no part of the joint test
	Distance    float64  // d² of Hansen and Bowers: the differences together, in units of their covariance under complete randomisation
	DF          int      // covariates in it
	PChiSquared float64  // of Distance, for large samples
	F           float64  // of the regression of treatment on the covariates: the same distance, for normal covariates
	DFError     int
	PF          float64
	PPermuted   float64 // share of Distance under assignments drawn again that is at least as large, the data counted among them; NaN if none were
	Draws       int
}

// Reassignment draws treatment again by the design of the trial, as it might have come: once for each number from 0 on. It may be
// called from several goroutines.
type Reassignment func(draw int) (treated []bool, err error)

// Balanced compares two arms in their covariates, one by one (Imbens and Rubin, Causal Inference (2015), chapter 14) and together (Hansen
// and Bowers, Statistical Science 23 (2008) 219-236). The first two joint tests are those of complete randomisation of rows. For any
// other design, blocks and clusters among them, give `again`: the third test is exact for the design that it follows. Nil means no third.
//
// The error is ctx's, that of again, or a *BadCovariate, an *ArmSize. It panics on slices that differ in length, and if again is given
// without draws.
func Balanced(ctx context.Context, covariates []Covariate, treated []bool, again Reassignment, draws, workers int) (*Balance, error) {
	n1, n0, err := armSizes(treated)
	if err != nil {
		return nil, err
	}
	b := &Balance{PPermuted: math.NaN()}
	for _, c := range covariates {
		d, err := c.difference(treated)
		if err != nil {
			return nil, err
		}
		b.Differences = append(b.Differences, d)
	}
	axes, leftOut := independent(covariates)
	b.LeftOut, b.DF = leftOut, len(axes)
	b.Distance = distance(axes, treated)
	b.infer(n1 + n0)
	if again == nil {
		return b, nil
	}
	if draws < 1 {
		panic("trial: Balanced needs at least 1 draw")
	}
	return b, b.permute(ctx, axes, n1+n0, again, draws, max(1, workers))
}

func armSizes(treated []bool) (n1, n0 int, err error) {
	for _, t := range treated {
		if t {
			n1++
		} else {
			n0++
		}
	}
	if n1 < 2 || n0 < 2 {
		return n1, n0, &ArmSize{Treated: n1, Control: n0}
	}
	return n1, n0, nil
}

// ArmSize is the error of arms too small to compare.
type ArmSize struct{ Treated, Control int }

func (e *ArmSize) Error() string {
	return fmt.Sprintf("arms: found %d treated and %d control rows, expected at least 2 of each", e.Treated, e.Control)
}

// BadCovariate is the error of a covariate that is not a finite number somewhere.
type BadCovariate struct {
	Name  string
	Row   int // counted from 0
	Value float64
}

func (e *BadCovariate) Error() string {
	return fmt.Sprintf("row %d: %s: found %v, expected a finite number", e.Row, e.Name, e.Value)
}

func (c Covariate) difference(treated []bool) (Difference, error) {
	sameLength(c.Name+" and treated", len(c.Values), len(treated))
	var arms [2][]float64
	for i, v := range c.Values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
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
		v := make([]float64, len(c.Values))
		mean, largest := stat.Mean(c.Values, nil), 0.0
		for i := range v {
			v[i] = c.Values[i] - mean
			largest = max(largest, math.Abs(c.Values[i]))
		}
		whole := norm(v)
		for range 2 {
			for _, axis := range axes {
				along := mat.Dot(mat.NewVecDense(len(v), v), mat.NewVecDense(len(v), axis))
				for i := range v {
					v[i] -= along * axis[i]
				}
			}
		}
		left := norm(v)
		if !(left > 1e-7*whole) || whole <= 1e-13*largest*math.Sqrt(float64(len(v))) {
			leftOut = append(leftOut, c.Name)
			continue
		}
		for i := range v {
			v[i] /= left
		}
		axes = append(axes, v)
	}
	return axes, leftOut
}

func norm(v []float64) float64 { return mat.Norm(mat.NewVecDense(len(v), v), 2) }

// distance is d²: on orthonormal axes the covariance of a difference in means under complete randomisation is n/(n1 n0 (n-1)) on each.
func distance(axes [][]float64, treated []bool) float64 {
	n1 := 0.0
	for _, t := range treated {
		if t {
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
		sum += difference * difference
	}
	return sum * n1 * (n - n1) * (n - 1) / n
}

func (b *Balance) infer(n int) {
	k := float64(b.DF)
	b.DFError = n - b.DF - 1
	b.PChiSquared, b.F, b.PF = math.NaN(), math.NaN(), math.NaN()
	if b.DF == 0 {
		return
	}
	b.PChiSquared = distuv.ChiSquared{K: k}.Survival(b.Distance)
	if explained := b.Distance / float64(n-1); b.DFError > 0 {
		b.F = explained / k / (1 - explained) * float64(b.DFError)
		b.PF = distuv.F{D1: k, D2: float64(b.DFError)}.Survival(b.F)
	}
}

// permute compares the distance with that of assignments drawn again.
func (b *Balance) permute(ctx context.Context, axes [][]float64, n int, again Reassignment, draws, workers int) error {
	asFar := 1 // the data
	err := sim.Map(ctx, draws, workers, func(_ context.Context, i int) (float64, error) {
		treated, err := again(i)
		if err != nil {
			return 0, err
		}
		sameLength("an assignment drawn again and the data", len(treated), n)
		return distance(axes, treated), nil
	}, func(_ int, d float64) error {
		if !(d < b.Distance*(1-1e-10)) { // an empty arm, NaN, is as far as can be
			asFar++
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.Draws, b.PPermuted = draws, float64(asFar)/float64(draws+1)
	return nil
}
