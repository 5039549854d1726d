package sim_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// unfused are the packages whose numbers reach a table: the same bits on every processor are promised. They write float64(x*y) + z,
// for the compiler fuses x*y + z, with one rounding instead of two, where the processor can. A package that is not there is passed over.
var unfused = []string{
	"sim", "sim/trial",
	"progression", "progression/money", "progression/uc", "progression/population", "progression/rows", "progression/pilot",
}

// targets are two processors that the compiler fuses for, with the instructions it may use, and whether it takes z - x*y as well.
var targets = []struct {
	env         []string
	fused       *regexp.Regexp
	subtraction bool
}{
	{[]string{"GOARCH=amd64", "GOAMD64=v3"}, regexp.MustCompile(`\sVFN?M(ADD|SUB)\d+S[DS]\s`), false},
	{[]string{"GOARCH=arm64"}, regexp.MustCompile(`\sFN?M(ADD|SUB)[DS]\s`), true},
}

// No multiplication is fused with an addition: the assembly of these packages has no such instruction.
func TestNoFusedMultiplyAdd(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the packages for other processors")
	}
	root := moduleRoot(t)
	for _, pkg := range unfused {
		if sources, _ := filepath.Glob(filepath.Join(root, pkg, "*.go")); len(sources) == 0 {
			continue
		}
		for _, target := range targets {
			for _, line := range fusedLines(t, root, "./"+pkg, target.env, target.fused) {
				t.Errorf("%s, %v: fused at %s: write float64(x*y) + z", pkg, target.env, line)
			}
		}
	}
}

// The test above sees what it looks for: the same search finds an unwrapped x*y + z, and only that.
func TestNoFusedMultiplyAddSees(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package for other processors")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("go.mod", "module fused\n\ngo 1.26\n")
	write("fused.go", "package fused\n\n"+
		"func Wrapped(x, y, z float64) float64 { return float64(x*y) + z }\n\n"+
		"func Added(x, y, z float64) float64 { return x*y + z }\n\n"+ // line 5
		"func Taken(x, y, z float64) float64 { z -= x * y; return z }\n") // line 7
	for _, target := range targets {
		lines := fusedLines(t, dir, ".", target.env, target.fused)
		want := []string{"fused.go:5"}
		if target.subtraction {
			want = append(want, "fused.go:7")
		}
		assert.Equal(t, want, lines, "%v", target.env)
	}
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	file, err := exec.Command("go", "env", "GOMOD").Output()
	require.NoError(t, err)
	return filepath.Dir(strings.TrimSpace(string(file)))
}

// fusedLines compiles a package and returns where its assembly has a fused instruction: file and line, each once. Code inlined from
// other packages counts, for it runs here.
func fusedLines(t *testing.T, dir, pkg string, env []string, fused *regexp.Regexp) []string {
	t.Helper()
	build := exec.Command("go", "build", "-gcflags=-S", "-o", os.DevNull, pkg)
	build.Dir = dir
	build.Env = append(os.Environ(), append(env, "CGO_ENABLED=0", "GOOS=linux", "GOWORK=off")...)
	var assembly bytes.Buffer
	build.Stdout, build.Stderr = &assembly, &assembly
	require.NoError(t, build.Run(), "%v: %s", build.Args, &assembly)
	require.Contains(t, assembly.String(), "STEXT", "%s came out without assembly", pkg)

	place := regexp.MustCompile(`[^/(]+\.go:\d+`)
	var lines []string
	for line := range strings.Lines(assembly.String()) {
		if at := place.FindString(line); fused.MatchString(line) && !slices.Contains(lines, at) {
			lines = append(lines, at)
		}
	}
	return lines
}
