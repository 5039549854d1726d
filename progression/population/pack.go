package population

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"inwork/sim"
)

// Pack is what people of one era are drawn from. It is read-only and safe for
// use by several goroutines.
type Pack struct {
	name    string // years of the pack
	era     string // of the figures that are of its time
	years   [2]int // first and last
	margins []Margin
	middle  sim.Day // of the era: the people of the fit are as on it
	fit     func() *fit

	claims      claims
	families    families
	sexes       sexes
	ages        ages
	households  [nFamilies]households
	youngest    shares // age of the youngest child in years, over all parents
	partners    partners
	withPartner weight
	homes       homes
	barriers    barriers
	childcare   childcare
	jobs        jobs
}

// Pack2015 returns the pack of 2015-17, the years of the in-work progression
// trial: Universal Credit was young, single and mostly male, and families came
// to it as its full service spread.
func Pack2015() *Pack { return pack2015() }

var pack2015 = sync.OnceValue(func() *Pack {
	return newPack("2015-17", "2015-17", sim.Date(2016, time.April, 1), mustMargins("margins_2015.csv", margins2015))
})

// Pack2022 returns the pack of 2022-24, the years in which the Administrative
// Earnings Threshold rose three times: Universal Credit had its full caseload,
// and half of those who work in light touch were lone parents.
func Pack2022() *Pack { return pack2022() }

var pack2022 = sync.OnceValue(func() *Pack {
	return newPack("2022-24", "2022-25", sim.Date(2022, time.October, 1), mustMargins("margins_2022.csv", margins2022))
})

// Packs returns the packs, earliest first.
func Packs() []*Pack { return []*Pack{Pack2015(), Pack2022()} }

// PackOf returns the pack of an era by its name, such as 2022-24. The error lists
// the names there are.
func PackOf(era string) (*Pack, error) {
	var names []string
	for _, p := range Packs() {
		if p.name == era {
			return p, nil
		}
		names = append(names, p.name)
	}
	return nil, fmt.Errorf("population: no pack %q, expected one of %s", era, strings.Join(names, ", "))
}

func newPack(name, era string, middle sim.Day, rows []Margin) *Pack {
	m := newMargins(era, rows)
	p := &Pack{name: name, era: era, margins: rows, middle: middle}
	if n, err := fmt.Sscanf(name, "%d-%d", &p.years[0], &p.years[1]); n != 2 || err != nil {
		panic("population: pack " + name + " names no years")
	}
	p.years[1] += p.years[0] / 100 * 100
	p.fit = sync.OnceValue(func() *fit { return p.newFit(fitPeople) })
	p.claims = newClaims(m)
	p.families = newFamilies(m)
	p.sexes = newSexes(m, p.families.first)
	p.ages = newAges(m, p.families.first)
	for f := range family(nFamilies) {
		if f.children() {
			p.households[f] = newHouseholds(m, p.ages.of[f])
		}
	}
	p.youngest = newShares(values(m.group("youngest_age"))...)
	p.partners = newPartners(m)
	p.withPartner = newWeight(p.partners.correlation)
	p.homes = newHomes(m)
	p.barriers = newBarriers(m, p.youngest)
	p.childcare = newChildcare(m)
	p.jobs = newJobs(m)
	m.under(fitted)
	m.mustHaveReadAll()
	return p
}

// Era names the years of the pack, such as 2015-17. [PackOf] finds it by them.
func (p *Pack) Era() string { return p.name }

// Years are the calendar years whose people these are.
func (p *Pack) Years() (first, last int) { return p.years[0], p.years[1] }

// Households are the district's households on Universal Credit in the years of the
// pack, by which a study is shared out over districts: those of March 2016 and March
// 2017 together, or those of March 2022.
func (p *Pack) Households(d *District) int {
	if first, _ := p.Years(); first >= 2022 {
		return d.UCHouseholds2022
	}
	return d.UCHouseholds2016 + d.UCHouseholds2017
}

// Margins returns the figures of the pack, in the order of its table: those that
// people are drawn from, those shown beside them and those that the model's
// parameters cite.
func (p *Pack) Margins() []Margin { return slices.Clone(p.margins) }

// Summary says in a line how many of the inputs that people are drawn from rest
// on sources alone. An input is all rows of one use: a distribution is one.
func (p *Pack) Summary() string {
	var all, sourced, era, memory int
	for _, rows := range p.inputs() {
		all++
		same := func(ok func(Margin) bool) bool {
			return !slices.ContainsFunc(rows, func(r Margin) bool { return !ok(r) })
		}
		switch {
		case same(func(r Margin) bool { return r.Confidence.Sourced() }):
			sourced++
			if same(func(r Margin) bool { return r.Era == p.era }) {
				era++
			}
		case slices.ContainsFunc(rows, func(r Margin) bool { return r.Confidence == Memory }):
			memory++
		}
	}
	return fmt.Sprintf("%d of %d inputs sourced (%d of them of %s, %d of another time); %d rest on assumptions, %d on memory",
		sourced, all, era, p.era, sourced-era, all-sourced-memory, memory)
}

// inputs groups the rows that people are drawn from by their use.
func (p *Pack) inputs() (list [][]Margin) {
	place := map[string]int{}
	for _, r := range p.margins {
		if !r.Drawn() {
			continue
		}
		k, ok := place[r.Use]
		if !ok {
			k = len(list)
			place[r.Use] = k
			list = append(list, nil)
		}
		list[k] = append(list[k], r)
	}
	return list
}
