package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// meter shows how far a run is: a bar on a terminal, otherwise a plain line now and then.
type meter struct {
	w        io.Writer
	now      func() time.Time
	terminal bool
	started  time.Time
	shown    time.Time
	what     string // is counted
}

// Intervals between two updates, on a terminal and in a log.
const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 15 * time.Second
)

func newMeter(w io.Writer, now func() time.Time) *meter {
	m := &meter{w: w, now: now, started: now(), what: "districts"}
	if f, ok := w.(*os.File); ok {
		info, err := f.Stat()
		m.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return m
}

// show says that done of total are finished, the last of them as in note. The first and the last are
// always shown.
func (m *meter) show(done, total int, note string) {
	now := m.now()
	every := lineEvery
	if m.terminal {
		every = barEvery
	}
	if !m.shown.IsZero() && done < total && now.Sub(m.shown) < every {
		return
	}
	m.shown = now
	text := m.text(done, total, now.Sub(m.started))
	if m.terminal {
		fmt.Fprintf(m.w, "\r\x1b[K[%s] %s", bar(done, total), text)
		return
	}
	fmt.Fprintf(m.w, "%s; last: %s\n", text, note)
}

// text counts and, while there is something left, estimates when it is done.
func (m *meter) text(done, total int, gone time.Duration) string {
	text := fmt.Sprintf("%d of %d %s, %v gone", done, total, m.what, gone.Round(time.Second))
	if done > 0 && done < total {
		left := gone * time.Duration(total-done) / time.Duration(done)
		text += fmt.Sprintf(", about %v left", left.Round(time.Second))
	}
	return text
}

// end leaves the bar's line.
func (m *meter) end() {
	if m.terminal && !m.shown.IsZero() {
		fmt.Fprintln(m.w)
	}
}

func bar(done, total int) string {
	const width = 30
	filled := width * done / max(total, 1)
	return strings.Repeat("=", filled) + strings.Repeat(" ", width-filled)
}
