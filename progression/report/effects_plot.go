package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"

	"inwork/progression/evaluation"
)

// effectsPlot draws, arm by arm and at each horizon, what the first trial estimates with its 95% interval, the truth, and what
// was published.
func effectsPlot(e *evaluation.Evaluation, shape format) template.HTML {
	arms := slices.DeleteFunc(e.Study.Treatments(), func(a evaluation.Arm) bool { return !hasEffects(e, a.Slug) })
	if len(arms) == 0 {
		return ""
	}
	across := min(len(arms), 3)
	if shape.width < 500 {
		across = 1
	}
	d := &drawing{id: pictureID("effects", e, shape), width: shape.width}
	p, y := d.panels(len(arms), across), effectsAxis(e)
	last := float64(e.Study.Horizons[len(e.Study.Horizons)-1])
	d.text("axis", "start", point{0, 14}, "£ a week against "+cut(e.Study.Label(e.Study.Control), 24))
	for i, arm := range arms {
		f := p.frame(i, 0, last*1.08, y)
		d.panel(p, i, f, y, arm.Label)
		d.effects(f, e, arm.Slug)
		for _, h := range e.Study.Horizons {
			d.text("tick", "middle", point{f.x.at(float64(h)), f.bottom + 17}, fmt.Sprint(h))
		}
	}
	d.text("axis", "end", point{d.width, d.height - 4}, "weeks since randomisation")
	return d.svg("Effects on weekly earnings by arm and horizon", effectsDescription(e, arms))
}

func hasEffects(e *evaluation.Evaluation, arm string) bool {
	return slices.ContainsFunc(e.Effects, func(f evaluation.Effect) bool {
		return f.Outcome == headline && f.Arm == arm && (f.First() != nil || beside(&f) != nil)
	})
}

// effectsAxis holds zero and everything that any panel shows.
func effectsAxis(e *evaluation.Evaluation) axis {
	low, high := 0.0, 0.0
	for i := range e.Effects {
		f := &e.Effects[i]
		if f.Outcome != headline {
			continue
		}
		if t := f.First(); t != nil {
			low, high = bounds(low, high, t.ConfLow)
			low, high = bounds(low, high, t.ConfHigh)
		}
		if t := beside(f); t != nil {
			low, high = bounds(low, high, t.Effect-twice(t.MonteCarloError))
			low, high = bounds(low, high, t.Effect+twice(t.MonteCarloError))
		}
		if f.Published != nil && f.Published.Value != nil {
			low, high = bounds(low, high, *f.Published.Value)
		}
	}
	return niceAxis(low, high, 6)
}

// twice is two Monte Carlo errors, 0 when the error is unknown.
func twice(monteCarloError *float64) float64 {
	if !known(monteCarloError) {
		return 0
	}
	return 2 * *monteCarloError
}

// effects draws the marks of one arm: the estimate at the horizon, the truth right of it, the published figure left of it.
func (d *drawing) effects(f frame, e *evaluation.Evaluation, arm string) {
	const aside = 9 // pixels, so that marks of one horizon stand side by side
	style := styleOf(&e.Study, arm)
	for _, h := range e.Study.Horizons {
		effect := e.Effect(headline, arm, h)
		if effect == nil {
			continue
		}
		x := f.x.at(float64(h))
		if t := effect.First(); t != nil {
			d.whisker("whisker "+style, x, f.y.at(t.ConfLow), f.y.at(t.ConfHigh))
			d.circle("dot "+style, point{x, f.y.at(t.Estimate)}, 4.5)
		}
		if t := beside(effect); t != nil {
			half := twice(t.MonteCarloError)
			d.line("monte-carlo", point{x + aside, f.y.at(t.Effect - half)}, point{x + aside, f.y.at(t.Effect + half)})
			d.diamond("truth", point{x + aside, f.y.at(t.Effect)}, 5)
		}
		if p := effect.Published; p != nil && p.Value != nil {
			d.published(f, effect, point{x - aside, f.y.at(*p.Value)})
		}
	}
}

// published marks a published figure and writes it above the marks of its horizon, where nothing else stands.
func (d *drawing) published(f frame, effect *evaluation.Effect, at point) {
	d.square("published", at, 4)
	above := at.y
	if t := effect.First(); t != nil {
		above = math.Min(above, f.y.at(t.ConfHigh))
	}
	d.text("note", "middle", point{f.x.at(float64(effect.HorizonWeeks)), above - 8}, effect.Published.Text+" "+publishedMark(effect.Published))
}

// whisker is an interval with caps.
func (d *drawing) whisker(class string, x, low, high float64) {
	const cap = 4
	d.line(class, point{x, low}, point{x, high})
	d.line(class, point{x - cap, low}, point{x + cap, low})
	d.line(class, point{x - cap, high}, point{x + cap, high})
}

// publishedMark is the mark in a word.
func publishedMark(t *evaluation.Target) string {
	if t.Confidence == evaluation.Memory {
		return "recalled"
	}
	return "published"
}

func effectsDescription(e *evaluation.Evaluation, arms []evaluation.Arm) string {
	text := "Effects in pounds a week against " + e.Study.Label(e.Study.Control) + "."
	for _, arm := range arms {
		for _, h := range e.Study.Horizons {
			f := e.Effect(headline, arm.Slug, h)
			if f == nil {
				continue
			}
			text += fmt.Sprintf(" %s at %d weeks:", arm.Label, h)
			estimate, truth := math.NaN(), math.NaN()
			if t := f.First(); t != nil {
				estimate = t.Estimate
			}
			if t := beside(f); t != nil {
				truth = t.Effect
			}
			text += " estimate " + number(estimate, 2) + ", truth " + number(truth, 2) + "."
		}
	}
	return text
}
