package population

import (
	"math"
	"time"

	"inwork/sim"
)

// family is a type of benefit unit.
type family uint8

const (
	single family = iota
	loneParent
	couple
	coupleWithChildren
	nFamilies = iota
)

var familyNames = [nFamilies]string{"single", "lone_parent", "couple", "couple_with_children"}

func (f family) couple() bool   { return f >= couple }
func (f family) children() bool { return f == loneParent || f == coupleWithChildren }

func familyNamed(name string) family {
	for f, n := range familyNames {
		if n == name {
			return family(f)
		}
	}
	panic("population: no family type " + name)
}

// families is the mix of family types on each day. It moves in a straight line
// from a first mix to a last one, as families came to Universal Credit while its
// full service spread; the two are the same in an era of one mix.
type families struct {
	first, last shares
	from, to    sim.Day // of the two mixes; equal in an era of one
}

// newFamilies makes the last or only mix from the share of lone parents and, for
// the other three types, their ratios to each other. An earlier mix and the days
// of both come from rows that an era of one mix does not have.
func newFamilies(m *margins) families {
	var first, last [nFamilies]float64
	others := m.group("family_others")
	total := 0.0
	for _, r := range others {
		total += r.Value
	}
	parents := m.value("family_lone_parent", "lone_parent")
	last[loneParent] = parents
	for _, r := range others {
		last[familyNamed(r.Level)] = (1 - parents) * r.Value / total
	}
	if !m.has("family_first") {
		return families{first: newShares(last[:]...), last: newShares(last[:]...)}
	}
	for _, r := range m.group("family_first") {
		first[familyNamed(r.Level)] = r.Value
	}
	return families{newShares(first[:]...), newShares(last[:]...), monthNamed(m.value("family_day", "first")), monthNamed(m.value("family_day", "last"))}
}

// monthNamed is the first day of a month given in years: 2015.25 is April 2015.
func monthNamed(years float64) sim.Day {
	year := math.Floor(years)
	return sim.Date(int(year), time.January+time.Month(math.Round(12*(years-year))), 1)
}

// draw turns a uniform into the family type of somebody on Universal Credit on
// the day.
func (f families) draw(u float64, day sim.Day) family {
	w := 1.0
	if f.to > f.from {
		w = min(1, max(0, float64(day-f.from)/float64(f.to-f.from)))
	}
	for k := range nFamilies - 1 {
		if u < float64((1-w)*f.first[k])+float64(w*f.last[k]) {
			return family(k)
		}
	}
	return nFamilies - 1
}

// sexes is the probability of being a woman by family type.
type sexes [nFamilies]float64

// newSexes gives single people without children the share of women that makes
// the overall one with the first mix. The era publishes that of men or of women.
func newSexes(m *margins, first shares) (s sexes) {
	s[loneParent] = m.value("lone_parent_female", "female")
	s[couple] = m.value("couple_female", "female")
	s[coupleWithChildren] = s[couple]
	women := 0.0
	if r := m.only("sex"); r.Level == "male" {
		women = 1 - r.Value
	} else {
		women = r.Value
	}
	s[single] = restOf(women, first, s)
	return s
}

// restOf is the share of singles that, beside the shares of the other family
// types, makes the overall share.
func restOf(overall float64, mix shares, of [nFamilies]float64) float64 {
	rest := overall
	for f := loneParent; f < nFamilies; f++ {
		rest -= float64(mix.share(int(f)) * of[f])
	}
	rest /= mix.share(int(single))
	if !(rest >= 0 && rest <= 1) {
		panic("population: margins by family type contradict the overall margin")
	}
	return rest
}
