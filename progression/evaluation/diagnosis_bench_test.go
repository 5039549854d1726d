package evaluation_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// A trial of the published size: 30,000 people in three arms, assigned 500 times, each time estimated with and without adjustment, in all
// and in smaller samples. The aim is a minute on two processors.
func BenchmarkDiagnoseAssignment(b *testing.B) {
	h := trial300
	h.persons = 30_000
	dir := h.write(b)
	for b.Loop() {
		_, err := evaluation.DiagnoseAssignment(b.Context(), dir, evaluation.DiagnosisOptions{Runs: 500, Workers: runtime.GOMAXPROCS(0)})
		require.NoError(b, err)
	}
}
