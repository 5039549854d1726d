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

// Amounts returns the names of all amounts in alphabetical order.
func (b *Book) Amounts() []string { return slices.Sorted(maps.Keys(b.amounts)) }

// Reform returns a book with the reforms, in order. It refuses unknown amounts, values that are not of the amount's kind, and shares above one.
func (b *Book) Reform(reforms ...Reform) (*Book, error) {
	reformed := maps.Clone(b.amounts)
	for _, r := range reforms {
		rows, ok := reformed[r.Amount]
		if !ok {
			return nil, fmt.Errorf("no amount %q", r.Amount)
		}
		row, err := r.row(b.law[r.Amount])
		if err != nil {
			return nil, fmt.Errorf("%s: expected %s: %w", r.Amount, row.kind, err)
		}
		reformed[r.Amount] = row.replace(rows)
	}
	book := newBook(reformed)
	book.law = b.law
	return book, nil
}

// row is the new row, of the kind of the law's rows and with the switch rule of the one of that day: an instrument that keys a day on the end of periods
// does so for the reform as well. Other days have the rule of the first row, which is the general one.
func (r Reform) row(law []amount) (amount, error) {
	like := law[0]
	for _, row := range law {
		if row.from == r.From {
			like.rule = row.rule
		}
	}
	value, ok := map[string]int64{"true": 1, "false": 0}[r.Value]
	if !ok || like.kind != kindCount {
		var err error
		if value, err = like.kind.parse(r.Value); err != nil {
			return amount{kind: like.kind}, err
		}
	}
	if value < 0 && like.kind != kindDate || value > int64(whole) && like.kind == kindRate {
		return amount{kind: like.kind}, fmt.Errorf("%q: out of range", r.Value)
	}
	return amount{from: r.From, rule: like.rule, kind: like.kind, value: value}, nil
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
	rows, ok := b.law[r.Amount]
	if !ok {
		return r, fmt.Errorf("no amount %q", r.Amount)
	}
	row, err := r.row(rows)
	if err != nil {
		return r, fmt.Errorf("expected %s: %w", row.kind, err)
	}
	r.Value = row.kind.format(row.value)
	return r, nil
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
