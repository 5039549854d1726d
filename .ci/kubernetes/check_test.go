package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const examples = "../../examples/kubernetes"

// A mistake is put into one of the example's files.
type mistake struct {
	name, file, old, new string
	says                 string // a part of what is said of it
}

// isRefused checks the example with the mistake, by the command or by what stands for it.
func (m mistake) isRefused(t *testing.T, command string) {
	t.Run(m.name, func(t *testing.T) {
		err := check(t.Output(), command, changed(t, m))
		require.Error(t, err)
		assert.Contains(t, err.Error(), m.says)
	})
}

// changed writes the example with a mistake into a new folder and names its files.
func changed(t *testing.T, m mistake) (files []string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"study.yaml", "job.yaml", "merge.yaml"} {
		text, err := os.ReadFile(filepath.Join(examples, name))
		require.NoError(t, err)
		if name == m.file {
			require.Contains(t, string(text), m.old, "the mistake cannot be made")
			text = bytes.Replace(text, []byte(m.old), []byte(m.new), 1)
		}
		text = bytes.Replace(text, []byte("replicates: 16"), []byte("replicates: 3"), 1) // fewer chunks than parts
		files = append(files, filepath.Join(dir, name))
		require.NoError(t, os.WriteFile(files[len(files)-1], text, 0o666))
	}
	return files
}

// What the API server refuses, or warns of, is refused here, in its words and by the
// document's name.
func TestCheck_APIServer(t *testing.T) {
	for _, m := range []mistake{
		{"misspelt field", "job.yaml", "parallelism: 4", "paralelism: 4", `job.yaml: document 1: strict decoding error: unknown field "spec.paralelism"`},
		{"field given twice", "job.yaml", "parallelism: 4", "parallelism: 4\n  parallelism: 5", `key "parallelism" already set`},
		{"bad quantity", "job.yaml", "memory: 1Gi}\n          limits", "memory: 1Gib}\n          limits", "quantities must match the regular expression"},
		{"request above the limit", "job.yaml", "limits: {memory: 1Gi}", "limits: {memory: 1Mi}", "must be less than or equal to memory limit"},
		{"restart policy", "job.yaml", "restartPolicy: Never", "restartPolicy: OnFailure", `job.yaml: document 1: Job inwork-study: spec.template.spec.restartPolicy: Invalid value: "OnFailure"`},
		{"not indexed", "job.yaml", "completionMode: Indexed ", "completionMode: NonIndexed ", "spec.backoffLimitPerIndex: Invalid value"},
		{"container in the policy", "job.yaml", "containerName: run", "containerName: work", "podFailurePolicy.rules[1].onExitCodes.containerName: Invalid value"},
		{"missing volume", "job.yaml", "- name: tmp\n        emptyDir", "- name: temp\n        emptyDir", `volumeMounts[2].name: Not found: "tmp"`},
		{"wrong version", "job.yaml", "apiVersion: batch/v1", "apiVersion: batch/v2", `no kind "Job" is registered for version "batch/v2"`},
		{"wrong kind", "merge.yaml", "kind: Job", "kind: Jobs", `no kind "Jobs" is registered`},
		{"no kind", "merge.yaml", "kind: Job\n", "", "Object 'Kind' is missing"},
		{"completions missing", "job.yaml", "  completions: 8 ", "  # ", "spec.completions: Required value: when completion mode is Indexed"},
		{"second document", "study.yaml", "kind: ConfigMap", "kind: ConfigMap\ndate: {}", `study.yaml: document 2: strict decoding error: unknown field "date"`},
		{"no YAML", "study.yaml", "immutable: true ", "immutable: {true ", "study.yaml: document 2: "},
		{"access mode", "study.yaml", "[ReadWriteMany]", "[ReadWriteAll]", "spec.accessModes: Unsupported value"},
		{"name of a claim", "study.yaml", "name: inwork-study", "name: Inwork_study", "metadata.name: Invalid value"},
		{"key of a ConfigMap", "study.yaml", "  scenario.yaml: |", "  scenario/x.yaml: |", "data[scenario/x.yaml]: Invalid value"},
		{"list of init containers", "merge.yaml", "- name: evaluate", "- name: merge", "Duplicate value"},
		{"twice in the environment", "job.yaml", `- {name: INWORK_SHARDS, value: "8"}`, "- {name: INWORK_SHARDS, value: \"8\"}\n        - {name: INWORK_SHARDS, value: \"8\"}", "warning: spec.template.spec.containers[0].env[1]: hides previous definition"},
		{"another kind", "study.yaml", "kind: ConfigMap\nmetadata:\n  name: inwork-scenario\n", "kind: ServiceAccount\nmetadata: {name: x}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: inwork-scenario\n",
			"document 2: ServiceAccount x: found a *core.ServiceAccount, expected a Job, a PersistentVolumeClaim or a ConfigMap"},
		{"a list", "merge.yaml", "apiVersion: batch/v1\nkind: Job", "apiVersion: v1\nkind: List\nitems: []\n---\napiVersion: batch/v1\nkind: Job", "merge.yaml: document 1: found a *v1.List"},
	} {
		m.isRefused(t, "no command is called for a document that is not valid")
	}
}

// What only a reader of both sides sees.
func TestCheck_Agree(t *testing.T) {
	for _, m := range []mistake{
		{"parts", "job.yaml", "completions: 8", "completions: 9", "found INWORK_SHARDS 8, expected 9, the completions"},
		{"no parts", "job.yaml", "name: INWORK_SHARDS", "name: INWORK_PARTS", "found no INWORK_SHARDS, expected 8"},
		{"workers", "job.yaml", `-workers, "2"`, `-workers, "4"`, "expected -workers 2, the processors requested"},
		{"claim", "merge.yaml", "claimName: inwork-study", "claimName: inwork-studies", "job inwork-merge: volume study: found no claim inwork-studies"},
		{"ConfigMap", "job.yaml", "configMap: {name: inwork-scenario}", "configMap: {name: scenario}", "found no ConfigMap scenario"},
		{"one node only", "study.yaml", "[ReadWriteMany]", "[ReadWriteOnce]", "expected ReadWriteMany"},
		{"root", "merge.yaml", "runAsNonRoot: true", "runAsNonRoot: false", "container report: found no runAsNonRoot"},
		{"no memory limit", "merge.yaml", "          limits: {memory: 2Gi}\n", "", "container merge: found no a memory limit"},
		{"name used twice", "merge.yaml", "name: inwork-merge", "name: inwork-study", "there is another of that name"},
	} {
		m.isRefused(t, "no command is called for documents that do not agree")
	}
}

// What the command itself says when the pods' containers are run.
func TestCheck_Play(t *testing.T) {
	inwork := filepath.Join(t.TempDir(), "inwork")
	build := exec.Command("go", "build", "-o", inwork, "./progression/cmd/inwork")
	build.Dir = "../.."
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)

	for _, m := range []mistake{
		{"unknown flag", "job.yaml", "-out, /study", "-output, /study", "the unknown flag -output"},
		{"scenario's name", "job.yaml", "/scenario/scenario.yaml", "/scenario/pilot.yaml", "no such file"},
		{"wrong scenario", "study.yaml", "    replicates: 16", "    replicate: 16", "did you mean replicates"},
		{"study outside the volume", "job.yaml", "-out, /study", "-out, /out", "found /out, which is in no volume"},
		{"study in a volume that ends", "job.yaml", "-out, /study", "-out, /tmp/study", "in a volume that ends with the pod"},
		{"study on a read-only mount", "job.yaml", "mountPath: /study}", "mountPath: /study, readOnly: true}", "the study is written there"},
		{"ConfigMap to be written", "job.yaml", "mountPath: /scenario, readOnly: true}", "mountPath: /scenario}", "expected readOnly"},
		{"command", "merge.yaml", "command: [/inwork]", "command: [/bin/inwork]", "expected [/inwork]"},
		{"exit status", "job.yaml", "values: [2]", "values: [1]", "found no rule FailIndex for exit status 2"},
		{"order", "merge.yaml", "args: [merge, /study]", "args: [report, /study]", "container merge: report"},
		{"nothing proved", "merge.yaml", "args: [merge, /study]", "args: [version]", `job inwork-merge: container evaluate: evaluate`},
	} {
		m.isRefused(t, inwork)
	}

	assert.NoError(t, check(t.Output(), inwork, changed(t, mistake{})), "no mistake")
}

// Every document is looked at: the problems of all files are told at once.
func TestDecode_All(t *testing.T) {
	_, err := decode("x.yaml", []byte("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx: 1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ny: 1\n"))
	require.Error(t, err)
	assert.Len(t, strings.Split(err.Error(), "\n"), 2)
	_, err = decode("x.yaml", nil)
	assert.ErrorContains(t, err, "found no document")
}
