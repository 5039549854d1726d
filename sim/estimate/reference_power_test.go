package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"inwork/sim/trial"
)

func powerReference(t *testing.T, c referenceCase) answers {
	precision := func(treated, control, level float64) trial.Precision {
		p, err := trial.Individuals{Treated: treated, Control: control}.Precision(level)
		require.NoError(t, err)
		return p
	}
	each := func(name string, f func(i int) float64) []float64 {
		var all []float64
		for i := range c.input(name) {
			all = append(all, f(i))
		}
		return all
	}
	n, d, alpha := c.input("n"), c.input("d"), c.input("alpha")
	switch c.ID {
	case "t_power_grid":
		return answers{"power": each("n", func(i int) float64 { return precision(n[i], n[i], alpha[i]).Power(d[i]) }),
			"power_not_strict": each("n", func(i int) float64 { return precision(n[i], n[i], alpha[i]).RightPower(d[i]) })}
	case "t_n_grid":
		power := c.input("power")
		return answers{"n": each("d", func(i int) float64 {
			design, err := trial.Individuals{Treated: 1, Control: 1}.For(d[i], power[i], alpha[i])
			require.NoError(t, err)
			return design.Treated
		})}
	case "mde_t":
		power := c.input("power")
		normal := func(i int) float64 {
			p := precision(n[i], n[i], 0)
			p.DF = math.Inf(1)
			return p.BloomMDE(power[i])
		}
		return answers{"delta_exact": each("n", func(i int) float64 { return precision(n[i], n[i], 0).MDE(power[i]) }),
			"delta_bloom": each("n", func(i int) float64 { return precision(n[i], n[i], 0).BloomMDE(power[i]) }), "delta_normal": each("n", normal)}
	case "prop_power":
		p1, p2 := c.input("p1"), c.input("p2")
		with := func(power func(n, p1, p2, level float64) (float64, error)) []float64 {
			return each("n", func(i int) float64 {
				v, err := power(n[i], p1[i], p2[i], 0)
				require.NoError(t, err)
				return v
			})
		}
		return answers{"power_prop_test": with(trial.ProportionPower), "power_arcsine": with(trial.ArcsinePower),
			"h": each("n", func(i int) float64 { return trial.ArcsineEffect(p1[i], p2[i]) })}
	case "t_unequal":
		n1, n2 := c.input("n1"), c.input("n2")
		return answers{"power": each("d", func(i int) float64 { return precision(n1[i], n2[i], 0).Power(d[i]) })}
	case "cluster_mdes":
		return clusterPowerReference(t, c)
	case "noncentral_t_cdf":
		x, df, ncp := c.input("x"), c.input("df"), c.input("ncp")
		return answers{"cdf": each("x", func(i int) float64 { return distuv.NoncentralT{Nu: df[i], Mu: ncp[i]}.CDF(x[i]) })}
	}
	t.Fatalf("unknown case %s", c.ID)
	return nil
}

func clusterPowerReference(t *testing.T, c referenceCase) answers {
	j, m, icc := c.input("J"), c.input("m"), c.input("icc")
	var plain, adjusted, power, effects []float64
	for i := range j {
		d := trial.Clusters{Clusters: j[i], Size: m[i], ICC: icc[i], Treated: c.input("P")[0]}
		p, err := d.Precision(0)
		require.NoError(t, err)
		plain, power, effects = append(plain, p.BloomMDE(0.8)), append(power, p.Power(0.3)), append(effects, d.DesignEffect())
		d.R2Cluster, d.R2Within, d.Covariates = c.input("R2_cluster")[0], c.input("R2_indiv")[0], int(c.input("g")[0])
		p, err = d.Precision(0)
		require.NoError(t, err)
		adjusted = append(adjusted, p.BloomMDE(0.8))
	}
	return answers{"mdes_nocov": plain, "mdes_cov": adjusted, "power_d03": power, "deff": effects}
}
