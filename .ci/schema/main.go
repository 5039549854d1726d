// Schema holds scenario files against their JSON Schema, as an editor does:
//
//	schema SCHEMA valid FILE...      each document of each file is valid
//	schema SCHEMA invalid FILE...    none is
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 3 || args[1] != "valid" && args[1] != "invalid" {
		return errors.New("usage: schema SCHEMA valid|invalid FILE...")
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat() // so that the 30th of February is no date
	schema, err := compiler.Compile(args[0])
	if err != nil {
		return err
	}
	wrong := 0
	for _, file := range args[2:] {
		documents, err := read(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, document := range documents {
			err := schema.Validate(value(document.Content[0]))
			if valid := err == nil; valid != (args[1] == "valid") {
				wrong++
				fmt.Printf("%s:%d: expected %s: %v\n", file, document.Line, args[1], err)
			}
		}
		fmt.Printf("%s: %d documents\n", file, len(documents))
	}
	if wrong > 0 {
		return fmt.Errorf("%d documents are not %s", wrong, args[1])
	}
	return nil
}

// read returns the YAML documents of a file, at least one.
func read(file string) (documents []*yaml.Node, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for decoder := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var document yaml.Node
		switch err := decoder.Decode(&document); {
		case errors.Is(err, io.EOF) && len(documents) > 0:
			return documents, nil
		case err != nil:
			return nil, err
		}
		documents = append(documents, &document)
	}
}
