package uc

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/sim"
)

const header = "parameter,from_date,value,unit,switch,source,status\n"

func embedded(t *testing.T) amounts {
	t.Helper()
	a, err := readAmounts("amounts.csv", strings.NewReader(amountsCSV))
	require.NoError(t, err)
	return a
}

// unusedParameters are those that no rule reads. They stay because tests and readers of the table check others by them.
var unusedParameters = []string{
	"aet.hours_couple", "aet.hours_single", "benefit_cap.earnings_hours", // how the thresholds follow from the living wage
	"benefit_cap.grace_months",               // CapGrace
	"conditionality.lead_carer.wfi_only_age", // where nothing-is-asked ends
	"income_tax.marriage_allowance_share_of_pa",
	"ni.lel.month", "ni.lel.week",
	"uc.advance.max_repayment_months",
	"uc.mif.start_up_months", // Unit.StartUp is an input
	"uc.minimum_amount",      // a penny: nothing less can be
	"uc.non_dependant_min_age",
	"uc.standard_allowance.couple_25_plus.without_uplift", "uc.standard_allowance.couple_both_under_25.without_uplift",
	"uc.standard_allowance.single_25_plus.without_uplift", "uc.standard_allowance.single_under_25.without_uplift",
	"uc_act_2025.sa_extra_uplift",
}

// An amount that moves nothing is a bug or is not read yet; which is which stands in usedParameters.
func TestAmounts_EachUsedOneMovesTheRules(t *testing.T) {
	all := embedded(t)
	asTheyAre := newBook(all).rules
	var moved []string
	for name, rows := range all {
		for _, change := range []func(*amount){func(a *amount) { a.value += 12 }, func(a *amount) { a.value = 0 }} { // a year's amount by a penny a month; a flag
			raised := slices.Clone(rows)
			for i := range raised {
				change(&raised[i])
			}
			changed := maps.Clone(all)
			changed[name] = raised
			if !reflect.DeepEqual(asTheyAre, newBook(changed).rules) {
				moved = append(moved, name)
				break
			}
		}
	}
	var still []string
	for name := range all {
		if !slices.Contains(moved, name) {
			still = append(still, name)
		}
	}
	slices.Sort(still)
	assert.Equal(t, unusedParameters, still)
	slices.Sort(moved)
	assert.Equal(t, moved, Statute().Amounts(), "what moves nothing cannot be reformed")
	t.Logf("%d of %d parameters used", len(moved), len(all))
}

// The book is complete: no row has been lost on the way, and those whose status is memory or assumed are known by name.
func TestAmounts_Rows(t *testing.T) {
	rows, status, unsure := 0, map[string]int{}, []string{}
	for _, line := range strings.Split(strings.TrimSpace(amountsCSV), "\n")[1:] {
		rows++
		word := line[strings.LastIndexByte(line, ',')+1:]
		status[word]++
		if word == "memory" || word == "assumed" {
			unsure = append(unsure, line[:strings.IndexByte(line, ',')])
		}
	}
	assert.Equal(t, 563, rows)
	assert.Equal(t, map[string]int{"checked": 467, "peer_file": 51, "derived": 30, "announced": 4, "memory": 9, "assumed": 2}, status)
	assert.Equal(t, []string{
		"benefit_cap.carers_exempt", "conditionality.in_work_pilots", "ni.class2.from", "ni.class2.from", "ni.class4.rate_upper", "pension_ae.min_age",
		"uc.sanction.higher_level_longest", "uc.surplus_earnings.relevant_threshold", "uc.two_child_limit.adopted_and_kinship_not_counted",
		"uc.two_child_limit.adopted_and_kinship_not_counted", "uc.work_allowance.lower.couple_lcw",
	}, unsure)
}

func TestReadAmounts_Errors(t *testing.T) {
	row := func(value, unit, rule string) string {
		return fmt.Sprintf("uc.taper,2017-04-10,%s,%s,%s,SI 2017/348,checked\n", value, unit, rule)
	}
	for want, text := range map[string]string{
		`a.csv: EOF`:              "",
		`a.csv:1: found columns`:  "name,from,value,unit,switch,source,status\n",
		`a.csv: record on line 2`: header + "uc.taper,2017-04-10,0.63\n",
		`a.csv:2: from_date: found "10 April 2017", expected a date as YYYY-MM-DD`:            header + strings.Replace(row("0.63", "fraction", "ap_start"), "2017-04-10", "10 April 2017", 1),
		`a.csv:2: unit: found "per cent", expected GBP/month, fraction`:                       header + row("63", "per cent", "ap_start"),
		`a.csv:2: value: expected a fraction: "63%": expected digits`:                         header + row("63%", "fraction", "ap_start"),
		`a.csv:2: value: expected a fraction: "0.63001": expected ten-thousandths`:            header + row("0.63001", "fraction", "ap_start"),
		`a.csv:2: value: expected a fraction: "-0.63": expected ten-thousandths`:              header + row("-0.63", "fraction", "ap_start"),
		`a.csv:2: value: expected an amount in pounds: "1.234"`:                               header + row("1.234", "GBP/month", "ap_start"),
		`a.csv:2: value: expected a whole number`:                                             header + row("1.5", "years", "ap_start"),
		`a.csv:2: value: expected a date`:                                                     header + row("soon", "date", "ap_start"),
		`a.csv:2: switch: found "april", expected ap_start, ap_end, pay_date or calendar_day`: header + row("0.63", "fraction", "april"),
		`a.csv:2: source and status: found "" and "checked", expected both`:                   header + "uc.taper,2017-04-10,0.63,fraction,ap_start,,checked\n",
		`a.csv:3: found uc.taper from 2017-04-10, expected rows in order`:                     header + row("0.63", "fraction", "ap_start") + row("0.64", "fraction", "ap_start"),
	} {
		_, err := readAmounts("a.csv", strings.NewReader(text))
		assert.ErrorContains(t, err, want)
	}
}

// What the law gives as a formula, the table holds as amounts: each follows from the others.
func TestAmounts_Formulas(t *testing.T) {
	b := Statute()
	pence := func(day sim.Day, name string) money.Pence { return reading{b.amounts, day, day, nil}.pence(name) }
	for day := sim.Date(2022, time.September, 26); day <= sim.Date(2027, time.March, 31); day++ {
		r := reading{b.amounts, day, day, nil}
		for _, who := range []string{"single", "couple"} { // reg 99(6): hours at the living wage, pounds
			hours := int64(r.count("aet.hours_" + who))
			formula := money.Ratio{Num: hours * 52, Den: 12}.Down(r.pence("nmw.adult")) / money.Pound * money.Pound
			if day < sim.Date(2025, time.April, 7) && day >= sim.Date(2025, time.April, 1) || day >= sim.Date(2026, time.April, 1) && day < sim.Date(2026, time.April, 6) {
				continue // the published amounts came with the benefit year, a few days after the wage
			}
			require.Equal(t, formula, r.pence("aet."+who), "%v %s", day, who)
		}
	}
	may := sim.Date(2022, time.May, 1)
	assert.EqualValues(t, 35500, pence(may, "aet.single"))
	// The health and disability additions for the two lower groups are one amount (regs 24 and 36).
	for year := 2015; year <= 2024; year++ {
		june := sim.Date(year, time.June, 1)
		assert.Equal(t, pence(june, "uc.lcw_element"), pence(june, "uc.disabled_child.lower"), year)
	}
	// Universal Credit Act 2025 s.1: September CPI of 3.8% and 2.3% on top.
	assert.EqualValues(t, 42490, money.Ratio{Num: 1038 * 1023, Den: 1000000}.Of(40014))
	assert.EqualValues(t, 42490, pence(sim.Date(2026, time.June, 1), "uc.standard_allowance.single_25_plus"))
	assert.Equal(t, rate(230), reading{b.amounts, sim.Date(2026, time.June, 1), sim.Date(2026, time.June, 1), nil}.rate("uc_act_2025.sa_extra_uplift"))
	// The uplift of 2020 was 86.67 a month (SI 2020/371), and what stood without it came back when it ended.
	uplifted, without := sim.Date(2021, time.June, 1), sim.Date(2021, time.November, 1)
	for _, who := range []string{"single_25_plus", "couple_25_plus", "couple_both_under_25", "single_under_25"} {
		name := "uc.standard_allowance." + who
		assert.EqualValues(t, 8667, pence(uplifted, name)-pence(without, name), who)
	}
}

// The grace period of the benefit cap is as long as the table says.
func TestCapGrace_Months(t *testing.T) {
	r := reading{Statute().amounts, sim.Date(2020, time.June, 1), sim.Date(2020, time.June, 1), nil}
	assert.Equal(t, r.count("benefit_cap.grace_months"), graceMonths)
	assert.Equal(t, 16, r.count("benefit_cap.earnings_hours"))
}
