package estimate_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func survivalReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	parts := strings.Split(c.ID, "/")
	switch parts[1] {
	case "km":
		return kaplanMeierReference(t, f, parts[2], parts[3])
	case "logrank_rho0":
		return logRankReference(t, f, 0, nil)
	case "logrank_rho1":
		return logRankReference(t, f, 1, nil)
	case "logrank_strat":
		return logRankReference(t, f, 0, f.whole(t, "s"))
	case "cuminc":
		if parts[2] == "gray" {
			return grayReference(t, f)
		}
		return incidenceReference(t, c, f, parts[2])
	case "finegray":
		fit, err := estimate.FineGray(f.numbers(t, "time"), f.whole(t, "cause"), 1, f.columns(t, "z", "x"))
		require.NoError(t, err)
		return answers{"coef": coef(fit.Coefficients), "se": errorsOf(fit.Coefficients), "loglik": fit.LogLik}
	case "cox":
		return coxReference(t, c, f, parts[2:])
	}
	t.Fatalf("unknown case %s", c.ID)
	return nil
}

func kaplanMeierReference(t *testing.T, f frame, scale, arm string) answers {
	scales := map[string]estimate.Interval{"log": estimate.LogInterval, "log-log": estimate.LogLogInterval, "plain": estimate.PlainInterval}
	require.Contains(t, scales, scale)
	var time []float64
	var event []bool
	for i, z := range f.text(t, "z") {
		if "arm"+z == arm {
			time, event = append(time, f.numbers(t, "time")[i]), append(event, f.numbers(t, "event")[i] == 1)
		}
	}
	k, err := estimate.KaplanMeier(time, event, scales[scale])
	require.NoError(t, err)
	var onHazard []float64
	for i := range k.Survival {
		onHazard = append(onHazard, k.StdError[i]/k.Survival[i])
	}
	var q, low, high []float64
	for _, p := range []float64{0.25, 0.5, 0.75} {
		a, b, c := k.Quantile(p)
		q, low, high = append(q, a), append(low, b), append(high, c)
	}
	mean, se, _ := k.RestrictedMean(10)
	return answers{"time": k.Time, "n_risk": k.AtRisk, "n_event": k.Events, "n_censor": k.Censored, "surv": k.Survival,
		"greenwood_se_cumhaz_scale": onHazard, "conf_low": k.Low, "conf_high": k.High, "nelson_aalen": k.Hazard,
		"nelson_aalen_se": k.HazardSE, "quantiles_25_50_75": q, "quantile_lower": low, "quantile_upper": high, "rmst_10": mean, "rmst_10_se": se}
}

func logRankReference(t *testing.T, f frame, rho float64, stratum []int) answers {
	l, err := estimate.LogRankTest(f.numbers(t, "time"), isOne(f.numbers(t, "event")), f.whole(t, "z"), stratum, rho)
	require.NoError(t, err)
	return answers{"n": l.N, "obs": l.Observed, "exp": l.Expected, "var": l.Cov, "chisq": l.Statistic, "df": l.DF1, "p": l.PValue}
}

func coxReference(t *testing.T, c referenceCase, f frame, parts []string) answers {
	time, event := f.numbers(t, "time"), isOne(f.numbers(t, "event"))
	x, terms := f.columns(t, "z"), []string{"z"}
	if parts[0] != "z" {
		x, terms = f.columns(t, "z", "x"), []string{"z", "x"}
	}
	fit := func(o estimate.CoxOptions) *estimate.CoxFit {
		fit, err := estimate.Cox(time, event, x, o)
		require.NoError(t, err)
		return fit
	}
	switch last := parts[len(parts)-1]; last {
	case "cluster_robust":
		g := fit(estimate.CoxOptions{Clusters: f.whole(t, "g")})
		return answers{"terms": terms, "coef": coef(g.Coefficients), "naive_se": g.ModelErrors, "robust_se": errorsOf(g.Coefficients)}
	case "stratified":
		s := fit(estimate.CoxOptions{Strata: f.whole(t, "s")})
		times, hazard := fit(estimate.CoxOptions{}).BaselineHazard(0)
		return answers{"terms": terms, "coef": coef(s.Coefficients), "se": s.ModelErrors, "basehaz_time": times, "basehaz": hazard}
	case "zph":
		var chisq, df, p []float64
		for _, test := range fit(estimate.CoxOptions{}).ProportionalHazards() {
			chisq, df, p = append(chisq, test.Statistic), append(df, test.DF1), append(p, test.PValue)
		}
		return answers{"rows": append(terms, "GLOBAL"), "chisq": chisq, "df": df, "p": p}
	default:
		ties := map[string]estimate.Ties{"efron": estimate.Efron, "breslow": estimate.Breslow, "exact": estimate.Exact}
		require.Contains(t, ties, last)
		g := fit(estimate.CoxOptions{Ties: ties[last]})
		var hr []float64
		for _, b := range coef(g.Coefficients) {
			hr = append(hr, math.Exp(b))
		}
		wald := c.Expected["wald"].(float64) // R rounds it to two decimals
		assert.InDelta(t, wald, g.Wald.Statistic, 0.005+1e-9)
		return answers{"terms": terms, "coef": coef(g.Coefficients), "se": errorsOf(g.Coefficients), "hr": hr, "loglik": []float64{g.LogLik0, g.LogLik},
			"lrt": g.LikelihoodRatio.Statistic, "score": g.Score.Statistic, "wald": wald, "concordance": g.Concordance}
	}
}

// R's curve is one of corners: each step's time twice, with the value before and after, and both ends.
func incidenceReference(t *testing.T, c referenceCase, f frame, curve string) answers {
	var arm, cause int
	require.True(t, matches(curve, "%d_cause%d", &arm, &cause))
	var time []float64
	var causes []int
	for i, z := range f.whole(t, "z") {
		if z == arm {
			time, causes = append(time, f.numbers(t, "time")[i]), append(causes, f.whole(t, "cause")[i])
		}
	}
	in, err := estimate.CumulativeIncidence(time, causes, cause)
	require.NoError(t, err)
	times, est, variance := []float64{0}, []float64{0}, []float64{0}
	for k, at := range in.Time {
		last := len(est) - 1
		times = append(times, at, at)
		est = append(est, est[last], in.Share[k])
		variance = append(variance, variance[last], in.StdError[k]*in.StdError[k])
	}
	last := len(est) - 1
	return answers{"time": append(times, c.expected("time")[len(times)]), "est": append(est, est[last]), "var": append(variance, variance[last])}
}

func grayReference(t *testing.T, f frame) answers {
	var stat, p, df []float64
	for cause := 1; cause <= 2; cause++ {
		test, err := estimate.GrayTest(f.numbers(t, "time"), f.whole(t, "cause"), cause, f.whole(t, "z"), 0)
		require.NoError(t, err)
		stat, p, df = append(stat, test.Statistic), append(p, test.PValue), append(df, test.DF1)
	}
	return answers{"stat": stat, "p": p, "df": df}
}
