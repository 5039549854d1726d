package evaluation

import "fmt"

// Missing is the error of a file or table without which there is nothing to evaluate.
type Missing struct {
	Path   string
	Needed string // what it is and how to come by it
}

func (e *Missing) Error() string { return fmt.Sprintf("%s: not found, expected %s", e.Path, e.Needed) }

// NotEvaluated is the error of a study whose estimates were not made, or not for all that it now holds.
type NotEvaluated struct {
	Dir string
	Why string
}

func (e *NotEvaluated) Error() string {
	return fmt.Sprintf("%s: not evaluated: %s: run inwork evaluate %s", e.Dir, e.Why, e.Dir)
}
