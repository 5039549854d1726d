package population

import "inwork/sim"

const (
	mostChildren = 5   // the published top level, "5+"
	eldestBelow  = 18  // years: older ones have left the benefit unit
	spare        = 0.5 // years kept free, so that a squeezed family is inside both bounds
)

// households is the number and ages of children of one family type, by band of
// the parent's age. Both published margins hold over all its parents together;
// within a band number and age of the youngest are independent.
type households struct {
	youngest   []shares // age of the youngest in years, by band
	number     []shares // number of children less one, by band
	firstBirth float64  // youngest age in years at a first birth
	gap        band     // years between siblings
}

// The highest age of the youngest and number of children of parents of a band,
// so that a parent was not a child at the first birth. Later bands have no limit.
var (
	youngestLimit = []int{4, 7, 10}
	numberLimit   = []int{2, 3}
)

func newHouseholds(m *margins, parents shares) (h households) {
	youngest, number := values(m.group("youngest_age")), values(m.group("children_number"))
	h.youngest = allocate(youngest, parents, func(b int) int { return limit(youngestLimit, b, len(youngest)-1) })
	h.number = allocate(number, parents, func(b int) int { return limit(numberLimit, b, mostChildren) - 1 })
	h.firstBirth = m.value("first_birth_age", "youngest age")
	h.gap = band{m.value("sibling_gap", "least"), m.value("sibling_gap", "most")}
	return h
}

func limit(list []int, b, none int) int {
	if b < len(list) {
		return list[b]
	}
	return none
}

// allocate splits a margin over bands, each of which may hold the levels up to
// its own limit only. Bands take in turn what is left within their limit, in
// proportion, so that all bands together make the margin exactly. Bands come
// with the tightest limit first.
func allocate(margin []float64, bands shares, limit func(band int) int) []shares {
	left := make([]float64, len(margin))
	for k, total := 0, sum(margin); k < len(margin); k++ {
		left[k] = margin[k] / total
	}
	list := make([]shares, len(bands))
	for b := range bands {
		part := left[:limit(b)+1]
		take := bands.share(b) / sum(part)
		if take > 1+1e-9 {
			panic("population: a band holds more people than its levels")
		}
		list[b] = newShares(part...)
		for k := range part {
			part[k] -= float64(part[k] * min(1, take))
		}
	}
	return list
}

// children adds the children of a parent of the family type in band b, as of the
// day of entry, and returns the ages in years of the youngest and the eldest.
// Siblings are the gap apart, or closer where the eldest would be too old for the household or for
// the parent's band: that stands for twins and joined families.
func (m *maker) children(p *Person, id uint64, f family, b int, entry sim.Day) (youngest, eldest float64) {
	h := &m.pack.households[f]
	k, rest := h.youngest[b].pick(m.draws.uniform(useYoungest, id))
	more, _ := h.number[b].pick(m.draws.uniform(useChildren, id))
	youngest = float64(k) + rest
	var gaps [mostChildren]float64
	total := 0.0
	for i := range more {
		gaps[i] = h.gap.from + float64(m.draws.nth(useGap, id, i)*(h.gap.to-h.gap.from))
		total += gaps[i]
	}
	room := min(eldestBelow, m.pack.ages.parent[b].to-h.firstBirth) - spare - youngest
	squeeze := 1.0
	if total > room {
		squeeze = room / total
	}
	p.Children = m.births(more + 1)
	eldest = youngest
	for i := range more {
		p.Children[more-i] = min(bornAt(entry, eldest), m.start-1)
		eldest += float64(gaps[i] * squeeze)
	}
	p.Children[0] = min(bornAt(entry, eldest), m.start-1)
	return youngest, eldest
}

// births returns room for n days of birth. Many people share one array: a pilot
// has tens of thousands of small families.
func (m *maker) births(n int) []sim.Day {
	if len(m.room) < n {
		m.room = make([]sim.Day, 4096)
	}
	list := m.room[:n:n]
	m.room = m.room[n:]
	return list
}

func values(list []Margin) []float64 {
	out := make([]float64, len(list))
	for i, r := range list {
		out[i] = r.Value
	}
	return out
}
