// Package estimate turns data into numbers with their errors. It knows no domain and is usable on anyone's data.
//
// An estimator is one function in one file. It takes columns, plain slices with a row for each unit, and follows R's estimatr where
// estimatr has the same estimator, so that either can be checked against the other. 414 answers of R stand in testdata/reference,
// and every one must be met.
//
//	difference_in_means    [DifferenceInMeans], [DifferenceInMeansBy] (blocks, clusters, pairs, weights)
//	lm_robust              [LMRobust] (classical, HC0 to HC3, CR0, stata, CR2; weights, fixed effects)
//	lm_lin                 [LMLin]
//	iv_robust              [IVRobust], with first-stage F, Wu-Hausman and Sargan tests
//	joint F test           [Fit.Wald]
//	few clusters           [WildBootstrap]
//	assignment alone       [RandomisationTest], with any [Statistic]
//	tables of two by two   [TwoByTwo]
//	likeness in clusters   [IntraclusterCorrelation]
//	costs and benefits     [Appraise] with a [Schedule], [FiellerRatio] and [RatioOfDifferences], [ProbabilityPositive]
//
// The steps are:
//
//  1. Columns of numbers become a [Column] each. [Codes] turns names of clusters, blocks or fixed effects into numbers, and
//     [Indicators] turns arms into columns of zeros and ones.
//  2. An estimator returns coefficients with estimate, standard error, statistic, p-value, interval and degrees of freedom.
//  3. Warnings come with the result and say why it is weak: rows left out and for what, collinear terms, few clusters, few degrees of
//     freedom, a weak instrument. Every printer should show them. An error means that there is no number at all.
//
// NaN is a missing value in the data, and what is not defined in a result; nothing is filled in and nothing is dropped in silence.
// Infinities are refused. A mistake in the calling code, such as columns of different lengths, panics.
//
// Data that a table cannot hold in memory are put into one [Moments] a group, row by row, and go to [DifferenceOfMoments].
//
// Errors here are sampling errors of the data in hand; the error of a simulation, over its replicates, is another thing and is never
// mixed in.
//
// Functions here are pure and may be called from many goroutines; a [Moments] belongs to one at a time. Results are the same for the
// same input in one build; across builds the last digits may differ.
package estimate
