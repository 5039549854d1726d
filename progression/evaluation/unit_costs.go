package evaluation

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// UnitCost is a price, with the range in which it may lie.
type UnitCost struct {
	Name             string
	Value, Low, High float64
	Unit             string
	Source           string // references such as D18 are rows of Targets
	Grade            string // A measured or laid down, B published, C inferred, D assumption
}

// UnitCosts are what support is priced at; the zero value prices nothing: see TheUnitCosts.
type UnitCosts []UnitCost

// Names of UnitCosts.
const (
	CoachSalary       = "coach_salary"
	CoachOnCosts      = "coach_on_costs"
	CoachOverheads    = "coach_overheads"
	CoachAppointments = "coach_appointments"
	ProvisionCost     = "provision"
)

//go:embed unit_costs.csv
var unitCostsCSV string

// UnitCostsCSV is what TheUnitCosts are read from: with other values it is a file for ReadUnitCosts.
func UnitCostsCSV() string { return unitCostsCSV }

// TheUnitCosts are those of the library.
func TheUnitCosts() UnitCosts { return slices.Clone(theUnitCosts()) }

var theUnitCosts = sync.OnceValue(func() UnitCosts {
	var list UnitCosts
	err := eachUnitCost(strings.NewReader(unitCostsCSV), "unit_costs.csv", func(c UnitCost) error {
		list = append(list, c)
		return nil
	})
	if err != nil {
		panic("evaluation: " + err.Error())
	}
	return list
})

// ReadUnitCosts reads costs of one's own, a CSV file with the columns of UnitCostsCSV, of which name and value are needed. What it leaves
// out is as in TheUnitCosts; a value without a range of its own is taken as known. The error is a
// *WrongUnitCosts, with a line a problem that says file and line.
func ReadUnitCosts(r io.Reader, file string) (UnitCosts, error) {
	list := TheUnitCosts()
	if err := eachUnitCost(r, file, list.replace); err != nil {
		return nil, &WrongUnitCosts{err}
	}
	return list, nil
}

// WrongUnitCosts is the error of a file of unit costs.
type WrongUnitCosts struct{ error }

// Unwrap is what is wrong.
func (e *WrongUnitCosts) Unwrap() error { return e.error }

var unitCostColumns = []string{"name", "value", "low", "high", "unit", "source", "grade"}

// replace puts a cost in the place of the one of its name.
func (u UnitCosts) replace(c UnitCost) error {
	k := u.index(c.Name)
	switch {
	case k < 0:
		return fmt.Errorf("name: found %q, expected one of %s", c.Name, strings.Join(u.names(), ", "))
	case c.Unit == "":
		c.Unit = u[k].Unit
	case c.Unit != u[k].Unit:
		return fmt.Errorf("unit: found %q, expected %q", c.Unit, u[k].Unit)
	}
	u[k] = c
	return nil
}

// eachUnitCost reads the costs of a file, each of another name; take may refuse one. The error has a line a problem.
func eachUnitCost(r io.Reader, file string, take func(UnitCost) error) error {
	reader := csv.NewReader(r)
	at, err := unitCostHead(reader, file)
	if err != nil {
		return err
	}
	var problems []error
	given := map[string]bool{}
	for {
		record, err := reader.Read()
		if err == io.EOF {
			return errors.Join(problems...)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		cost, err := unitCostOf(record, at)
		switch {
		case err != nil:
		case given[cost.Name]:
			err = fmt.Errorf("name: found %s again, expected it once", cost.Name)
		default:
			err = take(cost)
		}
		given[cost.Name] = true
		if err != nil {
			line, _ := reader.FieldPos(0)
			problems = append(problems, fmt.Errorf("%s:%d: %w", file, line, err))
		}
	}
}

// unitCostHead is where each column stands.
func unitCostHead(reader *csv.Reader, file string) (map[string]int, error) {
	head, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: found no line of column names, expected %s: %w", file, strings.Join(unitCostColumns, ","), err)
	}
	at := map[string]int{}
	var problems []error
	for i, name := range head {
		if !slices.Contains(unitCostColumns, name) {
			problems = append(problems, fmt.Errorf("%s:1: found column %q, expected some of %s", file, name, strings.Join(unitCostColumns, ",")))
		}
		at[name] = i
	}
	for _, needed := range unitCostColumns[:2] {
		if _, ok := at[needed]; !ok {
			problems = append(problems, fmt.Errorf("%s:1: found no column %s, expected name and value", file, needed))
		}
	}
	return at, errors.Join(problems...)
}

func unitCostOf(record []string, at map[string]int) (c UnitCost, err error) {
	text := func(name string) string {
		if i, ok := at[name]; ok {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	c = UnitCost{Name: text("name"), Unit: text("unit"), Source: text("source"), Grade: text("grade")}
	for _, n := range []struct {
		name string
		into *float64
	}{{"value", &c.Value}, {"low", &c.Low}, {"high", &c.High}} {
		if text(n.name) == "" && n.name != "value" {
			*n.into = c.Value
			continue
		}
		if *n.into, err = strconv.ParseFloat(text(n.name), 64); err != nil || !(*n.into >= 0) || math.IsInf(*n.into, 0) {
			return c, fmt.Errorf("%s: %s: found %q, expected a number of 0 or more", c.Name, n.name, text(n.name))
		}
	}
	switch {
	case !(c.Low <= c.Value && c.Value <= c.High):
		return c, fmt.Errorf("%s: found %v outside %v to %v, expected it between low and high", c.Name, c.Value, c.Low, c.High)
	case c.Name == CoachAppointments && c.Low == 0:
		return c, fmt.Errorf("%s: found 0, expected more: a minute of no time has no cost", c.Name)
	}
	return c, nil
}

func (u UnitCosts) names() (list []string) {
	for _, c := range u {
		list = append(list, c.Name)
	}
	return list
}

func (u UnitCosts) index(name string) int {
	return slices.IndexFunc(u, func(c UnitCost) bool { return c.Name == name })
}

// Value is that of a name; 0 of one that is not there.
func (u UnitCosts) Value(name string) float64 {
	if k := u.index(name); k >= 0 {
		return u[k].Value
	}
	return 0
}

// with has another value for a name.
func (u UnitCosts) with(name string, value float64) UnitCosts {
	list := slices.Clone(u)
	list[u.index(name)].Value = value
	return list
}

// CoachHour is what an hour of appointments costs, in pounds: a post's cost in a year over the hours of appointments that it gives in one.
// What coaches do beside appointments is in the price of these.
func (u UnitCosts) CoachHour(appointmentHours float64) float64 {
	year := u.Value(CoachSalary) * (1 + u.Value(CoachOnCosts)) * (1 + u.Value(CoachOverheads))
	return year / float64(appointmentHours*u.Value(CoachAppointments))
}
