package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"inwork/sim/study"
)

// wantStudy refuses a folder that holds no study.
func wantStudy(verb, dir string) error {
	_, err := os.Stat(filepath.Join(dir, "plan.json"))
	if absent(err) {
		return &wrongUse{verb: verb, found: dir + " without plan.json", expected: "the folder of a study: inwork run SCENARIO -out DIR makes one"}
	}
	return err
}

// wantComplete refuses a study that was not proved complete, or has lost files since.
func wantComplete(verb, dir string) error {
	if err := wantStudy(verb, dir); err != nil {
		return err
	}
	_, err := study.ReadManifest(dir, nil)
	if absent(err) {
		return &wrongUse{verb: verb, found: dir + " without manifest.json", expected: "the folder of a complete study: inwork merge says what is missing"}
	}
	return err
}

// absent says whether a file is not there, be it that its folder is none.
func absent(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) }
