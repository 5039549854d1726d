package table

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"maps"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"inwork/sim/durable"
)

const (
	rowGroup = 131_072   // rows; what a reader prunes by and holds in memory at once
	page     = 128 << 10 // bytes before compression; 256 KiB, the library's own choice, is 15% slower and 2% larger
	batch    = 1_024     // rows handed to the encoder at once
)

// codec is shared, so that its buffers are made once and not once a file.
var codec = &zstd.Codec{Level: zstd.SpeedDefault}

// A Writer writes one file of a table. It is for one goroutine; several Writers
// may be at work at once. Each holds about the compressed bytes of one row group
// and some hundreds of kilobytes of buffers.
type Writer[Row any] struct {
	path    string
	out     *sink
	encoder *parquet.GenericWriter[Row]
	check   checker[Row]
	pending pending[Row]
	last    Row // the row before the next one
	rows    int64
	err     error // what went wrong first; nothing is written after it
}

// File is a complete file of a table.
type File struct {
	Path   string `json:"path"` // as given to Create
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // of the whole file, 64 hexadecimal digits
}

// Create opens the file of a table. Nothing stands at path until Close; folders
// are made. To what the metadata says, every file adds the keys table, doc, sort
// (a JSON list) and columns (a JSON list of name, type, unit, doc, optional).
func Create[Row any](path string, info Info, metadata map[string]string) (*Writer[Row], error) {
	l := layoutOf(reflect.TypeFor[Row]())
	w := &Writer[Row]{
		path:    path,
		check:   newChecker[Row](l, info.Sort),
		pending: newPending[Row](l, batch),
	}
	config := configOf(info, l, metadataOf(info, l, metadata))
	file, err := durable.Create(path)
	if err != nil {
		return nil, err
	}
	w.out = &sink{file: file, hash: sha256.New()}
	w.encoder = parquet.NewGenericWriter[Row](w.out, config)
	return w, nil
}

func configOf(info Info, l layout, metadata map[string]string) *parquet.WriterConfig {
	config := parquet.DefaultWriterConfig()
	config.CreatedBy = "inwork" // without version or commit: equal rows make equal bytes in every build
	config.Compression = codec
	config.DataPageVersion = 1
	config.MaxRowsPerRowGroup = rowGroup
	config.PageBufferSize = page
	config.KeyValueMetadata = maps.Clone(metadata) // written sorted by key
	for _, column := range info.Sort {
		config.Sorting.SortingColumns = append(config.Sorting.SortingColumns, parquet.Ascending(column))
	}
	for _, f := range l.fields {
		// Bounds in each page's header repeat the page index and cost a tenth of the time.
		// Note: SkipPageBounds would save another tenth, but leaves a page index that
		// says 0 to 0, and readers that prune by it would lose rows.
		config.SkipPageStatistics = append(config.SkipPageStatistics, []string{f.Name})
	}
	return config
}

// Write appends rows, or none of them: an *Error names the first row and column
// that is out of order (equal rows may follow each other), NaN, infinite or not
// UTF-8. After an error the file cannot be completed, and Close returns the error.
// The rows, and what their pointers point at, are the caller's again when Write
// returns.
func (w *Writer[Row]) Write(rows []Row) error {
	if w.err != nil || len(rows) == 0 {
		return w.err
	}
	if err := w.checkRows(rows); err != nil {
		w.err = err
		return err
	}
	w.rows += int64(len(rows))
	w.last = rows[len(rows)-1]
	w.err = w.encode(rows)
	return w.err
}

func (w *Writer[Row]) checkRows(rows []Row) error {
	var before *Row
	if w.rows > 0 {
		before = &w.last
	}
	if err := w.check.check(before, rows); err != nil {
		err.File = w.path
		err.Row += w.rows
		return err
	}
	return nil
}

// encode hands rows to the encoder in whole batches from the start of the file, so
// that pages are cut in the same places however the caller cut her rows.
func (w *Writer[Row]) encode(rows []Row) error {
	for len(rows) > 0 {
		if len(w.pending.rows) == 0 && len(rows) >= batch {
			if _, err := w.encoder.Write(rows[:batch]); err != nil {
				return err
			}
			rows = rows[batch:]
			continue
		}
		rows = w.pending.add(rows)
		if len(w.pending.rows) == batch {
			if err := w.encodePending(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Writer[Row]) encodePending() error {
	_, err := w.encoder.Write(w.pending.rows)
	w.pending.rows = w.pending.rows[:0]
	return err
}

// Close completes the file and puts it in its place, where it replaces an older
// one. When the Writer has failed, it removes what was written and returns why.
func (w *Writer[Row]) Close() (File, error) {
	if w.err == nil {
		w.err = w.encodePending()
	}
	if w.err == nil {
		w.err = w.encoder.Close()
	}
	if w.err != nil {
		w.Abort()
		return File{}, w.err
	}
	if w.err = w.out.file.Commit(); w.err != nil {
		return File{}, w.err
	}
	w.err = errClosed
	return File{Path: w.path, Rows: w.rows, Bytes: w.out.bytes, SHA256: hex.EncodeToString(w.out.hash.Sum(nil))}, nil
}

// Abort gives up and removes what was written. After Close it does nothing, so
// that it can be deferred.
func (w *Writer[Row]) Abort() {
	w.out.file.Abort()
	if w.err == nil {
		w.err = errClosed
	}
}

// A sink counts and digests the bytes of a file on their way.
type sink struct {
	file  *durable.File
	hash  hash.Hash
	bytes int64
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	s.hash.Write(p[:n])
	s.bytes += int64(n)
	return n, err
}
