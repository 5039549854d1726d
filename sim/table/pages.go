package table

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// checkPages compares what the pages of some columns claim of themselves with what there
// is: the decoder makes room for any size and any number of values that a header names,
// gigabytes for five damaged bytes.
func checkPages(file io.ReaderAt, content *parquet.File, indexes []int) (err error) {
	defer recoverDamage(&err)
	for _, group := range content.Metadata().RowGroups {
		for _, i := range indexes {
			column := &group.Columns[i].MetaData
			if err := checkChunk(file, content.Size(), column); err != nil {
				return fmt.Errorf("column %s: damaged: %w", column.PathInSchema[len(column.PathInSchema)-1], err)
			}
		}
	}
	return nil
}

// checkChunk goes from header to header through the pages of one column.
func checkChunk(file io.ReaderAt, size int64, column *format.ColumnMetaData) error {
	if column.Codec == format.Lz4Raw { // the decoder goes on for ever with some damaged ones
		return fmt.Errorf("found pages packed by %v, expected zstd, snappy, gzip, brotli or none", column.Codec)
	}
	at := column.DataPageOffset
	if first := column.DictionaryPageOffset; first > 0 && first < at {
		at = first
	}
	end := at + column.TotalCompressedSize
	if at < 0 || end < at || end > size {
		return fmt.Errorf("found pages from byte %d to %d, expected them within %d", at, end, size)
	}
	for at < end {
		header, length, err := readHeader(file, at, end)
		if err != nil {
			return err
		}
		at += length
		if err := checkHeader(header, end-at); err != nil {
			return err
		}
		at += int64(header.CompressedPageSize)
	}
	return nil
}

// readHeader reads the header of a page that begins at a byte. Most take less than a few
// thousand bytes; those that keep long texts as smallest and largest may take more.
func readHeader(file io.ReaderAt, at, end int64) (header format.PageHeader, length int64, err error) {
	var compact thrift.CompactProtocol
	for _, most := range []int64{4 << 10, 16 << 20} {
		buffer := make([]byte, min(most, end-at))
		if _, err = file.ReadAt(buffer, at); err != nil {
			return header, 0, err
		}
		r := compact.NewReaderFromBytes(buffer)
		header = format.PageHeader{}
		if err = thrift.NewDecoder(r).Decode(&header); err == nil {
			return header, int64(r.BytesRead()), nil
		}
		if int64(len(buffer)) == end-at {
			break
		}
	}
	return header, 0, fmt.Errorf("page header: %w", err)
}

// mostPage bounds a page in bytes once unpacked, and its values: pages are made to be a
// megabyte or so.
const mostPage = 1 << 28

// checkHeader takes a header and the bytes left for the page.
func checkHeader(h format.PageHeader, left int64) error {
	values := h.DataPageHeader.V.NumValues
	most := int32(mostPage)
	switch {
	case h.DataPageHeaderV2.Valid:
		values = h.DataPageHeaderV2.V.NumValues
	case h.DictionaryPageHeader.Valid: // each value takes a byte at least
		values, most = h.DictionaryPageHeader.V.NumValues, h.UncompressedPageSize
	}
	switch {
	case h.CompressedPageSize < 0 || int64(h.CompressedPageSize) > left:
		return fmt.Errorf("found a page of %d bytes, expected at most %d", h.CompressedPageSize, left)
	case h.UncompressedPageSize < 0 || h.UncompressedPageSize > mostPage:
		return fmt.Errorf("found a page of %d bytes unpacked, expected at most %d", h.UncompressedPageSize, mostPage)
	case values < 0 || values > most:
		return fmt.Errorf("found a page of %d values, expected at most %d", values, most)
	}
	return nil
}
