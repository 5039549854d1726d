package study

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

func manifestOf(files int) Manifest {
	m := Manifest{Format: format, Plan: "x", Model: "1", GOARCH: "amd64", Chunks: files, Made: made(Run{})}
	for i := range files {
		m.add(table.File{Path: fmt.Sprintf("tables/outcomes/world=control/point=0/replicate=%d/part-0.parquet", i), Rows: int64(i), SHA256: strings.Repeat("a", 64)})
	}
	return m
}

func written(m Manifest) []byte {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	m.write(w)
	w.Flush()
	return b.Bytes()
}

// Written file by file, the manifest is the JSON that it would be in one piece, and reading gives back what was written.
func TestManifest_write(t *testing.T) {
	for _, n := range []int{0, 1, 2, 300} {
		m := manifestOf(n)
		if n == 0 {
			m.Files, m.Rows = []table.File{}, map[string]int64{}
		}
		text := written(m)
		assert.Equal(t, string(encode(m)), string(text))
		read := []table.File{}
		again, err := parseManifest("m.json", bytes.NewReader(text), func(f table.File) { read = append(read, f) })
		require.NoError(t, err)
		assert.Empty(t, again.Files)
		again.Files = read
		assert.Equal(t, m, again)
	}
}

// What is no manifest is refused with its line, in the head and far behind.
func TestParseManifest_Err(t *testing.T) {
	good := string(written(manifestOf(300)))
	for _, c := range []struct{ old, new, want string }{
		{`"format": 1`, `"format": 2`, "m.json: format: found 2, expected 1"},
		{`"model"`, `"modell"`, "unknown field"},
		{`"chunks": 300`, `"chunks": "many"`, "cannot unmarshal string"},
		{`"files": [`, `"files": {`, fmt.Sprintf("m.json:%d: found {, expected [", 1+strings.Count(good[:strings.Index(good, `"files"`)], "\n"))},
		{"replicate=299/part-0.parquet\",\n\t\t\t\"rows\"", "replicate=299/part-0.parquet\",\n\t\t\t\"row\"", "unknown field"},
		{"\n\t]\n}\n", "\n\t]\n", "m.json:" + fmt.Sprint(strings.Count(good, "\n")) + ": "},
		{"\n\t]\n}\n", "\n\t]\n}\n{}", "found text after the end, expected one value"},
	} {
		require.Equal(t, 1, strings.Count(good, c.old), c.old)
		_, err := parseManifest("m.json", strings.NewReader(strings.Replace(good, c.old, c.new, 1)), nil)
		assert.ErrorContains(t, err, c.want)
	}
	for _, text := range []string{"", "[]", "5", `{"format": 1, "files": [5]}`, `{"files`, "null"} {
		_, err := parseManifest("m.json", strings.NewReader(text), nil)
		assert.Error(t, err, text)
	}
}

// Whatever stands in the file, reading gives an error or a manifest that is written and read again alike.
func FuzzParseManifest(f *testing.F) {
	f.Add(written(manifestOf(2)))
	f.Add([]byte(`{"format":1,"files":[{"rows":-1}],"files":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func(data []byte) (Manifest, error) {
			var files []table.File
			m, err := parseManifest("m.json", bytes.NewReader(data), func(f table.File) { files = append(files, f) })
			m.Files = files
			return m, err
		}
		m, err := read(data)
		if err != nil {
			return
		}
		again, err := read(written(m))
		require.NoError(t, err)
		assert.Equal(t, string(written(m)), string(written(again)))
	})
}
