package evaluation

import (
	"context"
	"fmt"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// Split says how much of an arm's effect on weekly earnings comes through employment, through hours and through hourly pay, in the
// first trial at the main horizon. Mean earnings are a product,
//
//	share in work x usual hours of those in work x pounds earned for each of these hours
//
// and the parts are what each factor's difference makes of the product, averaged over the orders in which they may change (Das Gupta,
// Demography 15 (1978) 99-112; Shapley's value, as Shorrocks, Journal of Economic Inequality 11 (2013) 99-126). They add up to the
// effect exactly. Hours and pay are of those in work, who are not the same people in both arms: the parts say where the difference
// in pounds lies, and only employment is by itself the effect of the arm on something.
type Split struct {
	Arm              string // slug
	HorizonWeeks     int
	Effect           float64      // on weekly earnings, pounds
	StdError         float64      // sampling error
	Parts            [3]SplitPart // employment, hours, hourly pay
	Treated, Control SplitFactors // of the arm and of control
	Truth            *[3]float64  // of the true means: of pilot where the study was split, otherwise of rollout; nil without
}

// SplitPart is in pounds a week. Its error is by the delta method from the covariances of the arms' means.
type SplitPart struct {
	Name, Label                           string
	Estimate, StdError, ConfLow, ConfHigh float64
}

// SplitFactors are what earnings of one arm are the product of.
type SplitFactors struct {
	Persons, Working int64   // randomised, and of these in work; the others are in employment alone, with no hours or pay
	Share            float64 // in work
	Hours            float64 // usual hours a week of those in work
	Pay              float64 // pounds a week for each of these hours, over the four weeks to the horizon
}

var splitNames = [3][2]string{{"employment", "Employment"}, {"hours", "Hours of those in work"}, {"hourly_pay", "Pay per hour of those in work"}}

// splitOutcomes are the means from which factors follow.
var splitOutcomes = [3]string{"employed", "hours_per_week", "earnings_week"}

// threeMeans are of the share in work, of hours and of earnings, zeros kept, with their covariances.
type threeMeans struct{ workHours, workPay, hoursPay estimate.Comoments }

func (m *threeMeans) add(work, hours, pay float64) {
	m.workHours.Add(work, hours)
	m.workPay.Add(work, pay)
	m.hoursPay.Add(hours, pay)
}

func (m *threeMeans) n() int64 { return m.workHours.X.N() }

func (m *threeMeans) means() [3]float64 {
	return [3]float64{m.workHours.X.Mean(), m.workHours.Y.Mean(), m.workPay.Y.Mean()}
}

// covariance is that of the means.
func (m *threeMeans) covariance() [3][3]float64 {
	n := float64(m.n())
	eh, ey, hy := m.workHours.Covariance()/n, m.workPay.Covariance()/n, m.hoursPay.Covariance()/n
	return [3][3]float64{{m.workHours.X.Variance() / n, eh, ey}, {eh, m.workHours.Y.Variance() / n, hy}, {ey, hy, m.workPay.Y.Variance() / n}}
}

// factors of mean earnings; not defined without anybody in work.
func factors(means [3]float64) [3]float64 {
	work, hours, pay := means[0], means[1], means[2]
	return [3]float64{work, hours / work, pay / hours}
}

// shapley splits the difference of two products of three factors, and gives the slope of each part in the factors of both.
func shapley(from, to [3]float64) (parts [3]float64, slopeFrom, slopeTo [3][3]float64) {
	for k := range 3 {
		i, j := (k+1)%3, (k+2)%3
		weight := (to[i]*to[j]+from[i]*from[j])/3 + (to[i]*from[j]+from[i]*to[j])/6
		change := to[k] - from[k]
		parts[k] = change * weight
		slopeTo[k][k], slopeFrom[k][k] = weight, -weight
		for _, pair := range [2][2]int{{i, j}, {j, i}} {
			a, other := pair[0], pair[1]
			slopeTo[k][a] = change * (to[other]/3 + from[other]/6)
			slopeFrom[k][a] = change * (from[other]/3 + to[other]/6)
		}
	}
	return parts, slopeFrom, slopeTo
}

// inMeans turns slopes in the factors into slopes in the means that they come from.
func inMeans(slope [3][3]float64, means [3]float64) (out [3][3]float64) {
	work, hours, pay := means[0], means[1], means[2]
	for k, s := range slope {
		out[k] = [3]float64{s[0] - s[1]*hours/(work*work), s[1]/work - s[2]*pay/(hours*hours), s[2] / hours}
	}
	return out
}

// through is the variance that a covariance of means gives to what has these slopes in them.
func through(slope [3]float64, covariance [3][3]float64) (variance float64) {
	for i, a := range slope {
		for j, b := range slope {
			variance += a * b * covariance[i][j]
		}
	}
	return variance
}

// splitOf is an arm against control; not defined when nobody is in work in one of them.
func splitOf(control, treated *threeMeans) (Split, bool) {
	from, to := control.means(), treated.means()
	var s Split
	if !(from[1] > 0 && to[1] > 0 && from[0] > 0 && to[0] > 0) {
		return s, false
	}
	s.Control, s.Treated = control.splitFactors(), treated.splitFactors()
	s.Effect, s.StdError = to[2]-from[2], math.Sqrt(control.covariance()[2][2]+treated.covariance()[2][2])
	parts, slopeFrom, slopeTo := shapley(factors(from), factors(to))
	slopeFrom, slopeTo = inMeans(slopeFrom, from), inMeans(slopeTo, to)
	for k, part := range parts {
		se := math.Sqrt(max(through(slopeFrom[k], control.covariance())+through(slopeTo[k], treated.covariance()), 0))
		s.Parts[k] = SplitPart{splitNames[k][0], splitNames[k][1], part, se, part - normal95*se, part + normal95*se}
	}
	return s, true
}

// normal95 is how many standard errors either side hold 95 of 100.
const normal95 = 1.959963984540054

func (m *threeMeans) splitFactors() SplitFactors {
	f := factors(m.means())
	return SplitFactors{Persons: m.n(), Working: int64(math.Round(f[0] * float64(m.n()))), Share: f[0], Hours: f[1], Pay: f[2]}
}

// readSplit splits the first trial's effects.
func readSplit(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	main := slices.Index(s.Horizons, s.MainHorizon())
	outcomes := make([]Outcome, 3)
	for k, name := range splitOutcomes {
		outcomes[k] = outcomesNamed(name)[0]
	}
	all := make([]threeMeans, len(s.Arms))
	err := eachOutcome(ctx, s, 0, outcomeColumns(outcomes), func(arm, horizon int, row *rows.Outcome) {
		if horizon == main {
			all[arm].add(outcomes[0].of(row), outcomes[1].of(row), outcomes[2].of(row))
		}
	})
	if err != nil {
		return err
	}
	control := s.arm(s.Control)
	for a, arm := range s.Arms {
		if a == control || all[a].n() < 2 || all[control].n() < 2 {
			continue
		}
		split, ok := splitOf(&all[control], &all[a])
		if !ok {
			e.LeftOut = append(e.LeftOut, LeftOut{What: fmt.Sprintf("the split of the effect of %s on earnings", arm.Label), Why: "nobody is in work in an arm, so that hours and hourly pay are of nobody"})
			continue
		}
		split.Arm, split.HorizonWeeks, split.Truth = arm.Slug, s.MainHorizon(), e.trueSplit(arm.Slug)
		e.Splits = append(e.Splits, split)
	}
	return nil
}

// trueSplit is the split of true means, nil when they are not known.
func (e *Evaluation) trueSplit(arm string) *[3]float64 {
	var from, to [3]float64
	pilot := e.Effect(splitOutcomes[2], arm, e.Study.MainHorizon()).Pilot != nil
	for k, name := range splitOutcomes {
		f := e.Effect(name, arm, e.Study.MainHorizon())
		t := f.Truth
		if pilot {
			t = f.Pilot
		}
		if t == nil {
			return nil
		}
		from[k], to[k] = t.ControlMean, t.ControlMean+t.Effect
	}
	if !(from[0] > 0 && to[0] > 0 && from[1] > 0 && to[1] > 0) {
		return nil
	}
	parts, _, _ := shapley(factors(from), factors(to))
	return &parts
}
