package estimate

import (
	"fmt"
	"math"
	"sort"
)

// survivalTimes refuses times that are not times.
func survivalTimes(time []float64, event []bool) error {
	sameLength("time and event", len(time), len(event))
	if len(time) == 0 {
		return &Unusable{What: "time", Found: "no rows", Expected: "at least 1"}
	}
	for i, t := range time {
		if !(t >= 0 && t <= math.MaxFloat64) {
			return &BadCell{Row: i, Column: "time", Found: fmt.Sprint(t), Expected: "a finite number of 0 or more"}
		}
	}
	return nil
}

func allRows(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// A moment is a distinct time in the data.
type moment struct {
	time     float64
	rows     []int // whose time it is: events first
	atRisk   int   // seen at this time or later
	events   int
	censored int
}

// moments is the distinct times of the rows given, in order.
func moments(time []float64, event []bool, rows []int) []moment {
	sorted := append([]int(nil), rows...)
	sort.SliceStable(sorted, func(a, b int) bool {
		i, j := sorted[a], sorted[b]
		return time[i] < time[j] || time[i] == time[j] && event[i] && !event[j]
	})
	var all []moment
	for k, i := range sorted {
		if k == 0 || time[i] != time[sorted[k-1]] {
			all = append(all, moment{time: time[i], atRisk: len(sorted) - k, rows: sorted[k:k]})
		}
		m := &all[len(all)-1]
		m.rows = m.rows[:len(m.rows)+1]
		if event[i] {
			m.events++
		} else {
			m.censored++
		}
	}
	return all
}

// strata is the rows of each stratum, in the order of the strata's numbers; nil is one stratum.
func strata(stratum []int, n int) [][]int {
	if stratum == nil {
		return [][]int{allRows(n)}
	}
	sameLength("stratum and time", len(stratum), n)
	order := indicesBy(n, func(a, b int) bool { return stratum[a] < stratum[b] })
	var parts [][]int
	for k, i := range order {
		if k == 0 || stratum[i] != stratum[order[k-1]] {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], i)
	}
	return parts
}
