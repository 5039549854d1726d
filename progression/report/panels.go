package report

// Panels are plots of one scale in a drawing, side by side as far as they go and then below each other.
type panels struct {
	across int
	width  float64 // of each
}

const panelMargin, panelGap, panelHead, panelPlot, panelTicks, panelUnit = 44.0, 22.0, 38.0, 240.0, 24.0, 18.0 // pixels

// panels makes room for n plots under a line for the vertical unit and over one for the horizontal.
func (d *drawing) panels(n, across int) panels {
	down := (n + across - 1) / across
	d.height = panelUnit + float64(down)*(panelHead+panelPlot+panelTicks) + panelUnit
	return panels{across, (d.width - panelMargin - float64(across-1)*panelGap) / float64(across)}
}

// frame is the i-th plot.
func (p panels) frame(i int, xLow, xHigh float64, y axis) frame {
	left := panelMargin + float64(i%p.across)*(p.width+panelGap)
	top := panelUnit + float64(i/p.across)*(panelHead+panelPlot+panelTicks) + panelHead
	return newFrame(left, left+p.width, top, top+panelPlot, xLow, xHigh, y)
}

// panel draws the title and the grid of the i-th plot; values stand left of the first in a row.
func (d *drawing) panel(p panels, i int, f frame, y axis, title string) {
	d.text("panel", "start", point{f.left, f.top - 14}, cut(title, int(p.width/letter)))
	d.values(f, y, i%p.across == 0)
}
