package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// quantiles that are printed.
var quantiles = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

const top = 10 // parameters printed

// fewest draws of which shares of variance are told: in fewer, luck drowns them.
const fewest = 30

// print says what the draws imply.
func (d *draws) print(w io.Writer) error {
	var b strings.Builder
	grades := map[string]int{}
	for _, p := range d.parameters {
		grades[p.grade]++
	}
	fmt.Fprintf(&b, "Prior predictive of model %s: %d draws of %d parameters over their declared ranges, %d inferred (grade C) and %d assumed (grade D)\n\n",
		d.model, len(d.effects), len(d.parameters), grades["C"], grades["D"])
	b.WriteString("effect on weekly earnings at 52 weeks, pounds (everyone in the arm against everyone in control)\n\n")
	fmt.Fprintf(&b, "%-18s", "")
	for _, p := range quantiles {
		fmt.Fprintf(&b, "%7.0f%%", 100*p)
	}
	fmt.Fprintf(&b, "%9s%12s  %s\n", "mean", "Monte Carlo", "recalled, not fitted")
	for a, arm := range arms {
		sizes := d.sizes(a)
		slices.Sort(sizes)
		fmt.Fprintf(&b, "%-18s", arm.label)
		for _, p := range quantiles {
			fmt.Fprintf(&b, "%8.2f", quantile(sizes, p))
		}
		var mean, noise, below float64
		for k, x := range sizes {
			mean += x / float64(len(sizes))
			noise += math.Pow(d.effects[k][a].monteCarlo, 2) / float64(len(sizes))
			if x < arm.recalled {
				below++
			}
		}
		fmt.Fprintf(&b, "%9.2f%12.2f  %.2f, at quantile %.2f\n", mean, math.Sqrt(noise), arm.recalled, below/float64(len(sizes)))
	}
	b.WriteString("\nMonte Carlo is the error of one draw's effect, root mean square: the draws scatter by it beside what they differ by.\n")
	for a, arm := range arms {
		list := d.screen(a)
		fmt.Fprintf(&b, "\n%s: rank correlation of the effect with a parameter (by luck alone %.2f in size for two of three)\n",
			arm.label, 1/math.Sqrt(float64(len(d.effects)-1)))
		for _, s := range list[:min(top, len(list))] {
			fmt.Fprintf(&b, "  %-32s %s %6.2f\n", s.name, s.grade, s.rho)
		}
		if len(d.effects) < fewest {
			continue
		}
		sums := d.sums(d.sizes(a), ranks, -1)
		fmt.Fprintf(&b, "  straight lines in single parameters have %.0f%% of the variance of ranks beyond luck, of which assumptions (grade D) %.0f%%\n",
			100*(sums["C"]+sums["D"]), 100*assumed(sums))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
