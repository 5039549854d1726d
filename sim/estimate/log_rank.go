package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// LogRank is the comparison of survival curves by their events.
type LogRank struct {
	Test
	Observed []float64   // events of each group, weighted
	Expected []float64   // if all groups had the hazard of all together
	Cov      [][]float64 // covariance of Observed - Expected
	N        []int       // rows of each group
}

// LogRankTest tests that groups, numbered from 0, have the same hazard at all times: the log-rank test with rho = 0, Peto and Peto's
// Wilcoxon with rho = 1, in general Harrington and Fleming's with weights S(t-)^rho (Biometrika 69 (1982) 553-566). With strata, groups
// are compared within each and the comparisons added up; nil is none.
//
// Groups without rows at risk at an event count for nothing, and the degrees of freedom are those of the rest less 1. The error is a
// *BadCell, also when fewer than two groups are at risk. It panics on slices that differ in length.
func LogRankTest(time []float64, event []bool, group, stratum []int, rho float64) (LogRank, error) {
	if err := survivalTimes(time, event); err != nil {
		return LogRank{}, err
	}
	groups, err := groupCount(group, len(time))
	if err != nil {
		return LogRank{}, err
	}
	l := LogRank{Observed: make([]float64, groups), Expected: make([]float64, groups), N: make([]int, groups)}
	for _, g := range group {
		l.N[g]++
	}
	cov := mat.NewSymDense(groups, nil)
	for _, rows := range strata(stratum, len(time)) {
		l.add(moments(time, event, rows), event, group, rho, cov)
	}
	for a := range groups {
		l.Cov = append(l.Cov, mat.Row(nil, a, cov))
	}
	return l, l.test(cov)
}

// groupCount refuses groups that are not numbered from 0.
func groupCount(group []int, n int) (int, error) {
	sameLength("group and time", len(group), n)
	most := 0
	for i, g := range group {
		if g < 0 || g >= n+1 {
			return 0, &BadCell{Row: i, Column: "group", Found: fmt.Sprint(g), Expected: "a number from 0 on, one a group"}
		}
		most = max(most, g)
	}
	return most + 1, nil
}

// add takes up one stratum.
func (l *LogRank) add(all []moment, event []bool, group []int, rho float64, cov *mat.SymDense) {
	atRisk := make([]float64, len(l.N))
	for _, m := range all {
		for _, i := range m.rows {
			atRisk[group[i]]++
		}
	}
	survival := 1.0
	for _, m := range all {
		n, d := float64(m.atRisk), float64(m.events)
		weight := math.Pow(survival, rho)
		for g, at := range atRisk {
			l.Expected[g] += weight * d * at / n
		}
		for _, i := range m.rows[:m.events] {
			l.Observed[group[i]] += weight
		}
		if n > 1 {
			spread := weight * weight * d * (n - d) / (n - 1)
			for a, at := range atRisk {
				for b := a; b < len(atRisk); b++ {
					v := -at / n * atRisk[b] / n
					if a == b {
						v += at / n
					}
					cov.SetSym(a, b, cov.At(a, b)+spread*v)
				}
			}
		}
		survival *= (n - d) / n
		for _, i := range m.rows {
			atRisk[group[i]]--
		}
	}
}

// test leaves out groups that no event could have hit, and the last of the rest, whose difference is that of the others.
func (l *LogRank) test(cov *mat.SymDense) error {
	var at []int
	for g, e := range l.Expected {
		if e > 0 {
			at = append(at, g)
		}
	}
	if len(at) < 2 {
		return &Unusable{What: "group", Found: counted(int64(len(at)), "group") + " at risk at an event", Expected: "at least 2"}
	}
	at = at[:len(at)-1]
	difference, v := make([]float64, len(at)), mat.NewSymDense(len(at), nil)
	for a, g := range at {
		difference[a] = l.Observed[g] - l.Expected[g]
		for b := a; b < len(at); b++ {
			v.SetSym(a, b, cov.At(g, at[b]))
		}
	}
	statistic, ok := quadraticForm(difference, v)
	if !ok {
		return &Unusable{What: "event", Found: "no moment at which groups could differ", Expected: "at least 1"}
	}
	l.Test = chiSquared(statistic, float64(len(at)))
	return nil
}
