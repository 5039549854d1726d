package pilot

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim"
)

// The people of a scenario's era are whom its districts are filled with, and those by
// whose households the participants are shared out.
func TestNewDesign_Era(t *testing.T) {
	all := population.Districts()
	for name, pack := range map[string]*population.Pack{"2015-17": population.Pack2015(), "2022-24": population.Pack2022()} {
		s, err := scenario.Parse("s.yaml", []byte("start: 2022-06-06\nweeks: 13\npopulation: {claimants: 1000, districts: [Essex, Merseyside], era: "+name+"}\n"+
			"service: {coaches: 400}\ntrial: {recruit_weeks: 8, rollout: [{from: 2022-06-06}]}"))
		require.NoError(t, err)
		d, err := newDesign(s.Points()[0], &law{})
		require.NoError(t, err)
		var households []int
		for _, k := range s.Population.Districts {
			households = append(households, pack.Households(&all[k]))
		}
		assert.Equal(t, population.Apportion(1000, households), d.participants, name)
		got := d.setting(0, 1)
		first := s.Start - sim.Day(7*s.Trial.BurnInWeeks)
		want := pack.People(s.Seed, 0, s.Population.Districts[1], len(got.People), first, s.Trial.BurnInWeeks+s.Trial.RecruitWeeks)
		assert.Equal(t, want, got.People, name)
	}
}

// Of what a plan keeps of a user's own people no study can be made.
func TestNewDesign_ErrPeopleUnknown(t *testing.T) {
	s, err := scenario.Parse("s.yaml", []byte("{}"))
	require.NoError(t, err)
	s.Population.Microdata = &scenario.Microdata{Digest: "0"}
	_, err = newDesign(s.Points()[0], &law{})
	assert.ErrorContains(t, err, "no more than the digest is known")
}
