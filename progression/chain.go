package progression

// vacated is a job that a person has left and that is advertised again.
type vacated struct {
	employer uint32
	by       int32
	from     uint32 // which of the employer's posts it is, counted from its first one round the circle
	tenths   int16
	variable bool
	premium  float64 // over the wage floor
}

// vacate leaves a person's job: it is advertised again, as it was, or its hours go
// to colleagues. So a move opens a place for somebody else, and a job that is kept
// opens none.
func (w *World) vacate(i, at int) {
	q := &w.people
	x := w.market.chain.Bits(w.id(i), uint32(w.week))
	if float64(x&0xffff)*0x1p-16 >= w.Parameters.Chain {
		w.budgets.give(w, i, q.job[i].hours, at)
		return
	}
	floor := float64(w.floor(i, w.day(w.week)))
	w.vacancies.reopen(w, vacated{
		employer: q.job[i].employer, by: int32(i), from: uint32(x >> 32), tenths: q.job[i].hours, variable: q.job[i].variable,
		premium: min(max(float64(q.job[i].hourly)/floor-1, 0), w.Parameters.PostPremiumCap),
	})
}

// reopen has a job advertised from next week on.
func (m *market) reopen(_ *World, v vacated) { m.jobs = append(m.jobs, v) }

// advertiseJob advertises a job that was left as one of its employer's posts, the
// first one round the circle that does not stand open; there may be none.
func (m *market) advertiseJob(w *World, v vacated) {
	first, n := w.posts.first[v.employer], w.posts.first[v.employer+1]-w.posts.first[v.employer]
	for k := range n {
		post := int(first + (v.from%n+k)%n)
		if m.open[post] {
			continue
		}
		a := w.posts.drawn(w.District, post, w.week)
		a.tenths, a.variable, a.premium = v.tenths, v.variable, v.premium
		m.advert(w, post, a, int(v.by))
		return
	}
}
