// Package slurm_test runs the scripts of this folder without Slurm: what they
// say to sbatch, and what they do when a task is told to stop. A real cluster is
// CI's matter.
package slurm_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scenario is a study of two chunks, done in no time.
const scenario = `weeks: 8
replicates: 2
population: {claimants: 40, districts: [Essex, Kent]}
service: {coaches: 20}
trial: {recruit_weeks: 8, burn_in_weeks: 13, rollout: [{from: 2015-04-06}]}
`

var folder string // of the commands that the scripts call

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	if _, err := exec.LookPath("bash"); err != nil {
		fmt.Println("no bash here: the scripts cannot be tried")
		return 0
	}
	var err error
	if folder, err = os.MkdirTemp("", "slurm"); err != nil {
		fmt.Println(err)
		return 1
	}
	defer os.RemoveAll(folder)
	build := exec.Command("go", "build", "-o", filepath.Join(folder, "inwork"), "inwork/progression/cmd/inwork")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Printf("%v: %s\n", err, out)
		return 1
	}
	return m.Run()
}

// read returns a file of this folder.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// scripts are the files that bash reads.
func scripts(t *testing.T) []string {
	names, err := filepath.Glob("*.s*[ch]")
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"array.sbatch", "merge.sbatch", "slices.sbatch", "submit.sh"}, names)
	return names
}

// command is a script with inwork and the commands that pretend to be Slurm's on its path.
func command(t *testing.T, pretend map[string]string, args ...string) *exec.Cmd {
	t.Helper()
	dir := t.TempDir()
	for name, body := range pretend {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body), 0o755))
	}
	c := exec.Command("bash", args...)
	c.Env = append(os.Environ(), "PATH="+strings.Join([]string{dir, folder, os.Getenv("PATH")}, ":"))
	return c
}

// task is a command in the environment of a task of an array.
func task(t *testing.T, index int, pretend map[string]string, args ...string) *exec.Cmd {
	c := command(t, pretend, args...)
	c.Env = append(c.Env, fmt.Sprintf("SLURM_ARRAY_TASK_ID=%d", index), "SLURM_ARRAY_TASK_COUNT=1", "SLURM_CPUS_PER_TASK=1", "SLURM_JOB_ID=77")
	return c
}

// written puts a scenario into a new folder, and names it and a study beside it.
func written(t *testing.T, text string) (path, study string) {
	path = filepath.Join(t.TempDir(), "scenario.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	return path, filepath.Join(filepath.Dir(path), "study")
}

// Bash itself must be able to read them.
func TestScripts_AreBash(t *testing.T) {
	for _, name := range scripts(t) {
		out, err := exec.Command("bash", "-n", name).CombinedOutput()
		assert.NoError(t, err, "%s: %s", name, out)
	}
}

// Two tasks and a merge are a study, by either script of a task; each of them counts as one of one, as a task that is
// sent again alone does.
func TestTasks_MakeAStudy(t *testing.T) {
	for _, script := range []string{"array.sbatch", "slices.sbatch"} {
		path, study := written(t, scenario)
		for index := range 2 {
			out, err := task(t, index, nil, script, path, study, "2").CombinedOutput()
			require.NoError(t, err, "%s", out)
			assert.Contains(t, string(out), fmt.Sprintf("part %d of 2 is done in %s", index, study))
		}
		out, err := command(t, nil, "merge.sbatch", study).CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.FileExists(t, filepath.Join(study, "report.html"))

		require.NoError(t, os.Remove(filepath.Join(study, "chunks", "0-1-0.json")))
		out, err = command(t, nil, "merge.sbatch", study).CombinedOutput()
		assert.Error(t, err, "what is not whole is not evaluated")
		assert.Contains(t, string(out), "chunks/0-1-0.json: missing")
	}
}

// A task that is told to stop ends with 143. By itself it goes back into the queue only with slices.sbatch, and only
// when it was not cancelled: Slurm would put a cancelled one back as well, again and again.
func TestTasks_ToldToStop(t *testing.T) {
	for _, c := range []struct {
		script, state string
		requeued      bool
	}{
		{"array.sbatch", "RUNNING", false}, // that is the site's RequeueExit
		{"slices.sbatch", "RUNNING", true},
		{"slices.sbatch", "COMPLETING", false},
	} {
		path, study := written(t, strings.NewReplacer("weeks: 8", "weeks: 52", "replicates: 2", "replicates: 200", "claimants: 40", "claimants: 2000",
			"coaches: 20", "coaches: 1000").Replace(scenario))
		asked := filepath.Join(t.TempDir(), "asked")
		run := task(t, 1, map[string]string{"squeue": "echo " + c.state, "scontrol": "echo $* >>" + asked}, c.script, path, study, "2")
		log, err := os.Create(filepath.Join(t.TempDir(), "log"))
		require.NoError(t, err)
		run.Stdout, run.Stderr = log, log
		require.NoError(t, run.Start())
		require.Eventually(t, func() bool {
			chunks, err := filepath.Glob(filepath.Join(study, "chunks", "*.json"))
			return err == nil && len(chunks) > 0
		}, time.Minute, 20*time.Millisecond, "no chunk in a minute")
		require.NoError(t, run.Process.Signal(syscall.SIGTERM))
		_ = run.Wait()
		assert.Equal(t, 143, run.ProcessState.ExitCode(), c)
		assert.Regexp(t, `inwork: terminated: [0-9]+ of 100 chunks of part 1 of 2 are kept`, read(t, log.Name()))
		if c.requeued {
			assert.Equal(t, "requeue 77\n", read(t, asked), c)
		} else {
			assert.NoFileExists(t, asked, c)
		}
	}
}

// A program that dies by itself is a task that failed, and does not go back into the queue.
func TestTasks_Failed(t *testing.T) {
	for _, script := range []string{"array.sbatch", "slices.sbatch"} {
		asked := filepath.Join(t.TempDir(), "asked")
		dies := map[string]string{"inwork": "kill -KILL $$", "squeue": "echo RUNNING", "scontrol": "echo $* >>" + asked}
		out, err := task(t, 0, dies, script, "s", "d", "2").CombinedOutput()
		assert.Error(t, err, "%s: %s", script, out)
		assert.NoFileExists(t, asked, script)
	}
}

// The commands that the README gives beside submit.sh are those that submit.sh sends.
func TestSubmit_SendsWhatTheREADMESays(t *testing.T) {
	sent := filepath.Join(t.TempDir(), "sent")
	pretend := map[string]string{"sbatch": fmt.Sprintf("echo sbatch $* >>%s; echo 41", sent)}
	root := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(root, "my-pilot"), 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(root, "my-pilot", "scenario.yaml"), []byte(scenario), 0o666))
	here, err := filepath.Abs(".")
	require.NoError(t, err)

	submit := func(args ...string) (string, error) {
		_ = os.Remove(sent)
		c := command(t, pretend, append([]string{filepath.Join(here, "submit.sh")}, args...)...)
		c.Dir = root
		out, err := c.CombinedOutput()
		return string(out), err
	}
	said := func(c string) string { // with paths as the README has them
		return strings.NewReplacer(root+"/", "", filepath.Dir(filepath.Dir(here))+"/", "", "--parsable ", "").Replace(c)
	}
	out, err := submit("my-pilot/scenario.yaml", "my-pilot/study", "8")
	require.NoError(t, err, out)
	var want []string
	for line := range strings.Lines(read(t, "README.md")) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "sbatch ") {
			want = append(want, strings.NewReplacer("--parsable ", "", ":JOB", ":41").Replace(line))
		}
	}
	require.Len(t, want, 2)
	assert.Equal(t, want, strings.Split(strings.TrimSpace(said(read(t, sent))), "\n"))
	assert.DirExists(t, filepath.Join(root, "my-pilot", "study", "log"), "Slurm makes no folder for a log")
	assert.Contains(t, out, "array 41, merge 41")

	_, err = submit("my-pilot/scenario.yaml", "my-pilot/study", "8", "3,5")
	require.NoError(t, err)
	assert.Contains(t, read(t, sent), " --array=3,5 ")
	assert.Contains(t, read(t, sent), "/study 8\n", "the number of parts stays")

	// A mistake in the scenario or the call sends nothing.
	require.NoError(t, os.WriteFile(filepath.Join(root, "wrong.yaml"), []byte("week: 8\n"), 0o666))
	out, err = submit("wrong.yaml", "my-pilot/study", "8")
	assert.Error(t, err)
	assert.Contains(t, out, "weeks")
	assert.NoFileExists(t, sent)
	out, err = submit("my-pilot/scenario.yaml", "8")
	assert.Error(t, err)
	assert.Contains(t, out, "submit.sh SCENARIO DIR PARTS [TASKS]")
	assert.NoFileExists(t, sent)
}

// What Slurm is asked for is the same by both scripts of a task, and the signal goes to the batch script, where the
// program is: without B: it would reach neither.
func TestTasks_Directives(t *testing.T) {
	directives := func(name string) []string {
		return regexp.MustCompile(`(?m)^#SBATCH .*$`).FindAllString(read(t, name), -1)
	}
	array := directives("array.sbatch")
	assert.Equal(t, array, directives("slices.sbatch"))
	for _, needed := range []string{"--requeue", "--open-mode=append", "--signal=B:TERM@60"} {
		assert.Contains(t, array, "#SBATCH "+needed)
	}
	assert.Contains(t, directives("merge.sbatch"), "#SBATCH --kill-on-invalid-dep=yes")
}

// Every verb, flag and environment variable that scripts and README use is one that the command knows.
func TestScripts_UseWhatTheCommandHas(t *testing.T) {
	help := func(verb string) string {
		out, err := exec.Command(filepath.Join(folder, "inwork"), "help", verb).CombinedOutput()
		require.NoError(t, err, "inwork help %s: %s", verb, out)
		return string(out)
	}
	calls := regexp.MustCompile(`(?m)(?:^|exec |parallel |^    )inwork ([a-z]+)(.*)$`)
	flags := regexp.MustCompile(` (-[a-z]+)`)
	checked := 0
	for _, name := range append(scripts(t), "README.md") {
		for _, call := range calls.FindAllStringSubmatch(read(t, name), -1) {
			for _, flag := range flags.FindAllStringSubmatch(call[2], -1) {
				assert.Contains(t, help(call[1]), "\n  "+flag[1]+" ", "%s: inwork %s", name, call[1])
				checked++
			}
		}
	}
	assert.GreaterOrEqual(t, checked, 9, "flags found")
	for _, variable := range regexp.MustCompile("`([A-Z_]+_(?:ID|INDEX))`").FindAllStringSubmatch(read(t, "README.md"), -1) {
		assert.Contains(t, help("run"), variable[1])
		checked++
	}
	assert.GreaterOrEqual(t, checked, 14, "and variables")
}
