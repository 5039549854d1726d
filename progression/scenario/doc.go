// Package scenario reads what is to be simulated: a YAML file in plain words in
// which everything has a default.
//
// A file is read in steps, a Go file each. syntax.go turns the text into YAML
// nodes and tidy.go refuses what YAML offers and a scenario does without; base.go
// fills in what another file says; set.go puts the overrides of the command line
// among the nodes; fields.go lists every key with its meaning, and reading a node
// into the [Scenario] is a walk along that list; check.go compares keys with each
// other; sweep.go makes points of the keys that vary; digest.go gives the scenario
// a canonical form and an identity, schema.go the same table to editors.
//
// Nothing wrong is passed over and nothing is guessed: a scenario that is not
// accepted gives [Problems], a line each, with file, line, key, what was found
// and what was expected.
//
// A key that is left out has its value in the embedded default scenario, the
// in-work progression trial of 2015 to 2018, which [Default] returns as text.
package scenario
