package population

import (
	"strconv"

	"inwork/progression/money"
	"inwork/sim"
)

// view is a person with what comparisons ask of her.
type view struct {
	*Person
	family   family
	age      float64 // at the claim, or at entry where that is what is published; in years
	youngest float64 // at entry, in years; -1 without children
	stock    bool    // on Universal Credit on the first day
	floor    money.Pence
}

func newView(p *Person, on sim.Day, w *wages, stock bool) view {
	v := view{Person: p, youngest: -1, stock: p.ClaimWeeksBefore >= 0, floor: w.floor(p.Born)}
	claim := claimDay(p, on)
	v.age = years(p.Born, claim)
	if stock {
		v.age = years(p.Born, max(claim, on))
	}
	if n := len(p.Children); n > 0 {
		v.youngest = years(p.Children[n-1], max(claim, on))
	}
	switch {
	case p.Couple && len(p.Children) > 0:
		v.family = coupleWithChildren
	case p.Couple:
		v.family = couple
	case len(p.Children) > 0:
		v.family = loneParent
	}
	return v
}

// everyAdultWorks is the condition of the childcare element.
func (v *view) everyAdultWorks() bool { return v.InWork() && (!v.Couple || v.PartnerGrossMonth > 0) }

// distributions are the margins that are compared level by level.
var distributions = []distribution{
	{use: "family_first", among: all, place: byName(familyName), moving: "moves to the later mix with the day of entry"},
	{use: "family_others", among: func(v *view) bool { return v.family != loneParent }, place: byName(familyName),
		moving: "of the later mix"},
	{use: "age_single_25", among: func(v *view) bool { return v.age >= young && !v.family.children() }, place: byRange(ageOf, 1)},
	{use: "age_parent_25", among: func(v *view) bool { return v.age >= young && v.family.children() }, place: byRange(ageOf, 1)},
	{use: "children_number", among: func(v *view) bool { return v.family.children() }, place: byName(numberOfChildren)},
	{use: "youngest_age", among: func(v *view) bool { return v.family.children() },
		place: byName(func(v *view) string { return strconv.Itoa(int(v.youngest)) }),
		note:  "infants of later claims are older: all are born by the first day"},
	{use: "tenure", among: all, place: byName(func(v *view) string { return v.Tenure.String() })},
	{use: "qualification", among: all, place: byName(func(v *view) string { return v.Qualification.String() })},
	{use: "sector", among: (*view).InWork, place: byName(func(v *view) string { return v.Job.Sector.String() })},
	{use: "check/tenure", among: all, place: byName(func(v *view) string { return v.Tenure.String() })},
	{use: "hours_density", among: func(v *view) bool { return v.InWork() && v.Job.HoursPerWeek < 18 },
		place: byRange(func(v *view) float64 { return v.Job.HoursPerWeek }, 0),
		size: func(r Margin) float64 {
			from, to := bounds(r.Level)
			return r.Value * (to - from)
		}},
}

func ageOf(v *view) float64 { return v.age }

func numberOfChildren(v *view) string {
	if n := len(v.Children); n < mostChildren {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(mostChildren) + "+"
}

// means are the margins that are compared as a mean.
var means = []mean{
	{use: "candidate_in_work", level: "in work", of: share(all, (*view).InWork)},
	{use: "check/in_work", level: "yes", of: share(all, (*view).InWork),
		note: "of all claimants; the pool is mostly in work by definition"},
	{use: "claim_under_3_months", level: "under 3 months", of: share(func(v *view) bool { return v.stock },
		func(v *view) bool { return v.ClaimWeeksBefore < 13 }), note: "nobody claims before 18"},
	{use: "family_lone_parent", level: "lone_parent", of: share(all, is(loneParent)), moving: "of the later mix: an upper bound before it"},
	{use: "sex", level: "male", of: share(all, func(v *view) bool { return !v.Female }), moving: "of the first mix; falls as families enter"},
	{use: "sex", level: "female", of: share(all, female), moving: "of the first mix; grows as families enter"},
	{use: "check/sex", level: "all", of: share(all, female), note: "of all claimants, in and out of work"},
	{use: "check/family", level: "lone_parent", of: share(all, is(loneParent)), note: "of all claimants; more of those in light touch are"},
	{use: "lone_parent_female", level: "female", of: share(is(loneParent), female)},
	{use: "couple_female", level: "female", of: share(func(v *view) bool { return v.Couple }, female)},
	{use: "age_start_under_25", level: "under 25", of: share(all, isYoung), moving: "of the first mix; falls as families enter"},
	{use: "age_stock_under_25", level: "under 25", of: share(all, isYoung)},
	{use: "age_lone_parent_under_25", level: "under 25", of: share(is(loneParent), isYoung)},
	{use: "age_couple_under_25", level: "under 25", of: share(func(v *view) bool { return v.Couple }, isYoung)},
	{use: "partner_working", level: "working", of: share(func(v *view) bool { return v.Couple },
		func(v *view) bool { return v.PartnerGrossMonth > 0 })},
	{use: "check/qualification", level: "below GCSE", of: share(all, func(v *view) bool { return v.Qualification == BelowGCSE }),
		note: "all adults; claimants have less"},
	{use: "check/qualification", level: "degree", of: share(all, func(v *view) bool { return v.Qualification == Degree }),
		note: "all adults; claimants have less"},
	{use: "barrier_health", level: "health", of: share(all, limited)},
	{use: "barrier_mental", level: "mental", of: share(limited, has(MentalHealth))},
	{use: "barrier_confidence", level: "confidence", of: share(all, has(Confidence))},
	{use: "barrier_skills", level: "skills", of: share(all, has(Skills))},
	{use: "barrier_motivation", level: "motivation", of: share(all, has(Motivation))},
	{use: "barrier_transport", level: "transport", of: share(all, has(Transport))},
	{use: "barrier_caring", level: "caring", of: share(all, has(Caring))},
	{use: "barrier_english", level: "english", of: share(all, has(English))},
	{use: "barrier_digital", level: "digital", of: share(all, has(Digital))},
	{use: "barrier_debt", level: "debt", of: share(all, has(Debt))},
	{use: "childcare_places", level: "England", of: share(func(v *view) bool { return v.youngest >= 0 && v.youngest < 12 },
		func(v *view) bool { return !has(Childcare)(v) }), note: "England's; Scotland has a row of its own"},
	{use: "childcare_use", level: "pre-school", of: share(parents(0, schoolAge), buysCare)},
	{use: "childcare_use", level: "primary", of: share(parents(schoolAge, 12), buysCare)},
	{use: "variable_hours", level: "all", of: share((*view).InWork, variable)},
	{use: "variable_hours", level: "care", of: share(in(Care), variable)},
	{use: "check/zero_hours_week", level: "usual weekly hours", of: func(v *view) (float64, bool) {
		return v.Job.HoursPerWeek, v.Job.Variable
	}, note: "all workers; the pool works less"},
	{use: "check/zero_hours_young", level: "16-24", of: share(variable, isYoung), note: "all workers; the pool is younger"},
	{use: "floor_mass", level: "retail", of: share(in(Retail), atFloor)},
	{use: "floor_mass", level: "hospitality", of: share(in(Hospitality), atFloor)},
	{use: "floor_mass", level: "care", of: share(in(Care), atFloor)},
	{use: "floor_mass", level: "cleaning", of: share(in(Cleaning), atFloor)},
	{use: "floor_mass", level: "other", of: share(in(OtherSector), atFloor)},
	{use: "want_hours", level: "zero hours", of: share(variable, wants)},
	{use: "want_hours", level: "part-time", of: share(func(v *view) bool {
		return v.InWork() && !v.Job.Variable && v.Job.HoursPerWeek < 30
	}, wants), published: toEra},
	{use: "want_hours", level: "full-time", of: share(func(v *view) bool {
		return v.InWork() && !v.Job.Variable && v.Job.HoursPerWeek >= 30
	}, wants), published: toEra},
	{use: "check/want_parents", level: "employed single parents", of: share(func(v *view) bool { return v.InWork() && v.family == loneParent }, wants),
		note: "all single parents in work; the pool works less"},
	{use: "want_hours", level: "out of work", of: share(func(v *view) bool { return !v.InWork() }, wants)},
}

// share counts those of whom also says yes among those of whom among does.
func share(among, also func(v *view) bool) func(v *view) (float64, bool) {
	return func(v *view) (float64, bool) {
		if also(v) {
			return 1, among(v)
		}
		return 0, among(v)
	}
}

func familyName(v *view) string    { return familyNames[v.family] }
func all(*view) bool               { return true }
func female(v *view) bool          { return v.Female }
func isYoung(v *view) bool         { return v.age < young }
func variable(v *view) bool        { return v.Job.Variable }
func wants(v *view) bool           { return v.WantsMoreHours }
func buysCare(v *view) bool        { return v.ChildrenInCare > 0 }
func atFloor(v *view) bool         { return v.Job.HourlyPence == v.floor }
func is(f family) func(*view) bool { return func(v *view) bool { return v.family == f } }
func in(s Sector) func(*view) bool { return func(v *view) bool { return v.Job.Sector == s } }

// limited people have a condition that limits what they do day by day, physical or mental.
func limited(v *view) bool { return v.Barriers[Health] > 0 || v.Barriers[MentalHealth] > 0 }

func has(b Barrier) func(*view) bool {
	return func(v *view) bool { return v.Barriers[b] > 0 }
}

// parents are families in which every adult works, with the youngest from one
// age to below another.
func parents(from, to float64) func(*view) bool {
	return func(v *view) bool { return v.youngest >= from && v.youngest < to && v.everyAdultWorks() }
}

// toEra is the share of the split by hours as brought to the era.
func toEra(r Margin, m *margins) float64 { return r.Value * sinceSplit(m) }
