package sim

import (
	"fmt"
	"iter"
	"math/bits"
	"slices"
)

// Calendar says who of n is due in which of the coming weeks: a ring of bitmaps, one a week. A week costs n/64 words and those who
// are due, however many wait for later weeks. It starts at week 0 and hands out the weeks one after another.
// It is not safe for use by several goroutines.
type Calendar struct {
	ring  [][]uint64 // a power of two of them
	n     int
	ahead int      // weeks after the coming one that can be set
	last  int      // the week handed out last, -1: none
	words []uint64 // as last given by Words
}

// NewCalendar returns an empty calendar of n places in which the coming week and the `weeks` after it can be set. It panics if
// either is negative.
func NewCalendar(n, weeks int) *Calendar {
	if n < 0 || weeks < 0 {
		panic(fmt.Sprintf("sim: no calendar of %d places and %d weeks", n, weeks))
	}
	slots := 1 << bits.Len(uint(weeks+1)) // weeks+2 at least: the week being handed out, the coming one and `weeks` more
	c := &Calendar{ring: make([][]uint64, slots), n: n, ahead: weeks, last: -1}
	for k := range c.ring {
		c.ring[k] = make([]uint64, (n+63)/64)
	}
	return c
}

// Clone returns a calendar with the same entries; setting either leaves the other as it is.
func (c *Calendar) Clone() *Calendar {
	d := *c
	d.ring, d.words = make([][]uint64, len(c.ring)), nil
	for k := range d.ring {
		d.ring[k] = slices.Clone(c.ring[k])
	}
	return &d
}

// Set makes i due in the week. It panics if that week was handed out or lies beyond the horizon.
func (c *Calendar) Set(i, week int) {
	if uint(week-c.last-1) > uint(c.ahead) || uint(i) >= uint(c.n) {
		c.refuse("Set", i, week)
	}
	c.row(week)[i>>6] |= 1 << (i & 63)
}

// Clear makes i not due in the week.
func (c *Calendar) Clear(i, week int) {
	if c.Has(i, week) {
		c.row(week)[i>>6] &^= 1 << (i & 63)
	}
}

// Has says whether i is due in the week. While a week is handed out, it says who is still to come.
func (c *Calendar) Has(i, week int) bool {
	if uint(i) >= uint(c.n) {
		c.refuse("Has", i, week)
	}
	return uint(week-c.last) <= uint(c.ahead)+1 && c.row(week)[i>>6]>>(i&63)&1 != 0
}

func (c *Calendar) row(week int) []uint64 { return c.ring[week&(len(c.ring)-1)] }

// Due yields who is due in the week, in index order, and clears the week, all of it even if the loop breaks off. The loop may set
// later weeks and clear those still to come in this one. It panics unless the week follows the one handed out last.
func (c *Calendar) Due(week int) iter.Seq[int] { return c.DueFrom(week, 0) }

// Words is Due for loops too tight for a call each: bit b of word k stands for place 64k+b. The words are the caller's until the
// next call of Words.
func (c *Calendar) Words(week int) []uint64 {
	c.follow(week)
	row := c.row(week)
	c.words = append(c.words[:0], row...)
	clear(row)
	return c.words
}

// DueFrom is Due in another order: from start to the end, then from 0 to start-1. A start drawn afresh each week gives nobody a
// standing precedence.
func (c *Calendar) DueFrom(week, start int) iter.Seq[int] {
	return func(yield func(int) bool) { c.handOut(week, start, yield) }
}

func (c *Calendar) handOut(week, start int, yield func(int) bool) {
	if start < 0 || start > max(c.n-1, 0) {
		panic(fmt.Sprintf("sim: Due of week %d from %d: %d are in the calendar", week, start, c.n))
	}
	c.follow(week)
	row := c.row(week)
	if len(row) == 0 {
		return
	}
	first, below := start>>6, uint64(1)<<(start&63)-1
	done := handOutWord(row, first, ^below, yield)
	for word := first + 1; done && word < len(row); word++ {
		done = handOutWord(row, word, ^uint64(0), yield)
	}
	for word := 0; done && word < first; word++ {
		done = handOutWord(row, word, ^uint64(0), yield)
	}
	if !done || !handOutWord(row, first, below, yield) {
		clear(row)
	}
}

// follow moves on to a week.
func (c *Calendar) follow(week int) {
	if week != c.last+1 {
		panic(fmt.Sprintf("sim: week %d is due: week %d is next", week, c.last+1))
	}
	c.last = week
}

// handOutWord yields those of one word of the row that lie in the mask, and reads the word again after each: it may have changed.
func handOutWord(row []uint64, word int, mask uint64, yield func(int) bool) bool {
	for m := row[word] & mask; m != 0; m = row[word] & mask {
		row[word] &^= m & -m
		if !yield(word<<6 + bits.TrailingZeros64(m)) {
			return false
		}
	}
	return true
}

func (c *Calendar) refuse(what string, i, week int) {
	panic(fmt.Sprintf("sim: %s of %d in week %d: the calendar holds 0 to %d in weeks %d to %d", what, i, week, c.n-1, c.last+1, c.last+1+c.ahead))
}
