// Package scenario reads what is to be simulated: a YAML file in plain words in
// which everything has a default.
//
// A file is read in six steps, a Go file each. syntax.go turns the text into YAML
// nodes, and tidy.go refuses what YAML offers beyond plain keys and values; base.go
// adds what the file leaves out and another one, its base, has; set.go puts the
// overrides of the command line among the nodes; fields.go lists every key with its
// meaning, and reading a node into the [Scenario] is a walk along that list; check.go
// compares keys with each other; sweep.go reads the points in which the study varies
// keys, and checks the scenario of each. digest.go gives the scenario a canonical form
// and an identity.
//
// A scenario without a sweep is one point, itself; with one, [Scenario.Points] are
// the scenarios that a run simulates, with the same people and the same luck at each.
//
// Nothing wrong is passed over and nothing is guessed: a scenario that is not
// accepted gives [Problems], a line each, with file, line, key, what was found
// and what was expected.
//
// An arm may be like a ready-made one, which stands in arms.yaml with the source of each
// value. A program with practices of its own reads its scenarios with [Options].
//
// A key that is left out has its value in the embedded default scenario, the
// in-work progression trial of 2015 to 2018, which [Default] returns as text.
package scenario
