package evaluation

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"inwork/sim/estimate"
)

// Schedule is a rate of discount by year, with a name under which tables know it.
type Schedule struct {
	Title string
	estimate.Schedule
}

// Undiscounted and GreenBook name schedules: amounts as they were paid, and those that a UK appraisal discounts.
const (
	Undiscounted = "none"
	GreenBook    = "green-book-2003"
)

//go:embed schedules.csv
var schedulesCSV string

// SchedulesCSV is what Schedules are read from.
func SchedulesCSV() string { return schedulesCSV }

// Schedules are those by which every study is appraised.
func Schedules() []Schedule { return schedules() }

var schedules = sync.OnceValue(func() []Schedule {
	list, err := readSchedules(schedulesCSV)
	if err != nil {
		panic("evaluation: schedules.csv: " + err.Error())
	}
	return list
})

func readSchedules(text string) (list []Schedule, err error) {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, r := range records[1:] {
		if n := len(list); n == 0 || list[n-1].Name != r[0] {
			list = append(list, Schedule{r[3], estimate.Schedule{Name: r[0], Source: r[4]}})
		}
		if r[1] == "" {
			continue
		}
		year, err := strconv.Atoi(r[1])
		if err != nil {
			return nil, err
		}
		rate, err := strconv.ParseFloat(r[2], 64)
		if err != nil {
			return nil, err
		}
		s := &list[len(list)-1]
		s.Rates = append(s.Rates, estimate.RateFrom{Year: year, Rate: rate})
	}
	for _, s := range list {
		if err := s.Check(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return list, nil
}
