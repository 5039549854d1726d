package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// microColumn is a column of microdata.
type microColumn struct {
	name     string
	doc      string
	required bool
	fact     population.Facts // that rows say with it; 0 for what every row has
	needs    string           // another column that must be there
	// take puts a cell into the row, or returns what was expected instead.
	take func(r *population.Row, cell string) (expected string)
}

// drawn says whether the pack has figures to draw the column from: not savings, which are 0 then.
func (c *microColumn) drawn() bool { return c.fact != 0 && c.fact != population.SavingsHeld }

// microColumns are the columns there are, in the order in which a file is best
// written. A column that is not required and left out is drawn from the pack's
// figures; a cell of a column that is there is never empty, but for the children.
func microColumns() []microColumn {
	columns := []microColumn{
		{name: "age_years", required: true, doc: "completed years of age, 18 to 65",
			take: wholeCell(func(r *population.Row) *int { return &r.AgeYears }, 18, 65)},
		{name: "sex", required: true, doc: "female or male",
			take: wordCell([]string{"female", "male"}, func(r *population.Row, k int) { r.Female = k == 0 })},
		{name: "couple", required: true, doc: "true for one of a couple, false for a single claimant",
			take: truthCell(func(r *population.Row) *bool { return &r.Couple })},
		{name: "children_ages", doc: "completed years of each child below 18 with semicolons between, as 3;7; empty for no children",
			take: childrenCell(func(r *population.Row, cell string) bool {
				age, err := strconv.Atoi(cell)
				r.ChildrenAges = append(r.ChildrenAges, age)
				return wholeForm.MatchString(cell) && err == nil && age >= 0 && age < 18
			}, "ages from 0 to 17 with semicolons between, as 3;7")},
		{name: "children_born", doc: "days of birth instead of ages, as 2012-05-03;2014-01-20; empty for no children",
			take: childrenCell(func(r *population.Row, cell string) bool {
				day, err := sim.ParseDay(cell)
				r.ChildrenBorn = append(r.ChildrenBorn, day)
				return err == nil
			}, "dates as YYYY-MM-DD with semicolons between")},
		{name: "hours_week", required: true, doc: "usual paid hours a week; 0 out of work",
			take: func(r *population.Row, cell string) string {
				hours, ok := cellNumber(cell, 0, 100)
				r.HoursPerWeek = hours
				if ok && hours > 0 && hours < 1 {
					return "0, or 1 hour or more"
				}
				return unless(ok, "0 to 100")
			}},
		{name: "hourly_pay", required: true, doc: "gross pay an hour in pounds, raised to the wage floor of the first day where it is below; 0 out of work",
			take: poundsCell(func(r *population.Row) *money.Pence { return &r.HourlyPence }, 200)},
		{name: "partner_age_years", doc: "partner's completed years of age; 0 without a partner", fact: population.PartnerAge,
			take: wholeCell(func(r *population.Row) *int { return &r.PartnerAgeYears }, 0, 99)},
		{name: "partner_gross_month", doc: "partner's gross pay in pounds a month; 0 when not working and without a partner", fact: population.PartnerPay,
			take: poundsCell(func(r *population.Row) *money.Pence { return &r.PartnerGrossMonth }, 20_000)},
		{name: "sector", doc: "sector of the job: " + strings.Join(sectors(), ", "), fact: population.JobSector,
			take: wordCell(sectors(), func(r *population.Row, k int) { r.Sector = population.Sector(k) })},
		{name: "contract", doc: "variable for a zero-hours contract, fixed for any other and out of work", fact: population.JobContract,
			take: wordCell([]string{"fixed", "variable"}, func(r *population.Row, k int) { r.Variable = k == 1 })},
		{name: "tenure", doc: "none (owners too), social or private", fact: population.HomeTenure,
			take: wordCell([]string{uc.NoHousingCosts.String(), uc.SocialRent.String(), uc.PrivateRent.String()}, func(r *population.Row, k int) { r.Tenure = uc.Tenure(k) })},
		{name: "rent_month", doc: "eligible rent in pounds a month; 0 without", fact: population.HomeRent, needs: "tenure",
			take: poundsCell(func(r *population.Row) *money.Pence { return &r.RentMonth }, 10_000)},
		{name: "savings", doc: "capital of both adults that counts, in pounds: above 16,000 nobody is on Universal Credit", fact: population.SavingsHeld,
			take: poundsCell(func(r *population.Row) *money.Pence { return &r.Savings }, 16_000)},
		{name: "health_limits", doc: "true where health or disability limits day-to-day activity", fact: population.HealthLimits,
			take: truthCell(func(r *population.Row) *bool { return &r.Limited })},
		{name: "qualification", doc: "highest: below_gcse, gcse, a_level or degree", fact: population.HighestQualification,
			take: wordCell(qualifications(), func(r *population.Row, k int) { r.Qualification = population.Qualification(k) })},
		{name: "wants_more_hours", doc: "true for who wants more hours or, out of work, a job", fact: population.MoreHoursWanted,
			take: truthCell(func(r *population.Row) *bool { return &r.WantsMoreHours })},
		{name: "weeks_on_uc", doc: "weeks on Universal Credit on the first day; if left out some claim later, as the pack says", fact: population.TimeOnUC,
			take: wholeCell(func(r *population.Row) *int { return &r.WeeksOnUC }, 0, 1500)},
		{name: "district", doc: "Jobcentre district by name; if left out, rows are of every district",
			take: districtCell()},
		{name: "weight", doc: "how many people the row stands for; 1 if left out",
			take: func(r *population.Row, cell string) string {
				weight, ok := cellNumber(cell, 0, 1e9)
				r.Weight = weight
				return unless(ok && weight >= 1e-9, "a number above 0, at most 1000000000")
			}},
	}
	at := slices.IndexFunc(columns, func(c microColumn) bool { return c.name == "wants_more_hours" })
	return slices.Insert(columns, at, severityColumns()...)
}

func severityColumns() (columns []microColumn) {
	for b := range population.Barrier(population.NBarriers) {
		columns = append(columns, severityColumn(b))
	}
	columns[population.Qualifications].needs = "qualification"
	return columns
}

func severityColumn(b population.Barrier) microColumn {
	return microColumn{
		name: "barrier_" + b.String(), doc: "severity of the " + b.String() + " barrier, 0 to 1; 0 without", fact: population.SeverityOf(b),
		take: func(r *population.Row, cell string) string {
			severity, ok := cellNumber(cell, 0, 1)
			r.Severity[b] = severity
			return unless(ok, "0 to 1")
		},
	}
}

// clashes says what is wrong with a row whose cells are each in order: column,
// what was found and what was expected.
func clashes(r *population.Row, has func(column string) bool, say func(column, found, expected string)) {
	single, idle := "0 for a single claimant", "for hours_week above 0"
	check := func(wrong bool, column, found, expected string) {
		if wrong && has(column) {
			say(column, found, expected)
		}
	}
	check(!r.Couple && r.PartnerAgeYears != 0, "partner_age_years", fmt.Sprint(r.PartnerAgeYears), single)
	check(r.Couple && r.PartnerAgeYears < 18, "partner_age_years", fmt.Sprint(r.PartnerAgeYears), "18 to 99 for one of a couple")
	check(!r.Couple && r.PartnerGrossMonth != 0, "partner_gross_month", r.PartnerGrossMonth.String(), single)
	check(r.HoursPerWeek > 0 && r.HourlyPence == 0, "hourly_pay", "0", "pay "+idle)
	check(r.HoursPerWeek == 0 && r.HourlyPence != 0, "hourly_pay", r.HourlyPence.String(), "0 for hours_week of 0")
	check((r.HoursPerWeek > 0) != (r.Sector != population.NoSector), "sector", r.Sector.String(), "none for hours_week of 0, and no other")
	check(r.HoursPerWeek == 0 && r.Variable, "contract", "variable", "fixed for hours_week of 0")
	check((r.Tenure == uc.NoHousingCosts) != (r.RentMonth == 0), "rent_month", r.RentMonth.String(), "0 for tenure none, and no other")
	check((r.Qualification == population.BelowGCSE) != (r.Severity[population.Qualifications] > 0), "barrier_qualifications",
		fmt.Sprint(r.Severity[population.Qualifications]), "above 0 for qualification below_gcse, and no other")
	check(len(r.ChildrenAges)+len(r.ChildrenBorn) == 0 && r.Severity[population.Childcare] > 0, "barrier_childcare",
		fmt.Sprint(r.Severity[population.Childcare]), "0 without children")
}

func unless(ok bool, expected string) string {
	if ok {
		return ""
	}
	return expected
}

// cellNumber reads a decimal number in a range, both ends included.
func cellNumber(cell string, least, most float64) (x float64, ok bool) {
	x, err := strconv.ParseFloat(cell, 64)
	return x + 0, numberForm.MatchString(cell) && err == nil && x >= least && x <= most // +0: no negative zero
}

func wholeCell(into func(*population.Row) *int, least, most int) func(*population.Row, string) string {
	return func(r *population.Row, cell string) string {
		x, ok := cellNumber(cell, float64(least), float64(most)) // 35.0 as programs write it, too
		*into(r) = int(x)
		return unless(ok && x == math.Trunc(x), fmt.Sprintf("a whole number from %d to %d", least, most))
	}
}

func poundsCell(into func(*population.Row) *money.Pence, most float64) func(*population.Row, string) string {
	return func(r *population.Row, cell string) string {
		pounds, ok := cellNumber(cell, 0, most)
		*into(r) = money.Pence(math.Floor(float64(100*pounds) + 0.5))
		return unless(ok, fmt.Sprintf("pounds from 0 to %.0f", most))
	}
}

func truthCell(into func(*population.Row) *bool) func(*population.Row, string) string {
	return wordCell([]string{"false", "true"}, func(r *population.Row, k int) { *into(r) = k == 1 })
}

func wordCell(words []string, set func(r *population.Row, k int)) func(*population.Row, string) string {
	return func(r *population.Row, cell string) string {
		k := slices.Index(words, cell)
		if k < 0 {
			return oneOf(words) + meaning(cell, words)
		}
		set(r, k)
		return ""
	}
}

// meaning names the word that was probably meant.
func meaning(found string, words []string) string {
	if near := Nearest(found, words); near != "" {
		return ", did you mean " + near + "?"
	}
	return ""
}

// mostInRow is how many children a row may have.
const mostInRow = 8

func childrenCell(add func(r *population.Row, cell string) bool, expected string) func(*population.Row, string) string {
	return func(r *population.Row, cell string) string {
		if cell == "" {
			return ""
		}
		children := strings.Split(cell, ";")
		if len(children) > mostInRow {
			return fmt.Sprintf("at most %d children", mostInRow)
		}
		for _, child := range children {
			if !add(r, strings.TrimSpace(child)) {
				return expected
			}
		}
		return ""
	}
}

func districtCell() func(*population.Row, string) string {
	var names []string
	for _, d := range population.Districts() {
		names = append(names, d.Name)
	}
	return func(r *population.Row, cell string) string {
		r.District = slices.Index(names, cell)
		return unless(r.District >= 0, "a Jobcentre district by name"+meaning(cell, names))
	}
}

func sectors() (names []string) {
	for s := range population.Sector(population.NSectors) {
		names = append(names, s.String())
	}
	return names
}

func qualifications() (names []string) {
	for q := population.BelowGCSE; q <= population.Degree; q++ {
		names = append(names, q.String())
	}
	return names
}
