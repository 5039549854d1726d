package population

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// adultAt is somebody of 40 without family on the wage floor, who works those hours.
func adultAt(on sim.Day, hours float64) Person {
	return Person{
		Born: on.AddMonths(-40 * 12),
		Job:  Job{Sector: Retail, HoursPerWeek: hours, HourlyPence: uc.Statute().MinimumWage(on, 40)},
	}
}

func viewsOf(on sim.Day, people ...Person) (list []view) {
	w := newWages(uc.Statute(), on)
	for i := range people {
		list = append(list, newView(&people[i], on, &w, true))
	}
	return list
}

// movedRows are the rows of those moved on 26 September 2022, out of so many million
// in work.
func movedRows(published, inWork float64) *margins {
	return newMargins("2022-25", []Margin{
		{Use: "fit/moved_to_intensive", Level: "2022-09-26", Value: published}, {ID: "X", Use: "check/in_work_people", Value: inWork},
	})
}

// The rise of 26 September 2022, from 355 to 494 pounds a month at a floor of
// 9.50, moves who works 9 or 11.9 hours (370.50, 489.88) and nobody at 8.5 (349.92)
// or 12.1 (498.12), whatever the year the people are of: hours stay, pay follows
// the floor. At the floor of 2024, 11.44, 10 hours would else be 495.73 and stay.
func TestByRule_Moved(t *testing.T) {
	const inWork = 0.004 // million
	for _, on := range []sim.Day{sim.Date(2022, time.October, 1), sim.Date(2024, time.May, 20)} {
		b := byRule{on, uc.Statute()}
		list := b.compare(movedRows(2500, inWork), viewsOf(on, adultAt(on, 8.5), adultAt(on, 9), adultAt(on, 10), adultAt(on, 11.9), adultAt(on, 12.1), Person{Born: on.AddMonths(-30 * 12)}))
		require.Len(t, list, 1)
		c := list[0]
		assert.Equal(t, 5, c.People, "all but the one out of work")
		assert.InDelta(t, 3*4000.0/5, c.Made, 1e-9, "three of five stand for 4,000 in work")
		assert.InDelta(t, -100, c.Gap, 1e-9)
	}
}

// In a couple both adults are moved where what they earn together falls below the
// couple's amount: 411.67 and 180 are above 567 and below 782. Until 26 September
// 2022 one's own earnings did not count, so that 452.83 beside a partner at home
// was in intensive work search before and is after.
func TestByRule_MovedCouples(t *testing.T) {
	on := sim.Date(2022, time.October, 1)
	pair := func(hours float64, partner money.Pence) Person {
		p := adultAt(on, hours)
		p.Couple, p.PartnerBorn, p.PartnerGrossMonth = true, p.Born, partner
		return p
	}
	for _, k := range []struct {
		pair   Person
		inWork int
		moved  float64
	}{{pair(11, 0), 1, 0}, {pair(10, 180*money.Pound), 2, 2}} {
		b := byRule{on, uc.Statute()}
		list := b.compare(movedRows(1, float64(k.inWork)/1e6), viewsOf(on, k.pair)) // each adult in work is one
		require.Len(t, list, 1)
		assert.Equal(t, k.inWork, list[0].People)
		assert.InDelta(t, k.moved, list[0].Made, 1e-9)
	}
}

// Light touch lies between the thresholds: at 20 hours, not at 8 or 36; someone
// out of work is in no working regime.
func TestByRule_LightTouch(t *testing.T) {
	on := sim.Date(2022, time.May, 12)
	b := byRule{on, uc.Statute()}
	row := Margin{Use: "check/light_touch", Level: "2022-05-12", Value: 0.5}
	list := b.compare(newMargins("2022-25", []Margin{row}), viewsOf(on, adultAt(on, 8), adultAt(on, 20), adultAt(on, 36), adultAt(on, 36), Person{Born: on.AddMonths(-30 * 12)}))
	require.Len(t, list, 1)
	assert.Equal(t, 3, list[0].People)
	assert.InDelta(t, 1.0/3, list[0].Made, 1e-9)
}

func TestByRule_Panics(t *testing.T) {
	assert.Panics(t, func() { dayNamed("Sep 2022") })
	assert.Panics(t, func() { (&byRule{}).cohort("men", 0) })
}
