package progression

import (
	"cmp"
	"slices"
	"sort"
)

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
func (m *marketPath) finish(posts int) {
	slices.SortFunc(m.episodes, func(a, b episode) int { return cmp.Or(cmp.Compare(a.post, b.post), cmp.Compare(a.week, b.week)) })
	m.from = make([]int32, posts+1)
	for _, e := range m.episodes {
		m.from[e.post+1]++
	}
	for k := range posts {
		m.from[k+1] += m.from[k]
	}
	slices.SortStableFunc(m.fills, func(a, b fill) int { return cmp.Compare(a.who, b.who) })
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
