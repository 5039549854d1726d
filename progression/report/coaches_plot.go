package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"time"

	"inwork/progression/evaluation"
)

// A share is one part of coaches' time, from the bottom of the plot.
type share struct {
	name, class string
	of          func(*evaluation.CoachTime) int64
}

var shares = []share{
	{"participants", "participants", func(c *evaluation.CoachTime) int64 { return c.Participants }},
	{"others", "others", func(c *evaluation.CoachTime) int64 { return c.Used - c.Participants }},
	{"unused", "unused", func(c *evaluation.CoachTime) int64 { return c.Unused }},
	{"absent", "absent", func(c *evaluation.CoachTime) int64 { return c.Absent }},
}

// coachesPlot draws how work coaches spend their contracted interview minutes; empty when the study kept no coach_weeks.
func coachesPlot(e *evaluation.Evaluation, shape format) template.HTML {
	n := len(e.Coaches)
	if n < 2 {
		return ""
	}
	d := &drawing{id: pictureID("coaches", e, shape), width: shape.width, height: shape.height}
	high := 0.0
	for i := range e.Coaches {
		high = math.Max(high, e.Coaches[i].PerCoach(e.Coaches[i].Contracted))
	}
	y := niceAxis(0, high, 5)
	var names []string
	for _, s := range shares {
		names = append(names, s.name)
	}
	margin, letters := labelRoom(names, d.width)
	first, last := float64(e.Coaches[0].From), float64(e.Coaches[n-1].From)
	f := newFrame(52, d.width-margin, 28, d.height-44, first, last, y)
	d.text("axis", "start", point{0, 14}, "minutes a week per coach")
	d.values(f, y, true)
	d.labels(f, d.shares(f, e.Coaches), letters)
	d.dates(f, first, last)
	return d.svg("Work coaches' time by use", coachesDescription(e))
}

// shares draws the stacked areas and says where their names belong.
func (d *drawing) shares(f frame, times []evaluation.CoachTime) []label {
	var labels []label
	n := len(times)
	below := make([]float64, n)
	for _, s := range shares {
		area := make([]point, 2*n)
		var middle float64
		for i := range times {
			c := &times[i]
			value := c.PerCoach(s.of(c))
			middle = below[i] + value/2
			area[2*n-1-i] = f.at(float64(c.From), below[i])
			below[i] += value
			area[i] = f.at(float64(c.From), below[i])
		}
		d.polygon("share "+s.class, area)
		labels = append(labels, label{f.y.at(middle), s.name})
	}
	return labels
}

// dates draws the time axis with as many months as there is room for.
func (d *drawing) dates(f frame, first, last float64) {
	const room, daysAMonth = 66.0, 30.44 // pixels a label; mean length of a month
	pixelsAMonth := (f.right - f.left) / ((last - first) / daysAMonth)
	steps := []int{1, 2, 3, 6, 12, 24, 60}
	at := slices.IndexFunc(steps, func(s int) bool { return float64(s)*pixelsAMonth >= room })
	if at < 0 {
		at = len(steps) - 1
	}
	for year := 1970; ; year++ {
		for month := time.January; month <= time.December; month += time.Month(min(steps[at], 12)) {
			on := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
			day := float64(on.Unix() / (24 * 60 * 60))
			if day > last {
				return
			}
			if day < first || year%max(1, steps[at]/12) != 0 {
				continue
			}
			x := f.x.at(day)
			d.line("rule", point{x, f.bottom}, point{x, f.bottom + 5})
			d.text("tick", "middle", point{x, f.bottom + 19}, on.Format("Jan 2006"))
		}
	}
}

func coachesDescription(e *evaluation.Evaluation) string {
	all := wholeTime(e)
	text := fmt.Sprintf("Stacked areas of %s contracted interview minutes a week per coach.", number(all.PerCoach(all.Contracted), 0))
	for _, s := range shares {
		text += fmt.Sprintf(" On average %s: %s minutes.", s.name, number(all.PerCoach(s.of(&all)), 0))
	}
	return text
}

// wholeTime adds all periods up.
func wholeTime(e *evaluation.Evaluation) (all evaluation.CoachTime) {
	for _, c := range e.Coaches {
		all.CoachWeeks += c.CoachWeeks
		all.Contracted += c.Contracted
		all.Absent += c.Absent
		all.Used += c.Used
		all.Participants += c.Participants
		all.Unused += c.Unused
		all.Waiting += c.Waiting
	}
	return all
}
