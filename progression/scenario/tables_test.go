package scenario_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/progression/scenario"
)

// A command line and a file ask for tables in the same words.
func TestParseTables(t *testing.T) {
	for text, yaml := range map[string]string{
		"all": "all", "none": "none", "months": "[months]", "months, claimants": "[claimants, months]", "outcomes": "none",
	} {
		flag, err := scenario.ParseTables("-tables", text)
		require.NoError(t, err, text)
		file, err := scenario.Parse("x.yaml", []byte("output: {tables: "+yaml+"}"))
		require.NoError(t, err, yaml)
		assert.Equal(t, file.Output.Tables, flag, text)
		assert.Contains(t, flag, rows.Outcomes.Name)
		assert.Contains(t, flag, rows.Effects.Name)
	}
	for text, want := range map[string]string{
		"months,event":  "-tables: found event, expected one of claimants, outcomes, decomposition, months, events, coach_weeks, vacancies, districts, effects, did you mean events?",
		"months,":       "-tables: found nothing, expected one of",
		"truth":         "-tables: found truth, expected one of",
		"none,months":   "-tables: found none, expected one of",
		"months,months": "-tables: found months a second time, expected each once",
	} {
		_, err := scenario.ParseTables("-tables", text)
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), want)
		}
	}
}
