package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/progression/scenario"
)

// call does what the command line would, without a process.
func call(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, problems bytes.Buffer
	code = inwork(t.Context(), args, strings.NewReader(""), &out, &problems, func(string) string { return "" })
	return code, out.String(), problems.String()
}

// Others script against the verbs, the channels and the exit statuses.
func TestInwork_Refuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "inwork: found no verb, expected one of init, check, run, merge, evaluate, report, diagnose, replay, export, award, estimate, describe, version, help"},
		{[]string{"chekc"}, "inwork: found the unknown verb chekc, expected one of init, check, run, merge, evaluate, report, diagnose, replay, export, award, estimate, describe, version, help, did you mean check?"},
		{[]string{"merge", "absent"}, "inwork: merge: found absent without plan.json, expected the folder of a study"},
		{[]string{"check"}, "inwork: check: found no SCENARIO, expected inwork check SCENARIO [-set key=value]"},
		{[]string{"check", "a", "b"}, "inwork: check: found the argument b too many, expected inwork check SCENARIO"},
		{[]string{"check", "absent.yaml"}, "absent.yaml: found no such file, expected a scenario: a YAML file"},
		{[]string{"version", "-v"}, "inwork: version: found the unknown flag -v, expected no flags"},
		{[]string{"run", "x.yaml"}, "inwork: run: found no -out DIR, expected inwork run SCENARIO [-dry-run] -out DIR"},
		{[]string{"run", "x.yaml", "-out"}, "inwork: run: found nothing after -out, expected DIR, the study's folder"},
		{[]string{"run"}, "inwork: run: found no SCENARIO and no -out DIR, expected inwork run SCENARIO [-dry-run] -out DIR"},
		{[]string{"run", "x.yaml", "-out", "d", "-wrokers=2"}, "inwork: run: found the unknown flag -wrokers, expected one of -dry-run, -out, -set, -shard, -shards, -tables, -workers, did you mean -workers?"},
		{[]string{"run", "x.yaml", "-out", "d", "-workers", "two"}, "inwork: run: found -workers two, expected N districts"},
		{[]string{"run", "x.yaml", "-out", "d", "-shard", ""}, "inwork: run: found nothing after -shard, expected i/n, to do part i of n"},
		{[]string{"run", "x.yaml", "-out", "d", "-tables="}, "inwork: run: found nothing after -tables, expected a,b: tables to write"},
		{[]string{"run", "x.yaml", "-out", "d", "-out", "e"}, "inwork: run: found -out a second time, expected it once"},
		{[]string{"run", "x.yaml", "-out", "d", "-dry-run=maybe"}, "inwork: run: found -dry-run maybe, expected true or false"},
		{[]string{"run", "x.yaml", "-out", "program.go"}, "inwork: run: -out: found the file program.go, expected a folder"},
		{[]string{"run", "x.yaml", "-dry-run"}, "inwork: run: found no -out DIR, expected inwork run SCENARIO"},
		{[]string{"describe", "month"}, "inwork: describe: found the unknown table month, expected one of claimants, outcomes, decomposition, months, events, coach_weeks, vacancies, districts, effects, truth, estimates, individuals, costs, appraisals, gains, diagnosis, arms, parameters, amounts, unit-costs, schedules, schema, microdata, did you mean months?"},
		{[]string{"help", "runs"}, "inwork: found the unknown verb runs, expected one of init, check, run, merge, evaluate, report, diagnose, replay, export, award, estimate, describe, version, help, did you mean run?"},
		{[]string{"evaluate", "absent"}, "inwork: evaluate: found absent without plan.json, expected the folder of a study"},
		{[]string{"report", "absent"}, "inwork: report: found absent without plan.json, expected the folder of a study"},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			code, stdout, stderr := call(t, c.args...)
			assert.Equal(t, 2, code)
			assert.Empty(t, stdout, "a mistake gives no result")
			last := strings.Split(strings.TrimSpace(stderr), "\n")
			assert.True(t, strings.HasPrefix(last[len(last)-1], c.want), stderr)
		})
	}
}

// Flags and arguments come in any order, with one hyphen or two, and -set repeats.
func TestInwork_FlagsInAnyOrder(t *testing.T) {
	path := t.TempDir() + "/s.yaml"
	require.NoError(t, os.WriteFile(path, []byte("seed: 1"), 0o644))
	for _, args := range [][]string{
		{"check", path, "-set", "weeks=30", "-set", "seed=4"},
		{"check", "-set", "weeks=30", path, "--set=seed=4"},
		{"check", "--set", "weeks=30", "-set=seed=4", "--", path},
	} {
		code, stdout, stderr := call(t, args...)
		assert.Zero(t, code, stderr)
		s, err := scenario.Load(path, "weeks=30", "seed=4")
		require.NoError(t, err)
		assert.Contains(t, stdout, s.Digest(), args)
	}
	code, _, stderr := call(t, "check", path, "-set", "weeks=-5") // a value may begin with a hyphen
	assert.Equal(t, 2, code)
	assert.Contains(t, stderr, "-set weeks=-5: found -5")
}

// An interrupted command says so by its status, whatever error the interruption caused on its way.
func TestLeave_Signals(t *testing.T) {
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(signalled{signal})
		for _, err := range []error{ctx.Err(), context.Cause(ctx), fmt.Errorf("district 3: %w", ctx.Err())} {
			var stderr bytes.Buffer
			p := &program{stderr: &stderr}
			assert.Equal(t, want, p.leave(ctx, err))
			assert.Contains(t, stderr.String(), signal.String())
		}
		p := &program{stderr: io.Discard}
		assert.Zero(t, p.leave(ctx, nil), "a signal that came too late to stop anything")
	}
	p := &program{stderr: io.Discard}
	assert.Equal(t, 1, p.leave(t.Context(), errors.New("disk full")))
}

// failing is a standard output that does not take what it is given.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// `inwork describe | head -1` is no failure; results that could not be written are.
func TestInwork_StandardOutputFails(t *testing.T) {
	for _, c := range []struct {
		err    error
		code   int
		stderr string
	}{
		{&os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, 0, ""},
		{syscall.ENOSPC, 1, "inwork: standard output: no space left on device\n"},
	} {
		for _, verb := range []string{"describe", "version", "help"} {
			var stderr bytes.Buffer
			code := inwork(t.Context(), []string{verb}, strings.NewReader(""), failing{c.err}, &stderr, os.Getenv)
			assert.Equal(t, c.code, code)
			assert.Equal(t, c.stderr, stderr.String())
		}
	}
}

func TestHelp_NamesEveryVerbAndFlag(t *testing.T) {
	_, overview, _ := call(t, "help")
	for _, v := range verbs() {
		assert.Contains(t, overview, "\n  "+v.name)
		code, help, _ := call(t, "help", v.name)
		assert.Zero(t, code)
		_, same, _ := call(t, v.name, "-h")
		assert.Equal(t, help, same)
	}
	_, help, _ := call(t, "help", "run")
	for _, flag := range []string{"-out DIR", "-set key=value", "-workers N", "-shard i/n", "-shards n", "-tables a,b", "-dry-run"} {
		assert.Contains(t, help, "\n  "+flag+"\n")
	}
	for _, line := range strings.Split(overview, "\n") {
		assert.LessOrEqual(t, len(line), 84, line)
	}
}

// The dictionary that is printed is that of the files: each table once, in the contract's order.
func TestDictionary_IsComplete(t *testing.T) {
	var infos []string
	for _, d := range dictionary() {
		infos = append(infos, d.Name)
		assert.NotEmpty(t, d.columns, d.Name)
		for _, by := range d.Sort {
			found := false
			for _, c := range d.columns {
				found = found || c.Name == by
			}
			assert.True(t, found, "%s is sorted by %s, which it does not have", d.Name, by)
		}
	}
	var want []string
	for _, info := range rows.Tables {
		want = append(want, info.Name)
	}
	assert.Equal(t, want, infos)
}
