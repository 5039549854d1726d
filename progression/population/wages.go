package population

import (
	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// wages is the wage floor on the world's first day, by day of birth.
type wages struct {
	steps     []wageStep // oldest people first
	adultBorn sim.Day    // last day of birth of adults
}

// A wageStep is the floor of people born on or before the day, and after that of
// the step before.
type wageStep struct {
	born  sim.Day
	floor money.Pence
}

const oldest = 66 // years; the floor is the same above

func newWages(book *uc.Book, day sim.Day) wages {
	w := wages{adultBorn: day.AddMonths(-12 * adult)}
	for age := oldest; age >= adult; age-- {
		born, floor := day.AddMonths(-12*age), book.MinimumWage(day, age)
		if n := len(w.steps); n > 0 && w.steps[n-1].floor == floor {
			w.steps[n-1].born = born
		} else {
			w.steps = append(w.steps, wageStep{born, floor})
		}
	}
	return w
}

// floor is the hourly wage floor of an adult born that day.
func (w *wages) floor(born sim.Day) money.Pence {
	for _, s := range w.steps {
		if born <= s.born {
			return s.floor
		}
	}
	panic("population: no wage floor below the age of 18")
}
