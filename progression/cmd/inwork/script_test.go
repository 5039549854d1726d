package main

import (
	"bufio"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"inwork/progression/rows"
	"inwork/sim/table"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"inwork": main})
}

// The command as its users run it, a script a topic.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       exits,
			"interrupted": interrupted,
			"unfinished":  unfinished,
			"somebody":    somebody,
		},
	})
}

// exits STATUS PROGRAM ARGS... runs a program that must end with the status.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	wantStatus(ts, args[0], err)
}

func wantStatus(ts *testscript.TestScript, want string, err error) {
	status := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(status) != want {
		ts.Fatalf("exit status %d, expected %s", status, want)
	}
}

// interrupted SIGNAL STATUS PROGRAM ARGS... runs a program, sends it the signal when it first says something on standard
// error, and expects the status. What it says is echoed for stderr.
func interrupted(ts *testscript.TestScript, _ bool, args []string) {
	signal := map[string]os.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM}[args[0]]
	path, err := lookPath(ts.Getenv("PATH"), args[2])
	ts.Check(err)
	command := exec.Command(path, args[3:]...)
	command.Dir = ts.Getenv("WORK")
	command.Env = append(os.Environ(), "PATH="+ts.Getenv("PATH"))
	pipe, err := command.StderrPipe()
	ts.Check(err)
	ts.Check(command.Start())
	var said bytes.Buffer
	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		if said.Len() == 0 {
			ts.Check(command.Process.Signal(signal))
		}
		said.WriteString(lines.Text() + "\n")
	}
	wantStatus(ts, args[1], command.Wait())
	ts.Check(ts.Exec("sh", "-c", `printf %s "$0" >&2`, said.String()))
}

func lookPath(path, name string) (string, error) {
	for _, dir := range filepath.SplitList(path) {
		if file := filepath.Join(dir, name); exec.Command(file).Err == nil {
			return file, nil
		}
	}
	return "", errors.New("no " + name + " in " + path)
}

// somebody DIR sets the environment variable CLAIMANT to a person whom the study in DIR randomised in its first replicate.
func somebody(ts *testscript.TestScript, _ bool, args []string) {
	for batch, err := range table.Read[rows.Claimant](ts.MkAbs(args[0] + "/tables/claimants/world=randomised/point=0/replicate=0")) {
		ts.Check(err)
		ts.Setenv("CLAIMANT", strconv.FormatInt(batch[0].Claimant, 10))
		return
	}
}

// unfinished DIR expects a study's folder that has a plan, is not complete, and holds no half-written file.
func unfinished(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	if _, err := os.Stat(filepath.Join(dir, "plan.json")); err != nil {
		ts.Fatalf("no plan: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
		ts.Fatalf("the study is complete: the signal came too late to test anything")
	}
	ts.Check(filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.Contains(filepath.Base(path), "tmp") {
			ts.Fatalf("%s is left", path)
		}
		return err
	}))
}
