package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/batch/install" // the kinds that are known
	_ "k8s.io/kubernetes/pkg/apis/core/install"
)

// A document is one object of a manifest.
type document struct {
	file   string
	number int            // from 1
	object runtime.Object // with metadata
}

// String is how messages name it.
func (d document) String() string {
	name := fmt.Sprintf("%s: document %d", d.file, d.number)
	if d.object == nil {
		return name
	}
	kind := d.object.GetObjectKind().GroupVersionKind().Kind
	return fmt.Sprintf("%s: %s %s:", name, kind, nameOf(d.object))
}

// decode reads a manifest as the API server does with strict field validation:
// unknown and doubled fields are errors. It returns what could be read, too.
func decode(file string, text []byte) ([]document, error) {
	strict := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict).UniversalDeserializer()
	var documents []document
	var problems []error
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for number := 1; ; number++ {
		part, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		d := document{file: file, number: number}
		if err == nil {
			d.object, _, err = strict.Decode(part, nil, nil)
		}
		if _, named := d.object.(metav1.Object); err == nil && !named {
			err = fmt.Errorf("found a %T, expected an object with a name", d.object)
		}
		if err != nil {
			d.object = nil
			problems = append(problems, fmt.Errorf("%v: %s", d, strings.TrimSpace(err.Error())))
			continue
		}
		documents = append(documents, d)
	}
	if len(documents) == 0 && len(problems) == 0 {
		problems = append(problems, fmt.Errorf("%s: found no document", file))
	}
	return documents, errors.Join(problems...)
}
