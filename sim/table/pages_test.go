package table_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

// A damaged byte must not cost the memory that it claims: wherever the largest number that a header can hold takes the place of one, reading a file of a few
// thousand bytes takes megabytes, as always.
func TestRead_Claims(t *testing.T) {
	var rows []maybe
	note, hours, pay := "Größe", 1.5, pence(3)
	for i := range 40 {
		rows = append(rows, maybe{District: int32(i), Arm: "frequent", Note: &note, Hours: &hours, Pay: &pay})
	}
	path := filepath.Join(t.TempDir(), "part-0.parquet")
	write(t, path, table.Info{Name: "maybe", Doc: "d", Sort: []string{"district"}}, rows, whole)
	sound, err := os.ReadFile(path)
	require.NoError(t, err)
	const largest = "\xfe\xff\xff\xff\x0f" // 2^31-1 as headers are written
	for at := range 700 {                  // the pages; the footer has its own check
		damaged := append(append(append([]byte{}, sound[:at]...), largest...), sound[at+1:]...)
		require.NoError(t, os.WriteFile(path, damaged, 0o600))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n := 0
		for batch, err := range table.Read[maybe](path) {
			if n += len(batch); err != nil || n > 1e6 {
				break
			}
		}
		runtime.ReadMemStats(&after)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(300<<20), "byte %d", at)
	}
}
