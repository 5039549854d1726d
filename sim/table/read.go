package table

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// readBatch is how many rows are given at once: enough to make the cost of a batch
// vanish, few enough to stay in cache.
const readBatch = 4_096

// Read gives the rows of files in batches, in the order of the files and of the
// rows in them. The pattern is a file, a folder (all .parquet files in it and
// below) or a glob (path/filepath.Match) of either. Columns picks what is read,
// none means all; the fields of other columns stay zero, and reading fewer costs
// less.
//
// A batch is overwritten by the next one: copy the rows that are to be kept.
// Strings and what optional fields point at are never overwritten.
//
// Each file must hold every column that is read, with the type that its field has
// and null allowed where it is a pointer; columns that Row does not have are left
// alone. Otherwise, as when no file is found or one is damaged, the last pair holds
// an error that names file and column.
func Read[Row any](pattern string, columns ...string) iter.Seq2[[]Row, error] {
	parts := ReadParts[Row](pattern, columns...)
	return func(yield func([]Row, error) bool) {
		for part, err := range parts {
			if !yield(part.Rows, err) {
				return
			}
		}
	}
}

// ReadParts reads as [Read] does and says with each batch which file and partition
// it belongs to. Files come in the order of their paths, folder by folder, numbers
// by size: replicate=2 before replicate=10.
func ReadParts[Row any](pattern string, columns ...string) iter.Seq2[Part[Row], error] {
	l := layoutOf(reflect.TypeFor[Row]())
	fields := l.fields
	if len(columns) > 0 {
		fields = l.choose(columns, "read")
	}
	return func(yield func(Part[Row], error) bool) {
		files, err := find(pattern)
		if err != nil {
			yield(Part[Row]{}, err)
			return
		}
		rows := make([]Row, readBatch)
		for _, path := range files {
			goOn, err := readFile(path, fields, rows, yield)
			if err != nil {
				yield(Part[Row]{Path: path, Keys: keysOf(path)}, err)
				return
			}
			if !goOn {
				return
			}
		}
	}
}

// readFile gives one file's rows; goOn is what the last yield said.
func readFile[Row any](path string, fields []field, rows []Row, yield func(Part[Row], error) bool) (goOn bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	content, err := open(file)
	if err != nil {
		return false, fmt.Errorf("%s: %w", path, err)
	}
	indexes, err := locate(path, content, fields)
	if err != nil {
		return false, err
	}
	if err := checkPages(file, content, indexes); err != nil {
		return false, fmt.Errorf("%s: %w", path, err)
	}
	part := Part[Row]{Path: path, Keys: keysOf(path)}
	for _, group := range content.RowGroups() {
		goOn, err := readGroup(group, fields, indexes, rows, &part, yield)
		if err != nil || !goOn {
			return false, err
		}
	}
	return true, nil
}

// open reads the footer. The decoder panics on some damaged files; to the caller
// a file is never a reason to panic.
func open(file *os.File) (content *parquet.File, err error) {
	defer recoverDamage(&err)
	status, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := checkTail(file, status.Size()); err != nil {
		return nil, err
	}
	return parquet.OpenFile(file, status.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
}

// checkTail compares the end of a file, which says how long its footer is, with the
// file's size: the decoder takes the length at its word, up to 4 GB.
func checkTail(file io.ReaderAt, size int64) error {
	const magic = "PAR1"
	var tail [8]byte
	if size < int64(len(magic)+len(tail)) {
		return fmt.Errorf("damaged: found %d bytes, expected a Parquet file: %w", size, io.ErrUnexpectedEOF)
	}
	if _, err := file.ReadAt(tail[:], size-int64(len(tail))); err != nil {
		return err
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	switch found := string(tail[4:]); {
	case found != magic:
		return fmt.Errorf("damaged: found %q at the end, expected %q", found, magic)
	case length > size-int64(len(magic)+len(tail)):
		return fmt.Errorf("damaged: found a footer of %d bytes, expected at most those of the file", length)
	}
	return nil
}

func readGroup[Row any](group parquet.RowGroup, fields []field, indexes []int, rows []Row, part *Part[Row], yield func(Part[Row], error) bool) (goOn bool, err error) {
	chunks := group.ColumnChunks()
	columns := make([]column[Row], len(fields))
	for i, f := range fields {
		columns[i] = newColumn[Row](f, chunks[indexes[i]].Pages())
		defer columns[i].close()
	}
	for left := int(group.NumRows()); left > 0; {
		batch := rows[:min(left, len(rows))]
		clear(batch)
		for i, column := range columns {
			if err := column.fill(batch); err != nil {
				return false, fmt.Errorf("%s: column %s: %w", part.Path, fields[i].Name, err)
			}
		}
		part.Rows = batch
		if !yield(*part, nil) {
			return false, nil
		}
		part.First += int64(len(batch))
		left -= len(batch)
	}
	return true, nil
}

// recoverDamage turns a panic of the decoder into an error.
func recoverDamage(err *error) {
	if problem := recover(); problem != nil {
		*err = fmt.Errorf("damaged: %v", problem)
	}
}

// errShort is a column with fewer values than its row group has rows.
var errShort = fmt.Errorf("damaged: fewer values than rows: %w", io.ErrUnexpectedEOF)

// Metadata returns what Create was told to keep in a file, and what it added: schema,
// units and sources.
func Metadata(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := open(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	kept := map[string]string{}
	for _, entry := range content.Metadata().KeyValueMetadata {
		kept[entry.Key] = entry.Value
	}
	return kept, nil
}
