package study_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/durable"
	"inwork/sim/study"
	"inwork/sim/table"
)

// replace changes text in a file.
func replace(t *testing.T, path, old, new string) {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(data), old)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(data), old, new, 1)), 0o600))
}

func duplicate(t *testing.T, from, to string) {
	data, err := os.ReadFile(from)
	require.NoError(t, err)
	require.NoError(t, durable.WriteFile(to, data))
}

// Every way in which a study can fail to be whole is found, and named by its kind
// and file.
func TestStudy_Merge_finds(t *testing.T) {
	const file = "tables/outcomes/world=control/point=0/replicate=1/part-1.parquet"
	cases := []struct {
		name   string
		damage func(t *testing.T, dir string)
		kind   study.Kind
		path   string
		detail string
	}{
		{"chunk not done", func(t *testing.T, dir string) {
			require.NoError(t, os.Remove(dir+"/chunks/1-0-1.json"))
		}, study.Missing, "chunks/1-0-1.json", "point 1, replicate 0, block 1 is not done"},
		{"file gone", func(t *testing.T, dir string) {
			require.NoError(t, os.Remove(dir+"/"+file))
		}, study.Missing, file, "the file is not"},
		{"table not in every chunk", func(t *testing.T, dir string) {
			require.NoError(t, os.Remove(dir+"/chunks/0-1-1.json"))
			require.NoError(t, os.RemoveAll(dir+"/tables/effects/point=0/replicate=1/part-1.parquet"))
			s, err := study.Load(dir)
			require.NoError(t, err)
			immortal().work(t, s, s.Plan().Chunks[3], "outcomes")
		}, study.Missing, "tables/effects/point=0/replicate=1/part-1.parquet", "other chunks have this table"},
		{"bit flipped", func(t *testing.T, dir string) { flip(t, dir+"/"+file) },
			study.Damaged, file, "found SHA-256"},
		{"file cut", func(t *testing.T, dir string) { require.NoError(t, os.Truncate(dir+"/"+file, 100)) },
			study.Damaged, file, "found 100 bytes, expected"},
		{"manifest broken", func(t *testing.T, dir string) {
			require.NoError(t, os.Truncate(dir+"/chunks/0-1-1.json", 50))
		}, study.Damaged, "chunks/0-1-1.json", "unexpected EOF"},
		{"manifest of another study", func(t *testing.T, dir string) {
			s, err := study.Load(dir)
			require.NoError(t, err)
			replace(t, dir+"/chunks/0-1-1.json", s.Plan().Identity, strings.Repeat("0", 64))
		}, study.Foreign, "chunks/0-1-1.json", "found plan 000"},
		{"manifest of other cells", func(t *testing.T, dir string) {
			replace(t, dir+"/chunks/0-1-1.json", `"last": 3`, `"last": 4`)
		}, study.Foreign, "chunks/0-1-1.json", "found cells 2 to 3, expected 2 to 2"},
		{"manifest that claims another chunk's file", func(t *testing.T, dir string) {
			replace(t, dir+"/chunks/0-1-1.json", "tables/effects/point=0/replicate=1", "tables/effects/point=0/replicate=0")
		}, study.Foreign, "tables/effects/point=0/replicate=0/part-1.parquet", "is no file of point 0, replicate 1, block 1"},
		{"manifest that claims a file elsewhere", func(t *testing.T, dir string) {
			replace(t, dir+"/chunks/0-1-1.json", "tables/effects/point=0", "../tables/effects/point=0")
		}, study.Foreign, "../tables/effects/point=0/replicate=1/part-1.parquet", "is no file of"},
		{"manifest of a chunk that is not planned", func(t *testing.T, dir string) {
			duplicate(t, dir+"/chunks/0-1-1.json", dir+"/chunks/0-7-1.json")
		}, study.Foreign, "chunks/0-7-1.json", "the plan has no such chunk"},
		{"stranger among the tables", func(t *testing.T, dir string) {
			duplicate(t, dir+"/"+file, dir+"/tables/outcomes/copy.parquet")
		}, study.Foreign, "tables/outcomes/copy.parquet", "no chunk's manifest lists it"},
		{"file of a world that no manifest lists", func(t *testing.T, dir string) {
			duplicate(t, dir+"/"+file, dir+"/tables/outcomes/world=new/point=0/replicate=1/part-1.parquet")
		}, study.Foreign, "tables/outcomes/world=new/point=0/replicate=1/part-1.parquet", "no chunk's manifest lists it"},
		{"table of the whole study that no fold wrote", func(t *testing.T, dir string) {
			duplicate(t, dir+"/"+file, dir+"/tables/diagnosis/part-0.parquet")
		}, study.Foreign, "tables/diagnosis/part-0.parquet", "neither a chunk's manifest nor the merge"},
		{"one manifest for two chunks", func(t *testing.T, dir string) {
			duplicate(t, dir+"/chunks/0-1-0.json", dir+"/chunks/0-1-1.json")
		}, study.Double, "chunks/0-1-1.json", "found the manifest of point 0, replicate 1, block 0"},
		{"file twice in a manifest", func(t *testing.T, dir string) {
			replace(t, dir+"/chunks/0-1-1.json", "world=everyone-a", "world=control")
		}, study.Double, file, "stands twice in"},
		{"same rows under two names", func(t *testing.T, dir string) {
			duplicate(t, dir+"/"+file, dir+"/tables/outcomes/world=control/point=0/replicate=01/part-1.parquet")
		}, study.Double, "tables/outcomes/world=control/point=0/replicate=01/part-1.parquet", "the same chunk's rows stand in " + file},
		{"another architecture", func(t *testing.T, dir string) {
			replace(t, dir+"/chunks/0-1-1.json", `"goarch": "`, `"goarch": "not-`)
		}, study.Mixed, "chunks/0-1-1.json", "found GOARCH not-"},
	}
	whole := folder(t)
	complete(t, whole, 2)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t)
			require.NoError(t, os.CopyFS(dir, os.DirFS(whole)))
			c.damage(t, dir)
			s, err := study.Load(dir)
			require.NoError(t, err)
			_, err = s.Merge(t.Context(), fold(s))
			var wrong *study.Incomplete
			require.ErrorAs(t, err, &wrong)
			require.Len(t, wrong.Problems, 1, "%v", err)
			assert.Equal(t, c.kind, wrong.Problems[0].Kind)
			assert.Equal(t, c.path, wrong.Problems[0].Path)
			assert.Contains(t, wrong.Problems[0].Detail, c.detail)
			assert.Contains(t, err.Error(), c.path+": "+string(c.kind)+": ")
			assert.NoFileExists(t, dir+"/manifest.json")
		})
	}
}

// A long list is cut, and says so.
func TestIncomplete(t *testing.T) {
	dir := folder(t)
	s, err := study.Open(dir, toyPlan(20))
	require.NoError(t, err)
	_, err = s.Merge(t.Context())
	var wrong *study.Incomplete
	require.ErrorAs(t, err, &wrong)
	assert.Len(t, wrong.Problems, 20)
	assert.Equal(t, 60, wrong.More)
	lines := strings.Split(err.Error(), "\n")
	assert.Len(t, lines, 22)
	assert.Equal(t, dir+": the study is not whole: found 80 problems", lines[0])
	assert.Equal(t, "chunks/0-0-0.json: missing: point 0, replicate 0, block 0 is not done", lines[1])
	assert.Equal(t, "and 60 more", lines[21])
}

// What killed writers left is in nobody's way.
func TestStudy_Merge_leftOver(t *testing.T) {
	dir := folder(t)
	m := complete(t, dir, 1)
	for _, name := range []string{"chunks/x.json", "tables/outcomes/x.parquet", "plan.json"} {
		_, err := durable.Create(filepath.Join(dir, name)) // and never committed
		require.NoError(t, err)
	}
	assert.Equal(t, m.Digest, merge(t, dir).Digest)
}

// A fold sees all tables in plan order; when it fails there is no proof.
func TestStudy_Merge_folds(t *testing.T) {
	dir := folder(t)
	complete(t, dir, 1)
	require.NoError(t, os.Remove(dir+"/manifest.json"))
	s, err := study.Load(dir)
	require.NoError(t, err)
	failed := errors.New("no convergence")
	_, err = s.Merge(t.Context(), study.Fold{Table: "truth", Write: func(_ context.Context, m study.Manifest) (table.File, error) {
		assert.Len(t, m.Files, 12)
		return table.File{}, failed
	}})
	assert.ErrorIs(t, err, failed)
	assert.NoFileExists(t, dir+"/manifest.json")
	assert.Panics(t, func() {
		_, _ = s.Merge(t.Context(), study.Fold{Table: "truth", Write: func(_ context.Context, m study.Manifest) (table.File, error) {
			return table.File{Path: dir + "/" + m.Files[0].Path}, nil
		}})
	}, "a fold that wrote over a chunk's file")
}

// Reading many files takes long: who asks to stop is not kept waiting, and a study that was not looked through is neither proved nor disproved.
func TestStudy_Stops(t *testing.T) {
	dir := folder(t)
	complete(t, dir, 2)
	s, err := study.Load(dir)
	require.NoError(t, err)
	reason := errors.New("enough")
	ctx, stop := context.WithCancelCause(t.Context())
	stop(reason)
	_, err = s.Remaining(ctx, 0, 1)
	assert.ErrorIs(t, err, reason)
	_, err = s.Merge(ctx, fold(s))
	assert.ErrorIs(t, err, reason)
	assert.FileExists(t, dir+"/manifest.json")
}

// A proof of files that were lost, or cut, since is none.
func TestReadManifest_lost(t *testing.T) {
	for name, damage := range map[string]func(file string) error{
		"missing": os.Remove,
		"damaged": func(file string) error { return os.Truncate(file, 10) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			m := complete(t, dir, 2)
			lost := m.Files[3]
			require.NoError(t, damage(filepath.Join(dir, lost.Path)))
			_, err := study.ReadManifest(dir, nil)
			var wrong *study.Incomplete
			require.ErrorAs(t, err, &wrong)
			require.Len(t, wrong.Problems, 1)
			assert.Equal(t, lost.Path, wrong.Problems[0].Path)
			assert.EqualValues(t, name, wrong.Problems[0].Kind)
			assert.Contains(t, err.Error(), "found 1 problem\n")
		})
	}
}

// A table of the whole study that no fold will write is found before any fold writes.
func TestStudy_Merge_stranger(t *testing.T) {
	dir := folder(t)
	complete(t, dir, 1)
	stranger := dir + "/tables/other/part-0.parquet"
	require.NoError(t, os.MkdirAll(filepath.Dir(stranger), 0o777))
	require.NoError(t, os.WriteFile(stranger, []byte("x"), 0o666))
	s, err := study.Load(dir)
	require.NoError(t, err)
	_, err = s.Merge(t.Context(), study.Fold{Table: "truth", Write: func(context.Context, study.Manifest) (table.File, error) {
		t.Error("the fold was called")
		return table.File{}, nil
	}})
	assert.ErrorContains(t, err, "tables/other/part-0.parquet: foreign: neither a chunk's manifest nor the merge lists it")
	assert.NoFileExists(t, dir+"/manifest.json")
}

// A study that was proved is proved again without writing; what a fold made is made anew when it was lost or changed.
func TestStudy_Merge_again(t *testing.T) {
	dir := folder(t)
	first := complete(t, dir, 2)
	text, err := os.ReadFile(dir + "/manifest.json")
	require.NoError(t, err)
	s, err := study.Load(dir)
	require.NoError(t, err)
	untouched := fold(s)
	untouched.Write = func(context.Context, study.Manifest) (table.File, error) {
		t.Error("the fold was called")
		return table.File{}, nil
	}
	again, err := s.Merge(t.Context(), untouched)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	now, err := os.ReadFile(dir + "/manifest.json")
	require.NoError(t, err)
	assert.Equal(t, text, now)

	truth, err := os.ReadFile(dir + "/tables/truth/part-0.parquet")
	require.NoError(t, err)
	for name, damage := range map[string]func() error{
		"lost":    func() error { return os.Remove(dir + "/tables/truth/part-0.parquet") },
		"changed": func() error { return os.WriteFile(dir+"/tables/truth/part-0.parquet", make([]byte, len(truth)), 0o666) },
		"manifest of another plan": func() error {
			return os.WriteFile(dir+"/manifest.json", bytes.Replace(text, []byte(`"plan": "`), []byte(`"plan": "0`), 1), 0o666)
		},
		"manifest damaged": func() error { return os.WriteFile(dir+"/manifest.json", text[:100], 0o666) },
	} {
		require.NoError(t, damage(), name)
		m, err := s.Merge(t.Context(), fold(s))
		require.NoError(t, err, name)
		assert.Equal(t, first.Digest, m.Digest, name)
		repaired, err := os.ReadFile(dir + "/tables/truth/part-0.parquet")
		require.NoError(t, err)
		assert.Equal(t, truth, repaired, name)
		_, err = study.ReadManifest(dir, nil)
		assert.NoError(t, err, name)
	}
}
