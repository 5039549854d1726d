// Package kubernetes_test keeps the image and the README of this folder true
// without a container engine or a cluster. The manifests are CI's matter, which has
// the API server's rules.
package kubernetes_test

import (
	"debug/elf"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// root is the top of the clone, the folder that the image is built from.
const root = "../.."

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// instruction is a line of the Dockerfile.
type instruction struct{ word, rest string }

func dockerfile(t *testing.T) (lines []instruction) {
	for line := range strings.Lines(read(t, "Dockerfile")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		lines = append(lines, instruction{word, rest})
	}
	return lines
}

// What the Dockerfile copies is enough to build what it runs, and what it builds needs nothing beside itself, so that
// it runs in an image of one file. Its instructions are followed here in a folder.
func TestDockerfile(t *testing.T) {
	image, src := t.TempDir(), t.TempDir()
	built := filepath.Join(image, "inwork")
	for _, line := range dockerfile(t) {
		switch {
		case line.word == "COPY" && !strings.HasPrefix(line.rest, "--from"):
			paths := strings.Fields(line.rest)
			for _, from := range paths[:len(paths)-1] {
				copied(t, filepath.Join(root, from), filepath.Join(src, from))
			}
		case line.word == "RUN" && strings.Contains(line.rest, "go build"):
			require.Contains(t, line.rest, " -o /inwork ")
			build := exec.Command("sh", "-c", strings.Replace(line.rest, "/inwork ", built+" ", 1))
			build.Dir = src
			build.Env = append(os.Environ(), "GOFLAGS=-mod=readonly -buildvcs=false", "GOWORK=off")
			out, err := build.CombinedOutput()
			require.NoError(t, err, "%s", out)
		}
	}
	if program, err := elf.Open(built); err == nil { // elsewhere than on Linux the linker writes other formats
		defer program.Close()
		libraries, err := program.ImportedLibraries()
		require.NoError(t, err)
		assert.Empty(t, libraries)
		for _, part := range program.Progs {
			assert.NotEqual(t, elf.PT_INTERP, part.Type, "the program needs a loader, which the image has not")
		}
	}
	version := exec.Command(built, "version")
	version.Env = []string{}
	out, err := version.CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

// copied copies a file or folder without its tests, as little as builds.
func copied(t *testing.T, from, to string) {
	require.NoError(t, filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		relative, err := filepath.Rel(from, path)
		require.NoError(t, err)
		target := filepath.Join(to, relative)
		require.NoError(t, os.MkdirAll(filepath.Dir(target), 0o777))
		return os.WriteFile(target, data, 0o666)
	}))
}

// The image is built by the Go version that go.mod asks for, runs as the user that the pods run as, and starts what
// they start.
func TestDockerfile_Agrees(t *testing.T) {
	text := read(t, "Dockerfile")
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, filepath.Join(root, "go.mod")))
	require.NotNil(t, version)
	assert.Contains(t, text, "FROM golang:"+version[1]+" AS build\n")
	user := regexp.MustCompile(`USER (\d+):(\d+)`).FindStringSubmatch(text)
	require.NotNil(t, user)
	for _, name := range []string{"job.yaml", "merge.yaml"} {
		manifest := read(t, name)
		assert.Contains(t, manifest, "runAsUser: "+user[1]+"\n", name)
		assert.Contains(t, manifest, "runAsGroup: "+user[2]+"\n", name)
		assert.Contains(t, manifest, "command: [/inwork]\n", name)
	}
	assert.Contains(t, text, `ENTRYPOINT ["/inwork"]`)
}

// The files and names in the README's commands are those of this folder, and every image is the one that it builds.
func TestREADME(t *testing.T) {
	text := read(t, "README.md")
	files := regexp.MustCompile(`-f (examples/kubernetes/\S+)`).FindAllStringSubmatch(text, -1)
	assert.Len(t, files, 4)
	for _, file := range files {
		assert.FileExists(t, filepath.Join(root, file[1]))
	}
	image := regexp.MustCompile(`-t (\S+) \.`).FindStringSubmatch(text)
	require.NotNil(t, image)
	assert.Contains(t, read(t, "Dockerfile"), "-t "+image[1]+" .")
	images := regexp.MustCompile(`image: (\S+)`).FindAllStringSubmatch(read(t, "job.yaml")+read(t, "merge.yaml"), -1)
	assert.Len(t, images, 4)
	for _, used := range images {
		assert.Equal(t, image[1], used[1])
	}
	for _, name := range regexp.MustCompile("(?:job/|configmap |claim `)(inwork-[a-z]+)").FindAllStringSubmatch(text, -1) {
		assert.Contains(t, read(t, "study.yaml")+read(t, "job.yaml")+read(t, "merge.yaml"), "name: "+name[1]+"\n")
	}
}
