package uc_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// Every minimum wage from October 2014 to April 2026 as gov.uk publishes it ("National Minimum Wage and National Living Wage rates"), and those
// announced for 2027, in pence an hour, and the age at which the adult rate starts.
var minimumWages = []struct {
	from                           sim.Day
	adult, from21, from18, under18 money.Pence
	adultFrom                      int
}{
	{sim.Date(2014, time.October, 1), 650, 650, 513, 379, 21},
	{sim.Date(2015, time.October, 1), 670, 670, 530, 387, 21},
	{sim.Date(2016, time.April, 1), 720, 670, 530, 387, 25},
	{sim.Date(2016, time.October, 1), 720, 695, 555, 400, 25},
	{sim.Date(2017, time.April, 1), 750, 705, 560, 405, 25},
	{sim.Date(2018, time.April, 1), 783, 738, 590, 420, 25},
	{sim.Date(2019, time.April, 1), 821, 770, 615, 435, 25},
	{sim.Date(2020, time.April, 1), 872, 820, 645, 455, 25},
	{sim.Date(2021, time.April, 1), 891, 836, 656, 462, 23},
	{sim.Date(2022, time.April, 1), 950, 918, 683, 481, 23},
	{sim.Date(2023, time.April, 1), 1042, 1018, 749, 528, 23},
	{sim.Date(2024, time.April, 1), 1144, 1144, 860, 640, 21},
	{sim.Date(2025, time.April, 1), 1221, 1221, 1000, 755, 21},
	{sim.Date(2026, time.April, 1), 1271, 1271, 1085, 800, 21},
	{sim.Date(2027, time.April, 1), 1321, 1321, 1127, 831, 21},
}

// On each day of each stretch, the ages on both sides of every step have the published wage.
func TestBook_MinimumWage(t *testing.T) {
	book := uc.Statute()
	for i, w := range minimumWages {
		next := sim.Date(2028, time.April, 1)
		if i+1 < len(minimumWages) {
			next = minimumWages[i+1].from
		}
		for day := w.from; day < next; day++ {
			require.Equal(t, w.adult, book.MinimumWage(day, 64), day)
			require.Equal(t, w.adult, book.MinimumWage(day, w.adultFrom), day)
			require.Equal(t, w.from21, book.MinimumWage(day, 21), day)
			require.Equal(t, w.from18, book.MinimumWage(day, 20), day)
			require.Equal(t, w.from18, book.MinimumWage(day, 18), day)
			require.Equal(t, w.under18, book.MinimumWage(day, 17), day)
			if w.adultFrom > 21 {
				require.Equal(t, w.from21, book.MinimumWage(day, w.adultFrom-1), day)
			}
		}
	}
}

// publishedAETs are the administrative earnings thresholds with where they were read. The amounts up to 2022 follow from those of jobseeker's
// allowance by reg 99(6) as it then stood, later ones from hours at the national living wage.
var publishedAETs = []struct {
	from           sim.Day
	single, couple money.Pence // pounds
	source         string

	jsaSingle, jsaCouple     money.Pence // pence a week, until 2022
	hoursSingle, hoursCouple int64       // a week, since
	livingWage               money.Pence // pence an hour
}{
	{sim.Date(2015, time.April, 6), 338, 541, "formula; cited through the 2015 trial", 7310, 11485, 0, 0, 0},
	{sim.Date(2020, time.April, 6), 343, 549, "welfarebenefitsgeek.com 2020-21", 7435, 11680, 0, 0, 0},
	{sim.Date(2021, time.April, 12), 345, 552, "formula", 7470, 11740, 0, 0, 0},
	{sim.Date(2022, time.April, 11), 355, 567, "gov.uk AET statistics, 5 August 2022", 7700, 12105, 0, 0, 0},
	{sim.Date(2022, time.September, 26), 494, 782, "Hansard", 0, 0, 12, 19, 950},
	{sim.Date(2023, time.January, 30), 617, 988, "SI 2023/7", 0, 0, 15, 24, 950},
	{sim.Date(2023, time.April, 1), 677, 1083, "press, May 2024", 0, 0, 15, 24, 1042},
	{sim.Date(2024, time.April, 1), 743, 1189, "nesaf.co.uk", 0, 0, 15, 24, 1144},
	{sim.Date(2024, time.May, 13), 892, 1437, "SI 2024/536", 0, 0, 18, 29, 1144},
	{sim.Date(2025, time.April, 7), 952, 1534, "gov.uk universal-credit-and-earnings", 0, 0, 18, 29, 1221},
	{sim.Date(2026, time.April, 6), 991, 1597, "formula", 0, 0, 18, 29, 1271},
}

// Every published threshold exactly, and each from its formula: weekly x 52/12, pence dropped.
func TestRules_AET(t *testing.T) {
	month := money.Ratio{Num: 52, Den: 12}
	for i, a := range publishedAETs {
		single, couple := uc.Statute().Period(a.from).AET()
		assert.Equal(t, a.single*money.Pound, single, "%v: %s", a.from, a.source)
		assert.Equal(t, a.couple*money.Pound, couple, "%v: %s", a.from, a.source)
		if i > 0 {
			before, _ := uc.Statute().Period(a.from - 1).AET()
			assert.Equal(t, publishedAETs[i-1].single*money.Pound, before, "the day before %v", a.from)
		}
		weekSingle, weekCouple := money.Pence(a.hoursSingle)*a.livingWage, money.Pence(a.hoursCouple)*a.livingWage
		if a.hoursSingle == 0 {
			weekSingle, weekCouple = a.jsaSingle+5*money.Pound, a.jsaCouple+10*money.Pound
		}
		assert.Equal(t, a.single, month.Down(weekSingle)/money.Pound, "%v", a.from)
		assert.Equal(t, a.couple, month.Down(weekCouple)/money.Pound, "%v", a.from)
	}
}

func ExampleBook_MinimumWage() {
	book := uc.Statute()
	fmt.Println(book.MinimumWage(sim.Date(2016, time.March, 31), 24), book.MinimumWage(sim.Date(2016, time.April, 1), 24), book.MinimumWage(sim.Date(2016, time.April, 1), 25))
	// Output: 6.70 6.70 7.20
}
