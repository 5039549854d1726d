// Package award is a calculator: it reads households as JSON objects, one a line, and writes what the rules of Universal Credit make of each, step by
// step, one a line. The rules are those of package uc; programs in Go call that.
//
// A household has an assessment_period_start, one or two adults, and whatever else matters of them: see [Keys]. Amounts are in
// pounds a month; what is absent is zero or false. Results are in pounds with two decimals.
package award
