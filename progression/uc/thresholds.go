package uc

import "inwork/progression/money"

// earningsThresholds decide how much is asked of people who work. Amounts are gross pence a month, hours are a week.
type earningsThresholds struct {
	single, couple money.Pence // administrative earnings threshold (reg 99(6))
	ownCounts      bool        // in a couple one's own earnings count as well as the couple's

	hours         int       // expected of most people (reg 88)
	hoursReduced  int       // for those asked for interviews or preparation only (reg 90(2)(a))
	hoursChild    careHours // of a lead carer whose youngest is that old: guidance on what fits with care
	hoursSelfCare careHours // of one who is self-employed
}

func readEarningsThresholds(r reading) earningsThresholds {
	t := earningsThresholds{
		single:        r.pence("aet.single"),
		couple:        r.pence("aet.couple"),
		ownCounts:     r.flag("aet.own_earnings_count_in_couples"),
		hours:         r.count("cet.default_hours"),
		hoursReduced:  r.count("cet.reduced_group_hours"),
		hoursChild:    readCareHours(r, "hours.lead_carer."),
		hoursSelfCare: readCareHours(r, "hours.self_employed_lead_carer."),
	}
	return t
}

// careHours by the age of the youngest child.
type careHours struct{ age3to4, age5to12 int }

func readCareHours(r reading, prefix string) careHours {
	h := careHours{age5to12: r.count(prefix + "child_5_12")}
	if r.inForce(prefix + "child_3_4") { // until 2017 nobody with a child so young had to look for work
		h.age3to4 = r.count(prefix + "child_3_4")
	}
	return h
}

// AET returns the administrative earnings thresholds of a single person and of a couple: gross employed earnings in the period at
// which intensive work search ends (reg 99(6)). The amounts are those of the first day of the period.
func (r *Rules) AET() (single, couple money.Pence) { return r.thresholds.single, r.thresholds.couple }

// CET returns each adult's conditionality earnings threshold: expected hours at the minimum wage for the person's age, a month (reg
// 90(2)), half up to the penny. It is 0 for those of whom nothing is asked whatever they earn, and for the absent second adult. A couple's
// threshold is the sum (reg 90(3)); that a partner of whom nothing is asked adds nothing to it is an assumption, the regulation is silent.
// It panics if the unit is malformed or has children and no PeriodStart.
func (r *Rules) CET(u *Unit) (individual [2]money.Pence) {
	_, individual = r.groupsAndCET(u)
	return individual
}

func (r *Rules) groupsAndCET(u *Unit) (groups [2]group, individual [2]money.Pence) {
	u.check()
	youngest := u.youngestAge()
	for i := range u.Adults {
		groups[i] = r.ages.group(u, i, youngest)
		hours := r.thresholds.expectedHours(groups[i], u, i, youngest)
		if set := u.ExpectedHours[i]; set > 0 && groups[i] == allRequirements {
			hours = min(hours, set)
		}
		individual[i] = money.Ratio{Num: 52 * int64(hours), Den: 12}.Of(r.MinimumWage(u.Age[i]))
	}
	return groups, individual
}

// expectedHours a week of paid work for adult i, who is in a group.
func (t *earningsThresholds) expectedHours(g group, u *Unit, i, youngest int) int {
	care := t.hoursChild
	if u.SelfEmployed[i] {
		care = t.hoursSelfCare
	}
	switch {
	case g == noRequirements:
		return 0
	case g != allRequirements:
		return t.hoursReduced
	case !u.isLeadCarer(i) || youngest >= 13:
		return t.hours
	case youngest >= 5:
		return care.age5to12
	}
	return care.age3to4
}
