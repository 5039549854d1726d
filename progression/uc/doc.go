// Package uc computes what a month's pay is worth to a household on Universal Credit, by date, from April 2015 to 2026/27: income
// tax, National Insurance, the award step by step, minimum wages, earnings thresholds and the labour-market regime they lead to.
//
//  1. [Statute] is the book of dated amounts (amounts.csv, each row with its source).
//  2. [Book.Period] gives the [Rules] of the assessment period that starts on a day.
//  3. [Rules.Entitlement] works out the maximum amount of a [Unit] in that period, whatever it earns.
//  4. [Entitlement.At] gives the [Award] at the month's pay; printing it shows the steps in the order of a statement.
//  5. [Rules.Regime] says what is asked of each adult.
//
// Everything is a pure function of its arguments in integer pence: rates are exact, and each element and each deduction is rounded
// once, half up. Only [Statute], once, and printing allocate. All types may be shared between goroutines that do not write to them.
//
// "Reg" in comments is a regulation of the Universal Credit Regulations 2013 (SI 2013/376) unless another instrument is named.
//
// Not computed: disabled-child additions, exceptions to the two-child limit, capital, unearned income, self-employment and
// the minimum income floor, pension contributions, surplus earnings, the benefit cap, sanctions and deductions.
package uc
