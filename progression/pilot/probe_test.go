package pilot

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

// A probe stays short however large the study: a district above the limit is cut, people and coaches alike, and the
// design itself stays as it is.
func TestPart(t *testing.T) {
	for _, c := range []struct {
		sets []string
		cut  bool
	}{
		{nil, false},
		{[]string{"population.claimants=2000000", "service.coaches=27000"}, true},
	} {
		s, err := scenario.Parse("x.yaml", []byte("{}"), c.sets...)
		require.NoError(t, err)
		e, err := newEnsemble(s)
		require.NoError(t, err)
		d := e.points[0]
		k := d.middle()
		people, coaches, load := d.participants[k], d.coaches[k], d.load(k)
		cut := d.part(k)
		if !c.cut {
			assert.Same(t, d, cut)
			continue
		}
		weeks := float64(s.Trial.BurnInWeeks + s.Trial.RecruitWeeks + s.Weeks)
		assert.InEpsilon(t, probeLimit, cut.load(k)*weeks*4, 0.01)
		assert.InEpsilon(t, float64(people)/float64(coaches), float64(cut.participants[k])/float64(cut.coaches[k]), 0.01)
		assert.Equal(t, load, d.load(k), "the design itself is whole")
	}
}

// The middle district has the load nearest to the mean.
func TestMiddle(t *testing.T) {
	d := &design{Scenario: &scenario.Scenario{}, participants: []int{10, 90, 50, 40}, coaches: make([]int, 4)}
	d.Population.CandidatesPerParticipant, d.Parameters.CaseloadOccupied = 1, 1
	d.districts = population.Districts()[:4]
	assert.Equal(t, 2, d.middle(), "the mean is 47.5")
}

// A file's size is a line through half and all of its rows, and never below an empty file's.
func TestProbeFile(t *testing.T) {
	d := &design{participants: []int{200}}
	file := func(rows, bytes int64) table.File {
		return table.File{Path: "x/months/w.parquet", Rows: rows, Bytes: bytes}
	}
	assert.Equal(t, probedFile{table: "months", rows: 5, bytes: 2, first: 600}, probeFile(file(0, 500), file(500, 1600), file(1000, 2600), d, 0))
	assert.Equal(t, probedFile{table: "months", rows: 0.005, bytes: 400, first: 500}, probeFile(file(0, 500), file(0, 500), file(1, 900), d, 0))
	assert.Equal(t, probedFile{table: "months", first: 500}, probeFile(file(0, 500), file(0, 500), file(0, 500), d, 0))
}
