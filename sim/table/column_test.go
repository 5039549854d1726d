package table_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim/table"
)

func TestColumns(t *testing.T) {
	assert.Equal(t, []table.Column{
		{Name: "person", Type: "int64", Unit: "id", Doc: "the person"},
		{Name: "day", Type: "date", Unit: "date", Doc: "day of the visit"},
		{Name: "place", Type: "string", Unit: "category", Doc: "office or home"},
		{Name: "fare_pence", Type: "int64", Unit: "pence", Doc: "bus fare; null on foot", Optional: true},
	}, table.Columns[Visit]())
}

func panicOf(f func()) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	f()
	return ""
}

// A row type that cannot be documented, or that some reader would misread, never
// gets as far as a file.
func TestColumns_misuse(t *testing.T) {
	cases := []struct {
		columns func()
		says    string
	}{
		{func() { table.Columns[int]() }, "a row must be a struct"},
		{func() { table.Columns[struct{}]() }, "no columns"},
		{func() {
			table.Columns[struct {
				A int32 `parquet:"a" doc:"d"`
			}]()
		}, ".A: no unit tag"},
		{func() {
			table.Columns[struct {
				A int32 `parquet:"a" unit:"u"`
			}]()
		}, ".A: no doc tag"},
		{func() {
			table.Columns[struct {
				A int32 `unit:"u" doc:"d"`
			}]()
		}, `found column name ""`},
		{func() {
			table.Columns[struct {
				A int32 `parquet:"A-b" unit:"u" doc:"d"`
			}]()
		}, `found column name "A-b"`},
		{func() {
			table.Columns[struct {
				A int32 `parquet:"a" unit:"u" doc:"d"`
				B int32 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, ".B: column a stands twice"},
		{func() {
			table.Columns[struct {
				a int32 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "exported fields only"},
		{func() { table.Columns[struct{ Visit }]() }, "exported fields only"},
		{func() {
			table.Columns[struct {
				A []int32 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "found type []int32"},
		{func() {
			table.Columns[struct {
				A uint64 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "found type uint64"},
		{func() {
			table.Columns[struct {
				A int `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "found type int,"},
		{func() {
			table.Columns[struct {
				A float32 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "found type float32"},
		{func() {
			table.Columns[struct {
				A struct{ B int32 } `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "found type struct"},
		{func() {
			table.Columns[struct {
				A **int32 `parquet:"a,optional" unit:"u" doc:"d"`
			}]()
		}, "found type **int32"},
		{func() {
			table.Columns[struct {
				A *int32 `parquet:"a" unit:"u" doc:"d"`
			}]()
		}, "a pointer needs optional"},
		{func() {
			table.Columns[struct {
				A int32 `parquet:"a,optional" unit:"u" doc:"d"`
			}]()
		}, `found "optional"`},
		{func() {
			table.Columns[struct {
				A int64 `parquet:"a,date" unit:"u" doc:"d"`
			}]()
		}, `found "date"`},
		{func() {
			table.Columns[struct {
				A int64 `parquet:"a,dict" unit:"u" doc:"d"`
			}]()
		}, `found "dict"`},
		{func() {
			table.Columns[struct {
				A string `parquet:"a,enum" unit:"u" doc:"d"`
			}]()
		}, `found "enum"`},
	}
	for _, c := range cases {
		message := panicOf(c.columns)
		assert.Contains(t, message, "table: ")
		assert.Contains(t, message, c.says)
	}
}
