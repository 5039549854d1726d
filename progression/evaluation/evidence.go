package evaluation

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Evidence says how much of what the model says of the trial's main effect rests on which grade of evidence: C, inferred from published
// figures, or D, assumed. It is computed from the prior predictive draws of examples/prior, in which all parameters of these grades are drawn
// from their declared ranges, apart from each other, and is of the model that made them, not of the study beside which it is shown.
type Evidence struct {
	Model  string
	Draws  int
	Shares []EvidenceShare
}

// EvidenceShare is a part of the variance, over draws, of an arm's true effect (rollout) on weekly earnings at 52 weeks.
//
// That of a grade is what its parameters have each by itself and in a straight line: what bends, or acts only together with others, is in no
// grade but in what is missing to 1. The error is over draws.
type EvidenceShare struct {
	Arm        string // slug
	Part       EvidencePart
	Parameters int
	Share      float64
	StdError   *float64 // nil of Monte Carlo
	OfRanks    *float64 // the share of the variance of ranks, on which a few large effects have no hold; nil of Monte Carlo
	RanksError *float64
}

// EvidencePart is what a share is of.
type EvidencePart string

// The parts. Parameters of grades A and B, measured or published, are not drawn.
const (
	Inferred      EvidencePart = "C"
	Assumed       EvidencePart = "D"
	AssumedOfBoth EvidencePart = "D of C and D" // the share of D in what C and D have in straight lines
	OfMonteCarlo  EvidencePart = "Monte Carlo"  // the error of each draw's effect, which is no parameter's
)

//go:embed evidence.csv
var evidenceCSV string

// TheEvidence is what is known to this package of it.
func TheEvidence() *Evidence { return theEvidence() }

var theEvidence = sync.OnceValue(func() *Evidence {
	e, err := readEvidence(evidenceCSV)
	if err != nil {
		panic("evaluation: evidence.csv: " + err.Error())
	}
	return e
})

func readEvidence(text string) (*Evidence, error) {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	e := &Evidence{}
	for k, r := range records[1:] {
		draws, errDraws := strconv.Atoi(r[1])
		parameters, errParameters := strconv.Atoi(r[4])
		share := number(r[5])
		if errDraws != nil || errParameters != nil || share == nil {
			return nil, fmt.Errorf("line %d: found %s, expected numbers", k+2, strings.Join(r, ","))
		}
		e.Model, e.Draws = r[0], draws
		e.Shares = append(e.Shares, EvidenceShare{Arm: r[2], Part: EvidencePart(r[3]), Parameters: parameters, Share: *share, StdError: number(r[6]), OfRanks: number(r[7]), RanksError: number(r[8])})
	}
	return e, nil
}

// Of finds a share; nil when there is none.
func (e *Evidence) Of(arm string, part EvidencePart) *EvidenceShare {
	for i := range e.Shares {
		if s := &e.Shares[i]; s.Arm == arm && s.Part == part {
			return s
		}
	}
	return nil
}
