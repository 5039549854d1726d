package sim_test

// The reference workload iwp-ref: a stand-in for the core loop of a pilot simulator, by which versions of the engine and other
// programs are compared. Its numbers are for load only; none is an estimate. The same workload in plain C is .ci/yardstick/dense.c,
// which defines it; the comment at its head says how to compare.
//
// A district of 25,000 claimants runs 104 weeks. A week: (1) vacancies lapse and are posted; (2) people in work lose the job, look
// for another or rise; (3) coaches of 100 serve those due, first come first served, 60 units a week; (4) seekers meet vacancies;
// (5) every fourth week a benefit is worked out. Rates are computed from the state each time they are asked for; nothing is cached.

import (
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

const (
	refWeeks     = 104
	refDistricts = 40
	refPeople    = 25_000 // of a district
	refCaseload  = 100    // claimants of a coach
	refEmployers = refPeople / 50
	refUnits     = 60 // of a coach's time a week
)

// The random uses of the workload.
const (
	refLane sim.Use = iota
	refCard
	refBirth
	refMeeting
	refMatch
	refOffer
	refVacancy
)

// refDistrict is the state of one district, a column a fact.
type refDistrict struct {
	number       int
	first        uint64 // entity number of person 0
	arm          []uint8
	inWork       []uint64 // bits
	base, wage   []float32
	adjust       []float32 // of the month's earnings for changes within it
	hours        []float32
	motivation   []float32
	award, allow []float32
	barriers     []uint64 // six severities, a byte each
	benefit      []float64
	earnings     []float64
	premium      []float64 // of an employer, a factor
	vacancies    []uint32  // employers, oldest first
	seekers      []uint64  // bits
	seeking      []uint32
	queue        []uint8 // of a coach: a ring of the 100
	head, length []uint8
	risks        *sim.Risks[*refDistrict]
	due          *sim.Calendar
	births, meetings, matches,
	offers, postings sim.Draws
	monthWeek int
	refCounts
}

type refCounts struct{ shocks, rises, appointments, hires, seekerWeeks int }

var refRisks = []sim.Risk[*refDistrict]{
	{Name: "separation", Share: 0.15, Rate: (*refDistrict).separation, Happen: (*refDistrict).separate},
	{Name: "search", Share: 0.30, Rate: (*refDistrict).searching, Happen: (*refDistrict).search},
	{Name: "rise", Share: 0.44, Rate: (*refDistrict).rising, Happen: (*refDistrict).rise},
}

const refCeiling = 0.0667 // on rate/share of each of the three

func (d *refDistrict) employed(i int) bool { return d.inWork[i>>6]>>(i&63)&1 != 0 }

func (d *refDistrict) separation(i int) float64 {
	if !d.employed(i) {
		return 0
	}
	return 0.01
}

func (d *refDistrict) searching(i int) float64 {
	if !d.employed(i) {
		return 0
	}
	return 0.02
}

func (d *refDistrict) rising(i int) float64 {
	if !d.employed(i) {
		return 0
	}
	return 0.99 / (1 + sim.Exp(5-1.5*float64(d.motivation[i])+0.12*float64(severity(d.barriers[i]))))
}

func (d *refDistrict) separate(i, _ int) {
	d.inWork[i>>6] &^= 1 << (i & 63)
	d.setWage(i, 0)
	d.shocks++
}

func (d *refDistrict) search(i, _ int) { d.seekers[i>>6] |= 1 << (i & 63) }

func (d *refDistrict) rise(i, _ int) {
	d.base[i] *= 1.03
	d.setWage(i, d.base[i])
	d.hours[i] = min(d.hours[i]+1, 40)
	d.rises++
}

// setWage keeps the earnings of the month 4*wage + adjust.
func (d *refDistrict) setWage(i int, wage float32) {
	d.adjust[i] += (d.wage[i] - wage) * float32(d.monthWeek)
	d.wage[i] = wage
}

// severity is the sum of the six.
func severity(barriers uint64) uint32 { return uint32(barriers * 0x0101010101010101 >> 56) }

func newRefDistrict(number int) *refDistrict {
	const n = refPeople
	draws := func(use sim.Use) sim.Draws { return sim.NewDraws(0x5eed, 0, 0, use) }
	d := &refDistrict{
		number: number, first: uint64(number * n), arm: make([]uint8, n), inWork: make([]uint64, (n+63)/64),
		base: make([]float32, n), wage: make([]float32, n), adjust: make([]float32, n), hours: make([]float32, n),
		motivation: make([]float32, n), award: make([]float32, n), allow: make([]float32, n), barriers: make([]uint64, n),
		benefit: make([]float64, n), earnings: make([]float64, n), premium: make([]float64, refEmployers),
		vacancies: make([]uint32, 0, 16*refEmployers), seekers: make([]uint64, (n+63)/64), seeking: make([]uint32, 0, n),
		queue: make([]uint8, n), head: make([]uint8, n/refCaseload), length: make([]uint8, n/refCaseload),
		due: sim.NewCalendar(n, 8), births: draws(refBirth), meetings: draws(refMeeting), matches: draws(refMatch),
		offers: draws(refOffer), postings: draws(refVacancy),
	}
	var err error
	if d.risks, err = sim.NewRisks(draws(refLane), draws(refCard), d.first, n, refRisks...); err != nil {
		panic(err)
	}
	for i := range n {
		d.bear(i)
	}
	for e := range d.premium {
		d.premium[e] = sim.Exp(0.02 + 0.1*d.births.Normal(1<<32+uint64(number*refEmployers+e), 0))
	}
	return d
}

// bear draws one person.
func (d *refDistrict) bear(i int) {
	id := d.first + uint64(i)
	r, q := d.births.Bits(id, 0), d.births.Bits(id, 1)
	d.arm[i] = uint8(r & 0xffff % 3)
	phase := int(r >> 16 & 7)
	d.due.Set(i, [3]int{phase & 1, phase, 0}[d.arm[i]])
	d.allow[i] = [3]float32{0, 411, 684}[r>>20&0xffff%3]
	d.motivation[i] = float32(d.births.Uniform(id, 2))
	for k := range 6 {
		if f := q >> (4 * k) & 7; f >= 4 {
			d.barriers[i] |= f & 3 << (8 * k)
		}
	}
	d.hours[i] = 16 + 20*float32(d.births.Uniform(id, 3))
	d.award[i] = 600 + 600*float32(d.births.Uniform(id, 4))
	d.base[i] = float32(sim.Exp(5.3 + 0.4*d.births.Normal(id, 5)))
	d.inWork[i>>6] |= 1 << (i & 63)
	d.wage[i] = d.base[i]
	d.risks.Ceiling(i, refCeiling)
}

func (d *refDistrict) run() {
	for week := range refWeeks {
		d.week(week)
	}
}

func (d *refDistrict) week(week int) {
	d.monthWeek = week & 3
	d.post(week)
	for word, m := range d.inWork { // out of work before this week: they seek
		d.seekers[word] = ^m
	}
	d.seekers[len(d.seekers)-1] &= 1<<(refPeople&63) - 1
	if err := d.risks.Week(d, week); err != nil {
		panic(err)
	}
	d.meet(week)
	d.match(week)
	if d.monthWeek == 3 {
		d.month()
	}
}

// poisson1 is the distribution of a Poisson(1) in 32 bits.
var poisson1 = [8]uint32{1580030168, 3160060337, 3950075421, 4213413783, 4279248373, 4292415291, 4294609777, 4294923275}

func (d *refDistrict) post(week int) {
	lapse := len(d.vacancies) / 4
	copy(d.vacancies, d.vacancies[lapse:])
	open := d.vacancies[:len(d.vacancies)-lapse]
	for e := range refEmployers {
		u := uint32(d.postings.Bits(uint64(d.number*refEmployers+e), uint32(week)))
		for k := 0; k < 8 && u >= poisson1[k]; k++ {
			open = append(open, uint32(e))
		}
	}
	d.vacancies = open
}

func (d *refDistrict) meet(week int) {
	for i := range d.due.Due(week) {
		coach := i / refCaseload
		place := int(d.head[coach]) + int(d.length[coach])
		if place >= refCaseload {
			place -= refCaseload
		}
		d.queue[coach*refCaseload+place] = uint8(i - coach*refCaseload)
		d.length[coach]++
	}
	again := [3]int{week + 2, week + 8, 8}
	for coach := range d.head {
		first := coach * refCaseload
		queue := d.queue[first : first+refCaseload : first+refCaseload]
		head, length := int(d.head[coach]), int(d.length[coach])
		for units := refUnits; length > 0; {
			i := first + int(queue[head])
			arm := d.arm[i]
			if units -= 3 - int(arm>>1); units < 0 {
				break
			}
			if head++; head == refCaseload {
				head = 0
			}
			length--
			d.meeting(i, week)
			if arm < 2 || week < 8 {
				d.due.Set(i, again[arm])
			}
		}
		d.head[coach], d.length[coach] = uint8(head), uint8(length)
	}
}

// meeting lowers each barrier by one with probability 26/256, all six at once, and raises motivation.
func (d *refDistrict) meeting(i, week int) {
	const high, low = 0x8080808080808080, 0x7f7f7f7f7f7f7f7f // of each byte
	x, b := d.meetings.Bits(d.first+uint64(i), uint32(week)), d.barriers[i]
	hit := ^((x&low | high) - 26*0x0101010101010101) & ^x & high
	d.barriers[i] = b - hit&(b+low)&high>>7
	d.motivation[i] = min(d.motivation[i]+0.02, 1)
	d.appointments++
}

func (d *refDistrict) match(week int) {
	seeking := d.seeking[:0]
	for word, m := range d.seekers {
		for ; m != 0; m &= m - 1 {
			seeking = append(seeking, uint32(word<<6+bits.TrailingZeros64(m)))
		}
	}
	d.seekerWeeks += len(seeking)
	d.seeking = seeking
	if len(seeking) == 0 {
		return
	}
	next := d.matches.Below(1<<39+uint64(d.number), uint32(week), len(seeking))
	for j := 0; j < len(seeking) && len(d.vacancies) > 0; j++ {
		d.apply(int(seeking[next]), week)
		if next++; next == len(seeking) {
			next = 0
		}
	}
}

func (d *refDistrict) apply(i, week int) {
	id := d.first + uint64(i)
	r := d.matches.Bits(id, uint32(week))
	open := d.vacancies
	place := r & 0xffffffff * uint64(len(open)) >> 32
	out := !d.employed(i)
	if out && (float64(r>>32)+0.5)*0x1p-32 >= 0.5-0.02*float64(severity(d.barriers[i])) {
		return
	}
	factor := d.premium[open[place]] * offer(d.offers.Bits(id, uint32(week)))
	if out || factor > 1.05 {
		d.base[i] *= float32(factor)
		d.inWork[i>>6] |= 1 << (i & 63)
		d.setWage(i, d.base[i])
		open[place] = open[len(open)-1]
		d.vacancies = open[:len(open)-1]
		d.hires++
	}
}

const offerCells = 4096

// offerTable is the quantile function of an offer's factor exp(0.15 z).
var offerTable = func() (t [offerCells + 1]float64) {
	for k := 1; k < offerCells; k++ {
		t[k] = sim.Exp(0.15 * sim.NormalQuantile(float64(k)/offerCells))
	}
	return t
}()

// offer is linear in the cells of the table and exact in the two outer ones.
func offer(u uint64) float64 {
	k := u >> 52
	if k == 0 || k == offerCells-1 {
		return sim.Exp(0.15 * sim.Normal(u))
	}
	return offerTable[k] + float64(u<<12>>12)*0x1p-52*(offerTable[k+1]-offerTable[k])
}

func (d *refDistrict) month() {
	for i, wage := range d.wage {
		earned := 4*wage + d.adjust[i]
		d.adjust[i] = 0
		d.benefit[i] += float64(max(d.award[i]-0.55*max(earned-d.allow[i], 0), 0))
		d.earnings[i] += float64(earned)
	}
}

// The engine's version keeps the workload's law: counts and means per person are those of the plain C at N = 1,000,000.
// Shocks and rises are near Poisson: four standard errors. The other counts and the means hang on the premiums drawn for employers
// as well: 1% and 2%, which is at least twice their standard deviation over seeds.
func TestReferenceKeepsItsLaw(t *testing.T) {
	var sum refCounts
	var benefit, earnings, n [3]float64
	for number := range 4 {
		d := newRefDistrict(number)
		d.run()
		sum.add(d.refCounts)
		for i, arm := range d.arm {
			n[arm]++
			benefit[arm] += d.benefit[i]
			earnings[arm] += d.earnings[i]
		}
	}
	const people = 4 * refPeople
	require.EqualValues(t, people, n[0]+n[1]+n[2])
	assert.InDelta(t, 1.017903, float64(sum.shocks)/people, 4*math.Sqrt(1.02/people))
	assert.InDelta(t, 1.467799, float64(sum.rises)/people, 4*math.Sqrt(1.47/people))
	assert.InEpsilon(t, 1.806691, float64(sum.hires)/people, 0.01)
	assert.InEpsilon(t, 20.350296, float64(sum.appointments)/people, 0.01)
	assert.InEpsilon(t, 4.322472, float64(sum.seekerWeeks)/people, 0.01)
	for arm, c := range [3]struct{ benefit, earnings float64 }{{15011.70, 24923.09}, {15131.89, 24669.55}, {15132.15, 24589.96}} {
		assert.InEpsilon(t, c.benefit, benefit[arm]/n[arm], 0.02)
		assert.InEpsilon(t, c.earnings, earnings[arm]/n[arm], 0.02)
	}
}

func (c *refCounts) add(d refCounts) {
	c.shocks += d.shocks
	c.rises += d.rises
	c.appointments += d.appointments
	c.hires += d.hires
	c.seekerWeeks += d.seekerWeeks
}
