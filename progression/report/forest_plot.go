package report

import (
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
	const top, foot = 12.0, 34.0
	m := measureOf(e.Subgroups[0].Unit)
	lines := forestLines(e)
	bottom := top + lines[len(lines)-1].y + forestStep/2
	d := &drawing{id: pictureID("forest", e, shape), width: shape.width, height: bottom + foot + 6}
	labels := math.Min(240, shape.width*0.42)
	x := forestAxis(e, m)
	across := scale{x.low, x.high, labels, shape.width - 12}
	for i := range x.count {
		class, at := "grid", across.at(x.tick(i))
		if x.tick(i) == 0 {
			class = "zero"
		}
		d.line(class, point{at, top}, point{at, bottom})
		d.text("tick", "middle", point{at, bottom + 16}, x.label(i))
	}
	d.text("axis", "end", point{d.width, bottom + foot}, m.effectUnit)
	text := "Effects in " + m.effectUnit + " against " + e.Study.Label(e.Study.Control) + "."
	for _, l := range lines {
		y := top + l.y
		d.text(l.class, "start", point{l.indent, y + 4}, cut(l.text, int((labels-l.indent-6)/letter)))
		switch {
		case l.part != nil:
			d.forestRow(l.part, m, across, y, l.style)
			text += " " + l.text + " " + m.showEffect(l.part.Estimate) + "."
		case l.class == "panel":
			text += " " + l.text + ":"
		}
	}
	return d.svg("Effects on "+labelOf(e, e.Subgroups[0].Outcome)+" in subgroups", text)
}

// A forestLine names an arm, a subgroup or, with marks, a part.
type forestLine struct {
	y, indent          float64
	class, text, style string
	part               *evaluation.SubgroupPart
}

const forestStep = 26.0 // pixels between lines

func forestLines(e *evaluation.Evaluation) (list []forestLine) {
	y := 0.0
	add := func(l forestLine, step float64) {
		y += step
		l.y = y
		list = append(list, l)
	}
	for _, arm := range e.Study.Treatments() {
		named := false
		for i := range e.Subgroups {
			of := &e.Subgroups[i]
			if of.Arm != arm.Slug {
				continue
			}
			if !named {
				add(forestLine{class: "panel", text: arm.Label}, 1.5*forestStep)
				named = true
			}
			add(forestLine{class: "axis", text: of.Label}, forestStep)
			for k := range of.Parts {
				add(forestLine{indent: 10, class: "label", text: of.Parts[k].Label, style: styleOf(&e.Study, arm.Slug), part: &of.Parts[k]}, forestStep)
			}
		}
	}
	return list
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
