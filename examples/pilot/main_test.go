package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
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
		assert.NoFileExists(t, plan)
	})
	t.Run("KeepsTheUsers", func(t *testing.T) {
		dir := t.TempDir()
		for _, name := range []string{"plan.json", "manifest.json", "report.html", "chunks/0-0-0.json", "tables/truth/part-0.parquet", "estimates/estimates.parquet"} {
			write(filepath.Join(dir, name))
		}
		stray := []string{write(filepath.Join(dir, "notes.txt")), write(filepath.Join(dir, "figures", "tables", "one.png"))}
		require.NoError(t, empty(dir))
		for _, path := range stray {
			assert.FileExists(t, path)
		}
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, left, 2, "the strays alone")
	})
	t.Run("ErrNotAStudy", func(t *testing.T) {
		thesis := write(filepath.Join(t.TempDir(), "pilot", "thesis.tex"))
		assert.ErrorContains(t, empty(filepath.Dir(thesis)), "holds something else than a study")
		assert.FileExists(t, thesis)
		assert.Error(t, empty(thesis), "a file is no folder")
		assert.FileExists(t, thesis)
	})
}

func TestCall(t *testing.T) {
	t.Chdir(t.TempDir())
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		args []string
		code int
		want string
	}{
		{"Help", t.Context(), []string{"-h"}, 0, "the default folder starts afresh; a study in another folder goes on"},
		{"ErrArgument", t.Context(), []string{"mine"}, 2, "pilot: found the argument mine, expected none but -out DIR\n"},
		{"ErrArgumentAfterFlag", t.Context(), []string{"-out", "x", "mine"}, 2, "found the argument mine"},
		{"ErrFlag", t.Context(), []string{"-o", "x"}, 2, "flag provided but not defined"},
		{"Interrupted", interrupted, []string{"-out", "mine"}, 130, "pilot: interrupted; run again to go on\n"},
		{"InterruptedAtHome", interrupted, nil, 130, "pilot: interrupted; run again to start afresh"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			assert.Equal(t, c.code, call(c.ctx, c.args, &stdout, &stderr))
			assert.Contains(t, stderr.String(), c.want)
			assert.Empty(t, stdout.String())
		})
	}
}

// Only the default folder starts afresh: whatever another folder holds stays, a study or not.
func TestCall_OtherFoldersKeepAll(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	require.Equal(t, 130, call(ctx, []string{"-out", "mine"}, &out, &out))
	for _, name := range made {
		if name != "plan.json" {
			require.NoError(t, os.RemoveAll(filepath.Join("mine", name)))
			require.NoError(t, os.WriteFile(filepath.Join("mine", name), []byte("x"), 0o644))
		}
	}
	call(ctx, []string{"-out", "mine"}, &out, &out)
	for _, name := range made {
		if name == "manifest.json" { // a proof that was none
			assert.NoFileExists(t, filepath.Join("mine", name))
			continue
		}
		assert.FileExists(t, filepath.Join("mine", name))
	}
}

func TestProgress(t *testing.T) {
	run := func(terminal bool) string {
		var out bytes.Buffer
		now := time.Unix(0, 0)
		p := newProgress(&out)
		p.terminal, p.now = terminal, func() time.Time { return now }
		for done := 1; done <= 37; done++ {
			p.show(pilot.Progress{Done: done, Total: 37})
			now = now.Add(time.Second)
		}
		p.end()
		return out.String()
	}
	assert.Equal(t, "1 of 37 district runs\n21 of 37 district runs\n37 of 37 district runs\n", run(false))
	drawn := run(true)
	assert.Equal(t, 37, strings.Count(drawn, "\r"))
	assert.Equal(t, 1, strings.Count(drawn, "\n"))
	assert.True(t, strings.HasSuffix(drawn, "\r37 of 37 district runs\n"))
}
