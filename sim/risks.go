package sim

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Risk is one line of a table of competing risks. W is the caller's world.
type Risk[W any] struct {
	Name   string                     // for error messages; each of a set its own
	Share  float64                    // its fixed share of the weekly deal, above 0: a bound on Rate that no policy changes
	Rate   func(w W, i int) float64   // probability this week for entity i, 0 to Share: a pure function of the state now
	Happen func(w W, i int, week int) // what it does to entity i
}

// Risks deals each entity of a set one card a week: the card of risk k with probability Share of k, and with it a uniform number U.
// The risk happens if U < Rate/Share: with probability Rate exactly, and at most one risk of the set happens to an entity in a week.
// The rest of the deck holds no risk. An entity that keeps its rates keeps its fate whatever happens to the others, and one whose
// rate changes a little rarely changes its fate.
//
// Ceilings spare the work of cards that cannot win; no result depends on them. Risks is not safe for use by several goroutines.
type Risks[W any] struct {
	list       []Risk[W]
	edge       []uint32  // the last 65536th of each risk's part of the deck, plus one
	perShare   []float64 // 1 over the share, which is rounded up to 65536ths
	lane, card Draws
	first      uint64
	ceiling    []uint16                 // 65536ths less one, rounded up: U's first 16 bits above it cannot win
	never      []uint64                 // whose ceiling is 0
	candidates [1 << blockBits][]uint64 // of the weeks of the block: who may win
	block      int                      // the block of weeks that was dealt, -1: none
}

const (
	deck      = 1 << 16 // cards are counted in 65536ths
	blockBits = 2       // a lane draw serves 1<<blockBits weeks
	maxShares = 0.9     // leaves room for risks to come
)

// NewRisks returns the risks of entities first, first+1, ... first+n-1, which the table's functions know as 0 to n-1. Lane and card
// are two uses of their own. Ceilings start at 1. It refuses a table with shares that sum above 0.9, a share not above 0, a missing
// name or function or a name given twice. It panics if the draws are the same, for the two must be independent, and on entities from
// 1<<40 on.
func NewRisks[W any](lane, card Draws, first uint64, n int, list ...Risk[W]) (*Risks[W], error) {
	if lane == card || first > 1<<(districtBits+ordinalBits)-uint64(n) {
		panic("sim: NewRisks needs two different draws and entities below 1<<40")
	}
	r := &Risks[W]{list: list, lane: lane, card: card, first: first, ceiling: make([]uint16, n), never: make([]uint64, (n+63)/64), block: -1}
	if err := r.cut(); err != nil {
		return nil, err
	}
	for i := range r.ceiling {
		r.ceiling[i] = deck - 1
	}
	for k := range r.candidates {
		r.candidates[k] = make([]uint64, (n+63)/64)
	}
	return r, nil
}

// cut checks the table and gives each risk its part of the deck.
func (r *Risks[W]) cut() error {
	names := make(map[string]bool)
	sum, edge := 0.0, uint32(0)
	for _, k := range r.list {
		switch {
		case k.Name == "" || names[k.Name]:
			return fmt.Errorf("sim: risk %q: each risk of a set needs a name of its own", k.Name)
		case k.Rate == nil || k.Happen == nil:
			return fmt.Errorf("sim: risk %q: Rate and Happen are both needed", k.Name)
		case !(k.Share > 0):
			return fmt.Errorf("sim: risk %q: found share %v, expected above 0", k.Name, k.Share)
		}
		names[k.Name] = true
		if sum += k.Share; sum > maxShares+1e-9 {
			return fmt.Errorf("sim: risk %q: shares sum to %v, expected at most %v", k.Name, sum, maxShares)
		}
		width := uint32(math.Ceil(k.Share * deck)) // up, so that a rate equal to the share is allowed
		edge += width
		r.edge = append(r.edge, edge)
		r.perShare = append(r.perShare, deck/float64(width))
	}
	return nil
}

// Clone returns risks that go on from the same state; playing either leaves the other as it is.
func (r *Risks[W]) Clone() *Risks[W] {
	c := *r
	c.ceiling, c.never = slices.Clone(r.ceiling), slices.Clone(r.never)
	for k := range c.candidates {
		c.candidates[k] = slices.Clone(r.candidates[k])
	}
	return &c
}

// Ceiling promises that no risk of entity i will have a Rate/Share above c from now on, until Ceiling is called again.
// It only spares work: Rate is asked for a share c of the entities dealt a card, and for none with a ceiling of 0.
func (r *Risks[W]) Ceiling(i int, c float64) {
	word, bit := i>>6, uint64(1)<<(i&63)
	r.ceiling[i] = ceiling16(c)
	r.never[word] &^= bit
	if c == 0 {
		r.never[word] |= bit
	}
	if r.block < 0 {
		return
	}
	x := r.lane.Bits(r.first+uint64(i), uint32(r.block))
	for k := range r.candidates {
		word := &r.candidates[k][word]
		*word &^= bit
		if c != 0 && uint16(x>>(16*k)) <= r.ceiling[i] {
			*word |= bit
		}
	}
}

// ceiling16 rounds c up to 65536ths and takes one off, so that 1 fits. The allowance is for a caller who computed c as Rate/Share.
func ceiling16(c float64) uint16 {
	up := math.Ceil(c * (1 + 1e-9) * deck)
	switch {
	case !(up < deck):
		return deck - 1
	case up < 1:
		return 0
	}
	return uint16(up) - 1
}

// deal finds the candidates of a block of weeks.
func (r *Risks[W]) deal(block int) {
	r.block = block
	c0, c1, c2, c3 := r.candidates[0], r.candidates[1], r.candidates[2], r.candidates[3]
	for word := range c0 {
		low := word * 64
		ceilings := r.ceiling[low:min(low+64, len(r.ceiling))]
		var m0, m1, m2, m3 uint64
		for k, c := range ceilings {
			b := uint64(c) + 1
			x := r.lane.Bits(r.first+uint64(low+k), uint32(block))
			// The borrow of lane-b is the bit wanted; it comes in from the top.
			m0 = m0>>1 | (x&0xffff-b)&(1<<63)
			m1 = m1>>1 | (x>>16&0xffff-b)&(1<<63)
			m2 = m2>>1 | (x>>32&0xffff-b)&(1<<63)
			m3 = m3>>1 | (x>>48-b)&(1<<63)
		}
		s := uint(64 - len(ceilings))
		never := r.never[word]
		c0[word], c1[word], c2[word], c3[word] = m0>>s&^never, m1>>s&^never, m2>>s&^never, m3>>s&^never
	}
}

// Week deals a week (0 or later) to everybody, in index order: Rate and Happen are called for the few whose card may win. Happen
// may change anybody's state and ceiling. The error names week, entity and risk of a rate below 0, above its share or above the
// entity's ceiling, which is found when such a card comes up; the week is then left unfinished.
func (r *Risks[W]) Week(w W, week int) error {
	if week < 0 || week >= 1<<indexBits {
		panic(fmt.Sprintf("sim: no week %d", week))
	}
	if r.block != week>>blockBits {
		r.deal(week >> blockBits)
	}
	candidates := r.candidates[week&(1<<blockBits-1)]
	for word := range candidates {
		for m := candidates[word]; m != 0; {
			bit := bits.TrailingZeros64(m)
			happened, err := r.play(w, word<<6+bit, week)
			if err != nil {
				return err
			}
			if happened { // ceilings may have changed
				m = candidates[word] &^ (2<<bit - 1)
			} else {
				m &= m - 1
			}
		}
	}
	return nil
}

// play turns entity i's card of the week.
func (r *Risks[W]) play(w W, i, week int) (happened bool, err error) {
	entity := r.first + uint64(i)
	x := r.card.Bits(entity, uint32(week))
	k, place := 0, uint32(x&0xffff)
	for k < len(r.edge) && place >= r.edge[k] {
		k++
	}
	if k == len(r.edge) {
		return false, nil
	}
	risk := &r.list[k]
	rate := risk.Rate(w, i)
	q := rate * r.perShare[k]
	if !(rate >= 0 && rate <= risk.Share && q*deck <= float64(r.ceiling[i])+1) {
		return false, r.wrongRate(rate, i, week, risk)
	}
	lane := r.lane.Bits(entity, uint32(week>>blockBits)) >> (16 * (week & (1<<blockBits - 1)))
	if u := lane<<48 | x>>16; q < 1 && u >= uint64(q*0x1p63)<<1 {
		return false, nil
	}
	risk.Happen(w, i, week)
	return true, nil
}

func (r *Risks[W]) wrongRate(rate float64, i, week int, risk *Risk[W]) error {
	return fmt.Errorf("sim: week %d, entity %d: risk %q has rate %v, expected 0 to its share %v and at most its ceiling %v of that",
		week, r.first+uint64(i), risk.Name, rate, risk.Share, (float64(r.ceiling[i])+1)/deck)
}
