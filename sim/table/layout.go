package table

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// A kind is how a column is stored.
type kind uint8

const (
	kindInt32 kind = iota
	kindInt64
	kindFloat64
	kindBool
	kindString
	kindDate // an int32
)

var kindNames = [...]string{"int32", "int64", "float64", "bool", "string", "date"}

func (k kind) String() string { return kindNames[k] }

// A field is a column and where a row keeps its value.
type field struct {
	Column
	slot
}

// A layout is a row struct as this package sees it: worked out once a file, so
// that no row is looked at by reflection.
type layout struct {
	fields []field
}

func layoutOf(row reflect.Type) layout {
	if row.Kind() != reflect.Struct {
		panic(fmt.Sprintf("table: a row must be a struct, not %v", row))
	}
	if row.NumField() == 0 {
		panic(fmt.Sprintf("table: %v has no columns", row))
	}
	var l layout
	for i := range row.NumField() {
		f, problem := fieldOf(row.Field(i))
		if problem == "" && l.index(f.Name) >= 0 {
			problem = fmt.Sprintf("column %s stands twice", f.Name)
		}
		if problem != "" {
			panic(fmt.Sprintf("table: %v.%s: %s", row, row.Field(i).Name, problem))
		}
		l.fields = append(l.fields, f)
	}
	return l
}

// index returns the place of a column, -1 when there is none of that name.
func (l layout) index(column string) int {
	return slices.IndexFunc(l.fields, func(f field) bool { return f.Name == column })
}

// choose returns the fields of the named columns, in that order.
func (l layout) choose(columns []string, use string) []field {
	chosen := make([]field, len(columns))
	for i, name := range columns {
		at := l.index(name)
		if at < 0 {
			panic(fmt.Sprintf("table: %s column %q is not in the row", use, name))
		}
		chosen[i] = l.fields[at]
	}
	return chosen
}

var columnName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// fieldOf reads a struct field's tags and type; problem says what is wrong with them.
func fieldOf(sf reflect.StructField) (f field, problem string) {
	name, options, _ := strings.Cut(sf.Tag.Get("parquet"), ",")
	f = field{
		Column: Column{Name: name, Unit: sf.Tag.Get("unit"), Doc: sf.Tag.Get("doc")},
		slot:   slot{offset: sf.Offset},
	}
	switch {
	case !sf.IsExported() || sf.Anonymous:
		return f, "a row has exported fields only, none embedded"
	case !columnName.MatchString(name):
		return f, fmt.Sprintf("parquet tag: found column name %q, expected lower-case words joined by _", name)
	case f.Unit == "":
		return f, "no unit tag"
	case f.Doc == "":
		return f, "no doc tag"
	}
	stored := sf.Type
	if stored.Kind() == reflect.Pointer {
		f.Optional, f.optional = true, true
		stored = stored.Elem()
	}
	var known bool
	if f.kind, known = kindOf(stored.Kind()); !known {
		return f, fmt.Sprintf("found type %v, expected int32, int64, float64, bool, string or a pointer to one", sf.Type)
	}
	problem = f.apply(options)
	f.Type = f.kind.String()
	return f, problem
}

func kindOf(k reflect.Kind) (kind, bool) {
	switch k {
	case reflect.Int32:
		return kindInt32, true
	case reflect.Int64:
		return kindInt64, true
	case reflect.Float64:
		return kindFloat64, true
	case reflect.Bool:
		return kindBool, true
	case reflect.String:
		return kindString, true
	}
	return 0, false
}

// apply checks the options of a parquet tag against the field's type.
func (f *field) apply(options string) (problem string) {
	optional := false
	for option := range strings.SplitSeq(options, ",") {
		switch {
		case option == "":
		case option == "optional" && f.Optional:
			optional = true
		case option == "date" && f.kind == kindInt32:
			f.kind = kindDate
		case option == "dict" && f.kind == kindString:
		default:
			return fmt.Sprintf("parquet tag: found %q, expected optional on a pointer, date on an int32, dict on a string", option)
		}
	}
	if optional != f.Optional {
		return "a pointer needs optional in its parquet tag"
	}
	return ""
}
