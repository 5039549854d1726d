// Package estimate turns data into numbers with their errors. It knows no domain and is usable on anyone's data.
//
// An estimator is one function in one file. It takes columns, plain slices with a row for each unit, and follows R's estimatr where
// estimatr has the same estimator, so that either can be checked against the other. 414 answers of R stand in testdata/reference,
// and every one must be met.
//
// Which function answers which question, with its name in R where that has one:
//
//	average effect, as assigned       [DifferenceInMeans], [DifferenceInMeansBy] (difference_in_means: blocks, clusters, pairs, weights)
//	the same, adjusted                [LMLin] (lm_lin), [LMRobust] (lm_robust: classical, HC0 to HC3, CR0, stata, CR2; weights, fixed effects)
//	effect of taking it up            [IVRobust] (iv_robust, with first-stage F, Wu-Hausman and Sargan tests)
//	several terms at once             [Fit.Wald], [JointTest]
//	assignment alone, no model        [RandomisationTest], with any [Statistic]
//	few clusters                      CR2 errors, or [WildBootstrap]
//	likeness in clusters              [IntraclusterCorrelation]
//	tables of two by two              [TwoByTwo] (fisher.test, chisq.test)
//	quantiles                         [Quantiles] (quantile, types 1 to 9), [WeightedQuantiles]
//	effects along a distribution      [QuantileEffects], [QuantileRegression] (quantreg's rq: nid, iid, ker)
//	inequality                        [Gini], [Theil], [Atkinson], [Lorenz], deciles by [Groups]
//	time to an event                  [KaplanMeier] (survfit), [LogRankTest] (survdiff), [RestrictedMeanDifference]
//	hazard ratios                     [Cox] (coxph, cox.zph)
//	one event of several              [CumulativeIncidence], [GrayTest], [FineGray] (cmprsk)
//	yes or no                         [Logit] (glm, binomial)
//	outcomes not seen                 [LeeBounds], [ManskiBounds], [ResponseWeights]
//	costs and benefits                [Appraise] with a [Schedule], [FiellerRatio], [RatioOfDifferences], [ProbabilityPositive]
//	several outcomes                  [AdjustP] (p.adjust and more), [TwoStageBH], [WestfallYoung], [StepDownMaxT]
//	errors and intervals of the rest  [Bootstrap] (boot, boot.ci), by rows, clusters, within strata
//
// The steps are:
//
//  1. Columns of numbers become a [Column] each. [Codes] turns names of clusters, blocks or fixed effects into numbers, and
//     [Indicators] turns arms into columns of zeros and ones.
//  2. An estimator returns coefficients with estimate, standard error, statistic, p-value, interval and degrees of freedom.
//  3. Warnings come with the result and say why it is weak. Every printer should show them. An error means that there is no number at
//     all, and says where, what was found and what was expected.
//
// What is warned about: rows left out and for what (*Missing), terms left out (*Collinear), an arm with one row or cluster (*TooFew), outcomes that
// do not vary (*NoVariation, *PerfectFit), few clusters (*FewClusters), clusters or rows that determine a term by themselves (*SelfFitted,
// *FullLeverage), few or no degrees of freedom (*FewDF, *NoDF), weights of 0 (*ZeroWeights), weak instruments (*WeakInstrument), pairs among blocks
// (*MixedPairs), a quantile fit that is one of several or rests on little (*NotUnique, *Sparse), a mean beyond the last time seen
// (*BeyondData), people who stand for many (*RarelySeen), samples without a statistic (*FailedSamples).
//
// Conventions are estimatr's: standard errors are HC2 or, with clusters, CR2 with the degrees of freedom of Bell and McCaffrey; tests are by
// Student's t, two-sided, intervals of 95% unless another confidence is asked for. Survival, quantile and multiple-testing conventions
// are those of the R functions named above.
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
