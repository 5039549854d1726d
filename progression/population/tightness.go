package population

import (
	"time"

	"inwork/sim"
)

// nationalVacancies are vacancies per unemployed person in the UK, 16 to 64, October to
// December of a year (Office for National Statistics, as quoted by the Social Mobility
// Commission's data site; read), and January to March 2025: one in 2.1 (ONS, May 2025).
var nationalVacancies = []struct {
	day   sim.Day
	ratio float64
}{
	{sim.Date(2009, time.November, 15), 0.18},
	{sim.Date(2012, time.November, 15), 0.20},
	{sim.Date(2014, time.November, 15), 0.38},
	{sim.Date(2015, time.November, 15), BaseTightness},
	{sim.Date(2016, time.November, 15), 0.48},
	{sim.Date(2017, time.November, 15), 0.56},
	{sim.Date(2018, time.November, 15), 0.63},
	{sim.Date(2019, time.November, 15), 0.63},
	{sim.Date(2020, time.November, 15), 0.34},
	{sim.Date(2021, time.November, 15), 0.87},
	{sim.Date(2022, time.November, 15), 0.84},
	{sim.Date(2023, time.November, 15), 0.69},
	{sim.Date(2024, time.November, 15), 0.52},
	{sim.Date(2025, time.February, 15), 0.476},
}

// BaseTightness is vacancies per unemployed person in late 2015, to which the districts' numbers refer.
const BaseTightness = 0.44

// Tightness is the UK's vacancies per unemployed person on a day as a multiple of
// those of late 2015, to which a District's VacanciesPerUnemployed refers. Between
// the published quarters it is interpolated; outside of them it is that of the nearest.
func Tightness(day sim.Day) float64 {
	list := nationalVacancies
	if day <= list[0].day {
		return list[0].ratio / BaseTightness
	}
	for k := 1; k < len(list); k++ {
		a, b := list[k-1], list[k]
		if day < b.day {
			share := float64(day-a.day) / float64(b.day-a.day)
			return (a.ratio + float64(share*(b.ratio-a.ratio))) / BaseTightness
		}
	}
	return list[len(list)-1].ratio / BaseTightness
}
