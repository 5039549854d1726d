package evaluation_test

import (
	"encoding/json"
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

// Each point must be evaluated from its own tables and stand beside its own truth: the recipe makes everything larger by the
// point's number.
func TestEvaluate_Points(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, swept))
	require.NoError(t, err)
	require.Len(t, e.Points(), 3)
	assert.Same(t, e, e.Points()[0])
	for p, at := range e.Points() {
		assert.Equal(t, p, at.Study.Point)
		assert.Equal(t, []int64{40, 40, 40}, at.Persons)
		for _, slug := range []string{"frequent", "moderate"} {
			f := at.Effect("earnings_week", slug, 52)
			require.Len(t, f.Trials, 2)
			for r, got := range f.Trials {
				assert.Equal(t, int32(p), got.Point)
				assert.Equal(t, int32(r), got.Replicate)
				assert.InDelta(t, float64(effectWeek(slug, 52, r)+int64(p*pointWeek))/100, got.Estimate, 1e-9)
			}
			estimate, stdError := f.Means()
			assert.InDelta(t, float64(effectWeek(slug, 52, 0)+effectWeek(slug, 52, 1))/200+float64(p), estimate, 1e-9)
			assert.InDelta(t, spreadWeek/100*math.Sqrt(2.0/39), stdError, 1e-9, "of one trial, not of the mean")
			require.NotNil(t, f.Truth)
			assert.Equal(t, int32(p), f.Truth.Point)
			assert.Equal(t, 4+float64(p), f.Truth.Effect)
		}
		assert.Equal(t, 15.5+float64(p), at.Support[0].Meetings)
		assert.Equal(t, 100+float64(p), at.Coaches[0].PerCoach(at.Coaches[0].Participants))
		assert.InDelta(t, 12*float64(1+p), at.Earnings[1].Points[0].PoundsAWeek, 1e-9)
		assert.InDelta(t, 35+float64(p), at.Baseline[0].Arms[1].Mean, 1e-9)
		assert.Equal(t, 150+p, at.Study.Claimants)
		assert.Equal(t, 2+p, at.Study.Arms[0].WeeksApart)
		assert.Equal(t, "minimal", at.Study.Label("minimal"), "an arm without label is called by its slug at every point")
		assert.Equal(t, []int{2, 0, 0}[p], len(at.Others), "the first point holds the others")
	}
}

// Settings come as the plan has them, point by point, whatever the order of their keys.
func TestEvaluate_Settings(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, swept))
	require.NoError(t, err)
	var texts []string
	for _, at := range e.Points() {
		for _, s := range at.Study.Settings {
			texts = append(texts, s.Key+" "+s.Text())
		}
	}
	assert.Equal(t, []string{"arms.frequent.weeks_apart 2", "population.districts [Essex]",
		"population.districts [Essex, Kent]", "arms.frequent.weeks_apart 3",
		"arms.frequent.weeks_apart 4", "population.districts [Essex]"}, texts)
}

// A value is shown as it was written: numbers keep their digits, and only numbers are numbers.
func TestSetting(t *testing.T) {
	for value, want := range map[string]string{
		`4`: "4", `0.0020`: "0.0020", `18446744073709551615`: "18446744073709551615", `true`: "true", `null`: "null",
		`"everyone"`: "everyone", `""`: `""`, `"4"`: "4", `"a\nb"`: `"a\nb"`,
		"[\n\t2,\n\t4\n]": "[2, 4]", `[]`: "[]", `[["a"], 1]`: "[[a], 1]", "{ \"a\": 1 }": `{"a":1}`,
	} {
		assert.Equal(t, want, evaluation.Setting{Value: json.RawMessage(value)}.Text())
	}
	x, ok := evaluation.Setting{Value: json.RawMessage(`-2.5e-1`)}.Number()
	assert.True(t, ok)
	assert.Equal(t, -0.25, x)
	for _, value := range []string{`"4"`, `true`, `null`, `[4]`, `{}`} {
		_, ok := evaluation.Setting{Value: json.RawMessage(value)}.Number()
		assert.False(t, ok, value)
	}
}

// The file has the points one after the other, each with all its replicates, and says of each row to which it belongs.
func TestEvaluate_WritesPoints(t *testing.T) {
	dir := studyFolder(t, swept)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	var trials [][2]int32
	n := 0
	for batch, err := range table.Read[rows.Estimate](filepath.Join(dir, "estimates", "estimates.parquet")) {
		require.NoError(t, err)
		n += len(batch)
		for _, r := range batch {
			if trial := [2]int32{r.Point, r.Replicate}; len(trials) == 0 || trials[len(trials)-1] != trial {
				trials = append(trials, trial)
			}
			f := e.Points()[r.Point].Effect(r.Outcome, r.Arm, int(r.HorizonWeeks))
			assert.Equal(t, r, f.Trials[r.Replicate])
		}
	}
	assert.Equal(t, [][2]int32{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}}, trials)
	assert.Equal(t, 3*2*2*2*6, n) // points, replicates, arms, horizons, outcomes that vary
}

// Load gives what Evaluate gave, and refuses estimates of another number of points.
func TestLoad_Points(t *testing.T) {
	dir := studyFolder(t, swept)
	made, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	loaded, err := evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	require.Len(t, loaded.Points(), 3)
	for p := range made.Points() {
		assert.Equal(t, flat(made.Points()[p]), flat(loaded.Points()[p]))
	}
	for _, points := range []int{2, 4} {
		other := swept
		other.points = points
		grown := studyFolder(t, other)
		require.NoError(t, os.CopyFS(filepath.Join(grown, "estimates"), os.DirFS(filepath.Join(dir, "estimates"))))
		_, err := evaluation.Load(t.Context(), grown)
		var not *evaluation.NotEvaluated
		require.ErrorAs(t, err, &not)
		assert.ErrorContains(t, err, "is of other tables than those that stand there")
	}
}

// Replicates that are added at every point are missed, though the last point has estimates.
func TestLoad_PointsAndReplicates(t *testing.T) {
	dir := studyFolder(t, swept)
	_, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	more := swept
	more.replicates = 3
	require.NoError(t, more.write(dir))
	_, err = evaluation.Load(t.Context(), dir)
	assert.ErrorContains(t, err, "is of other tables than those that stand there")
}

// At a point where an arm has nobody, or control has, there are no estimates, which is said there and changes nothing elsewhere;
// a study whose last point has none at all was evaluated all the same.
func TestEvaluate_PointWithoutPeople(t *testing.T) {
	whole, err := evaluation.Evaluate(t.Context(), studyFolder(t, swept))
	require.NoError(t, err)
	for deserted, want := range map[string]struct {
		persons            []int64
		frequent, moderate int // trials with an estimate
	}{
		"moderate": {[]int64{40, 40, 0}, 2, 0},
		"minimal":  {[]int64{40, 0, 40}, 0, 0},
	} {
		s := swept
		s.deserted = deserted
		dir := studyFolder(t, s)
		e, err := evaluation.Evaluate(t.Context(), dir)
		require.NoError(t, err)
		for p := range 2 {
			assert.Equal(t, effectsOf(whole.Points()[p]), effectsOf(e.Points()[p]))
		}
		last := e.Points()[2]
		assert.Equal(t, want.persons, last.Persons)
		assert.Len(t, last.Effect("earnings_week", "frequent", 52).Trials, want.frequent)
		assert.Len(t, last.Effect("earnings_week", "moderate", 52).Trials, want.moderate)
		assert.Contains(t, last.LeftOut, evaluation.LeftOut{What: "62 of the estimates for Moderate",
			Why: "without a standard error: fewer than two people in an arm, or an outcome that is the same for all"})
		loaded, err := evaluation.Load(t.Context(), dir)
		require.NoError(t, err)
		assert.Equal(t, flat(last), flat(loaded.Points()[2]))
	}
}

// effectsOf is the part of an evaluation that comes out of outcomes and truth.
func effectsOf(e *evaluation.Evaluation) string {
	return flat(&evaluation.Evaluation{Effects: e.Effects, Persons: e.Persons, Support: e.Support})
}

// Older plans have no points, and one whose only point sets nothing says the same.
func TestEvaluate_OnePoint(t *testing.T) {
	one := ordinary
	dir := studyFolder(t, one)
	without, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	assert.Len(t, without.Points(), 1)
	assert.Empty(t, without.Study.Settings)
	assert.True(t, without.Study.IsPublishedTrial())
	replace(t, dir, `"points": null`, `"points": [{"settings": [], "claimants": 150, "arms": [
		{"slug": "frequent", "label": "Frequent", "weeks_apart": 2, "contacts": 13}, {"slug": "minimal"}, {"slug": "moderate", "label": "Moderate"}]}]`)
	with, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	without.Study.Settings = with.Study.Settings // none and nothing
	assert.Equal(t, flat(without), flat(with))
}

// A published figure speaks of one scenario: a sweep has none, whatever its plan says.
func TestEvaluate_PointsArePublishedNowhere(t *testing.T) {
	s := swept
	s.published = "trial-2015"
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	require.NoError(t, err)
	for _, at := range e.Points() {
		assert.False(t, at.Study.IsPublishedTrial())
		assert.Empty(t, at.Targets)
	}
}

// A plan that contradicts itself on its points is refused before anything is read.
func TestEvaluate_RefusesPoints(t *testing.T) {
	for name, c := range map[string]struct{ old, by, want string }{
		"another number than chunks": {`"settings"`, `"settings": []}, {"settings"`, "plan.json: points: found 4, expected 3 as in chunks"},
		"other arms":                 {`"slug": "moderate"`, `"slug": "modest"`, "plan.json: points: point 0: arms: found frequent, minimal, modest, expected frequent, minimal, moderate as in trial.arms"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := studyFolder(t, swept)
			before, after, found := strings.Cut(planOf(t, dir), `"points": [`)
			require.True(t, found)
			require.Contains(t, after, c.old)
			plan := before + `"points": [` + strings.Replace(after, c.old, c.by, 1)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "plan.json"), []byte(plan), 0o666))
			_, err := evaluation.Evaluate(t.Context(), dir)
			require.ErrorContains(t, err, c.want)
			assert.NoDirExists(t, filepath.Join(dir, "estimates"))
		})
	}
	t.Run("outcomes of a point that are not there", func(t *testing.T) {
		dir := studyFolder(t, swept)
		remove(t, dir, "tables/outcomes/world=randomised/point=2")
		_, err := evaluation.Evaluate(t.Context(), dir)
		var incomplete *study.Incomplete
		require.ErrorAs(t, err, &incomplete)
		assert.Contains(t, incomplete.Problems[0].Path, "point=2")
	})
}

func planOf(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	require.NoError(t, err)
	return string(data)
}
