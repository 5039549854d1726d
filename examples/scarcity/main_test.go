package main

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Where coaches, posts and hours are short, the queue and the market each take a
// part of the effect that is more than five Monte Carlo errors from nothing, in
// either order: a coupling that came loose could not pass. The parts add up in both
// orders, and what a trial estimates is not what happens when everybody is helped.
func TestRun_BothScarcitiesBite(t *testing.T) {
	dir := t.TempDir()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, dir))
	assert.Contains(t, out.String(), "everybody supported")
	list, err := effects(dir)
	require.NoError(t, err)
	at := func(estimand, component string) float64 {
		e, ok := list[[2]string{estimand, component}]
		require.True(t, ok, "%s %s", estimand, component)
		require.Positive(t, *e.MonteCarloError)
		return e.Effect
	}
	for _, part := range []string{"queue_first", "queue_second", "market_first", "market_second"} {
		e := list[[2]string{"rollout", part}]
		assert.Less(t, at("rollout", part) / *e.MonteCarloError, -5.0, part)
	}
	single, total := at("rollout", "single"), at("rollout", "total")
	assert.InDelta(t, total, single+at("rollout", "queue_first")+at("rollout", "market_second"), 1e-9)
	assert.InDelta(t, total, single+at("rollout", "market_first")+at("rollout", "queue_second"), 1e-9)
	assert.InDelta(t, at("rollout", "interaction"), at("rollout", "market_second")-at("rollout", "market_first"), 1e-9)
	p, r := list[[2]string{"pilot", "total"}], list[[2]string{"rollout", "total"}]
	assert.Greater(t, (p.Effect-r.Effect)/math.Hypot(*p.MonteCarloError, *r.MonteCarloError), 3.0)
}
