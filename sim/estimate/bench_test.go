package estimate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"inwork/sim/estimate"
)

// The sizes of a small pilot, that of 2015, a larger one and the country.
func BenchmarkEstimators(b *testing.B) {
	for _, n := range []int{30_000, 120_000, 300_000, 1_000_000} {
		y, z, x, clusters := trialOf(n)
		for _, e := range []struct {
			name string
			run  func() (estimate.Fit, error)
		}{
			{"HC2", func() (estimate.Fit, error) {
				return estimate.LMRobust(y, append(z, x...), estimate.Options{})
			}},
			{"Lin", func() (estimate.Fit, error) { return estimate.LMLin(y, z, x, estimate.Options{}) }},
			{"CR2", func() (estimate.Fit, error) {
				return estimate.LMRobust(y, append(z, x...), estimate.Options{Clusters: clusters})
			}},
		} {
			b.Run(fmt.Sprintf("%s/%d", e.name, n), func(b *testing.B) {
				for b.Loop() {
					if _, err := e.run(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/row")
			})
		}
	}
}

// trialOf makes a trial of n people with four covariates in 646 jobcentres, in no order.
func trialOf(n int) (y estimate.Column, z, x []estimate.Column, clusters []int) {
	const jobcentres = 646
	draw := rand.New(rand.NewPCG(2015, 4))
	column := func(name string) estimate.Column { return estimate.Column{Name: name, Values: make([]float64, n)} }
	y, z, x = column("y"), []estimate.Column{column("z")}, []estimate.Column{column("x1"), column("x2"), column("x3"), column("x4")}
	clusters = make([]int, n)
	for i := range n {
		clusters[i] = draw.IntN(jobcentres)
		z[0].Values[i] = float64(draw.IntN(2))
		y.Values[i] = draw.NormFloat64() + z[0].Values[i]
		for _, c := range x {
			c.Values[i] = draw.NormFloat64()
			y.Values[i] += c.Values[i]
		}
	}
	return y, z, x, clusters
}
