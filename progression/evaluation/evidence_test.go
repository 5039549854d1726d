package evaluation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every arm of the committed file has all parts, with errors but of Monte Carlo; that they are the draws' is examples/prior's test.
func TestTheEvidence(t *testing.T) {
	e := TheEvidence()
	assert.Equal(t, 200, e.Draws)
	assert.NotEmpty(t, e.Model)
	for _, arm := range []string{"frequent", "moderate"} {
		for _, part := range []EvidencePart{Inferred, Assumed, AssumedOfBoth} {
			s := e.Of(arm, part)
			require.NotNil(t, s, "%s %s", arm, part)
			require.NotNil(t, s.StdError)
			assert.Positive(t, s.Parameters)
			assert.True(t, 0 < *s.StdError && *s.StdError < 0.5)
		}
		c, d, both := e.Of(arm, Inferred), e.Of(arm, Assumed), e.Of(arm, AssumedOfBoth)
		assert.InDelta(t, d.Share/(c.Share+d.Share), both.Share, 0.002, "three digits of each")
		require.NotNil(t, e.Of(arm, OfMonteCarlo))
		assert.Nil(t, e.Of(arm, OfMonteCarlo).StdError)
	}
	assert.Nil(t, e.Of("minimal", Assumed))
	_, err := readEvidence("model,draws,arm,part,parameters,share,std_error,share_of_ranks,std_error_of_ranks\n6,200,frequent,C,18,much,,,\n")
	assert.ErrorContains(t, err, "line 2")
}
