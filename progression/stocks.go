package progression

import (
	"slices"

	"inwork/sim"
)

// stocks fade by halves, one for each person or employer: a value is stored with the
// week in which it was true, so that a stock nobody asks about costs nothing.
type stocks struct {
	value []float64
	week  []int16
	left  []float64 // share left after 0, 1, 2 … weeks
}

func newStocks(n, weeks int, halfLife float64) stocks {
	s := stocks{value: make([]float64, n), week: make([]int16, n), left: make([]float64, weeks+1)}
	for k := range s.left {
		s.left[k] = sim.Exp(-float64(k) * sim.Log(2) / halfLife)
	}
	return s
}

// clone copies the columns.
func (s stocks) clone() stocks {
	s.value, s.week = slices.Clone(s.value), slices.Clone(s.week)
	return s
}

// copyRow copies one stock.
func (s *stocks) copyRow(from *stocks, k int) { s.value[k], s.week[k] = from.value[k], from.week[k] }

// now is what a stock is in a week.
func (s *stocks) now(k, week int) float64 { return float64(s.value[k] * s.left[week-int(s.week[k])]) }

// set makes it x from a week on.
func (s *stocks) set(k, week int, x float64) { s.value[k], s.week[k] = x, int16(week) }
