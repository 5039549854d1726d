package trial

import "math"

// Clusters is a trial in two arms in which whole clusters are assigned: offices, say, with their people.
type Clusters struct {
	Clusters   float64 // in both arms together
	Size       float64 // mean number of people in one
	CV         float64 // coefficient of variation of the sizes: standard deviation (over all of them) / mean
	ICC        float64 // share of the variance of the outcome that lies between clusters
	Treated    float64 // share of the clusters that is treated; 0 means a half
	SD         float64 // of the outcome; 0 means 1: effects are in standard deviations
	R2Cluster  float64 // share of the variance between clusters that covariates explain
	R2Within   float64 // and of that within
	Covariates int     // at the level of clusters: a degree of freedom each
}

func (d Clusters) share() float64 {
	if d.Treated == 0 {
		return 0.5
	}
	return d.Treated
}

// DesignEffect is how many times the variance is that of as many people assigned one by one, before covariates: 1 + ((1+CV²) Size - 1) ICC (Kish,
// Survey Sampling (1965); Eldridge, Ashby and Kerry, International Journal of Epidemiology 35 (2006) 1292-1300).
func (d Clusters) DesignEffect() float64 {
	return 1 + float64((float64((1+float64(d.CV*d.CV))*d.Size)-1)*d.ICC)
}

// Precision of the difference in means of people: variance [(1+CV²) ICC (1-R2Cluster) + (1-ICC) (1-R2Within) / Size] / (P (1-P) Clusters) times
// the outcome's (Bloom, MDRC working paper (2006); Donner and Klar, Design and Analysis of Cluster Randomization Trials (2000)), tested
// on Clusters - 2 - Covariates degrees of freedom. A test that lets the arms differ in variance, as by CR2 errors, has fewer of them, and
// less power, where the arms differ in clusters: with a quarter of 24 clusters treated it finds 0.85 of the effects that 0.90 are said of here. A level of 0
// means 0.05. The error is a *BadDesign.
func (d Clusters) Precision(level float64) (Precision, error) {
	df, p := d.Clusters-2-float64(d.Covariates), d.share()
	err := first(
		require(d.Size >= 1, "size of a cluster", d.Size, "1 or more"),
		require(d.CV >= 0, "CV of the sizes", d.CV, "0 or more"),
		require(d.ICC >= 0 && d.ICC <= 1, "ICC", d.ICC, "0 to 1"),
		require(p > 0 && p < 1, "share treated", p, "above 0 and below 1"),
		require(d.SD >= 0, "standard deviation", d.SD, "0 or more"),
		require(d.R2Cluster >= 0 && d.R2Cluster < 1, "R2 between clusters", d.R2Cluster, "0 or more and below 1"),
		require(d.R2Within >= 0 && d.R2Within < 1, "R2 within clusters", d.R2Within, "0 or more and below 1"),
		require(df > 0, "degrees of freedom", df, "above 0: 3 clusters and one more a covariate"),
		require(level >= 0 && level < 1, "level", level, "0 or more and below 1"))
	between := float64((1 + float64(d.CV*d.CV)) * d.ICC * (1 - d.R2Cluster))
	within := float64((1-d.ICC)*(1-d.R2Within)) / d.Size
	return known(orOne(d.SD)*math.Sqrt((between+within)/(p*(1-p)*d.Clusters)), df, level, err)
}

// For returns the design with as many clusters as it takes, not rounded, to find an effect with the given power and with the right sign. The error
// is a *BadDesign.
func (d Clusters) For(effect, power, level float64) (Clusters, error) {
	sized := func(n float64) Clusters {
		s := d
		s.Clusters = n
		return s
	}
	least := 3 + float64(d.Covariates)
	if _, err := sized(least).Precision(level); err != nil {
		return d, err
	}
	n, err := sizeFor(func(n float64) (Precision, error) { return sized(n).Precision(level) }, effect, power, least)
	return sized(n), err
}
