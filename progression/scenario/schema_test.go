package scenario

import (
	command "flag"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var updateSchema = command.Bool("update", false, "write scenario.schema.json anew")

// The schema that editors have is that of the table of fields. CI puts scenarios to it with a validator of others.
func TestSchema_IsOfTheFields(t *testing.T) {
	got := makeSchema()
	if *updateSchema {
		require.NoError(t, os.WriteFile("scenario.schema.json", got, 0o644))
		return
	}
	assert.Equal(t, string(schemaText), string(got), "run go test ./progression/scenario -update")
}
