package progression

import (
	"cmp"
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
)

// payCause is what changed a person's weekly pay.
type payCause uint8

const (
	byFloor      payCause = iota // the wage floor, at an assessment period's start: uprating, or a birthday that brings a higher one
	bySettlement                 // the pay settlement of April
	byVolatility                 // hours worked in a month, at the same usual hours
	bySchoolTerm                 // school holidays, on a term-time contract
	byExit                       // the job ended
	byEntry                      // a job begun from out of work
	byMoreHours                  // usual hours in the same job
	byFewerHours
	byRise // a rise in the same job
	byMove // from one job straight into another
	nCauses
)

// causeNames are the causes as the table of the decomposition has them.
var causeNames = [nCauses]string{
	byFloor: "wage_floor", bySettlement: "settlement", byVolatility: "volatility", bySchoolTerm: "school_terms", byExit: "job_ended", byEntry: "job_started",
	byMoreHours: "more_hours", byFewerHours: "fewer_hours", byRise: "rise", byMove: "job_changed",
}

// fourWeeks is the width of an outcome window, and of the one that ends at randomisation.
const fourWeeks = 4

// causes book each change of weekly pay to what changed it, from the first day of
// the four weeks that end at a person's randomisation. A change of d pence from
// week s on is worth d x (T-s) pence by the start of week T, so that its sum and
// its moment say what a cause made of the pay of any window that ends now:
// booking is two additions, and nothing is kept of single changes.
//
// Changes are booked in the order in which they happen, each at the pay of its
// day: a job that ends takes with it all that it paid, whatever had raised that.
type causes struct {
	level  [][nCauses]int64 // sum of changes a week, pence
	moment [][nCauses]int64 // and of changes times the week from which they held
	before [][nCauses]int64 // what each made of pay before the outcome window that is open
	first  [][nCauses]int64 // of the four weeks that end at randomisation
	start  []int64          // pay of those four weeks
	anew   [2][]int32       // whose four weeks may begin in the coming even or odd week

	sums [][nCauses + 1]moments // by arm and horizon; the last is of start
}

// moments are integers that add.
type moments struct{ n, sum, squares int64 }

func (m *moments) add(x int64) {
	m.n++
	m.sum += x
	m.squares += x * x
}

func newCauses(w *World) causes {
	n := len(w.People)
	c := causes{
		level: make([][nCauses]int64, n), moment: make([][nCauses]int64, n),
		before: make([][nCauses]int64, n), first: make([][nCauses]int64, n), start: make([]int64, n),
		sums: make([][nCauses + 1]moments, len(w.Arms)*len(w.Horizons)),
	}
	for i := range n {
		c.expect(i, 1, w.lastWeek(w.people.period[i].start)+1-fourWeeks)
	}
	return c
}

// clone copies the columns.
func (c causes) clone() causes {
	c.level, c.moment = slices.Clone(c.level), slices.Clone(c.moment)
	c.before, c.first, c.start = slices.Clone(c.before), slices.Clone(c.first), slices.Clone(c.start)
	c.anew = [2][]int32{slices.Clone(c.anew[0]), slices.Clone(c.anew[1])}
	c.sums = slices.Clone(c.sums)
	return c
}

// copyRow copies what is booked of a person.
func (c *causes) copyRow(from *causes, i int) {
	c.level[i], c.moment[i], c.before[i] = from.level[i], from.moment[i], from.before[i]
	c.first[i], c.start[i] = from.first[i], from.start[i]
}

// expect notes in which week the last four weeks of an assessment period begin:
// the coming one or that after it, since a period has four weeks or five. Those of
// a world's first period may have begun before it, when pay is taken to have been
// what it is in week 0.
func (c *causes) expect(i, coming, week int) {
	if week >= coming {
		c.anew[week&1] = append(c.anew[week&1], int32(i))
	}
}

// bookAnew forgets, at the end of a week, what was booked of people who may be
// randomised four weeks later.
func (w *World) bookAnew() {
	c := &w.causes
	turn := &c.anew[(w.week+1)&1]
	for _, i := range *turn {
		if w.trial.week[i] < 0 {
			c.level[i], c.moment[i] = [nCauses]int64{}, [nCauses]int64{}
		}
	}
	*turn = (*turn)[:0]
}

// repay recomputes weekly pay from this week on and books the change to its cause.
func (w *World) repay(i, week int, cause payCause) {
	q := &w.people
	was := q.pay[i].weekly
	q.repay(i, week)
	if change := int64(q.pay[i].weekly - was); change != 0 { // most periods change nothing
		w.causes.level[i][cause] += change
		w.causes.moment[i][cause] += change * int64(week)
	}
	if w.trial.week[i] >= 0 && cause != byVolatility && cause != bySchoolTerm {
		w.trial.progress.jobIs(q, i, week)
	}
}

// upTo is what a cause made of pay up to the start of a week; no change holds only from a later one.
func (c *causes) upTo(i int, cause payCause, week int) int64 {
	return c.level[i][cause]*int64(week) - c.moment[i][cause]
}

// randomised fixes what the changes to come are changes from.
func (c *causes) randomised(i, week int, weekly int32) {
	unchanged := int64(weekly)
	for cause := range nCauses {
		unchanged -= c.level[i][cause]
		c.first[i][cause] = c.upTo(i, cause, week)
	}
	c.start[i] = fourWeeks * unchanged
	for _, made := range c.first[i] {
		c.start[i] += made
	}
}

// open begins the outcome window at a week.
func (c *causes) open(i, week int) {
	for cause := range nCauses {
		c.before[i][cause] = c.upTo(i, cause, week)
	}
}

// made is what each cause changed between the four weeks that end at randomisation
// and the outcome window that ends at a week, in pence in four weeks. With the
// start it adds up to the window's pay.
func (c *causes) made(i, week int) (lines [nCauses]int64) {
	for cause := range nCauses {
		lines[cause] = c.upTo(i, cause, week) - c.before[i][cause] - c.first[i][cause]
	}
	return lines
}

// decompose adds a person's outcome to the sums of her arm.
func (w *World) decompose(i, horizon int) {
	c := &w.causes
	sums := &c.sums[w.armIndex(i)*len(w.Horizons)+slices.Index(w.Horizons, horizon)]
	for cause, change := range c.made(i, w.week+1) {
		sums[cause].add(change)
	}
	sums[nCauses].add(c.start[i])
}

// Decomposition is what made the pay of the people in each arm, by horizon. It
// has no rows of arms in which this world treats nobody.
func (w *World) Decomposition() []rows.Decomposition {
	var out []rows.Decomposition
	for k, sums := range w.causes.sums {
		if sums[nCauses].n == 0 {
			continue
		}
		add := func(cause string, m moments) {
			out = append(out, rows.Decomposition{
				District: int32(w.District.District), Arm: w.Arms[k/len(w.Horizons)].Slug, HorizonWeeks: int32(w.Horizons[k%len(w.Horizons)]),
				Cause: cause, N: m.n, Sum: money.Pence(m.sum), SumSquares: m.squares,
			})
		}
		add("start", sums[nCauses])
		for cause, name := range causeNames {
			add(name, sums[cause])
		}
	}
	slices.SortFunc(out, func(a, b rows.Decomposition) int {
		return cmp.Or(cmp.Compare(a.Arm, b.Arm), cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Cause, b.Cause))
	})
	return out
}
