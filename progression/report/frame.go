package report

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// A format is the shape in which a plot is drawn: the page holds each plot twice and shows the one that fits the window, so that
// letters keep their size on a telephone.
type format struct {
	name          string
	width, height float64
}

var (
	wide   = format{"wide", 760, 380}
	narrow = format{"narrow", 360, 300}
)

// A scale puts values on a length of the drawing.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 { return s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from) }

// A frame is a plot's rectangle with its scales.
type frame struct {
	left, right, top, bottom float64
	x, y                     scale
}

func newFrame(left, right, top, bottom float64, xLow, xHigh float64, y axis) frame {
	return frame{left, right, top, bottom, scale{xLow, xHigh, left, right}, scale{y.low, y.high, bottom, top}}
}

func (f frame) at(x, y float64) point { return point{f.x.at(x), f.y.at(y)} }

// values draws the horizontal grid; the labels stand left of it.
func (d *drawing) values(f frame, y axis, labels bool) {
	for i := range y.count {
		at := f.y.at(y.tick(i))
		class := "grid"
		if y.tick(i) == 0 {
			class = "zero"
		}
		d.line(class, point{f.left, at}, point{f.right, at})
		if labels {
			d.text("tick", "end", point{f.left - 8, at + 4}, y.label(i))
		}
	}
}

// A label names a line or an area at its right end.
type label struct {
	y    float64 // where it belongs
	text string
}

const (
	lineHeight = 15.0 // pixels between lines of text
	letter     = 7.2  // pixels, about the mean width of a letter
)

// labelRoom is the margin that labels need, at most a third of the drawing, and how many letters then fit.
func labelRoom(texts []string, width float64) (margin float64, letters int) {
	longest := 0
	for _, t := range texts {
		longest = max(longest, utf8.RuneCountInString(t))
	}
	margin = math.Min(float64(longest)*letter+22, width/3)
	return margin, int((margin - 20) / letter)
}

// labels writes labels right of the frame, moved apart where they would cover each other and led to where they belong.
func (d *drawing) labels(f frame, list []label, letters int) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b label) int { return cmp.Compare(a.y, b.y) })
	for i, y := range spread(list, f.top, f.bottom) {
		d.line("leader", point{f.right + 2, list[i].y}, point{f.right + 12, y})
		d.text("label", "start", point{f.right + 15, y + 4}, cut(list[i].text, letters))
	}
}

// spread moves sorted labels so that neighbours are a line apart: first down from the top, then, where the last would leave the
// frame, up again.
func spread(list []label, top, bottom float64) []float64 {
	at := make([]float64, len(list))
	for i, l := range list {
		at[i] = l.y
		if i > 0 {
			at[i] = math.Max(at[i], at[i-1]+lineHeight)
		}
	}
	limit := bottom
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = math.Min(at[i], limit)
		limit = at[i] - lineHeight
	}
	return at
}
