package award

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"inwork/progression/money"
	"inwork/sim"
)

// mostPounds bounds amounts, so that no sum of them overflows.
const mostPounds = 10_000_000

// pounds takes an amount, to the penny.
func (s *scanner) pounds() money.Pence {
	text := s.number("an amount in pounds")
	p, err := money.RoundPounds(text)
	if err != nil && strings.ContainsAny(text, "eE") && json.Valid([]byte(text)) { // 1e-05, as some programs write what is nearly nothing
		var f float64
		f, err = strconv.ParseFloat(text, 64)
		p = money.Pence(math.Round(float64(min(max(f, -mostPounds), mostPounds) * 100)))
	}
	if err != nil || max(p, -p) >= mostPounds*money.Pound {
		s.fail(text, "an amount in pounds below ten million")
		return 0
	}
	return p
}

// positive takes an amount that is not below zero.
func (s *scanner) positive() money.Pence {
	p := s.pounds()
	if p < 0 {
		s.fail(p.String(), "an amount not below zero")
	}
	return p
}

// count takes a whole number from least to most; 30.0 is one too: some programs write all numbers so.
func (s *scanner) count(least, most int) int {
	text := s.number("a whole number")
	n, err := strconv.Atoi(withoutZeros(text))
	if err != nil || n < least || n > most || !plain(text) {
		s.fail(text, fmt.Sprintf("a whole number from %d to %d", least, most))
	}
	return n
}

// withoutZeros leaves out decimals that are none: 30.0.
func withoutZeros(number string) string {
	whole, decimals, _ := strings.Cut(number, ".")
	if decimals != "" && strings.Trim(decimals, "0") == "" {
		return whole
	}
	return number
}

// plain reports whether a number is written as JSON wants it.
func plain(number string) bool {
	digits := strings.TrimPrefix(number, "-")
	return digits == "0" || digits != "" && digits[0] != '0' && digits[0] != '+' || strings.HasPrefix(digits, "0.")
}

// hours takes a number of hours a week and reports whether there are any.
func (s *scanner) hours() bool {
	text := s.number("hours a week")
	h, err := strconv.ParseFloat(text, 64)
	if err != nil || h < 0 || h > 168 || !json.Valid([]byte(text)) {
		s.fail(text, "hours a week from 0 to 168")
	}
	return h > 0
}

// yes takes true or false.
func (s *scanner) yes() bool {
	if s.fault != nil {
		return false
	}
	s.next()
	switch rest := s.text[s.at:]; {
	case bytes.HasPrefix(rest, []byte("true")):
		s.at += len("true")
		return true
	case bytes.HasPrefix(rest, []byte("false")):
		s.at += len("false")
		return false
	}
	s.fail(s.rest(), "true or false")
	return false
}

// day takes a date.
func (s *scanner) day() sim.Day {
	text := string(s.unquote(s.word("a date as YYYY-MM-DD")))
	if s.fault != nil {
		return 0
	}
	d, err := sim.ParseDay(text)
	if err != nil {
		s.fail(short([]byte(text)), "a date as YYYY-MM-DD")
	}
	return d
}

// oneOf takes one of the words and returns which.
func (s *scanner) oneOf(words ...string) int {
	text := s.unquote(s.word("text"))
	for i, word := range words {
		if string(text) == word {
			return i
		}
	}
	s.fail(short(text), "one of "+strings.Join(words, ", "))
	return 0
}

// id takes what the line is called: text or a number, as it stands.
func (s *scanner) id() []byte {
	const expected = "text or a number"
	var text []byte
	if s.next() == '"' {
		text = s.word(expected)
	} else {
		text = []byte(s.number(expected))
	}
	if s.fault == nil && !(json.Valid(text) && utf8.Valid(text)) {
		s.fail(short(text), expected)
	}
	if s.fault != nil {
		return nil
	}
	return text
}
