package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// GrayTest tests that groups, numbered from 0, have the same incidence of one cause among competing ones (Gray, Annals of Statistics 16
// (1988) 1141-1154): as R's cmprsk has it, with weights (1 - incidence)^rho.
//
// The error is a *BadCell, also when a group has no rows. It panics on slices that differ in length.
func GrayTest(time []float64, cause []int, of int, group []int, rho float64) (Test, error) {
	event, err := causes(time, cause, of)
	if err != nil {
		return Test{}, err
	}
	groups, err := groupCount(group, len(time))
	if err != nil {
		return Test{}, err
	}
	g := newGray(groups, rho)
	for _, i := range group {
		g.atRisk[i]++
	}
	if groups < 2 {
		return Test{}, &Unusable{What: "group", Found: "one group", Expected: "at least 2"}
	}
	for k, n := range g.atRisk {
		if n == 0 {
			return Test{}, &Unusable{What: "group", Found: fmt.Sprintf("no rows in group %d", k), Expected: "rows in each"}
		}
	}
	for _, m := range moments(time, event, allRows(len(time))) {
		g.step(m, group, cause, of)
	}
	statistic, ok := quadraticForm(g.score[:groups-1], g.covariance())
	if !ok {
		return Test{}, &Unusable{What: "cause", Found: "no moment at which groups could differ", Expected: "at least 1"}
	}
	return chiSquared(statistic, float64(groups-1)), nil
}

// gray is the state of the test between moments. Per group: people at risk, share without any event, incidence of the cause. The people
// at risk of the subdistribution are those at risk over the share without any event, times 1 less the incidence.
type gray struct {
	rho       float64
	atRisk    []float64
	free      []float64   // share without any event
	incidence []float64   // of the cause, by group
	pooled    float64     // of the cause, if all groups had the same
	score     []float64   // observed less expected, weighted
	c         [][]float64 // the weights' integral
	v         [][]float64 // the parts of the variance
	v2        [][]float64
	v3        []float64
}

func newGray(groups int, rho float64) *gray {
	g := &gray{rho: rho, atRisk: make([]float64, groups), free: make([]float64, groups), incidence: make([]float64, groups),
		score: make([]float64, groups), v3: make([]float64, groups)}
	for k := range groups {
		g.free[k] = 1
		g.c, g.v, g.v2 = append(g.c, make([]float64, groups)), append(g.v, make([]float64, groups)), append(g.v2, make([]float64, groups))
	}
	return g
}

// step takes up one moment.
func (g *gray) step(m moment, group, cause []int, of int) {
	groups := len(g.atRisk)
	ofCause, others, left := make([]float64, groups), make([]float64, groups), make([]float64, groups)
	var d1, d2 float64
	for _, i := range m.rows {
		left[group[i]]++
		switch {
		case cause[i] == of:
			ofCause[group[i]]++
			d1++
		case cause[i] > 0:
			others[group[i]]++
			d2++
		}
	}
	if d1+d2 > 0 {
		g.events(ofCause, others, d1, d2)
	}
	for k := range left {
		g.atRisk[k] -= left[k]
	}
}

// events takes up the events of a moment, of the cause and of others.
func (g *gray) events(ofCause, others []float64, d1, d2 float64) {
	groups := len(g.atRisk)
	free, incidence := append([]float64(nil), g.free...), append([]float64(nil), g.incidence...)
	var whole, subdistribution float64
	for k, n := range g.atRisk {
		if n == 0 {
			continue
		}
		free[k] = g.free[k] * (n - ofCause[k] - others[k]) / n
		incidence[k] += g.free[k] * ofCause[k] / n
		whole += n / g.free[k]
		subdistribution += n * (1 - g.incidence[k]) / g.free[k]
	}
	pooled := g.pooled + d1/whole
	weight := math.Pow(1-g.pooled, g.rho)
	a := make([][]float64, groups)
	for i, n := range g.atRisk {
		a[i] = make([]float64, groups)
		if n == 0 {
			continue
		}
		for j, other := range g.atRisk {
			if other == 0 {
				continue
			}
			share := n / g.free[i]
			a[i][j] = -weight * share * other / (g.free[j] * whole)
			if i == j {
				a[i][i] += weight * share
			}
			g.c[i][j] += a[i][j] * d1 / (whole * (1 - g.pooled))
		}
		g.score[i] += weight * (ofCause[i] - d1*n*(1-g.incidence[i])/(g.free[i]*subdistribution))
	}
	for k, n := range g.atRisk {
		if n == 0 {
			continue
		}
		if d1 > 0 {
			through, correction := 1.0, 1.0
			if free[k] > 0 {
				through = 1 - (1-pooled)/free[k]
			}
			if d1 > 1 {
				correction = 1 - (d1-1)/(whole*g.free[k]-1)
			}
			g.spread(k, a, through, correction*g.free[k]*d1/(whole*n))
		}
		if d2 := others[k]; d2 > 0 && free[k] > 0 {
			correction := 1.0
			if d2 > 1 {
				correction = 1 - (d2-1)/(n-1)
			}
			g.spread(k, nil, (1-pooled)/free[k], correction*g.free[k]*g.free[k]*d2/(n*n))
		}
	}
	g.free, g.incidence, g.pooled = free, incidence, pooled
}

// spread adds the variance that events in group k bring: with a, events of the cause, without, others.
func (g *gray) spread(k int, a [][]float64, through, variance float64) {
	g.v3[k] += through * through * variance
	for i := range g.atRisk {
		ti := through * g.c[i][k]
		sign := -1.0
		if a != nil {
			ti, sign = a[i][k]-through*g.c[i][k], 1
		}
		g.v2[i][k] += sign * ti * through * variance
		for j := range g.atRisk {
			tj := through * g.c[j][k]
			if a != nil {
				tj = a[j][k] - through*g.c[j][k]
			}
			g.v[i][j] += ti * tj * variance
		}
	}
}

// covariance of the scores of all groups but the last.
func (g *gray) covariance() *mat.SymDense {
	n := len(g.atRisk) - 1
	cov := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			v := g.v[i][j]
			for k := range g.atRisk {
				v += g.c[i][k]*g.c[j][k]*g.v3[k] + g.c[i][k]*g.v2[j][k] + g.c[j][k]*g.v2[i][k]
			}
			cov.SetSym(i, j, v)
		}
	}
	return cov
}
