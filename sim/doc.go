// Package sim is an engine for simulating many people week by week. It knows no domain.
//
// A model uses it in this order:
//
//  1. Name every random use of the model (a [Use] each) and make its [Draws] with [NewDraws]. A draw is a pure function of who
//     and when, so worlds that differ in a policy share their luck, and no result depends on the order of calls.
//  2. Write each set of competing risks as a table of [Risk] and deal it once a week with [Risks.Week].
//  3. Keep what falls due in a [Calendar].
//  4. Run the independent parts (districts, replicates) with [Map], which hands their results back in order.
//  5. List the numbers that a user may change as [Parameter]s.
//
// Nothing here reads a clock, ranges over a map or shares a random source, and floating point is written so that no compiler
// fuses a multiplication with an addition: the same program gives the same bits on every processor. [Exp], [Log] and
// [NormalQuantile] replace those of package math for that reason.
//
// Values of [Day], [Draws] and [Parameter] may be shared by goroutines. A [Risks], a [Calendar] and a [Source] belong to one
// goroutine at a time. [Map] is the only function that starts any.
package sim
