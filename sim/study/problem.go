package study

import (
	"fmt"
	"strings"
)

// Kind is a way in which a study fails to be whole.
type Kind string

const (
	Missing Kind = "missing" // a chunk, or a file of one, is not there
	Double  Kind = "double"  // the same work stands there twice
	Foreign Kind = "foreign" // something is there that the plan does not have
	Damaged Kind = "damaged" // a file is not what its manifest says
	Mixed   Kind = "mixed"   // chunks were made on different processor architectures
)

// A Problem is one of them.
type Problem struct {
	Kind   Kind
	Path   string // of a file, with slashes, relative to the study's folder
	Detail string
}

// String gives it in one line.
func (p Problem) String() string { return fmt.Sprintf("%s: %s: %s", p.Path, p.Kind, p.Detail) }

// most is how many problems an error lists.
const most = 20

// Incomplete is the error of a study that is not whole.
type Incomplete struct {
	Dir      string
	Problems []Problem // the first 20, in plan order
	More     int       // how many there are beside those
}

// Error gives one line a problem.
func (e *Incomplete) Error() string {
	lines := []string{fmt.Sprintf("%s: the study is not whole: found %s", e.Dir, counted(len(e.Problems)+e.More))}
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

// incomplete returns the error of these problems, nil if there are none.
func incomplete(dir string, problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	listed := min(len(problems), most)
	return &Incomplete{Dir: dir, Problems: problems[:listed], More: len(problems) - listed}
}

func counted(n int) string {
	if n == 1 {
		return "1 problem"
	}
	return fmt.Sprintf("%d problems", n)
}
