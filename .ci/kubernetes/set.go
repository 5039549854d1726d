package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
)

// A set is the documents of one study, which belong together.
type set struct {
	claims  map[string]*corev1.PersistentVolumeClaim
	configs map[string]*corev1.ConfigMap
	parts   *batchv1.Job   // the indexed job
	after   []*batchv1.Job // the others, in order
}

// gather sorts documents by what they are.
func gather(documents []document) (*set, error) {
	s := &set{claims: map[string]*corev1.PersistentVolumeClaim{}, configs: map[string]*corev1.ConfigMap{}}
	seen := map[string]bool{}
	for _, d := range documents {
		if key := d.object.GetObjectKind().GroupVersionKind().Kind + " " + nameOf(d.object); seen[key] {
			return nil, fmt.Errorf("%v there is another of that name", d)
		} else {
			seen[key] = true
		}
		switch o := d.object.(type) {
		case *corev1.PersistentVolumeClaim:
			s.claims[o.Name] = o
		case *corev1.ConfigMap:
			s.configs[o.Name] = o
		case *batchv1.Job:
			switch {
			case *o.Spec.CompletionMode != batchv1.IndexedCompletion:
				s.after = append(s.after, o)
			case s.parts != nil:
				return nil, fmt.Errorf("%v found a second indexed job, expected one", d)
			default:
				s.parts = o
			}
		}
	}
	if s.parts == nil {
		return nil, errors.New("found no indexed job, expected one")
	}
	return s, nil
}

// agree finds what no API server looks at: numbers and names that must be the same in
// several places, and pods that a careful cluster would refuse.
func (s *set) agree() error {
	problems := []error{s.agreeOnParts()}
	for _, job := range append([]*batchv1.Job{s.parts}, s.after...) {
		for _, v := range job.Spec.Template.Spec.Volumes {
			if err := s.volume(v); err != nil {
				problems = append(problems, fmt.Errorf("job %s: volume %s: %w", job.Name, v.Name, err))
			}
		}
		for _, c := range containers(job) {
			for _, err := range restricted(job.Spec.Template.Spec, c) {
				problems = append(problems, fmt.Errorf("job %s: container %s: %w", job.Name, c.Name, err))
			}
		}
	}
	return errors.Join(problems...)
}

// containers in the order in which they run.
func containers(job *batchv1.Job) []corev1.Container {
	return slices.Concat(job.Spec.Template.Spec.InitContainers, job.Spec.Template.Spec.Containers)
}

// agreeOnParts compares the indexed job with what its program is told.
func (s *set) agreeOnParts() error {
	var problems []error
	refuse := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("job "+s.parts.Name+": "+format, args...))
	}
	parts := strconv.Itoa(int(*s.parts.Spec.Completions))
	for _, c := range containers(s.parts) {
		at := slices.IndexFunc(c.Env, func(e corev1.EnvVar) bool { return e.Name == "INWORK_SHARDS" })
		switch {
		case at < 0:
			refuse("container %s: found no INWORK_SHARDS, expected %s, the completions", c.Name, parts)
		case c.Env[at].Value != parts:
			refuse("container %s: found INWORK_SHARDS %s, expected %s, the completions", c.Name, c.Env[at].Value, parts)
		}
		cpu := c.Resources.Requests.Cpu().String()
		if at := slices.Index(c.Args, "-workers"); at < 0 || at+1 == len(c.Args) || c.Args[at+1] != cpu {
			refuse("container %s: found arguments %s, expected -workers %s, the processors requested", c.Name, strings.Join(c.Args, " "), cpu)
		}
	}
	return errors.Join(problems...)
}

// volume finds a volume whose source is not among the documents.
func (s *set) volume(v corev1.Volume) error {
	switch {
	case v.PersistentVolumeClaim != nil:
		claim := s.claims[v.PersistentVolumeClaim.ClaimName]
		if claim == nil {
			return fmt.Errorf("found no claim %s", v.PersistentVolumeClaim.ClaimName)
		}
		if !slices.Contains(claim.Spec.AccessModes, corev1.ReadWriteMany) {
			return fmt.Errorf("found claim %s with %v, expected ReadWriteMany: pods on several nodes write it", claim.Name, claim.Spec.AccessModes)
		}
	case v.ConfigMap != nil:
		if s.configs[v.ConfigMap.Name] == nil {
			return fmt.Errorf("found no ConfigMap %s", v.ConfigMap.Name)
		}
	case v.EmptyDir != nil:
	default:
		return errors.New("found a kind of volume that nothing here knows")
	}
	return nil
}

// restricted finds what a cluster that enforces the restricted pod security standard
// would refuse, and a container without a memory limit.
func restricted(pod corev1.PodSpec, c corev1.Container) (problems []error) {
	yes := func(b *bool) bool { return b != nil && *b }
	no := func(b *bool) bool { return b != nil && !*b }
	own, of := c.SecurityContext, pod.SecurityContext
	if own == nil {
		own = &corev1.SecurityContext{}
	}
	for missing, ok := range map[string]bool{
		"runAsNonRoot":                        of != nil && yes(of.RunAsNonRoot),
		"seccompProfile RuntimeDefault":       of != nil && of.SeccompProfile != nil && of.SeccompProfile.Type == corev1.SeccompProfileTypeRuntimeDefault,
		"fsGroup":                             of != nil && of.FSGroup != nil,
		"allowPrivilegeEscalation: false":     no(own.AllowPrivilegeEscalation),
		"readOnlyRootFilesystem":              yes(own.ReadOnlyRootFilesystem),
		"capabilities drop ALL":               own.Capabilities != nil && slices.Contains(own.Capabilities.Drop, "ALL"),
		"automountServiceAccountToken: false": no(pod.AutomountServiceAccountToken),
		"a memory limit equal to the request": !c.Resources.Limits.Memory().IsZero() && c.Resources.Limits.Memory().Equal(*c.Resources.Requests.Memory()),
	} {
		if !ok {
			problems = append(problems, fmt.Errorf("found no %s", missing))
		}
	}
	slices.SortFunc(problems, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return problems
}
