package evaluation

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Target is a published figure.
type Target struct {
	ID         string
	Area       string
	Use        string // calibrate, validate, context or await-verification
	Statistic  string
	Text       string   // the figure as published
	Value      *float64 // the figure as a number; nil when it is not one
	Low, High  *float64 // interval or working band in the unit; nil when there is none. Statistic and Source say which it is
	Unit       string
	Population string
	Source     string
	Confidence Confidence
}

// Confidence is how far a published figure was seen.
type Confidence string

// The marks, from the surest.
const (
	ReadInDocument Confidence = "read-in-document" // the whole item was read
	Excerpt        Confidence = "excerpt"          // seen in part of a page, or quoted by another
	Memory         Confidence = "memory"           // recalled, not seen: shown, and used for nothing
)

// Recalled says how a figure from memory is shown.
const Recalled = "recalled, not fitted"

//go:embed targets.csv
var targetsCSV string

// Targets lists the published figures that are known to this package, whether a study can be compared with them or not.
func Targets() []Target { return targets() }

var targets = sync.OnceValue(func() []Target {
	records, err := csv.NewReader(strings.NewReader(targetsCSV)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("evaluation: targets.csv: %v", err))
	}
	list := make([]Target, len(records)-1)
	above := ""
	for i, r := range records[1:] {
		source, same := strings.CutPrefix(r[9], "as above") // the line before need not be the one before it on a page
		if same {
			source = above + source
		} else {
			above = source
		}
		list[i] = Target{
			ID: r[0], Area: r[1], Use: r[2], Statistic: r[3], Text: r[4], Value: number(r[4]), Low: number(r[5]), High: number(r[6]),
			Unit: r[7], Population: r[8], Source: source, Confidence: Confidence(r[10]),
		}
	}
	return list
})

func number(s string) *float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &v
}

// target finds a published figure by its id; an id that is not there is a bug.
func target(id string) *Target {
	list := targets()
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	panic("evaluation: no target " + id)
}
