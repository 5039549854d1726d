package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// clock is a time that the test moves.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// A log of hours must not be a line a district: the first, the last, and one now and then.
func TestMeter_Lines(t *testing.T) {
	var out bytes.Buffer
	c := &clock{time.Unix(0, 0)}
	m := newMeter(&out, c.now)
	for done := 1; done <= 100; done++ {
		c.Time = c.Add(time.Second)
		m.show(done, 100, "replicate 0, Essex")
	}
	m.end()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	assert.Equal(t, "1 of 100 districts, 1s gone, about 1m39s left; last: replicate 0, Essex", lines[0])
	assert.Equal(t, "16 of 100 districts, 16s gone, about 1m24s left; last: replicate 0, Essex", lines[1])
	assert.Equal(t, "100 of 100 districts, 1m40s gone; last: replicate 0, Essex", lines[len(lines)-1])
	assert.Len(t, lines, 1+99/15+1)
}

// On a terminal one line is drawn over and left at the end.
func TestMeter_Bar(t *testing.T) {
	var out bytes.Buffer
	c := &clock{time.Unix(0, 0)}
	m := newMeter(&out, c.now)
	m.terminal = true
	for done := 1; done <= 4; done++ {
		c.Time = c.Add(time.Second)
		m.show(done, 4, "")
	}
	m.end()
	drawn := strings.Split(out.String(), "\r\x1b[K")
	assert.Len(t, drawn, 5)
	assert.Equal(t, "[===============               ] 2 of 4 districts, 2s gone, about 2s left", drawn[2])
	assert.Equal(t, "["+strings.Repeat("=", 30)+"] 4 of 4 districts, 4s gone\n", drawn[4])
}

// A run that failed before its first district has drawn nothing to leave.
func TestMeter_Nothing(t *testing.T) {
	var out bytes.Buffer
	m := newMeter(&out, time.Now)
	m.terminal = true
	m.end()
	assert.Empty(t, out.String())
}
