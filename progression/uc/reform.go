package uc

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"inwork/progression/money"
	"inwork/sim"
)

// Reform replaces an amount of the book from a day on: what the law says of it from that day is left out. Amounts stand by themselves: a reform
// of a minimum wage moves no threshold that the law derives from it.
type Reform struct {
	Amount string  // a name from amounts.csv, such as uc.taper: see [Book.Amounts]
	From   sim.Day // the first day, by the amount's own switch rule
	Value  string  // as in amounts.csv: pounds, a fraction, a whole number, true or false, a date
}

// Amounts returns the names of the amounts that rules read, in alphabetical order: those that may be reformed.
func (b *Book) Amounts() []string { return slices.Sorted(maps.Keys(b.used)) }

// Reform returns a book with the reforms, in order. It refuses amounts that are unknown or that no rule reads, values that are not of the amount's kind, and shares above one.
func (b *Book) Reform(reforms ...Reform) (*Book, error) {
	reformed := maps.Clone(b.amounts)
	for _, r := range reforms {
		row, err := b.row(r)
		if err != nil {
			return nil, err
		}
		reformed[r.Amount] = row.replace(reformed[r.Amount])
	}
	book := newBook(reformed)
	book.law = b.law
	return book, nil
}

// row is the new row, of the kind of the law's rows and with the switch rule of the one of that day: an instrument that keys a day on the end of periods
// does so for the reform as well. Other days have the rule of the first row, which is the general one.
func (b *Book) row(r Reform) (amount, error) {
	law, ok := b.law[r.Amount]
	switch {
	case !ok:
		return amount{}, fmt.Errorf("no amount %q", r.Amount)
	case !b.used[r.Amount]:
		return amount{}, fmt.Errorf("%s: no rule reads it", r.Amount)
	}
	row := amount{from: r.From, rule: law[0].rule, kind: law[0].kind}
	for _, of := range law {
		if of.from == r.From {
			row.rule = of.rule
		}
	}
	var err error
	if row.value, err = row.kind.reformed(r.Value); err != nil {
		return amount{}, fmt.Errorf("%s: expected %s: %w", r.Amount, row.kind, err)
	}
	return row, nil
}

// reformed reads a value as parse does, true and false for 1 and 0, within its bounds.
func (k kind) reformed(s string) (int64, error) {
	if value, ok := map[string]int64{"true": 1, "false": 0}[s]; ok && k == kindCount {
		return value, nil
	}
	value, err := k.parse(s)
	if err == nil && (value < 0 && k != kindDate || value > int64(whole) && k == kindRate) {
		err = fmt.Errorf("%q: out of range", s)
	}
	return value, err
}

// replace puts the row in the place of all from its day on. A date that the law names has no history.
func (a amount) replace(rows []amount) []amount {
	if a.kind == kindDate {
		return []amount{a}
	}
	earlier := slices.IndexFunc(rows, func(row amount) bool { return row.from >= a.from })
	if earlier < 0 {
		earlier = len(rows)
	}
	return append(slices.Clone(rows[:earlier]), a)
}

// Normal returns the reform with its value in its shortest form, or says what is wrong with it.
func (b *Book) Normal(r Reform) (Reform, error) {
	row, err := b.row(r)
	if err == nil {
		r.Value = row.kind.format(row.value)
	}
	return r, err
}

// format writes a value as parse reads it.
func (k kind) format(value int64) string {
	switch k {
	case kindMoney:
		return money.Pence(value).String()
	case kindRate:
		return strconv.FormatFloat(float64(value)/float64(whole), 'f', -1, 64)
	case kindDate:
		return sim.Day(value).String()
	}
	return strconv.FormatInt(value, 10)
}

// Unit returns what an amount is counted in, as errors say it: an amount in pounds, a fraction, a whole number, a date.
func (b *Book) Unit(name string) string {
	if rows := b.amounts[name]; len(rows) > 0 {
		return string(rows[0].kind)
	}
	return ""
}
