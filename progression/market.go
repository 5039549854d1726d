package progression

import (
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// market is what stands open in this world and who has applied, and how engaged
// each employer is.
type market struct {
	probeA, probeB, score, offer, accept, slot sim.Draws
	n                                          uint64

	open    []bool
	chance  []uint16 // of a post: that it closes, if open, or opens, in 65536ths a week
	opened  []int16  // week in which the post was last advertised
	applied []uint16
	watched []bool // a participant has applied: the post will have a row

	best    []uint32 // score of the best applicant of the week, 0 none
	second  []uint32 // score of the next best
	who     []int32  // that applicant: a candidate, or people + a caseload place
	touched []uint32 // posts applied for this week
	looked  [4]uint32

	engaged     []float64 // of each employer, 0 to 1
	engagedWeek []int16
	fade        []float64

	rows  []rows.Vacancy
	hires int // posts filled by claimants since week 0
}

func newMarket(d *District) market {
	n := len(d.posts.employer)
	m := market{
		probeA: d.luck(useProbeA), probeB: d.luck(useProbeB), score: d.luck(useScore),
		offer: d.luck(useOffer), accept: d.luck(useAccept), slot: d.luck(useSlot), n: uint64(n),
		open: make([]bool, n), chance: make([]uint16, n), opened: make([]int16, n), applied: make([]uint16, n), watched: make([]bool, n),
		best: make([]uint32, n), second: make([]uint32, n), who: make([]int32, n),
		engaged: make([]float64, len(d.posts.sector)), engagedWeek: make([]int16, len(d.posts.sector)),
	}
	m.fade = halving(d.weeks, d.Parameters.EngagementHalfLife)
	start := d.luck(usePostStart)
	for k := range m.open {
		m.chance[k] = d.opening(k, 0)
		if start.Uniform(d.id(k), 0)*d.Parameters.SlotsPerPost < 1 {
			m.open[k], m.chance[k] = true, d.posts.closes
		}
	}
	return m
}

// clone copies the columns.
func (m market) clone() market {
	m.open = slices.Clone(m.open)
	m.chance = slices.Clone(m.chance)
	m.opened = slices.Clone(m.opened)
	m.applied = slices.Clone(m.applied)
	m.watched = slices.Clone(m.watched)
	m.best = slices.Clone(m.best)
	m.second = slices.Clone(m.second)
	m.who = slices.Clone(m.who)
	m.touched = slices.Clone(m.touched)
	m.engaged = slices.Clone(m.engaged)
	m.engagedWeek = slices.Clone(m.engagedWeek)
	m.rows = slices.Clone(m.rows)
	return m
}

// advertise opens and closes posts: each at its own constant chances, whatever claimants do.
func (w *World) advertise() {
	if w.held(Vacancies) {
		return
	}
	m := &w.market
	for k := 0; k < len(m.chance); k += 4 {
		x := m.slot.Bits(w.id(k>>2), uint32(w.week))
		for j, chance := range m.chance[k:min(k+4, len(m.chance))] {
			if uint16(x>>(16*j)) < chance {
				w.turnover(k + j)
			}
		}
	}
	w.path.stoodOpen(w)
}

// turnover closes an open post and opens a closed one.
func (w *World) turnover(post int) {
	m := &w.market
	if m.open[post] {
		w.close(post, "elsewhere", nobody)
		return
	}
	m.open[post], m.chance[post] = true, w.posts.closes
	m.opened[post] = int16(w.week)
	w.path.advertised(w, post)
}

// probes are the posts at which an applicant looks this week, in order.
func (m *market) probes(id uint64, week int) []uint32 {
	a, b := m.probeA.Bits(id, uint32(week)), m.probeB.Bits(id, uint32(week))
	m.looked = [4]uint32{
		uint32(a & 0xffffffff * m.n >> 32), uint32(a >> 32 * m.n >> 32),
		uint32(b & 0xffffffff * m.n >> 32), uint32(b >> 32 * m.n >> 32),
	}
	return m.looked[:]
}

// score ranks an applicant: a keyed priority, scaled by how well she fits.
func score(priority uint64, quality float64) uint32 {
	return uint32(float64(float64(priority>>32)*quality)) | 1
}

// applies records an application; the best one of the week is kept.
func (m *market) applies(post int, who int32, score uint32) {
	if m.best[post] == 0 {
		m.touched = append(m.touched, uint32(post))
	}
	m.applied[post]++
	if score > m.best[post] || score == m.best[post] && who < m.who[post] {
		m.best[post], m.who[post], m.second[post] = score, who, m.best[post]
	} else {
		m.second[post] = max(m.second[post], score)
	}
}

// match lets employers choose: the best claimant who applied gets the post unless
// somebody else is preferred to all of them.
func (w *World) match() {
	if w.held(Vacancies) {
		w.matchTakers()
		return
	}
	m := &w.market
	w.path.contested(w)
	for _, k := range m.touched {
		post, who := int(k), int(m.who[k])
		runnerUp := m.second[post] > 0
		m.best[post], m.second[post] = 0, 0
		if !m.open[post] || !w.offered(post) {
			continue
		}
		m.hires++
		w.path.filled(fill{m.who[post], k, int16(w.week), m.opened[post], runnerUp})
		if who < len(w.People) {
			w.hire(who, post, int(m.opened[post]))
			if w.trial.follows(who, w.week) {
				w.close(post, "participant", who)
			} else {
				w.close(post, "caseload", nobody)
			}
		} else {
			w.placeHired(who - len(w.People))
			w.close(post, "caseload", nobody)
		}
	}
	m.touched = m.touched[:0]
}

// offered says whether the best claimant is preferred to others this week.
func (w *World) offered(post int) bool {
	return w.market.offer.Uniform(w.id(post), uint32(w.week)) < w.Parameters.OfferProbability
}

// hire starts a candidate in a post advertised since a week.
func (w *World) hire(i, post, opened int) {
	q := &w.people
	t := w.posts.of(w.District, post, opened)
	detail := int64(t.tenths)
	if q.employed(i) {
		w.note(i, "job_changed", detail)
	} else {
		w.note(i, "job_started", detail)
	}
	q.settle(i, w.week+1) // what was earned is paid when it was due
	q.hours[i], q.hourly[i] = t.tenths, hourly(w.floor(i, w.day(w.week)), t.premium)
	q.variable[i], q.pattern[i] = t.variable, w.posts.payPattern(w.District, post, opened, t.variable)
	q.employer[i], q.jobWeek[i] = w.posts.employer[post], int16(w.week+1)
	of := w.posts.conditions(w.District, post, opened, t.variable)
	q.termTime[i], q.rhythm[i] = of.termTime, of.rhythm
	q.repay(i, w.week+1)
	w.situation(i)
	w.trial.started(i)
}

// nobody stands for the participant who filled a post when none did.
const nobody = -1

// close takes a post off the market and records it if a participant had applied.
func (w *World) close(post int, how string, who int) {
	m := &w.market
	if w.record.Vacancies && m.watched[post] {
		w.vacancyRow(post, how, who)
	}
	m.open[post], m.applied[post], m.watched[post] = false, 0, false
	m.chance[post] = w.opening(post, w.week)
}

// closeVacancies records the posts still open at the end.
func (w *World) closeVacancies() {
	for k, open := range w.market.open {
		if open {
			w.close(k, "open", nobody)
		}
	}
}

func (w *World) vacancyRow(post int, how string, who int) {
	m := &w.market
	var claimant *int64
	if who != nobody {
		id := int64(w.id(who))
		claimant = &id
	}
	t := w.posts.of(w.District, post, int(m.opened[post]))
	opened := w.day(int(m.opened[post]))
	e := w.posts.employer[post]
	m.rows = append(m.rows, rows.Vacancy{
		District: int32(w.District.District), Employer: int32(e), Slot: int32(post),
		Opened: opened, Closed: w.day(min(w.week, w.weeks-1)), How: how, Claimant: claimant, Applicants: int32(m.applied[post]),
		Sector: w.posts.sector[e].String(), HoursPerWeek: float64(t.tenths) / 10, Premium: t.premium,
		Flexible:  t.flexible < w.flexible(m.engagement(e, w.week)),
		HourlyPay: money.Pence(hourly(w.Book.MinimumWage(opened, uc.AdultRateAge), t.premium)),
	})
}
