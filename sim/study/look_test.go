package study_test

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/study"
)

// Who only asks leaves no trace, and hears what a run would have to do or why it would be refused.
func TestLook(t *testing.T) {
	dir := filepath.Join(folder(t), "study")
	remaining := func(replicates int) int {
		s, err := study.Look(dir, toyPlan(replicates))
		require.NoError(t, err)
		list, err := s.Remaining(t.Context(), 0, 1)
		require.NoError(t, err)
		return len(list)
	}
	assert.Equal(t, 8, remaining(2))
	assert.NoDirExists(t, dir)

	complete(t, dir, 1)
	before := files(t, dir)
	assert.Equal(t, 0, remaining(1))
	assert.Equal(t, 4, remaining(2), "the second replicate")
	other := toyPlan(1)
	other.Model = "another"
	_, err := study.Look(dir, other)
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Equal(t, "model", m.Field)
	assert.Equal(t, before, files(t, dir))
}

// A chunk's manifest says what it cost, where that can be told.
func TestBegin(t *testing.T) {
	dir := folder(t)
	s, err := study.Open(dir, toyPlan(1))
	require.NoError(t, err)
	run := study.Begin(map[string]string{"task": "3"})
	for n := 0; run.CPU() == 0 && n < 1e6; n++ { // until the processor has done something
	}
	require.NoError(t, s.Done(s.Plan().Chunks[0], nil, run))
	text := files(t, dir)["chunks/0-0-0.json"]
	assert.Contains(t, text, `"task": "3"`)
	assert.Contains(t, text, `"started": "`)
	if runtime.GOOS == "linux" {
		assert.Regexp(t, `"cpu_seconds": [0-9.e-]*[1-9]`, text)
		assert.Regexp(t, `"peak_memory_bytes": [1-9][0-9]{5,}`, text)
	}
	assert.Zero(t, study.Run{}.CPU(), "of a run that was not begun nothing is known")
}
