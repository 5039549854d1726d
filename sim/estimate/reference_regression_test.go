package estimate_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func regressionReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	switch parts := strings.Split(c.ID, "/"); parts[1] {
	case "itt", "ancova", "blockfe", "ipw_blocks":
		return lmReference(t, c, f)
	case "lin":
		fit, err := estimate.LMLin(f.column(t, "y"), f.columns(t, "z"), f.columns(t, namesAfter(t, c.Call, "covariates=~")...), optionsOf(t, c.Call, f))
		require.NoError(t, err)
		return fitAnswers(fit)
	case "dim":
		return differenceReference(t, c, f)
	case "wald_joint_cov":
		var covariates []string
		for name := range f {
			if name != "y" && name != "z" && name != "block" {
				covariates = append(covariates, name)
			}
		}
		fit, err := estimate.LMRobust(f.column(t, "y"), f.columns(t, append([]string{"z"}, covariates...)...), estimate.Options{})
		require.NoError(t, err)
		test := fit.Wald(covariates...)
		return answers{"F": test.Statistic, "df1": test.DF1, "df2": test.DF2, "p": test.PValue}
	}
	t.Fatal("no answer to this call")
	return nil
}

// lmReference answers a call of lm_robust.
func lmReference(t *testing.T, c referenceCase, f frame) answers {
	o := optionsOf(t, c.Call, f)
	if strings.HasPrefix(c.Call, "p_b=mean(z) by block") {
		o.Weights = inverseShares(f.numbers(t, "z"), estimate.Codes(f.text(t, "block")))
	}
	fit, err := estimate.LMRobust(f.column(t, "y"), f.columns(t, namesAfter(t, c.Call, `y ?~ ?`)...), o)
	require.NoError(t, err)
	return fitAnswers(fit)
}

// inverseShares weighs each row by the inverse of its arm's share in its block.
func inverseShares(z []float64, blocks []int) []float64 {
	size, treated := map[int]float64{}, map[int]float64{}
	for i, b := range blocks {
		size[b]++
		treated[b] += z[i]
	}
	weights := make([]float64, len(z))
	for i, b := range blocks {
		p := treated[b] / size[b]
		weights[i] = z[i]/p + (1-z[i])/(1-p)
	}
	return weights
}

// namesAfter reads names joined by + in a call.
func namesAfter(t *testing.T, call, before string) []string {
	t.Helper()
	found := regexp.MustCompile(before + `(\w+( ?\+ ?\w+)*)`).FindStringSubmatch(call)
	require.NotNil(t, found, "%s in %s", before, call)
	return strings.FieldsFunc(found[1], func(r rune) bool { return r == '+' || r == ' ' })
}

// optionsOf reads what a call says of errors, clusters, weights and fixed effects.
func optionsOf(t *testing.T, call string, f frame) (o estimate.Options) {
	t.Helper()
	if kind := regexp.MustCompile(`se_type='(\w+)'`).FindStringSubmatch(call); kind != nil {
		o.StdErrors = estimate.StdErrors(kind[1])
	}
	if strings.Contains(call, "clusters=g") {
		o.Clusters = estimate.Codes(f.text(t, "g"))
	}
	if strings.Contains(call, "weights=w,") {
		if _, is := f["w"]; is {
			o.Weights = f.numbers(t, "w")
		}
	}
	if strings.Contains(call, "fixed_effects=~block") {
		o.FixedEffects = estimate.Codes(f.text(t, "block"))
	}
	return o
}

// column and columns return named columns.
func (f frame) column(t *testing.T, name string) estimate.Column {
	t.Helper()
	return estimate.Column{Name: name, Values: f.numbers(t, name)}
}

func (f frame) columns(t *testing.T, names ...string) []estimate.Column {
	t.Helper()
	var all []estimate.Column
	for _, name := range names {
		all = append(all, f.column(t, name))
	}
	return all
}

// fitAnswers are all numbers of a fit under R's names.
func fitAnswers(fit estimate.Fit) answers {
	a := coefficientAnswers(fit.Coefficients)
	f := fit.Wald()
	a["n"], a["n_clusters"], a["vcov"] = fit.N, fit.Clusters, fit.VCov
	a["r_squared"], a["adj_r_squared"], a["f_statistic_hc2"] = fit.RSquared, fit.AdjRSquared, []float64{f.Statistic, f.DF1, f.DF2}
	a["satterthwaite_df"] = fit.SatterthwaiteDF
	a["clubsandwich_df"], a["clubsandwich_p"] = a["df"], a["p_value"]
	return a
}

func coefficientAnswers(list []estimate.Coefficient) answers {
	var terms []string
	var estimates, errors, statistics, ps, lows, highs, dfs []float64
	for _, c := range list {
		terms, estimates, errors = append(terms, c.Term), append(estimates, c.Estimate), append(errors, c.StdError)
		statistics, ps, lows, highs, dfs = append(statistics, c.Statistic), append(ps, c.PValue), append(lows, c.ConfLow), append(highs, c.ConfHigh), append(dfs, c.DF)
	}
	return answers{"terms": terms, "estimate": estimates, "std_error": errors, "statistic": statistics, "p_value": ps, "conf_low": lows, "conf_high": highs, "df": dfs}
}

// differenceReference answers a call of difference_in_means.
func differenceReference(t *testing.T, c referenceCase, f frame) answers {
	var d estimate.Design
	if strings.Contains(c.Call, "blocks=block") {
		d.Blocks = estimate.Codes(f.text(t, "block"))
	}
	if strings.Contains(c.Call, "clusters=g") {
		d.Clusters = estimate.Codes(f.text(t, "g"))
	}
	treated := treatedIn(t, f)
	e, err := estimate.DifferenceInMeansBy(f.numbers(t, "y"), treated, d)
	require.NoError(t, err)
	if d.Blocks == nil && d.Clusters == nil {
		simple, err := estimate.DifferenceInMeans(f.numbers(t, "y"), treated)
		require.NoError(t, err)
		require.Equal(t, simple, e, "one estimator for one design")
	}
	e.Term = "z"
	a := coefficientAnswers([]estimate.Coefficient{e.Coefficient})
	a["n"], a["design"] = e.N, e.Design
	return a
}

func treatedIn(t *testing.T, f frame) []bool {
	t.Helper()
	z := f.numbers(t, "z")
	treated := make([]bool, len(z))
	for i := range z {
		treated[i] = z[i] == 1
	}
	return treated
}
