// Schema puts scenarios to the JSON Schema with a validator that shares no code
// with inwork:
//
//	schema SCHEMA.json GOOD BAD
//
// GOOD and BAD are folders of YAML files: all of the one must be valid, none of the
// other. It prints a tally, and exits with 1 if anything is otherwise.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: schema SCHEMA.json GOOD BAD")
		os.Exit(2)
	}
	if err := check(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(schema, good, bad string) error {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	s, err := compiler.Compile(schema)
	if err != nil {
		return err
	}
	wrong, tried := 0, 0
	for _, folder := range []string{good, bad} {
		files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
		if err != nil || len(files) == 0 {
			return fmt.Errorf("%s: no scenarios (%v)", folder, err)
		}
		for _, file := range files {
			problem := validate(s, file)
			if tried++; (problem == nil) != (folder == good) {
				wrong++
				fmt.Fprintf(os.Stderr, "%s: %v\n", file, problem)
			}
		}
		fmt.Printf("%s: %d scenarios\n", folder, len(files))
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d scenarios are judged otherwise than inwork judges them", wrong, tried)
	}
	return nil
}

func validate(s *jsonschema.Schema, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return err
	}
	value, err := plain(document.Content[0])
	if err != nil {
		return err
	}
	return s.Validate(value)
}

// plain is a YAML node as JSON has it. A date is text, as it is to editors, which
// read YAML 1.2.
func plain(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			value, err := plain(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			object[n.Content[i].Value] = value
		}
		return object, nil
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			value, err := plain(item)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	}
	if n.ShortTag() == "!!timestamp" {
		return n.Value, nil
	}
	var value any
	err := n.Decode(&value)
	return value, err
}
