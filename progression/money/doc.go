// Package money counts in whole pence and multiplies by exact fractions, so that every amount has one value to the penny on every
// machine. A pounds-and-pence text becomes [Pence] at the edge ([ParsePounds]); inside there are only integers; each place where
// a fraction of a penny is lost calls a rounding by its name ([Ratio.Of], [Ratio.Down]).
//
// All types are plain values, safe to share.
package money
