package table_test

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

// failure reads until an error comes.
func failure[Row any](t *testing.T, pattern string, columns ...string) error {
	for _, err := range table.Read[Row](pattern, columns...) {
		if err != nil {
			return err
		}
	}
	t.Fatal("read without an error")
	return nil
}

func TestRead_columns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, months, someMonths(10_000), whole)
	all := someMonths(10_000)
	for i, got := range collect[month](t, path, "net_pence", "arm") {
		require.Equal(t, month{Net: all[i].Net, Arm: all[i].Arm}, got)
	}
	// A narrower row reads a wider file.
	type narrow struct {
		OnUC bool `parquet:"on_uc" unit:"u" doc:"d"`
	}
	got := collect[narrow](t, path)
	require.Len(t, got, len(all))
	assert.Equal(t, all[9_999].OnUC, got[9_999].OnUC)

	assert.PanicsWithValue(t, `table: read column "sex" is not in the row`, func() { table.Read[month](path, "sex") })
}

// The error of a file that does not fit names file, column, found and expected.
func TestRead_otherColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, visits, []Visit{{}}, whole)
	type row1 struct {
		Age int32 `parquet:"age" unit:"u" doc:"d"`
	}
	type row2 struct {
		Person int32 `parquet:"person" unit:"u" doc:"d"`
	}
	type row3 struct {
		Day int32 `parquet:"day" unit:"u" doc:"d"`
	}
	type row4 struct {
		Fare int64 `parquet:"fare_pence" unit:"u" doc:"d"`
	}
	type row5 struct {
		Place *string `parquet:"place,optional" unit:"u" doc:"d"`
	}
	for err, expected := range map[error]table.Error{
		failure[row1](t, path): {Column: "age", Found: "no such column", Expected: "int32"},
		failure[row2](t, path): {Column: "person", Found: "int64", Expected: "int32"},
		failure[row3](t, path): {Column: "day", Found: "date", Expected: "int32"},
		failure[row4](t, path): {Column: "fare_pence", Found: "optional int64", Expected: "int64"},
		failure[row5](t, path): {Column: "place", Found: "string", Expected: "optional string"},
	} {
		expected.File, expected.Row = path, -1
		var wrong *table.Error
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, expected, *wrong)
	}
	assert.EqualError(t, failure[row2](t, path), path+": column person: found int64, expected int32")
}

// Partitions come in the order of a plan, which is that of numbers, and each
// batch knows where it belongs. Half-written and hidden files are not there.
func TestReadParts(t *testing.T) {
	root := t.TempDir()
	var expected []string
	for _, world := range []string{"control", "everyone-frequent"} {
		for _, point := range []int{0, 1} {
			for _, replicate := range []int{2, 10} {
				for _, part := range []int{0, 9, 11} {
					name := fmt.Sprintf("world=%s/point=%d/replicate=%d/part-%d.parquet", world, point, replicate, part)
					expected = append(expected, fmt.Sprint(world, point, replicate, len(expected)))
					write(t, filepath.Join(root, name), visits, []Visit{{Person: int64(len(expected) - 1)}}, whole)
				}
			}
		}
	}
	hidden := filepath.Join(root, "world=control", "point=0", "replicate=2", ".tmp-part-0.parquet-00ff")
	require.NoError(t, os.WriteFile(hidden, []byte("half"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, ".hidden.parquet"), []byte("half"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "README.md"), []byte("no table"), 0o600))

	read := func(pattern string) (got []string) {
		for part, err := range table.ReadParts[Visit](pattern) {
			require.NoError(t, err)
			point, err := part.Int("point")
			require.NoError(t, err)
			replicate, err := part.Int("replicate")
			require.NoError(t, err)
			got = append(got, fmt.Sprint(part.Key("world"), point, replicate, part.Rows[0].Person))
			_, err = part.Int("world")
			assert.ErrorContains(t, err, `found world="`+part.Key("world")+`" in the path, expected a whole number`)
			assert.Empty(t, part.Key("arm"))
		}
		return got
	}
	assert.Equal(t, expected, read(root))
	assert.Equal(t, expected[12:], read(filepath.Join(root, "world=everyone-*")))
	assert.Equal(t, expected[3:6], read(filepath.Join(root, "world=control", "point=0", "replicate=10", "*.parquet")))
	assert.Equal(t, expected[:1], read(filepath.Join(root, "world=control", "point=0", "replicate=2", "part-0.parquet")))
}

// A folder may be called anything.
func TestRead_oddFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run [2] *", "part-0.parquet")
	write(t, path, visits, []Visit{{Person: 7}}, whole)
	assert.Len(t, collect[Visit](t, filepath.Dir(path)), 1)
	assert.Len(t, collect[Visit](t, path), 1)
}

func TestRead_nothing(t *testing.T) {
	folder := t.TempDir()
	for _, pattern := range []string{folder, filepath.Join(folder, "*.parquet"), filepath.Join(folder, "none")} {
		err := failure[Visit](t, pattern)
		assert.ErrorIs(t, err, fs.ErrNotExist)
		assert.ErrorContains(t, err, pattern)
	}
	assert.ErrorIs(t, failure[Visit](t, filepath.Join(folder, "[")), filepath.ErrBadPattern)
	file := filepath.Join(folder, "empty.parquet")
	write(t, file, visits, []Visit{}, whole)
	assert.Empty(t, collect[Visit](t, file), "a table without rows is no error")
}

// Batches reuse rows; what rows point at stays, so that a copied row is whole.
func TestRead_keptRows(t *testing.T) {
	rows := make([]Visit, 200_000) // several pages and row groups, whose memory is used again
	for i := range rows {
		fare := int64(i)
		rows[i] = Visit{Person: int64(i), Place: fmt.Sprint("place ", i%5000), Fare: &fare}
	}
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, visits, rows, whole)
	var kept []Visit
	for part, err := range table.ReadParts[Visit](path) {
		require.NoError(t, err)
		assert.Equal(t, int64(len(kept)), part.First)
		kept = append(kept, part.Rows...)
		clear(part.Rows) // the reader does not rely on what it gave
	}
	sameRows(t, rows, kept, "kept")
}

func TestRead_break(t *testing.T) {
	folder := t.TempDir()
	for i := range 3 {
		write(t, filepath.Join(folder, fmt.Sprintf("part-%d.parquet", i)), events, someEvents(20_000), whole)
	}
	batches := 0
	for _, err := range table.Read[event](folder) {
		require.NoError(t, err)
		if batches++; batches == 2 {
			break
		}
	}
	assert.Equal(t, 2, batches)
}

// Files that other programs wrote hold the same values in other encodings.
func TestRead_otherWriters(t *testing.T) {
	type coded struct {
		Int32 int32   `parquet:"int32,dict" unit:"u" doc:"d"`
		Int64 int64   `parquet:"int64,delta" unit:"u" doc:"d"`
		Float float64 `parquet:"float64,dict" unit:"u" doc:"d"`
		Plain float64 `parquet:"share,split" unit:"u" doc:"d"`
		Word  string  `parquet:"word,delta" unit:"u" doc:"d"`
		Text  *string `parquet:"opt_text,optional" unit:"u" doc:"d"`
		Pence *int64  `parquet:"opt_pence,optional,dict" unit:"u" doc:"d"`
	}
	type plain struct {
		Int32 int32   `parquet:"int32" unit:"u" doc:"d"`
		Int64 int64   `parquet:"int64" unit:"u" doc:"d"`
		Float float64 `parquet:"float64" unit:"u" doc:"d"`
		Plain float64 `parquet:"share" unit:"u" doc:"d"`
		Word  string  `parquet:"word" unit:"u" doc:"d"`
		Text  *string `parquet:"opt_text,optional" unit:"u" doc:"d"`
		Pence *int64  `parquet:"opt_pence,optional" unit:"u" doc:"d"`
	}
	written, expected := make([]coded, 50_000), make([]plain, 50_000)
	for i := range written {
		u := mix(uint64(i))
		r := coded{Int32: int32(u % 100), Int64: int64(u), Float: float64(u % 7), Plain: float64(u >> 20), Word: fmt.Sprint(u % 999)}
		if u%5 > 0 {
			number := int64(u % 1000)
			r.Pence, r.Text = &number, &r.Word
		}
		written[i], expected[i] = r, plain(r)
	}
	for _, version := range []int{1, 2} {
		path := filepath.Join(t.TempDir(), "foreign.parquet")
		// DictionaryMaxBytes makes columns change from dictionary to plain midway.
		require.NoError(t, parquet.WriteFile(path, written, parquet.DataPageVersion(version), parquet.Compression(&parquet.Snappy),
			parquet.PageBufferSize(10_000), parquet.MaxRowsPerRowGroup(30_000), parquet.DictionaryMaxBytes(3_000)))
		sameRows(t, expected, collect[plain](t, path), fmt.Sprint("version ", version))
	}
}

// Damage is an error that names the file, or leaves the rows as they were (there
// are bytes that say nothing of them); it is never a panic.
func TestRead_damaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	rows := someMonths(3_000)
	write(t, path, months, rows, whole)
	sound, err := os.ReadFile(path)
	require.NoError(t, err)

	noticed := 0
	check := func(data []byte, what string) {
		require.NoError(t, os.WriteFile(path, data, 0o600))
		var got []month
		for batch, err := range table.Read[month](path) {
			if err != nil {
				assert.ErrorContains(t, err, path)
				noticed++
				return
			}
			got = append(got, batch...)
		}
		sameRows(t, rows, got, what)
	}
	for at := 0; at < len(sound); at += 1 + len(sound)/400 {
		damaged := append([]byte(nil), sound...)
		damaged[at] ^= 0x10
		check(damaged, fmt.Sprint("bit flipped at ", at))
		check(sound[:at], fmt.Sprint("cut at ", at))
	}
	assert.Greater(t, noticed, 600, "of about 800 damages")
}

// A file says at its end how long its footer is. The decoder would make room for what is said, up to 4 GB.
func TestRead_footerLongerThanTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, events, someEvents(100), whole)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	for _, c := range []struct {
		at   int
		to   byte
		want string
	}{
		{len(data) - 5, 0xe2, "damaged: found a footer of 37"}, // 0xe2 in the highest of its four bytes
		{len(data) - 1, 'X', `damaged: found "PARX" at the end, expected "PAR1"`},
	} {
		damaged := append([]byte{}, data...)
		damaged[c.at] = c.to
		require.NoError(t, os.WriteFile(path, damaged, 0o600))
		_, err = table.WriteCSV(t.Context(), io.Discard, path)
		assert.ErrorContains(t, err, c.want)
		for _, err := range table.Read[event](path) {
			assert.ErrorContains(t, err, c.want)
		}
	}
	require.NoError(t, os.WriteFile(path, data[:7], 0o600))
	for _, err := range table.Read[event](path) {
		assert.ErrorContains(t, err, "damaged: found 7 bytes, expected a Parquet file")
	}
}
