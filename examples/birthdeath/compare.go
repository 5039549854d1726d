package main

import (
	"fmt"
	"io"
	"math"

	"inwork/sim"
	"inwork/sim/study"
)

// compare reads the study's tables back and sets what they say beside what theory says.
func compare(out io.Writer, s setting, st *study.Study) error {
	rows, err := read[Effect](st.WholePath(effects.Name))
	if err != nil {
		return err
	}
	found, expected := make(map[string]Effect), expect(s)
	for _, e := range rows {
		if e.Weeks == int32(s.Weeks) {
			found[e.Of] = e
		}
	}
	fmt.Fprintf(out, "Birds alive on an island after %d weeks, mean over %d islands and %d replicates\n\n",
		s.Weeks, s.Islands, int(found[difference].Islands)/s.Islands)
	fmt.Fprintf(out, "%-10s  %9s  %17s  %8s  %5s\n", "", "simulated", "Monte Carlo error", "expected", "z")
	for _, of := range []string{control.slug, fenced.slug, difference} {
		e := found[of]
		fmt.Fprintf(out, "%-10s  %9.3f  %17.3f  %8.3f  %5.1f\n", of, e.moment().mean, e.standardError(), expected[of].mean, e.z(expected[of]))
	}
	same, all, err := fates(st)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nOf %d birds in the control world, %.1f%% come and go on the same days when fenced.\n", all, 100*float64(same)/float64(all))
	fmt.Fprintf(out, "With luck of its own for each world, the same error of the difference would take\n%.1f times the islands (expected: %.1f).\n",
		gain(found[control.slug].moment(), found[fenced.slug].moment(), found[difference].moment()),
		gain(expected[control.slug], expected[fenced.slug], expected[difference]))
	return nil
}

// gain is the variance that a difference of independent worlds would have, over the one that it has.
func gain(control, fenced, difference moment) float64 {
	return (control.variance + fenced.variance) / difference.variance
}

// moment is the mean and variance over islands.
func (e Effect) moment() moment {
	n, sum := float64(e.Islands), float64(e.Sum)
	return moment{sum / n, (float64(e.SumSquares) - sum*sum/n) / (n - 1)}
}

// standardError is how far the mean of so many islands strays by luck.
func (e Effect) standardError() float64 { return math.Sqrt(e.moment().variance / float64(e.Islands)) }

// z is how many of the standard errors that theory has the mean is away from theory.
func (e Effect) z(theory moment) float64 {
	return (e.moment().mean - theory.mean) / math.Sqrt(theory.variance/float64(e.Islands))
}

// fates counts the birds of the control world, and those of them who have the same dates in the fenced one.
func fates(st *study.Study) (same, all int, err error) {
	for _, c := range st.Plan().Chunks {
		without, err := read[Bird](st.Path(c, birds.Name, control.slug))
		if err != nil {
			return 0, 0, err
		}
		with, err := read[Bird](st.Path(c, birds.Name, fenced.slug))
		if err != nil {
			return 0, 0, err
		}
		lives := make(map[int64]life, len(with)) // a bird has the same number in both
		for _, b := range with {
			lives[b.Bird] = lifeOf(b)
		}
		for _, b := range without {
			if lives[b.Bird] == lifeOf(b) {
				same++
			}
		}
		all += len(without)
	}
	return same, all, nil
}

// life is the dates of a bird.
type life struct {
	from, died sim.Day
	dead       bool
}

func lifeOf(b Bird) life {
	if b.Died == nil {
		return life{from: b.From}
	}
	return life{b.From, *b.Died, true}
}
