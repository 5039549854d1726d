package table

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// find lists the files that a pattern means, in natural order. A path that exists
// is taken by its name even if it holds the signs of a pattern.
func find(pattern string) ([]string, error) {
	matches := []string{pattern}
	if _, err := os.Stat(pattern); err != nil {
		if matches, err = filepath.Glob(pattern); err != nil {
			return nil, fmt.Errorf("table: %s: %w", pattern, err)
		}
	}
	var files []string
	for _, match := range matches {
		under, err := filesUnder(match)
		if err != nil {
			return nil, err
		}
		files = append(files, under...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("table: %s: found no Parquet file: %w", pattern, fs.ErrNotExist)
	}
	slices.SortFunc(files, comparePaths)
	return slices.Compact(files), nil
}

// filesUnder lists the Parquet files in a folder and the folders below, without
// hidden ones; a file is itself.
func filesUnder(root string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == root:
			if !entry.IsDir() {
				files = append(files, path)
			}
		case strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
		case !entry.IsDir() && filepath.Ext(path) == ".parquet":
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// comparePaths orders paths folder by folder, numbers within names by size:
// replicate=2 comes before replicate=10.
func comparePaths(a, b string) int {
	return slices.CompareFunc(
		strings.Split(filepath.ToSlash(a), "/"),
		strings.Split(filepath.ToSlash(b), "/"), compareNames)
}

func compareNames(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			if c := compareNumbers(x[:m], y[:n]); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if c := cmp.Compare(x[0], y[0]); c != 0 {
			return c
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b)) // 01 and 1 are equal numbers
}

// digits counts the digits that s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// compareNumbers compares whole numbers of any length.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
