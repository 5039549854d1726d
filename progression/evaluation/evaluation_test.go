package evaluation_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// studies are folders as their recipes made them: a run syncs each of its files to disk, a copy does not.
var studies = map[string]string{}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range studies {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// studyFolder gives a study's folder that the test may spoil.
func studyFolder(t *testing.T, s synthetic) string {
	t.Helper()
	recipe := fmt.Sprint(s)
	if studies[recipe] == "" {
		made, err := os.MkdirTemp("", "study")
		require.NoError(t, err)
		studies[recipe] = made
		require.NoError(t, s.write(made))
	}
	dir := filepath.Join(t.TempDir(), "study")
	require.NoError(t, os.CopyFS(dir, os.DirFS(studies[recipe])))
	return dir
}

// Every estimate of weekly pay must be the effect that was put in, with the standard error that the recipe gives.
func TestEvaluate_KnownEffects(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	n := float64(ordinary.persons)
	checked := 0
	for _, slug := range []string{"frequent", "moderate"} {
		for _, h := range ordinary.horizons {
			f := e.Effect("earnings_week", slug, h)
			require.NotNil(t, f)
			require.Len(t, f.Trials, ordinary.replicates)
			for r, got := range f.Trials {
				assert.InDelta(t, float64(effectWeek(slug, h, r))/100, got.Estimate, 1e-9)
				assert.InDelta(t, spreadWeek/100*math.Sqrt(2/(n-1)), got.StdError, 1e-9)
				assert.InDelta(t, 2*n-2, got.DF, 1e-9) // equal arms with equal spread
				assert.InDelta(t, controlWeek/100, got.ControlMean, 1e-9)
				assert.Equal(t, int64(2*n), got.N)
				assert.Equal(t, "pounds a week", got.Unit)
				assert.Equal(t, "pilot", got.Estimand)
				assert.Equal(t, "finite_sample", got.Scope)
				checked++
			}
			require.NotNil(t, f.Truth)
			assert.Equal(t, float64(h)/13, f.Truth.Effect)
			assert.Equal(t, "total", f.Truth.Component)
		}
	}
	assert.Equal(t, 8, checked)
	cumulated := e.Effect("earnings_cumulated", "frequent", 52).First()
	assert.InDelta(t, 5*52, cumulated.Estimate, 1e-9)
	assert.Equal(t, []int64{40, 40, 40}, e.Persons)
	assert.Equal(t, 0.0, e.Effect("employed", "moderate", 26).First().Estimate, "half of each arm is in work")
}

// The file holds what was returned, in its order, and whoever is on UC in all arms alike has no estimate and is named.
func TestEvaluate_WritesEstimates(t *testing.T) {
	dir := studyFolder(t, ordinary)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	var inFile []rows.Estimate
	for batch, err := range table.Read[rows.Estimate](filepath.Join(dir, "estimates", "estimates.parquet")) {
		require.NoError(t, err)
		inFile = append(inFile, batch...)
	}
	assert.Len(t, inFile, 2*2*2*6) // replicates, arms, horizons, outcomes that vary
	assert.Equal(t, "earnings_cumulated", inFile[0].Outcome)
	assert.Equal(t, *e.Effect("earnings_week", "frequent", 26).First(), inFile[1])
	assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: "38 of the estimates for Moderate",
		Why: "without a standard error: fewer than two people in an arm, or an outcome that is the same for all"})
}

// The same tables give the same bytes; and how people are cut into files moves an estimate by rounding only.
func TestEvaluate_Deterministic(t *testing.T) {
	dir := studyFolder(t, ordinary)
	read := func() []byte {
		_, err := evaluation.Evaluate(t.Context(), dir)
		require.NoError(t, err)
		data, err := os.ReadFile(filepath.Join(dir, "estimates", "estimates.parquet"))
		require.NoError(t, err)
		return data
	}
	assert.Equal(t, read(), read())

	whole := ordinary
	whole.parts = 1
	cut, err := evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	uncut, err := evaluation.Evaluate(t.Context(), studyFolder(t, whole))
	require.NoError(t, err)
	for i := range cut.Effects {
		for r := range cut.Effects[i].Trials {
			assert.InDelta(t, uncut.Effects[i].Trials[r].Estimate, cut.Effects[i].Trials[r].Estimate, 1e-9)
			assert.InDelta(t, uncut.Effects[i].Trials[r].StdError, cut.Effects[i].Trials[r].StdError, 1e-9)
		}
	}
}

// Load gives what Evaluate gave.
func TestLoad(t *testing.T) {
	dir := studyFolder(t, ordinary)
	t.Run("not evaluated", func(t *testing.T) {
		_, err := evaluation.Load(t.Context(), dir)
		var not *evaluation.NotEvaluated
		require.ErrorAs(t, err, &not)
		assert.ErrorContains(t, err, "run inwork evaluate "+dir)
	})
	made, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	t.Run("the same", func(t *testing.T) {
		loaded, err := evaluation.Load(t.Context(), dir)
		require.NoError(t, err)
		assert.Equal(t, flat(made), flat(loaded))
	})
	t.Run("replicates added since", func(t *testing.T) {
		more := ordinary
		more.replicates = 3
		require.NoError(t, more.write(dir))
		_, err := evaluation.Load(t.Context(), dir)
		assert.ErrorContains(t, err, "is of other tables than those that stand there")
	})
}

// flat is an evaluation as text with pointers followed (NaN is equal to NaN there).
func flat(e *evaluation.Evaluation) string {
	var b strings.Builder
	for _, f := range e.Effects {
		fmt.Fprintln(&b, f.Outcome, f.Arm, f.HorizonWeeks)
		for _, trial := range f.Trials {
			if trial.PAdjusted != nil {
				fmt.Fprint(&b, *trial.PAdjusted)
				trial.PAdjusted = nil
			}
			fmt.Fprintln(&b, trial)
		}
		if f.Truth != nil {
			fmt.Fprintln(&b, f.Truth.Effect, *f.Truth.MonteCarloError)
		}
	}
	fmt.Fprintln(&b, e.Study, e.Persons, e.Support, e.Earnings, e.Coaches, e.Baseline, e.LeftOut, len(e.Targets))
	return b.String()
}

// Only outcomes are needed: without any other table the rest is said, and what is left out is named.
func TestEvaluate_TablesNotKept(t *testing.T) {
	for name, what := range map[string]string{"truth": "true effects", "months": "earnings over time",
		"coach_weeks": "coaches' time", "claimants": "people at randomisation",
		"decomposition": "what made pay in the control arm"} {
		t.Run(name, func(t *testing.T) {
			part := ordinary
			part.without = name
			e, err := evaluation.Evaluate(t.Context(), studyFolder(t, part))
			require.NoError(t, err)
			assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: what, Why: "the study kept no table " + name})
			assert.NotNil(t, e.Effect("earnings_week", "frequent", 52).First())
		})
	}
}

// A study without other worlds has an empty table of truth: nothing is missing, nothing is known.
func TestEvaluate_NoTruth(t *testing.T) {
	untold := ordinary
	untold.untold = true
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, untold))
	require.NoError(t, err)
	assert.Contains(t, e.LeftOut, evaluation.LeftOut{What: "true effects", Why: "the study simulated no worlds to compare"})
	assert.Nil(t, e.Effect("earnings_week", "frequent", 52).Truth)
}

func TestEvaluate_Refuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"no plan": {func(t *testing.T, dir string) { remove(t, dir, "plan.json") },
			"plan.json: not found, expected the plan of a study: run a scenario into this folder first"},
		"a plan that is not JSON": {func(t *testing.T, dir string) { replace(t, dir, `"identity"`, `identity`) }, "plan.json:3: invalid character"},
		"tables of another version": {func(t *testing.T, dir string) {
			replace(t, dir, `"schema_version": "`+rows.Schema+`"`, `"schema_version": "0"`)
		},
			`schema_version: found "0", expected "6"`},
		"a control that is no arm": {func(t *testing.T, dir string) { replace(t, dir, `"control": "minimal"`, `"control": "none"`) },
			`trial.control: found "none", expected the slug of an arm`},
		"no outcomes": {func(t *testing.T, dir string) { remove(t, dir, "tables", "outcomes") },
			"part-0.parquet: missing: its manifest is there, the file is not"},
		"a study that was not merged": {func(t *testing.T, dir string) { remove(t, dir, "manifest.json") },
			"manifest.json: not found, expected the proof that the study is whole; the study is not complete: inwork merge says what is missing"},
		"an arm that the plan does not have": {func(t *testing.T, dir string) { replace(t, dir, `"slug": "moderate"`, `"slug": "modest"`) },
			`found arm "moderate"`},
		"a horizon that the plan does not have": {func(t *testing.T, dir string) { replace(t, dir, "26", "27") }, "at 26 weeks"},
		"a damaged table": {func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "tables/outcomes/world=randomised/point=0/replicate=0/part-0.parquet"), []byte("PAR1"), 0o666))
		}, "part-0.parquet: damaged: found 4 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := studyFolder(t, ordinary)
			c.spoil(t, dir)
			_, err := evaluation.Evaluate(t.Context(), dir)
			require.ErrorContains(t, err, c.want)
			var incomplete *study.Incomplete
			if !errors.As(err, &incomplete) { // which has a line for each of several
				assert.NotContains(t, err.Error(), "\n", "a problem is one line")
			}
			assert.NoDirExists(t, filepath.Join(dir, "estimates"), "nothing is written")
		})
	}
}

// A trial too small for any estimate still has people: they are counted where they stand, not where they are compared.
func TestEvaluate_Tiny(t *testing.T) {
	tiny := ordinary
	tiny.persons, tiny.parts, tiny.replicates = 1, 1, 1
	dir := studyFolder(t, tiny)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	require.Nil(t, e.Effect("earnings_week", "frequent", 52).First())
	assert.Equal(t, []int64{1, 1, 1}, e.Persons)
	loaded, err := evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	assert.Equal(t, []int64{1, 1, 1}, loaded.Persons)
}

func TestEvaluate_Stops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := evaluation.Evaluate(ctx, studyFolder(t, ordinary))
	assert.ErrorIs(t, err, context.Canceled)
}

func remove(t *testing.T, path ...string) {
	t.Helper()
	require.NoError(t, os.RemoveAll(filepath.Join(path...)))
}

func replace(t *testing.T, dir, old, by string) {
	t.Helper()
	path := filepath.Join(dir, "plan.json")
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(data), old)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(data), old, by, 1)), 0o666))
}
