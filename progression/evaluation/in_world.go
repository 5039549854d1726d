package evaluation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// inWorld is one outcome of everybody in one world of a replicate.
type inWorld struct {
	path     string
	people   []uint64
	assigned []string // by the randomised world, whatever this one is
	y        []float64
}

func (w *inWorld) read(ctx context.Context, horizon int, o Outcome) error {
	for row, err := range eachRow[rows.Outcome](ctx, w.path, append([]string{"claimant"}, outcomeColumns([]Outcome{o})...)...) {
		if errors.Is(err, fs.ErrNotExist) {
			return &Missing{Path: w.path, Needed: "the outcomes of a world of plan.json"}
		}
		if err != nil {
			return err
		}
		if int(row.HorizonWeeks) == horizon {
			w.people = append(w.people, uint64(row.Claimant))
			w.assigned = append(w.assigned, row.Assigned)
			w.y = append(w.y, o.of(row))
		}
	}
	if len(w.people) == 0 {
		return fmt.Errorf("%s: found nobody at %d weeks, expected the people randomised", w.path, horizon)
	}
	return nil
}

// same refuses a world of other people.
func (w *inWorld) same(other *inWorld) error {
	if !slices.Equal(w.people, other.people) {
		return fmt.Errorf("%s: found other people than in %s, expected the same: worlds of a replicate share them", w.path, other.path)
	}
	return nil
}

// mean is that of the outcome.
func (w *inWorld) mean() float64 { return momentsOf(w.y).Mean() }

func momentsOf(y []float64) (m estimate.Moments) {
	for _, v := range y {
		m.Add(v)
	}
	return m
}
