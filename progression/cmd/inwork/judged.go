package main

import (
	"fmt"

	"inwork/progression/scenario"
)

// judgedInWords says by what a trial is judged, as it declares beforehand.
func judgedInWords(t *scenario.Trial) string {
	d := t.Resolved()
	text := fmt.Sprintf("by %s at %d weeks; %s", d.Primary, d.At, counted(len(d.Secondary), "secondary outcome"))
	if len(t.Subgroups) > 0 {
		text += "; by " + listed(t.Subgroups)
	}
	if t.Uptake != "none" {
		text += "; take-up is " + t.Uptake
	}
	return text
}
