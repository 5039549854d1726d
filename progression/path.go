package progression

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"inwork/progression/population"
)

// Path is what a live world recorded of its couplings, week by week from the
// first recruitment on: what one person more would have met. It also holds each
// participant as on the day of randomisation.
type Path struct {
	first, weeks int // first week recorded, weeks of a world

	diary  diaryPath
	course coursePath
	market marketPath
	calls  callPath
	start  *World // columns of each participant, as when randomised
}

func newPath(w *World) *Path {
	p := &Path{first: w.week, weeks: w.weeks}
	p.diary = newDiaryPath(w)
	p.course = newCoursePath(w)
	p.market = newMarketPath(w)
	p.calls = newCallPath(w)
	p.start = w.branch(Kind{})
	return p
}

// bitmaps are a set of places for each week.
type bitmaps struct {
	first, words int
	bits         []uint64
}

func newBitmaps(first, weeks, n int) bitmaps {
	words := (n + 63) / 64
	return bitmaps{first: first, words: words, bits: make([]uint64, words*(weeks-first))}
}

func (b *bitmaps) set(week, i int) {
	b.bits[(week-b.first)*b.words+i>>6] |= 1 << (i & 63)
}

func (b *bitmaps) has(week, i int) bool {
	return b.bits[(week-b.first)*b.words+i>>6]>>(i&63)&1 != 0
}

// diaryPath says how far each coach came in her queue each week.
type diaryPath struct {
	first, coaches int
	reached        []uint64 // rank of the first who was not seen; allSeen if nobody waited
	left           []int32  // minutes unused
	seen           bitmaps  // who was: her own minutes are free for herself
}

// allSeen is a rank behind all others.
const allSeen = math.MaxUint64

func newDiaryPath(w *World) diaryPath {
	n := w.Coaches * (w.weeks - w.week)
	return diaryPath{first: w.week, coaches: w.Coaches, reached: make([]uint64, n), left: make([]int32, n),
		seen: newBitmaps(w.week, w.weeks, len(w.diary.due))}
}

// keep records a coach's week.
func (p *diaryPath) keep(w *World, c, left int) {
	q, k := &w.diary, (w.week-p.first)*p.coaches+c
	p.left[k] = int32(left)
	p.reached[k] = allSeen
	if q.count[c] > 0 {
		p.reached[k] = w.rank(int(*q.at(c, 0)))
	}
}

// rank orders who waits for a coach: by the week of coming, then by place in that
// week. It does not depend on who else waits.
func (w *World) rank(i int) uint64 {
	c, came := w.coachOf(i), int(w.diary.came[i])
	size := uint32(w.diary.size(c))
	place := w.diary.seat[i] + size - w.firstSeat(c, came)
	if place >= size {
		place -= size
	}
	return uint64(came)<<32 | uint64(place)
}

// coursePath says how far each line for provision moved each week.
type coursePath struct {
	first   int
	reached [population.NBarriers][]uint64 // rank of the first who did not start; allSeen if nobody waited
	spare   [population.NBarriers][]bool   // a place was left
	started [population.NBarriers]bitmaps
}

func newCoursePath(w *World) coursePath {
	p := coursePath{first: w.week}
	for b := range p.reached {
		p.reached[b] = make([]uint64, w.weeks-w.week)
		p.spare[b] = make([]bool, w.weeks-w.week)
		p.started[b] = newBitmaps(w.week, w.weeks, len(w.People))
	}
	return p
}

// keep records a week's line.
func (p *coursePath) keep(w *World, b int) {
	c, k := &w.course, w.week-p.first
	p.reached[b][k] = allSeen
	if c.next[b] < len(c.line[b]) {
		p.reached[b][k] = c.rank[b][c.line[b][c.next[b]]]
	}
	p.spare[b][k] = c.given[b]+1 <= c.opened[b]
}

// marketPath says what stood open when, and who had to be beaten.
type marketPath struct {
	first    int
	open     bitmaps
	episodes []episode // of posts advertised, by post and week once finished
	from     []int32   // first of a post's
	contests [][]contest
	fills    []fill // by claimants, by who once finished
}

// episode is a post advertised from a week on.
type episode struct {
	post uint32
	week int16
}

// contest is what applicants of a week scored for a post.
type contest struct {
	post         uint32
	who          int32
	best, second uint32
}

// fill is a post that a claimant got at the end of a week.
type fill struct {
	who      int32
	post     uint32
	week     int16
	opened   int16
	runnerUp bool // somebody else would have got it
}

func newMarketPath(w *World) marketPath {
	p := marketPath{first: w.week, open: newBitmaps(w.week, w.weeks, len(w.market.open)), contests: make([][]contest, w.weeks-w.week)}
	for post, open := range w.market.open {
		if open {
			p.episodes = append(p.episodes, episode{uint32(post), w.market.opened[post]})
		}
	}
	return p
}

// keepOpen records what stands open this week.
func (p *marketPath) keepOpen(w *World) {
	for post, open := range w.market.open {
		if open {
			p.open.set(w.week, post)
		}
	}
}

// keepContests records a week's applications, before posts are given.
func (p *marketPath) keepContests(w *World) {
	m := &w.market
	list := make([]contest, 0, len(m.touched))
	for _, post := range m.touched {
		list = append(list, contest{post, m.who[post], m.best[post], m.second[post]})
	}
	slices.SortFunc(list, func(a, b contest) int { return cmp.Compare(a.post, b.post) })
	p.contests[w.week-p.first] = list
}

// finish sorts what was recorded in order of time.
func (p *Path) finish(posts int) {
	m := &p.market
	slices.SortFunc(m.episodes, func(a, b episode) int { return cmp.Or(cmp.Compare(a.post, b.post), cmp.Compare(a.week, b.week)) })
	m.from = make([]int32, posts+1)
	for _, e := range m.episodes {
		m.from[e.post+1]++
	}
	for k := range posts {
		m.from[k+1] += m.from[k]
	}
	slices.SortStableFunc(m.fills, func(a, b fill) int { return cmp.Compare(a.who, b.who) })
	slices.SortStableFunc(p.calls.raised, func(a, b raised) int { return cmp.Compare(a.employer, b.employer) })
	slices.SortStableFunc(p.calls.own, func(a, b ownCall) int { return cmp.Compare(a.who, b.who) })
}

// advertised says whether a post stands open for a person this week, and since
// when: posts that she herself filled stay open for her as long as nobody else
// would have filled or withdrawn them.
func (p *marketPath) advertised(w *World, who int32, post uint32) (opened int, ok bool) {
	k, _ := slices.BinarySearchFunc(p.fills, who, func(f fill, who int32) int { return cmp.Compare(f.who, who) })
	for ; k < len(p.fills) && p.fills[k].who == who; k++ {
		if f := &p.fills[k]; f.post == post && int(f.week) < w.week && !f.runnerUp && w.staysOpen(post, int(f.week)) {
			return int(f.opened), true
		}
	}
	if !p.open.has(w.week, int(post)) {
		return 0, false
	}
	list := p.episodes[p.from[post]:p.from[post+1]]
	last := sort.Search(len(list), func(k int) bool { return int(list[k].week) > w.week }) - 1
	return int(list[last].week), true
}

// staysOpen says whether a post that is open at the end of a week still is, with
// nobody hired.
func (w *World) staysOpen(post uint32, week int) bool {
	for week++; week <= w.week; week++ {
		x := w.market.slot.Bits(w.id(int(post>>2)), uint32(week))
		if uint16(x>>(16*(post&3))) < w.posts.closes {
			return false
		}
	}
	return true
}

// beaten says whether a score beats all others of the week for a post.
func (p *marketPath) beaten(week int, post uint32, who int32, score uint32) bool {
	list := p.contests[week-p.first]
	k, found := slices.BinarySearchFunc(list, post, func(c contest, post uint32) int { return cmp.Compare(c.post, post) })
	if !found {
		return true
	}
	c := &list[k]
	if c.who == who {
		return score > c.second
	}
	return score > c.best || score == c.best && who < c.who
}

// callPath says how engaged each employer was.
type callPath struct {
	count  []int32  // calls of each employer so far
	raised []raised // by employer and week once finished
	own    []ownCall
}

// raised is an employer's engagement after a call.
type raised struct {
	employer uint32
	week     int16
	calls    int32
	value    float64
}

// ownCall is what a call about a person added.
type ownCall struct {
	who      int32
	week     int16
	employer uint32
	calls    int32
	added    float64
}

func newCallPath(w *World) callPath {
	p := callPath{count: make([]int32, len(w.market.engaged))}
	for e, x := range w.market.engaged {
		if x > 0 {
			p.raised = append(p.raised, raised{uint32(e), w.market.engagedWeek[e], 0, x})
		}
	}
	return p
}

// keep records a call.
func (p *callPath) keep(i int, employer uint32, week int, before, after float64) {
	p.count[employer]++
	p.raised = append(p.raised, raised{employer, int16(week), p.count[employer], after})
	p.own = append(p.own, ownCall{int32(i), int16(week), employer, p.count[employer], after - before})
}

// before is an employer's last record before a week, nil if there is none.
func (p *callPath) before(employer uint32, week int) *raised {
	k := sort.Search(len(p.raised), func(k int) bool {
		r := &p.raised[k]
		return r.employer > employer || r.employer == employer && int(r.week) >= week
	}) - 1
	if k < 0 || p.raised[k].employer != employer {
		return nil
	}
	return &p.raised[k]
}

// Path is what the world recorded, nil unless its kind asked for it.
func (w *World) Path() *Path { return w.path }
