package population

import (
	"fmt"
	"math"
	"time"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// byRule asks of people what the rules of another day would ask of them, with pay
// moved by the wage floor between the days: hours stay what they are.
type byRule struct {
	views []view
	on    sim.Day // of the people
	book  *uc.Book
}

// compareByRule sets beside each other what is published of labour-market regimes
// and what the rules make of the people's earnings. Nothing of it is drawn.
func (p *Pack) compareByRule(m *margins, views []view, on sim.Day) (list []Comparison) {
	if len(views) == 0 {
		return nil
	}
	b := byRule{views, on, uc.Statute()}
	for _, r := range m.rows {
		c := newComparison(r, m.era, "")
		switch r.Use {
		case "check/moved_to_intensive":
			b.moved(&c, dayNamed(r.Level), m.only("check/in_work_people"))
		case "check/light_touch":
			b.lightTouch(&c, dayNamed(r.Level))
		case "check/cohort":
			b.cohort(&c, sim.Date(2021, time.October, 1))
		default:
			continue
		}
		if c.People > 0 {
			list = append(list, c)
		}
	}
	return list
}

// regimes are those of a person's adults under the rules of a day.
func (b *byRule) regimes(v *view, rules *uc.Rules, day sim.Day) [2]uc.Regime {
	u := uc.Unit{Adults: 1, Age: [2]int{int(years(v.Born, b.on))}, PeriodStart: b.on, Children: uc.Born(v.Children...)}
	if v.Couple {
		u.Adults, u.Age[1] = 2, int(years(v.PartnerBorn, b.on))
		u.LeadCarer = v.LeadCarer()
	}
	floors := money.Ratio{Num: int64(b.book.MinimumWage(day, uc.AdultRateAge)), Den: int64(b.book.MinimumWage(b.on, uc.AdultRateAge))}
	own := roundPence(float64(v.Job.HourlyPence) * v.Job.HoursPerWeek * weeksPerMonth)
	return rules.Regime(&u, uc.Employees([2]money.Pence{floors.Of(own), floors.Of(v.PartnerGrossMonth)}))
}

const independentHours = "hours do not depend on the family here: for a joint fit"

// moved counts the adults whom the change of the rules on a day moves from light
// touch to intensive work search, and scales them to all who work.
func (b *byRule) moved(c *Comparison, day sim.Day, inWork Margin) {
	before, after := b.book.Period(day-1), b.book.Period(day)
	moved := 0
	for i := range b.views {
		v := &b.views[i]
		old, now := b.regimes(v, before, day), b.regimes(v, after, day)
		for k := range old {
			if old[k] == uc.LightTouch && now[k] == uc.Intensive {
				moved++
			}
		}
		if v.InWork() {
			c.People++
		}
		if v.PartnerGrossMonth > 0 {
			c.People++
		}
	}
	if c.People == 0 {
		return
	}
	scale := 1e6 * inWork.Value / float64(c.People) // the margin is in millions
	c.Made = float64(float64(moved) * scale)        // not fused with the gap
	c.Gap = c.Made - c.Published
	c.StdError = math.Sqrt(float64(moved)) * scale
	c.Grade = max(c.Grade, sim.Inferred)
	c.Note = fmt.Sprintf("%+.0f%%; 20%% either way is asked; scaled to %.1f million in work (%s)", 100*c.Gap/c.Published, inWork.Value, inWork.ID)
}

// lightTouch is the share in light touch of those in it and those who earn enough.
func (b *byRule) lightTouch(c *Comparison, day sim.Day) {
	rules, light, people := b.book.Period(day), 0, 0
	for i := range b.views {
		regimes := b.regimes(&b.views[i], rules, day)
		for _, r := range regimes[:adults(&b.views[i])] {
			if r == uc.LightTouch {
				light++
			}
			if r == uc.LightTouch || r == uc.WorkingEnough {
				people++
			}
		}
	}
	if people > 0 {
		c.set(float64(light), float64(light), people)
		c.Note = independentHours
	}
}

// cohort is a share of those who were in light touch by the rules of the day.
func (b *byRule) cohort(c *Comparison, day sim.Day) {
	of, ok := map[string]func(v *view) bool{"women": female, "lone_parent": is(loneParent), "health": limited}[c.Level]
	if !ok {
		panic("population: no share of a cohort called " + c.Level)
	}
	rules, with, people := b.book.Period(day), 0, 0
	for i := range b.views {
		v := &b.views[i]
		if b.regimes(v, rules, day)[0] != uc.LightTouch {
			continue
		}
		people++
		if of(v) {
			with++
		}
	}
	if people > 0 {
		c.set(float64(with), float64(with), people)
		c.Note = independentHours
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
