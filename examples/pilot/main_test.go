package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The example empties a folder: it must be one that it made.
func TestEmpty(t *testing.T) {
	write := func(path string) string {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte("x"), 0o644))
		return path
	}
	t.Run("OK", func(t *testing.T) {
		dir := t.TempDir()
		assert.NoError(t, empty(filepath.Join(dir, "none")))
		require.NoError(t, os.Mkdir(filepath.Join(dir, "new"), 0o755))
		assert.NoError(t, empty(filepath.Join(dir, "new")))

		plan := write(filepath.Join(dir, "study", "plan.json"))
		table := write(filepath.Join(dir, "study", "tables", "months", "part-0.parquet"))
		assert.NoError(t, empty(filepath.Dir(plan)))
		assert.NoFileExists(t, table)
		assert.DirExists(t, dir)
	})
	t.Run("ErrNotAStudy", func(t *testing.T) {
		thesis := write(filepath.Join(t.TempDir(), "pilot", "thesis.tex"))
		assert.ErrorContains(t, empty(filepath.Dir(thesis)), "holds something else than a study")
		assert.FileExists(t, thesis)
		assert.Error(t, empty(thesis), "a file is no folder")
		assert.FileExists(t, thesis)
	})
}
