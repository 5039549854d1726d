package report

import (
	"fmt"
	"html/template"
	"math"

	"inwork/progression/evaluation"
)

// forestPlot draws the effects of each arm in the parts of subgroups, one below the other: estimate with its 95% interval and the
// truth under it, against the line of no effect.
func forestPlot(e *evaluation.Evaluation, shape format) template.HTML {
	if len(e.Subgroups) == 0 {
		return ""
	}
	const row, head, foot = 26.0, 30.0, 34.0
	m := measureOf(e.Subgroups[0].Unit)
	labels := math.Min(240, shape.width*0.42)
	d := &drawing{id: pictureID("forest", e, shape), width: shape.width}
	x := forestAxis(e, m)
	across := scale{x.low, x.high, labels, shape.width - 12}
	y, text := 12.0, "Effects in "+m.effectUnit+" against "+e.Study.Label(e.Study.Control)+"."
	top := y
	for _, arm := range e.Study.Treatments() {
		first := true
		for i := range e.Subgroups {
			of := &e.Subgroups[i]
			if of.Arm != arm.Slug {
				continue
			}
			if first {
				y += head
				d.text("panel", "start", point{0, y}, cut(arm.Label, int(labels/letter)))
				text, first = text+" "+arm.Label+":", false
			}
			y += row
			d.text("axis", "start", point{0, y + 4}, of.Label)
			for k := range of.Parts {
				p := &of.Parts[k]
				y += row
				d.text("label", "start", point{10, y + 4}, cut(p.Label, int((labels-16)/letter)))
				d.forestRow(p, m, across, y, styleOf(&e.Study, arm.Slug))
				text += fmt.Sprintf(" %s %s.", p.Label, m.showEffect(p.Estimate))
			}
		}
	}
	bottom := y + row/2
	for i := range x.count {
		class := "grid"
		if x.tick(i) == 0 {
			class = "zero"
		}
		at := across.at(x.tick(i))
		d.line(class, point{at, top}, point{at, bottom})
		d.text("tick", "middle", point{at, bottom + 16}, x.label(i))
	}
	d.text("axis", "end", point{d.width, bottom + foot}, m.effectUnit)
	d.height = bottom + foot + 6
	return d.svg("Effects on "+labelOf(e, e.Subgroups[0].Outcome)+" in subgroups", text)
}

// forestAxis holds zero and everything that is drawn.
func forestAxis(e *evaluation.Evaluation, m measure) axis {
	low, high := 0.0, 0.0
	for i := range e.Subgroups {
		for k := range e.Subgroups[i].Parts {
			p := &e.Subgroups[i].Parts[k]
			for _, v := range []float64{p.ConfLow, p.ConfHigh, p.Estimate} {
				low, high = bounds(low, high, v*m.scale)
			}
			if p.Truth != nil {
				low, high = bounds(low, high, (*p.Truth-twice(p.MonteCarloError))*m.scale)
				low, high = bounds(low, high, (*p.Truth+twice(p.MonteCarloError))*m.scale)
			}
		}
	}
	return niceAxis(low, high, 5)
}

// forestRow draws the marks of a part; what is not known is not drawn.
func (d *drawing) forestRow(p *evaluation.SubgroupPart, m measure, across scale, y float64, style string) {
	const aside, caps = 8, 3
	at := func(v float64) float64 { return across.at(v * m.scale) }
	if !math.IsNaN(p.ConfLow) {
		d.line("whisker "+style, point{at(p.ConfLow), y}, point{at(p.ConfHigh), y})
		for _, end := range []float64{at(p.ConfLow), at(p.ConfHigh)} {
			d.line("whisker "+style, point{end, y - caps}, point{end, y + caps})
		}
	}
	if !math.IsNaN(p.Estimate) {
		d.circle("dot "+style, point{at(p.Estimate), y}, 4.5)
	}
	if p.Truth != nil {
		half := twice(p.MonteCarloError)
		d.line("monte-carlo", point{at(*p.Truth - half), y + aside}, point{at(*p.Truth + half), y + aside})
		d.diamond("truth", point{at(*p.Truth), y + aside}, 4)
	}
}
