package evaluation

import (
	"context"
	"errors"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// CoachCorrelation says how alike the people of one work coach are at the main
// horizon, within an arm of the first trial: what a trial that assigned coaches
// instead of people would pay for it.
type CoachCorrelation struct {
	Arm     string // slug
	Coaches int    // with people in the arm
	Persons int
	estimate.Intracluster
}

// NullError is the standard error of the correlation if there were none: that of an
// F ratio of as many degrees of freedom, in large samples.
func (c *CoachCorrelation) NullError() float64 {
	n, g := float64(c.Persons), float64(c.Coaches)
	return math.Sqrt(2*(n-1)/((g-1)*(n-g))) / c.EffectiveSize
}

// readCoachCorrelation estimates it from outcomes of people and the coaches they were randomised with.
func readCoachCorrelation(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	if here, err := s.kept(rows.Claimants.Name); err != nil || !here {
		e.leaveOut("how alike the people of a coach are", rows.Claimants.Name)
		return err
	}
	type coach struct{ district, number int32 }
	codes := map[coach]int{}
	values, coaches := make([][]float64, len(s.Arms)), make([][]int, len(s.Arms))
	for l, err := range lives(ctx, s, 0, false, false) {
		if err != nil {
			return err
		}
		o, arm := l.at(s.MainHorizon()), s.arm(l.who.Assigned)
		if o == nil || arm < 0 {
			continue
		}
		key := coach{l.who.District, l.who.Coach}
		code, known := codes[key]
		if !known {
			code = len(codes)
			codes[key] = code
		}
		values[arm], coaches[arm] = append(values[arm], float64(o.GrossFourWeeks)/penceInFourWeeks), append(coaches[arm], code)
	}
	for k, arm := range s.Arms {
		found, err := estimate.IntraclusterCorrelation(values[k], coaches[k])
		var few *estimate.Unusable
		var none *estimate.NoRows
		if errors.As(err, &few) || errors.As(err, &none) {
			continue // nobody shares a coach with another
		}
		if err != nil {
			return err
		}
		slices.Sort(coaches[k])
		e.CoachCorrelations = append(e.CoachCorrelations, CoachCorrelation{
			Arm: arm.Slug, Persons: len(values[k]), Coaches: len(slices.Compact(coaches[k])), Intracluster: found})
	}
	return nil
}
