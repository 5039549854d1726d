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
	by   int32 // who had left the job, or nobody
	advert
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
	runnerUp bool // somebody else would have got it
	advert
}

func newMarketPath(w *World) marketPath {
	p := marketPath{first: w.week, open: newBitmaps(w.week, w.weeks, len(w.market.open)), contests: make([][]contest, w.weeks-w.week)}
	for post, open := range w.market.open {
		if open {
			p.episodes = append(p.episodes, episode{uint32(post), nobody, w.market.adverts[post]})
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
func (p *marketPath) finish(posts int) {
	slices.SortFunc(p.episodes, func(a, b episode) int { return cmp.Or(cmp.Compare(a.post, b.post), cmp.Compare(a.opened, b.opened)) })
	p.from = make([]int32, posts+1)
	for _, e := range p.episodes {
		p.from[e.post+1]++
	}
	for k := range posts {
		p.from[k+1] += p.from[k]
	}
	slices.SortStableFunc(p.fills, func(a, b fill) int { return cmp.Compare(a.who, b.who) })
}

// advertised says whether a post stands open in a week, how, and who had left it.
func (p *marketPath) advertised(week int, post uint32) (a advert, by int32, ok bool) {
	if !p.open.has(week, int(post)) {
		return advert{}, nobody, false
	}
	list := p.episodes[p.from[post]:p.from[post+1]]
	last := &list[sort.Search(len(list), func(k int) bool { return int(list[k].opened) > week })-1]
	return last.advert, last.by, true
}

// fate is what a week has in store for a post that has stood open since before it,
// whatever claimants do.
type fate uint8

const (
	stays     fate = iota
	withdrawn      // at the week's beginning
	contested      // a background jobseeker applies, and fills it at the week's end unless a claimant does
)

func (w *World) fate(post uint32, week int) fate {
	x := w.market.slot.Bits(w.id(int(post>>2)), uint32(week))
	switch card := uint16(x >> (16 * (post & 3))); {
	case card < w.posts.withdrawn:
		return withdrawn
	case card < w.posts.closes[week]:
		return contested
	}
	return stays
}

// staysOpen says whether a post for which nobody but one person applied at the end
// of a week is still open, with nobody hired.
func (w *World) staysOpen(post uint32, week int) bool {
	for week++; week < w.week; week++ {
		if w.fate(post, week) != stays {
			return false
		}
	}
	return w.fate(post, w.week) != withdrawn
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
