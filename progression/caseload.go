package progression

import (
	"slices"

	"inwork/progression/population"
)

// places are the rest of the coaches' caseload: people out of work, of whom only
// a coarse state is kept. A place is vacated when its holder finds work and taken
// again by a new claim. They use coach minutes and fill vacancies.
type places struct {
	n     int
	coach []uint16
}

func newPlaces(d *District) places {
	rest := float64(float64(d.Coaches)*d.Caseload) - float64(d.Participants) // who are about as many as the candidates on Universal Credit at a time
	n := int(max(rest, 0) / d.Parameters.CaseloadOccupied)
	q := places{n: n, coach: make([]uint16, n)}
	for j := range q.coach {
		q.coach[j] = uint16(j * d.Coaches / n) // a coach's places lie side by side
	}
	return q
}

// caseload is the state of the places in one world.
type caseload struct {
	taken   []bool
	claimed []int16 // week in which the claim began
	seen    []int16 // week of the last review kept
	first   []bool  // the first commitment meeting is still to come
	quality float64
	misses  uint64 // draws below it fail to attend
}

func newCaseload(d *District) caseload {
	n := d.places.n
	c := caseload{taken: make([]bool, n), claimed: make([]int16, n), seen: make([]int16, n), first: make([]bool, n)}
	start := d.luck(usePlaceStart)
	for j := range n {
		x := start.Bits(d.placeID(j), 0)
		c.taken[j] = float64(x&0xffff)*0x1p-16 < d.Parameters.CaseloadOccupied
		c.claimed[j] = -1 - int16(x>>16&63) // up to 64 weeks before the burn-in
		c.seen[j] = -4
	}
	c.quality = d.meanFit()
	c.misses = uint64(float64(d.Parameters.MissFaceToFace*0x1p63)) << 1
	return c
}

// clone copies the columns.
func (c caseload) clone() caseload {
	c.taken = slices.Clone(c.taken)
	c.claimed = slices.Clone(c.claimed)
	c.seen = slices.Clone(c.seen)
	c.first = slices.Clone(c.first)
	return c
}

// meanFit is how well an average candidate looks to an employer on the first day.
func (d *District) meanFit() float64 {
	if len(d.People) == 0 {
		return 1
	}
	sum, p := 0.0, &d.Parameters
	for i := range d.People {
		b := &d.People[i].Barriers
		sum += float64((1 - float64(p.GateSkills*b[population.Skills])) * (1 - float64(p.GateQualifications*b[population.Qualifications])))
	}
	return sum / float64(len(d.People))
}

// placeID is the entity of a place: it stands behind the candidates' numbers.
func (d *District) placeID(j int) uint64 { return d.id(1<<23 + j) }

func (w *World) placeApplicationRate(j int) float64 {
	if !w.place.taken[j] {
		return 0
	}
	r := w.Parameters.CaseloadSearch
	if w.week-int(w.place.seen[j]) <= 2 {
		r *= 1 + w.Parameters.CaseloadContact
	}
	return r
}

// placeApply applies for the first open post of four.
func (w *World) placeApply(j, week int) {
	id := w.placeID(j)
	for _, post := range w.market.probes(id, week) {
		if a, open := w.vacancies.stands(w, len(w.People)+j, post); open {
			w.vacancies.apply(w, application{int32(len(w.People) + j), post, score(w.market.score.Bits(id, uint32(week)), w.place.quality), a})
			return
		}
	}
}

func (w *World) placeHired(j int) {
	w.place.taken[j], w.place.first[j] = false, false
	w.placeSituation(j)
}

func (w *World) refillRate(j int) float64 {
	if w.place.taken[j] {
		return 0
	}
	return w.Parameters.CaseloadRefill
}

// refill starts a new claim: its first commitment meeting is due at once.
func (w *World) refill(j, week int) {
	w.place.taken[j], w.place.first[j] = true, true
	w.place.claimed[j], w.place.seen[j] = int16(week), int16(week)-4
	w.diary.plan(len(w.People)+j, week)
	w.placeSituation(j)
}

// placeSituation sets the ceilings of a place that was taken or vacated.
func (w *World) placeSituation(j int) {
	if w.record.uncapped {
		return
	}
	if w.place.taken[j] {
		w.seek.Ceiling(j, w.limit.taken)
	} else {
		w.seek.Ceiling(j, w.limit.vacant)
	}
}

// reviewInterval is in weeks: weekly in the first weeks of a claim, fortnightly after.
func (w *World) reviewInterval(claimed int) int {
	if float64(w.week-claimed) < w.Parameters.NewClaimWeeks {
		return 1
	}
	return 2
}
