package table_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

// A caller that is to choose columns must be told what there is, be it of a type that cannot be read.
func TestNames(t *testing.T) {
	type row struct {
		Zeta  int64     `parquet:"zeta"`
		Alpha float32   `parquet:"alpha"` // not one of ours
		List  []float64 `parquet:"list"`
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "world=control", "point=2", "part.parquet")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, parquet.WriteFile(path, []row{{1, 2, nil}}))
	keys, columns, err := table.Names(dir)
	require.NoError(t, err)
	assert.Equal(t, []string{"world", "point"}, keys)
	assert.Equal(t, []string{"zeta", "alpha", "list"}, columns, "in the order of the file")

	_, _, err = table.Names(filepath.Join(dir, "none.parquet"))
	assert.ErrorIs(t, err, fs.ErrNotExist)
	damaged := filepath.Join(dir, "damaged.parquet")
	require.NoError(t, os.WriteFile(damaged, []byte("no table at all"), 0o644))
	_, _, err = table.Names(damaged)
	assert.ErrorContains(t, err, "damaged.parquet: damaged: ")
}
