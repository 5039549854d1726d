package study_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/study"
	"inwork/sim/table"
)

// toy is a row of the toy study: a cell, and a number that only plan and chunk decide.
type toy struct {
	Cell  int32  `parquet:"cell" unit:"index" doc:"the cell"`
	Value int64  `parquet:"value" unit:"number" doc:"a number"`
	Word  string `parquet:"word,dict" unit:"category" doc:"a word"`
}

var info = table.Info{Name: "toy", Doc: "a row", Sort: []string{"cell"}}

// versions are the tables of a toy chunk, and their worlds.
var versions = [][2]string{{"outcomes", "control"}, {"outcomes", "everyone-a"}, {"effects", ""}}

func toyPlan(replicates int) study.Plan {
	return study.Plan{
		Model:     "3",
		Canonical: json.RawMessage(`{"seed": 7, "arms": [{"slug": "a", "share": 0.5}], "population": {"claimants": 100}}`),
		Body:      json.RawMessage(fmt.Sprintf(`{"replicates": %d, "name": "toy"}`, replicates)),
		Chunks:    study.Chunks(2, replicates, study.Blocks([]int{40, 30, 50}, 80)),
	}
}

func rowsOf(c study.Chunk, version int) []toy {
	var rows []toy
	for cell := c.First; cell < c.Last; cell++ {
		for i := range 3 {
			rows = append(rows, toy{int32(cell), int64(1000*c.Point + 100*c.Replicate + 10*version + i), fmt.Sprint("w", i)})
		}
	}
	return rows
}

// killed is what a dying worker panics with.
type killed struct{}

// A worker does chunks until its life is over; negative is for ever.
type worker struct{ life int }

func (w *worker) step() {
	if w.life == 0 {
		panic(killed{})
	}
	w.life--
}

// work does one chunk. It may die before, within and after each file, and ahead of
// the manifest.
func (w *worker) work(t require.TestingT, s *study.Study, c study.Chunk, tables ...string) {
	started := time.Now()
	var files []table.File
	for v, version := range versions {
		if len(tables) > 0 && !strings.Contains(strings.Join(tables, " "), version[0]) {
			continue
		}
		w.step()
		out, err := table.Create[toy](s.Path(c, version[0], version[1]), info, nil)
		require.NoError(t, err)
		require.NoError(t, out.Write(rowsOf(c, v)))
		w.step()
		file, err := out.Close()
		require.NoError(t, err)
		files = append(files, file)
	}
	w.step()
	require.NoError(t, s.Done(c, files, study.Run{Started: started, Notes: map[string]string{"attempt": "1"}}))
}

// process is one run of a program over its shard; it reports whether it lived.
func (w *worker) process(t require.TestingT, dir string, p study.Plan, shard, shards int) (lived bool) {
	defer func() {
		if _, died := recover().(killed); died {
			lived = false
		}
	}()
	s, err := study.Open(dir, p)
	require.NoError(t, err)
	remaining, err := s.Remaining(context.Background(), shard, shards)
	require.NoError(t, err)
	for _, c := range remaining {
		w.work(t, s, c)
	}
	return true
}

func immortal() *worker { return &worker{life: -1} }

// fold makes the toy table of the whole study: how many rows there are.
func fold(s *study.Study) study.Fold {
	return study.Fold{Table: "truth", Write: func(_ context.Context, m study.Manifest) (table.File, error) {
		w, err := table.Create[toy](s.WholePath("truth"), info, nil)
		if err != nil {
			return table.File{}, err
		}
		defer w.Abort()
		if err := w.Write([]toy{{Value: m.Rows["outcomes"]}}); err != nil {
			return table.File{}, err
		}
		return w.Close()
	}}
}

func merge(t require.TestingT, dir string) study.Manifest {
	s, err := study.Load(dir)
	require.NoError(t, err)
	m, err := s.Merge(context.Background(), fold(s))
	require.NoError(t, err)
	return m
}

// complete runs a toy study in one go.
func complete(t require.TestingT, dir string, replicates int) study.Manifest {
	require.True(t, immortal().process(t, dir, toyPlan(replicates), 0, 1))
	return merge(t, dir)
}

// folder is a new folder in memory where the machine has such: each file of a
// study waits for the disk several times, and these tests write thousands.
func folder(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "study")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// files reads everything under a folder but what killed writers left.
func files(t require.TestingT, dir string) map[string]string {
	content := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".tmp-") {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		content[filepath.ToSlash(relative)] = string(data)
		return err
	}))
	return content
}

func TestStudy_whole(t *testing.T) {
	dir := folder(t)
	m := complete(t, dir, 2)
	assert.Equal(t, 8, m.Chunks)
	assert.Equal(t, map[string]int64{"outcomes": 2 * 2 * 2 * 9, "effects": 2 * 2 * 9, "truth": 1}, m.Rows)
	assert.Len(t, m.Files, 8*3+1)
	assert.Equal(t, "tables/effects/point=0/replicate=0/part-0.parquet", m.Files[0].Path)
	assert.Equal(t, "tables/truth/part-0.parquet", m.Files[24].Path)

	read, err := study.LoadManifest(dir)
	require.NoError(t, err)
	assert.Equal(t, m, read)

	// The rows are where the partition keys say.
	n := 0
	for part, err := range table.ReadParts[toy](filepath.Join(dir, "tables", "outcomes")) {
		require.NoError(t, err)
		replicate, err := part.Int("replicate")
		require.NoError(t, err)
		assert.Equal(t, int64(replicate), part.Rows[0].Value/100%10)
		n += len(part.Rows)
	}
	assert.Equal(t, 2*2*2*9, n)

	again := merge(t, dir)
	assert.Equal(t, m.Digest, again.Digest, "merging again changes nothing")
}

func TestOpen_misuse(t *testing.T) {
	dir := filepath.Join(folder(t), "study")
	open := func(change func(*study.Plan)) func() {
		p := toyPlan(1)
		change(&p)
		return func() { _, _ = study.Open(dir, p) }
	}
	for says, f := range map[string]func(){
		"study: plan: chunks: found none":                                                               open(func(p *study.Plan) { p.Chunks = nil }),
		"study: plan: chunks: found point 0, replicate 0, block 0 twice":                                open(func(p *study.Plan) { p.Chunks = append(p.Chunks, p.Chunks[0]) }),
		"study: plan: chunks: point 0, replicate 0, block 0: found cells 2 to 1, expected at least one": open(func(p *study.Plan) { p.Chunks[0].First = 2 }),
		"study: plan: chunks: point 0, replicate -1, block 0: found a negative number":                  open(func(p *study.Plan) { p.Chunks[0].Replicate = -1 }),
		"study: plan: body: found no JSON":                                                              open(func(p *study.Plan) { p.Body = json.RawMessage("{") }),
		"study: plan: canonical: unexpected EOF":                                                        open(func(p *study.Plan) { p.Canonical = json.RawMessage("{") }),
	} {
		assert.PanicsWithValue(t, says, f)
	}
	assert.Panics(t, open(func(p *study.Plan) { p.Identity = "of something else" }))
	assert.Panics(t, open(func(p *study.Plan) { p.Canonical = nil }), "nothing that tells it from other studies")
	assert.NoDirExists(t, dir)
}

func TestStudy_misuse(t *testing.T) {
	s, err := study.Open(folder(t), toyPlan(1))
	require.NoError(t, err)
	chunk := s.Plan().Chunks[1]
	path := s.Path(chunk, "outcomes", "")

	assert.Panics(t, func() { s.Path(chunk, "a/b", "") })
	assert.Panics(t, func() { s.Path(chunk, "a", "w=1") })
	assert.Panics(t, func() { s.WholePath("..") })
	assert.Panics(t, func() { _ = s.Done(study.Chunk{Point: 9, Last: 1}, nil, study.Run{}) }, "not in the plan")
	assert.Panics(t, func() { _ = s.Done(s.Plan().Chunks[0], []table.File{{Path: path}}, study.Run{}) }, "of another chunk")
	assert.Panics(t, func() { _ = s.Done(chunk, []table.File{{Path: path}, {Path: path}}, study.Run{}) }, "twice")

	for _, shard := range [][2]int{{-1, 2}, {2, 2}, {0, 0}} {
		_, err := s.Remaining(context.Background(), shard[0], shard[1])
		assert.ErrorContains(t, err, fmt.Sprintf("found shard %d of %d", shard[0], shard[1]))
	}
}

func TestBlocks(t *testing.T) {
	cases := []struct {
		sizes []int
		limit int
		want  [][2]int
	}{
		{nil, 10, nil},
		{[]int{3, 3, 3}, 10, [][2]int{{0, 3}}},
		{[]int{3, 3, 3}, 6, [][2]int{{0, 2}, {2, 3}}},
		{[]int{7, 1, 9, 1, 1}, 6, [][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 5}}}, // cells above the limit stand alone
		{[]int{0, 0, 6, 0, 1}, 6, [][2]int{{0, 4}, {4, 5}}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, study.Blocks(c.sizes, c.limit))
	}
	assert.Panics(t, func() { study.Blocks([]int{1}, 0) })
	assert.Panics(t, func() { study.Blocks([]int{-1}, 1) })
}

// Any sizes and limit: the blocks are the cells in order, none above the limit but
// single cells, and no block could have taken the next cell.
func TestBlocks_any(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 30), 0, 40).Draw(t, "sizes")
		limit := rapid.IntRange(1, 50).Draw(t, "limit")
		sum := func(first, last int) (n int) {
			for _, size := range sizes[first:last] {
				n += size
			}
			return n
		}
		next := 0
		for _, b := range study.Blocks(sizes, limit) {
			require.Equal(t, next, b[0])
			require.Less(t, b[0], b[1])
			assert.True(t, sum(b[0], b[1]) <= limit || b[1] == b[0]+1)
			if b[1] < len(sizes) {
				assert.Greater(t, sum(b[0], b[1]+1), limit)
			}
			next = b[1]
		}
		assert.Equal(t, len(sizes), next)
	})
}

func TestChunks(t *testing.T) {
	assert.Equal(t, []study.Chunk{
		{Point: 0, Replicate: 0, Block: 0, First: 0, Last: 2}, {Point: 0, Replicate: 0, Block: 1, First: 2, Last: 3},
		{Point: 0, Replicate: 1, Block: 0, First: 0, Last: 2}, {Point: 0, Replicate: 1, Block: 1, First: 2, Last: 3},
	}, study.Chunks(1, 2, [][2]int{{0, 2}, {2, 3}}))
}
