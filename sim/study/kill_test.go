package study_test

import (
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/study"
)

// The promise of the package: whatever number of shards, in whatever order, killed
// wherever and however often, with another number of shards each time, the tables
// and the digest are those of one process that ran through.
func TestStudy_anyInterruption(t *testing.T) {
	root := folder(t)
	plan := func(replicates int) study.Plan { // small: each file costs two waits for the disk
		p := toyPlan(replicates)
		p.Chunks = study.Chunks(1, replicates, study.Blocks([]int{40, 30, 50}, 80))
		return p
	}
	require.True(t, immortal().process(t, root+"/whole", plan(2), 0, 1))
	whole := merge(t, root+"/whole")
	reference := files(t, root+"/whole/tables")

	deaths, grown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(root, "study")
		require.NoError(t, err)
		defer os.RemoveAll(dir)

		replicates := rapid.IntRange(1, 2).Draw(t, "replicates at first")
		for range rapid.IntRange(0, 4).Draw(t, "processes") {
			shards := rapid.IntRange(1, 5).Draw(t, "shards")
			shard := rapid.IntRange(0, shards-1).Draw(t, "shard")
			w := &worker{life: rapid.IntRange(0, 20).Draw(t, "life")}
			if !w.process(t, dir, plan(replicates), shard, shards) {
				deaths++
			}
		}
		grown += 2 - replicates
		shards := rapid.IntRange(1, 5).Draw(t, "last shards")
		for _, shard := range rapid.Permutation([]int{0, 1, 2, 3, 4}[:shards]).Draw(t, "order") {
			require.True(t, immortal().process(t, dir, plan(2), shard, shards))
		}

		m := merge(t, dir)
		assert.Equal(t, whole.Digest, m.Digest)
		assert.Equal(t, whole.Files, m.Files)
		assert.Equal(t, reference, files(t, dir+"/tables"))
	})
	if !testing.Short() { // rapid tries a fifth of the studies then
		assert.Greater(t, deaths, 20, "hardly anybody was killed")
	}
	assert.Greater(t, grown, 10, "hardly any study grew")
}

// Two processes with the same chunks at once, as after a lost node, do no harm.
func TestStudy_sameChunksAtOnce(t *testing.T) {
	root := folder(t)
	whole := complete(t, root+"/whole", 2)

	var group sync.WaitGroup
	s, err := study.Open(root+"/twice", toyPlan(2))
	require.NoError(t, err)
	for range 3 {
		group.Go(func() {
			for _, c := range s.Plan().Chunks { // whether done or not
				immortal().work(t, s, c)
			}
		})
	}
	group.Wait()
	assert.Equal(t, whole.Digest, merge(t, root+"/twice").Digest)
	assert.Equal(t, files(t, root+"/whole/tables"), files(t, root+"/twice/tables"))
}

// What is done is not done again, and damage is done again: without it, going on
// would be starting anew, or would keep what is broken.
func TestStudy_Remaining(t *testing.T) {
	dir := folder(t)
	m := complete(t, dir, 2)
	s, err := study.Open(dir, toyPlan(2))
	require.NoError(t, err)
	remaining := func(tables ...string) []study.Chunk {
		chunks, err := s.Remaining(t.Context(), 0, 1, tables...)
		require.NoError(t, err)
		return chunks
	}
	assert.Empty(t, remaining())
	assert.Empty(t, remaining("outcomes", "effects"))
	assert.Len(t, remaining("outcomes", "months"), 8, "a table that was not asked for before")

	require.NoError(t, os.Truncate(dir+"/"+m.Files[4].Path, 10))
	require.NoError(t, os.Remove(dir+"/"+m.Files[7].Path))
	flip(t, dir+"/"+m.Files[9].Path)
	require.NoError(t, os.Remove(dir+"/chunks/1-0-1.json"))
	require.NoError(t, os.Truncate(dir+"/chunks/1-1-1.json", 50))
	planned := s.Plan().Chunks
	assert.Equal(t, []study.Chunk{planned[1], planned[2], planned[3], planned[5], planned[7]}, remaining())

	odd, err := s.Remaining(t.Context(), 1, 2)
	require.NoError(t, err)
	assert.Equal(t, []study.Chunk{planned[1], planned[3], planned[5], planned[7]}, odd)

	// Recorded looks at manifests only: a chunk with a damaged table counts, one with a damaged manifest does not.
	recorded, all := s.Recorded(0, 1)
	assert.Equal(t, [2]int{6, 8}, [2]int{recorded, all})
	recorded, all = s.Recorded(1, 2)
	assert.Equal(t, [2]int{2, 4}, [2]int{recorded, all})
	recorded, all = s.Recorded(9, 10)
	assert.Equal(t, [2]int{0, 0}, [2]int{recorded, all}, "a shard without a chunk")

	require.True(t, immortal().process(t, dir, toyPlan(2), 0, 1))
	assert.Equal(t, m.Digest, merge(t, dir).Digest)
}

// A study run again for further tables keeps those it has.
func TestStudy_furtherTables(t *testing.T) {
	root := folder(t)
	whole := complete(t, root+"/whole", 1)
	s, err := study.Open(root+"/twice", toyPlan(1))
	require.NoError(t, err)
	for _, tables := range []string{"outcomes", "effects"} {
		remaining, err := s.Remaining(t.Context(), 0, 1, tables)
		require.NoError(t, err)
		assert.Len(t, remaining, 4)
		for _, c := range remaining {
			immortal().work(t, s, c, tables)
		}
	}
	assert.Equal(t, whole.Digest, merge(t, root+"/twice").Digest)
}

// flip changes one bit in the middle of a file.
func flip(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	data[len(data)/2] ^= 1
	require.NoError(t, os.WriteFile(path, data, 0o600))
}
