package pilot

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/progression/scenario"
)

// A true effect is of a population exactly when no two replicates share their people.
func TestBody_Scope(t *testing.T) {
	for _, c := range []struct {
		populations []uint32
		want        string
	}{
		{[]uint32{0}, "population"},
		{[]uint32{0, 1, 2}, "population"},
		{[]uint32{0, 0}, "finite_sample"},
		{[]uint32{0, 1, 1}, "finite_sample"},
	} {
		b := &body{}
		for r, p := range c.populations {
			b.Indices = append(b.Indices, scenario.Indices{Population: p, Luck: uint32(r), Assignment: uint32(r)})
		}
		assert.Equal(t, c.want, b.scope(), c.populations)
	}
}
