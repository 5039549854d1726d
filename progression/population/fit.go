package population

import (
	"fmt"
	"strings"

	"inwork/progression/uc"
	"inwork/sim"
)

// fit is what a pack's people are kept by, so that they are as published not only
// one figure at a time. People are first drawn from what one figure says given
// another, and most of these are independent. Some figures are of several things
// together: which share of those in light touch are lone parents, say, and light
// touch comes of hours, pay, the partner's pay and the children's ages. A table of
// people drawn, by what the figures count, is raked to all of them; and a person
// drawn is kept with a probability in proportion to the factors of her classes,
// or drawn anew. Within a cell of the table nothing changes.
//
// The figures that people are drawn from one by one are controls as well, else
// they would move with the others.
type fit struct {
	Fit
	factors [][]float64 // by aspect and class
	most    float64     // largest product of factors in the table
	last    int         // aspects before it are quick to see; those from it on ask the rules
	beyond  float64     // largest product of the factors from last on
}

// Fit says how well what is published together was met by a pack.
type Fit struct {
	Controls int     // figures, a distribution being one
	Together int     // of them, those that are of several things together
	Cells    int     // of the table that has somebody
	Rounds   int     // of raking
	Gap      float64 // largest distance of a share from the one published
	Worst    string  // figure that has it
	Tries    float64 // people drawn for each one kept
}

// String tells the fit in a line.
func (f Fit) String() string {
	if f.Together == 0 {
		return "no figure of several things together was found for the era: none is fitted"
	}
	return fmt.Sprintf("%d controls, %d of several things together, over %d cells: met to %.1g after %d rounds; %.1f drawn for each person kept",
		f.Controls, f.Together, f.Cells, f.Gap, f.Rounds, f.Tries)
}

// Fit returns how well the figures were met that are of several things together.
func (p *Pack) Fit() Fit { return p.fit().Fit }

// aspect is a control and how to see which of its classes a person is in.
type aspect struct {
	Control
	class    func(v *view) int
	together bool
}

// keptUses are the figures one by one that regimes, hours, pay, age and family
// touch. The others are independent of these, or of them given what is here.
var keptUses = []string{
	"family_others", "age_single_25", "age_parent_25", "children_number", "youngest_age", "sector", "hours_density",
	"candidate_in_work", "family_lone_parent", "sex", "lone_parent_female", "couple_female", "age_stock_under_25",
	"age_lone_parent_under_25", "age_couple_under_25", "partner_working", "floor_mass",
}

const fitted = "fit/" // starts the use of a figure of several things together

// aspects returns the controls, for people as on a day; none where the era has no
// figure of several things together.
func (p *Pack) aspects(on sim.Day) (list []aspect) {
	m := newMargins(p.era, p.margins)
	if len(m.under(fitted)) == 0 {
		return nil
	}
	for _, use := range keptUses {
		for _, d := range distributions {
			if d.use == use {
				list = append(list, d.aspect(m))
			}
		}
		for _, s := range means {
			if s.use == use {
				list = append(list, s.aspects(m)...)
			}
		}
	}
	rules := byRule{on, uc.Statute()}
	for _, r := range m.under(fitted) {
		list = append(list, rules.aspect(m, r))
	}
	return list
}

func (d distribution) aspect(m *margins) aspect {
	list, total := d.published(m)
	levels, shares := make([]string, len(list)), make([]float64, len(list))
	for k, c := range list {
		levels[k], shares[k] = c.Level, c.Published/total
	}
	place := d.place(levels)
	return aspect{Control: Control{Name: d.use, Shares: shares}, class: func(v *view) int {
		if !d.among(v) {
			return -1
		}
		return place(v)
	}}
}

func (s mean) aspects(m *margins) (list []aspect) {
	for _, r := range m.rows {
		if r.Use == s.use && r.Level == s.level {
			list = append(list, counted(s.use+" "+s.level, r.Value, func(v *view) (part, of int) {
				value, counted := s.of(v)
				if !counted {
					return 0, 0
				}
				return int(value), 1
			}))
		}
	}
	return list
}

func (b *byRule) aspect(m *margins, r Margin) aspect {
	share := r.Value
	if strings.HasSuffix(r.Use, movedToIntensive) {
		share /= 1e6 * m.only("check/in_work_people").Value
	}
	a := counted(r.Use+" "+r.Level, share, b.counts(r))
	a.together = true
	return a
}

// counted is the aspect of a share that is counted: a benefit unit has none, one
// or two of what it is a share of.
func counted(name string, share float64, counts counting) aspect {
	return aspect{
		Control: Control{Name: name, Share: share, Part: []float64{0, 1, 0, 1, 2}, Of: []float64{1, 1, 2, 2, 2}},
		class: func(v *view) int {
			switch part, of := counts(v); of {
			case 0:
				return -1
			case 1:
				return part
			default:
				return 2 + part
			}
		},
	}
}

const (
	fitSeed   = 1 << 63 // of the people of the table
	fitPeople = 1 << 17
)

// newFit draws the table of so many people and rakes it. What the draws make of single figures is
// off by sampling error, which must not be taken for a gap: the table is brought
// to them first, and the factors are what the figures together ask beyond that.
func (p *Pack) newFit(people int) *fit {
	aspects := p.aspects(p.middle)
	if aspects == nil {
		return &fit{Fit: Fit{Tries: 1}}
	}
	weights, controls := p.table(people, aspects)
	alone := 0
	for k := range aspects {
		if !aspects[k].together {
			alone++
		}
	}
	settings := RakeSettings{Rounds: 2000, Gap: 1e-6}
	drawn, err := Rake(weights, controls[:alone], settings)
	if err != nil {
		panic(err.Error()) // the figures are embedded
	}
	r, err := Rake(drawn.Weights, controls, settings)
	if err != nil {
		panic(err.Error())
	}
	f := &fit{factors: r.Factors, last: alone, Fit: Fit{
		Controls: len(controls), Together: len(controls) - alone, Cells: len(weights), Rounds: r.Rounds, Gap: r.Gap, Worst: r.Worst,
	}}
	mean := 0.0
	for c := range weights {
		class := func(k int) int { return controls[k].Class[c] }
		asked := f.product(f.last, len(controls), class)
		product := f.product(0, f.last, class) * asked
		f.beyond, f.most = max(f.beyond, asked), max(f.most, product)
		mean += float64(drawn.Weights[c] * product)
	}
	f.Tries = f.most / mean
	return f
}

// table draws people and counts those who are in the same class of each aspect.
func (p *Pack) table(people int, aspects []aspect) (weights []float64, controls []Control) {
	m := p.newMaker(fitSeed, 0, 0, p.middle, 0)
	for _, a := range aspects {
		controls = append(controls, a.Control)
	}
	cells := map[string]int{}
	key := make([]byte, len(aspects))
	for i := range people {
		var person Person
		m.person(&person, sim.ID(0, i))
		v := newView(&person, p.middle, &m.wages, p.ages.stock)
		for k, a := range aspects {
			key[k] = byte(1 + a.class(&v))
		}
		c, ok := cells[string(key)]
		if !ok {
			c = len(weights)
			cells[string(key)] = c
			weights = append(weights, 0)
			for k := range controls {
				controls[k].Class = append(controls[k].Class, int(key[k])-1)
			}
		}
		weights[c]++
	}
	return weights, controls
}

// product multiplies the factors of somebody's classes in the aspects from one to
// before another.
func (f *fit) product(from, to int, class func(aspect int) int) float64 {
	product := 1.0
	for k := from; k < to; k++ {
		if c := class(k); c >= 0 {
			product *= f.factors[k][c]
		}
	}
	return product
}

// keeps says whether a person who was drawn stays. Somebody of a cell that the
// table does not have may have a product above its largest; she stays as well.
func (m *maker) keeps(p *Person, id uint64) bool {
	if len(m.aspects) == 0 {
		return true
	}
	v := newView(p, m.start, &m.wages, m.pack.ages.stock)
	class := func(k int) int { return m.aspects[k].class(&v) }
	needed := m.draws.uniform(useKept, id) * m.fit.most
	product := m.fit.product(0, m.fit.last, class)
	if product*m.fit.beyond <= needed {
		return false // whatever the rules say
	}
	return needed < product*m.fit.product(m.fit.last, len(m.aspects), class)
}
