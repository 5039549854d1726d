package study_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/study"
)

// Going on with another study is refused by naming the first difference, and the
// folder stays as it was.
func TestOpen_mismatch(t *testing.T) {
	dir := folder(t)
	complete(t, dir, 2)
	before := files(t, dir)

	canonical := func(old, new string) func(*study.Plan) {
		return func(p *study.Plan) {
			changed := strings.Replace(string(p.Canonical), old, new, 1)
			if changed == string(p.Canonical) {
				panic("nothing changed")
			}
			p.Canonical = json.RawMessage(changed)
		}
	}
	cases := []struct {
		change                 func(*study.Plan)
		field, found, expected string
	}{
		{func(p *study.Plan) { p.Model = "4" }, "model", "3", "4"},
		{canonical(`"seed": 7`, `"seed": 8`), "seed", "7", "8"},
		{canonical(`100`, `1e2`), "population.claimants", "100", "1e2"},
		{canonical(`0.5`, `"half"`), "arms[0].share", "0.5", `"half"`},
		{canonical(`"seed": 7, `, ``), "seed", "7", "nothing"},
		{canonical(`"seed": 7`, `"seed": 7, "alpha": []`), "alpha", "nothing", "[]"},
		{canonical(`}]`, `}, {}]`), "arms", "1 values", "2 values"},
		{func(p *study.Plan) { p.Canonical, p.Identity = nil, "ab12" }, "arms", `[{"share":0.5,"slug":"a"}]`, "nothing"},
		{func(p *study.Plan) { p.Canonical = json.RawMessage("[]") }, "canonical", `{"arms":[{"share":0.5,"slug":"a"}],"population":{"claimants"…`, "[]"},
		{func(p *study.Plan) { p.Chunks = p.Chunks[:7] }, "chunks", "point 1, replicate 1, block 1", "none such (a study may grow, but not shrink)"},
		{func(p *study.Plan) { p.Chunks[3].Last = 9 }, "chunks: point 0, replicate 1, block 1: cells", "2 to 2", "2 to 8"},
	}
	for _, c := range cases {
		p := toyPlan(2)
		c.change(&p)
		_, err := study.Open(dir, p)
		var m *study.Mismatch
		require.ErrorAs(t, err, &m, c.field)
		assert.Equal(t, study.Mismatch{File: filepath.Join(dir, "plan.json"), Field: c.field, Found: c.found, Expected: c.expected}, *m)
		assert.Equal(t, before, files(t, dir))
	}
	_, err := study.Open(dir, func() study.Plan { p := toyPlan(2); p.Model = "4"; return p }())
	assert.EqualError(t, err, filepath.Join(dir, "plan.json")+": model: found 3, expected 4: the folder holds another study")
}

// A caller may have a digest of her own only; the model counts all the same.
func TestOpen_digest(t *testing.T) {
	dir := folder(t)
	plan := func(digest, model string) study.Plan {
		return study.Plan{Identity: digest, Model: model, Chunks: study.Chunks(1, 1, [][2]int{{0, 1}})}
	}
	_, err := study.Open(dir, plan("ab12", "3"))
	require.NoError(t, err)
	again, err := study.Open(dir, plan("ab12", "3"))
	require.NoError(t, err)
	_, err = study.Open(dir, again.Plan())
	require.NoError(t, err)
	_, err = study.Open(dir, plan("cd34", "3"))
	assert.ErrorContains(t, err, `digest: found "ab12", expected "cd34"`)
	_, err = study.Open(dir, plan("ab12", "4"))
	assert.ErrorContains(t, err, "model: found 3, expected 4")
}

// What is no part of the identity does not keep a study from going on.
func TestOpen_goesOn(t *testing.T) {
	dir := folder(t)
	m := complete(t, dir, 2)

	p := toyPlan(2)
	p.Canonical = json.RawMessage(`{"population":{"claimants":100},"arms":[{"share":0.5,"slug":"a"}],"seed":7}`)
	p.Body = json.RawMessage(`{"name": "relabelled"}`)
	s, err := study.Open(dir, p)
	require.NoError(t, err)
	remaining, err := s.Remaining(t.Context(), 0, 1)
	require.NoError(t, err)
	assert.Empty(t, remaining, "order of keys and labels make no other study")
	assert.Equal(t, m.Digest, merge(t, dir).Digest)
	loaded, err := study.Load(dir)
	require.NoError(t, err)
	assert.JSONEq(t, `{"name": "relabelled"}`, string(loaded.Plan().Body))

	// More replicates: what was done stays, the old proof does not.
	before := files(t, dir+"/tables")
	_, err = study.Open(dir, toyPlan(3))
	require.NoError(t, err)
	assert.NoFileExists(t, dir+"/manifest.json")
	require.True(t, immortal().process(t, dir, toyPlan(3), 0, 1))
	assert.NotEqual(t, m.Digest, merge(t, dir).Digest)
	after := files(t, dir+"/tables")
	for path, content := range before {
		if path != "truth/part-0.parquet" {
			assert.Equal(t, content, after[path])
		}
	}
}

// A plan that cannot be read is an error with file and line, never a reason to
// write over it.
func TestOpen_brokenPlan(t *testing.T) {
	for content, says := range map[string]string{
		"":                             ":1: EOF",
		"{\n\"format\": 1,\n?":         ":3: invalid character",
		"{\"format\": 1}":              ": canonical: EOF",
		"{\"format\": 2}":              ": format: found 2, expected 1",
		"{\"format\": 1, \"shape\":1}": "unknown field",
		"{\"format\": 1}{}":            "found text after the end",
	} {
		dir := folder(t)
		path := filepath.Join(dir, "plan.json")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := study.Open(dir, toyPlan(1))
		assert.ErrorContains(t, err, path)
		assert.ErrorContains(t, err, says)
		_, err = study.Load(dir)
		assert.ErrorContains(t, err, says)
		assert.Len(t, files(t, dir), 1)
	}
}
