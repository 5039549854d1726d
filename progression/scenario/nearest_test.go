package scenario_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/progression/scenario"
)

func ExampleNearest() {
	verbs := []string{"check", "run", "evaluate", "report"}
	fmt.Println(scenario.Nearest("evalaute", verbs))
	fmt.Printf("%q\n", scenario.Nearest("simulate", verbs))
	// Output:
	// evaluate
	// ""
}

// A suggestion must help: no word for what is nothing like it, and none where any would do.
func TestNearest(t *testing.T) {
	words := []string{"weeks", "while", "share", "key"}
	for _, c := range []struct{ found, want string }{
		{"weks", "weeks"},   // one dropped
		{"weekss", "weeks"}, // one added
		{"wheeks", "weeks"}, // one added inside
		{"ewek", ""},        // one swap and one dropped, of four letters
		{"sahre", "share"},  // neighbours swapped
		{"ke", ""},          // two letters say too little
		{"kye", "key"},      // three letters allow one slip
		{"minutes", ""},     // another word
		{"", ""},            // nothing
		{"weeks", "weeks"},  // itself
		{longWord(200), ""}, // bounded work
	} {
		assert.Equal(t, c.want, scenario.Nearest(c.found, words), c.found)
	}
}

func longWord(n int) string { return fmt.Sprintf("%0*d", n, 0) }
