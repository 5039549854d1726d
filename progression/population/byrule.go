package population

import (
	"fmt"
	"math"
	"strings"
	"time"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// byRule asks of people what the rules of another day would ask of them, with pay
// moved by the wage floor between the days: hours stay what they are.
type byRule struct {
	on   sim.Day // of the people
	book *uc.Book
}

// counting is what a figure about regimes counts in a benefit unit: the part, and
// what it is a part of.
type counting func(v *view) (part, of int)

// counts returns what a margin counts; nil for one that is not about regimes.
func (b *byRule) counts(r Margin) counting {
	_, figure, _ := strings.Cut(r.Use, "/")
	switch figure {
	case movedToIntensive:
		return b.moved(dayNamed(r.Level))
	case "light_touch":
		return b.lightTouch(dayNamed(r.Level))
	case "cohort":
		return b.cohort(r.Level, sim.Date(2021, time.October, 1))
	}
	return nil
}

const movedToIntensive = "moved_to_intensive"

// compare sets beside each other what is published of labour-market regimes and
// what the rules make of the people's earnings.
func (b *byRule) compare(m *margins, views []view) (list []Comparison) {
	for _, r := range m.rows {
		counts := b.counts(r)
		if counts == nil {
			continue
		}
		part, of := 0, 0
		for i := range views {
			p, o := counts(&views[i])
			part, of = part+p, of+o
		}
		if of == 0 {
			continue
		}
		c := newComparison(r, m.era, "")
		c.set(float64(part), float64(part), of)
		if strings.HasSuffix(r.Use, movedToIntensive) {
			c.scale(m.only("check/in_work_people"))
		}
		switch {
		case strings.HasPrefix(r.Use, fitted):
			c.Note += "fitted"
		case r.Confidence == Memory:
			c.Note += "recalled, not seen: never fitted to"
		}
		list = append(list, c)
	}
	return list
}

// scale makes a share of those in work the number that is published.
func (c *Comparison) scale(inWork Margin) {
	people := 1e6 * inWork.Value // the margin is in millions
	c.StdError = math.Sqrt(float64(c.Made*float64(c.People))) / float64(c.People) * people
	c.Made = float64(c.Made * people) // not fused with the gap
	c.Gap = c.Made - c.Published
	c.Grade = max(c.Grade, sim.Inferred)
	c.Note = fmt.Sprintf("%+.0f%%; 20%% either way is asked; scaled to %.1f million in work (%s); ", 100*c.Gap/c.Published, inWork.Value, inWork.ID)
}

// regimes are those of a person's adults under the rules of a day.
func (b *byRule) regimes(v *view, rules *uc.Rules, floors money.Ratio) [2]uc.Regime {
	u := uc.Unit{Adults: 1, Age: [2]int{int(years(v.Born, b.on))}, PeriodStart: b.on, Children: uc.Born(v.Children...)}
	if v.Couple {
		u.Adults, u.Age[1] = 2, int(years(v.PartnerBorn, b.on))
		u.LeadCarer = v.LeadCarer()
	}
	own := roundPence(float64(v.Job.HourlyPence) * v.Job.HoursPerWeek * weeksPerMonth)
	return rules.Regime(&u, uc.Employees([2]money.Pence{floors.Of(own), floors.Of(v.PartnerGrossMonth)}))
}

// floors is what pay is times on a day of what it is on the people's.
func (b *byRule) floors(day sim.Day) money.Ratio {
	return money.Ratio{Num: int64(b.book.MinimumWage(day, uc.AdultRateAge)), Den: int64(b.book.MinimumWage(b.on, uc.AdultRateAge))}
}

// moved counts the adults whom the change of the rules on a day moves from light
// touch to intensive work search, of all who work.
func (b *byRule) moved(day sim.Day) counting {
	before, after, floors := b.book.Period(day-1), b.book.Period(day), b.floors(day)
	return func(v *view) (moved, inWork int) {
		if v.InWork() {
			inWork++
		}
		if v.PartnerGrossMonth > 0 {
			inWork++
		}
		if inWork == 0 {
			return 0, 0
		}
		old := b.regimes(v, before, floors)
		if old[0] != uc.LightTouch && old[1] != uc.LightTouch {
			return 0, inWork
		}
		now := b.regimes(v, after, floors)
		for k := range old {
			if old[k] == uc.LightTouch && now[k] == uc.Intensive {
				moved++
			}
		}
		return moved, inWork
	}
}

// lightTouch counts the adults in light touch of those in it and those who earn
// enough.
func (b *byRule) lightTouch(day sim.Day) counting {
	rules, floors := b.book.Period(day), b.floors(day)
	return func(v *view) (light, both int) {
		regimes := b.regimes(v, rules, floors)
		for _, r := range regimes[:adults(v)] {
			if r == uc.LightTouch {
				light++
			}
			if r == uc.LightTouch || r == uc.WorkingEnough {
				both++
			}
		}
		return light, both
	}
}

// cohort counts those of a kind of those who were in light touch by the rules of
// the day.
func (b *byRule) cohort(kind string, day sim.Day) counting {
	is, ok := map[string]func(v *view) bool{"women": female, "lone_parent": is(loneParent), "health": limited}[kind]
	if !ok {
		panic("population: no share of a cohort called " + kind)
	}
	rules, floors := b.book.Period(day), b.floors(day)
	return func(v *view) (kind, cohort int) {
		if b.regimes(v, rules, floors)[0] != uc.LightTouch {
			return 0, 0
		}
		if is(v) {
			return 1, 1
		}
		return 0, 1
	}
}

func adults(v *view) int {
	if v.Couple {
		return 2
	}
	return 1
}

// dayNamed reads a level such as 2022-09-26.
func dayNamed(level string) sim.Day {
	day, err := sim.ParseDay(level)
	if err != nil {
		panic("population: " + err.Error())
	}
	return day
}
