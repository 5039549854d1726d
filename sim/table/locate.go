package table

import (
	"strings"

	"github.com/parquet-go/parquet-go"
)

// locate finds the fields' columns in a file and checks their types. The decoder
// panics when it is asked what is stored in some columns of damaged schemas.
func locate(path string, content *parquet.File, fields []field) (indexes []int, err error) {
	defer recoverDamage(&err)
	indexes = make([]int, len(fields))
	for i, f := range fields {
		found := "no such column"
		leaf, here := content.Schema().Lookup(f.Name)
		if here {
			found = describe(leaf.Node)
		}
		if expected := f.describe(); found != expected {
			return nil, &Error{File: path, Row: -1, Column: f.Name, Found: found, Expected: expected}
		}
		indexes[i] = leaf.ColumnIndex
	}
	return indexes, nil
}

func (f field) describe() string {
	if f.optional {
		return "optional " + f.Type
	}
	return f.Type
}

// describe says in this package's words what a file's column is.
func describe(node parquet.Node) string {
	text := storage(node.Type())
	switch {
	case node.Repeated():
		return "repeated " + text
	case node.Optional():
		return "optional " + text
	}
	return text
}

func storage(t parquet.Type) string {
	if k, ours := kindStored(t); ours {
		return k.String()
	}
	if l := t.LogicalType(); l != nil {
		return l.String()
	}
	return strings.ToLower(t.Kind().String())
}

// kindStored is the kind of a file's column, if it is one of this package's.
func kindStored(t parquet.Type) (k kind, ours bool) {
	logical := ""
	if l := t.LogicalType(); l != nil {
		logical = l.String()
	}
	switch stored := t.Kind(); {
	case stored == parquet.Int32 && logical == "DATE":
		return kindDate, true
	case stored == parquet.Int32 && (logical == "" || logical == "INT(32,true)"):
		return kindInt32, true
	case stored == parquet.Int64 && (logical == "" || logical == "INT(64,true)"):
		return kindInt64, true
	case stored == parquet.Double && logical == "":
		return kindFloat64, true
	case stored == parquet.Boolean:
		return kindBool, true
	case stored == parquet.ByteArray && logical == "STRING":
		return kindString, true
	}
	return 0, false
}
