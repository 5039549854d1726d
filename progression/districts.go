package progression

import (
	"slices"

	"inwork/progression/rows"
	"inwork/sim"
)

// monthly counts who gets the posts and the coaches' time of a district, month by month from the start of recruitment.
type monthly struct {
	rows []rows.District
	idle rows.District // takes the counts of earlier weeks
}

// clone copies the months.
func (m monthly) clone() monthly {
	m.rows = slices.Clone(m.rows)
	return m
}

// month is where this week is counted.
func (w *World) month() *rows.District {
	if n := len(w.monthly.rows); n > 0 {
		return &w.monthly.rows[n-1]
	}
	return &w.monthly.idle
}

// openMonth begins to count a week.
func (w *World) openMonth() {
	if w.week < w.BurnInWeeks {
		return
	}
	year, month, _ := w.day(w.week).Date()
	first := sim.Date(year, month, 1)
	if n := len(w.monthly.rows); n == 0 || w.monthly.rows[n-1].Month != first {
		w.closeMonth()
		w.monthly.rows = append(w.monthly.rows, rows.District{District: int32(w.District.District), Month: first})
	}
	w.month().Weeks++
}

// closeMonth counts the posts that stand open at the end of a month.
func (w *World) closeMonth() {
	n := int32(0)
	for _, open := range w.market.open {
		if open {
			n++
		}
	}
	w.month().Open = n
}

// Districts are the months of the district, in order; nil of a world that takes coaches or vacancies as recorded, and so has none of its own.
func (w *World) Districts() []rows.District {
	if w.kind.Frozen != 0 {
		return nil
	}
	return w.monthly.rows
}
