package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"inwork/progression/evaluation"
	"inwork/progression/pilot"
	"inwork/progression/scenario"
	"inwork/sim/study"
)

// The exit statuses, beside 128 and the number of the signal that ended the program.
const (
	done   = 0
	failed = 1 // while running
	wrong  = 2 // use or input
)

// wrongUse is a mistake in the call.
type wrongUse struct {
	verb            string // empty before one is known
	found, expected string
	meant           string // a suggestion; may be empty
}

func (e *wrongUse) Error() string {
	text := fmt.Sprintf("found %s, expected %s", e.found, e.expected)
	if e.verb != "" {
		text = e.verb + ": " + text
	}
	if e.meant != "" {
		text += ", did you mean " + e.meant + "?"
	}
	return text
}

// leave says on standard error what went wrong, if anything did, and returns the exit status.
func (p *program) leave(ctx context.Context, err error) int {
	var signal signalled
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return done // nobody reads on: head, or a pager that was left
	case errors.As(context.Cause(ctx), &signal):
		text := signal.Error()
		if p.study != "" {
			text += ": " + kept(p.study, p.part)
		}
		fmt.Fprintln(p.stderr, "inwork:", text)
		return 128 + int(signal.Signal)
	}
	var problems scenario.Problems
	if errors.As(err, &problems) {
		fmt.Fprintln(p.stderr, problems) // they name their file
		return wrong
	}
	fmt.Fprintf(p.stderr, "inwork: %v\n", err)
	if isWrong(err) {
		return wrong
	}
	return failed
}

// isWrong says whether the caller can cure the error by calling otherwise.
func isWrong(err error) bool {
	var (
		use          *wrongUse
		mismatch     *study.Mismatch
		missing      *evaluation.Missing
		notEvaluated *evaluation.NotEvaluated
		data         *wrongData
		cell         *wrongCell
		several      wrongUses
		prices       *evaluation.WrongUnitCosts
		unknown      *pilot.UnknownPractice
	)
	return errors.As(err, &use) || errors.As(err, &mismatch) || errors.As(err, &missing) || errors.As(err, &notEvaluated) ||
		errors.As(err, &data) || errors.As(err, &cell) || errors.As(err, &several) || errors.As(err, &prices) || errors.As(err, &unknown) || unsuited(err)
}

// sink is standard output. It remembers that writing failed, so that no result is lost unnoticed.
type sink struct {
	to  io.Writer
	err error
}

// Write passes on until the first error.
func (s *sink) Write(data []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.to.Write(data)
	if err != nil {
		s.err = fmt.Errorf("standard output: %w", err)
	}
	return n, s.err
}
