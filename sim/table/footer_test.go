package table_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

// open reads a file's footer and page indexes with the library itself.
func open(t *testing.T, path string) *parquet.File {
	file, err := os.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { file.Close() })
	status, err := file.Stat()
	require.NoError(t, err)
	content, err := parquet.OpenFile(file, status.Size())
	require.NoError(t, err)
	return content
}

// The form of a file is what every reader that we know reads alike.
func TestWriter_form(t *testing.T) {
	const n = 300_000
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, months, someMonths(n), whole)
	meta := open(t, path).Metadata()

	assert.Equal(t, "inwork", meta.CreatedBy)
	assert.Equal(t, []string{"a", "b", "c", "columns", "doc", "sort", "table"}, keys(meta), "sorted by key")
	require.Len(t, meta.RowGroups, 3)
	sorted := []format.SortingColumn{{ColumnIdx: 0}, {ColumnIdx: 1}, {ColumnIdx: 2}}
	for i, rows := range []int64{131_072, 131_072, n - 2*131_072} {
		group := meta.RowGroups[i]
		assert.Equal(t, rows, group.NumRows)
		assert.Equal(t, sorted, []format.SortingColumn(group.SortingColumns))
		for _, chunk := range group.Columns {
			assert.Equal(t, format.Zstd, chunk.MetaData.Codec)
			dictionary := slices.Contains(chunk.MetaData.Encoding, format.RLEDictionary)
			assert.Equal(t, chunk.MetaData.Type == format.ByteArray, dictionary, "a dictionary for strings and nothing else")
			for _, pages := range chunk.MetaData.EncodingStats {
				assert.Contains(t, []format.PageType{format.DataPage, format.DictionaryPage}, pages.PageType, "version 1")
			}
		}
	}
	for _, column := range meta.Schema[1:] {
		if column.LogicalType.Value != nil {
			assert.Contains(t, []string{"STRING", "DATE", "INT(32,true)", "INT(64,true)"}, column.LogicalType.Value.String())
		}
		assert.False(t, column.NumChildren.Valid, "flat")
	}
}

func keys(meta *format.FileMetaData) []string {
	var list []string
	for _, pair := range meta.KeyValueMetadata {
		list = append(list, pair.Key)
	}
	return list
}

func TestWriter_metadata(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, visits, []Visit{{Person: 1}}, whole)
	content := open(t, path)

	value := func(key string) string {
		text, found := content.Lookup(key)
		assert.True(t, found, key)
		return text
	}
	assert.Equal(t, "£", value("c"), "the caller's own")
	assert.Equal(t, "visits", value("table"))
	assert.Equal(t, "one visit of one person", value("doc"))
	assert.JSONEq(t, `["person","day"]`, value("sort"))
	var columns []table.Column // JSON keys match the field names but for case
	require.NoError(t, json.Unmarshal([]byte(value("columns")), &columns))
	assert.Equal(t, table.Columns[Visit](), columns)

	unsorted := visits
	unsorted.Sort = nil
	write(t, path, unsorted, []Visit{{Person: 2}, {Person: 1}}, whole)
	text, _ := open(t, path).Lookup("sort")
	assert.Equal(t, "[]", text)
	assert.Empty(t, open(t, path).Metadata().RowGroups[0].SortingColumns)
}

// Readers skip row groups and pages by their bounds, so bounds must be those of
// the values, in every column; a page index that says 0 to 0 loses rows.
func TestWriter_bounds(t *testing.T) {
	rows := make([]every, 140_000)
	word := []string{"", "a", "zz", "é"} // in order of bytes
	for i := range rows {
		u := mix(uint64(i))
		number, ratio := pence(u)>>30-1e9, float64(int32(u>>13))/8
		rows[i] = every{Int32: int32(i / 1000), Named: day(u), Date: day(u >> 50), Int64: int64(u), Pence: number, Float64: ratio,
			Share: share(-ratio), Bool: u&1 > 0, Text: word[i%1000/250], Word: label(word[u%4])}
		if u>>60 > 3 {
			rows[i].OptPence, rows[i].OptFloat, rows[i].OptText = &number, &ratio, &word[u>>7%4]
		}
	}
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, everyInfo, rows, whole)
	content, values := open(t, path), columnsOf(rows)

	pages := 0
	for g, group := range content.RowGroups() {
		first := g * 131_072
		for c, chunk := range group.ColumnChunks() {
			meta := content.Metadata().RowGroups[g].Columns[c].MetaData
			index, err := chunk.ColumnIndex()
			require.NoError(t, err)
			offsets, err := chunk.OffsetIndex()
			require.NoError(t, err)
			lowest, highest, nulls := bounds(values[c][first:first+int(group.NumRows())], chunk.Type().Compare)
			for p := range index.NumPages() {
				from, to := first+int(offsets.FirstRowIndex(p)), first+int(group.NumRows())
				if p+1 < index.NumPages() {
					to = first + int(offsets.FirstRowIndex(p+1))
				}
				low, high, missing := bounds(values[c][from:to], chunk.Type().Compare)
				assert.Equal(t, missing, index.NullCount(p))
				if low.IsNull() {
					assert.True(t, index.NullPage(p))
					continue
				}
				assert.True(t, parquet.Equal(low, index.MinValue(p)), "%s page %d: %v, %v", meta.PathInSchema, p, low, index.MinValue(p))
				assert.True(t, parquet.Equal(high, index.MaxValue(p)), "%s page %d: %v, %v", meta.PathInSchema, p, high, index.MaxValue(p))
				pages++
			}
			assert.Equal(t, nulls, meta.Statistics.NullCount)
			assert.Equal(t, string(lowest.Bytes()), string(meta.Statistics.MinValue), meta.PathInSchema)
			assert.Equal(t, string(highest.Bytes()), string(meta.Statistics.MaxValue), meta.PathInSchema)
		}
	}
	assert.Greater(t, pages, 100, "the test looked at hardly anything")
}

// columnsOf takes rows apart, one list of values a column.
func columnsOf(rows []every) [][]parquet.Value {
	schema := parquet.SchemaOf(every{})
	columns := make([][]parquet.Value, len(schema.Columns()))
	for i := range rows {
		for c, v := range schema.Deconstruct(nil, &rows[i]) {
			columns[c] = append(columns[c], v)
		}
	}
	return columns
}

// bounds works out the least and greatest value and the nulls by looking at each value.
func bounds(values []parquet.Value, compare func(a, b parquet.Value) int) (low, high parquet.Value, nulls int64) {
	for _, v := range values {
		if v.IsNull() {
			nulls++
			continue
		}
		if low.IsNull() || compare(v, low) < 0 {
			low = v
		}
		if high.IsNull() || compare(v, high) > 0 {
			high = v
		}
	}
	return low, high, nulls
}

// Metadata comes from a map, and parquet-go and this package have buffers that
// outlive a file: nothing of either may reach the bytes. Nor may the cuts that the
// caller made, by which pages would end elsewhere.
func TestWriter_sameBytes(t *testing.T) {
	metadata := map[string]string{}
	for i := range 50 {
		metadata[string(rune('a'+i%26))+string(rune('a'+i/26))] = "value"
	}
	rows := someMonths(140_000)
	digests := map[string]int{}
	for _, cut := range []int{len(rows), len(rows), 26, 1000, 4097} {
		w, err := table.Create[month](filepath.Join(t.TempDir(), "part-0.parquet"), months, maps.Clone(metadata))
		require.NoError(t, err)
		for piece := range slices.Chunk(rows, cut) {
			require.NoError(t, w.Write(piece))
		}
		file, err := w.Close()
		require.NoError(t, err)
		digests[file.SHA256]++
		write(t, filepath.Join(t.TempDir(), "other.parquet"), events, someEvents(cut), whole)
	}
	assert.Len(t, digests, 1)
}
