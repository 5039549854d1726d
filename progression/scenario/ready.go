package scenario

import (
	_ "embed"
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"

	"inwork/progression"
)

//go:embed arms.yaml
var armsYAML []byte

// armsName stands for the embedded file in errors.
const armsName = "arms.yaml"

// ReadyMadeYAML returns the ready-made arms as text: each number with its grade and source.
func ReadyMadeYAML() []byte { return slices.Clone(armsYAML) }

// ReadyMade returns the arms that a scenario's arm can be like, in the order of the file.
func ReadyMade() []progression.Arm { return slices.Clone(readyMade()) }

var readyMade = sync.OnceValue(func() []progression.Arm {
	root, problem := parseYAML(armsName, armsYAML)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	r := newReader(armsName)
	var arms []progression.Arm
	for key, value := range pairs(root) {
		arm := newArm(key.Value)
		armFields(&arm, nil).read(r, key.Value, value)
		arms = append(arms, arm)
	}
	if len(r.problems) > 0 {
		panic("scenario: " + r.found().Error())
	}
	return arms
})

// startLike gives an arm all but its names of the ready-made one that its node says
// it is like, before its own keys are read. A name that is none is refused with the
// other keys.
func (r *reader) startLike(arm *progression.Arm, n *yaml.Node) {
	if n.Kind != yaml.MappingNode || r.refused[n] {
		return
	}
	like := child(n, "like")
	if like == nil || r.refused[like] || like.Kind != yaml.ScalarNode {
		return
	}
	for _, ready := range readyMade() {
		if ready.Slug == like.Value {
			ready.Slug, ready.Key, ready.Label = arm.Slug, arm.Key, arm.Label
			*arm = ready
		}
	}
}

// likeness is the key that names a ready-made arm. It leaves no trace: what it
// brought stands under the other keys.
type likeness struct{}

func (likeness) read(r *reader, path string, n *yaml.Node) { likeWord().read(r, path, n) }

func (likeness) canonical() any { return nil }

func (likeness) schema() jsonSchema { return likeWord().schema() }

func likeWord() scalar {
	var names []string
	for _, arm := range readyMade() {
		names = append(names, arm.Slug)
	}
	return word(new(string), names...)
}
