package trial_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// rejections is the share of simulated trials whose p-value is at or below 5%, and those of them with the right sign.
func rejections(t *testing.T, trials int, run func(draw sim.Draws) (estimateOf, p float64)) (any, right float64) {
	t.Helper()
	for k := range trials {
		e, p := run(sim.NewDraws(2015, 0, uint32(k), 93))
		if p <= 0.05 {
			any++
			if e > 0 {
				right++
			}
		}
	}
	return any / float64(trials), right / float64(trials)
}

// assertShare tests that a share found is the one expected by a z-test at 4.2, with what the formula may be off by.
func assertShare(t *testing.T, want, got float64, trials int, miss float64, what string) {
	t.Helper()
	assert.InDelta(t, want, got, 4.2*math.Sqrt(want*(1-want)/float64(trials))+miss, what)
}

// What the analytic power of a trial of people says is what simulated trials find: 6,000 of each, a Monte Carlo error of 0.6 points, so that a
// standard error 6% too small, which moves a power of 60% by 4.5 points, is found with a probability of 0.99. With normal outcomes and
// errors of equal variance the noncentral t is exact, in unequal arms and tiny ones too; with a covariate the formula leaves out its chance
// imbalance, which costs 1/(n-4) of the variance.
func TestIndividuals_PowerIsFound(t *testing.T) {
	trials := long(6_000)
	for name, c := range map[string]struct {
		design trial.Individuals
		effect float64
		miss   float64
	}{
		"equal arms":                {trial.Individuals{Treated: 50, Control: 50, SD: 2}, 0.9, 0},
		"unequal arms":              {trial.Individuals{Treated: 20, Control: 70}, 0.6, 0},
		"3 people an arm":           {trial.Individuals{Treated: 3, Control: 3}, 2.5, 0},
		"no effect":                 {trial.Individuals{Treated: 10, Control: 10}, 0, 0},
		"a weak effect, wrong sign": {trial.Individuals{Treated: 6, Control: 6}, 0.1, 0},
		"a covariate with R² 0.5":   {trial.Individuals{Treated: 40, Control: 40, SD: 3, R2: 0.5, Covariates: 1}, 1.4, 0.008},
	} {
		t.Run(name, func(t *testing.T) {
			precision, err := c.design.Precision(0)
			require.NoError(t, err)
			all, right := rejections(t, trials, func(draw sim.Draws) (float64, float64) { return individualTrial(t, draw, c.design, c.effect) })
			assertShare(t, precision.Power(c.effect), all, trials, c.miss, "power")
			assertShare(t, precision.RightPower(c.effect), right, trials, c.miss, "power with the right sign")
		})
	}
}

// individualTrial is one trial with normal outcomes, tested by ordinary least squares.
func individualTrial(t *testing.T, draw sim.Draws, d trial.Individuals, effect float64) (estimated, p float64) {
	sd := d.SD
	if sd == 0 {
		sd = 1
	}
	y, z, x := estimate.Column{Name: "y"}, estimate.Column{Name: "z"}, estimate.Column{Name: "x"}
	for i := range int(d.Treated + d.Control) {
		treated := 0.0
		if i < int(d.Treated) {
			treated = 1
		}
		v := draw.Normal(uint64(i), 0)
		y.Values = append(y.Values, effect*treated+sd*(math.Sqrt(d.R2)*v+math.Sqrt(1-d.R2)*draw.Normal(uint64(i), 1)))
		z.Values, x.Values = append(z.Values, treated), append(x.Values, v)
	}
	regressors := []estimate.Column{z}
	if d.Covariates > 0 {
		regressors = append(regressors, x)
	}
	fit, err := estimate.LMRobust(y, regressors, estimate.Options{StdErrors: estimate.Classical})
	require.NoError(t, err)
	c, _ := fit.Term("z")
	return c.Estimate, c.PValue
}

// Likewise for clusters: exact in clusters of one size; with unequal sizes the formula takes the treated and the others to have the same
// sizes and the degrees of freedom of equal ones, and is held to 2 points. With a quarter of the clusters treated CR2 has fewer degrees of
// freedom than the formula, whose test is that of the clusters' means with one variance.
func TestClusters_PowerIsFound(t *testing.T) {
	trials := long(4_000)
	for name, c := range map[string]struct {
		design trial.Clusters
		sizes  [2]int // of every other cluster of an arm
		effect float64
		miss   float64
	}{
		"ICC 0.05":             {trial.Clusters{Clusters: 20, Size: 10, ICC: 0.05}, [2]int{10, 10}, 0.5, 0},
		"ICC 0.5, 8 clusters":  {trial.Clusters{Clusters: 8, Size: 5, ICC: 0.5, SD: 2}, [2]int{5, 5}, 3, 0},
		"ICC 0":                {trial.Clusters{Clusters: 12, Size: 4}, [2]int{4, 4}, 0.9, 0},
		"ICC 1":                {trial.Clusters{Clusters: 10, Size: 3, ICC: 1}, [2]int{3, 3}, 1.8, 0},
		"a quarter treated":    {trial.Clusters{Clusters: 24, Size: 6, ICC: 0.1, Treated: 0.25}, [2]int{6, 6}, 0.8, 0},
		"sizes 4 and 16":       {trial.Clusters{Clusters: 40, Size: 10, CV: 0.6, ICC: 0.1}, [2]int{4, 16}, 0.5, 0.02},
		"sizes 4 and 16, null": {trial.Clusters{Clusters: 40, Size: 10, CV: 0.6, ICC: 0.1}, [2]int{4, 16}, 0, 0.01},
	} {
		t.Run(name, func(t *testing.T) {
			precision, err := c.design.Precision(0)
			require.NoError(t, err)
			all, right := rejections(t, trials, func(draw sim.Draws) (float64, float64) {
				return clusterTrial(t, draw, c.design, c.sizes, c.effect)
			})
			assertShare(t, precision.Power(c.effect), all, trials, c.miss, "power")
			assertShare(t, precision.RightPower(c.effect), right, trials, c.miss, "power with the right sign")
		})
	}
}

// clusterTrial is one trial of whole clusters, tested by the difference in means with CR2 errors.
func clusterTrial(t *testing.T, draw sim.Draws, d trial.Clusters, sizes [2]int, effect float64) (estimated, p float64) {
	sd, share := d.SD, d.Treated
	if sd == 0 {
		sd = 1
	}
	if share == 0 {
		share = 0.5
	}
	var y []float64
	var treated []bool
	var clusters []int
	for g := range int(d.Clusters) {
		common := math.Sqrt(d.ICC) * draw.Normal(uint64(g), 0)
		is := float64(g) < share*d.Clusters
		for i := range sizes[g%2] {
			v := sd * (common + math.Sqrt(1-d.ICC)*draw.Normal(uint64(g), uint32(1+i)))
			if is {
				v += effect
			}
			y, treated, clusters = append(y, v), append(treated, is), append(clusters, g)
		}
	}
	e, err := estimate.DifferenceInMeansBy(y, treated, estimate.Design{Clusters: clusters})
	require.NoError(t, err)
	if d.Treated != 0 {
		return meansTrial(t, y, treated, clusters)
	}
	return e.Estimate, e.PValue
}

// meansTrial tests the means of clusters by ordinary least squares.
func meansTrial(t *testing.T, y []float64, treated []bool, clusters []int) (estimated, p float64) {
	var z []float64
	var means []estimate.Moments
	for i, g := range clusters {
		if g == len(means) {
			means, z = append(means, estimate.Moments{}), append(z, 0)
		}
		means[g].Add(y[i])
		if treated[i] {
			z[g] = 1
		}
	}
	var of []float64
	for _, m := range means {
		of = append(of, m.Mean())
	}
	fit, err := estimate.LMRobust(estimate.Column{Name: "mean", Values: of}, []estimate.Column{{Name: "z", Values: z}}, estimate.Options{StdErrors: estimate.Classical})
	require.NoError(t, err)
	c, _ := fit.Term("z")
	return c.Estimate, c.PValue
}

// And for shares: the normal test with pooled variance, and that on the arcsine scale, held to what the normal approximation may be off by at
// 300 an arm.
func TestProportions_PowerIsFound(t *testing.T) {
	trials := long(8_000)
	for _, c := range []struct{ n, p1, p2 float64 }{{300, 0.3, 0.4}, {300, 0.5, 0.5}, {500, 0.9, 0.85}} {
		pooled, err := trial.ProportionPower(c.n, c.p1, c.p2, 0)
		require.NoError(t, err)
		arcsine, err := trial.ArcsinePower(c.n, c.p1, c.p2, 0)
		require.NoError(t, err)
		share := func(draw sim.Draws, arm uint32, p float64) float64 {
			yes := 0.0
			for i := range int(c.n) {
				if draw.Uniform(uint64(i), arm) < p {
					yes++
				}
			}
			return yes / c.n
		}
		byPooled, byArcsine := 0.0, 0.0
		for k := range trials {
			draw := sim.NewDraws(2015, 0, uint32(k), 94)
			p1, p2 := share(draw, 0, c.p1), share(draw, 1, c.p2)
			p := (p1 + p2) / 2
			if z := (p2 - p1) / math.Sqrt(2*p*(1-p)/c.n) * sign(c.p2-c.p1); z > 1.959964 {
				byPooled++
			}
			if z := trial.ArcsineEffect(p1, p2) * math.Sqrt(c.n/2); math.Abs(z) > 1.959964 {
				byArcsine++
			}
		}
		assertShare(t, pooled, byPooled/float64(trials), trials, 0.008, "pooled, one side")
		assertShare(t, arcsine, byArcsine/float64(trials), trials, 0.008, "arcsine, both sides")
	}
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

func anyIndividuals(t *rapid.T) trial.Individuals {
	return trial.Individuals{Treated: rapid.Float64Range(3, 3_000).Draw(t, "treated"), Control: rapid.Float64Range(3, 3_000).Draw(t, "control"),
		SD: rapid.Float64Range(0.01, 100).Draw(t, "sd"), R2: rapid.Float64Range(0, 0.95).Draw(t, "R2"), Covariates: rapid.IntRange(0, 3).Draw(t, "covariates")}
}

func anyClusters(t *rapid.T) trial.Clusters {
	return trial.Clusters{Clusters: rapid.Float64Range(4, 700).Draw(t, "clusters"), Size: rapid.Float64Range(1, 500).Draw(t, "size"),
		CV: rapid.Float64Range(0, 2).Draw(t, "cv"), ICC: rapid.Float64Range(0, 1).Draw(t, "ICC"), SD: rapid.Float64Range(0.01, 100).Draw(t, "sd"),
		Treated: rapid.Float64Range(0.05, 0.95).Draw(t, "share"), R2Cluster: rapid.Float64Range(0, 0.9).Draw(t, "R2 between"),
		R2Within: rapid.Float64Range(0, 0.9).Draw(t, "R2 within")}
}

// Before covariates the standard error is that of as many people assigned one by one, times the root of the design effect.
func TestClusters_DesignEffect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyClusters(t)
		d.R2Cluster, d.R2Within = 0, 0
		people := d.Clusters * d.Size
		share := d.Treated
		p, err := d.Precision(0)
		require.NoError(t, err)
		q, err := trial.Individuals{Treated: share * people, Control: (1 - share) * people, SD: d.SD}.Precision(0)
		require.NoError(t, err)
		assert.InEpsilon(t, q.StdError*math.Sqrt(d.DesignEffect()), p.StdError, 1e-12)
	})
	assert.InDelta(t, 1+(1.25*20-1)*0.1, trial.Clusters{Size: 20, CV: 0.5, ICC: 0.1}.DesignEffect(), 1e-15, "by hand")
}

// The least effect is the inverse of power, and the size of a design for an effect the inverse of both, at any level: powers agree to 1e-9.
func TestMDE_InvertsPower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := math.Pow(10, rapid.Float64Range(-8, -0.3).Draw(t, "log level"))
		power := rapid.Float64Range(level/2+0.001, 0.9999).Draw(t, "power")
		people, clusters := anyIndividuals(t), anyClusters(t)
		a, err := people.Precision(level)
		require.NoError(t, err)
		b, err := clusters.Precision(level)
		require.NoError(t, err)
		for _, p := range []trial.Precision{a, b, {StdError: 2, DF: math.Inf(1), Level: level}} {
			assert.InDelta(t, power, p.RightPower(p.MDE(power)), 1e-9, "%+v", p)
		}
		effect := rapid.Float64Range(0.05, 2).Draw(t, "effect") * people.SD
		sized, err := people.For(effect, power, level)
		require.NoError(t, err)
		assert.InDelta(t, people.Treated/people.Control, sized.Treated/sized.Control, 1e-9*people.Treated/people.Control)
		assertReaches(t, sized, effect, power, level, 3+float64(people.Covariates), sized.Treated+sized.Control)
		ofClusters, err := clusters.For(effect, power, level)
		require.NoError(t, err)
		assertReaches(t, ofClusters, effect, power, level, 3+float64(clusters.Covariates), ofClusters.Clusters)
	})
}

// assertReaches asserts that a design has the power asked for, or more if it is the least there is.
func assertReaches(t *rapid.T, d interface {
	Precision(level float64) (trial.Precision, error)
}, effect, power, level, least, size float64) {
	p, err := d.Precision(level)
	require.NoError(t, err)
	if got := p.RightPower(effect); size > least*(1+1e-9) {
		assert.InDelta(t, power, got, 1e-6)
	} else {
		assert.GreaterOrEqual(t, got, power-1e-6)
	}
}

// Power grows with the effect, the people, the clusters, their size, the level and what covariates explain, and shrinks with the ICC and the
// spread of sizes; the sign of the effect does not matter, and power is never below its part with the right sign.
func TestPower_Monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, clusters := anyIndividuals(t), anyClusters(t)
		effect := rapid.Float64Range(0, 3).Draw(t, "effect")
		more := rapid.Float64Range(1, 3).Draw(t, "more")
		power := func(d interface {
			Precision(level float64) (trial.Precision, error)
		}, level, effect float64) float64 {
			p, err := d.Precision(level)
			require.NoError(t, err)
			all, right := p.Power(effect), p.RightPower(effect)
			assert.GreaterOrEqual(t, all, right-1e-12)
			assert.False(t, right < -1e-12 || all > 1+1e-12)
			assert.InDelta(t, all, p.Power(-effect), 1e-12)
			return all
		}
		least := func(low, high float64, what string) {
			assert.GreaterOrEqual(t, high, low-1e-10, what)
		}
		effectP, effectC := effect*people.SD, effect*clusters.SD
		a, b := power(people, 0.05, effectP), power(clusters, 0.05, effectC)
		least(a, power(people, 0.05, effectP*more), "effect")
		least(b, power(clusters, 0.05, effectC*more), "effect, clusters")
		least(a, power(people, 0.05*more, effectP), "level")
		change := people
		change.Treated *= more
		least(a, power(change, 0.05, effectP), "people")
		change = people
		change.R2 += (1 - change.R2) / (2 * more)
		least(a, power(change, 0.05, effectP), "R2")
		for what, change := range map[string]func(d *trial.Clusters){
			"clusters":   func(d *trial.Clusters) { d.Clusters *= more },
			"size":       func(d *trial.Clusters) { d.Size *= more },
			"R2 between": func(d *trial.Clusters) { d.R2Cluster = 1 - (1-d.R2Cluster)/more },
			"R2 within":  func(d *trial.Clusters) { d.R2Within = 1 - (1-d.R2Within)/more },
			"ICC down, equal people explained": func(d *trial.Clusters) {
				d.R2Cluster, d.R2Within = 0, 0
				d.ICC /= more
			},
			"CV down": func(d *trial.Clusters) { d.CV /= more },
		} {
			from, to := clusters, clusters
			if what == "ICC down, equal people explained" {
				from.R2Cluster, from.R2Within = 0, 0
			}
			change(&to)
			least(power(from, 0.05, effectC), power(to, 0.05, effectC), what)
		}
	})
}

// Far effects, where the noncentral t of gonum gives up (a shift above 37) and where it needs too many terms (many degrees of freedom): power
// is 1, not 0 or NaN, nothing jumps, and at a level that only such an effect meets it is a half where it should be.
func TestPower_FarEffects(t *testing.T) {
	for _, df := range []float64{1, 4, 40, 499, 501, 99_999, 1e5, 1e9, math.Inf(1)} {
		p := trial.Precision{StdError: 1, DF: df}
		last := 0.0
		for effect := 0.0; effect < 200; effect += 0.7 {
			power := p.Power(effect)
			assert.GreaterOrEqual(t, power, last-1e-11, "df %v, effect %v", df, effect)
			last = power
		}
		assert.InDelta(t, 1, last, 1e-9, "df %v", df)
		assert.InDelta(t, 0.05, p.Power(0), 1e-9, "df %v", df)
	}
	// 2 degrees of freedom at a level of 1e-4: the critical t is 99.99, and t is above it when s is below 60/99.99, a chance of
	// 1 - exp(-0.36), but for the normal part.
	strict := trial.Precision{StdError: 1, DF: 2, Level: 1e-4}
	assert.InDelta(t, 1-math.Exp(-0.36), strict.RightPower(60), 0.001)
	assert.InDelta(t, 0.3, strict.RightPower(strict.MDE(0.3)), 1e-12)
}

// Numbers that cannot be are refused with their name, and those that are none with it.
func TestPrecision_BadDesigns(t *testing.T) {
	people, clusters := trial.Individuals{Treated: 10, Control: 10}, trial.Clusters{Clusters: 10, Size: 5}
	nan := math.NaN()
	for want, change := range map[string]func(d *trial.Individuals, level *float64){
		"people treated: found 0, expected above 0":             func(d *trial.Individuals, _ *float64) { d.Treated = 0 },
		"people treated: found NaN, expected above 0":           func(d *trial.Individuals, _ *float64) { d.Treated = nan },
		"people in the control arm: found -1, expected above 0": func(d *trial.Individuals, _ *float64) { d.Control = -1 },
		"standard deviation: found -1, expected 0 or more":      func(d *trial.Individuals, _ *float64) { d.SD = -1 },
		"R2: found 1, expected 0 or more and below 1":           func(d *trial.Individuals, _ *float64) { d.R2 = 1 },
		"degrees of freedom: found 0, expected above 0":         func(d *trial.Individuals, _ *float64) { d.Treated, d.Control = 1, 1 },
		"degrees of freedom: found -1, expected above 0":        func(d *trial.Individuals, _ *float64) { d.Covariates = 19 },
		"level: found 1, expected 0 or more and below 1":        func(_ *trial.Individuals, level *float64) { *level = 1 },
		"level: found NaN, expected 0 or more and below 1":      func(_ *trial.Individuals, level *float64) { *level = nan },
		"standard error: found 0, expected above 0 and finite": func(d *trial.Individuals, _ *float64) {
			d.Treated, d.Control = math.Inf(1), math.Inf(1)
		},
		"standard error: found +Inf, expected above 0 and finite": func(d *trial.Individuals, _ *float64) { d.SD = math.Inf(1) },
	} {
		d, level := people, 0.0
		change(&d, &level)
		_, err := d.Precision(level)
		var bad *trial.BadDesign
		require.ErrorAs(t, err, &bad, want)
		assert.EqualError(t, err, want)
	}
	for want, change := range map[string]func(d *trial.Clusters){
		"size of a cluster: found 0.5, expected 1 or more":                                     func(d *trial.Clusters) { d.Size = 0.5 },
		"CV of the sizes: found NaN, expected 0 or more":                                       func(d *trial.Clusters) { d.CV = nan },
		"ICC: found 1.1, expected 0 to 1":                                                      func(d *trial.Clusters) { d.ICC = 1.1 },
		"share treated: found 1, expected above 0 and below 1":                                 func(d *trial.Clusters) { d.Treated = 1 },
		"R2 between clusters: found 1, expected 0 or more and below 1":                         func(d *trial.Clusters) { d.R2Cluster = 1 },
		"R2 within clusters: found -1, expected 0 or more and below 1":                         func(d *trial.Clusters) { d.R2Within = -1 },
		"degrees of freedom: found 0, expected above 0: 3 clusters and one more a covariate":   func(d *trial.Clusters) { d.Clusters = 2 },
		"degrees of freedom: found -1, expected above 0: 3 clusters and one more a covariate":  func(d *trial.Clusters) { d.Covariates = 9 },
		"degrees of freedom: found NaN, expected above 0: 3 clusters and one more a covariate": func(d *trial.Clusters) { d.Clusters = nan },
		"standard deviation: found NaN, expected 0 or more":                                    func(d *trial.Clusters) { d.SD = nan },
		"size of a cluster: found NaN, expected 1 or more":                                     func(d *trial.Clusters) { d.Size = nan },
	} {
		d := clusters
		change(&d)
		_, err := d.Precision(0)
		assert.EqualError(t, err, want)
	}
	for _, c := range []struct {
		effect, power float64
		want          string
	}{
		{0, 0.8, "effect: found 0, expected other than 0"},
		{nan, 0.8, "effect: found NaN, expected other than 0"},
		{math.Inf(-1), 0.8, "effect: found -Inf, expected other than 0"},
		{1, 1, "power: found 1, expected above 0.025 and below 1"},
		{1, 0.025, "power: found 0.025, expected above 0.025 and below 1"},
		{1, nan, "power: found NaN, expected above 0.025 and below 1"},
	} {
		_, err := people.For(c.effect, c.power, 0)
		assert.EqualError(t, err, c.want)
		_, err = clusters.For(c.effect, c.power, 0)
		assert.EqualError(t, err, c.want)
	}
	for _, power := range []float64{0.025, 1, nan, -1} {
		assert.True(t, math.IsNaN(trial.Precision{StdError: 1, DF: 10}.MDE(power)))
	}
	for want, c := range map[string][4]float64{
		"people in an arm: found 0, expected above 0":           {0, 0.5, 0.6, 0},
		"first share: found 0, expected above 0 and below 1":    {10, 0, 0.6, 0},
		"second share: found NaN, expected above 0 and below 1": {10, 0.5, nan, 0},
		"level: found -0.1, expected 0 or more and below 1":     {10, 0.5, 0.6, -0.1},
	} {
		for _, f := range []func(n, p1, p2, level float64) (float64, error){trial.ProportionPower, trial.ArcsinePower} {
			got, err := f(c[0], c[1], c[2], c[3])
			assert.EqualError(t, err, want)
			assert.True(t, math.IsNaN(got))
		}
	}
}
