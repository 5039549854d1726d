package population

import (
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

// The days of the two published mixes. Families came to Universal Credit as its
// full service spread; between the days the mix moves in a straight line.
var (
	mixFirst = sim.Date(2015, time.April, 1)
	mixLast  = sim.Date(2018, time.November, 1)
)

// families is the mix of family types on each day.
type families struct{ first, last shares }

// newFamilies makes the later mix from the share of lone parents and, for the
// other three types, their ratios in a later year.
func newFamilies(m *margins) families {
	var first, last [nFamilies]float64
	for _, r := range m.group("family_2015") {
		first[familyNamed(r.Level)] = r.Value
	}
	others := m.group("family_2018_others")
	total := 0.0
	for _, r := range others {
		total += r.Value
	}
	parents := m.value("family_2018_lone_parent", "lone_parent")
	last[loneParent] = parents
	for _, r := range others {
		last[familyNamed(r.Level)] = (1 - parents) * r.Value / total
	}
	return families{newShares(first[:]...), newShares(last[:]...)}
}

// draw turns a uniform into the family type of somebody on Universal Credit on
// the day.
func (f families) draw(u float64, day sim.Day) family {
	w := min(1, max(0, float64(day-mixFirst)/float64(mixLast-mixFirst)))
	for k := range nFamilies - 1 {
		if u < float64((1-w)*f.first[k])+float64(w*f.last[k]) {
			return family(k)
		}
	}
	return nFamilies - 1
}

// sexes is the probability of being a woman by family type.
type sexes [nFamilies]float64

// newSexes gives people without children the share of women that makes the
// published share of men with the first mix.
func newSexes(m *margins, first shares) (s sexes) {
	s[loneParent] = m.value("lone_parent_female", "female")
	s[couple] = m.value("couple_female", "female")
	s[coupleWithChildren] = s[couple]
	s[single] = restOf(1-m.value("sex", "male"), first, s)
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
