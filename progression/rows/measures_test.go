package rows_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/progression/rows"
)

// Tables are read by the columns that a measure names: a column that is missing there would read as 0 for everybody. Each measure
// is taken of a row that is filled in its own columns alone, and must be what it is of a row filled in all.
func TestMeasures_NameTheirColumns(t *testing.T) {
	whole := rows.Outcome{GrossFourWeeks: 40000, GrossCumulated: 123456, Employed: true, HoursPerWeek: 20.5, HourlyPay: 912, WageFloor: 850,
		Route: rows.MorePay, RisenWeeks: 60, OnUC: true, NetIncome: 98765, Sanctions: 2}
	names := map[string]bool{}
	for _, m := range rows.Measures() {
		assert.False(t, names[m.Name], "%s twice", m.Name)
		names[m.Name] = true
		row := whole
		if m.Name == "route_more_hours" || m.Name == "route_new_employer" || m.Name == "route_after_no_work" {
			row.Route = strings.TrimPrefix(m.Name, "route_")
		}
		var own rows.Outcome
		from, to, columns := reflect.ValueOf(row), reflect.ValueOf(&own).Elem(), 0
		for i := range from.NumField() {
			name, _, _ := strings.Cut(from.Type().Field(i).Tag.Get("parquet"), ",")
			for _, c := range m.Columns {
				if c == name {
					to.Field(i).Set(from.Field(i))
					columns++
				}
			}
		}
		assert.Len(t, m.Columns, columns, "%s reads off a column that there is not", m.Name)
		assert.NotZero(t, m.Value(&row), m.Name)
		assert.Equal(t, m.Value(&row), m.Value(&own), m.Name)
		assert.Equal(t, m.Label, rows.MeasureOf(m.Name).Label)
	}
	assert.Nil(t, rows.MeasureOf("profit"))
	assert.Equal(t, "earnings_week", rows.MeasureNames()[0])
}

// By hand: what each measure makes of one row, in the unit that people read.
func TestMeasures_ByHand(t *testing.T) {
	row := rows.Outcome{GrossFourWeeks: 64000, GrossCumulated: 100050, Employed: true, HoursPerWeek: 17.3, HourlyPay: 905, WageFloor: 905,
		Route: rows.NewEmployer, RisenWeeks: 26, NetIncome: 90101, Sanctions: 3}
	want := map[string]float64{"earnings_week": 160, "earnings_cumulated": 1000.5, "employed": 1, "hours_per_week": 17.3, "hourly_pay": 9.05,
		"rise_10": 1, "sustained_13": 1, "sustained_26": 1, "route_new_employer": 1, "net_income_month": 901.01, "sanctions": 3}
	for _, m := range rows.Measures() {
		assert.Equal(t, want[m.Name], m.Value(&row), m.Name)
	}
	quality := rows.MeasureOf("job_quality")
	row.HourlyPay++
	assert.Equal(t, 1.0, quality.Value(&row), "a penny above the floor")
	row.VariableHours = true
	assert.Zero(t, quality.Value(&row), "without fixed hours")
	assert.Zero(t, quality.Value(&rows.Outcome{HourlyPay: 900}), "out of work")
	assert.False(t, rows.MeasureOf("sustained_26").At(26))
	assert.True(t, rows.MeasureOf("sustained_26").At(27))
	assert.True(t, quality.At(4))
}

// The four routes of a rise add up to it, whatever the route, and one that is not known is none.
func TestMeasures_RoutesAddUp(t *testing.T) {
	for _, by := range []string{rows.NoRise, rows.MoreHours, rows.MorePay, rows.NewEmployer, rows.AfterNoWork, "", "lottery"} {
		o, sum := rows.Outcome{Route: by}, int64(0)
		for _, m := range rows.Measures() {
			if strings.HasPrefix(m.Name, "route_") {
				sum += m.Of(&o)
			}
		}
		assert.Equal(t, rows.MeasureOf("rise_10").Of(&o), sum, by)
	}
}
