package evaluation

// Validated is a published figure and what the study says in its place, if it says anything.
type Validated struct {
	Target    Target
	Arm       string   // slug, of a figure of one arm's effect
	Of        string   // what the simulated number is of; empty without one
	Differs   string   // in what the figure is of other people or times
	Asked     bool     // the scenario asks for it, so that a hit says little
	Unit      string   // of the simulated number
	Simulated *float64 // nil: there is no such number, and Why says why
	StdError  *float64 // sampling error; nil of a standard error
	Published *float64 // the part of the figure that is meant, as a number; nil where it is none
	Low, High *float64 // what the simulated number is to lie between; nil of what judges nothing or otherwise
	Rule      string   // what is expected of it, in words; empty of what judges nothing
	Verdict   Verdict  // empty without a number
	Why       string   // there is no simulated number
}

// Interval holds the number in 95 of 100 studies; ok is false where the error is not known.
func (v *Validated) Interval() (low, high float64, ok bool) {
	if v.Simulated == nil || v.StdError == nil {
		return 0, 0, false
	}
	half := 1.96 * *v.StdError
	return *v.Simulated - half, *v.Simulated + half, true
}

// Count is how the figures of a use fare.
type Count struct {
	Use                                         string
	Figures                                     int
	Compared, Hits, Misses, Undecided, Recalled int // Compared is the sum of the four: a figure of two arms counts once
}

// uses are the uses of published figures, as targets.csv has them.
var uses = []string{"calibrate", "validate", "await-verification", "context"}

// Validation sets every published figure that this package knows beside the study, in the order of Targets: misses with hits, and those that
// no number stands beside with the reason.
func (e *Evaluation) Validation() []Validated {
	var list []Validated
	for _, t := range Targets() {
		list = append(list, e.validated(t)...)
	}
	return list
}

func (e *Evaluation) validated(t Target) []Validated {
	var list []Validated
	if e.Britain != nil {
		for _, g := range e.Britain.Gates {
			if g.Target.ID == t.ID {
				list = append(list, g.validated())
			}
		}
	}
	for i := range e.Targets {
		if c := &e.Targets[i]; c.Target.ID == t.ID {
			list = append(list, c.validated()...)
		}
	}
	if list == nil {
		list = []Validated{{Target: t, Why: e.whyNot(t)}}
	}
	return list
}

func (g *Gate) validated() Validated {
	return Validated{Target: g.Target, Of: g.Of, Differs: g.Differs, Asked: g.Asked, Unit: g.Unit, Simulated: &g.Simulated, StdError: defined(g.StdError),
		Published: defined(g.Published), Low: &g.Low, High: &g.High, Rule: g.Rule, Verdict: g.Verdict()}
}

// validated has a line for each arm of which the figure speaks.
func (c *Comparison) validated() []Validated {
	var list []Validated
	for _, s := range c.Simulated {
		v := Validated{Target: c.Target, Arm: s.Arm, Unit: "GBP/week", Simulated: &s.Mean, StdError: defined(s.StdError), Verdict: c.Verdict, Published: c.Target.Value,
			Of: "mean estimate of the simulated trials at 52 weeks"}
		switch c.Verdict {
		case Inside, Outside:
			v.Of, v.Rule = "mean standard error of the simulated trials", "the published range"
			v.Low, v.High = c.Target.Low, c.Target.High
		case NotCompared:
		default:
			v.Rule = "above 0 by two standard errors in every arm"
		}
		list = append(list, v)
	}
	return list
}

// Why a figure that is not to be calibrated to has no number beside it.
const (
	anotherProgramme = "of another programme, which this study does not simulate"
	judgesNothing    = "shown to read others by: it judges nothing"
	oneScenario      = "speaks of one scenario, which this study is not of"
	noClaimants      = "the study kept no table of people"
	newClaims        = "of people from the start of a claim, whom no table follows"
)

var notValidated = map[string]string{
	"A13": "the difference of A10 and A11", "A14": notInTables + ": who earns a tenth more than without the arm", "A18": notInTables + ": what people say in a survey",
	"A23": anInput, "C22": newClaims, "C23": newClaims, "C24": newClaims, "C26": otherYears, "D10": otherYears, "D26": overhead,
}

func (e *Evaluation) whyNot(t Target) string {
	if e.Britain != nil {
		for _, n := range e.Britain.NotComputed {
			if n.Target.ID == t.ID {
				return n.Why
			}
		}
	}
	switch why, known := notValidated[t.ID]; {
	case t.Use == "calibrate":
		return noClaimants
	case ofTheTrial(t.ID):
		return oneScenario
	case known:
		return why
	case t.Use == "context":
		return judgesNothing
	case t.Area == "2 Other trials":
		return anotherProgramme
	}
	panic("evaluation: nothing is said of the figure " + t.ID)
}

func ofTheTrial(id string) bool {
	for _, p := range theTrial {
		if p.target == id {
			return true
		}
	}
	return false
}

// Counts are of a validation, by use. A figure with several numbers of its own counts as many; one with a line for each arm counts once.
func Counts(list []Validated) []Count {
	counts := make([]Count, len(uses))
	for u, use := range uses {
		counts[u].Use = use
	}
	last := ""
	for _, v := range list {
		for u := range counts {
			if c := &counts[u]; c.Use == v.Target.Use && !(v.Arm != "" && v.Target.ID == last) {
				c.take(v)
			}
		}
		last = v.Target.ID
	}
	return counts
}

func (c *Count) take(v Validated) {
	c.Figures++
	if v.Simulated == nil {
		return
	}
	c.Compared++
	switch v.Verdict {
	case Hit, Inside:
		c.Hits++
	case Miss, Outside:
		c.Misses++
	case NotCompared:
		c.Recalled++
	default:
		c.Undecided++
	}
}
