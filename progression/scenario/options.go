package scenario

import "inwork/progression"

// Options are what a program brings to the reading of a scenario. The zero value
// brings nothing.
type Options struct {
	// Practices are the program's own, which arms may name beside those built in.
	// The scenario keeps them, so that a run finds what was named.
	Practices progression.Practices
}

// Load reads a scenario from a file as the function of that name does.
func (o Options) Load(path string, sets ...string) (*Scenario, error) {
	return o.load(path, readFile, LoadMicrodata, sets)
}

// Parse reads a scenario from text as the function of that name does.
func (o Options) Parse(name string, data []byte, sets ...string) (*Scenario, error) {
	r, err := o.reader(name)
	if err != nil {
		return nil, err
	}
	root, problem := r.document(data)
	if problem != nil {
		return nil, Problems{*problem}
	}
	return r.scenario(root, sets)
}

// load reads a scenario by a source; without a way to read a file of people there is no folder to look into.
func (o Options) load(path string, read source, microdata func(string) (*Microdata, error), sets []string) (*Scenario, error) {
	r, err := o.reader(path)
	if err != nil {
		return nil, err
	}
	data, problem := read(path)
	if problem != nil {
		return nil, Problems{*problem}
	}
	r.microdata = microdata
	root, problem := r.document(data)
	if problem != nil {
		return nil, Problems{*problem}
	}
	r.inherit(root, read)
	return r.scenario(root, sets)
}

// reader returns one that knows the program's practices.
func (o Options) reader(file string) (*reader, error) {
	if err := o.Practices.Check(); err != nil {
		return nil, err
	}
	r := newReader(file)
	r.practices = o.Practices
	return r, nil
}
