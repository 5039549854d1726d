// Package population makes the people of a Jobcentre district: benefit units
// with children, homes, jobs and barriers, drawn from published margins.
//
//	pack := population.Pack2015()
//	people := pack.People(seed, 0, district, 5000, start, 60)
//	fmt.Print(pack.Compare(people, start)) // made beside published
//	fmt.Println(pack.Summary())            // how much of it is sourced
//
// A person is a function of (seed, population, district, ordinal) alone, so
// asking for more people changes none of the earlier ones, and neither does
// anything that happens elsewhere.
//
// # What the people are
//
// They are candidates: claimants of Universal Credit who are in work, or lately
// out of it, one a benefit unit. A trial picks from them by simulated earnings;
// the pool is therefore mostly in work (margin A-candidate-in-work) although a
// third of all claimants are. Claims begin over time: some people are already
// on Universal Credit on the world's first day, the others claim in the weeks
// after it. Everything about a person is as of the world's first day or, for
// later claims, of the claim, except that the adult's age is drawn for the day of
// the claim where that is what is published of the era (2015-17). A child is
// always born before the first day: one that would be born later is a day old on
// it, so that small children of late claims are up to the delay older.
//
// # What they are drawn from
//
// A table for each era, margins_2015.csv and margins_2022.csv, one figure a row
// with unit, year, population, source, confidence and use, and districts.csv for
// both. [Pack2015] and [Pack2022] are made from them, [PackOf] finds a pack by
// its era. A change of a figure is a change of a row. Rows of another era stand in
// where nothing of the pack's own was found, and say so; assumptions carry a range; what is only recalled
// is marked memory, a default where nothing else is and never fitted to. Joint
// distributions are mostly unknown: what is not conditioned on here is
// independent, and barriers depend on each other through a Gaussian copula.
//
// # What is fitted
//
// What is published of several things together, rows whose use starts with fit/, is
// met by raking ([Rake]): of 2022-24 the share of those who work that is asked for
// more, before and after the thresholds rose, how many each of the three rises of
// the Administrative Earnings Threshold moved, and how many of those in light touch
// were women and lone parents. Regimes are what the rules of the day make of hours,
// pay and children, never drawn. [Pack.Fit] says how closely; a person is a function
// of her number as before, drawn again until one is kept. Of 2015-17 no such figure
// was found, so that its people are as they are drawn. [Pack.Compare] sets all this
// beside what was published, with what is missed.
package population
