// Package practicetest holds a practice to what the model expects of one, as
// testing/fstest does with file systems. A test of a practice of one's own is one
// call:
//
//	func TestMine(t *testing.T) { practicetest.Run(t, mine) }
//
// The practice is tried in some thousands of meetings: all that differ in who is
// met, how, in which kind of arm, and with how heavy barriers, the extremes among
// them. What is wrong is said once for each promise, with the first meeting in
// which it was seen.
package practicetest
