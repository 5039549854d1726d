package progression

import "math"

// diaryPath says how far each coach came in her queue each week.
type diaryPath struct {
	first, coaches int
	reached        []uint64 // rank of the first who was not seen; allSeen if nobody waited
	left           []int32  // minutes unused
	seen           bitmaps  // who was: her own minutes are free for herself
	short          bitmaps  // whose employer was not rung up, because her coach had no minutes left
}

// allSeen is a rank behind all others.
const allSeen = math.MaxUint64

func newDiaryPath(w *World) diaryPath {
	n := w.Coaches * (w.weeks - w.week)
	return diaryPath{first: w.week, coaches: w.Coaches, reached: make([]uint64, n), left: make([]int32, n),
		seen: newBitmaps(w.week, w.weeks, len(w.diary.due)), short: newBitmaps(w.week, w.weeks, len(w.People))}
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
