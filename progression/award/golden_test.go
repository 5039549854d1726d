package award_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/award"
)

var update = flag.Bool("update", false, "write testdata/households.awards.jsonl anew")

// Households of many kinds keep their answers, to the byte: whoever changes a rule sees whom it moves.
func TestStream_Households(t *testing.T) {
	in, err := os.Open("../../testdata/households.jsonl")
	require.NoError(t, err)
	defer in.Close()
	var out bytes.Buffer
	lines, bad, err := award.Stream(t.Context(), in, &out)
	require.NoError(t, err)
	assert.Equal(t, 12, lines)
	assert.Zero(t, bad)

	const golden = "../../testdata/households.awards.jsonl"
	if *update {
		require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String())
}
