package report

import (
	"fmt"
	"html/template"
	"math"

	"inwork/progression/evaluation"
)

// earningsPlot draws mean weekly earnings by arm over time with 95% bands; empty when the study kept no months.
func earningsPlot(e *evaluation.Evaluation, shape format) template.HTML {
	if len(e.Earnings) == 0 || len(e.Earnings[0].Points) < 2 {
		return ""
	}
	d := &drawing{id: pictureID("earnings", e, shape), width: shape.width, height: shape.height}
	var names []string
	low, high, last := math.Inf(1), math.Inf(-1), 0
	for _, s := range e.Earnings {
		names = append(names, e.Study.Label(s.Arm))
		for _, p := range s.Points {
			low, high = bounds(low, high, p.PoundsAWeek-band(p.StdError))
			low, high = bounds(low, high, p.PoundsAWeek+band(p.StdError))
			last = p.Month
		}
	}
	y := niceAxis(low, high, 5)
	margin, letters := labelRoom(names, d.width)
	f := newFrame(44, d.width-margin, 28, d.height-44, 0, float64(last), y)
	d.values(f, y, true)
	d.text("axis", "start", point{0, 14}, "£ a week, gross")
	d.months(f, last)
	labels := make([]label, len(e.Earnings))
	for i, s := range e.Earnings {
		d.series(f, styleOf(&e.Study, s.Arm), s.Points)
		labels[i] = label{f.y.at(s.Points[len(s.Points)-1].PoundsAWeek), names[i]}
	}
	d.labels(f, labels, letters)
	return d.svg("Weekly earnings by arm over time", earningsDescription(e))
}

// series draws a band and a line over it.
func (d *drawing) series(f frame, style string, points []evaluation.EarningsPoint) {
	n := len(points)
	line, area := make([]point, n), make([]point, 2*n)
	for i, p := range points {
		x, half := float64(p.Month), band(p.StdError)
		line[i] = f.at(x, p.PoundsAWeek)
		area[i], area[2*n-1-i] = f.at(x, p.PoundsAWeek+half), f.at(x, p.PoundsAWeek-half)
	}
	d.polygon("band "+style, area)
	d.polyline("series "+style, line)
}

// months draws the time axis: a tick every six months, or every month of a short follow-up.
func (d *drawing) months(f frame, last int) {
	step := 6
	if last < 12 {
		step = 1
	}
	for m := 0; m <= last; m += step {
		x := f.x.at(float64(m))
		d.line("rule", point{x, f.bottom}, point{x, f.bottom + 5})
		d.text("tick", "middle", point{x, f.bottom + 19}, fmt.Sprint(m))
	}
	d.text("axis", "end", point{f.right, f.bottom + 38}, "months since randomisation")
}

// band is half the width of a 95% interval of a mean of thousands of people.
func band(stdError float64) float64 {
	if math.IsNaN(stdError) {
		return 0
	}
	return 1.96 * stdError
}

func earningsDescription(e *evaluation.Evaluation) string {
	text := fmt.Sprintf("Lines of mean gross weekly earnings in each of %d arms.", len(e.Earnings))
	for _, s := range e.Earnings {
		first, last := s.Points[0], s.Points[len(s.Points)-1]
		text += fmt.Sprintf(" %s: %s in month %d, %s in month %d.", e.Study.Label(s.Arm), pounds(first.PoundsAWeek), first.Month,
			pounds(last.PoundsAWeek), last.Month)
	}
	return text
}

// styleOf is the class of an arm: c is control, a1 the first treatment and so on, round after the sixth.
func styleOf(s *evaluation.Study, slug string) string {
	for i, arm := range s.Treatments() {
		if arm.Slug == slug {
			return fmt.Sprintf("a%d", i%6+1)
		}
	}
	return "c"
}
