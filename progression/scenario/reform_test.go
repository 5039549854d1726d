package scenario_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
	"inwork/progression/uc"
	"inwork/sim"
)

// The ways of writing a reform, the same however it is written, and the way back from the canonical form.
func TestParse_Reform(t *testing.T) {
	day := sim.Date(2016, time.April, 11)
	always := sim.Date(2015, time.April, 6)
	for _, c := range []struct {
		text string
		sets []string
		want []uc.Reform
	}{
		{"{}", nil, nil},
		{"reform: {}", nil, nil},
		{"reform: {uc.taper: 0.55}", nil, []uc.Reform{{Amount: "uc.taper", From: always, Value: "0.55"}}},
		{"reform: {uc.taper: 0.550}", nil, []uc.Reform{{Amount: "uc.taper", From: always, Value: "0.55"}}},
		{"{}", []string{"reform.uc.taper=0.55"}, []uc.Reform{{Amount: "uc.taper", From: always, Value: "0.55"}}},
		{"reform: {uc.taper: {from: 2016-04-11, value: 0.55}}", nil, []uc.Reform{{Amount: "uc.taper", From: day, Value: "0.55"}}},
		{"reform: {uc.taper: 0.5}", []string{"reform.uc.taper={from: 2016-04-11, value: 0.55}"}, []uc.Reform{{Amount: "uc.taper", From: day, Value: "0.55"}}},
		{
			"reform: {uc.taper: [{from: 2015-04-06, value: 0.6}, {from: 2016-04-11, value: 0.55}], uc.carer_element: 200}", nil,
			[]uc.Reform{{Amount: "uc.carer_element", From: always, Value: "200.00"}, {Amount: "uc.taper", From: always, Value: "0.6"}, {Amount: "uc.taper", From: day, Value: "0.55"}},
		},
		{"reform: {uc.mif.suspended: true}", nil, []uc.Reform{{Amount: "uc.mif.suspended", From: always, Value: "1"}}},
		{"reform: {uc.first_child_higher_rate.born_before: 2020-01-01}", nil, []uc.Reform{{Amount: "uc.first_child_higher_rate.born_before", From: always, Value: "2020-01-01"}}},
	} {
		s, err := scenario.Parse("a.yaml", []byte(c.text), c.sets...)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.want, s.Reform, c.text)
		again, err := scenario.Parse("canonical.yaml", s.Canonical())
		require.NoError(t, err, c.text)
		assert.Equal(t, s.Reform, again.Reform)
		assert.Equal(t, s.Digest(), again.Digest())
		_, err = uc.Statute().Reform(s.Reform...)
		assert.NoError(t, err)
	}
	law, err := scenario.Parse("a.yaml", []byte("{}"))
	require.NoError(t, err)
	reformed, err := scenario.Parse("a.yaml", []byte("reform: {uc.taper: 0.55}"))
	require.NoError(t, err)
	assert.NotEqual(t, law.Digest(), reformed.Digest(), "another law is another study")
	assert.NotContains(t, string(law.Canonical()), "reform")
}
