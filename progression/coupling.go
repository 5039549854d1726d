package progression

// Coupling is a way in which what one person gets depends on what others do.
type Coupling uint8

// The couplings. The first two are the queue, the others the market.
const (
	Diaries    Coupling = iota // coaches' minutes: who is seen when
	Places                     // places of provision: who starts when
	Vacancies                  // posts: who is hired
	Engagement                 // employers' engagement, which others' meetings raise
	nCouplings = iota
)

var couplingNames = [nCouplings]string{"diaries", "places", "vacancies", "engagement"}

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
	TheMarket  Freeze = 1<<Vacancies | 1<<Engagement
)

// Holds says whether a coupling is frozen.
func (f Freeze) Holds(c Coupling) bool { return f>>c&1 != 0 }

// held says whether this world takes a coupling as recorded.
func (w *World) held(c Coupling) bool { return w.kind.Frozen.Holds(c) }
