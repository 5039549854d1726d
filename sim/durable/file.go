package durable

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// prefix starts the name of a file that is being written. The name ends in
// random digits, so that no pattern for the final name matches it.
const prefix = ".tmp-"

// Temporary reports whether a file of this name (not path) is one being written,
// or left over from a writer that was killed.
func Temporary(name string) bool { return strings.HasPrefix(name, prefix) }

// A File is being written. It is not safe for use by several goroutines at once.
type File struct {
	file *os.File
	path string
}

// Create opens a file for writing that will stand at path once it is committed,
// and makes the folders above it.
func Create(path string) (*File, error) {
	folder, name := filepath.Split(path)
	if err := os.MkdirAll(filepath.Clean(folder), 0o777); err != nil {
		return nil, err
	}
	for {
		// os.CreateTemp would make the file private to its owner; groups share studies.
		// The name reaches no output, so a random one breaks no promise of equal bytes.
		temporary := fmt.Sprintf("%s%s%s-%016x", folder, prefix, name, rand.Uint64())
		file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if os.IsExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return &File{file: file, path: path}, nil
	}
}

// Write appends to the file.
func (f *File) Write(p []byte) (int, error) { return f.file.Write(p) }

// Commit puts the file in its place, or removes it and says why it could not.
func (f *File) Commit() error {
	err := f.file.Sync()
	if closing := f.file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.file.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.file.Name())
		return err
	}
	return syncFolder(filepath.Dir(f.path))
}

// Abort removes the file. Calling it after Commit does nothing.
func (f *File) Abort() {
	if f.file.Close() == nil {
		os.Remove(f.file.Name())
	}
}

// syncFolder makes the names in a folder survive a power cut. Where a file system
// cannot sync a folder the rename has happened all the same.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" { // no such operation
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	err = folder.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}

// WriteFile puts data into the file at path, making the folders above it.
func WriteFile(path string, data []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}
