package uc

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"inwork/progression/money"
	"inwork/sim"
)

// switchRule says which day of an assessment period decides that a new amount applies to it.
type switchRule string

const (
	switchStart    switchRule = "ap_start"     // periods that start on or after the day: uprating, and whatever no instrument says otherwise of
	switchEnd      switchRule = "ap_end"       // periods that end on or after it: SI 2021/313 (uplift), SI 2021/1283 (taper)
	switchPayDate  switchRule = "pay_date"     // tax and NI: pay day, which is the period's last day
	switchCalendar switchRule = "calendar_day" // from that day on: minimum wages, thresholds; a period takes those of its first day
)

// endDecides reports whether the last day of a period, not the first, decides.
func (s switchRule) endDecides() bool { return s == switchEnd || s == switchPayDate }

// amount is one row of amounts.csv. The value is in pence, ten-thousandths, whole units or days, by the kind of the unit.
type amount struct {
	from  sim.Day
	rule  switchRule
	kind  kind
	value int64
}

// kind is how a value is counted.
type kind string

const (
	kindMoney kind = "an amount in pounds"
	kindRate  kind = "a fraction"
	kindCount kind = "a whole number"
	kindDate  kind = "a date"
)

// kindOf reads the unit column.
func kindOf(unit string) (kind, error) {
	word, _, _ := strings.Cut(unit, " ")
	switch {
	case strings.HasPrefix(word, "GBP"):
		return kindMoney, nil
	case word == "fraction":
		return kindRate, nil
	case slices.Contains([]string{"years", "months", "hours/week", "count", "bool"}, word):
		return kindCount, nil
	case word == "date":
		return kindDate, nil
	}
	return "", fmt.Errorf("found %q, expected GBP/month, fraction, years, hours/week, months, count, bool or date", unit)
}

// parse reads a value of the kind.
func (k kind) parse(s string) (int64, error) {
	switch k {
	case kindMoney:
		p, err := money.ParsePounds(s)
		return int64(p), err
	case kindRate:
		r, err := parseRate(s)
		return int64(r), err
	case kindDate:
		d, err := sim.ParseDay(s)
		return int64(d), err
	}
	return strconv.ParseInt(s, 10, 64)
}

// amounts are the rows of each parameter in order of date.
type amounts map[string][]amount

var columns = []string{"parameter", "from_date", "value", "unit", "switch", "source", "status"}

// readAmounts reads amounts.csv. Errors name file, line and column. Rows must be sorted by parameter and date, each with a source.
func readAmounts(file string, r io.Reader) (amounts, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = len(columns)
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if !slices.Equal(header, columns) {
		return nil, fmt.Errorf("%s:1: found columns %q, expected %q", file, header, columns)
	}
	all, previous := amounts{}, header[:0]
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := in.FieldPos(0)
		if slices.Compare(previous, row[:2]) >= 0 {
			return nil, fmt.Errorf("%s:%d: found %s from %s, expected rows in order of parameter and date, each once", file, line, row[0], row[1])
		}
		a, err := parseAmount(row)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line, err)
		}
		all[row[0]] = append(all[row[0]], a)
		previous = row[:2]
	}
}

func parseAmount(row []string) (a amount, err error) {
	if a.from, err = sim.ParseDay(row[1]); err != nil {
		return a, fmt.Errorf("from_date: %w", err)
	}
	if a.kind, err = kindOf(row[3]); err != nil {
		return a, fmt.Errorf("unit: %w", err)
	}
	if a.value, err = a.kind.parse(row[2]); err != nil {
		return a, fmt.Errorf("value: expected %s: %w", a.kind, err)
	}
	a.rule = switchRule(row[4])
	if !slices.Contains([]switchRule{switchStart, switchEnd, switchPayDate, switchCalendar}, a.rule) {
		return a, fmt.Errorf("switch: found %q, expected ap_start, ap_end, pay_date or calendar_day", row[4])
	}
	if row[5] == "" || row[6] == "" {
		return a, fmt.Errorf("source and status: found %q and %q, expected both", row[5], row[6])
	}
	return a, nil
}

// AmountsCSV returns the table of amounts: parameter, from_date, value, unit, switch rule, source, and how far it is checked (checked; derived from others
// by a formula; peer_file: seen in another model; announced; memory; assumed).
func AmountsCSV() string { return amountsCSV }
