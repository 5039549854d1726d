package progression

import "inwork/progression/population"

// Coupling is a way in which what one person gets depends on what others do.
type Coupling uint8

// The couplings. The first two are the queue, the others the market.
const (
	Diaries    Coupling = iota // coaches' minutes: who is seen when
	Places                     // places of provision: who starts when
	Vacancies                  // posts: who is hired
	Engagement                 // employers' engagement, which others' meetings raise
	Budgets                    // employers' hours, which others ask for too
	nCouplings = iota
)

var couplingNames = [nCouplings]string{"diaries", "places", "vacancies", "engagement", "budgets"}

// String returns the coupling's name in lower case.
func (c Coupling) String() string { return couplingNames[c] }

// Freeze names the couplings that a world takes as recorded in another one: there
// people are takers of what they meet, and change nothing of it. The zero value
// freezes none.
type Freeze uint8

// Freezes that worlds are compared by.
const (
	Everything Freeze = 1<<nCouplings - 1
	TheQueue   Freeze = 1<<Diaries | 1<<Places
	TheMarket  Freeze = 1<<Vacancies | 1<<Engagement | 1<<Budgets
)

// Holds says whether a coupling is frozen.
func (f Freeze) Holds(c Coupling) bool { return f>>c&1 != 0 }

// Each coupling is an interface with two implementations: live, in which people
// get into each other's way, and recorded, which serves everybody what another
// world recorded, less what she herself had done there.
type (
	// appointments are the queues for coaches' minutes.
	appointments interface {
		wait(w *World, i int) // a person or place is due, and waits to be seen
		meet(w *World)        // the week's minutes are given out
	}
	// courses are the lines for places of provision.
	courses interface {
		wait(w *World, b population.Barrier, at waiting)
		start(w *World) // the week's places are given out
	}
	// vacancies are the posts that stand open.
	vacancies interface {
		advertise(w *World)
		stands(w *World, who int, post uint32) (advert, bool)
		apply(w *World, a application)
		match(w *World)
		reopen(w *World, v vacated) // a job that somebody leaves is advertised from next week on
	}
	// engagement is how engaged employers are when people meet them, 0 to 1.
	engagement interface {
		met(w *World, i int, employer uint32) float64
		call(w *World, i, calls int) // a coach is in touch with a person's employer, as much as some calls are worth
	}
	// budgets are the hours that employers have to give, in tenths a week.
	budgets interface {
		spare(w *World, i int) int16                // of a person's employer, as she meets it in her turn
		give(w *World, i int, tenths int16, at int) // a person leaves hours, or takes them (below 0), in a person's turn or at the week's end
	}
)

// live lets all couplings of a world be its own.
func (w *World) live() {
	w.appointments, w.courses, w.vacancies, w.engagement, w.budgets = &w.diary, &w.course, &w.market, &w.employers, &w.employers
}
