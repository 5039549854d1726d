// Package trial helps to design a trial, and knows no domain: who gets which arm, what the trial can find, whether the arms are alike, and
// how estimators do when it is run again and again on a computer.
//
// Who gets which arm. All are functions of keyed draws: the order of rows and arms decides nothing.
//
//	one by one, as people come          [Assign]
//	a whole list, shares exact          [Complete], in blocks [Blocked]
//	clusters, treated as a whole        [Clustered], in blocks [BlockedClusters]; pairs [MatchedPairs]
//	several treatments at once          [Factorial]; as arms of the other methods [Cross] and [Levels]
//	clusters that start one by one      [SteppedWedge]
//	shares of clusters, for spillovers  [TwoStage]
//
// What it can find. A design is turned into a [Precision], the standard error and degrees of freedom that it will have:
//
//	people                              [Individuals.Precision], how many [Individuals.For]
//	clusters                            [Clusters.Precision], how many [Clusters.For], [Clusters.DesignEffect]
//	power, least effect                 [Precision.Power], [Precision.RightPower], [Precision.MDE], [Precision.BloomMDE]
//	shares                              [ProportionPower], [ArcsinePower]
//
// Power is that of R's power.t.test, exact by the noncentral t distribution. A level of 0 means 0.05, two-sided.
//
// Whether the arms are alike: [Balanced], and by the design itself [Balance.Permuted].
//
// How estimators do: [Diagnose] runs any [Design] with any estimators, of package estimate or anyone's, and tells bias, RMSE, coverage,
// power, type S and type M of each with its Monte Carlo error, which is never mixed with the sampling error of a trial.
//
// Errors are values that say what was found and what expected. A mistake in the calling code, such as slices of different lengths, an arm
// without a share or a key used twice, panics. Functions are pure and may be called from many goroutines.
package trial
