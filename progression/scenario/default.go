package scenario

import (
	_ "embed"
	"slices"
	"sync"

	"inwork/progression"
)

//go:embed trial-2015.yaml
var trial2015 []byte

// defaultName stands for the embedded file in errors.
const defaultName = "trial-2015.yaml"

// Default returns the text of the default scenario, the in-work progression trial of 2015 to 2018: commented, and
// with every key at the value that it has when it is left out.
func Default() []byte { return slices.Clone(trial2015) }

// standard returns a new copy of the default scenario.
func standard() *Scenario { return readDefault().clone() }

var readDefault = sync.OnceValue(func() *Scenario {
	s := &Scenario{Parameters: progression.DefaultParameters()}
	root, problem := parseYAML(defaultName, trial2015)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	r := newReader(defaultName)
	s.fields().read(r, "", root)
	if len(r.problems) > 0 {
		panic("scenario: " + r.found().Error())
	}
	return s
})
