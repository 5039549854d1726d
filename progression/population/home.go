package population

import (
	"strconv"
	"strings"

	"inwork/progression/uc"
	"inwork/sim"
)

const (
	mostBedrooms = 4  // Universal Credit pays for no more in private lettings
	roomOnlyTo   = 35 // years: below it a single person's private rent is that of a shared room (UC Regulations 2013, Sch 4 para 28)
)

// homes is tenure and eligible rent.
type homes struct {
	tenure  shares                 // none, social, private
	private map[string]privateRent // by region
	social  struct{ first, further, london, spread float64 }
}

// privateRent is a region's log-normal rents by number of bedrooms, 0 a shared
// room. Eligible rent is capped at the 30th percentile, as the Local Housing
// Allowance was set.
type privateRent [mostBedrooms + 1]struct{ cap, spread float64 }

func newHomes(m *margins) (h homes) {
	h.tenure = newShares(m.value("tenure", "none"), m.value("tenure", "social"), m.value("tenure", "private"))
	h.private = privateRents(m.group("rent_private"), m.only("rent_index").Value)
	h.social.first = m.value("rent_social", "1 bed")
	h.social.further = m.value("rent_social", "further bed")
	h.social.london = m.value("rent_social", "London")
	h.social.spread = m.value("rent_social", "spread")
	return h
}

// capScore is the normal score of the 30th percentile.
var capScore = sim.NormalQuantile(0.3)

// privateRents reads levels such as London/2/p30. The two percentiles give the
// log-normal distribution.
func privateRents(rows []Margin, index float64) map[string]privateRent {
	list := map[string]privateRent{}
	for i := 0; i < len(rows); i += 2 {
		low, middle := strings.Split(rows[i].Level, "/"), strings.Split(rows[i+1].Level, "/")
		if low[0] != middle[0] || low[1] != middle[1] || low[2] != "p30" || middle[2] != "p50" {
			panic("population: rents do not come in pairs at " + rows[i].Level)
		}
		rents := list[low[0]]
		rent := &rents[bedroomsNamed(low[1])]
		rent.cap = rows[i].Value * index
		rent.spread = sim.Log(rows[i+1].Value/rows[i].Value) / -capScore
		list[low[0]] = rents
	}
	return list
}

func bedroomsNamed(size string) int {
	if size == "room" {
		return 0
	}
	n, err := strconv.Atoi(size)
	if err != nil || n < 1 || n > mostBedrooms {
		panic("population: no size of home " + size)
	}
	return n
}

// bedrooms is what the family needs: one, and one for each two children.
func bedrooms(children int) int { return min(mostBedrooms, 1+(children+1)/2) }

// home draws tenure and eligible rent.
func (m *maker) home(p *Person, id uint64) {
	k, _ := m.pack.homes.tenure.pick(m.draws.uniform(useTenure, id))
	p.Tenure = uc.Tenure(k)
	m.rent(p, id)
}

// rent draws the eligible rent of a tenure.
func (m *maker) rent(p *Person, id uint64) {
	h := &m.pack.homes
	n := bedrooms(len(p.Children))
	switch p.Tenure {
	case uc.SocialRent:
		rent := h.social.first + float64(h.social.further*float64(n-1))
		p.RentMonth = roundPounds(rent * m.socialRent * sim.Exp(float64(h.social.spread*m.draws.normal(useRent, id))))
	case uc.PrivateRent:
		if !p.Couple && len(p.Children) == 0 && years(p.Born, m.start) < roomOnlyTo {
			n = 0
		}
		rent := m.privateRent[n]
		below := min(0, m.draws.normal(useRent, id)-capScore)
		p.RentMonth = roundPounds(rent.cap * sim.Exp(float64(rent.spread*below)))
	}
}
