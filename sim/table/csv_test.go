package table_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/table"
)

func asCSV(t require.TestingT, pattern string, columns ...string) string {
	var text bytes.Buffer
	_, err := table.WriteCSV(context.Background(), &text, pattern, columns...)
	require.NoError(t, err)
	return text.String()
}

// Each type as text, at its limits: this is what an R user's script depends on.
func TestWriteCSV(t *testing.T) {
	type row struct {
		Day   int32    `parquet:"day,date" unit:"u" doc:"d"`
		Int   int32    `parquet:"int" unit:"u" doc:"d"`
		Long  int64    `parquet:"long" unit:"u" doc:"d"`
		Ratio float64  `parquet:"ratio" unit:"u" doc:"d"`
		Yes   bool     `parquet:"yes" unit:"u" doc:"d"`
		Text  string   `parquet:"text" unit:"u" doc:"d"`
		Maybe *string  `parquet:"maybe,optional" unit:"u" doc:"d"`
		Some  *float64 `parquet:"some,optional" unit:"u" doc:"d"`
	}
	empty, tenth := "", 0.1
	path := filepath.Join(t.TempDir(), "world=everyone-frequent", "replicate=10", "part-0.parquet")
	write(t, path, table.Info{Name: "t", Doc: "d"}, []row{
		{0, 0, 0, 0, false, "", nil, nil},
		{16679, math.MinInt32, math.MaxInt64, 1e21, true, `so "she" said`, &empty, &tenth},
		{-1, math.MaxInt32, math.MinInt64, math.Copysign(0, -1), true, "Größe ☕, large", nil, nil},
		{-719_528, -1, 1, 1e20, true, "two\nlines", nil, nil},
		{2_932_896, -1, 1, 1e-6, true, "carriage\rreturn", nil, nil},
		{0, -1, 1, 9.9e-7, true, " leading space", nil, nil},
		{0, -1, 1, math.MaxFloat64, true, "inner space, and comma", nil, nil},
		{0, -1, 1, 5e-324, true, "'", nil, nil},
	}, whole)
	const name = "everyone-frequent,10,"
	lines := []string{
		"world,replicate,day,int,long,ratio,yes,text,maybe,some",
		name + `1970-01-01,0,0,0,false,"",,`,
		name + `2015-09-01,-2147483648,9223372036854775807,1e+21,true,"so ""she"" said","",0.1`,
		name + `1969-12-31,2147483647,-9223372036854775808,-0,true,"Größe ☕, large",,`,
		name + "0000-01-01,-1,1,100000000000000000000,true,\"two\nlines\",,",
		name + "9999-12-31,-1,1,0.000001,true,\"carriage\rreturn\",,",
		name + `1970-01-01,-1,1,9.9e-07,true," leading space",,`,
		name + `1970-01-01,-1,1,1.7976931348623157e+308,true,"inner space, and comma",,`,
		name + `1970-01-01,-1,1,5e-324,true,',,`,
	}
	assert.Equal(t, strings.Join(lines, "\n")+"\n", asCSV(t, path))
	// The columns asked for, in that order.
	assert.Equal(t, "world,replicate,yes,day\neveryone-frequent,10,false,1970-01-01\n",
		strings.Join(strings.SplitAfter(asCSV(t, path, "yes", "day"), "\n")[:2], ""))
}

// What stands in the text is what Read gives, value by value, whatever is in the
// rows: the text is taken apart by the standard library, which did not write it.
func TestWriteCSV_agreesWithRead(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(drawEvery), 0, 30).Draw(t, "rows")
		slices.SortStableFunc(rows, compareEvery)
		path := filepath.Join(folder, "part-0.parquet")
		write(t, path, everyInfo, rows, whole)

		var text bytes.Buffer
		n, err := table.WriteCSV(context.Background(), &text, path)
		require.NoError(t, err)
		assert.Equal(t, int64(len(rows)), n)
		lines, err := csv.NewReader(&text).ReadAll()
		require.NoError(t, err)
		require.Len(t, lines, 1+len(rows))
		for i, row := range collect[every](t, path) {
			for c, column := range table.Columns[every]() {
				require.Equal(t, column.Name, lines[0][c])
				value := reflect.ValueOf(row).Field(c)
				require.Equal(t, asText(column, value), readAs(t, column, lines[1+i][c]), column.Name)
			}
		}
	})
}

// asText formats a value by reflection and the standard library, not as the package does.
func asText(column table.Column, value reflect.Value) string {
	if column.Optional {
		if value.IsNil() {
			return ""
		}
		value = value.Elem()
	}
	switch column.Type {
	case "date":
		return time.Date(1970, 1, 1+int(value.Int()), 0, 0, 0, 0, time.UTC).Format("2006-01-02")
	case "float64":
		return strconv.FormatFloat(value.Float(), 'x', -1, 64)
	default:
		// The standard library's reader makes \r\n within quotes \n.
		return strings.ReplaceAll(fmt.Sprintf("%v", value), "\r\n", "\n")
	}
}

// readAs brings a cell to the form of asText.
func readAs(t require.TestingT, column table.Column, cell string) string {
	if column.Type != "float64" || cell == "" {
		return cell
	}
	v, err := strconv.ParseFloat(cell, 64)
	require.NoError(t, err)
	return strconv.FormatFloat(v, 'x', -1, 64)
}

// Files, row groups and pages follow each other, and rows are counted.
func TestWriteCSV_manyFiles(t *testing.T) {
	folder := t.TempDir()
	rows := someEvents(140_000)
	write(t, filepath.Join(folder, "replicate=2", "part-0.parquet"), events, rows, whole)
	write(t, filepath.Join(folder, "replicate=10", "part-0.parquet"), events, []event{}, whole)
	write(t, filepath.Join(folder, "replicate=10", "part-1.parquet"), events, rows[:1], whole)
	var text bytes.Buffer
	n, err := table.WriteCSV(context.Background(), &text, folder, "claimant", "day", "kind")
	require.NoError(t, err)
	assert.Equal(t, int64(140_001), n)
	lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	require.Len(t, lines, 140_002)
	assert.Equal(t, "replicate,claimant,day,kind", lines[0])
	for i, line := range lines[1:] {
		replicate, row := 2, rows[i%140_000]
		if i >= 140_000 {
			replicate = 10
		}
		date := time.Unix(int64(row.Day)*86400, 0).UTC().Format(time.DateOnly)
		require.Equal(t, fmt.Sprintf("%d,%d,%s,%s", replicate, row.Claimant, date, row.Kind), line)
	}
}

// A table of one column may hold nothing but a null, and readers skip empty lines.
func TestWriteCSV_oneColumn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	fare := int64(240)
	write(t, path, visits, []Visit{{}, {Fare: &fare}, {}}, whole)
	assert.Equal(t, "fare_pence\n\"\"\n240\n\"\"\n", asCSV(t, path, "fare_pence"))
	write(t, path, visits, []Visit{}, whole)
	assert.Equal(t, "person,day,place,fare_pence\n", asCSV(t, path), "a table without rows has its names")
}

// Tables that do not belong together are refused, with the file and the column,
// before anything is written.
func TestWriteCSV_refuses(t *testing.T) {
	type visit struct { // Visit with its columns in another order
		Fare   *int64 `parquet:"fare_pence,optional" unit:"u" doc:"d"`
		Place  string `parquet:"place" unit:"u" doc:"d"`
		Person int64  `parquet:"person" unit:"u" doc:"d"`
		Day    int32  `parquet:"day,date" unit:"u" doc:"d"`
	}
	type narrow struct {
		Person int64 `parquet:"person" unit:"u" doc:"d"`
		Day    int32 `parquet:"day,date" unit:"u" doc:"d"`
	}
	type other struct {
		Person int64  `parquet:"person" unit:"u" doc:"d"`
		Day    int32  `parquet:"day" unit:"u" doc:"d"`
		Place  string `parquet:"place" unit:"u" doc:"d"`
		Fare   *int64 `parquet:"fare_pence,optional" unit:"u" doc:"d"`
	}
	type wide struct {
		Visit int64 `parquet:"replicate" unit:"u" doc:"d"`
	}
	root := t.TempDir()
	at := func(name string) string { return filepath.Join(root, name, "part-0.parquet") }
	none := table.Info{Name: "t", Doc: "d"}
	write(t, at("same/point=0/a"), visits, []Visit{{Person: 1}}, whole)
	write(t, at("same/point=0/b"), none, []visit{{Person: 2}}, whole)
	write(t, at("less/point=0/a"), visits, []Visit{{}}, whole)
	write(t, at("less/point=0/b"), none, []narrow{{}}, whole)
	write(t, at("more/point=0/a"), none, []narrow{{}}, whole)
	write(t, at("more/point=0/b"), visits, []Visit{{}}, whole)
	write(t, at("type/point=0/a"), visits, []Visit{{}}, whole)
	write(t, at("type/point=0/b"), none, []other{{}}, whole)
	write(t, at("keys/a"), visits, []Visit{{}}, whole)
	write(t, at("keys/point=1"), visits, []Visit{{}}, whole)
	write(t, at("both/replicate=1"), none, []wide{{}}, whole)
	foreign := at("foreign")
	require.NoError(t, os.MkdirAll(filepath.Dir(foreign), 0o777))
	require.NoError(t, parquet.WriteFile(foreign, []struct {
		Person int64     `parquet:"person"`
		List   []int32   `parquet:"list"`
		Seen   time.Time `parquet:"seen"`
		Inner  struct {
			A int32 `parquet:"a"`
		} `parquet:"inner"`
	}{{}}))

	assert.Equal(t, "point,person,day,place,fare_pence\n0,1,1970-01-01,\"\",\n0,2,1970-01-01,\"\",\n",
		asCSV(t, filepath.Join(root, "same")), "columns are known by name, not by place")
	assert.Equal(t, "point,day\n0,1970-01-01\n0,1970-01-01\n", asCSV(t, filepath.Join(root, "less"), "day"), "only what is written must fit")

	const types = "int32, int64, float64, bool, string, date"
	for _, c := range []struct {
		folder  string
		columns []string
		wrong   table.Error
	}{
		{"same", []string{"day", "dya"}, table.Error{File: at("same/point=0/a"), Column: "dya", Found: "no such column", Expected: "one of person, day, place, fare_pence"}},
		{"same", []string{"day", "person", "day"}, table.Error{File: at("same/point=0/a"), Column: "day", Found: "the name twice", Expected: "each column once"}},
		{"same", []string{"point"}, table.Error{File: at("same/point=0/a"), Column: "point", Found: "a partition key of the path", Expected: "a column with a name of its own; keys are written in any case"}},
		{"both", nil, table.Error{File: at("both/replicate=1"), Column: "replicate", Found: "a partition key of the path", Expected: "a column with a name of its own; keys are written in any case"}},
		{"less", nil, table.Error{File: at("less/point=0/b"), Column: "place", Found: "no such column", Expected: "string, as in " + at("less/point=0/a")}},
		{"less", []string{"place"}, table.Error{File: at("less/point=0/b"), Column: "place", Found: "no such column", Expected: "one of person, day"}},
		{"more", nil, table.Error{File: at("more/point=0/b"), Column: "place", Found: "string", Expected: "no such column, as in " + at("more/point=0/a")}},
		{"type", nil, table.Error{File: at("type/point=0/b"), Column: "day", Found: "int32", Expected: "date, as in " + at("type/point=0/a")}},
		{"keys", nil, table.Error{File: at("keys/point=1"), Found: `partition keys ["point"]`, Expected: `partition keys [], as in ` + at("keys/a")}},
		{"foreign", nil, table.Error{File: foreign, Column: "list", Found: "repeated int32", Expected: types}},
		{"foreign", []string{"seen"}, table.Error{File: foreign, Column: "seen", Found: "TIMESTAMP(isAdjustedToUTC=true,unit=NANOS)", Expected: types}},
		{"foreign", []string{"inner"}, table.Error{File: foreign, Column: "inner", Found: "columns within a column", Expected: types}},
	} {
		var text bytes.Buffer
		_, err := table.WriteCSV(context.Background(), &text, filepath.Join(root, c.folder), c.columns...)
		c.wrong.Row = -1
		var wrong *table.Error
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, c.wrong, *wrong)
		assert.Empty(t, text.String(), "half a table")
	}

	_, err := table.WriteCSV(context.Background(), io.Discard, filepath.Join(root, "none"))
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// A pipe that takes some bytes and then no more.
type brokenPipe struct {
	left  int
	lines int64
}

var errPipe = errors.New("broken pipe")

func (p *brokenPipe) Write(b []byte) (int, error) {
	if p.left -= len(b); p.left < 0 {
		return 0, errPipe
	}
	p.lines += int64(bytes.Count(b, []byte("\n")))
	return len(b), nil
}

// `| head` closes the pipe: the command must see that error, and stop at once.
func TestWriteCSV_brokenPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, events, someEvents(50_000), whole)
	for _, room := range []int{0, 200_000} {
		pipe := &brokenPipe{left: room}
		rows, err := table.WriteCSV(context.Background(), pipe, path)
		assert.Equal(t, errPipe, err, "as it is")
		assert.Equal(t, max(0, pipe.lines-1), rows, "rows that were taken, without the line of names")
		assert.Less(t, rows, int64(50_000))
	}
}

// A stopped command writes no more, whether it stops at the start or on the way.
func TestWriteCSV_context(t *testing.T) {
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, events, someEvents(50_000), whole)
	ctx, stop := context.WithCancel(context.Background())
	calls := 0
	counted := writerFunc(func(b []byte) (int, error) {
		if calls++; calls == 2 {
			stop()
		}
		return len(b), nil
	})
	rows, err := table.WriteCSV(ctx, counted, path)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 2, calls)
	assert.Greater(t, rows, int64(0))

	_, err = table.WriteCSV(ctx, counted, path)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 2, calls)
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// A large table passes through in the memory of a small one.
func TestWriteCSV_memory(t *testing.T) {
	folder := t.TempDir()
	allocated := func(n int) uint64 {
		path := filepath.Join(folder, "part-0.parquet")
		write(t, path, months, someMonths(n), whole)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := table.WriteCSV(context.Background(), io.Discard, path)
		require.NoError(t, err)
		runtime.ReadMemStats(&after)
		return after.Mallocs - before.Mallocs
	}
	allocated(1_000) // fills the pools below
	assert.Less(t, allocated(131_000), allocated(1_000)+13_000, "allocations: fewer than one in ten rows more")
}
