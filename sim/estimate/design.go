package estimate

import (
	"math"
)

// Design says how a treatment was assigned and rows are weighed. The zero value is one draw of people, each on their own.
type Design struct {
	Blocks     []int     // the block of each row within which treatment was assigned, from [Codes]; nil: none
	Clusters   []int     // the cluster of each row, treated as a whole, from [Codes]; nil: none
	Weights    []float64 // of each row, 0 or more; nil: all alike
	Confidence float64   // of the interval, between 0 and 1; 0: 0.95
}

// DifferenceInMeansBy compares the mean outcome of the treated rows with that of the others as the design asks, by estimatr's
// difference_in_means:
//
//   - Standard: [DifferenceInMeans].
//   - Clustered: CR2 errors and Satterthwaite's degrees of freedom.
//   - Blocked, Block-clustered: the mean of the blocks' differences, each with its share of rows; the variances add up, with n-2B
//     degrees of freedom for n rows or clusters in B blocks (Gerber and Green 2012, chapter 4).
//   - Matched-pair, Matched-pair clustered, when blocks have two rows or clusters: the spread of the pairs' differences, B-1 degrees
//     of freedom (Imai, King and Nall 2009). One such block makes all be taken so, with a *MixedPairs warning.
//   - With weights " (weighted)" follows, and a difference is that of weighted least squares with HC2 errors (CR2 in clusters).
//
// Rows in which the outcome, block, cluster or weight is missing are left out and counted in a *Missing warning. The error is an
// *EmptyArm (also of one block), a *BadValue, a *MixedCluster, a *NoRows or an *Unusable. It panics when lengths differ.
func DifferenceInMeansBy(y []float64, treated []bool, d Design) (Estimate, error) {
	s, err := d.sample(y, treated)
	if err != nil {
		return Estimate{}, err
	}
	z := s.groups[0][0].Values
	if err := s.checkClusters(z); err != nil {
		return Estimate{}, err
	}
	blocks := s.blocks()
	paired, err := s.paired(blocks)
	if err != nil {
		return Estimate{}, err
	}
	var parts []comparison
	for _, rows := range blocks {
		part, err := s.compare(rows, z, paired, d.Blocks != nil)
		if err != nil {
			return Estimate{}, err
		}
		parts = append(parts, part)
	}
	e := combine(parts, paired, d.Clusters != nil)
	e.Design = d.name(paired)
	e.Warnings = append(s.warnings, e.Warnings...)
	if !finite(e.Estimate) {
		return Estimate{}, &Unusable{What: "outcome", Found: "values whose squares exceed 1e308", Expected: "smaller ones"}
	}
	e.infer(Options{Confidence: d.Confidence}.confidence())
	return e, nil
}

// sample has the treatment as first group and the block, if any, as second.
func (d Design) sample(y []float64, treated []bool) (*sample, error) {
	if len(y) != len(treated) {
		panic("estimate: y and treated differ in length")
	}
	z := make([]float64, len(treated))
	for i, is := range treated {
		if is {
			z[i] = 1
		}
	}
	groups := [][]Column{{{"treated", z}}}
	if d.Blocks != nil {
		blocks := make([]float64, len(d.Blocks))
		for i, b := range d.Blocks {
			blocks[i] = float64(b)
			if b < 0 {
				blocks[i] = math.NaN()
			}
		}
		groups = append(groups, []Column{{"the block", blocks}})
	}
	return newSample(Column{"outcome", y}, Options{Clusters: d.Clusters, Weights: d.Weights, Confidence: d.Confidence}, groups...)
}

// name is estimatr's.
func (d Design) name(paired bool) string {
	name := "Standard"
	switch clustered := d.Clusters != nil; {
	case paired && clustered:
		name = "Matched-pair clustered"
	case paired:
		name = "Matched-pair"
	case d.Blocks != nil && clustered:
		name = "Block-clustered"
	case d.Blocks != nil:
		name = "Blocked"
	case clustered:
		name = "Clustered"
	}
	if d.Weights != nil {
		name += " (weighted)"
	}
	return name
}

// blocks lists the rows of each block, in the order of their codes; all rows when there are none.
func (s *sample) blocks() [][]int {
	if len(s.groups) < 2 {
		return [][]int{consecutive(nil, 0, s.n)}
	}
	codes := Codes(s.groups[1][0].Values)
	return (&sample{n: s.n, clusters: codes, nClusters: 1 + most(codes)}).byCluster()
}

// checkClusters refuses clusters of which a part is treated.
func (s *sample) checkClusters(z []float64) error {
	if s.clusters == nil {
		return nil
	}
	for _, rows := range s.byCluster() {
		for _, i := range rows {
			if z[i] != z[rows[0]] {
				return &MixedCluster{Row: s.row(rows[0]), Other: s.row(i)}
			}
		}
	}
	return nil
}

// paired says whether blocks are pairs of rows or clusters, and refuses blocks of one.
func (s *sample) paired(blocks [][]int) (bool, error) {
	if len(s.groups) < 2 {
		return false, nil
	}
	pairs, larger := int64(0), int64(0)
	for _, rows := range blocks {
		switch units := s.units(rows); {
		case units == 1:
			return false, &LoneUnit{Row: s.row(rows[0])}
		case units == 2:
			pairs++
		default:
			larger++
		}
	}
	if pairs > 0 && larger > 0 {
		s.warnings = append(s.warnings, &MixedPairs{Pairs: pairs, Larger: larger})
	}
	if pairs > 0 && s.weights != nil {
		return false, &Unusable{What: "weights", Found: "some with matched pairs", Expected: "none"}
	}
	return pairs > 0, nil
}

// units counts the rows, or the clusters that they are in.
func (s *sample) units(rows []int) int {
	if s.clusters == nil {
		return len(rows)
	}
	seen := map[int]bool{}
	for _, i := range rows {
		seen[s.clusters[i]] = true
	}
	return len(seen)
}

// A comparison is the difference within one block.
type comparison struct {
	Estimate
	size  float64 // rows, or the sum of weights
	units int     // rows or clusters
}

// compare takes the difference within some rows.
func (s *sample) compare(rows []int, z []float64, paired, blocked bool) (comparison, error) {
	var arms [2]Moments // control, treated
	for _, i := range rows {
		arms[int(z[i])].Add(s.outcome.Values[i])
	}
	for arm, m := range arms {
		if m.n == 0 {
			return comparison{}, &EmptyArm{Treated: arm == 1, InBlock: blocked, Row: s.row(rows[0])}
		}
	}
	c := comparison{size: float64(len(rows)), units: s.units(rows)}
	if s.weights == nil && (s.clusters == nil || paired) {
		e, err := DifferenceOfMoments(arms[1], arms[0])
		if err != nil {
			return comparison{}, err
		}
		c.Estimate = e
		if blocked {
			c.Warnings = s.shortArm(arms, rows, paired)
		}
		return c, nil
	}
	c.compareByRegression(s, rows, z, blocked)
	c.N, c.NTreated = arms[0].n+arms[1].n, arms[1].n
	return c, nil
}

// shortArm is the warning of a block in which an arm has one row, unless it is a pair.
func (s *sample) shortArm(arms [2]Moments, rows []int, paired bool) []error {
	for arm, m := range arms {
		if m.n < 2 && !paired {
			return []error{&TooFew{Treated: arm == 1, N: m.n, InBlock: true, Row: s.row(rows[0])}}
		}
	}
	return nil
}

// compareByRegression is the difference where rows have weights or clusters.
func (c *comparison) compareByRegression(s *sample, rows []int, z []float64, blocked bool) {
	part := &sample{n: len(rows), outcome: Column{"outcome", chosen(s.outcome.Values, rows)}, weights: chosen(s.weights, rows)}
	part.clusters, part.nClusters = dense(chosen(s.clusters, rows))
	treated := Column{"treated", chosen(z, rows)}
	f := part.lm([]Column{treated}, Options{Clusters: part.clusters, Weights: part.weights})
	c.Coefficient, c.ControlMean = f.Coefficients[1], f.Coefficients[0].Estimate
	if s.weights != nil {
		c.size = 0
		for _, w := range part.weights {
			c.size += w
		}
	}
	c.Warnings = f.Warnings
	if part.clusters == nil {
		return
	}
	var clusters [2]map[int]bool
	for arm := range clusters {
		clusters[arm] = map[int]bool{}
	}
	for k, cluster := range part.clusters {
		clusters[int(treated.Values[k])][cluster] = true
	}
	for arm, in := range clusters {
		if len(in) < 2 {
			c.StdError, c.DF = math.NaN(), math.NaN()
			c.Warnings = []error{&TooFew{Treated: arm == 1, N: int64(len(in)), Clusters: true, InBlock: blocked, Row: s.row(rows[0])}}
		}
	}
}

// combine is the mean of the differences, each with its size as weight, and its error.
func combine(parts []comparison, paired, clustered bool) Estimate {
	if len(parts) == 1 && !paired {
		return parts[0].Estimate
	}
	var e Estimate
	total, units, variance := 0.0, 0, 0.0
	for _, p := range parts {
		total += p.size
		units += p.units
		e.N += p.N
		e.NTreated += p.NTreated
	}
	for _, p := range parts {
		share := p.size / total
		e.Estimate += share * p.Estimate.Estimate
		e.ControlMean += share * p.ControlMean
		variance += share * share * p.StdError * p.StdError
		e.Warnings = append(e.Warnings, p.Warnings...)
	}
	e.Term, e.StdError, e.DF = "treated", math.Sqrt(variance), float64(units-2*len(parts))
	if paired {
		e.StdError, e.DF = pairError(parts, e.Estimate, total, clustered), float64(len(parts)-1)
	}
	if !(e.DF > 0) {
		e.Warnings = append(e.Warnings, &NoDF{Rows: int64(units), Coefficients: int64(2 * len(parts))})
	}
	if e.StdError == 0 {
		e.Warnings = append(e.Warnings, &PerfectFit{})
	}
	return e
}

// pairError is the standard error of a mean over pairs from their spread.
func pairError(parts []comparison, mean, total float64, clustered bool) float64 {
	pairs, squares := float64(len(parts)), 0.0
	for _, p := range parts {
		if clustered {
			squares += math.Pow(p.size*p.Estimate.Estimate-total*mean/pairs, 2)
		} else {
			squares += math.Pow(p.Estimate.Estimate-mean, 2)
		}
	}
	if clustered {
		return math.Sqrt(pairs / (pairs - 1) / (total * total) * squares)
	}
	return math.Sqrt(squares / (pairs * (pairs - 1)))
}

func most(codes []int) int {
	m := 0
	for _, c := range codes {
		m = max(m, c)
	}
	return m
}
