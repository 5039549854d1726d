package evaluation

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// Heterogeneity says how far the true effects on single people differ, at the main horizon. Each person's effect is a mean over
// lucks, and known with an error; so that effects that are all alike look different. That noise is subtracted: the variance of
// true effects is the variance of the means less the mean of their squared errors.
type Heterogeneity struct {
	Arm, Outcome, Unit string
	HorizonWeeks       int
	Persons            int64   // with an effect over MinLucks lucks or more
	Lucks              float64 // on average
	Mean               float64 // of their effects
	SpreadOfMeans      float64 // standard deviation of the effects as they are known
	Noise              float64 // root of the mean squared Monte Carlo error
	SD                 float64 // of the true effects; 0 when they differ by no more than noise
	Reliability        float64 // share of the variance of the means that is of true effects
	// Positive is the share of people with an effect above 0, NaN below a Reliability of 0.9: noise carries people across
	// zero, and what it does to the share is not known without knowing how effects are distributed.
	Positive float64
}

// enoughReliability is from where on a share of people may be counted.
const enoughReliability = 0.9

// collected are the people of one arm and outcome.
type collected struct {
	effect, square, lucks estimate.Moments
	positive              int64
	unit                  string
}

func (c *collected) add(row *rows.Individual) {
	c.effect.Add(row.Effect)
	c.square.Add(float64(row.MonteCarloError * row.MonteCarloError))
	c.lucks.Add(float64(row.Lucks))
	c.unit = row.Unit
	if row.Effect > 0 {
		c.positive++
	}
}

func (c *collected) heterogeneity() Heterogeneity {
	h := Heterogeneity{Unit: c.unit, Persons: c.effect.N(), Lucks: c.lucks.Mean(), Mean: c.effect.Mean(), Noise: math.Sqrt(c.square.Mean()), Positive: math.NaN()}
	variance := c.effect.Variance()
	h.SpreadOfMeans = math.Sqrt(variance)
	h.SD = math.Sqrt(math.Max(0, variance-c.square.Mean()))
	if h.Reliability = h.SD * h.SD / variance; h.Reliability >= enoughReliability {
		h.Positive = float64(c.positive) / float64(h.Persons)
	}
	return h
}

// readIndividuals sums up the table of effects on single people, if it is of these tables: by point.
func readIndividuals(ctx context.Context, points []*Study) (map[int][]Heterogeneity, error) {
	path := individualsPath(points[0].Dir)
	fits, err := areOf(path, points[0].Tables)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !fits {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all := map[cause]*collected{}
	for row, err := range eachRow[rows.Individual](ctx, path) {
		if err != nil {
			return nil, err
		}
		if k := (cause{row.Point, row.Outcome, row.Arm, row.HorizonWeeks}); int(k.horizon) == points[0].MainHorizon() {
			if all[k] == nil {
				all[k] = &collected{}
			}
			all[k].add(row)
		}
	}
	byPoint := map[int][]Heterogeneity{}
	for k, c := range all {
		h := c.heterogeneity()
		h.Arm, h.Outcome, h.HorizonWeeks = k.arm, k.outcome, int(k.horizon)
		byPoint[int(k.point)] = append(byPoint[int(k.point)], h)
	}
	for _, list := range byPoint {
		slices.SortFunc(list, func(a, b Heterogeneity) int {
			return cmp.Or(cmp.Compare(slices.Index(individualOutcomes, a.Outcome), slices.Index(individualOutcomes, b.Outcome)), cmp.Compare(a.Arm, b.Arm))
		})
	}
	return byPoint, nil
}

// addIndividuals says how people differ, or why that is not known.
func (e *Evaluation) addIndividuals(byPoint map[int][]Heterogeneity) {
	e.Individuals = byPoint[e.Study.Point]
	why := e.Study.noIndividuals()
	if why == "" && len(e.Individuals) == 0 {
		why = "nobody was randomised in enough lucks"
	}
	if why != "" {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "effects on single people", Why: why})
	}
}

// sortedFollowed are in the order of the table.
func sortedFollowed(l overLucks) []followed {
	list := make([]followed, 0, len(l))
	for of := range l {
		list = append(list, of)
	}
	slices.SortFunc(list, func(a, b followed) int {
		return cmp.Or(cmp.Compare(a.district, b.district), cmp.Compare(a.claimant, b.claimant), cmp.Compare(a.horizon, b.horizon))
	})
	return list
}
