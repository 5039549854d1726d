package population

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// The published figures of 2022-24 do not contradict each other and are met; for
// 2015-17 none of several things together was found, so that nobody is drawn twice.
func TestPack_Fit(t *testing.T) {
	f := Pack2022().Fit()
	assert.Equal(t, 28, f.Controls)
	assert.Equal(t, 7, f.Together, "two regime shares, two of the cohort, three numbers moved")
	assert.Greater(t, f.Cells, 10_000)
	assert.LessOrEqual(t, f.Gap, 1e-6)
	assert.Greater(t, f.Rounds, 5)
	assert.NotEmpty(t, f.Worst)
	assert.True(t, f.Tries > 2 && f.Tries < 8, "%v", f.Tries)
	assert.Contains(t, f.String(), "28 controls, 7 of several things together")

	none := Pack2015().Fit()
	assert.Equal(t, Fit{Tries: 1}, none)
	assert.Contains(t, none.String(), "none is fitted")
}

// Tries says how many people are drawn for each one kept: counted over 20,000.
func TestPack_FitTries(t *testing.T) {
	pack := Pack2022()
	m := pack.newMaker(7, 0, 4, pack.middle, 0)
	m.fit, m.aspects = pack.fit(), pack.aspects(pack.middle)
	const n = 20_000
	tries := 0
	for i := range n {
		var p Person
		m.person(&p, sim.ID(4, i))
		tries += int(m.draws.try) + 1
	}
	assert.InEpsilon(t, pack.Fit().Tries, float64(tries)/n, 0.03, "standard error 0.6%, and people of cells the table does not have")
}

// Without figures of several things together the people of 2022-24 are those of
// the first try: the fit keeps some of them and draws the others anew.
func TestPack_FitKeepsFirstTries(t *testing.T) {
	fitted := Pack2022()
	plain := newPack(fitted.name, fitted.era, fitted.middle, slices.DeleteFunc(fitted.Margins(), func(r Margin) bool { return strings.HasPrefix(r.Use, "fit/") }))
	with, without := fitted.People(3, 0, 4, 5000, fitted.middle, 20), plain.People(3, 0, 4, 5000, fitted.middle, 20)
	same := 0
	for i := range with {
		if assert.ObjectsAreEqual(with[i], without[i]) {
			same++
		}
	}
	assert.InDelta(t, 1/fitted.Fit().Tries, float64(same)/5000, 0.03)
}

// Two figures that cannot both be true stop the program with their names: half of
// those in work earn enough, and a tenth of them do.
func TestPack_FitPanicsOnContradiction(t *testing.T) {
	pack := Pack2022()
	rows := pack.Margins()
	k := slices.IndexFunc(rows, func(r Margin) bool { return r.ID == "M0218-over-both" })
	other := rows[k]
	other.ID, other.Value = "X", 0.9
	broken := newPack(pack.name, pack.era, pack.middle, append(rows, other))
	broken.fit = sync.OnceValue(func() *fit { return broken.newFit(1 << 11) })
	defer func() {
		said, ok := recover().(string)
		require.True(t, ok)
		assert.Contains(t, said, "no weights may fulfil them together")
		assert.Contains(t, said, "fit/light_touch 2022-05-12")
	}()
	broken.Fit()
	t.Error("fitted")
}

// The households that share out a study over districts are those of the pack's
// years: of March 2016 and 2017 together, or of March 2022.
func TestPack_Households(t *testing.T) {
	d := Districts()[4]
	assert.Equal(t, d.UCHouseholds2016+d.UCHouseholds2017, Pack2015().Households(&d))
	assert.Equal(t, d.UCHouseholds2022, Pack2022().Households(&d))
}
