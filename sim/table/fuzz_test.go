package table_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

// maybe is a row of every type of column, with and without nulls.
type maybe struct {
	District int32    `parquet:"district" unit:"u" doc:"d"`
	Claimant int64    `parquet:"claimant" unit:"u" doc:"d"`
	Day      day      `parquet:"day,date" unit:"u" doc:"d"`
	Arm      string   `parquet:"arm,dict" unit:"u" doc:"d"`
	Note     *string  `parquet:"note,optional" unit:"u" doc:"d"`
	Hours    *float64 `parquet:"hours,optional" unit:"u" doc:"d"`
	On       bool     `parquet:"on" unit:"u" doc:"d"`
	Pay      *pence   `parquet:"pay,optional" unit:"u" doc:"d"`
}

// Whatever a file holds, reading it gives rows or an error: a study's folder is shared, copied and cut off, and no
// file of it may end the program. Each way of reading is tried.
func FuzzRead(f *testing.F) {
	seed := func(n int) []byte {
		var rows []maybe
		for i := range n {
			m := maybe{District: int32(i), Claimant: int64(i), Day: day(i), Arm: "frequent", On: i%2 == 0}
			if i%3 > 0 {
				note, hours, pay := "Größe", float64(i)/3, pence(i)
				m.Note, m.Hours, m.Pay = &note, &hours, &pay
			}
			rows = append(rows, m)
		}
		path := filepath.Join(f.TempDir(), "part-0.parquet")
		write(f, path, table.Info{Name: "maybe", Doc: "d", Sort: []string{"district"}}, rows, whole)
		data, err := os.ReadFile(path)
		require.NoError(f, err)
		return data
	}
	for _, n := range []int{0, 1, 40} {
		data := seed(n)
		f.Add(data)
		f.Add(data[:len(data)/2])
		f.Add(data[:len(data)-1])
		for at := 3; at < len(data); at += 1 + len(data)/20 {
			flipped := append([]byte{}, data...)
			flipped[at] ^= 0x11
			f.Add(flipped)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "part-0.parquet")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		for _, columns := range [][]string{nil, {"pay", "arm"}} {
			rows := 0
			for batch, err := range table.Read[maybe](path, columns...) {
				if err != nil {
					break
				}
				if rows += len(batch); rows > 1e6 {
					break // a footer may claim any number of rows of a page that repeats one value
				}
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		_, _ = table.WriteCSV(ctx, &atMost{left: 1 << 20}, path)
	})
}

// atMost takes so many bytes.
type atMost struct{ left int }

// Write takes what there is room for.
func (w *atMost) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}
