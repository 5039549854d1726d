package pilot

import (
	"errors"
	"fmt"
	"strings"

	"inwork/progression"
	"inwork/progression/scenario"
)

// UnknownPractice is the error of a study whose arms name a practice that this
// program has not: it is another program's own, which alone can go on with it.
type UnknownPractice struct {
	Where    string // the arm's key, after the file that has it
	Found    string
	Expected string
	Meant    string // a suggestion; may be empty
}

func (e *UnknownPractice) Error() string {
	text := fmt.Sprintf("%s: found %s, expected %s; a practice of a program's own is known in that program alone", e.Where, e.Found, e.Expected)
	if e.Meant != "" {
		text += ", did you mean " + e.Meant + "?"
	}
	return text
}

// checkPractices refuses arms whose practice this program has not, and practices
// that no scenario could name.
func checkPractices(s *scenario.Scenario) error {
	if err := s.Practices.Check(); err != nil {
		return fmt.Errorf("pilot: %w", err)
	}
	for _, a := range s.Arms {
		if _, known := s.Practices.Named(a.Practice); !known {
			names := s.Practices.Names()
			return &UnknownPractice{
				Where: "arms." + a.Slug + ".practice", Found: a.Practice,
				Expected: "one of " + strings.Join(names, ", "), Meant: scenario.Nearest(a.Practice, names),
			}
		}
	}
	return nil
}

// parsePlanned reads the scenario of a plan, of which name is the file.
func parsePlanned(name string, canonical []byte, own progression.Practices) (*scenario.Scenario, error) {
	s, err := scenario.Options{Practices: own}.Parse(name, canonical)
	var problems scenario.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			if strings.HasSuffix(p.Field, ".practice") || strings.Contains(p.Field, ".practice[") {
				return nil, &UnknownPractice{Where: name + ": " + p.Field, Found: strings.Trim(p.Found, "\""), Expected: p.Expected, Meant: p.Meant}
			}
		}
	}
	return s, err
}
