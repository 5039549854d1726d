package evaluation

import (
	"context"
	"fmt"
	"math"

	"inwork/progression/rows"
)

// Britain says how far a study's people, jobs and service are those of the published figures that a model is to be calibrated
// to. A reader counts how many of those that the study computes are within, and sees by how much the others miss.
type Britain struct {
	Gates       []Gate
	Shown       []Fact        // that nothing published judges
	NotComputed []NotModelled // every other figure marked calibrate, with the reason
}

// Gate is a published figure with what the tables say in its place.
type Gate struct {
	Target    Target
	Of        string  // what the simulated number is of
	Differs   string  // in what the figure is of other people or times; empty where it is not
	Asked     bool    // the scenario asks for it, so that a hit says little
	Unit      string  // of the numbers
	Published float64 // the part of the figure that is meant, where it has several; NaN of one that is an interval alone
	Low, High float64 // the simulated number is to lie between
	Rule      string  // how Low and High follow from the figure
	Simulated float64
	StdError  float64 // sampling error, from people of all replicates
}

// Within says whether the simulated number lies in the interval.
func (g Gate) Within() bool { return g.Low <= g.Simulated && g.Simulated <= g.High }

// Gap is how far the simulated number lies outside the interval: negative below it, 0 within.
func (g Gate) Gap() float64 {
	return math.Min(g.Simulated-g.Low, 0) + math.Max(g.Simulated-g.High, 0)
}

// Verdict is Hit or Miss.
func (g Gate) Verdict() Verdict {
	if g.Within() {
		return Hit
	}
	return Miss
}

// Fact is something that tables say.
type Fact struct {
	Of, Unit        string
	Value, StdError float64
}

// NotModelled is a published figure that no simulated number stands beside.
type NotModelled struct {
	Target Target
	Why    string
}

// Within is how many gates hold.
func (b *Britain) Within() (n int) {
	for i := range b.Gates {
		if b.Gates[i].Within() {
			n++
		}
	}
	return n
}

// The rules of an interval. Figures seen in part bear less than those that were read.
const (
	aroundRead    = 0.15
	aroundExcerpt = 0.25
)

// readBritain compares what the tables say with every figure that is marked calibrate. It needs to know who people were.
func readBritain(ctx context.Context, e *Evaluation) error {
	if here, err := e.Study.kept(rows.Claimants.Name); err != nil || !here {
		e.leaveOut("how far the study looks like Britain", rows.Claimants.Name)
		return err
	}
	f, err := readFacts(ctx, &e.Study)
	if err != nil {
		return err
	}
	b := &Britain{}
	for _, t := range Targets() {
		if t.Use == "calibrate" {
			b.add(f, t)
		}
	}
	q := f.retained.percent()
	b.Shown = append(b.Shown, Fact{Of: "in the job that they were randomised in 52 weeks later, control arm", Unit: "%", Value: q.value, StdError: q.stdError})
	e.Britain = b
	if f.events {
		e.Ledger = f.ledger.lines()
	}
	return nil
}

// add puts a figure into its list.
func (b *Britain) add(f *facts, t Target) {
	computed := false
	for _, c := range comparable {
		if c.target != t.ID {
			continue
		}
		computed = true
		switch q := c.of(f); {
		case c.published != "" && c.published != f.study.Published:
			b.NotComputed = append(b.NotComputed, NotModelled{t, "speaks of one scenario, which this study is not of"})
		case math.IsNaN(q.value):
			b.NotComputed = append(b.NotComputed, NotModelled{t, "computed from " + c.needs + ": this study has none, or too few"})
		default:
			b.Gates = append(b.Gates, c.gate(t, q))
		}
	}
	if computed {
		return
	}
	why, known := notComputed[t.ID]
	if !known {
		panic("evaluation: nothing is said of the figure " + t.ID)
	}
	b.NotComputed = append(b.NotComputed, NotModelled{t, why})
}

// gate sets a quantity beside the figure.
func (c *comparison) gate(t Target, q quantity) Gate {
	g := Gate{Target: t, Of: c.what, Differs: c.differs, Asked: c.asked, Unit: c.unit, Published: c.figure, Simulated: q.value, StdError: q.stdError}
	if t.Value != nil {
		g.Published = *t.Value
	}
	if t.Confidence == Memory {
		panic("evaluation: " + t.ID + " is from memory and judges nothing")
	}
	switch {
	case c.low < c.high:
		g.Low, g.High, g.Published, g.Rule = c.low, c.high, math.NaN(), "the published range"
	case t.Low != nil && t.High != nil:
		g.Low, g.High, g.Rule = *t.Low, *t.High, "the published range"
	default:
		around := aroundExcerpt
		if t.Confidence == ReadInDocument {
			around = aroundRead
		}
		half := math.Abs(g.Published) * around
		g.Low, g.High, g.Rule = g.Published-half, g.Published+half, fmt.Sprintf("%.0f%% either side", 100*around)
	}
	return g
}
