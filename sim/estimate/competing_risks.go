package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Incidence is the share of people to whom an event of one cause has happened by each time at which one did, when others may happen
// first.
type Incidence struct {
	Time     []float64
	Share    []float64
	StdError []float64
}

// CumulativeIncidence estimates the incidence of one cause among competing ones, where each row has the time and the cause of its first
// event, or cause 0 and the time when it was last seen. Kaplan and Meier's curve with other causes taken as censored would answer another
// question: what if they did not exist. The variance is that of R's cmprsk (Gray; Marubini and Valsecchi 1995, equation 10.12, with
// a finite correction).
//
// The error is a *BadCell, also for an `of` below 1 and a cause below 0. It panics on slices that differ in length.
func CumulativeIncidence(time []float64, cause []int, of int) (*Incidence, error) {
	event, err := causes(time, cause, of)
	if err != nil {
		return nil, err
	}
	in := &Incidence{}
	survival, share := 1.0, 0.0
	var v1, v2, v3 float64
	add := func(t4, t3, jump float64) {
		v1, v2, v3 = v1+t4*t4*jump, v2+t3*t4*jump, v3+t3*t3*jump
	}
	for _, m := range moments(time, event, allRows(len(time))) {
		n, d := float64(m.atRisk), 0.0
		for _, i := range m.rows[:m.events] {
			if cause[i] == of {
				d++
			}
		}
		others := float64(m.events) - d
		after := survival * (n - d - others) / n
		jump := func(events float64) float64 {
			correction := 1.0
			if events > 1 {
				correction = 1 - (events-1)/(n-1)
			}
			return survival * survival * correction * events / (n * n)
		}
		share += survival * d / n
		inverse := 0.0
		if after > 0 {
			inverse = 1 / after
		}
		if others > 0 && after > 0 {
			add(share*inverse, inverse, jump(others))
		}
		if d > 0 {
			add(1+inverse*share, inverse, jump(d))
			in.Time, in.Share = append(in.Time, m.time), append(in.Share, share)
			in.StdError = append(in.StdError, math.Sqrt(max(0, v1+share*share*v3-2*share*v2)))
		}
		survival = after
	}
	return in, nil
}

// causes refuses causes that are not numbered and says who had an event of any.
func causes(time []float64, cause []int, of int) ([]bool, error) {
	sameLength("time and cause", len(time), len(cause))
	event := make([]bool, len(cause))
	for i, c := range cause {
		if c < 0 {
			return nil, &BadCell{Row: i, Column: "cause", Found: fmt.Sprint(c), Expected: "0 for none, or a number from 1 on"}
		}
		event[i] = c > 0
	}
	if of < 1 {
		return nil, &Unusable{What: "cause asked for", Found: fmt.Sprint(of), Expected: "1 or above"}
	}
	return event, survivalTimes(time, event)
}

// At is the incidence by a time.
func (in *Incidence) At(time float64) float64 {
	share := 0.0
	for k, t := range in.Time {
		if t <= time {
			share = in.Share[k]
		}
	}
	return share
}

// FineGrayFit is a proportional hazards model of the subdistribution of one cause: a coefficient above 0 raises its incidence.
type FineGrayFit struct {
	Coefficients []Coefficient
	LogLik       float64
	Warnings     []error // *NoTest
}

// FineGray fits the model of Fine and Gray (Journal of the American Statistical Association 94 (1999) 496-509) for one cause: people who
// had another stay at risk, weighted by the chance of not having been censored since. Standard errors allow for that the weights are
// estimated, and for censoring that does not depend on covariates.
//
// The error is a *BadCell, a *BadValue, an *Unusable, an *Aliased or a *Separated. It panics on slices that differ in length.
func FineGray(time []float64, cause []int, of int, x []Column) (*FineGrayFit, error) {
	event, err := causes(time, cause, of)
	if err != nil {
		return nil, err
	}
	columns, err := covariates(len(time), x)
	if err != nil {
		return nil, err
	}
	f := newSubdistribution(time, event, cause, of, columns)
	top, err := climb(names(x), f.scale, f.likelihood)
	if err != nil {
		return nil, sameForAll(err)
	}
	fit := &FineGrayFit{LogLik: top.logLik}
	bread := inverseOf(top.information)
	meat := mat.NewSymDense(len(x), nil)
	for _, part := range f.influence(top.beta) {
		meat.SymRankOne(meat, 1, mat.NewVecDense(len(part), part))
	}
	var cov mat.Dense
	cov.Mul(bread, meat)
	cov.Mul(&cov, bread)
	se := make([]float64, len(x))
	for k := range x {
		se[k] = math.Sqrt(cov.At(k, k))
	}
	fit.Coefficients = normalCoefficients(names(x), top.beta, se)
	fit.Warnings = noTests(fit.Coefficients)
	return fit, nil
}

// subdistribution is the data of a Fine and Gray model, in order of time.
type subdistribution struct {
	moments []moment
	kind    []int       // of each row: 1 the cause asked for, 2 another, 0 censored
	x       [][]float64 // rows less the means
	scale   []float64
	unseen  []float64 // by moment: chance of not being censored before it
}

func newSubdistribution(time []float64, event []bool, cause []int, of int, x [][]float64) *subdistribution {
	r := newRiskSets(time, event, x, CoxOptions{})
	f := &subdistribution{moments: r.moments[0], x: r.x, scale: r.scale, kind: make([]int, len(time))}
	for i, c := range cause {
		switch {
		case c == of:
			f.kind[i] = 1
		case c > 0:
			f.kind[i] = 2
		}
	}
	share := 1.0
	for _, m := range f.moments {
		f.unseen = append(f.unseen, share)
		share *= float64(m.atRisk-m.censored) / float64(m.atRisk)
	}
	return f
}

// at is the sums over people at risk at each moment: those seen, and those with another cause before, weighted.
func (f *subdistribution) at(hazard []float64) []*sums {
	p := len(f.scale)
	seen := make([]*sums, len(f.moments))
	sum := newSums(p)
	for k := len(f.moments) - 1; k >= 0; k-- {
		for _, i := range f.moments[k].rows {
			sum.add(hazard[i], f.x[i])
		}
		seen[k] = sum.plus(0, sum)
	}
	gone := newSums(p)
	for k, m := range f.moments {
		seen[k] = seen[k].plus(f.unseen[k], gone)
		for _, i := range m.rows {
			if f.kind[i] == 2 {
				gone.add(hazard[i]/f.unseen[k], f.x[i])
			}
		}
	}
	return seen
}

// plus is s + by × other.
func (s *sums) plus(by float64, other *sums) *sums {
	sum := newSums(len(s.first))
	sum.hazard = s.hazard + by*other.hazard
	for k := range s.first {
		sum.first[k] = s.first[k] + by*other.first[k]
	}
	scaled := mat.NewSymDense(len(s.first), nil)
	scaled.ScaleSym(by, other.second)
	sum.second.AddSym(s.second, scaled)
	return sum
}

func (f *subdistribution) hazards(beta []float64) []float64 {
	hazard := make([]float64, len(f.x))
	for i, row := range f.x {
		hazard[i] = math.Exp(dot(row, beta))
	}
	return hazard
}

func (f *subdistribution) likelihood(beta []float64) likelihood {
	p := len(beta)
	l := likelihood{score: make([]float64, p), information: mat.NewSymDense(p, nil)}
	at := f.at(f.hazards(beta))
	for k, m := range f.moments {
		for _, i := range m.rows {
			if f.kind[i] != 1 {
				continue
			}
			l.logLik += dot(f.x[i], beta) - math.Log(at[k].hazard)
			d := draw{mean: make([]float64, p), second: mat.NewSymDense(p, nil)}
			for a := range p {
				d.mean[a] = at[k].first[a] / at[k].hazard
				l.score[a] += f.x[i][a] - d.mean[a]
			}
			d.second.ScaleSym(1/at[k].hazard, at[k].second)
			l.information.AddSym(l.information, d.variance())
		}
	}
	return l
}

// influence is each row's part of the score: eta + psi in section 5 of the paper, the second for the censoring distribution.
func (f *subdistribution) influence(beta []float64) [][]float64 {
	p, n := len(beta), len(f.x)
	hazard := f.hazards(beta)
	at := f.at(hazard)
	part := make([][]float64, n)
	for i := range part {
		part[i] = make([]float64, p)
	}
	total, upTo := f.cumulate(at)
	for k, m := range f.moments {
		for _, i := range m.rows {
			for a := range p {
				if f.kind[i] == 1 {
					part[i][a] += f.x[i][a] - at[k].first[a]/at[k].hazard
				}
				part[i][a] -= hazard[i] * (f.x[i][a]*upTo[k].jump - upTo[k].mean[a])
				if f.kind[i] == 2 {
					later := f.x[i][a]*(total.weighted-upTo[k].weighted) - (total.weightedMean[a] - upTo[k].weightedMean[a])
					part[i][a] -= hazard[i] / f.unseen[k] * later
				}
			}
		}
	}
	f.addCensoring(part, hazard, total, upTo)
	return part
}

// cumulated is the baseline's jumps added up: alone and times the mean covariate at risk, and both times the chance of not being
// censored before.
type cumulated struct {
	jump, weighted     float64
	mean, weightedMean []float64
}

// cumulate adds up to and including each moment.
func (f *subdistribution) cumulate(at []*sums) (total cumulated, upTo []cumulated) {
	p := len(f.scale)
	total = cumulated{mean: make([]float64, p), weightedMean: make([]float64, p)}
	for k, m := range f.moments {
		events := 0.0
		for _, i := range m.rows {
			if f.kind[i] == 1 {
				events++
			}
		}
		jump := events / at[k].hazard
		next := cumulated{jump: total.jump + jump, weighted: total.weighted + f.unseen[k]*jump,
			mean: make([]float64, p), weightedMean: make([]float64, p)}
		for a := range p {
			mean := at[k].first[a] / at[k].hazard
			next.mean[a] = total.mean[a] + mean*jump
			next.weightedMean[a] = total.weightedMean[a] + f.unseen[k]*mean*jump
		}
		upTo, total = append(upTo, next), next
	}
	return total, upTo
}

// addCensoring adds psi: what each row's censoring, or time at risk of it, does to the weights of those with another cause. As in
// cmprsk, a censoring moves the weights at events of its own time, of people whose other cause came before it.
func (f *subdistribution) addCensoring(part [][]float64, hazard []float64, total cumulated, upTo []cumulated) {
	p := len(f.scale)
	before := cumulated{weightedMean: make([]float64, p)}
	gone := newSums(p)
	expected := make([]float64, p) // what time at risk of censoring has led to expect
	for k, m := range f.moments {
		risk := float64(m.atRisk)
		q := make([]float64, p)
		for a := range p {
			q[a] = gone.first[a]*(total.weighted-before.weighted) - gone.hazard*(total.weightedMean[a]-before.weightedMean[a])
			expected[a] += q[a] / risk * float64(m.censored) / risk
		}
		for _, i := range m.rows {
			for a := range p {
				if f.kind[i] == 0 {
					part[i][a] += q[a] / risk
				}
				part[i][a] -= expected[a]
			}
			if f.kind[i] == 2 {
				gone.add(hazard[i]/f.unseen[k], f.x[i])
			}
		}
		before = upTo[k]
	}
}
