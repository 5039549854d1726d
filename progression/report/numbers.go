package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// number writes x with so many decimals and commas between thousands; with ASCII signs, so that a cell pasted into a
// spreadsheet is a number. What is not a number is a dash.
func number(x float64, decimals int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if x < 0 && strings.Trim(s, "0.") != "" {
		return "-" + whole
	}
	return whole
}

// optional is a number or a dash.
func optional(x *float64, scale float64, decimals int) string {
	if x == nil {
		return none
	}
	return number(*x*scale, decimals)
}

// count writes a whole number.
func count(n int64) string { return number(float64(n), 0) }

// minus puts the typographer's minus sign, for prose and plots.
func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// pounds writes an amount for prose: £4.88, −£0.52.
func pounds(x float64) string {
	if s := number(x, 2); strings.HasPrefix(s, "-") {
		return "−£" + s[1:]
	}
	return "£" + number(x, 2)
}

// probability writes a p-value.
func probability(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return number(p, 3)
}

// A measure is how numbers of a unit are shown.
type measure struct {
	unit, effectUnit string  // of levels and of effects
	scale            float64 // shown = value * scale
	level, effect    int     // decimals
}

// measureOf knows the units of package evaluation; another is shown as it is.
func measureOf(unit string) measure {
	switch unit {
	case "share":
		return measure{"%", "percentage points", 100, 1, 2}
	case "pounds a week":
		return measure{"£ a week", "£ a week", 1, 2, 2}
	case "pounds a month":
		return measure{"£ a month", "£ a month", 1, 0, 0}
	case "pounds an hour":
		return measure{"£ an hour", "£ an hour", 1, 2, 2}
	case "pounds":
		return measure{"£", "£", 1, 0, 0}
	case "years", "weeks", "hours a week":
		return measure{unit, unit, 1, 1, 2}
	}
	return measure{unit, unit, 1, 2, 2}
}

func (m measure) showLevel(x float64) string  { return number(x*m.scale, m.level) }
func (m measure) showEffect(x float64) string { return number(x*m.scale, m.effect) }

// list joins words: a; a and b; a, b and c.
func list(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}

// dateText writes a day: 6 April 2015.
func dateText(year int, month time.Month, day int) string {
	return fmt.Sprintf("%d %s %d", day, month, year)
}

// plural gives "1 replicate", "3 replicates".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return count(int64(n)) + " " + noun + "s"
}
