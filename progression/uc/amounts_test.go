package uc

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const header = "parameter,from_date,value,unit,switch,source,status\n"

func embedded(t *testing.T) amounts {
	t.Helper()
	a, err := readAmounts("amounts.csv", strings.NewReader(amountsCSV))
	require.NoError(t, err)
	return a
}

// usedParameters are those that the rules read. The other rows of amounts.csv wait for the rules that need them.
var usedParameters = []string{
	"aet.couple",
	"aet.own_earnings_count_in_couples",
	"aet.single",
	"cet.default_hours",
	"cet.reduced_group_hours",
	"conditionality.lead_carer.all_requirements_from_age",
	"conditionality.lead_carer.no_requirements_below_age",
	"conditionality.lead_carer.work_prep_age",
	"hours.lead_carer.child_3_4",
	"hours.lead_carer.child_5_12",
	"income_tax.additional_threshold",
	"income_tax.basic_band",
	"income_tax.pa_taper_start",
	"income_tax.personal_allowance",
	"income_tax.rate.additional",
	"income_tax.rate.basic",
	"income_tax.rate.higher",
	"income_tax.scotland.advanced_to",
	"income_tax.scotland.basic_to",
	"income_tax.scotland.higher_to",
	"income_tax.scotland.intermediate_to",
	"income_tax.scotland.rate.advanced",
	"income_tax.scotland.rate.basic",
	"income_tax.scotland.rate.higher",
	"income_tax.scotland.rate.intermediate",
	"income_tax.scotland.rate.starter",
	"income_tax.scotland.rate.top",
	"income_tax.scotland.starter_to",
	"ni.pt.month",
	"ni.rate.employee_main",
	"ni.rate.employee_upper",
	"ni.uel.month",
	"nmw.18_to_20",
	"nmw.21_to_below_adult_age",
	"nmw.adult",
	"nmw.adult_min_age",
	"nmw.under_18",
	"uc.carer_element",
	"uc.child_element.each_other",
	"uc.child_element.first_born_before_2017_04_06",
	"uc.childcare.cap_one_child",
	"uc.childcare.cap_two_plus",
	"uc.childcare.rate",
	"uc.first_child_higher_rate.born_before",
	"uc.lcw_element",
	"uc.lcw_element.protected_cases_only",
	"uc.lcwra_element",
	"uc.lcwra_element.new_claimant",
	"uc.lcwra_element.pre_2026_or_severe_or_terminal",
	"uc.standard_allowance.couple_25_plus",
	"uc.standard_allowance.couple_both_under_25",
	"uc.standard_allowance.single_25_plus",
	"uc.standard_allowance.single_under_25",
	"uc.taper",
	"uc.two_child_limit.max_children",
	"uc.work_allowance.higher.couple_child",
	"uc.work_allowance.higher.couple_lcw",
	"uc.work_allowance.higher.couple_no_child",
	"uc.work_allowance.higher.single_child",
	"uc.work_allowance.higher.single_lcw",
	"uc.work_allowance.higher.single_no_child",
	"uc.work_allowance.lower.couple_child",
	"uc.work_allowance.lower.couple_lcw",
	"uc.work_allowance.lower.couple_no_child",
	"uc.work_allowance.lower.single_child",
	"uc.work_allowance.lower.single_lcw",
	"uc.work_allowance.lower.single_no_child",
	"uc.work_allowance.no_housing_element",
	"uc.work_allowance.with_housing_element",
}

// An amount that moves nothing is a bug or is not read yet; which is which stands in usedParameters.
func TestAmounts_EachUsedOneMovesTheRules(t *testing.T) {
	all := embedded(t)
	asTheyAre := newBook(all).rules
	var moved []string
	for name, rows := range all {
		raised := slices.Clone(rows)
		for i := range raised {
			raised[i].value++
		}
		changed := maps.Clone(all)
		changed[name] = raised
		if !reflect.DeepEqual(asTheyAre, newBook(changed).rules) {
			moved = append(moved, name)
		}
	}
	slices.Sort(moved)
	assert.Equal(t, usedParameters, moved)
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
	assert.Equal(t, 537, rows)
	assert.Equal(t, map[string]int{"checked": 449, "peer_file": 51, "derived": 30, "announced": 4, "memory": 2, "assumed": 1}, status)
	assert.Equal(t, []string{"pension_ae.min_age", "uc.surplus_earnings.relevant_threshold", "uc.work_allowance.lower.couple_lcw"}, unsure)
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
