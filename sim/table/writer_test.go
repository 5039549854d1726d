package table_test

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

func sha(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// names lists a folder, hidden files too.
func names(t *testing.T, folder string) []string {
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	list := []string{}
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}

type measure struct {
	A int32    `parquet:"a" unit:"u" doc:"d"`
	B string   `parquet:"b" unit:"u" doc:"d"`
	X float64  `parquet:"x" unit:"u" doc:"d"`
	Y *float64 `parquet:"y,optional" unit:"u" doc:"d"`
	Z *string  `parquet:"z,optional" unit:"u" doc:"d"`
}

var measures = table.Info{Name: "measures", Doc: "a measure", Sort: []string{"a", "b"}}

// Each thing that may not stand in a file is refused with its row and column,
// also when it comes in a later call, and then nothing is left behind.
func TestWriter_Write_refuses(t *testing.T) {
	nan, inf, broken := math.NaN(), math.Inf(-1), "\xff"
	cases := []struct {
		name     string
		calls    [][]measure
		row      int64
		column   string
		found    string
		expected string
	}{
		{"first sort column falls", [][]measure{{{A: 1}, {A: 2}, {A: 1}}}, 2, "a", "1", "at least 2"},
		{"second sort column falls", [][]measure{{{A: 1, B: "b"}, {A: 1, B: "a"}}}, 1, "b", `"a"`, `at least "b"`},
		{"falls between calls", [][]measure{{{A: 1}, {A: 2}}, {}, {{A: 2}, {A: 3}}, {{A: 2}}}, 4, "a", "2", "at least 3"},
		{"NaN", [][]measure{{{}, {X: nan}}}, 1, "x", "NaN", "a finite number"},
		{"infinity", [][]measure{{{X: inf}}}, 0, "x", "-Inf", "a finite number"},
		{"NaN where null is allowed", [][]measure{{{}, {}}, {{Y: &nan}}}, 2, "y", "NaN", "a finite number"},
		{"not UTF-8", [][]measure{{{B: "ok"}, {B: broken}}}, 1, "b", `"\xff"`, "valid UTF-8"},
		{"not UTF-8 where null is allowed", [][]measure{{{Z: &broken}}}, 0, "z", `"\xff"`, "valid UTF-8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "part-0.parquet")
			w, err := table.Create[measure](path, measures, nil)
			require.NoError(t, err)
			for _, rows := range c.calls {
				require.NoError(t, err, "refused too early")
				err = w.Write(rows)
			}
			var wrong *table.Error
			require.ErrorAs(t, err, &wrong)
			assert.Equal(t, path, wrong.File)
			assert.Equal(t, c.row, wrong.Row)
			assert.Equal(t, c.column, wrong.Column)
			assert.Equal(t, c.found, wrong.Found)
			assert.True(t, strings.HasPrefix(wrong.Expected, c.expected), wrong.Expected)

			assert.ErrorIs(t, w.Write([]measure{{A: 9}}), err, "a spoiled writer takes no more rows")
			_, closing := w.Close()
			assert.ErrorIs(t, closing, err)
			assert.Empty(t, names(t, folder))
		})
	}
}

// What must not be refused: ties, the largest finite numbers, minus zero, nulls.
func TestWriter_Write_accepts(t *testing.T) {
	large, zero := math.MaxFloat64, math.Copysign(0, -1)
	rows := []measure{{A: 1, B: "b"}, {A: 1, B: "b", X: large, Y: &zero}, {A: 2, B: "a", X: math.SmallestNonzeroFloat64}}
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, measures, rows, whole)
	assert.Equal(t, rows, collect[measure](t, path))
}

// A file stands in its place whole or not at all, and replaces an older one.
func TestWriter_Close(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "part-0.parquet")
	for _, n := range []int{10, 20} {
		w, err := table.Create[event](path, events, nil)
		require.NoError(t, err)
		require.NoError(t, w.Write(someEvents(n)))
		assert.NotContains(t, strings.Join(names(t, folder), " "), "-0.parquet ", "a name that a pattern for .parquet matches")
		_, err = w.Close()
		require.NoError(t, err)
		assert.Equal(t, []string{"part-0.parquet"}, names(t, folder))
		assert.Len(t, collect[event](t, path), n)

		w.Abort() // deferred by careful callers
		assert.Equal(t, []string{"part-0.parquet"}, names(t, folder))
		assert.Error(t, w.Write(someEvents(1)))
		_, err = w.Close()
		assert.Error(t, err)
	}
}

func TestWriter_Abort(t *testing.T) {
	folder := t.TempDir()
	w, err := table.Create[event](filepath.Join(folder, "part-0.parquet"), events, nil)
	require.NoError(t, err)
	require.NoError(t, w.Write(someEvents(200_000))) // a row group is on disk
	assert.Len(t, names(t, folder), 1)
	w.Abort()
	assert.Empty(t, names(t, folder))
	_, err = w.Close()
	assert.Error(t, err)
}

// Writers of the same file do not disturb each other, nor do buffers shared below.
func TestWriter_atOnce(t *testing.T) {
	folder := t.TempDir()
	rows := someMonths(20_000)
	digests := make([]string, 8)
	var group sync.WaitGroup
	for i := range digests {
		group.Go(func() {
			digests[i] = write(t, filepath.Join(folder, "part-0.parquet"), months, rows, whole).SHA256
		})
	}
	group.Wait()
	for _, digest := range digests {
		assert.Equal(t, digests[0], digest)
	}
	assert.Equal(t, []string{"part-0.parquet"}, names(t, folder))
	sameRows(t, rows, collect[month](t, folder), "written at once")
}

func TestCreate_misuse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	create := func(sort string, key string) func() {
		return func() {
			_, _ = table.Create[measure](path, table.Info{Sort: []string{sort}}, map[string]string{key: ""})
		}
	}
	assert.PanicsWithValue(t, `table: sort column "c" is not in the row`, create("c", "seed"))
	assert.PanicsWithValue(t, `table: sort column y may be null`, create("y", "seed"))
	assert.PanicsWithValue(t, `table: metadata key "columns" is written by this package`, create("a", "columns"))
	assert.Empty(t, names(t, filepath.Dir(path)))
}

// A folder that cannot be made, a disk that is full: errors, not panics.
func TestCreate_cannot(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "file"), nil, 0o600))
	_, err := table.Create[event](filepath.Join(folder, "file", "part-0.parquet"), events, nil)
	assert.ErrorContains(t, err, "file")
}
