package estimate

import "math"

// Intracluster says how alike the rows of a cluster are, by analysis of variance, and what that costs.
type Intracluster struct {
	BetweenMeanSquare float64
	WithinMeanSquare  float64
	EffectiveSize     float64 // (N - sum of squared sizes / N) / (G-1), the n0 of Donner and Koval 1980
	ICC               float64 // (between - within) / (between + (effective size - 1) within); may be below 0
	MeanSize          float64 // rows a cluster
	SizeCV            float64 // standard deviation of the sizes, with divisor G, over their mean
}

// IntraclusterCorrelation estimates the share of the variance that lies between clusters. Clusters come from [Codes]; rows in which
// the value or the cluster is missing are left out. The error is a *NoRows, a *BadValue, or an *Unusable when there are not two clusters
// and more rows than clusters.
func IntraclusterCorrelation(values []float64, clusters []int) (Intracluster, error) {
	s, err := newSample(Column{"outcome", values}, Options{Clusters: clusters})
	if err != nil {
		return Intracluster{}, err
	}
	if s.nClusters < 2 || s.n == s.nClusters {
		return Intracluster{}, &Unusable{What: "clusters", Found: counted(int64(s.nClusters), "cluster") + " of " + counted(int64(s.n), "row"),
			Expected: "at least 2, and one of them with several rows"}
	}
	var all Moments
	within, squares := 0.0, 0.0
	for _, rows := range s.byCluster() {
		var m Moments
		for _, i := range rows {
			m.Add(s.outcome.Values[i])
		}
		within += m.m2
		squares += float64(m.n * m.n)
		all.Merge(m)
	}
	if all.m2 == 0 {
		return Intracluster{}, &Unusable{What: "values", Found: "no variation", Expected: "some"}
	}
	n, g := float64(s.n), float64(s.nClusters)
	c := Intracluster{BetweenMeanSquare: (all.m2 - within) / (g - 1), WithinMeanSquare: within / (n - g), EffectiveSize: (n - squares/n) / (g - 1), MeanSize: n / g}
	c.ICC = (c.BetweenMeanSquare - c.WithinMeanSquare) / (c.BetweenMeanSquare + (c.EffectiveSize-1)*c.WithinMeanSquare)
	c.SizeCV = math.Sqrt(max(0, squares/g-c.MeanSize*c.MeanSize)) / c.MeanSize
	return c, nil
}

// DesignEffect is the factor on the variance of a mean that comes of assigning clusters of unequal size, 1 + ((cv² + 1) m - 1) ICC
// (Eldridge, Ashby and Kerry 2006).
func (c Intracluster) DesignEffect() float64 {
	return 1 + ((c.SizeCV*c.SizeCV+1)*c.MeanSize-1)*c.ICC
}

// EqualDesignEffect is the same were all clusters of the mean size, 1 + (m - 1) ICC (Kish 1965).
func (c Intracluster) EqualDesignEffect() float64 { return 1 + (c.MeanSize-1)*c.ICC }
