package report

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"inwork/progression/evaluation"
)

// A drawing is an SVG picture under way. Colours, fonts and dashes are classes of the page's style, so that a picture follows
// light, dark and print; lengths are CSS pixels from the top left.
type drawing struct {
	id            string // unique in the page
	width, height float64
	body          strings.Builder
}

// pictureID names a picture of a point's evaluation; at the first point, which may be the only one, without its number.
func pictureID(name string, e *evaluation.Evaluation, shape format) string {
	id := name + "-" + shape.name
	if e.Study.Point > 0 {
		id += "-" + strconv.Itoa(e.Study.Point)
	}
	return id
}

// A point is a place in a drawing.
type point struct{ x, y float64 }

// svg closes the drawing. The title names it and the description says what it shows to who cannot see it.
func (d *drawing) svg(title, description string) template.HTML {
	var b strings.Builder
	attributes := [][2]string{
		{"viewBox", "0 0 " + px(d.width) + " " + px(d.height)}, {"width", px(d.width)}, {"height", px(d.height)},
		{"role", "img"}, {"aria-labelledby", d.id + "-title " + d.id + "-desc"},
	}
	b.WriteString("<svg")
	for _, a := range attributes {
		b.WriteString(" " + a[0] + `="` + template.HTMLEscapeString(a[1]) + `"`)
	}
	b.WriteString(">\n" + `<title id="` + d.id + `-title">` + template.HTMLEscapeString(title) + "</title>\n")
	b.WriteString(`<desc id="` + d.id + `-desc">` + template.HTMLEscapeString(description) + "</desc>\n")
	b.WriteString(d.body.String())
	b.WriteString("</svg>")
	return template.HTML(b.String()) // every text in it went through HTMLEscapeString
}

// element writes a tag without content; pairs are attribute names and values.
func (d *drawing) element(tag, class string, pairs ...string) {
	d.body.WriteString("<" + tag + ` class="` + class + `"`)
	for i := 0; i < len(pairs); i += 2 {
		d.body.WriteString(" " + pairs[i] + `="` + pairs[i+1] + `"`)
	}
	d.body.WriteString("/>\n")
}

func (d *drawing) line(class string, from, to point) {
	d.element("line", class, "x1", px(from.x), "y1", px(from.y), "x2", px(to.x), "y2", px(to.y))
}

func (d *drawing) polyline(class string, points []point) {
	d.element("polyline", class, "points", places(points))
}

func (d *drawing) polygon(class string, points []point) {
	d.element("polygon", class, "points", places(points))
}

func (d *drawing) circle(class string, at point, r float64) {
	d.element("circle", class, "cx", px(at.x), "cy", px(at.y), "r", px(r))
}

// diamond and square are the marks that are not circles: arms and kinds of number differ by shape as well as by colour.
func (d *drawing) diamond(class string, at point, r float64) {
	d.polygon(class, []point{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}})
}

func (d *drawing) square(class string, at point, r float64) {
	d.element("rect", class, "x", px(at.x-r), "y", px(at.y-r), "width", px(2*r), "height", px(2*r))
}

// text writes a line of text; anchor is start, middle or end.
func (d *drawing) text(class, anchor string, at point, s string) {
	d.body.WriteString(`<text class="` + class + `" text-anchor="` + anchor + `" x="` + px(at.x) + `" y="` + px(at.y) + `">` +
		template.HTMLEscapeString(s) + "</text>\n")
}

// px writes a length with one decimal, which hides the last bits in which processors may differ.
func px(x float64) string {
	s := strconv.FormatFloat(math.Round(x*10)/10, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

func places(points []point) string {
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(px(p.x) + "," + px(p.y))
	}
	return b.String()
}
