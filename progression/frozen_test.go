package progression

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// supportGroups are the groups of parameters that make the effect of an arm.
var supportGroups = []string{"effort", "provision", "employers", "conduct"}

// The parameters of support were set before the trial's own results were looked at,
// and stay as they are whatever those turn out to be: testdata/support.txt holds
// them, and no test rewrites it. Who changes one says in the change log what new
// evidence there is, and edits the file by hand.
func TestParameters_SupportIsFrozen(t *testing.T) {
	frozen, err := os.ReadFile("testdata/support.txt")
	require.NoError(t, err)
	var now strings.Builder
	p := DefaultParameters()
	for _, q := range p.List() {
		if group, _, _ := strings.Cut(q.Name, "."); slices.Contains(supportGroups, group) {
			fmt.Fprintf(&now, "%s %v\n", q.Name, q.Default)
		}
	}
	assert.Equal(t, string(frozen), now.String())
}

// No parameter is drawn from what the trial found: A10 to A14, A18 and A19 of the
// evidence are its effects.
func TestParameters_NoneIsOfTheTrialsResults(t *testing.T) {
	results := regexp.MustCompile(`\bA1[0-489]\b`)
	p := DefaultParameters()
	for _, q := range p.List() {
		assert.NotRegexp(t, results, q.Source, q.Name)
	}
}
