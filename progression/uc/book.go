package uc

import (
	_ "embed"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"inwork/progression/money"
	"inwork/sim"
)

//go:embed amounts.csv
var amountsCSV string

// Book holds the dated amounts and the rules they make. It is read-only and safe to share. It comes from [Statute].
//
// The book begins on 6 April 2015: earlier periods use its first amounts. After its last amount nothing changes any more.
type Book struct {
	amounts amounts
	law     amounts         // as it stood before any reform
	used    map[string]bool // amounts that some rule reads; the others check these, and a reform of them would do nothing
	first   sim.Day         // first start day with an entry in index
	index   []uint16        // by start day since first: which of rules
	days    []uint16        // by day since first: which of rules are those of the day itself
	rules   []Rules         // every distinct set of periods in order of date, then of days
}

// Statute returns the law as it was, or is announced to be: see amounts.csv for sources and how far each amount is checked.
func Statute() *Book { return statute() }

var statute = sync.OnceValue(func() *Book {
	a, err := readAmounts("amounts.csv", strings.NewReader(amountsCSV))
	if err != nil {
		panic("uc: " + err.Error()) // the file is part of the program
	}
	return newBook(a)
})

func newBook(a amounts) *Book {
	b := &Book{amounts: a, law: a, used: map[string]bool{}, first: sim.Date(2015, time.April, 6)}
	b.index = b.read(lastDay)
	b.days = b.read(func(day sim.Day) sim.Day { return day })
	return b
}

// read adds the rules of the periods that start on each day of the book, given their last days, and returns which are whose.
func (b *Book) read(lastDay func(start sim.Day) sim.Day) (index []uint16) {
	starts, ends := b.amounts.switchDays()
	last := max(starts[len(starts)-1], ends[len(ends)-1])
	var seen [2]int // how many switch days the previous start day and its end had reached
	for start := b.first; start <= last; start++ {
		end := lastDay(start)
		reached := [2]int{reachedBy(starts, start), reachedBy(ends, end)}
		if reached != seen {
			b.add(newRules(reading{b.amounts, start, end, b.used}))
			seen = reached
		}
		index = append(index, uint16(len(b.rules)-1))
	}
	return index
}

// add appends a set of rules unless it is the one in force: what changed may be an amount that no rule reads.
func (b *Book) add(r Rules) {
	if n := len(b.rules); n == 0 || !reflect.DeepEqual(r, b.rules[n-1]) {
		b.rules = append(b.rules, r)
	}
}

// switchDays returns the days on which something changes for periods that start, or end, on or after them, in order.
func (a amounts) switchDays() (starts, ends []sim.Day) {
	for _, rows := range a { // order does not matter: sorted below
		for _, row := range rows {
			if row.rule.endDecides() {
				ends = append(ends, row.from)
			} else {
				starts = append(starts, row.from)
			}
		}
	}
	slices.Sort(starts)
	slices.Sort(ends)
	return slices.Compact(starts), slices.Compact(ends)
}

// reachedBy counts the days up to and including day.
func reachedBy(days []sim.Day, day sim.Day) int {
	n, _ := slices.BinarySearch(days, day+1)
	return n
}

// lastDay is the last day of the assessment period that starts on a day: a month later less a day (reg 21). For a claim that began on a
// 29th, 30th or 31st the true period about February may end a day earlier or up to three days later: see PeriodOf; claims that start by the 28th have none.
func lastDay(start sim.Day) sim.Day { return start.AddMonths(1) - 1 }

// Period returns the rules of the assessment period that starts on a day, the complete set, each amount switched by its own rule: the first
// day of the period for most, the last for the few that say so and for tax and National Insurance (pay day). It costs
// a few ns and returns the same pointer as long as nothing changes.
func (b *Book) Period(start sim.Day) *Rules { return b.at(b.index, start) }

// day returns the rules of a day itself: pay days, hours worked.
func (b *Book) day(day sim.Day) *Rules { return b.at(b.days, day) }

func (b *Book) at(index []uint16, day sim.Day) *Rules {
	i := min(max(int(day)-int(b.first), 0), len(index)-1)
	return &b.rules[index[i]]
}

// AdultRateAge is an age, in years, at which the full adult minimum wage is due in every year of the tables.
const AdultRateAge = 30

// MinimumWage returns the hourly minimum (or national living) wage on a day for a worker of that age in years, apprentices apart.
func (b *Book) MinimumWage(day sim.Day, age int) money.Pence {
	return b.day(day).MinimumWage(age)
}

// reading looks up the amounts that are in force in one assessment period.
type reading struct {
	amounts    amounts
	start, end sim.Day
	used       map[string]bool // takes down what was looked up; may be nil
}

func (r reading) note(name string) {
	if r.used != nil {
		r.used[name] = true
	}
}

// find returns the last row of a parameter that the period has reached.
func (r reading) find(name string) (a amount, inForce bool) {
	r.note(name)
	for _, row := range r.amounts[name] {
		day := r.start
		if row.rule.endDecides() {
			day = r.end
		}
		if row.from <= day {
			a, inForce = row, true
		}
	}
	return a, inForce
}

// inForce reports whether all of the parameters have a value yet: a reform may bring one of several forward alone.
func (r reading) inForce(names ...string) bool {
	for _, name := range names {
		if _, ok := r.find(name); !ok {
			return false
		}
	}
	return true
}

// penceOr returns an amount, or until it is in force the one that it followed.
func (r reading) penceOr(name, before string) money.Pence {
	if r.inForce(name) {
		return r.pence(name)
	}
	return r.pence(before)
}

func (r reading) value(name string, k kind) int64 {
	a, ok := r.find(name)
	if !ok || a.kind != k {
		panic("uc: amounts.csv has no " + name + " as " + string(k) + " for the period from " + r.start.String())
	}
	return a.value
}

func (r reading) pence(name string) money.Pence { return money.Pence(r.value(name, kindMoney)) }
func (r reading) rate(name string) rate         { return rate(r.value(name, kindRate)) }
func (r reading) count(name string) int         { return int(r.value(name, kindCount)) }
func (r reading) flag(name string) bool         { return r.value(name, kindCount) != 0 }

// date returns a day that the law names in its text, whatever the period.
func (r reading) date(name string) sim.Day {
	r.note(name)
	rows := r.amounts[name]
	if len(rows) != 1 || rows[0].kind != kindDate {
		panic("uc: amounts.csv has no single date " + name)
	}
	return sim.Day(rows[0].value)
}
