package main

import (
	"context"
	"errors"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/api/job"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/batch"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	"k8s.io/kubernetes/pkg/apis/core"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
)

// namespace is what kubectl sends when nobody names one.
const namespace = "default"

// metaOf returns an object's metadata; decode lets no other through.
func metaOf(object runtime.Object) metav1.Object { return object.(metav1.Object) }

func nameOf(object runtime.Object) string { return metaOf(object).GetName() }

// validate gives the document the API server's defaults, which stay in it, and asks
// the API server's validation. Warnings are errors here: an example needs none.
func (d document) validate() error {
	if meta := metaOf(d.object); meta.GetNamespace() == "" {
		meta.SetNamespace(namespace)
	}
	legacyscheme.Scheme.Default(d.object)
	group := d.object.GetObjectKind().GroupVersionKind().Group
	internal, err := legacyscheme.Scheme.ConvertToVersion(d.object, schema.GroupVersion{Group: group, Version: runtime.APIVersionInternal})
	if err != nil {
		return fmt.Errorf("%v %w", d, err)
	}
	var problems []error
	for _, problem := range problemsOf(internal) {
		problems = append(problems, fmt.Errorf("%v %w", d, problem))
	}
	return errors.Join(problems...)
}

// problemsOf validates one object, with the options that the API server takes for a new one.
func problemsOf(object runtime.Object) (problems []error) {
	var found field.ErrorList
	switch o := object.(type) {
	case *batch.Job:
		ownSelector(o)
		found = batchvalidation.ValidateJob(o, batchvalidation.JobValidationOptions{
			PodValidationOptions:  pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil),
			RequirePrefixedLabels: true,
		})
		for _, warning := range job.WarningsForJobSpec(context.Background(), field.NewPath("spec"), &o.Spec, nil) {
			problems = append(problems, errors.New("warning: "+warning))
		}
	case *core.PersistentVolumeClaim:
		found = corevalidation.ValidatePersistentVolumeClaim(o, corevalidation.ValidationOptionsForPersistentVolumeClaimCreate())
	case *core.ConfigMap:
		found = corevalidation.ValidateConfigMap(o)
	default:
		return []error{fmt.Errorf("found a %T, expected a Job, a PersistentVolumeClaim or a ConfigMap: nothing here validates others", object)}
	}
	for _, problem := range found {
		problems = append(problems, problem)
	}
	return problems
}

// ownSelector does what the API server does to a new job before it validates it: the
// job's pods get its name and identity as labels and are selected by them.
func ownSelector(o *batch.Job) {
	if o.UID == "" {
		o.UID = "00000000-0000-0000-0000-000000000000"
	}
	if o.Spec.Template.Labels == nil {
		o.Spec.Template.Labels = map[string]string{}
	}
	for label, value := range map[string]string{
		batch.LegacyJobNameLabel: o.Name, batch.JobNameLabel: o.Name,
		batch.LegacyControllerUidLabel: string(o.UID), batch.ControllerUidLabel: string(o.UID),
	} {
		if _, given := o.Spec.Template.Labels[label]; !given {
			o.Spec.Template.Labels[label] = value
		}
	}
	if o.Spec.Selector == nil {
		o.Spec.Selector = &metav1.LabelSelector{}
	}
	if o.Spec.Selector.MatchLabels == nil {
		o.Spec.Selector.MatchLabels = map[string]string{}
	}
	o.Spec.Selector.MatchLabels[batch.ControllerUidLabel] = string(o.UID)
}
