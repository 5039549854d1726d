package evaluation_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/sim/table"
)

// An evaluation has the diagnosis of its tables, and says so when the one that is there is of others.
func TestEvaluate_ReadsDiagnosis(t *testing.T) {
	dir := studyFolder(t, ordinary)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	assert.Empty(t, e.Diagnosed)
	assert.NotContains(t, leftOut(e), "diagnosis")

	write := func(digest string) {
		w, err := table.Create[rows.Diagnosis](filepath.Join(dir, "estimates", "diagnosis.parquet"), rows.Diagnoses, map[string]string{"tables_digest": digest})
		require.NoError(t, err)
		defer w.Abort()
		require.NoError(t, w.Write([]rows.Diagnosis{{Point: 0, Arm: "frequent", Runs: 100}, {Point: 1, Arm: "frequent", Runs: 200}}))
		_, err = w.Close()
		require.NoError(t, err)
	}
	write(e.Study.Tables)
	e, err = evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	require.Len(t, e.Diagnosed, 1, "that of point 1 is not of this study")
	assert.EqualValues(t, 100, e.Diagnosed[0].Runs)

	write("of others")
	e, err = evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	assert.Empty(t, e.Diagnosed)
	assert.Contains(t, leftOut(e), "diagnosis")
}

func leftOut(e *evaluation.Evaluation) (list []string) {
	for _, l := range e.LeftOut {
		list = append(list, l.What)
	}
	return list
}
