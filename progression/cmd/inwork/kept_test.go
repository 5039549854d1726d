package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/study"
	"inwork/sim/table"
)

// What an interrupted run says is kept is what a second one would not do again.
func TestLeave_SaysWhatIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	said := func(part ...int) string {
		var stderr bytes.Buffer
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(signalled{syscall.SIGINT})
		p := &program{stderr: &stderr, study: dir}
		if len(part) > 0 {
			p.part.index, p.part.of = part[0], part[1]
		}
		assert.Equal(t, 130, p.leave(ctx, ctx.Err()))
		return stderr.String()
	}
	assert.Equal(t, "inwork: interrupt: nothing finished yet\n", said())

	plan := study.Plan{Model: "1", Canonical: json.RawMessage(`{"a":1}`), Body: json.RawMessage(`{}`), Chunks: study.Chunks(1, 3, [][2]int{{0, 2}})}
	st, err := study.Open(dir, plan)
	require.NoError(t, err)
	assert.Equal(t, "inwork: interrupt: nothing finished yet\n", said(), "a plan alone")
	require.NoError(t, st.Done(plan.Chunks[1], nil, study.Run{}))
	assert.Equal(t, "inwork: interrupt: 1 of 3 chunks are kept; the same command goes on from there\n", said())

	// A part counts its own chunks: what others did is nothing that it could lose.
	assert.Equal(t, "inwork: interrupt: 1 of 1 chunks of part 1 of 2 are kept; the same command goes on from there\n", said(1, 2))
	assert.Equal(t, "inwork: interrupt: nothing finished yet\n", said(0, 2))

	require.NoError(t, os.RemoveAll(dir))
	assert.Equal(t, "inwork: interrupt: nothing finished yet\n", said())
}

// Blocks of a replicate add up; the trial that is furthest from what was wanted counts, and only the randomised world.
func TestFewestRandomised(t *testing.T) {
	m := study.Manifest{Files: []table.File{
		{Path: "tables/outcomes/world=control/point=0/replicate=0/part-0.parquet", Rows: 3},
		{Path: "tables/outcomes/world=randomised/point=0/replicate=0/part-0.parquet", Rows: 30},
		{Path: "tables/outcomes/world=randomised/point=0/replicate=0/part-1.parquet", Rows: 60},
		{Path: "tables/outcomes/world=randomised/point=0/replicate=1/part-0.parquet", Rows: 66},
		{Path: "tables/months/world=randomised/point=0/replicate=1/part-0.parquet", Rows: 6},
	}}
	counted := func(m study.Manifest) map[string]int {
		people := map[string]int{}
		for _, f := range m.Files {
			countRandomised(people, f, 3)
		}
		return people
	}
	few, trials := fewestRandomised(counted(m), func(int) int { return 25 })
	assert.Equal(t, recruited{0, 22, 25}, few)
	assert.Equal(t, 2, trials)

	// At the points of a sweep each is held against what it wants.
	m.Files = append(m.Files, table.File{Path: "tables/outcomes/world=randomised/point=10/replicate=0/part-0.parquet", Rows: 150})
	few, trials = fewestRandomised(counted(m), func(point int) int { return 25 + 10*point })
	assert.Equal(t, recruited{10, 50, 125}, few)
	assert.Equal(t, 3, trials)
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 30709: "30,709", 5000000: "5,000,000"} {
		assert.Equal(t, want, grouped(n))
	}
}

// Marks that only the flag package understands reach nobody: no error or help has a backtick.
func TestInwork_NoBackticks(t *testing.T) {
	for _, args := range [][]string{
		{"run", "x.yaml", "-out"}, {"run", "x.yaml", "-set"}, {"run", "-workers", "x"}, {"run", "-shards", "x"},
		{"run", "-tables"}, {"run", "-shard"}, {"report", "-o"}, {"help", "run"}, {"help", "report"},
	} {
		_, stdout, stderr := call(t, args...)
		assert.NotEmpty(t, stdout+stderr)
		assert.NotContains(t, stdout+stderr, "`", args)
	}
}
