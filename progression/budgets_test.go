package progression

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// With fixed budgets nobody gains an hour that another one did not leave: as long
// as nobody enters or leaves work and colleagues never make up for anything, hours
// worked and hours that employers have to give sum to the same every week, to a
// tenth. With elastic ones they do not.
func TestBudgets_HoursAreConserved(t *testing.T) {
	s := small()
	p := &s.Parameters
	p.Separation, p.SearchInWork, p.SearchOutOfWork = 0, 0, 0
	p.HoursUp, p.HoursUpUnwanted, p.HoursDown = 0.02, 0.01, 0.01
	p.SpareHours, p.BudgetHalfLife = 0, math.MaxFloat64
	changes := func(elasticity float64) (moved int, drift float64) {
		s.Parameters.Elasticity = elasticity
		w := newWorld(district(t, s))
		total, jobs := hoursHeld(w), slices.Clone(w.people.job)
		for w.week = range w.weeks {
			require.NoError(t, w.step())
			drift = max(drift, math.Abs(hoursHeld(w)-total))
		}
		for i, was := range jobs {
			if was.hours != w.people.job[i].hours {
				moved++
			}
		}
		return moved, drift
	}
	moved, drift := changes(0)
	assert.Greater(t, moved, 100)
	assert.Zero(t, drift, "tenths of an hour that came from nobody")
	_, drift = changes(1)
	assert.Greater(t, drift, 100.0)
}

// hoursHeld are the tenths a week that candidates work and employers have to give.
func hoursHeld(w *World) (tenths float64) {
	for _, j := range w.people.job {
		tenths += float64(j.hours)
	}
	for _, x := range w.employers.extra.value {
		tenths += x
	}
	return tenths
}

// What one person takes is missing for the next at the same employer and at no
// other, comes back by halves, and never makes a budget negative.
func TestBudgets_WhatOneTakesIsMissingForTheNext(t *testing.T) {
	s := small()
	s.Parameters.SpareHours, s.Parameters.BudgetHalfLife, s.Parameters.Elasticity = 4, 8, 0
	w := newWorld(district(t, s))
	w.people.job[0].employer, w.people.job[1].employer, w.people.job[2].employer = 0, 0, 1
	posts := int16(w.posts.first[1] - w.posts.first[0])
	require.Equal(t, 40*posts, w.budgets.spare(w, 0))
	elsewhere := w.budgets.spare(w, 2)

	granted, fromBudget := w.granted(0, 400)
	assert.Equal(t, 40*posts, granted, "all there is")
	assert.Equal(t, granted, fromBudget)
	w.budgets.give(w, 0, -fromBudget, 0)
	assert.Zero(t, w.budgets.spare(w, 1))
	assert.Equal(t, elsewhere, w.budgets.spare(w, 2))
	w.budgets.give(w, 1, -10, 1)
	assert.Zero(t, w.budgets.spare(w, 1))

	w.week += 8
	assert.InDelta(t, float64(40*posts-(40*posts+10)/2), float64(w.budgets.spare(w, 1)), 1)
	w.Parameters.Elasticity = 1
	granted, fromBudget = w.granted(0, 123)
	assert.Equal(t, int16(123), granted, "made to measure")
	assert.Zero(t, fromBudget)
}
