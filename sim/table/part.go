package table

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// A Part is a batch of rows and where it comes from.
type Part[Row any] struct {
	Path  string // of the file
	Keys  []Key  // partition keys in the order of the path
	First int64  // number of Rows[0] in the file, counted from 0
	Rows  []Row  // overwritten by the next batch
}

// A Key is a folder called name=value: all rows below it share the value.
type Key struct{ Name, Value string }

// Key returns the value of a partition key, empty when the path has none of that name.
func (p Part[Row]) Key(name string) string {
	for _, key := range p.Keys {
		if key.Name == name {
			return key.Value
		}
	}
	return ""
}

// Int returns the value of a partition key that is a whole number.
func (p Part[Row]) Int(name string) (int, error) {
	value := p.Key(name)
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0, &Error{File: p.Path, Row: -1, Found: fmt.Sprintf("%s=%q in the path", name, value), Expected: "a whole number"}
	}
	return n, nil
}

// keysOf reads the partition keys off a path.
func keysOf(path string) []Key {
	var keys []Key
	for folder := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(path)), "/") {
		if name, value, found := strings.Cut(folder, "="); found {
			keys = append(keys, Key{name, value})
		}
	}
	return keys
}
