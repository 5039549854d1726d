package table_test

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/table"
)

type label string
type flag bool
type share float64

// every has each type that a column may have, named and optional.
type every struct {
	Int32    int32    `parquet:"int32" unit:"u" doc:"d"`
	Named    day      `parquet:"named" unit:"u" doc:"d"`
	Date     day      `parquet:"date,date" unit:"u" doc:"d"`
	Int64    int64    `parquet:"int64" unit:"u" doc:"d"`
	Pence    pence    `parquet:"pence" unit:"u" doc:"d"`
	Float64  float64  `parquet:"float64" unit:"u" doc:"d"`
	Share    share    `parquet:"share" unit:"u" doc:"d"`
	Bool     bool     `parquet:"bool" unit:"u" doc:"d"`
	Flag     flag     `parquet:"flag" unit:"u" doc:"d"`
	Text     string   `parquet:"text" unit:"u" doc:"d"`
	Word     label    `parquet:"word,dict" unit:"u" doc:"d"`
	OptInt32 *int32   `parquet:"opt_int32,optional" unit:"u" doc:"d"`
	OptDate  *day     `parquet:"opt_date,optional,date" unit:"u" doc:"d"`
	OptPence *pence   `parquet:"opt_pence,optional" unit:"u" doc:"d"`
	OptFloat *float64 `parquet:"opt_float,optional" unit:"u" doc:"d"`
	OptBool  *bool    `parquet:"opt_bool,optional" unit:"u" doc:"d"`
	OptText  *string  `parquet:"opt_text,optional" unit:"u" doc:"d"`
	OptWord  *string  `parquet:"opt_word,optional,dict" unit:"u" doc:"d"`
}

var everyInfo = table.Info{Name: "every", Doc: "a row of all types", Sort: []string{"int32", "text", "flag"}}

func compareEvery(a, b every) int {
	order := map[flag]int{false: 0, true: 1}
	return cmp.Or(cmp.Compare(a.Int32, b.Int32), cmp.Compare(a.Text, b.Text), cmp.Compare(order[a.Flag], order[b.Flag]))
}

func drawEvery(t *rapid.T) every {
	words := rapid.SampledFrom([]string{"", "a", "b", "Größe ☕", "a much longer word than the others"})
	finite := rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64)
	return every{
		Int32:    rapid.Int32Range(-3, 3).Draw(t, "int32"),
		Named:    day(rapid.Int32().Draw(t, "named")),
		Date:     day(rapid.Int32().Draw(t, "date")),
		Int64:    rapid.Int64().Draw(t, "int64"),
		Pence:    pence(rapid.Int64().Draw(t, "pence")),
		Float64:  finite.Draw(t, "float64"),
		Share:    share(finite.Draw(t, "share")),
		Bool:     rapid.Bool().Draw(t, "bool"),
		Flag:     flag(rapid.Bool().Draw(t, "flag")),
		Text:     rapid.StringN(0, 3, -1).Draw(t, "text"),
		Word:     label(words.Draw(t, "word")),
		OptInt32: rapid.Ptr(rapid.Int32(), true).Draw(t, "opt_int32"),
		OptDate:  (*day)(rapid.Ptr(rapid.Int32(), true).Draw(t, "opt_date")),
		OptPence: (*pence)(rapid.Ptr(rapid.Int64(), true).Draw(t, "opt_pence")),
		OptFloat: rapid.Ptr(finite, true).Draw(t, "opt_float"),
		OptBool:  rapid.Ptr(rapid.Bool(), true).Draw(t, "opt_bool"),
		OptText:  rapid.Ptr(rapid.String(), true).Draw(t, "opt_text"),
		OptWord:  rapid.Ptr(words, true).Draw(t, "opt_word"),
	}
}

// write writes rows cut into pieces whose sizes come from cut.
func write[Row any](t require.TestingT, path string, info table.Info, rows []Row, cut func() int) table.File {
	w, err := table.Create[Row](path, info, map[string]string{"b": "2", "a": "1", "c": "£"})
	require.NoError(t, err)
	for len(rows) > 0 {
		n := min(cut(), len(rows))
		require.NoError(t, w.Write(rows[:n]))
		rows = rows[n:]
	}
	file, err := w.Close()
	require.NoError(t, err)
	return file
}

func whole() int { return math.MaxInt }

// collect reads everything; rows are copied out of the batches, as a caller must.
func collect[Row any](t require.TestingT, pattern string, columns ...string) []Row {
	var all []Row
	for rows, err := range table.Read[Row](pattern, columns...) {
		require.NoError(t, err)
		all = append(all, rows...)
	}
	return all
}

// sameRows compares rows one by one: the difference of two long lists takes
// minutes to print.
func sameRows[Row any](t require.TestingT, want, got []Row, about string) {
	require.Equal(t, len(want), len(got), about)
	for i := range want {
		if !reflect.DeepEqual(want[i], got[i]) {
			require.Equal(t, want[i], got[i], "%s: row %d", about, i)
		}
	}
}

// What is written is read back, to the bit and with its nulls, and the bytes do
// not depend on how the rows were cut into calls.
func TestWriter_roundTrip(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(rapid.Custom(drawEvery), 0, 12).Draw(t, "rows")
		// Each drawn row many times over, so that batches and pages are crossed.
		var rows []every
		for times := rapid.SampledFrom([]int{1, 400}).Draw(t, "times"); times > 0; times-- {
			rows = append(rows, few...)
		}
		slices.SortStableFunc(rows, compareEvery)

		one := write(t, filepath.Join(folder, "one.parquet"), everyInfo, rows, whole)
		cut := func() int { return rapid.SampledFrom([]int{1, 7, 1023, 1024, 1025, 3000}).Draw(t, "cut") }
		other := write(t, filepath.Join(folder, "other.parquet"), everyInfo, rows, cut)

		assert.Equal(t, int64(len(rows)), one.Rows)
		assert.Equal(t, one.SHA256, other.SHA256)
		sameRows(t, rows, collect[every](t, one.Path), "round trip")
	})
}

// Rows that end anywhere about the edges of batches, pages and row groups.
func TestWriter_edges(t *testing.T) {
	all := someMonths(2*131_072 + 1)
	for _, n := range []int{0, 1, 1023, 1024, 1025, 4096, 4097, 131_071, 131_072, 131_073, 2*131_072 + 1} {
		path := filepath.Join(t.TempDir(), "part-0.parquet")
		file := write(t, path, months, all[:n], whole)
		assert.Equal(t, int64(n), file.Rows)
		sameRows(t, all[:n], collect[month](t, path), fmt.Sprint("of ", n))
	}
}

// Rows and what they point at are the caller's again after Write: she may fill
// the same buffer anew.
func TestWriter_copiesRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	w, err := table.Create[Visit](path, visits, nil)
	require.NoError(t, err)
	fare, row := int64(0), make([]Visit, 1)
	for i := range 3000 {
		fare = int64(i)
		row[0] = Visit{Person: int64(i), Fare: &fare}
		require.NoError(t, w.Write(row))
	}
	fare = -1
	_, err = w.Close()
	require.NoError(t, err)
	for i, got := range collect[Visit](t, path) {
		require.Equal(t, int64(i), *got.Fare)
	}
}

// What File says is true of the file.
func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "er", "part-0.parquet")
	file := write(t, path, events, someEvents(5000), whole)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, table.File{Path: path, Rows: 5000, Bytes: int64(len(data)), SHA256: sha(data)}, file)
}
