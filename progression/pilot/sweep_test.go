package pilot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/sim/study"
)

func every[Row any](Row) bool { return true }

// Each point of a sweep is the study that it would be alone: the same people and luck, the same tables, the same truth.
func TestRun_PointsAreStudies(t *testing.T) {
	swept, m := run(t, parse(t, "sweep={arms.frequent.weeks_apart: [2, 4], population.claimants: [160, 100]}"), pilot.Options{})
	assert.Equal(t, 4*2, m.Chunks)
	st, err := study.Load(swept)
	require.NoError(t, err)
	var body struct {
		Points []struct {
			Claimants int
			Settings  []struct {
				Key   string
				Value json.RawMessage
			}
			Arms []struct {
				Slug       string
				WeeksApart int `json:"weeks_apart"`
			}
		}
	}
	require.NoError(t, json.Unmarshal(st.Plan().Body, &body))
	require.Len(t, body.Points, 4)

	truths := ownRows(t, filepath.Join(swept, "tables/truth"), every[rows.Truth])
	point := 0
	for _, weeks := range []int{2, 4} {
		for _, claimants := range []int{160, 100} {
			alone, _ := run(t, parse(t, fmt.Sprint("arms.frequent.weeks_apart=", weeks), fmt.Sprint("population.claimants=", claimants)), pilot.Options{})
			for _, world := range []string{"control", "randomised", "everyone-frequent"} {
				for replicate := range 2 {
					at := func(dir string, point int) []rows.Outcome {
						return ownRows(t, filepath.Join(dir, "tables/outcomes", "world="+world, fmt.Sprint("point=", point), fmt.Sprint("replicate=", replicate)), every[rows.Outcome])
					}
					want := at(alone, 0)
					require.NotEmpty(t, want)
					assert.Equal(t, want, at(swept, point), "point %d, world %s", point, world)
				}
			}
			want := ownRows(t, filepath.Join(alone, "tables/truth"), every[rows.Truth])
			for i := range want {
				want[i].Point = int32(point)
			}
			var got []rows.Truth
			for _, r := range truths {
				if int(r.Point) == point {
					got = append(got, r)
				}
			}
			assert.Equal(t, want, got, "truth of point %d", point)

			p := body.Points[point]
			assert.Equal(t, claimants, p.Claimants)
			require.Len(t, p.Settings, 2)
			assert.Equal(t, "arms.frequent.weeks_apart", p.Settings[0].Key)
			assert.Equal(t, fmt.Sprint(weeks), string(p.Settings[0].Value))
			assert.Equal(t, weeks, p.Arms[0].WeeksApart)
			point++
		}
	}

	// A life at a point is told with the point's settings.
	id := someone(t, swept, 0, 1000)[0]
	life, err := pilot.Replay(context.Background(), swept, pilot.Place{Point: 2, World: "randomised", Claimant: id})
	require.NoError(t, err)
	assert.True(t, life.Checked)
}

// Points may differ in which districts they have; each has the chunks of its own.
func TestRun_PointsOfDistricts(t *testing.T) {
	dir, m := run(t, parse(t, "replicates=1", "sweep={population.districts: [[Essex], [Essex, Kent, Merseyside]]}"), pilot.Options{})
	assert.Equal(t, 2, m.Chunks)
	st, err := study.Load(dir)
	require.NoError(t, err)
	assert.Equal(t, []study.Chunk{{Point: 0, First: 0, Last: 1}, {Point: 1, First: 0, Last: 3}}, st.Plan().Chunks)
}
