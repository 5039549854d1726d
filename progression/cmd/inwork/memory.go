package main

import "runtime/debug"

// collectEarly keeps the peak of memory near what is in use. A district's rows are dropped with it and are nearly all that a simulation ever
// allocates, so that to collect often costs a few per cent of its time. A GOGC of the caller's own stands.
func (p *program) collectEarly() {
	if p.getenv("GOGC") == "" {
		debug.SetGCPercent(15)
	}
}
