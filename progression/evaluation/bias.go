package evaluation

// Bias is how far the simulated trials miss what they estimate: the true effect of the arm on a participant of the trial
// (pilot), of the same people with the same luck. It is never measured against rollout, which is another estimand.
type Bias struct {
	Trials   int     // whose estimates are in it
	Estimate float64 // their mean
	Bias     float64 // that less pilot
	// StdError is the sampling error of the mean: who is assigned where. Trials that share people and assignment miss
	// together, so that their mean is no surer than one of them. Pilot is of the people in the trials: its own Monte
	// Carlo error says how far other people would move it and has no part here.
	StdError float64
	Z        float64 // Bias over StdError
	Covered  int     // trials whose 95% interval holds pilot
}

// biasOf is nil without pilot or estimates.
func biasOf(s *Study, f *Effect) *Bias {
	if f.Pilot == nil || len(f.Trials) == 0 {
		return nil
	}
	estimate, ofOne := f.Means()
	b := &Bias{Trials: len(f.Trials), Estimate: estimate, Bias: estimate - f.Pilot.Effect, StdError: errorOfMean(f)}
	if population, _, assignment := s.Varies(); !population && !assignment {
		b.StdError = ofOne
	}
	b.Z = b.Bias / b.StdError
	for _, t := range f.Trials {
		if t.ConfLow <= f.Pilot.Effect && f.Pilot.Effect <= t.ConfHigh {
			b.Covered++
		}
	}
	return b
}
