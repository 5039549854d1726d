package study_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"

	"inwork/sim/study"
	"inwork/sim/table"
)

// Draw is a row of the example: a cell of a replicate has one.
type Draw struct {
	Cell  int32 `parquet:"cell" unit:"index" doc:"the cell"`
	Value int64 `parquet:"value" unit:"number" doc:"a function of replicate and cell"`
}

var draws = table.Info{Name: "draws", Doc: "one draw of one cell", Sort: []string{"cell"}}

// drawChunk does one chunk of the example.
func drawChunk(s *study.Study, c study.Chunk) error {
	w, err := table.Create[Draw](s.Path(c, "draws", "control"), draws, nil)
	if err != nil {
		return err
	}
	defer w.Abort() // does nothing after Close
	for cell := c.First; cell < c.Last; cell++ {
		if err := w.Write([]Draw{{Cell: int32(cell), Value: int64(10*c.Replicate + cell)}}); err != nil {
			return err
		}
	}
	file, err := w.Close()
	if err != nil {
		return err
	}
	return s.Done(c, []table.File{file}, study.Run{})
}

// A study of three cells and two replicates in two shards, the first of which runs
// here twice and the second when the first is through.
func Example() {
	dir, err := os.MkdirTemp("", "study")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	s, err := study.Open(dir, study.Plan{
		Model:     "1",
		Canonical: json.RawMessage(`{"seed": 7}`),
		Chunks:    study.Chunks(1, 2, study.Blocks([]int{600, 300, 200}, 900)),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, shard := range []int{0, 0, 1} {
		remaining, err := s.Remaining(context.Background(), shard, 2)
		if err != nil {
			log.Fatal(err)
		}
		for _, c := range remaining {
			fmt.Printf("shard %d: %v, cells %d to %d\n", shard, c, c.First, c.Last-1)
			if err := drawChunk(s, c); err != nil {
				log.Fatal(err)
			}
		}
		manifest, err := s.Merge(context.Background())
		var incomplete *study.Incomplete
		if errors.As(err, &incomplete) {
			fmt.Println(incomplete.Problems[0])
			continue
		}
		fmt.Println("whole:", manifest.Rows["draws"], "rows")
	}
	// Output:
	// shard 0: point 0, replicate 0, block 0, cells 0 to 1
	// shard 0: point 0, replicate 1, block 0, cells 0 to 1
	// chunks/0-0-1.json: missing: point 0, replicate 0, block 1 is not done
	// chunks/0-0-1.json: missing: point 0, replicate 0, block 1 is not done
	// shard 1: point 0, replicate 0, block 1, cells 2 to 2
	// shard 1: point 0, replicate 1, block 1, cells 2 to 2
	// whole: 6 rows
}

// Blocks keeps neighbouring districts together, up to 250,000 participants.
func ExampleBlocks() {
	fmt.Println(study.Blocks([]int{120_000, 90_000, 60_000, 300_000, 10_000}, 250_000))
	// Output: [[0 2] [2 3] [3 4] [4 5]]
}
