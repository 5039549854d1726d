package table_test

import (
	"os"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

var genericCodec = &zstd.Codec{Level: zstd.SpeedDefault}

// writeGeneric writes rows by the library's own writer, set up to make files of
// the same form: to compare with, in speed and in what footers say.
func writeGeneric[Row any](t require.TestingT, path string, info table.Info, rows []Row, cut int) (bytes int64) {
	config := parquet.DefaultWriterConfig()
	config.CreatedBy = "inwork"
	config.Compression = genericCodec
	config.DataPageVersion = 1
	config.MaxRowsPerRowGroup = 131_072
	config.PageBufferSize = 128 << 10 // the quickest
	for _, column := range info.Sort {
		config.Sorting.SortingColumns = append(config.Sorting.SortingColumns, parquet.Ascending(column))
	}
	for _, c := range table.Columns[Row]() {
		config.SkipPageStatistics = append(config.SkipPageStatistics, []string{c.Name})
	}
	file, err := os.Create(path)
	require.NoError(t, err)
	defer file.Close()
	w := parquet.NewGenericWriter[Row](file, config)
	for from := 0; from < len(rows); from += cut {
		_, err := w.Write(rows[from:min(from+cut, len(rows))])
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	status, err := file.Stat()
	require.NoError(t, err)
	return status.Size()
}
