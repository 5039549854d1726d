package scenario

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"inwork/sim"
)

// scalar is a value written as one word, number or text.
type scalar struct {
	expected string
	set      func(text string) bool     // takes the text; false if it is not one of these values
	guess    func(text string) []string // what may have been meant instead; nil for nothing
	json     func() any                 // the value now held
	allows   func() jsonSchema          // which values there are
	quotes   bool                       // quotes make no difference
}

func (s scalar) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	if n.Kind != yaml.ScalarNode || isNull(n) {
		r.refuse(n, path, describe(n), s.expected, "")
		return
	}
	if (s.quotes || !quoted(n)) && s.set(n.Value) {
		return
	}
	r.refuse(n, path, describe(n), s.expected, s.meant(n.Value))
}

func (s scalar) canonical() any { return s.json() }

func (s scalar) schema() jsonSchema { return s.allows() }

// meant returns the first guess that would have been accepted.
func (s scalar) meant(text string) string {
	guesses := []string{text}
	if s.guess != nil {
		guesses = append(guesses, s.guess(text)...)
	}
	for _, guess := range guesses {
		if s.set(guess) {
			return guess
		}
	}
	return ""
}

// wholeForm leaves out what YAML readers take for octal (010) or round silently (1.5).
var wholeForm = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

// whole is a whole number of something, or just a number when of is empty.
func whole(into *int, least, most int, of string) scalar {
	return scalar{
		expected: fmt.Sprintf("a whole number%s from %d to %d", ofWhat(of), least, most),
		set: func(text string) bool {
			v, err := strconv.Atoi(text)
			ok := wholeForm.MatchString(text) && err == nil && v >= least && v <= most
			if ok {
				*into = v
			}
			return ok
		},
		guess:  numberGuesses,
		json:   func() any { return *into },
		allows: func() jsonSchema { return jsonSchema{"type": "integer", "minimum": least, "maximum": most} },
	}
}

func ofWhat(unit string) string {
	if unit == "" {
		return ""
	}
	return " of " + unit
}

// seed is any whole number of 64 bits.
func seed(into *uint64) scalar {
	return scalar{
		expected: "a whole number from 0 to 18446744073709551615",
		set: func(text string) bool {
			v, err := strconv.ParseUint(text, 10, 64)
			ok := wholeForm.MatchString(text) && err == nil
			if ok {
				*into = v
			}
			return ok
		},
		guess: numberGuesses,
		json:  func() any { return *into },
		allows: func() jsonSchema {
			return jsonSchema{"type": "integer", "minimum": 0, "maximum": uint64(math.MaxUint64)}
		},
	}
}

// numberForm leaves out .nan, .inf, hexadecimal, underscores and leading zeros.
var numberForm = regexp.MustCompile(`^-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// number is a decimal number in a range, both ends included.
func number(into *float64, least, most float64, unit string) scalar {
	return parameter(sim.Parameter{Value: into, Min: least, Max: most, Unit: unit})
}

// positive is a decimal number above 0.
func positive(into *float64, most float64, unit string) scalar {
	s := number(into, 0, most, unit)
	set := s.set
	s.expected = fmt.Sprintf("a number above 0, at most %v (%s)", most, unit)
	s.set = func(text string) bool {
		v, err := strconv.ParseFloat(text, 64)
		return err == nil && v > 0 && set(text)
	}
	s.allows = func() jsonSchema {
		return jsonSchema{"type": "number", "exclusiveMinimum": 0, "maximum": most}
	}
	return s
}

// parameter is a number of the model: its own range decides.
func parameter(p sim.Parameter) scalar {
	s := scalar{
		expected: fmt.Sprintf("a number from %v to %v (%s)", p.Min, p.Max, p.Unit),
		set: func(text string) bool {
			v, err := strconv.ParseFloat(text, 64)
			return numberForm.MatchString(text) && err == nil && p.Set(v+0) == nil // +0: no negative zero
		},
		guess:  numberGuesses,
		json:   func() any { return *p.Value },
		allows: func() jsonSchema { return jsonSchema{"type": "number", "minimum": p.Min, "maximum": p.Max} },
	}
	if p.Whole {
		s.expected = fmt.Sprintf("a whole number from %v to %v (%s)", p.Min, p.Max, p.Unit)
		s.guess = func(text string) []string { return append(numberGuesses(text), nearestWhole(text)...) }
		s.allows = func() jsonSchema { return jsonSchema{"type": "integer", "minimum": p.Min, "maximum": p.Max} }
	}
	return s
}

// nearestWhole is the whole number nearest to a decimal one.
func nearestWhole(text string) []string {
	v, err := strconv.ParseFloat(ungrouped(text), 64)
	if err != nil {
		return nil
	}
	return []string{strconv.FormatFloat(math.Round(v), 'f', -1, 64)}
}

// numberGuesses reads a number as people write them: 5%, 30,709, 30_709, 010, 5.0.
func numberGuesses(text string) []string {
	bare := ungrouped(text)
	if percent, ok := strings.CutSuffix(bare, "%"); ok {
		v, err := strconv.ParseFloat(percent, 64)
		if err != nil {
			return nil
		}
		return []string{strconv.FormatFloat(v/100, 'g', 12, 64)}
	}
	return []string{bare, strings.TrimLeft(bare, "0"), strings.TrimSuffix(bare, ".0")}
}

// ungrouped leaves out what people put between thousands.
func ungrouped(text string) string {
	return strings.NewReplacer(",", "", "_", "", " ", "").Replace(text)
}

// flag is true or false.
func flag(into *bool) scalar {
	return scalar{
		expected: "true or false",
		set: func(text string) bool {
			ok := text == "true" || text == "false"
			if ok {
				*into = text == "true"
			}
			return ok
		},
		guess: func(text string) []string {
			switch strings.ToLower(text) {
			case "true", "yes", "y", "on", "1":
				return []string{"true"}
			case "false", "no", "n", "off", "0":
				return []string{"false"}
			}
			return nil
		},
		json:   func() any { return *into },
		allows: func() jsonSchema { return jsonSchema{"type": "boolean"} },
	}
}

// day is a date.
func day(into *sim.Day) scalar {
	return scalar{
		expected: "a date as YYYY-MM-DD",
		set:      func(text string) bool { return into.UnmarshalText([]byte(text)) == nil },
		json:     func() any { return *into },
		allows: func() jsonSchema {
			return jsonSchema{"type": "string", "format": "date", "pattern": `^\d{4}-\d{2}-\d{2}$`}
		},
		quotes: true,
	}
}
