package rows

import "slices"

// A Measure is an outcome that arms are compared by: an exact whole number read off a row of outcomes, so that sums of it are
// exact, and what makes the unit that people read of it. All are defined for everyone randomised, on Universal Credit or not and
// in work or not, so that no comparison selects on what an arm may change: pay and hours of people out of work are 0.
type Measure struct {
	Name    string   // in the effects, truth and estimates tables
	Label   string   // as people read it
	Unit    string   // of its mean and of effects on it
	Columns []string // of outcomes that it is read off
	Of      func(*Outcome) int64
	Counted string // unit of the whole number
	Per     int64  // whole numbers in one Unit
	// Span is for how many weeks something must have lasted: at horizons no later than that nothing can have, or hardly.
	Span int
}

// Value is the measure of a row in its unit.
func (m *Measure) Value(o *Outcome) float64 { return float64(m.Of(o)) / float64(m.Per) }

// At reports whether the measure says something at a horizon.
func (m *Measure) At(weeks int) bool { return weeks > m.Span }

// Measures lists the outcomes in the order in which people read them. The first is the primary one unless a scenario declares
// another.
func Measures() []Measure { return slices.Clone(measures) }

// MeasureNames are the names of Measures.
func MeasureNames() []string {
	names := make([]string, len(measures))
	for i := range measures {
		names[i] = measures[i].Name
	}
	return names
}

// MeasureOf finds a measure by its name; nil if there is none.
func MeasureOf(name string) *Measure {
	for i := range measures {
		if measures[i].Name == name {
			m := measures[i]
			return &m
		}
	}
	return nil
}

// routes of a rise.
var routes = []string{MoreHours, MorePay, NewEmployer, AfterNoWork}

const (
	share   = "share"
	persons = "persons"
)

var measures = []Measure{
	{Name: "earnings_week", Label: "Weekly earnings", Unit: "pounds a week", Columns: []string{"gross_four_weeks_pence"},
		Of: func(o *Outcome) int64 { return int64(o.GrossFourWeeks) }, Counted: "pence in four weeks", Per: 400},
	{Name: "earnings_cumulated", Label: "Earnings since randomisation", Unit: "pounds", Columns: []string{"gross_cumulated_pence"},
		Of: func(o *Outcome) int64 { return int64(o.GrossCumulated) }, Counted: "pence", Per: 100},
	{Name: "employed", Label: "In work", Unit: share, Columns: []string{"employed"},
		Of: func(o *Outcome) int64 { return one(o.Employed) }, Counted: persons, Per: 1},
	{Name: "hours_per_week", Label: "Hours", Unit: "hours a week", Columns: []string{"hours_per_week"},
		Of: func(o *Outcome) int64 { return int64(float64(o.HoursPerWeek*10) + 0.5) }, Counted: "tenths of an hour a week", Per: 10},
	{Name: "hourly_pay", Label: "Hourly pay, 0 out of work", Unit: "pounds an hour", Columns: []string{"hourly_pay_pence"},
		Of: func(o *Outcome) int64 { return int64(o.HourlyPay) }, Counted: "pence an hour", Per: 100},
	{Name: "rise_10", Label: "Usual pay 10% up on that at randomisation", Unit: share, Columns: []string{"route"},
		Of: func(o *Outcome) int64 { return one(slices.Contains(routes, o.Route)) }, Counted: persons, Per: 1},
	sustained("sustained_13", "Usual pay 10% up for 13 weeks running", 13),
	sustained("sustained_26", "Usual pay 10% up for 26 weeks running", 26),
	sustained("sustained_52", "Usual pay 10% up for 52 weeks running", 52),
	route("route_more_hours", "Rise with the same employer, mostly hours", MoreHours),
	route("route_more_pay", "Rise with the same employer, mostly hourly pay", MorePay),
	route("route_new_employer", "Rise with another employer, never out of work", NewEmployer),
	route("route_after_no_work", "Rise after a time out of work", AfterNoWork),
	{Name: "job_quality", Label: "In a job of fixed hours paid above the wage floor", Unit: share,
		Columns: []string{"employed", "variable_hours", "hourly_pay_pence", "wage_floor_pence"},
		Of: func(o *Outcome) int64 {
			return one(o.Employed && !o.VariableHours && o.HourlyPay > o.WageFloor)
		}, Counted: persons, Per: 1},
	{Name: "on_uc", Label: "On Universal Credit", Unit: share, Columns: []string{"on_uc"},
		Of: func(o *Outcome) int64 { return one(o.OnUC) }, Counted: persons, Per: 1},
	{Name: "net_income_month", Label: "Net income of the benefit unit", Unit: "pounds a month", Columns: []string{"net_income_month_pence"},
		Of: func(o *Outcome) int64 { return int64(o.NetIncome) }, Counted: "pence a month", Per: 100},
	{Name: "sanctions", Label: "Sanctions since randomisation", Unit: "sanctions a person", Columns: []string{"sanctions"},
		Of: func(o *Outcome) int64 { return int64(o.Sanctions) }, Counted: "sanctions", Per: 1},
}

// sustained is a rise of 10% that has lasted for some weeks and goes on.
func sustained(name, label string, weeks int32) Measure {
	return Measure{Name: name, Label: label, Unit: share, Columns: []string{"risen_weeks"},
		Of: func(o *Outcome) int64 { return one(o.RisenWeeks >= weeks) }, Counted: persons, Per: 1, Span: int(weeks)}
}

// route is a rise of 10% by one of its routes: the four of them add up to rise_10.
func route(name, label, by string) Measure {
	return Measure{Name: name, Label: label, Unit: share, Columns: []string{"route"},
		Of: func(o *Outcome) int64 { return one(o.Route == by) }, Counted: persons, Per: 1}
}

func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
