package report

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"inwork/progression/evaluation"
)

// A sweepAxis is where points stand on the horizontal axis: at the swept value when it is one number that varies, else in their order.
type sweepAxis struct {
	title  string
	value  bool // at the swept value
	at     []float64
	labels []string
}

func (s *sweep) axis() sweepAxis {
	byPlace := sweepAxis{title: "point"}
	for i, at := range s.points {
		byPlace.at = append(byPlace.at, float64(i))
		byPlace.labels = append(byPlace.labels, strconv.Itoa(at.Study.Point))
	}
	if len(s.keys) != 1 {
		return byPlace
	}
	byValue := sweepAxis{title: s.keys[0], value: true}
	for _, at := range s.points {
		set := setting(at, s.keys[0])
		if set == nil {
			return byPlace
		}
		x, ok := set.Number()
		if !ok {
			return byPlace
		}
		byValue.at, byValue.labels = append(byValue.at, x), append(byValue.labels, cut(set.Text(), 12))
	}
	return byValue
}

// bounds leaves room either side of the first and the last point.
func (x sweepAxis) bounds() (low, high float64) {
	low, high = slices.Min(x.at), slices.Max(x.at)
	aside := 0.06 * (high - low)
	if !x.value {
		aside = 0.5
	}
	return low - aside, high + aside
}

// order lists the points from left to right.
func (x sweepAxis) order() []int {
	list := make([]int, len(x.at))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(x.at[a], x.at[b]) })
	return list
}

// fewPoints stand in panels side by side; more need the width of the page.
const fewPoints = 12

// plot draws, arm by arm, the truth at each point with two Monte Carlo errors either side; empty without truth.
func (s *sweep) plot(shape format) template.HTML {
	first := &s.points[0].Study
	arms := slices.DeleteFunc(first.Treatments(), func(a evaluation.Arm) bool { return len(s.truths(a.Slug)) == 0 })
	if len(arms) == 0 {
		return ""
	}
	across := min(len(arms), 3)
	if shape.width < 500 || len(s.points) > fewPoints {
		across = 1
	}
	d := &drawing{id: "points-" + shape.name, width: shape.width}
	p, x, y := d.panels(len(arms), across), s.axis(), s.truthAxis(arms)
	low, high := x.bounds()
	d.text("axis", "start", point{0, 14}, "£ a week against "+cut(first.Label(first.Control), 24))
	for i, arm := range arms {
		f := p.frame(i, low, high, y)
		d.panel(p, i, f, y, arm.Label)
		d.sweepTicks(f, x)
		d.truths(f, x, s.truths(arm.Slug), styleOf(first, arm.Slug))
	}
	d.text("axis", "end", point{d.width, d.height - 4}, cut(x.title, int(d.width/letter)))
	return d.svg("True effects on weekly earnings by arm and point", s.plotDescription(arms))
}

// truths are an arm's true effects at the main horizon by place of the point; those that are not known are not there.
func (s *sweep) truths(arm string) map[int]truthMark {
	all := map[int]truthMark{}
	for i, at := range s.points {
		if f := at.Effect(headline, arm, at.Study.MainHorizon()); f != nil && f.Truth != nil {
			all[i] = truthMark{f.Truth.Effect, twice(f.Truth.MonteCarloError)}
		}
	}
	return all
}

// A truthMark is a true effect and two of its Monte Carlo errors.
type truthMark struct{ effect, within float64 }

// truthAxis holds zero and all truths with their errors.
func (s *sweep) truthAxis(arms []evaluation.Arm) axis {
	low, high := 0.0, 0.0
	for _, arm := range arms {
		for _, t := range s.truths(arm.Slug) {
			low, high = bounds(low, high, t.effect-t.within)
			low, high = bounds(low, high, t.effect+t.within)
		}
	}
	return niceAxis(low, high, 6)
}

// truths draws an arm's marks; points that stand at a swept value are joined by a line.
func (d *drawing) truths(f frame, x sweepAxis, all map[int]truthMark, style string) {
	var line []point
	gap := f.right - f.left
	order := slices.DeleteFunc(x.order(), func(i int) bool { _, known := all[i]; return !known })
	for k, i := range order {
		line = append(line, f.at(x.at[i], all[i].effect))
		if k > 0 {
			gap = math.Min(gap, line[k].x-line[k-1].x)
		}
	}
	if x.value && len(line) > 1 {
		d.polyline("series "+style, line)
	}
	r := math.Max(2, math.Min(5, 0.45*gap))
	for k, i := range order {
		at, within := line[k], all[i].within
		d.line("monte-carlo", point{at.x, f.y.at(all[i].effect - within)}, point{at.x, f.y.at(all[i].effect + within)})
		d.diamond("truth", at, r)
	}
}

// sweepTicks labels points from left to right, leaving out those that would touch the one before.
func (d *drawing) sweepTicks(f frame, x sweepAxis) {
	free := math.Inf(-1)
	for _, i := range x.order() {
		at := f.x.at(x.at[i])
		half := float64(utf8.RuneCountInString(x.labels[i])) * letter / 2
		if at-half < free || at+half > f.right+panelGap {
			continue
		}
		free = at + half + 6
		d.line("rule", point{at, f.bottom}, point{at, f.bottom + 5})
		d.text("tick", "middle", point{at, f.bottom + 17}, x.labels[i])
	}
}

func (s *sweep) plotDescription(arms []evaluation.Arm) string {
	first := &s.points[0].Study
	text := fmt.Sprintf("True effects %d weeks after randomisation, in pounds a week against %s, at %d points.",
		first.MainHorizon(), first.Label(first.Control), len(s.points))
	for _, arm := range arms {
		if between := s.between(arm, trueEffect); between != "" {
			text += " They lie " + between + "."
		}
	}
	return text
}
