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
	return "inwork award < households.jsonl answers each line with one, in the same order. A household has" + below(household) +
		"\nan adult" + below(adult) + "\nand a child" + below(child) +
		"\nAmounts are pounds a month, dates YYYY-MM-DD; what is absent is zero or false. A line that is\nwrong gives an error and the rest go on; then it exits with 1."
}

// below sets words in lines under what they belong to.
func below(words []string) string {
	const width = 92
	var text strings.Builder
	column := width
	for i, word := range words {
		if i+1 < len(words) {
			word += ","
		}
		if column+len(word) > width {
			text.WriteString("\n ")
			column = 1
		}
		text.WriteString(" " + word)
		column += 1 + len(word)
	}
	return text.String()
}
