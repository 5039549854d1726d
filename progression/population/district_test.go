package population

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 37 districts in 7 groups with 713 offices, and all Universal Credit households
// of Great Britain in each year (margins M0178, M0179 and M0181, summed from
// local authorities without the mapping to districts; 6.56 million in May 2025).
func TestDistricts(t *testing.T) {
	list := Districts()
	require.Len(t, list, 37)
	groups := map[string]int{}
	offices, households := 0, map[string]int{}
	for _, d := range list {
		groups[d.Group]++
		offices += d.Offices
		households["Mar 2016"] += d.UCHouseholds2016
		households["Mar 2017"] += d.UCHouseholds2017
		households["Mar 2022"] += d.UCHouseholds2022
		households["May 2025"] += d.UCHouseholds2025
		assert.Greater(t, d.UCHouseholds2025, d.UCHouseholds2022, "%s: every district's caseload grew", d.Name)
		assert.True(t, d.UnemploymentRate > 0.02 && d.UnemploymentRate < 0.1, "%s: %v", d.Name, d.UnemploymentRate)
		assert.True(t, d.VacanciesPerUnemployed > 0.2 && d.VacanciesPerUnemployed < 0.8, "%s: %v", d.Name, d.VacanciesPerUnemployed)
		assert.NotEmpty(t, d.Source)
		assert.NotEmpty(t, d.Confidence)
	}
	assert.Equal(t, map[string]int{
		"Central England": 7, "London and Home Counties": 7, "North East England": 5, "North West England": 4,
		"Scotland": 4, "Southern England": 7, "Wales": 3,
	}, groups)
	assert.Equal(t, 713, offices)
	for _, p := range Packs() {
		for _, r := range newMargins("", p.Margins()).group("check/households") {
			assert.Equal(t, int(r.Value), households[r.Level], r.ID)
		}
	}
	assert.Equal(t, 6_562_584, households["May 2025"])
}

// The caller may change what she got.
func TestDistricts_AreACopy(t *testing.T) {
	Districts()[0].Offices = 0
	assert.NotZero(t, Districts()[0].Offices)
}

// Each district has the rents of its region: a name that did not match would
// make free homes.
func TestDistricts_RegionsHaveRents(t *testing.T) {
	for _, p := range Packs() {
		for _, d := range Districts() {
			rents, ok := p.homes.private[d.Region]
			require.True(t, ok, d.Region)
			for _, r := range rents {
				assert.Positive(t, r.cap)
				assert.Positive(t, r.spread)
			}
			assert.Positive(t, p.barriers.noPlace[d.Nation], d.Nation)
		}
		for region := range p.childcare.region {
			assert.True(t, slices.ContainsFunc(Districts(), func(d District) bool { return d.Region == region || region == "Great Britain" }), "%s: prices of %s are nobody's", p.Era(), region)
		}
	}
}
