package estimate_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func ivReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	if strings.HasSuffix(c.ID, "/cace_ratio") {
		return caceReference(t, f)
	}
	fit := ivOf(t, c.Call, f)
	if !strings.HasSuffix(c.ID, "/diagnostics") {
		return fitAnswers(fit.Fit)
	}
	tests := append(fit.WeakInstruments, fit.WuHausman, fit.Sargan)
	var df1, df2, statistics, ps []float64
	for _, test := range tests {
		df1, df2, statistics, ps = append(df1, test.DF1), append(df2, test.DF2), append(statistics, test.Statistic), append(ps, test.PValue)
	}
	return answers{"tests": []string{"Weak instruments", "Wu-Hausman", "Sargan"}, "df1": df1, "df2": df2, "statistic": statistics, "p_value": ps}
}

// ivOf reads y ~ regressors | instruments in a call.
func ivOf(t *testing.T, call string, f frame) estimate.IVFit {
	t.Helper()
	parts := regexp.MustCompile(`y ~ ([^|]+) \| ([^,)]+)`).FindStringSubmatch(call)
	require.NotNil(t, parts, call)
	regressors, all := strings.Split(parts[1], " + "), strings.Split(parts[2], " + ")
	in := func(list []string, name string) bool {
		return strings.Contains(" "+strings.Join(list, " ")+" ", " "+name+" ")
	}
	var endogenous, instruments, covariates []string
	for _, name := range regressors {
		if in(all, name) {
			covariates = append(covariates, name)
		} else {
			endogenous = append(endogenous, name)
		}
	}
	for _, name := range all {
		if !in(regressors, name) {
			instruments = append(instruments, name)
		}
	}
	fit, err := estimate.IVRobust(f.column(t, "y"), f.columns(t, endogenous...), f.columns(t, instruments...), f.columns(t, covariates...), optionsOf(t, call, f))
	require.NoError(t, err)
	return fit
}

// caceReference: the effect of the offer on those who take it up is its effect on the outcome over that on take-up. What the case calls
// delta_se_hc0 is the HC0 error of the effect on the outcome, not of the ratio; TestIVRobust_DeltaMethod has the latter.
func caceReference(t *testing.T, f frame) answers {
	fit, err := estimate.IVRobust(f.column(t, "y"), f.columns(t, "d"), f.columns(t, "z"), nil, estimate.Options{})
	require.NoError(t, err)
	itt, err := estimate.LMRobust(f.column(t, "y"), f.columns(t, "z"), estimate.Options{StdErrors: estimate.HC0})
	require.NoError(t, err)
	return answers{"itt": itt.Coefficients[1].Estimate, "first_stage": fit.FirstStages[0].Coefficients[1].Estimate,
		"cace": fit.Coefficients[1].Estimate, "delta_se_hc0": itt.Coefficients[1].StdError}
}
