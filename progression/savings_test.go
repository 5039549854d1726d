package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
)

// What a person has saved is capital of her benefit unit: by the rules a pound a
// month less for each 250 pounds above 6,000, so 10,000 pounds are 16 of them.
func TestWorld_SavingsAreCapital(t *testing.T) {
	d := district(t, small())
	w := world(t, d, controlWorld)
	start := d.Start
	w.People[0].Savings = 10_000 * money.Pound
	u := w.unit(0, start, 0)
	require.EqualValues(t, 10_000*money.Pound, u.Capital)
	e := d.Book.Period(start).Entitlement(&u)
	assert.EqualValues(t, 6960, e.TariffIncome, "16 times 4.35 pounds")
}
