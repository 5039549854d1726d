package table

import "reflect"

// Column is a line of a table's dictionary.
type Column struct {
	Name     string // column name
	Type     string // int32, int64, float64, bool, string or date
	Unit     string // what is counted or measured
	Doc      string // what the column means
	Optional bool   // may be null
}

// Columns returns the dictionary of a table whose rows are of type Row, in the
// order of the struct's fields.
//
// It panics, as every function of this package that is given such a type, when
// Row is not a struct whose fields all carry the tags that the package comment
// describes, or has a field of another type.
func Columns[Row any]() []Column {
	layout := layoutOf(reflect.TypeFor[Row]())
	columns := make([]Column, len(layout.fields))
	for i, f := range layout.fields {
		columns[i] = f.Column
	}
	return columns
}
