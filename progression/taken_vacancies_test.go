package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// taker is a world of takers of an empty record, with a post of its own making for
// the cases below.
func taker(t *testing.T, shape func(*marketPath)) (*World, *takenVacancies) {
	t.Helper()
	w := newWorld(district(t, small()))
	w.week = 1
	path := newPath(w)
	shape(&path.market)
	path.market.finish(len(w.market.open))
	w.kind = Kind{Slug: "taker", Frozen: 1 << Vacancies, Path: path}
	w.takeAsRecorded()
	return w, w.vacancies.(*takenVacancies)
}

// A job that she left in the record and has not left here stands open for others
// and not for her; once she has left it here too, it does.
func TestTakenVacancies_HerOwnOldJob(t *testing.T) {
	const post, she = 7, 3
	w, v := taker(t, func(p *marketPath) {
		p.episodes = []episode{{post, she, advert{opened: 2, tenths: 160}}}
		p.open.set(2, post)
		p.open.set(3, post)
	})
	w.week = 2
	_, open := v.stands(w, she, post)
	assert.False(t, open)
	a, open := v.stands(w, she+1, post)
	assert.True(t, open)
	assert.Equal(t, int16(160), a.tenths)
	w.week = 1
	v.reopen(w, vacated{by: she, employer: w.posts.employer[post] + 1})
	w.week = 2
	_, open = v.stands(w, she, post)
	assert.False(t, open, "she left another job here")
	w.week = 1
	v.reopen(w, vacated{by: she, employer: w.posts.employer[post]})
	w.week = 2
	_, open = v.stands(w, she, post)
	assert.True(t, open)
	w.week = 4
	_, open = v.stands(w, she+1, post)
	assert.False(t, open, "not recorded open that week")
}

// A participant alone has her past in the record's world: a job that she left
// before she was randomised is open to her.
func TestTakenVacancies_HerPastIsThatOfTheRecord(t *testing.T) {
	const post, she = 7, 3
	w, v := taker(t, func(p *marketPath) {
		p.episodes = []episode{{post, she, advert{opened: 5}}}
		p.open.set(5, post)
	})
	w.alone, w.week = true, 5
	w.trial.week[she] = 4
	_, open := v.stands(w, she, post)
	assert.True(t, open)
	w.trial.week[she] = 3
	_, open = v.stands(w, she, post)
	assert.False(t, open)
}

// A post that she filled in the record stays open for her here, unless she has
// filled it here too, somebody else would have got it, or it would not have lasted.
func TestTakenVacancies_PostsSheFilledThere(t *testing.T) {
	const she = 3
	stays := func(w *World, post uint32) bool {
		return w.fate(post, 2) == stays && w.fate(post, 3) == stays && w.fate(post, 4) == stays
	}
	w := newWorld(district(t, small()))
	var post uint32
	for !stays(w, post) {
		post++
	}
	place := int32(len(w.People) + 2)
	here := func(w *World, post uint32, week int16) {
		w.vacancies.(*takenVacancies).filled[she] = []fill{{who: she, post: post, week: week}}
	}
	for name, c := range map[string]struct {
		who    int32
		runner bool
		change func(*World)
		open   bool
	}{
		"kept":                     {she, false, func(*World) {}, true},
		"another one applied":      {she, true, func(*World) {}, false},
		"filled here":              {she, false, func(w *World) { here(w, post, 2) }, false},
		"filled here before":       {she, false, func(w *World) { here(w, post, 1) }, false},
		"filled here since":        {she, false, func(w *World) { here(w, post, 3) }, false},
		"an earlier advert filled": {she, false, func(w *World) { here(w, post, 0) }, true},
		"filled here and left since": {she, false, func(w *World) {
			here(w, post, 2)
			w.people.job[she].week, w.people.job[she].employer = 4, w.posts.employer[post]+1
		}, false},
		"filled before she came":     {she, false, func(w *World) { w.alone, w.trial.week[she] = true, 2 }, false},
		"filled after she came":      {she, false, func(w *World) { w.alone, w.trial.week[she] = true, 1 }, true},
		"hired elsewhere that week":  {she, false, func(w *World) { here(w, post+1, 2) }, true},
		"withdrawn":                  {she, false, func(w *World) { w.posts.withdrawn, w.posts.closes[4] = 65535, 65535 }, false},
		"a jobseeker came last week": {she, false, func(w *World) { w.posts.closes[3] = 65535 }, false},
		"a jobseeker comes today":    {she, false, func(w *World) { w.posts.closes[4] = 65535 }, true},
		"a place":                    {place, false, func(w *World) { w.place.taken[2], w.place.claimed[2] = true, 1 }, true},
		"a place filled here":        {place, false, func(w *World) { w.place.taken[2], w.place.claimed[2] = false, 1 }, false},
		"a place's next holder":      {place, false, func(w *World) { w.place.taken[2], w.place.claimed[2] = true, 3 }, false},
	} {
		t.Run(name, func(t *testing.T) {
			w, v := taker(t, func(p *marketPath) {
				p.fills = []fill{{c.who, post, 2, c.runner, advert{opened: 1, tenths: 222}}}
			})
			w.week = 4
			c.change(w)
			a, open := v.stands(w, int(c.who), post)
			require.Equal(t, c.open, open)
			if open {
				assert.Equal(t, int16(222), a.tenths)
			}
		})
	}
}

// A claimant who fills a post before a background jobseeker had a runner-up in him.
func TestMarket_ABackgroundJobseekerIsARunnerUp(t *testing.T) {
	w := newWorld(district(t, small()))
	w.week = 1
	w.path = newPath(w)
	w.Parameters.OfferProbability = 1
	w.market.open[5], w.market.open[6], w.market.rival[6] = true, true, 10
	w.market.wanted = []uint32{6}
	w.vacancies.apply(w, application{1, 5, 100, advert{}})
	w.vacancies.apply(w, application{2, 6, 100, advert{}})
	w.vacancies.match(w)
	require.Len(t, w.path.market.fills, 2)
	assert.False(t, w.path.market.fills[0].runnerUp)
	assert.True(t, w.path.market.fills[1].runnerUp)
	assert.False(t, w.market.open[6])
}

// Whoever is hired here has filled that post, however soon she leaves it.
func TestTakenVacancies_HiredHere(t *testing.T) {
	const post, she = 7, 3
	w, v := taker(t, func(p *marketPath) { p.fills = []fill{{she, post, 1, false, advert{opened: 1, tenths: 222}}} })
	w.Parameters.OfferProbability = 1
	w.posts.withdrawn = 0
	clear(w.posts.closes)
	w.week = 2
	a, open := v.stands(w, she, post)
	require.True(t, open, "she filled it there in week 1, and has not here")
	v.apply(w, application{she, post, 100, a})
	v.match(w)
	require.Equal(t, int16(222), w.people.job[she].hours)
	w.people.job[she].week, w.people.job[she].employer, w.week = 4, w.posts.employer[post]+1, 4
	_, open = v.stands(w, she, post)
	assert.False(t, open)
}
