package population

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

// The published quarters are met, what lies between is on the line, and beyond them nothing is invented.
func TestTightness(t *testing.T) {
	for _, c := range []struct {
		day  sim.Day
		want float64
	}{
		{sim.Date(2000, time.January, 1), 0.18 / 0.44},
		{sim.Date(2015, time.November, 15), 1},
		{sim.Date(2021, time.November, 15), 0.87 / 0.44},
		{sim.Date(2013, time.November, 15), 0.29 / 0.44}, // half way from 2012 to 2014
		{sim.Date(2030, time.January, 1), 0.476 / 0.44},
	} {
		assert.InDelta(t, c.want, Tightness(c.day), 1e-12, "%v", c.day)
	}
}
