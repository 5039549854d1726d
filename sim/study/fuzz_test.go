package study

import (
	"bytes"
	"testing"
)

// Whatever stands in the files of a study, reading gives an error or something
// that is written and read again alike.

func FuzzParsePlan(f *testing.F) {
	p := Plan{Model: "1", Canonical: []byte(`{"seed":7}`), Body: []byte(`[1]`), Chunks: Chunks(1, 2, [][2]int{{0, 3}})}
	f.Add(p.settled().encode())
	f.Add([]byte(`{"format":1,"identity":"x","model":"","chunks":[{"last":1}]}`))
	f.Add([]byte(`{"format":1,"body":`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := parsePlan("plan.json", data)
		if err != nil {
			return
		}
		text := p.encode()
		again, err := parsePlan("plan.json", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !bytes.Equal(text, again.encode()) {
			t.Fatalf("%s\n%s", text, again.encode())
		}
		if m := mismatchOf(p, again); m != nil {
			t.Fatal(m)
		}
	})
}

func FuzzParseRecord(f *testing.F) {
	f.Add(encode(record{Format: format, Plan: "x", Made: made(Run{})}))
	f.Add([]byte(`{"format":1,"chunk":{"point":-1},"files":[{"path":"../x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parseRecord("0-0-0.json", data)
		if err != nil {
			return
		}
		text := encode(r)
		again, err := parseRecord("0-0-0.json", text)
		if err != nil || !bytes.Equal(text, encode(again)) {
			t.Fatalf("%v\n%s\n%s", err, text, encode(again))
		}
		(&Study{}).inspectFiles(r, "0-0-0.json")
	})
}

func FuzzPlaceOf(f *testing.F) {
	f.Add("tables/outcomes/world=control/point=0/replicate=1/part-2.parquet")
	f.Add("tables/effects/point=0/replicate=01/part-2.parquet")
	f.Fuzz(func(t *testing.T, path string) {
		at, ok := placeOf(path)
		if !ok || min(at.chunk[0], at.chunk[1], at.chunk[2]) < 0 {
			return
		}
		if again, ok := placeOf(at.path()); !ok || again != at {
			t.Fatalf("%s: %v became %v", path, at, again)
		}
	})
}
