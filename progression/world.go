package progression

import (
	"context"
	"fmt"

	"inwork/progression/uc"
	"inwork/sim"
)

// Kind says how a world treats people.
type Kind struct {
	// Slug names the world in paths.
	Slug string
	// Randomised treats people in the arm they are assigned to; otherwise all
	// participants are in Arm.
	Randomised bool
	Arm        int
	// Recorded keeps the path of the world's couplings, for worlds that take it.
	Recorded bool
	// Frozen couplings are taken as Path has them, the path of a world of the same
	// district; a world that freezes some and has none is a bug, and panics.
	Frozen Freeze
	Path   *Path
}

// Records says which tables a world keeps beside the outcomes.
type Records struct {
	Months, Events, CoachWeeks, Vacancies bool
	// Everywhere keeps them in all worlds instead of the randomised one alone.
	Everywhere bool

	uncapped bool // leave all ceilings at 1: the test that no result depends on them
}

// World is one district under one treatment, week by week. Its columns stand in
// the concern that owns them.
type World struct {
	*District
	kind   Kind
	record Records
	week   int

	people    people
	effort    effort
	diary     diaries
	market    market
	employers employers
	course    provision
	conduct   conduct
	place     caseload
	trial     participation
	causes    causes
	log       logs
	monthly   monthly
	scratch   scratch
	path      *Path // being recorded
	alone     bool  // only participants are here, each from the day of randomisation

	appointments appointments
	courses      courses
	vacancies    vacancies
	engagement   engagement
	budgets      budgets

	life, job, idle, seek *sim.Risks[*World]
}

// scratch is what is under way, kept so that no event allocates.
type scratch struct {
	entitlement uc.Entitlement // of hours under consideration
	unit        uc.Unit        // under assessment
	meeting     Meeting
}

// Run simulates one world. The first world run in a district decides who is
// enrolled and when; all later ones treat the same people from the same week.
// Until anybody can be enrolled the worlds of a district are one: that part is
// simulated once.
func (d *District) Run(ctx context.Context, kind Kind) (*World, error) {
	if d.trunk == nil {
		w := newWorld(d)
		if err := w.run(ctx, 0, d.branching()); err != nil {
			return nil, err
		}
		d.trunk = w
	}
	w := d.trunk.branch(kind)
	w.week = d.branching()
	if kind.Recorded {
		w.path = newPath(w)
	}
	if kind.Frozen != 0 {
		w.takeAsRecorded()
	}
	if err := w.run(ctx, d.branching(), d.weeks); err != nil {
		if !d.decided {
			d.enrolled = nil
		}
		return nil, err
	}
	w.path.finish(w)
	w.closeMonth()
	w.closeVacancies()
	d.decided = true
	return w, nil
}

// branching is the first week in which an office of the district recruits.
func (d *District) branching() int {
	first := d.RecruitWeeks
	for office := range d.Offices {
		first = min(first, d.opens(office))
	}
	return d.BurnInWeeks + first
}

// run simulates the weeks from one to before another.
func (w *World) run(ctx context.Context, from, to int) error {
	for w.week = from; w.week < to; w.week++ {
		if w.week%13 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := w.step(); err != nil {
			return fmt.Errorf("district %d, world %s: %w", w.District.District, w.kind.Slug, err)
		}
	}
	return nil
}

func newWorld(d *District) *World {
	w := &World{District: d, record: d.Keep}
	w.people = newPeople(d)
	w.effort = newEffort(d)
	w.diary = newDiaries(d)
	w.market = newMarket(d)
	w.employers = newEmployers(d)
	w.course = newProvision(d)
	w.conduct = newConduct(d)
	w.place = newCaseload(d)
	w.trial = newParticipation(d)
	w.live()
	w.causes = newCauses(w)
	w.risks()
	return w
}

// branch is a world that goes on from this one under a treatment of its own.
// Only the randomised world keeps records, unless they are kept everywhere.
func (w *World) branch(kind Kind) *World {
	b := &World{
		District: w.District, kind: kind,
		people: w.people.clone(), effort: w.effort.clone(), diary: w.diary.clone(), market: w.market.clone(), employers: w.employers.clone(),
		course: w.course.clone(), conduct: w.conduct.clone(), place: w.place.clone(), trial: w.trial.clone(), causes: w.causes.clone(),
		monthly: w.monthly.clone(), life: w.life.Clone(), job: w.job.Clone(), idle: w.idle.Clone(), seek: w.seek.Clone(),
	}
	b.trial.expect(w.District)
	b.live()
	b.record.uncapped = w.record.uncapped
	if kind.Randomised || w.record.Everywhere {
		b.record = w.record
		b.log.expect(w.District, b.record)
	} else {
		b.diary.rows = nil
	}
	return b
}

// lives are copies of the columns that make up a person's life, for copyRow.
func (w *World) lives() *World {
	return &World{people: w.people.clone(), effort: w.effort.clone(), conduct: w.conduct.clone(), diary: w.diary.clone(), course: w.course.clone(), causes: w.causes.clone()}
}

// copyRow copies a person's life from another world.
func (w *World) copyRow(from *World, i int) {
	w.people.copyRow(&from.people, i)
	w.effort.copyRow(&from.effort, i)
	w.conduct.pending[i] = from.conduct.pending[i]
	w.diary.copyRow(&from.diary, i)
	w.course.copyRow(&from.course, i)
	w.causes.copyRow(&from.causes, i)
}

// arm is the arm in which this world treats a participant.
func (w *World) arm(i int) *Arm { return &w.Arms[w.armIndex(i)] }

func (w *World) armIndex(i int) int {
	if w.kind.Randomised {
		return int(w.Assigned[i])
	}
	return w.kind.Arm
}
