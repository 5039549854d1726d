package table

import (
	"errors"
	"fmt"
	"strings"
)

// An Error says where a table is wrong, what was found there and what was expected.
type Error struct {
	File     string // path
	Row      int64  // counted from 0 in the file; -1 when it is not about one row
	Column   string // empty when it is not about one column
	Found    string
	Expected string
}

// Error gives it in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	separator := ": "
	if e.Row >= 0 {
		fmt.Fprintf(&b, "%srow %d", separator, e.Row)
		separator = ", "
	}
	if e.Column != "" {
		fmt.Fprintf(&b, "%scolumn %s", separator, e.Column)
	}
	fmt.Fprintf(&b, ": found %s, expected %s", e.Found, e.Expected)
	return b.String()
}

// errClosed is what a Writer answers once it was closed or aborted.
var errClosed = errors.New("table: the writer is closed")
