package progression

import (
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// market is what stands open in this world and who has applied.
type market struct {
	probeA, probeB, score, offer, accept, slot, rivals, chain sim.Draws
	n                                                         uint64

	open    []bool
	adverts []advert // of posts that stand open
	applied []uint16
	watched []bool // a participant has applied: the post will have a row
	jobs    []vacated

	best    []uint32 // score of the best applicant of the week, 0 none
	second  []uint32 // score of the next best
	who     []int32  // that applicant: a candidate, or people + a caseload place
	touched []uint32 // posts applied for this week
	rival   []uint32 // score of the best of the background jobseekers who applied this week, 0 none
	wanted  []uint32 // posts for which there is one
	looked  [4]uint32

	rows  []rows.Vacancy
	hires int // posts filled by claimants since week 0
}

func newMarket(d *District) market {
	n := len(d.posts.employer)
	m := market{
		probeA: d.luck(useProbeA), probeB: d.luck(useProbeB), score: d.luck(useScore),
		offer: d.luck(useOffer), accept: d.luck(useAccept), slot: d.luck(useSlot), rivals: d.luck(useRival), chain: d.luck(useChain), n: uint64(n),
		open: make([]bool, n), adverts: make([]advert, n), applied: make([]uint16, n), watched: make([]bool, n),
		best: make([]uint32, n), second: make([]uint32, n), who: make([]int32, n), rival: make([]uint32, n),
	}
	start := d.luck(usePostStart)
	for k := range m.open {
		if start.Uniform(d.id(k), 0)*d.Parameters.SlotsPerPost < 1 {
			m.open[k], m.adverts[k] = true, d.posts.drawn(d, k, 0)
		}
	}
	return m
}

// clone copies the columns.
func (m market) clone() market {
	m.open = slices.Clone(m.open)
	m.adverts = slices.Clone(m.adverts)
	m.applied = slices.Clone(m.applied)
	m.watched = slices.Clone(m.watched)
	m.jobs = slices.Clone(m.jobs)
	m.best = slices.Clone(m.best)
	m.second = slices.Clone(m.second)
	m.who = slices.Clone(m.who)
	m.touched = slices.Clone(m.touched)
	m.rival = slices.Clone(m.rival)
	m.wanted = slices.Clone(m.wanted)
	m.rows = slices.Clone(m.rows)
	return m
}

// advertise opens posts, each at the chance of its sector's season whatever claimants do,
// withdraws others, and advertises jobs that were left. A background jobseeker may
// apply for an open post: who gets it is decided at the week's end.
func (m *market) advertise(w *World) {
	opens, closes := w.openings(), w.posts.closes[w.week]
	limit := max(slices.Max(opens[:]), closes)
	for k := 0; k < len(m.open); k += 4 {
		x := m.slot.Bits(w.id(k>>2), uint32(w.week))
		if noneBelow(x, limit) {
			continue
		}
		for post := k; post < min(k+4, len(m.open)); post++ {
			card := uint16(x)
			x >>= 16
			switch {
			case card >= limit:
			case !m.open[post]:
				if card < opens[w.posts.sector[w.posts.employer[post]]] {
					m.advert(w, post, w.posts.drawn(w.District, post, w.week), nobody)
				}
			case card < w.posts.withdrawn:
				w.month().Withdrawn++
				m.close(w, post, "withdrawn", nobody)
			case card < closes:
				m.rival[post] = w.rivalScore(uint32(post), w.week)
				m.wanted = append(m.wanted, uint32(post))
			}
		}
	}
	for _, v := range m.jobs {
		m.advertiseJob(w, v)
	}
	m.jobs = m.jobs[:0]
	w.path.stoodOpen(w)
}

// noneBelow says that none of the four cards of a draw is below a limit; it may not
// say so of limits above half the deck. It is the test of Bit Twiddling Hacks,
// "determine if a word has a byte less than n", for 16 bits.
func noneBelow(cards uint64, limit uint16) bool {
	const ones, tops = 0x0001_0001_0001_0001, 0x8000_8000_8000_8000
	return limit <= 0x8000 && (cards-ones*uint64(limit))&^cards&tops == 0
}

// advert opens a post; by is who left the job, or nobody.
func (m *market) advert(w *World, post int, a advert, by int) {
	m.open[post], m.adverts[post] = true, a
	w.month().Advertised++
	w.path.advertised(post, a, by)
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

// application is one of this week.
type application struct {
	who   int32 // a candidate, or people + a caseload place
	post  uint32
	score uint32
	advert
}

// score ranks an applicant: a keyed priority, scaled by how well she fits.
func score(priority uint64, quality float64) uint32 {
	return uint32(float64(float64(priority>>32)*quality)) | 1
}

func (m *market) stands(_ *World, _ int, post uint32) (advert, bool) {
	if !m.open[post] {
		return advert{}, false // most are closed: their adverts need not come out of memory
	}
	return m.adverts[post], true
}

// apply records an application; the best one of the week is kept.
func (m *market) apply(w *World, a application) {
	m.applies(int(a.post), a.who, a.score)
	if i := int(a.who); i < len(w.People) && w.trial.follows(i, w.week) {
		m.watched[a.post] = true
	}
}

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

// match lets employers choose: the best claimant who applied gets the post if she
// suits and no background jobseeker is better. Posts that they applied for and no
// claimant got are filled by them.
func (m *market) match(w *World) {
	w.path.contested(w)
	for _, post := range m.touched {
		if k := int(post); m.best[k] > m.rival[k] && w.offered(k) {
			m.fill(w, post)
		}
		m.best[post], m.second[post] = 0, 0
	}
	m.touched = m.touched[:0]
	for _, post := range m.wanted {
		if !m.open[post] {
			continue // just filled
		}
		w.month().ByElsewhere++
		m.close(w, int(post), "elsewhere", nobody)
	}
	m.wanted = m.wanted[:0]
}

// fill gives a post to the best claimant.
func (m *market) fill(w *World, post uint32) {
	k, who, a := int(post), int(m.who[post]), m.adverts[post]
	m.hires++
	w.path.filled(fill{m.who[post], post, int16(w.week), m.second[post] > 0 || m.rival[post] > 0, a})
	how, by := "caseload", nobody
	if who < len(w.People) {
		if w.trial.follows(who, w.week) {
			how, by = "participant", who
			w.month().ByParticipants++
		} else {
			w.month().ByCandidates++
		}
		w.hire(who, k, a)
	} else {
		w.month().ByCaseload++
		w.placeHired(who - len(w.People))
	}
	m.close(w, k, how, by)
}

// offered says whether the best claimant suits the employer this week.
func (w *World) offered(post int) bool {
	return w.market.offer.Uniform(w.id(post), uint32(w.week)) < w.Parameters.OfferProbability
}

// rivalScore ranks the best of the background jobseekers who apply for a post in a week.
func (w *World) rivalScore(post uint32, week int) uint32 {
	return score(w.market.rivals.Bits(w.id(int(post)), uint32(week)), 1)
}

// hire starts a candidate in a post.
func (w *World) hire(i, post int, a advert) {
	q := &w.people
	detail, cause := int64(a.tenths), byEntry
	if q.employed(i) {
		cause = byMove
		w.note(i, "job_changed", detail)
		w.vacate(i, weeksEnd)
	} else {
		w.note(i, "job_started", detail)
	}
	q.settle(i, w.week+1) // what was earned is paid when it was due
	if q.job[i].rhythm == 0 {
		q.payOff(i) // a job paid by the month pays the rest when it ends
	}
	q.job[i].hours, q.job[i].hourly = a.tenths, hourly(w.floor(i, w.day(w.week)), a.premium)
	q.job[i].variable, q.job[i].pattern = a.variable, w.posts.payPattern(w.District, post, int(a.opened), a.variable)
	q.job[i].employer, q.job[i].week = w.posts.employer[post], int16(w.week+1)
	of := w.posts.conditions(w.District, post, int(a.opened), a.variable)
	if of.rhythm != q.job[i].rhythm && q.pay[i].paid > q.period[i].paid {
		q.pay[i].payments = severalRhythms
	}
	q.job[i].termTime, q.job[i].rhythm = of.termTime, of.rhythm
	w.repay(i, w.week+1, cause)
	w.situation(i)
	w.trial.started(i)
}

// nobody stands for the participant who filled a post, or the person who left one, when there is none.
const nobody = -1

// close takes a post off the market and records it if a participant had applied.
func (m *market) close(w *World, post int, how string, who int) {
	if w.record.Vacancies && m.watched[post] {
		w.vacancyRow(post, how, who)
	}
	m.open[post], m.applied[post], m.watched[post], m.rival[post] = false, 0, false, 0
}

// closeVacancies records the posts still open at the end.
func (w *World) closeVacancies() {
	for k, open := range w.market.open {
		if open {
			w.market.close(w, k, "open", nobody)
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
	a, e := m.adverts[post], w.posts.employer[post]
	opened := w.day(int(a.opened))
	m.rows = append(m.rows, rows.Vacancy{
		District: int32(w.District.District), Employer: int32(e), Slot: int32(post),
		Opened: opened, Closed: w.day(min(w.week, w.weeks-1)), How: how, Claimant: claimant, Applicants: int32(m.applied[post]),
		Sector: w.posts.sector[e].String(), HoursPerWeek: float64(a.tenths) / 10, Premium: a.premium,
		Flexible:  a.flexible < w.flexible(w.employers.engaged.now(int(e), w.week)),
		HourlyPay: money.Pence(hourly(w.Book.MinimumWage(opened, uc.AdultRateAge), a.premium)),
	})
}
