package progression

// Path is what a live world recorded of its couplings, week by week from the
// first recruitment on: what one person more would have met. It also holds each
// participant as on the day of randomisation.
type Path struct {
	diary   diaryPath
	course  coursePath
	market  marketPath
	calls   callPath
	budgets budgetPath
	start   *World // columns of each participant, as when randomised
}

func newPath(w *World) *Path {
	p := &Path{}
	p.diary = newDiaryPath(w)
	p.course = newCoursePath(w)
	p.market = newMarketPath(w)
	p.calls = newCallPath(w)
	p.budgets = newBudgetPath(w)
	p.start = w.lives()
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

// Path is what the world recorded, nil unless its kind asked for it.
func (w *World) Path() *Path { return w.path }

// The rest of this file is what a world tells its path as it goes; a world that
// keeps none has a nil one, and tells nothing.

// enrolled tells of a participant, before her follow-up begins.
func (p *Path) enrolled(w *World, i int) {
	if p != nil {
		p.start.copyRow(w, i)
		p.course.enrolled(w, i)
	}
}

// met tells of an appointment, kept or missed.
func (p *Path) met(w *World, i int) {
	if p != nil {
		p.diary.seen.set(w.week, i)
	}
}

// ranOut tells of a contact with an employer that did not fit into the minutes left after an appointment.
func (p *Path) ranOut(w *World, i, left int) {
	if p != nil {
		p.diary.short = append(p.diary.short, short{int32(i), int16(w.week), int16(left)})
	}
}

// coachDone tells how far a coach came and what minutes she had left.
func (p *Path) coachDone(w *World, c, left int) {
	if p != nil {
		p.diary.keep(w, c, left)
	}
}

// startedCourse tells of a start of provision.
func (p *Path) startedCourse(w *World, b, i int) {
	if p != nil {
		p.course.started[b].set(w.week, i)
	}
}

// lineMoved tells how far a line for provision moved.
func (p *Path) lineMoved(w *World, b int) {
	if p != nil {
		p.course.keep(w, b)
	}
}

// advertised tells of a post that opened.
func (p *Path) advertised(post int, a advert, by int) {
	if p != nil {
		p.market.episodes = append(p.market.episodes, episode{uint32(post), int32(by), a})
	}
}

// stoodOpen tells what stands open this week.
func (p *Path) stoodOpen(w *World) {
	if p != nil {
		p.market.keepOpen(w)
	}
}

// contested tells of the week's applications, before posts are given.
func (p *Path) contested(w *World) {
	if p != nil {
		p.market.keepContests(w)
	}
}

// filled tells of a post that a claimant got.
func (p *Path) filled(f fill) {
	if p != nil {
		p.market.fills = append(p.market.fills, f)
	}
}

// called tells of a contact with an employer that is worth some calls.
func (p *Path) called(w *World, i int, employer uint32, calls int, before, after float64) {
	if p != nil {
		p.calls.keep(i, employer, w.week, int32(calls), before, after)
	}
}

// gave tells of hours that a person left, or took (below 0), in a person's turn.
func (p *Path) gave(w *World, i, at int, tenths int16, after float64) {
	if p != nil {
		p.budgets.keep(w, i, at, tenths, after)
	}
}

// finish makes the path ready for worlds that take it.
func (p *Path) finish(w *World) {
	if p != nil {
		p.diary.finish()
		p.market.finish(len(w.market.open))
		p.calls.finish()
		p.budgets.finish()
	}
}
