package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"inwork/progression/award"
)

var awardVerb = verb{
	name: "award", takes: [2]int{0, 0},
	doc:  "work out Universal Credit for households, JSON lines in and out",
	more: awardMore(),
	prepare: func(*flag.FlagSet) action {
		return func(ctx context.Context, p *program, _ []string) error {
			lines, bad, err := award.Stream(ctx, p.stdin, p.stdout)
			if err == nil && bad > 0 {
				err = fmt.Errorf("%d of %d lines are no household; each says why", bad, lines)
			}
			return err
		}
	},
}

func awardMore() string {
	household, adult, child := award.Keys()
	return "inwork award < households.jsonl answers each line with one, in the same order. A line that is wrong gives its\n" +
		"error and the rest go on; then it exits with 1. Amounts are pounds a month, dates YYYY-MM-DD; what is absent is\n" +
		"zero or false.\n\nA household has" + listOf(household) + "\n\nan adult" + listOf(adult) + "\n\nand a child" + listOf(child) +
		"\n\nAn answer has the id, the award after and before the benefit cap, the elements, the steps between them, and for\n" +
		"each adult tax, National Insurance, net earnings, the minimum wage and the labour-market regime. These stand there\n" +
		"only when they are not zero: transitional_element, minimum_income_floor, surplus_earnings, unearned_income,\n" +
		"sanction, deductions and payment, surplus_earnings_carried."
}

// listOf sets keys in lines with what they mean.
func listOf(keys []award.Key) string {
	var text strings.Builder
	for _, key := range keys {
		fmt.Fprintf(&text, "\n  %-29s%s", key.Name, key.Doc)
	}
	return text.String()
}
