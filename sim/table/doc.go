// Package table writes rows to Parquet and reads them back. The row type is the
// schema: one struct a table, one field a column, and three tags a field.
//
//	type Pay struct {
//		Person int64   `parquet:"person" unit:"id" doc:"the person"`
//		Day    Day     `parquet:"day,date" unit:"date" doc:"day of payment"`
//		Method string  `parquet:"method,dict" unit:"category" doc:"bank or cash"`
//		Pence  int64   `parquet:"pence" unit:"pence" doc:"amount paid"`
//		Tip    *int64  `parquet:"tip,optional" unit:"pence" doc:"tip; null when unknown"`
//	}
//
// The parquet tag names the column and may add dict (a string with few values),
// date (an int32 of days since 1 January 1970) or optional (a pointer, nil is
// null). The unit and doc tags are required, and stand in each file's metadata.
//
// The steps of a program are:
//
//  1. [Columns] gives the dictionary of a table without writing anything.
//  2. [Create] opens a file under a temporary name beside its place.
//  3. [Writer.Write] takes rows in the table's order. It refuses rows out of
//     order, NaN and infinities, so that the order declared in the file is true
//     and every reader prunes alike.
//  4. [Writer.Close] puts the complete file in its place and returns its digest.
//  5. [Read] and [ReadParts] give rows back in batches.
//  6. [WriteCSV] gives them to programs that read no Parquet.
//
// The bytes of a file are a function of the rows, the [Info] and the metadata:
// they depend neither on how rows were cut into calls of Write, nor on time, nor
// on the build.
//
// The format is kept to what every Parquet reader that we know reads alike: flat
// columns of six types, zstd, data pages of version 1, dictionaries for strings,
// DATE as the only logical type beside STRING.
package table
