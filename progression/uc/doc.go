// Package uc computes what a month's pay is worth to a household on Universal Credit, by date, from April 2015 to 2026/27: income
// tax, National Insurance, the award step by step, minimum wages, earnings thresholds and the labour-market regime they lead to.
//
//  1. [Statute] is the book of dated amounts (amounts.csv, each row with its source); [Book.Reform] changes some from a day on.
//  2. [Book.Period] gives the [Rules] of the assessment period that starts on a day; [PeriodOf] says which periods an entitlement has.
//  3. [Rules.Entitlement] works out the maximum amount of a [Unit] in that period, and all else that its pay does not change.
//  4. [Entitlement.At] gives the [Award] at a month's pay, [Entitlement.Earning] at earnings of all kinds, [Entitlement.Paid] at the payslips
//     that fall into the period ([Book.Received]); printing an award shows the steps in the order of a statement.
//  5. [Rules.Regime] says what is asked of each adult, [Rules.SanctionDays] and [Rules.DailySanction] what failing costs.
//
// Everything is a pure function of its arguments in integer pence: rates are exact, and each element and each deduction is rounded
// once, half up. Only making a book and printing allocate. All types may be shared between goroutines that do not write to them.
//
// "Reg" in comments is a regulation of the Universal Credit Regulations 2013 (SI 2013/376) unless another instrument is named.
//
// Inputs, not computed: bedrooms and local housing allowances, capability for work, gainful self-employment and its start-up
// period, unearned income, transitional protection, which children an exception covers. Left out: help with mortgage interest for owners out
// of work before April 2018, service charges by themselves, the erosion of transitional protection, marriage allowance, cumulative PAYE with
// its whole pounds, losses carried forward, people over pension age or under 18, Northern Ireland.
package uc
