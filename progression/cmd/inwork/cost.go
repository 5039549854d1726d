package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"inwork/progression/pilot"
)

// printCost says what a run would take.
func printCost(w io.Writer, c *pilot.Cost) {
	line := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%-10s %s\n", name, fmt.Sprintf(format, values...))
	}
	study := fmt.Sprintf("%s, %s, %s each", counted(c.Districts, "district"), counted(c.Replicates, "replicate"), counted(c.Worlds, "world"))
	if c.Points > 1 {
		study = counted(c.Points, "point") + ", " + study
	}
	line("cells", "%s to simulate (%s)", grouped(c.Cells), study)
	line("chunks", "%s to do of %s", grouped(c.Remaining), grouped(c.Chunks))
	total := 0
	for _, n := range c.Rows {
		total += int(n)
	}
	line("rows", "%s", grouped(total))
	for _, table := range slices.Sorted(maps.Keys(c.Rows)) {
		line("", "%s %s", table, grouped(int(c.Rows[table])))
	}
	line("bytes", "%s in %s", grouped(int(c.Bytes)), counted(c.Files, "file"))
	line("minutes", "%s, %s of processors", minutes(c.Time), minutes(c.CPU))
	part := ""
	if c.Part < 1 {
		part = fmt.Sprintf("%.0f%% of ", 100*c.Part)
	}
	line("probe", "%s%s, %v; time may be a third off, rows and bytes a tenth", part, c.Probe, c.ProbeTime.Round(10*time.Millisecond))
}

// minutes gives two digits of what is short, and whole minutes of what is not.
func minutes(d time.Duration) string {
	if m := d.Minutes(); m < 10 {
		return fmt.Sprintf("%.2g", m)
	}
	return grouped(int(d.Round(time.Minute).Minutes()))
}
