// Kubernetes checks manifests without a cluster:
//
//	kubernetes -inwork BINARY STUDY.yaml JOB.yaml MERGE.yaml
//
// Each document is decoded strictly, given the API server's defaults and put to
// the API server's own validation. Then comes what no API server looks at: whether
// the documents fit one another and the command they call. Last, the pods' commands
// are run here, in the folders that the volumes stand for, and the study they leave
// is compared with one that was made in one go.
//
// It prints a line a document and a line a job, and exits with 1 if anything is wrong.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	inwork := flag.String("inwork", "", "the command that the containers call")
	flag.Parse()
	if *inwork == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: kubernetes -inwork BINARY FILE...")
		os.Exit(2)
	}
	if err := check(os.Stdout, *inwork, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// check does all of it, and says on w what was found right.
func check(w io.Writer, inwork string, files []string) error {
	var all []document
	var problems []error
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		documents, err := decode(file, text)
		problems = append(problems, err)
		for _, d := range documents {
			if err := d.validate(); err != nil {
				problems = append(problems, err)
				continue
			}
			fmt.Fprintln(w, d, "valid")
			all = append(all, d)
		}
	}
	if err := errors.Join(problems...); err != nil {
		return err // documents that are not valid cannot be compared
	}
	s, err := gather(all)
	if err != nil {
		return err
	}
	if err := s.agree(); err != nil {
		return err
	}
	return s.play(w, inwork)
}
