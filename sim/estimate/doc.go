// Package estimate turns data into numbers with their errors. It knows no domain and is usable on anyone's data.
//
// An estimator is one function in one file. It takes columns, returns an [Estimate], and follows R's estimatr where estimatr
// has the same estimator, so that either can be checked against the other:
//
//	e, err := estimate.DifferenceInMeans(y, treated)
//
// Data that a table cannot hold in memory are put into one [Moments] a group, row by row, and go to [DifferenceOfMoments].
//
// A result that is weak is returned with its number: [Estimate.Warnings] says why, and every printer should show it. An error
// means that there is no number at all. Errors here are sampling errors of the data in hand; the error of a simulation, over
// its replicates, is another thing and is never mixed in.
//
// Functions here are pure and may be called from many goroutines; a [Moments] belongs to one at a time.
package estimate
