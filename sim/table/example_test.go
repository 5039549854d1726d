package table_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"inwork/sim/table"
)

// Visit is a row: what a visit cost one person on one day.
type Visit struct {
	Person int64  `parquet:"person" unit:"id" doc:"the person"`
	Day    int32  `parquet:"day,date" unit:"date" doc:"day of the visit"`
	Place  string `parquet:"place,dict" unit:"category" doc:"office or home"`
	Fare   *int64 `parquet:"fare_pence,optional" unit:"pence" doc:"bus fare; null on foot"`
}

var visits = table.Info{Name: "visits", Doc: "one visit of one person", Sort: []string{"person", "day"}}

func Example() {
	folder, err := os.MkdirTemp("", "visits")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	fare := int64(240)
	for replicate := range 2 {
		path := filepath.Join(folder, fmt.Sprintf("replicate=%d", replicate), "part-0.parquet")
		w, err := table.Create[Visit](path, visits, map[string]string{"seed": "7"})
		if err != nil {
			log.Fatal(err)
		}
		defer w.Abort() // does nothing after Close
		rows := []Visit{{1, 16679, "office", &fare}, {1, 16700, "home", nil}, {2, 16679, "office", nil}}
		if err := w.Write(rows[replicate:]); err != nil {
			log.Fatal(err)
		}
		if _, err := w.Close(); err != nil {
			log.Fatal(err)
		}
	}

	for part, err := range table.ReadParts[Visit](folder, "person", "fare_pence") {
		if err != nil {
			log.Fatal(err)
		}
		for _, visit := range part.Rows {
			fmt.Println(part.Key("replicate"), visit.Person, visit.Fare != nil)
		}
	}
	// Output:
	// 0 1 true
	// 0 1 false
	// 0 2 false
	// 1 1 false
	// 1 2 false
}

// The dictionary of a table is known without a file.
func ExampleColumns() {
	for _, c := range table.Columns[Visit]() {
		fmt.Printf("%-10s  %-6s  %-8s  %s\n", c.Name, c.Type, c.Unit, c.Doc)
	}
	// Output:
	// person      int64   id        the person
	// day         date    date      day of the visit
	// place       string  category  office or home
	// fare_pence  int64   pence     bus fare; null on foot
}

// Rows out of the declared order are refused, with the row and column.
func ExampleWriter_Write() {
	folder, err := os.MkdirTemp("", "visits")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	w, err := table.Create[Visit](filepath.Join(folder, "visits.parquet"), visits, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer w.Abort()
	err = w.Write([]Visit{{Person: 1, Day: 16700}, {Person: 1, Day: 16679}})
	if wrong, ok := err.(*table.Error); ok {
		fmt.Printf("row %d, column %s: found %s, expected %s\n", wrong.Row, wrong.Column, wrong.Found, wrong.Expected)
	}
	// Output:
	// row 1, column day: found 16679, expected at least 16700, as rows are sorted by person, day
}

// A table for a program that reads no Parquet: no Go type of its rows is needed.
func ExampleWriteCSV() {
	folder, err := os.MkdirTemp("", "visits")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	fare := int64(240)
	for replicate := range 2 {
		path := filepath.Join(folder, fmt.Sprintf("replicate=%d", replicate), "part-0.parquet")
		w, err := table.Create[Visit](path, visits, nil)
		if err != nil {
			log.Fatal(err)
		}
		defer w.Abort()
		if err := w.Write([]Visit{{1, 16679, "office", &fare}, {2, 16700, "home", nil}}); err != nil {
			log.Fatal(err)
		}
		if _, err := w.Close(); err != nil {
			log.Fatal(err)
		}
	}

	if _, err := table.WriteCSV(context.Background(), os.Stdout, folder, "person", "day", "fare_pence"); err != nil {
		log.Fatal(err)
	}
	// Output:
	// replicate,person,day,fare_pence
	// 0,1,2015-09-01,240
	// 0,2,2015-09-22,
	// 1,1,2015-09-01,240
	// 1,2,2015-09-22,
}
