package progression

import (
	"cmp"
	"math"
	"slices"
)

// diaryPath says how far each coach came in her queue each week.
type diaryPath struct {
	first, coaches int
	reached        []uint64 // rank of the first who was not seen; allSeen if nobody waited
	left           []int32  // minutes unused
	seen           bitmaps  // who was: her own minutes are free for herself
	short          []short  // by person and week once finished
}

// short is what was left of a coach's minutes after a person's appointment, when some
// contact with her employer did not fit into them.
type short struct {
	who     int32
	week    int16
	minutes int16
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

// finish sorts what was recorded in order of time.
func (p *diaryPath) finish() { slices.SortFunc(p.short, short.compare) }

func (s short) compare(t short) int {
	return cmp.Or(cmp.Compare(s.who, t.who), cmp.Compare(s.week, t.week))
}

// shortOf is what was left after a person's appointment in a week in which it was too little.
func (p *diaryPath) shortOf(i, week int) (minutes int, found bool) {
	k, found := slices.BinarySearchFunc(p.short, short{who: int32(i), week: int16(week)}, short.compare)
	if !found {
		return 0, false
	}
	return int(p.short[k].minutes), true
}
