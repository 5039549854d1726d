package population

import (
	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// Person is a candidate with her benefit unit, as on the world's first day. The
// zero value is nobody.
type Person struct {
	Born              sim.Day
	Female, Couple    bool
	PartnerBorn       sim.Day            // when a couple
	PartnerGrossMonth money.Pence        // partner's gross pay; 0 when not working
	Children          []sim.Day          // days of birth, eldest first; may share memory with other people's: do not write
	ChildcareMonth    money.Pence        // cost of the formal childcare bought while working; 0 when none is
	ChildcareHours    float64            // hours of work a week for which that is the cost
	ChildrenInCare    int                // children in that care
	Tenure            uc.Tenure          // who is paid rent; owners count as without housing costs
	RentMonth         money.Pence        // eligible rent; 0 without housing costs
	Savings           money.Pence        // capital of both adults that counts; no published figures are drawn from, so 0 but for microdata
	Qualification     Qualification      // highest qualification
	Barriers          [NBarriers]float64 // severity 0 to 1; 0 where there is no barrier
	WantsMoreHours    bool               // wants more hours; out of work: wants a job
	Job               Job                // zero value: out of work
	ClaimWeeksBefore  int                // weeks on Universal Credit before the world's first week; negative: the claim starts that many weeks after it
	PeriodDay         int                // day of the month, 1 to 28, on which assessment periods start
}

// InWork reports whether the person has a job.
func (p *Person) InWork() bool { return p.Job.HoursPerWeek > 0 }

// LeadCarer is which adult of a couple leads in the care of children: which of them it is is not in the margins, so the woman,
// or else the partner. It is 0 for the person herself, 1 for her partner.
func (p *Person) LeadCarer() int {
	if p.Couple && !p.Female && len(p.Children) > 0 {
		return 1
	}
	return 0
}

// Barrier is something that stands between a person and more or better work.
type Barrier uint8

// The barriers. NBarriers counts them.
const (
	Childcare      Barrier = iota // no place, or none that can be paid
	Skills                        // skills that do not carry over to better work or another sector
	Health                        // a physical condition that limits day-to-day activity
	Confidence                    // low confidence
	Qualifications                // no qualification at GCSE level
	Motivation                    // no direction: does not know what to aim at, or why
	MentalHealth                  // a mental health condition that limits day-to-day activity
	Transport                     // no way to work beyond what is near
	Caring                        // cares for another adult
	English                       // English is a second language and not fluent enough for better work
	Digital                       // lacks basic digital skills
	Debt                          // behind with bills, or a heavy burden of debt or rent
	NBarriers      = iota
)

var barrierNames = [NBarriers]string{
	"childcare", "skills", "health", "confidence", "qualifications", "motivation", "mental_health", "transport", "caring", "english", "digital", "debt",
}

// String returns the barrier's name in lower case.
func (b Barrier) String() string { return barrierNames[b] }

// Qualification is the highest qualification held.
type Qualification uint8

// The qualifications, lowest first.
const (
	BelowGCSE Qualification = iota
	GCSE
	ALevel
	Degree
)

var qualificationNames = [...]string{"below_gcse", "gcse", "a_level", "degree"}

// String returns below_gcse, gcse, a_level or degree.
func (q Qualification) String() string { return qualificationNames[q] }
