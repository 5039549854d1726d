package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
)

// A stage is what stands for the cluster: a folder for each claim and ConfigMap.
type stage struct {
	dir    string
	inwork string
	set    *set
}

// play runs the pods' commands on this machine, part by part, then the jobs after
// them, and compares the study with one made in one go.
func (s *set) play(w io.Writer, inwork string) error {
	dir, err := os.MkdirTemp("", "kubernetes")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if inwork, err = filepath.Abs(inwork); err != nil {
		return err
	}
	st := &stage{dir: dir, inwork: inwork, set: s}
	if err := st.build(); err != nil {
		return err
	}
	parts := int(*s.parts.Spec.Completions)
	for _, index := range backwards(parts) { // any order will do
		if _, err := st.pod(s.parts, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", index)); err != nil {
			return fmt.Errorf("pod %d: %w", index, err)
		}
	}
	fmt.Fprintf(w, "job %s: %d pods ran\n", s.parts.Name, parts)
	if err := st.wrongScenario(); err != nil {
		return err
	}
	digest := ""
	for _, job := range s.after {
		said, err := st.pod(job)
		if err != nil {
			return err
		}
		if at := strings.Index(said, "digest "); at >= 0 {
			digest, _, _ = strings.Cut(said[at+len("digest "):], "\n")
		}
		fmt.Fprintf(w, "job %s: ran\n", job.Name)
	}
	whole, err := st.whole()
	if err != nil {
		return err
	}
	if digest != whole {
		return fmt.Errorf("found digest %q of the merged parts, expected %q, that of a study made in one go", digest, whole)
	}
	fmt.Fprintf(w, "digest %s, as in one go\n", digest)
	return nil
}

func backwards(n int) (indices []int) {
	for i := n - 1; i >= 0; i-- {
		indices = append(indices, i)
	}
	return indices
}

// build makes the folders of claims and ConfigMaps.
func (st *stage) build() error {
	for name := range st.set.claims {
		if err := os.MkdirAll(st.claim(name), 0o777); err != nil {
			return err
		}
	}
	for name, config := range st.set.configs {
		if err := os.MkdirAll(st.config(name), 0o777); err != nil {
			return err
		}
		for key, text := range config.Data {
			if err := os.WriteFile(filepath.Join(st.config(name), key), []byte(text), 0o444); err != nil {
				return err
			}
		}
	}
	return nil
}

func (st *stage) claim(name string) string  { return filepath.Join(st.dir, "claims", name) }
func (st *stage) config(name string) string { return filepath.Join(st.dir, "configs", name) }

// pod runs a pod's containers one after the other and returns what they print.
func (st *stage) pod(job *batchv1.Job, env ...string) (string, error) {
	var said strings.Builder
	for _, c := range containers(job) {
		command, err := st.command(job, c, env)
		if err != nil {
			return "", fmt.Errorf("job %s: container %s: %w", job.Name, c.Name, err)
		}
		out, err := command.Output()
		if err != nil {
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				err = fmt.Errorf("%w: %s", err, exit.Stderr)
			}
			return "", fmt.Errorf("job %s: container %s: %s: %w", job.Name, c.Name, strings.Join(c.Args, " "), err)
		}
		said.Write(out)
	}
	return said.String(), nil
}

// command is a container's, with the paths of its mounts replaced and no environment
// but its own.
func (st *stage) command(job *batchv1.Job, c corev1.Container, env []string) (*exec.Cmd, error) {
	if !slices.Equal(c.Command, []string{"/inwork"}) {
		return nil, fmt.Errorf("found command %v, expected [/inwork], which the image holds", c.Command)
	}
	var args []string
	for _, arg := range c.Args {
		if strings.HasPrefix(arg, "/") {
			here, err := st.path(job, c, arg)
			if err != nil {
				return nil, err
			}
			arg = here
		}
		args = append(args, arg)
	}
	command := exec.Command(st.inwork, args...)
	command.Dir = st.dir
	command.Env = env
	for _, e := range c.Env {
		command.Env = append(command.Env, e.Name+"="+e.Value)
	}
	return command, nil
}

// path is where a path in a container is on this machine. What is not in a volume is
// the image's, which holds one file and cannot be written.
func (st *stage) path(job *batchv1.Job, c corev1.Container, path string) (string, error) {
	for _, m := range c.VolumeMounts {
		inside, ok := strings.CutPrefix(path+"/", strings.TrimSuffix(m.MountPath, "/")+"/")
		if !ok {
			continue
		}
		volumes := job.Spec.Template.Spec.Volumes
		v := volumes[slices.IndexFunc(volumes, func(v corev1.Volume) bool { return v.Name == m.Name })]
		switch {
		case v.ConfigMap != nil:
			if !m.ReadOnly {
				return "", fmt.Errorf("found %s mounted to be written, expected readOnly: a ConfigMap cannot be", m.MountPath)
			}
			return filepath.Join(st.config(v.ConfigMap.Name), inside), nil
		case v.PersistentVolumeClaim != nil:
			if m.ReadOnly {
				return "", fmt.Errorf("found %s mounted readOnly: the study is written there", m.MountPath)
			}
			return filepath.Join(st.claim(v.PersistentVolumeClaim.ClaimName), inside), nil
		}
		return "", fmt.Errorf("found %s in a volume that ends with the pod", path)
	}
	return "", fmt.Errorf("found %s, which is in no volume", path)
}

// wrongScenario makes sure that the exit status of a mistake is one for which the job
// gives the part up.
func (st *stage) wrongScenario() error {
	c := containers(st.set.parts)[0]
	command, err := st.command(st.set.parts, c, []string{"JOB_COMPLETION_INDEX=0"})
	if err != nil {
		return err
	}
	command.Args = append(command.Args, "-set", "nonsense=1")
	_ = command.Run()
	status := int32(command.ProcessState.ExitCode())
	if policy := st.set.parts.Spec.PodFailurePolicy; policy != nil {
		for _, rule := range policy.Rules {
			if rule.Action == batchv1.PodFailurePolicyActionFailIndex && rule.OnExitCodes != nil && slices.Contains(rule.OnExitCodes.Values, status) {
				return nil
			}
		}
	}
	return fmt.Errorf("job %s: found no rule FailIndex for exit status %d, which a wrong scenario gives: it would be tried again and again", st.set.parts.Name, status)
}

// whole makes the study in one go and returns its digest.
func (st *stage) whole() (string, error) {
	c := containers(st.set.parts)[0]
	command, err := st.command(st.set.parts, c, nil)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(st.dir, "whole")
	at := slices.Index(command.Args, "-out")
	if at < 0 || at+1 == len(command.Args) {
		return "", fmt.Errorf("found arguments %v, expected -out among them", command.Args[1:])
	}
	command.Args[at+1] = dir
	command.Env = []string{} // nobody says that it is a part
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%v: %w: %s", command.Args[1:], err, out)
	}
	out, err := exec.Command(st.inwork, "merge", dir).Output()
	if err != nil {
		return "", err
	}
	_, digest, _ := strings.Cut(string(out), "digest ")
	return strings.TrimSpace(digest), nil
}
