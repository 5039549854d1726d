package estimate_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/estimate"
)

// A said is what an estimator answered: numbers that a reader would take for its result, and what it said of them.
type said struct {
	numbers  []float64
	warnings []error
	err      error
}

// sayOf is the result of an estimator with coefficients.
func sayOf(list []estimate.Coefficient, warnings []error, err error) said {
	s := said{warnings: warnings, err: err}
	for _, c := range list {
		s.numbers = append(s.numbers, c.Estimate, c.StdError, c.PValue, c.ConfLow, c.ConfHigh)
	}
	return s
}

func one(e estimate.Estimate, err error) said {
	return sayOf([]estimate.Coefficient{e.Coefficient}, e.Warnings, err)
}

func fitted(f estimate.Fit, err error) said { return sayOf(f.Coefficients, f.Warnings, err) }

// messy is a small table of whatever may come out of a file.
type messy struct {
	y, x, w, time  []float64
	treated, event []bool
	group, cause   []int
}

func (m messy) column(name string, values []float64) estimate.Column {
	return estimate.Column{Name: name, Values: values}
}

func (m messy) z() estimate.Column {
	z := estimate.Column{Name: "z"}
	for _, is := range m.treated {
		z.Values = append(z.Values, 0)
		if is {
			z.Values[len(z.Values)-1] = 1
		}
	}
	return z
}

func (m messy) arm() []int {
	arm := make([]int, len(m.treated))
	for i, is := range m.treated {
		if is {
			arm[i] = 1
		}
	}
	return arm
}

var onlyHere = estimate.Resampling{Most: 20, Draws: sim.NewDraws(1, 0, 0, 1)}

// estimators are all there are, each on a messy table.
var estimators = map[string]func(m messy) said{
	"DifferenceInMeans": func(m messy) said { return one(estimate.DifferenceInMeans(m.y, m.treated)) },
	"DifferenceInMeansBy, blocks": func(m messy) said {
		return one(estimate.DifferenceInMeansBy(m.y, m.treated, estimate.Design{Blocks: m.group}))
	},
	"DifferenceInMeansBy, clusters": func(m messy) said {
		return one(estimate.DifferenceInMeansBy(m.y, m.treated, estimate.Design{Clusters: m.group}))
	},
	"DifferenceInMeansBy, weights": func(m messy) said {
		return one(estimate.DifferenceInMeansBy(m.y, m.treated, estimate.Design{Weights: m.w}))
	},
	"LMRobust": func(m messy) said {
		return fitted(estimate.LMRobust(m.column("y", m.y), []estimate.Column{m.z(), m.column("x", m.x)}, estimate.Options{}))
	},
	"LMRobust, weights, HC3": func(m messy) said {
		return fitted(estimate.LMRobust(m.column("y", m.y), []estimate.Column{m.z(), m.column("x", m.x)}, estimate.Options{Weights: m.w, StdErrors: estimate.HC3}))
	},
	"LMRobust, clusters": func(m messy) said {
		return fitted(estimate.LMRobust(m.column("y", m.y), []estimate.Column{m.z(), m.column("x", m.x)}, estimate.Options{Clusters: m.group}))
	},
	"LMRobust, fixed effects": func(m messy) said {
		return fitted(estimate.LMRobust(m.column("y", m.y), []estimate.Column{m.z(), m.column("x", m.x)}, estimate.Options{FixedEffects: m.group}))
	},
	"LMLin": func(m messy) said {
		return fitted(estimate.LMLin(m.column("y", m.y), []estimate.Column{m.z()}, []estimate.Column{m.column("x", m.x)}, estimate.Options{}))
	},
	"IVRobust": func(m messy) said {
		f, err := estimate.IVRobust(m.column("y", m.y), []estimate.Column{m.column("x", m.x)}, []estimate.Column{m.z()}, nil, estimate.Options{})
		return fitted(f.Fit, err)
	},
	"WildBootstrap": func(m messy) said {
		r, err := estimate.WildBootstrap(context.Background(), m.column("y", m.y), []estimate.Column{m.z()}, "z", estimate.Options{Clusters: m.group}, onlyHere)
		return said{[]float64{r.Statistic, r.PValue}, r.Warnings, err}
	},
	"RandomisationTest": func(m messy) said {
		r, err := estimate.RandomisationTest(context.Background(), m.y, m.treated, estimate.Randomisation{}, onlyHere)
		return said{[]float64{r.Statistic, r.PValue}, r.Warnings, err}
	},
	"RandomisationTest, blocks": func(m messy) said {
		r, err := estimate.RandomisationTest(context.Background(), m.y, m.treated, estimate.Randomisation{Blocks: m.group}, onlyHere)
		return said{[]float64{r.Statistic, r.PValue}, r.Warnings, err}
	},
	"RandomisationTest, Welch": func(m messy) said {
		r, err := estimate.RandomisationTest(context.Background(), m.y, m.treated, estimate.Randomisation{Statistic: estimate.WelchT}, onlyHere)
		return said{[]float64{r.Statistic, r.PValue}, r.Warnings, err}
	},
	"IntraclusterCorrelation": func(m messy) said {
		r, err := estimate.IntraclusterCorrelation(m.y, m.group)
		return said{[]float64{r.ICC, r.EffectiveSize}, nil, err}
	},
	"KaplanMeier": func(m messy) said {
		c, err := estimate.KaplanMeier(m.time, m.event, estimate.LogLogInterval)
		if err != nil {
			return said{err: err}
		}
		mean, se, warnings := c.RestrictedMean(5)
		return said{append(c.Survival, mean, se), warnings, nil}
	},
	"RestrictedMeanDifference": func(m messy) said {
		return one(estimate.RestrictedMeanDifference(m.time, m.event, m.treated, 5))
	},
	"LogRankTest": func(m messy) said {
		r, err := estimate.LogRankTest(m.time, m.event, m.arm(), m.group, 0.5)
		return said{[]float64{r.Statistic, r.PValue}, nil, err}
	},
	"Cox": func(m messy) said {
		f, err := estimate.Cox(m.time, m.event, []estimate.Column{m.z(), m.column("x", m.x)}, estimate.CoxOptions{})
		if err != nil {
			return said{err: err}
		}
		return sayOf(f.Coefficients, f.Warnings, nil)
	},
	"Cox, exact": func(m messy) said {
		f, err := estimate.Cox(m.time, m.event, []estimate.Column{m.z()}, estimate.CoxOptions{Ties: estimate.Exact})
		if err != nil {
			return said{err: err}
		}
		return sayOf(f.Coefficients, f.Warnings, nil)
	},
	"Cox, clusters and strata": func(m messy) said {
		f, err := estimate.Cox(m.time, m.event, []estimate.Column{m.z()}, estimate.CoxOptions{Clusters: m.group, Strata: m.arm()})
		if err != nil {
			return said{err: err}
		}
		return sayOf(f.Coefficients, f.Warnings, nil)
	},
	"CumulativeIncidence": func(m messy) said {
		c, err := estimate.CumulativeIncidence(m.time, m.cause, 1)
		if err != nil {
			return said{err: err}
		}
		return said{append(append([]float64{c.At(3)}, c.Share...), c.StdError...), nil, nil}
	},
	"GrayTest": func(m messy) said {
		r, err := estimate.GrayTest(m.time, m.cause, 1, m.arm(), 0)
		return said{[]float64{r.Statistic, r.PValue}, nil, err}
	},
	"FineGray": func(m messy) said {
		f, err := estimate.FineGray(m.time, m.cause, 1, []estimate.Column{m.z()})
		if err != nil {
			return said{err: err}
		}
		return sayOf(f.Coefficients, f.Warnings, nil)
	},
	"Logit": func(m messy) said {
		f, err := estimate.Logit(m.event, []estimate.Column{m.z(), m.column("x", m.x)})
		if err != nil {
			return said{err: err}
		}
		return sayOf(f.Coefficients, nil, nil)
	},
	"ResponseWeights": func(m messy) said {
		w, f, warnings, err := estimate.ResponseWeights(m.event, []estimate.Column{m.column("x", m.x)})
		if err != nil {
			return said{err: err}
		}
		s := sayOf(f.Coefficients, warnings, nil)
		for i, v := range w {
			if m.event[i] {
				s.numbers = append(s.numbers, v)
			}
		}
		return s
	},
	"LeeBounds": func(m messy) said {
		b, err := estimate.LeeBounds(m.y, m.treated, estimate.FractionalTrim)
		return said{[]float64{b.Lower, b.Upper, b.Naive, b.TrimShare, b.ConfLow, b.ConfHigh}, b.Warnings, err}
	},
	"LeeBounds, floor": func(m messy) said {
		b, err := estimate.LeeBounds(m.y, m.treated, estimate.FloorTrim)
		return said{[]float64{b.Lower, b.Upper, b.ConfLow}, b.Warnings, err}
	},
	"LeeBounds, quantile": func(m messy) said {
		b, err := estimate.LeeBounds(m.y, m.treated, estimate.QuantileTrim)
		return said{[]float64{b.Lower, b.Upper}, nil, err}
	},
	"ManskiBounds": func(m messy) said {
		b, err := estimate.ManskiBounds(m.y, m.treated, -1, 7)
		return said{[]float64{b.Lower, b.Upper}, nil, err}
	},
	"Quantiles": func(m messy) said {
		var s said
		for kind := range estimate.QuantileType(10) {
			q, err := estimate.Quantiles(m.y, []float64{0, 0.3, 1}, kind)
			if err != nil {
				return said{err: err}
			}
			s.numbers = append(s.numbers, q...)
		}
		return s
	},
	"WeightedQuantiles": func(m messy) said {
		q, err := estimate.WeightedQuantiles(m.y, m.w, []float64{0, 0.3, 1})
		return said{q, nil, err}
	},
	"QuantileEffects": func(m messy) said {
		q, err := estimate.QuantileEffects(m.y, m.treated, []float64{0, 0.5, 1}, 0)
		var s said
		for _, e := range q {
			s.numbers = append(s.numbers, e.Effect)
		}
		s.err = err
		return s
	},
	"QuantileRegression": func(m messy) said {
		f, err := estimate.QuantileRegression(m.y, []estimate.Column{m.z(), m.column("x", m.x)}, 0.4)
		if err != nil {
			return said{err: err}
		}
		s := said{numbers: append([]float64{f.Objective}, f.Coef...)}
		for _, way := range []estimate.QuantileErrors{estimate.NID, estimate.IID, estimate.Kernel} {
			c, warnings := f.Coefficients(way)
			with := sayOf(c, warnings, nil)
			if bad := with.unexplained(); bad != "" {
				return with
			}
		}
		return s
	},
	"Gini": func(m messy) said {
		g, err := estimate.Gini(m.y, m.w)
		return said{[]float64{g}, nil, err}
	},
	"Theil": func(m messy) said {
		t, _, err := estimate.Theil(m.y) // L is infinite when someone has nothing, as it says
		return said{[]float64{t}, nil, err}
	},
	"Atkinson": func(m messy) said {
		a, err := estimate.Atkinson(m.y, 0.5)
		return said{[]float64{a}, nil, err}
	},
	"Lorenz": func(m messy) said {
		l, err := estimate.Lorenz(m.y, []float64{0, 0.4, 1})
		return said{l, nil, err}
	},
	"Groups": func(m messy) said {
		g, err := estimate.Groups(m.y, 3, 0)
		var s said
		for _, part := range g {
			s.numbers = append(s.numbers, part.From, part.To)
		}
		s.err = err
		return s
	},
	"AdjustP": func(m messy) said {
		var s said
		for way := range estimate.AdaptiveBH + 1 {
			p, err := estimate.AdjustP(m.x, way)
			if err != nil {
				return said{err: err}
			}
			for i := range p {
				if !math.IsNaN(m.x[i]) { // a test that was not made
					s.numbers = append(s.numbers, p[i])
				}
			}
		}
		return s
	},
	"WestfallYoung": func(m messy) said {
		r, err := estimate.WestfallYoung(context.Background(), []estimate.Column{m.column("y", m.y), m.column("x", m.x)}, m.treated, onlyHere)
		return said{append(r.Raw, r.StepDown...), nil, err}
	},
	"StepDownMaxT": func(m messy) said {
		r, err := estimate.StepDownMaxT(m.y, [][]float64{m.x, m.w}, false)
		return said{append(r.Raw, r.StepDown...), nil, err}
	},
	"JointTest": func(m messy) said {
		if len(m.y) < 2 {
			return said{}
		}
		r, err := estimate.JointTest(m.y[:2], [][]float64{{m.w[0], m.x[0]}, {m.x[0], m.w[1]}}, 5)
		return said{[]float64{r.Statistic, r.PValue}, nil, err}
	},
	"Bootstrap": func(m messy) said {
		mean := func(rows []int) (v, se float64) {
			for _, i := range rows {
				v += m.y[i] / float64(len(rows))
			}
			return v, 1
		}
		b, err := estimate.Bootstrap(context.Background(), len(m.y), mean, estimate.BootstrapPlan{Resampling: estimate.Resampling{Most: 60, Draws: onlyHere.Draws},
			Clusters: m.group, Jackknife: true})
		if err != nil {
			return said{err: err}
		}
		s := said{[]float64{b.Observed, b.Bias, b.StdError}, b.Warnings, nil}
		for _, way := range []estimate.BootstrapInterval{estimate.Percentile, estimate.BCa, estimate.Basic, estimate.NormalBootstrap, estimate.Studentised} {
			low, high, err := b.Interval(way, 0.9)
			if err == nil {
				s.numbers = append(s.numbers, low, high)
			}
		}
		return s
	},
}

// unexplained is what is wrong with an answer: a number that is not finite with neither an error nor a warning.
func (s said) unexplained() string {
	if s.err != nil {
		if s.err.Error() == "" {
			return "an error without words"
		}
		return ""
	}
	for _, v := range s.numbers {
		if (math.IsNaN(v) || math.IsInf(v, 0)) && len(s.warnings) == 0 {
			return fmt.Sprintf("%v without a warning", s.numbers)
		}
	}
	return ""
}

// ask calls an estimator and tells a panic.
func ask(of func(m messy) said, m messy) (s said, panicked any) {
	defer func() { panicked = recover() }()
	return of(m), nil
}

// anything is mostly plain numbers, ties among them, and now and then what breaks things.
func anything(t *rapid.T, name string, n int, strange bool) []float64 {
	plain := rapid.OneOf(rapid.Map(rapid.IntRange(-2, 6), func(i int) float64 { return float64(i) }), rapid.Float64Range(-5, 5), rapid.Float64Range(0, 1))
	values := rapid.SliceOfN(plain, n, n).Draw(t, name)
	if strange && n > 0 {
		odd := rapid.OneOf(rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 1e155, 5e-324, -1e-300, 1e16}), rapid.Float64())
		for range rapid.IntRange(0, 2).Draw(t, "odd ones") {
			values[rapid.IntRange(0, n-1).Draw(t, "where")] = odd.Draw(t, "odd")
		}
	}
	return values
}

func anyTable(t *rapid.T) messy {
	n := rapid.IntRange(0, 9).Draw(t, "rows")
	strange := rapid.Bool().Draw(t, "strange")
	absolute := func(values []float64) []float64 {
		if rapid.IntRange(0, 3).Draw(t, "negative too") > 0 {
			for i := range values {
				values[i] = math.Abs(values[i])
			}
		}
		return values
	}
	m := messy{y: anything(t, "y", n, strange), x: anything(t, "x", n, strange), w: absolute(anything(t, "w", n, strange)),
		time: absolute(anything(t, "time", n, strange))}
	m.treated, m.event = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "treated"), rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "event")
	m.group = rapid.SliceOfN(rapid.IntRange(0, 3), n, n).Draw(t, "group")
	m.cause = rapid.SliceOfN(rapid.IntRange(0, 2), n, n).Draw(t, "cause")
	return m
}

// Whatever a table holds, no estimator panics, and none returns a number that is not finite without saying why.
func TestEstimators_NeverUnexplained(t *testing.T) {
	for name, estimator := range estimators {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				s, panicked := ask(estimator, anyTable(t))
				if panicked != nil {
					t.Fatalf("panic: %v", panicked)
				}
				assert.Empty(t, s.unexplained())
			})
		})
	}
}
