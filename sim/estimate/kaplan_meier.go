package estimate

import (
	"fmt"
	"math"

	"inwork/sim"
)

// Interval names the scale on which the interval of a survival curve is symmetric; 0 is LogInterval.
type Interval int

// The scales, with R's names for them.
const (
	LogInterval    Interval = iota // "log", R's default: the cumulative hazard
	LogLogInterval                 // "log-log": its logarithm, so that the interval stays within 0 and 1
	PlainInterval                  // "plain": the share itself, cut off at 0 and 1
)

// Curve is a survival curve: a step at each distinct time in the data, events or not.
type Curve struct {
	Time     []float64
	AtRisk   []int // just before
	Events   []int
	Censored []int
	Survival []float64 // share of people without the event after this time
	StdError []float64 // of Survival, by Greenwood's formula
	Low      []float64 // 95% interval, point by point; NaN where its scale has none (a share of 0, or of 1 for LogLogInterval)
	High     []float64
	Hazard   []float64 // cumulative hazard of Nelson and Aalen
	HazardSE []float64 // its standard error, by the sum of events / at risk²

	greenwood []float64 // variance of the log of Survival
}

// KaplanMeier estimates the share of people to whom an event has not happened by each time (Kaplan and Meier, Journal of the American
// Statistical Association 53 (1958) 457-481). A row has the time of its event or, where event is false, the time when it was last
// seen; at equal times events come first.
//
// The error is a *BadCell: no rows, a time that is negative or not finite. It panics on slices that differ in length.
func KaplanMeier(time []float64, event []bool, scale Interval) (*Curve, error) {
	if err := survivalTimes(time, event); err != nil {
		return nil, err
	}
	c := &Curve{}
	survival, variance, hazard, hazardVariance := 1.0, 0.0, 0.0, 0.0
	for _, m := range moments(time, event, allRows(len(time))) {
		n, d := float64(m.atRisk), float64(m.events)
		survival *= (n - d) / n
		variance += d / (n * (n - d)) // infinite at the end of a curve that reaches 0
		hazard += d / n
		hazardVariance += d / (n * n)
		c.Time, c.AtRisk = append(c.Time, m.time), append(c.AtRisk, m.atRisk)
		c.Events, c.Censored = append(c.Events, m.events), append(c.Censored, m.censored)
		c.Survival, c.greenwood = append(c.Survival, survival), append(c.greenwood, variance)
		c.Hazard, c.HazardSE = append(c.Hazard, hazard), append(c.HazardSE, math.Sqrt(hazardVariance))
		low, high := scale.around(survival, math.Sqrt(variance))
		c.Low, c.High = append(c.Low, low), append(c.High, high)
		se := survival * math.Sqrt(variance)
		if survival == 0 {
			se = math.NaN()
		}
		c.StdError = append(c.StdError, se)
	}
	return c, nil
}

// around is the interval of a share whose logarithm has the standard error se.
func (scale Interval) around(share, se float64) (low, high float64) {
	z := sim.NormalQuantile(0.5 + confidence/2)
	if share == 0 || share == 1 && scale == LogLogInterval {
		return math.NaN(), math.NaN()
	}
	switch scale {
	case LogInterval:
		return share * math.Exp(-z*se), min(1, share*math.Exp(z*se))
	case PlainInterval:
		return max(0, share-z*share*se), min(1, share+z*share*se)
	case LogLogInterval:
		hazard, factor := -math.Log(share), math.Exp(z*se/-math.Log(share))
		return math.Exp(-hazard * factor), math.Exp(-hazard / factor)
	}
	panic(fmt.Sprintf("estimate: Interval %d", int(scale)))
}

// Quantile returns the time by which the share p has had the event, and its interval, the times at which the curve's limits get there;
// NaN for what they never do. A curve that is level at exactly 1-p gives the middle of that stretch.
func (c *Curve) Quantile(p float64) (time, low, high float64) {
	return c.reaches(c.Survival, p), c.reaches(c.Low, p), c.reaches(c.High, p)
}

func (c *Curve) reaches(curve []float64, p float64) float64 {
	tolerance := math.Sqrt(0x1p-52) // R's
	for i, share := range curve {
		switch {
		case math.IsNaN(share) || share > 1-p+tolerance:
			continue
		case share < 1-p-tolerance:
			return c.Time[i]
		}
		for j := i + 1; j < len(curve); j++ { // level at 1-p
			if curve[j] < share-tolerance {
				return (c.Time[i] + c.Time[j]) / 2
			}
		}
		return (c.Time[i] + c.Time[len(curve)-1]) / 2
	}
	return math.NaN()
}

// RestrictedMean is the mean time to the event or to the limit, whichever is first: the area under the curve up to the limit, with its
// standard error (Klein and Moeschberger, Survival Analysis, 2nd edition (2003), section 4.5). Beyond the last time the curve is taken as
// level, which the warning *BeyondData tells if it matters.
func (c *Curve) RestrictedMean(limit float64) (mean, se float64, warnings []error) {
	area := make([]float64, len(c.Time)+1) // from each step to the limit
	for i := len(c.Time) - 1; i >= 0; i-- {
		until := limit
		if i+1 < len(c.Time) {
			until = min(limit, c.Time[i+1])
		}
		area[i] = area[i+1] + c.Survival[i]*max(0, until-c.Time[i])
	}
	variance := 0.0
	for i, d := range c.Events {
		if n := c.AtRisk[i]; c.Time[i] <= limit && n > d {
			variance += area[i] * area[i] * float64(d) / (float64(n) * float64(n-d))
		}
	}
	if last := len(c.Time) - 1; limit > c.Time[last] && c.Survival[last] > 0 {
		warnings = append(warnings, &BeyondData{Last: c.Time[last], Limit: limit})
	}
	return min(limit, c.Time[0]) + area[0], math.Sqrt(variance), warnings
}

// BeyondData is the warning that a mean up to the limit takes a survival curve further than anyone was seen.
type BeyondData struct{ Last, Limit float64 }

func (w *BeyondData) Error() string {
	return fmt.Sprintf("restricted mean to %v: found nobody beyond %v, the curve is taken as level from there", w.Limit, w.Last)
}

// RestrictedMeanDifference compares the restricted mean time to the event of the treated with that of the others. Its test is
// normal: DF is infinite. ControlMean is the restricted mean of the controls.
//
// The error is an *EmptyArm or a *BadCell; warnings are *BeyondData and *NoVariation (an arm without events
// up to the limit, or in which all had theirs at once). It panics on slices that differ in length.
func RestrictedMeanDifference(time []float64, event, treated []bool, limit float64) (Estimate, error) {
	sameLength("time and treated", len(time), len(treated))
	if err := survivalTimes(time, event); err != nil {
		return Estimate{}, err
	}
	if !(limit > 0 && limit <= math.MaxFloat64) {
		return Estimate{}, &Unusable{What: "limit", Found: fmt.Sprint(limit), Expected: "a time above 0"}
	}
	e := Estimate{N: int64(len(time))}
	variance := 0.0
	for _, arm := range []struct {
		treated bool
		sign    float64
	}{{true, 1}, {false, -1}} {
		var t []float64
		var d []bool
		for i := range time {
			if treated[i] == arm.treated {
				t, d = append(t, time[i]), append(d, event[i])
			}
		}
		if len(t) == 0 {
			return Estimate{}, &EmptyArm{Treated: arm.treated}
		}
		curve, err := KaplanMeier(t, d, LogInterval)
		if err != nil {
			return Estimate{}, err
		}
		mean, se, warnings := curve.RestrictedMean(limit)
		e.Estimate += arm.sign * mean
		e.Warnings = append(e.Warnings, warnings...)
		if se == 0 {
			e.Warnings = append(e.Warnings, &NoVariation{Treated: arm.treated})
		}
		variance += se * se
		if arm.treated {
			e.NTreated = int64(len(t))
		} else {
			e.ControlMean = mean
		}
	}
	e.StdError = math.Sqrt(variance)
	e.inferNormal()
	return e, nil
}
