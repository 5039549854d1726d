package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
)

// How much of the variance of an effect rests on which evidence.
//
// Parameters are drawn apart from each other, so that what each does to an effect by itself, in a straight line, is its squared correlation with
// it, and these add up by grade. A squared correlation of n draws is 1/(n-1) too large on average where nothing is there, and 160 parameters
// of 200 draws would have most of the variance by luck: each is taken at (r^2 (n-1) - 1) / (n-2), as adjusted R^2 is (Ezekiel 1930), which is
// right on average and may be negative. Nothing is cut off at zero, for the cut would keep the luck that adds and drop the luck that
// takes away. Errors are jackknife errors over draws (Efron and Tibshirani 1993, chapter 11), a little large for a Latin hypercube.
//
// Noted: least squares on all parameters at once would have 39 degrees of freedom left; parameters moved one at a time would need two worlds
// each, and speak of one corner of their ranges. What bends or acts together with others is in neither grade but in the rest.

// shares are parts of the variance of an arm's effect.
type shares struct {
	byGrade map[string]estimate
	assumed estimate // grade D over C and D
	noise   float64  // Monte Carlo
}

// estimate is a number with its error over draws.
type estimate struct{ value, stdError float64 }

// squared is how much of the variance of y a straight line in x has, beyond luck.
func squared(x, y []float64) float64 {
	n := float64(len(x))
	var mx, my, xy, xx, yy float64
	for k := range x {
		mx, my = mx+x[k]/n, my+y[k]/n
	}
	for k := range x {
		xy += (x[k] - mx) * (y[k] - my)
		xx += (x[k] - mx) * (x[k] - mx)
		yy += (y[k] - my) * (y[k] - my)
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return (xy*xy/(xx*yy)*(n-1) - 1) / (n - 2)
}

// sums adds up the squares by grade; seen says what is compared: numbers as they are, or their ranks.
func (d *draws) sums(effects []float64, seen func([]float64) []float64, without int) map[string]float64 {
	left := func(x []float64) []float64 {
		if without >= 0 {
			x = slices.Delete(slices.Clone(x), without, without+1)
		}
		return seen(x)
	}
	sums, y := map[string]float64{}, left(effects)
	for j, p := range d.parameters {
		x := make([]float64, len(d.values))
		for k := range x {
			x[k] = d.values[k][j]
		}
		sums[p.grade] += squared(left(x), y)
	}
	return sums
}

// shares of an arm's effect.
func (d *draws) shares(arm int, seen func([]float64) []float64) shares {
	effects, n := d.sizes(arm), len(d.effects)
	whole := d.sums(effects, seen, -1)
	s := shares{byGrade: map[string]estimate{}, assumed: estimate{value: assumed(whole)}, noise: d.noise(arm)}
	left := make([]map[string]float64, n)
	for k := range left {
		left[k] = d.sums(effects, seen, k)
	}
	for grade, value := range whole {
		s.byGrade[grade] = estimate{value, jackknife(left, func(sums map[string]float64) float64 { return sums[grade] })}
	}
	s.assumed.stdError = jackknife(left, assumed)
	return s
}

func assumed(sums map[string]float64) float64 { return sums["D"] / (sums["C"] + sums["D"]) }

// jackknife is the standard error of a number from what it is without each draw in turn.
func jackknife[T any](left []T, of func(T) float64) float64 {
	n := float64(len(left))
	var mean, squares float64
	for _, l := range left {
		mean += of(l) / n
	}
	for _, l := range left {
		squares += (of(l) - mean) * (of(l) - mean)
	}
	return math.Sqrt((n - 1) / n * squares)
}

// noise is the share that is Monte Carlo error: no parameter's.
func (d *draws) noise(arm int) float64 {
	var mean, noise, squares float64
	n := float64(len(d.effects))
	for _, e := range d.effects {
		mean, noise = mean+e[arm].size/n, noise+e[arm].monteCarlo*e[arm].monteCarlo/n
	}
	for _, e := range d.effects {
		squares += (e[arm].size - mean) * (e[arm].size - mean)
	}
	return noise / (squares / (n - 1))
}

func asTheyAre(x []float64) []float64 { return x }

// writeShares makes the file from which a report tells how much rests on assumptions.
func (d *draws) writeShares(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := d.encodeShares(f); err != nil {
		return err
	}
	return f.Close()
}

func (d *draws) encodeShares(to io.Writer) error {
	w := csv.NewWriter(to)
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
	w.Write([]string{"model", "draws", "arm", "part", "parameters", "share", "std_error", "share_of_ranks", "std_error_of_ranks"})
	count := map[string]int{}
	for _, p := range d.parameters {
		count[p.grade]++
	}
	for a, arm := range arms {
		values, places := d.shares(a, asTheyAre), d.shares(a, ranks)
		line := func(part string, parameters int, of func(shares) estimate) {
			v, r := of(values), of(places)
			w.Write([]string{d.model, strconv.Itoa(len(d.effects)), arm.slug, part, strconv.Itoa(parameters), number(v.value), number(v.stdError), number(r.value), number(r.stdError)})
		}
		for _, grade := range []string{"C", "D"} {
			line(grade, count[grade], func(s shares) estimate { return s.byGrade[grade] })
		}
		line("D of C and D", count["D"], func(s shares) estimate { return s.assumed })
		w.Write([]string{d.model, strconv.Itoa(len(d.effects)), arm.slug, "Monte Carlo", "0", number(values.noise), "", "", ""})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("shares: %w", err)
	}
	return nil
}
