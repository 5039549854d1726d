package evaluation_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/study"
	"inwork/sim/table"
)

// lucky is a study of people who live through several lucks, in two blocks of districts. In control all have 160 pounds a week;
// treated they have what effect says more, in pounds a week.
type lucky struct {
	indices []map[string]int
	persons int // in a block
	effect  func(block, person, replicate int) float64
	absent  func(block, person, replicate int) bool // not randomised with this luck; nil: nobody
	fewer   string                                  // world that lacks the last person
}

// lucks are replicates that differ in luck alone.
func lucks(n int) (list []map[string]int) {
	for r := range n {
		list = append(list, map[string]int{"luck": r})
	}
	return list
}

func (l lucky) folder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "study")
	body, err := json.Marshal(map[string]any{"name": "lucky", "seed": 1, "replicates": len(l.indices), "indices": l.indices, "start": start, "weeks": 52,
		"scenario_digest": "abc", "schema_version": rows.Schema, "worlds": []string{"control", "randomised", "everyone-frequent"},
		"trial": map[string]any{"control": "minimal", "horizons": []int{26, 52}, "unit": "person", "arms": []map[string]any{{"slug": "frequent"}, {"slug": "minimal"}}}})
	require.NoError(t, err)
	folder, err := study.Open(dir, study.Plan{Model: "1", Canonical: json.RawMessage(`{"seed":1}`), Body: body,
		Chunks: study.Chunks(1, len(l.indices), study.Blocks([]int{1, 1}, 1))})
	require.NoError(t, err)
	remaining, err := folder.Remaining(t.Context(), 0, 1)
	require.NoError(t, err)
	for _, chunk := range remaining {
		var files []table.File
		for _, world := range []string{"control", "randomised", "everyone-frequent"} {
			f, err := writeRows(folder.Path(chunk, rows.Outcomes.Name, world), rows.Outcomes, l.outcomes(chunk, world))
			require.NoError(t, err)
			files = append(files, f)
		}
		require.NoError(t, folder.Done(chunk, files, study.Run{}))
	}
	_, err = folder.Merge(t.Context())
	require.NoError(t, err)
	return dir
}

func (l lucky) outcomes(chunk study.Chunk, world string) (list []rows.Outcome) {
	for i := range l.persons {
		if l.absent != nil && l.absent(chunk.Block, i, chunk.Replicate) || world == l.fewer && i == l.persons-1 {
			continue
		}
		slug := []string{"frequent", "minimal"}[i%2]
		week := 160.0
		if world == "everyone-frequent" || world == "randomised" && slug == "frequent" {
			week += l.effect(chunk.Block, i, chunk.Replicate)
		}
		for _, h := range []int{26, 52} {
			list = append(list, rows.Outcome{District: int32(chunk.Block), Claimant: int64(sim.ID(chunk.Block, i)), HorizonWeeks: int32(h), Arm: slug, Assigned: slug,
				GrossFourWeeks: money.Pence(math.Round(400 * week * float64(h) / 52)), Employed: week > 170, HoursPerWeek: 20})
		}
	}
	return list
}

func individualsOf(t *testing.T, dir string) (list []rows.Individual) {
	t.Helper()
	for batch, err := range table.Read[rows.Individual](filepath.Join(dir, "estimates", "individuals.parquet")) {
		require.NoError(t, err)
		list = append(list, batch...)
	}
	return list
}

// By hand: with 24 lucks, half of them 3 pounds luckier and half 3 pounds less lucky than her effect, a person's mean is her
// effect and its error 3/sqrt(23). Effects are 2, 4, 6 and 8 pounds in each block: their variance over the eight people is
// 40/7, of which 9/23 is noise. Who is randomised with 10 of the lucks is in no row, with 22 in one.
func TestEvaluate_Individuals(t *testing.T) {
	l := lucky{indices: lucks(24), persons: 5, effect: func(block, i, r int) float64 { return float64(2+2*i) + 3*float64(1-2*(r%2)) },
		absent: func(block, i, r int) bool { return i == 4 && r >= 10 || block == 1 && i == 0 && r < 2 }}
	dir := l.folder(t)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	list := individualsOf(t, dir)
	require.Len(t, list, 8*2*3, "people, horizons, outcomes")
	for _, row := range list {
		_, i := sim.SplitID(uint64(row.Claimant))
		n := 24.0
		if row.District == 1 && i == 0 {
			n = 22
		}
		assert.Equal(t, int32(n), row.Lucks)
		if row.Outcome == "earnings_week" && row.HorizonWeeks == 52 {
			assert.InDelta(t, 2+2*float64(i), row.Effect, 1e-9)
			assert.InDelta(t, 3/math.Sqrt(n-1), row.MonteCarloError, 1e-9)
			assert.InDelta(t, 160, row.ControlMean, 1e-9)
		}
		if row.Outcome == "hours_per_week" {
			assert.Zero(t, row.Effect)
		}
	}
	require.Len(t, e.Individuals, 3)
	h := e.Individuals[0]
	noise := (7*9.0/23 + 9.0/21) / 8
	assert.Equal(t, "earnings_week", h.Outcome)
	assert.Equal(t, int64(8), h.Persons)
	assert.InDelta(t, 5, h.Mean, 1e-9)
	assert.InDelta(t, math.Sqrt(40.0/7), h.SpreadOfMeans, 1e-9)
	assert.InDelta(t, math.Sqrt(noise), h.Noise, 1e-9)
	assert.InDelta(t, math.Sqrt(40.0/7-noise), h.SD, 1e-9)
	assert.InDelta(t, 1-noise*7/40, h.Reliability, 1e-9)
	assert.Equal(t, 1.0, h.Positive)

	again, err := evaluation.Load(t.Context(), dir)
	require.NoError(t, err)
	assert.Equal(t, e.Individuals[0], again.Individuals[0])
}

// With fewer lucks there is no table and a line that says why; one that was made before goes. Replicates that differ in
// assignment alone, or in their people, are no further lucks of the same person.
func TestEvaluate_TooFewLucks(t *testing.T) {
	ofPeople, twice := []map[string]int{}, []map[string]int{}
	for r := range 24 {
		ofPeople = append(ofPeople, map[string]int{"population": r, "luck": r, "assignment": r})
		twice = append(twice, map[string]int{"luck": r / 2, "assignment": r})
	}
	for name, c := range map[string]struct {
		indices []map[string]int
		has     string
	}{"19 lucks": {lucks(19), "has 19:"}, "other people": {ofPeople, "has 1:"}, "assignments": {twice, "has 12:"}} {
		l := lucky{indices: c.indices, persons: 4, effect: func(_, i, r int) float64 { return float64(i + r) }}
		dir := l.folder(t)
		path := filepath.Join(dir, "estimates", "individuals.parquet")
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte("of other tables"), 0o644))
		e, err := evaluation.Evaluate(t.Context(), dir)
		require.NoError(t, err, name)
		assert.NoFileExists(t, path, name)
		assert.Empty(t, e.Individuals)
		why := ""
		for _, left := range e.LeftOut {
			if left.What == "effects on single people" {
				why = left.Why
			}
		}
		assert.Contains(t, why, "at least 20 lucks", name)
		assert.Contains(t, why, c.has, name)
	}
}

// Noise is subtracted: effects that differ by a standard deviation of 3 pounds, each known within 10/sqrt(20), look like ones of
// 3.7, and effects that are all alike like ones of 2.2. The variance is found within four of its own standard errors, and no
// share of people with an effect above 0 is given.
func TestHeterogeneity_WithoutNoise(t *testing.T) {
	const persons, n, noise = 200, 20, 10.0
	for _, sd := range []float64{0, 3} {
		effects, luck := sim.NewDraws(7, 0, 0, 1), sim.NewDraws(7, 0, 0, 2)
		l := lucky{indices: lucks(n), persons: persons, effect: func(block, i, r int) float64 {
			id := sim.ID(block, i)
			return 5 + sd*effects.Normal(id, 0) + noise*luck.Normal(id, uint32(r))
		}}
		e, err := evaluation.Evaluate(t.Context(), l.folder(t))
		require.NoError(t, err)
		h := e.Individuals[0]
		of := sd*sd + noise*noise/n
		assert.InDelta(t, math.Sqrt(of), h.SpreadOfMeans, 0.4)
		assert.InDelta(t, sd*sd, h.SD*h.SD, 4*of*math.Sqrt(2.0/(2*persons)))
		assert.Less(t, h.SD, h.SpreadOfMeans-0.4)
		assert.True(t, math.IsNaN(h.Positive), "noise carries people across zero")
	}
}

// Worlds of a replicate that hold different people are not subtracted from each other.
func TestEvaluate_ErrOtherPeople(t *testing.T) {
	for _, world := range []string{"control", "everyone-frequent"} {
		l := lucky{indices: lucks(20), persons: 4, effect: func(_, i, r int) float64 { return 1 }, fewer: world}
		_, err := evaluation.Evaluate(t.Context(), l.folder(t))
		assert.ErrorContains(t, err, "worlds of a replicate share them", "fewer in %s", world)
	}
}
