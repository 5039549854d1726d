package scenario

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with a scenario.
type Problem struct {
	File     string // as it was named to Load or Parse, or the path of one that it inherits
	Line     int    // of the file, from 1; 0 when it is about no line
	Set      string // the override that brought the value, as key=value; empty for the file's own
	Field    string // dotted path of the key; empty when it is about the whole file
	Found    string
	Expected string // empty when the file could not be read: Found says why
	Meant    string // a suggestion; empty when nothing is near
}

// Error gives the problem in one line.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.where())
	if p.Expected == "" {
		return b.String() + ": " + p.Found
	}
	fmt.Fprintf(&b, ": found %s, expected %s", p.Found, p.Expected)
	switch {
	case p.Meant == "":
	case p.Meant != p.Found && p.Meant == ungrouped(p.Found): // the same number, so there is no doubt
		fmt.Fprintf(&b, ", write %s", p.Meant)
	default:
		fmt.Fprintf(&b, ", did you mean %s?", p.Meant)
	}
	return b.String()
}

// where names the place: the override, or the line of the file, and the key.
func (p Problem) where() string {
	place := p.File
	switch {
	case p.Set != "" && strings.HasPrefix(p.Set, p.Field+"="):
		return "-set " + shorten(p.Set)
	case p.Set != "":
		place = "-set " + shorten(p.Set)
	case p.Line > 0:
		place = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Field == "" {
		return place
	}
	return place + ": " + shorten(p.Field)
}

// mostProblems is how many lines an error has at most: more help nobody.
const mostProblems = 20

// Problems is all that is wrong with a scenario, in the order of its lines, then of those of the files that it
// inherits. What concerns a file as a whole comes after its lines, what concerns overrides last.
type Problems []Problem

// Error gives a line a problem, at most 20, and says how many more there are.
func (p Problems) Error() string {
	var lines []string
	for _, problem := range p[:min(len(p), mostProblems)] {
		lines = append(lines, problem.Error())
	}
	if more := len(p) - mostProblems; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}
