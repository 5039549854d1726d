package table

import (
	"strings"

	"github.com/parquet-go/parquet-go"
)

// locate finds the fields' columns in a file and checks their types.
func locate(path string, content *parquet.File, fields []field) ([]int, error) {
	indexes := make([]int, len(fields))
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
	logical := ""
	if l := t.LogicalType(); l != nil {
		logical = l.String()
	}
	switch kind := t.Kind(); {
	case kind == parquet.Int32 && logical == "DATE":
		return kindDate.String()
	case kind == parquet.Int32 && (logical == "" || logical == "INT(32,true)"):
		return kindInt32.String()
	case kind == parquet.Int64 && (logical == "" || logical == "INT(64,true)"):
		return kindInt64.String()
	case kind == parquet.Double && logical == "":
		return kindFloat64.String()
	case kind == parquet.Boolean:
		return kindBool.String()
	case kind == parquet.ByteArray && logical == "STRING":
		return kindString.String()
	case logical != "":
		return logical
	default:
		return strings.ToLower(kind.String())
	}
}
