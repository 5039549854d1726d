package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"inwork/progression/pilot"
)

// progress says how far the run is: on a terminal in one line that is drawn over, elsewhere in a line at the start, at
// the end and every 20 seconds.
type progress struct {
	to       io.Writer
	terminal bool
	now      func() time.Time
	said     time.Time
}

const every = 20 * time.Second

func newProgress(to io.Writer) *progress {
	p := &progress{to: to, now: time.Now}
	if f, ok := to.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// show is called after each district.
func (p *progress) show(at pilot.Progress) {
	text := fmt.Sprintf("%d of %d district runs", at.Done, at.Total)
	if p.terminal {
		fmt.Fprint(p.to, "\r", text)
		p.said = p.now()
		return
	}
	if now := p.now(); p.said.IsZero() || at.Done == at.Total || now.Sub(p.said) >= every {
		p.said = now
		fmt.Fprintln(p.to, text)
	}
}

// end leaves the line on the terminal, if there is one.
func (p *progress) end() {
	if p.terminal && !p.said.IsZero() {
		fmt.Fprintln(p.to)
	}
}
