package progression

import (
	"errors"
	"fmt"
	"math"

	"inwork/progression/population"
	"inwork/sim"
)

// Parameters are the model's numbers. Each has a line in List with its range,
// unit, source and evidence grade; the zero value is not useful: start from
// DefaultParameters.
type Parameters struct {
	// Jobs
	Separation, SeparationHealth, SeparationVariable, Protection                  float64
	HoursUp, HoursUpUnwanted, HoursDown, HoursStep                                float64
	Rise, RiseSize, Settlement, PayIrregular, PaySteady, PayOccasional, PaySpread float64
	SearchInWork, SearchOutOfWork, AcceptPremium, HoursPremium                    float64
	AcceptScale, Travel                                                           float64
	PaidWeekly, PaidFortnightly, PaidFourWeekly                                   float64
	TermTime, HolidayPay, SeasonHours, SeasonPosts                                float64
	// Market
	Reach, Elsewhere, Rivalry, Withdrawn, SlotsPerPost, OfferProbability, Chain float64
	SmallShare, MediumShare, PostsSmall, PostsMedium, PostsLarge                float64
	PartTimePosts, FlexiblePosts, VariablePosts                                 float64
	PostAtFloor, PostPremiumMedian, PostPremiumSpread, PostPremiumCap           float64
	// Effort
	EffortCall, EffortMeeting, EffortHalfLife, EffortStrength          float64
	ObligationStrength, ObligationHalfLife, CoachSpread, EffortAtStart float64
	MultiplierCap                                                      float64
	// Barriers
	GateChildcare, GateSkills, GateHealth, GateConfidence               float64
	GateQualifications, GateMotivation, GateMentalHealth, GateTransport float64
	GateCaring, GateEnglish, GateDigital, GateDebt                      float64
	HealthEpisode, HealthRecovery, ChildcareLoss, ChildcareGain         float64
	MentalEpisode, MentalRecovery                                       float64
	ConfidenceEbb, ConfidenceReturns, MotivationEbb, MotivationReturns  float64
	CaringBegins, CaringEnds, TransportLost, TransportFound             float64
	DebtBuilds, DebtOutOfWork, DebtCleared                              float64
	// Provision
	ReferThreshold, ProvisionPlaces, ProvisionCompletion float64
	ProvisionEffect, ProvisionSpread, SignpostEffect     float64
	Courses                                              [population.NBarriers]Course
	// Employers
	EngagementCall, EngagementHalfLife, EngagementStrength, CallMinutes float64
	Elasticity, SpareHours, BudgetHalfLife                              float64
	ThreeWay, ThreeWayMinutes, Adjustment                               float64
	// Staff
	InterviewMinutes, AbsenceShare, ReviewMinutes, FirstMinutes, NewClaimWeeks float64
	CaseloadOccupied, CaseloadRefill, CaseloadSearch, CaseloadContact          float64
	// Conduct
	MissFaceToFace, MissTelephone, MissDigital, MissHealth, MissDebt float64
	DoubtUpheld, SanctionDays, SanctionConfidence, EasedWeeks        float64
	// Channels and specialists
	EffortDigital, EffortGroup, GroupSize, SpecialistSkill, SpecialistThreshold float64
	// Universal Credit
	Reclaim float64
}

// DefaultParameters returns the published or assumed values of List.
func DefaultParameters() Parameters {
	var p Parameters
	for _, q := range p.List() {
		*q.Value = q.Default
	}
	return p
}

// Check refuses values that are each in range and together break the model, and
// fractions of what is counted whole: its error has a line a problem and names the
// parameters.
func (p *Parameters) Check() error {
	_, err := p.bounds()
	if p.SmallShare+p.MediumShare > 1 {
		err = errors.Join(err, fmt.Errorf("market.small_share and medium_share sum to %.3g, expected at most 1", p.SmallShare+p.MediumShare))
	}
	if p.PayIrregular+p.PaySteady > 1 {
		err = errors.Join(err, fmt.Errorf("jobs.pay_irregular and pay_steady sum to %.3g, expected at most 1", p.PayIrregular+p.PaySteady))
	}
	if sum := p.PaidWeekly + p.PaidFortnightly + p.PaidFourWeekly; sum > 1 {
		err = errors.Join(err, fmt.Errorf("jobs.paid_weekly, paid_fortnightly and paid_four_weekly sum to %.3g, expected at most 1", sum))
	}
	for _, q := range p.List() {
		if v := *q.Value; q.Whole && v != math.Trunc(v) {
			err = errors.Join(err, fmt.Errorf("%s is %v, expected a whole number", q.Name, v))
		}
	}
	return err
}

// List is the model's parameters, one line each: pointer, name, default, range,
// unit, source, grade. Rates are probabilities a week unless the name or unit
// says otherwise. References such as C35 are rows of the evidence table that
// package evaluation embeds; M rows are in package population's margins.
func (p *Parameters) List() []sim.Parameter {
	return append([]sim.Parameter{
		{Value: &p.Separation, Name: "jobs.separation", Default: 0.00246, Min: 0, Max: 0.01, Unit: "probability a week", Source: "C35: 40% of low paid have a jobless spell within 4 years, as a constant hazard", Grade: 'C'},
		{Value: &p.SeparationHealth, Name: "jobs.separation_health", Default: 1, Min: 0, Max: 3, Unit: "added multiple at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.SeparationVariable, Name: "jobs.separation_variable", Default: 0.5, Min: 0, Max: 2, Unit: "added multiple on variable-hours contracts", Source: "assumption", Grade: 'D'},
		{Value: &p.Protection, Name: "jobs.protection", Default: 0.1, Min: 0, Max: 0.3, Unit: "share of separations averted at effort 1", Source: "assumption: coaching keeps people in jobs, whatever it speaks of", Grade: 'D'},
		{Value: &p.HoursUp, Name: "jobs.hours_up", Default: 0.004, Min: 0, Max: 0.02, Unit: "probability a week, of people who want more hours", Source: "assumption: about 1 in 5 a year", Grade: 'D'},
		{Value: &p.HoursUpUnwanted, Name: "jobs.hours_up_unwanted", Default: 0.0015, Min: 0, Max: 0.01, Unit: "probability a week, of other people", Source: "assumption", Grade: 'D'},
		{Value: &p.HoursDown, Name: "jobs.hours_down", Default: 0.0015, Min: 0, Max: 0.01, Unit: "probability a week", Source: "assumption: near the inflow of hours, so that hours neither drift up nor down much", Grade: 'D'},
		{Value: &p.HoursStep, Name: "jobs.hours_step", Default: 5, Min: 1, Max: 15, Unit: "mean hours a week of a change", Source: "assumption, below the 11.3 wanted by the underemployed (margins M0668 block)", Grade: 'D'},
		{Value: &p.Rise, Name: "jobs.rise", Default: 0.0002, Min: 0, Max: 0.002, Unit: "probability a week", Source: "M0740: 4% of sales assistants are promoted within 5 years; about 1% a year", Grade: 'C'},
		{Value: &p.RiseSize, Name: "jobs.rise_size", Default: 0.1, Min: 0, Max: 0.4, Unit: "share of hourly pay", Source: "assumption: one grade", Grade: 'D'},
		{Value: &p.Settlement, Name: "jobs.settlement", Default: 0.022, Min: 0, Max: 0.1, Unit: "share of hourly pay, each April", Source: "M0749: median growth of weekly pay 2015-16", Grade: 'B'},
		{Value: &p.PayIrregular, Name: "jobs.pay_irregular", Default: 0.3, Min: 0, Max: 0.7, Unit: "share of fixed-hours jobs whose pay differs most months", Source: "set so that 40% of workers have notable changes in 6 months of 12 or more (C29)", Grade: 'C'},
		{Value: &p.PaySteady, Name: "jobs.pay_steady", Default: 0.2, Min: 0, Max: 0.5, Unit: "share of other fixed-hours jobs paid the same every month", Source: "C31: pay varies for over 80% of those on some 10,000 pounds a year; C28: 75% of all", Grade: 'B'},
		{Value: &p.PayOccasional, Name: "jobs.pay_occasional", Default: 0.15, Min: 0, Max: 0.4, Unit: "probability that a month differs in the rest of the jobs", Source: "assumption: fewer than 6 months of 12 change notably (C29)", Grade: 'D'},
		{Value: &p.PaySpread, Name: "jobs.pay_spread", Default: 0.15, Min: 0, Max: 0.5, Unit: "standard deviation of the log of a differing month's hours", Source: "C30: notable changes are +22% and -20% on average, notable taken as 5% or more", Grade: 'C'},
		{Value: &p.PaidWeekly, Name: "jobs.paid_weekly", Default: 0.15, Min: 0, Max: 0.5, Unit: "share of jobs paid by the week", Source: "ONS, Annual Survey of Hours and Earnings, as quoted by moonworkers.co.uk: around 15% weekly, 5% fortnightly, over three quarters by the month", Grade: 'B'},
		{Value: &p.PaidFortnightly, Name: "jobs.paid_fortnightly", Default: 0.05, Min: 0, Max: 0.2, Unit: "share of jobs paid every two weeks", Source: "as jobs.paid_weekly", Grade: 'B'},
		{Value: &p.PaidFourWeekly, Name: "jobs.paid_four_weekly", Default: 0.1, Min: 0, Max: 0.3, Unit: "share of jobs paid every four weeks", Source: "PQ 66811: 10% of claimants in work are paid four-weekly, without the self-employed", Grade: 'B'},
		{Value: &p.TermTime, Name: "jobs.term_time", Default: 0.03, Min: 0, Max: 0.4, Unit: "share of fixed-hours jobs in cleaning and other sectors that stop in school holidays", Source: "assumption: most term-time staff are paid evenly over the year (flexijobsglobal.com), which is as if by the month; no share of the others was found", Grade: 'D'},
		{Value: &p.HolidayPay, Name: "jobs.holiday_pay", Default: 0.36, Min: 0, Max: 1, Unit: "share of usual pay paid in school holidays on a term-time contract; at 1 pay is even over the year", Source: "12.07% of 39 weeks of term, as statutory holiday pay was reckoned, over 13 weeks", Grade: 'C'},
		{Value: &p.SeasonHours, Name: "jobs.season_hours", Default: 0.5, Min: 0, Max: 1, Unit: "added multiple of more hours, and lost one of fewer, in a sector's busiest month", Source: "assumption", Grade: 'D'},
		{Value: &p.SearchInWork, Name: "search.in_work", Default: 0.0045, Min: 0, Max: 0.1, Unit: "serious applications a week", Source: "C36: 9% of employees are in another job a year later (range 5.7 to 10.9), half of them by way of a spell out of work at the default separations; with the market's offers and past the barriers of candidates", Grade: 'C'},
		{Value: &p.SearchOutOfWork, Name: "search.out_of_work", Default: 0.095, Min: 0, Max: 0.25, Unit: "serious applications a week", Source: "C25: 8.8% a month into work 2018-19, with the market's offers and past the barriers of candidates", Grade: 'C'},
		{Value: &p.AcceptPremium, Name: "search.accept_premium", Default: 20, Min: 0, Max: 100, Unit: "pounds of net income a week that an even chance of acceptance needs", Source: "assumption; C40: 73% of working tax credit claimants looked for no more work", Grade: 'D'},
		{Value: &p.HoursPremium, Name: "search.hours_premium", Default: 5, Min: 0, Max: 60, Unit: "pounds of net income a week below which nobody works more hours in the same job, and at which one in two does", Source: "assumption below search.accept_premium, since nothing else changes; C40: 73% of working tax credit claimants looked for no more work", Grade: 'D'},
		{Value: &p.AcceptScale, Name: "search.accept_scale", Default: 20, Min: 1, Max: 100, Unit: "pounds of net income a week that raise the odds e-fold", Source: "assumption", Grade: 'D'},
		{Value: &p.Travel, Name: "search.travel", Default: 15, Min: 0, Max: 60, Unit: "pounds a week of travelling to any job", Source: "assumption", Grade: 'D'},

		{Value: &p.Reach, Name: "market.reach", Default: 0.5, Min: 0.05, Max: 2, Unit: "posts advertised within reach, of the district's vacancies per unemployed person", Source: "assumption on E06-like ratios of the district", Grade: 'D'},
		{Value: &p.Elsewhere, Name: "market.elsewhere", Default: 0.13, Min: 0, Max: 0.4, Unit: "probability a week that a background jobseeker who suits applies for an open post, at 0.44 vacancies per unemployed person", Source: "assumption: posts stand open some six weeks; E04 for the ratio of late 2015", Grade: 'D'},
		{Value: &p.Rivalry, Name: "market.rivalry", Default: 0.6, Min: 0, Max: 1, Unit: "elasticity of their hazard to unemployed people per vacancy", Source: "assumption: an elasticity of matches to unemployment of 0.5 to 0.7", Grade: 'D'},
		{Value: &p.Withdrawn, Name: "market.withdrawn", Default: 0.02, Min: 0, Max: 0.2, Unit: "probability a week that an open post is withdrawn", Source: "assumption", Grade: 'D'},
		{Value: &p.SlotsPerPost, Name: "market.slots_per_post", Default: 3, Min: 1.5, Max: 10, Unit: "posts that may be advertised, of those that are on average", Source: "assumption", Grade: 'D'},
		{Value: &p.SeasonPosts, Name: "market.season_posts", Default: 0.3, Min: 0, Max: 1, Unit: "added multiple of the chance that a post is advertised, in a sector's busiest month", Source: "assumption; Indeed Hiring Lab: seasonal hiring begins in August and peaks in November, mostly in retail", Grade: 'D'},
		{Value: &p.OfferProbability, Name: "market.offer_probability", Default: 0.6, Min: 0, Max: 1, Unit: "probability that the best claimant who applied suits the employer", Source: "assumption, with search.out_of_work set against C25", Grade: 'D'},
		{Value: &p.Chain, Name: "market.chain", Default: 0.7, Min: 0, Max: 1, Unit: "probability that a job that is left is advertised again; otherwise its hours go to colleagues", Source: "assumption", Grade: 'D'},
		{Value: &p.SmallShare, Name: "market.small_share", Default: 0.48, Min: 0, Max: 1, Unit: "share of posts with small employers", Source: "M0742: 48% of private employment in 2016", Grade: 'B'},
		{Value: &p.MediumShare, Name: "market.medium_share", Default: 0.12, Min: 0, Max: 1, Unit: "share of posts with medium employers; the rest is with large ones", Source: "M0743: 12% of private employment in 2016", Grade: 'B'},
		{Value: &p.PostsSmall, Name: "market.posts_small", Default: 2, Min: 1, Max: 20, Whole: true, Unit: "posts a small employer may advertise at once", Source: "assumption", Grade: 'D'},
		{Value: &p.PostsMedium, Name: "market.posts_medium", Default: 10, Min: 1, Max: 100, Whole: true, Unit: "posts a medium employer may advertise at once", Source: "assumption", Grade: 'D'},
		{Value: &p.PostsLarge, Name: "market.posts_large", Default: 60, Min: 1, Max: 500, Whole: true, Unit: "posts a large employer may advertise at once", Source: "assumption", Grade: 'D'},
		{Value: &p.PartTimePosts, Name: "market.part_time_posts", Default: 0.22, Min: 0, Max: 1, Unit: "share of posts", Source: "E30: 22% of adverts in the lowest pay bands (2022)", Grade: 'B'},
		{Value: &p.FlexiblePosts, Name: "market.flexible_posts", Default: 0.095, Min: 0, Max: 1, Unit: "share of posts", Source: "E29: 9.5% of adverts in 2015", Grade: 'B'},
		{Value: &p.VariablePosts, Name: "market.variable_posts", Default: 0.08, Min: 0, Max: 0.5, Unit: "share of posts on variable-hours contracts", Source: "assumption recommended with the margins: 2 to 3 times the 2.8% of all employment (M0667)", Grade: 'C'},
		{Value: &p.PostAtFloor, Name: "market.post_at_floor", Default: 0.4, Min: 0, Max: 1, Unit: "share of posts paid the wage floor", Source: "assumption recommended with the margins, for retail", Grade: 'D'},
		{Value: &p.PostPremiumMedian, Name: "market.post_premium", Default: 0.08, Min: 0, Max: 0.5, Unit: "median share above the wage floor, of posts paid more than it", Source: "assumption recommended with the margins", Grade: 'D'},
		{Value: &p.PostPremiumSpread, Name: "market.post_premium_spread", Default: 0.9, Min: 0, Max: 2, Unit: "standard deviation of the log of that share", Source: "assumption recommended with the margins", Grade: 'D'},
		{Value: &p.PostPremiumCap, Name: "market.post_premium_cap", Default: 0.6, Min: 0, Max: 2, Unit: "largest share above the wage floor", Source: "assumption recommended with the margins", Grade: 'D'},

		{Value: &p.EffortCall, Name: "effort.call", Default: 0.2, Min: 0, Max: 1, Unit: "share of the distance to full effort closed by a call", Source: "assumption; B19: telephone contact lengthens claims by some 6 days against signing in person", Grade: 'D'},
		{Value: &p.EffortMeeting, Name: "effort.meeting", Default: 0.3, Min: 0, Max: 1, Unit: "share of the distance to full effort closed by a meeting", Source: "assumption", Grade: 'D'},
		{Value: &p.EffortDigital, Name: "effort.digital", Default: 0.1, Min: 0, Max: 1, Unit: "share of the distance to full effort closed by a message answered", Source: "assumption: half of a call", Grade: 'D'},
		{Value: &p.EffortGroup, Name: "effort.group", Default: 0.1, Min: 0, Max: 1, Unit: "share of the distance to full effort closed by a group session", Source: "assumption; B40: meetings face to face and at a distance beat group meetings", Grade: 'D'},
		{Value: &p.SpecialistSkill, Name: "effort.specialist", Default: 1.2, Min: 1, Max: 2, Unit: "multiple of a coach's skill in meetings of a specialist", Source: "assumption: a standard deviation of coaches' skill (effort.coach_spread)", Grade: 'D'},
		{Value: &p.EffortHalfLife, Name: "effort.half_life", Default: 8, Min: 2, Max: 26, Unit: "weeks", Source: "assumption", Grade: 'D'},
		{Value: &p.EffortStrength, Name: "effort.strength", Default: 0.2, Min: 0, Max: 0.6, Unit: "added multiple of applications, requests for hours and rises at full effort", Source: "C from B18 and B19: weekly against fortnightly signing, and none at all, move exits by 2 to 6%", Grade: 'C'},
		{Value: &p.EffortAtStart, Name: "effort.at_start", Default: 0.3, Min: 0, Max: 1, Unit: "effort in the first week of the burn-in", Source: "assumption", Grade: 'D'},
		{Value: &p.ObligationStrength, Name: "effort.obligation", Default: 0.1, Min: 0, Max: 0.5, Unit: "added multiple of applications and requests for hours under mandatory actions", Source: "assumption; B23: search requirements on single parents act", Grade: 'D'},
		{Value: &p.ObligationHalfLife, Name: "effort.obligation_half_life", Default: 4, Min: 1, Max: 26, Unit: "weeks", Source: "assumption", Grade: 'D'},
		{Value: &p.CoachSpread, Name: "effort.coach_spread", Default: 0.2, Min: 0, Max: 0.6, Unit: "standard deviation of a coach's log skill", Source: "assumption", Grade: 'D'},
		{Value: &p.MultiplierCap, Name: "effort.cap", Default: 2, Min: 1, Max: 3, Unit: "largest product of effort, obligation, barriers and engagement on a rate of applications, hours and rises", Source: "declared bound", Grade: 'D'},

		{Value: &p.GateChildcare, Name: "barriers.gate_childcare", Default: 0.6, Min: 0, Max: 1, Unit: "share of chances for more hours, and of inflexible posts, lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateSkills, Name: "barriers.gate_skills", Default: 0.5, Min: 0, Max: 1, Unit: "share of chances for a rise or a job lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateHealth, Name: "barriers.gate_health", Default: 0.5, Min: 0, Max: 1, Unit: "share of chances for hours or a job lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateConfidence, Name: "barriers.gate_confidence", Default: 0.4, Min: 0, Max: 1, Unit: "share of applications, requests and rises lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateQualifications, Name: "barriers.gate_qualifications", Default: 0.3, Min: 0, Max: 1, Unit: "share of chances for a rise, and of an employer's regard, lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateMotivation, Name: "barriers.gate_motivation", Default: 0.4, Min: 0, Max: 1, Unit: "share of applications and requests for hours lost at severity 1", Source: "assumption, as for confidence", Grade: 'D'},
		{Value: &p.GateMentalHealth, Name: "barriers.gate_mental_health", Default: 0.5, Min: 0, Max: 1, Unit: "share of chances for hours or a job lost at severity 1", Source: "assumption, as for physical health", Grade: 'D'},
		{Value: &p.GateTransport, Name: "barriers.gate_transport", Default: 0.5, Min: 0, Max: 1, Unit: "share of posts out of reach at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateCaring, Name: "barriers.gate_caring", Default: 0.5, Min: 0, Max: 1, Unit: "share of chances for more hours, and of inflexible posts, lost at severity 1", Source: "assumption, below that of childcare", Grade: 'D'},
		{Value: &p.GateEnglish, Name: "barriers.gate_english", Default: 0.4, Min: 0, Max: 1, Unit: "share of applications and rises lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.GateDigital, Name: "barriers.gate_digital", Default: 0.4, Min: 0, Max: 1, Unit: "share of applications lost at severity 1", Source: "assumption: applications are made online", Grade: 'D'},
		{Value: &p.GateDebt, Name: "barriers.gate_debt", Default: 0.2, Min: 0, Max: 1, Unit: "share of applications lost at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.HealthEpisode, Name: "barriers.health_episode", Default: 0.0018, Min: 0, Max: 0.02, Unit: "probability a week, of people without a condition of the body that limits them", Source: "balances recovery at 18.5%: C17 and the share of conditions that are physical", Grade: 'D'},
		{Value: &p.HealthRecovery, Name: "barriers.health_recovery", Default: 0.008, Min: 0, Max: 0.05, Unit: "probability a week that it ends", Source: "assumption", Grade: 'D'},
		{Value: &p.ChildcareLoss, Name: "barriers.childcare_loss", Default: 0.006, Min: 0, Max: 0.02, Unit: "probability a week that a place is lost, with a child under 12", Source: "balances places found, at half without a place (margins, childcare_places)", Grade: 'D'},
		{Value: &p.ChildcareGain, Name: "barriers.childcare_gain", Default: 0.006, Min: 0, Max: 0.025, Unit: "probability a week that a place is found", Source: "assumption", Grade: 'D'},
		{Value: &p.ConfidenceEbb, Name: "barriers.confidence_ebb", Default: 0.002, Min: 0, Max: 0.02, Unit: "probability a week that confidence falls while out of work", Source: "assumption", Grade: 'D'},
		{Value: &p.ConfidenceReturns, Name: "barriers.confidence_returns", Default: 0.0007, Min: 0, Max: 0.02, Unit: "probability a week that the barrier ends in work", Source: "balances the ebb at 30% without confidence and 13% out of work", Grade: 'D'},
		{Value: &p.MotivationEbb, Name: "barriers.motivation_ebb", Default: 0.002, Min: 0, Max: 0.02, Unit: "probability a week that motivation falls while out of work", Source: "assumption, as for confidence", Grade: 'D'},
		{Value: &p.MotivationReturns, Name: "barriers.motivation_returns", Default: 0.0012, Min: 0, Max: 0.02, Unit: "probability a week that the barrier ends in work", Source: "balances the ebb at 20% without motivation and 13% out of work", Grade: 'D'},
		{Value: &p.MentalEpisode, Name: "barriers.mental_episode", Default: 0.00074, Min: 0, Max: 0.02, Unit: "probability a week, of people without a condition of the mind that limits them", Source: "balances recovery at 8.5%: C17 and the share of conditions that are mental", Grade: 'D'},
		{Value: &p.MentalRecovery, Name: "barriers.mental_recovery", Default: 0.008, Min: 0, Max: 0.05, Unit: "probability a week that it ends", Source: "assumption, as for physical health", Grade: 'D'},
		{Value: &p.CaringBegins, Name: "barriers.caring_begins", Default: 0.00206, Min: 0, Max: 0.02, Unit: "probability a week that care for an adult begins, of people who give none", Source: "balances its ends at C18: 15% care for an adult", Grade: 'C'},
		{Value: &p.CaringEnds, Name: "barriers.caring_ends", Default: 0.0117, Min: 0, Max: 0.05, Unit: "probability a week that it ends", Source: "Petrillo, Bennett and Pryce 2022: over 4 million a year stop caring, 2010-2020; of the 8.8 million of Carers UK 2019, as a constant hazard", Grade: 'C'},
		{Value: &p.TransportLost, Name: "barriers.transport_lost", Default: 0.002, Min: 0, Max: 0.02, Unit: "probability a week that the way to work is lost, of people who have one", Source: "assumption: about 1 in 10 a year", Grade: 'D'},
		{Value: &p.TransportFound, Name: "barriers.transport_found", Default: 0.0085, Min: 0, Max: 0.05, Unit: "probability a week that one is found", Source: "balances its loss at 19% without a car in England, 2014/18 (National Travel Survey)", Grade: 'C'},
		{Value: &p.DebtBuilds, Name: "barriers.debt_builds", Default: 0.0031, Min: 0, Max: 0.01, Unit: "probability a week that debt begins, in work, of people without it", Source: "balances its end at 25% of tenants over-indebted (Money Advice Service 2016) and 13% out of work", Grade: 'D'},
		{Value: &p.DebtOutOfWork, Name: "barriers.debt_out_of_work", Default: 1, Min: 0, Max: 3, Unit: "added multiple out of work", Source: "assumption", Grade: 'D'},
		{Value: &p.DebtCleared, Name: "barriers.debt_cleared", Default: 0.0105, Min: 0, Max: 0.05, Unit: "probability a week that debt is cleared", Source: "assumption: two in five a year", Grade: 'D'},

		{Value: &p.ReferThreshold, Name: "provision.threshold", Default: 0.4, Min: 0, Max: 1, Unit: "severity above which a coach refers", Source: "assumption", Grade: 'D'},
		{Value: &p.SpecialistThreshold, Name: "provision.specialist_threshold", Default: 0.6, Min: 0, Max: 1, Unit: "share of that severity above which a specialist refers", Source: "assumption", Grade: 'D'},
		{Value: &p.ProvisionPlaces, Name: "provision.places", Default: 12, Min: 0, Max: 400, Unit: "starts a week of all kinds together, per 100 coaches", Source: "assumption, set when there were four kinds of three each; further kinds share it", Grade: 'D'},
		{Value: &p.ProvisionCompletion, Name: "provision.completion", Default: 0.7, Min: 0, Max: 1, Unit: "share of starts completed", Source: "assumption", Grade: 'D'},
		{Value: &p.ProvisionEffect, Name: "provision.effect", Default: 0.25, Min: 0, Max: 0.8, Unit: "share of severity relieved by completion", Source: "assumption", Grade: 'D'},
		{Value: &p.ProvisionSpread, Name: "provision.spread", Default: 0.1, Min: 0, Max: 0.5, Unit: "standard deviation of that share between people", Source: "assumption", Grade: 'D'},
		{Value: &p.SignpostEffect, Name: "provision.signpost", Default: 0.5, Min: 0, Max: 3, Unit: "added multiple of finding a childcare place for 13 weeks", Source: "assumption", Grade: 'D'},

		{Value: &p.EngagementCall, Name: "employers.call", Default: 0.3, Min: 0, Max: 1, Unit: "share of the distance to full engagement closed by a call", Source: "assumption; E33: employers almost universally unaware in 2016, so all start at 0", Grade: 'D'},
		{Value: &p.EngagementHalfLife, Name: "employers.half_life", Default: 26, Min: 4, Max: 104, Unit: "weeks", Source: "assumption", Grade: 'D'},
		{Value: &p.EngagementStrength, Name: "employers.strength", Default: 0.5, Min: 0, Max: 2, Unit: "added multiple of granted hours and rises, and of flexible posts, at full engagement", Source: "assumption", Grade: 'D'},
		{Value: &p.CallMinutes, Name: "employers.call_minutes", Default: 15, Min: 1, Max: 60, Whole: true, Unit: "coach minutes of a call to an employer", Source: "assumption", Grade: 'D'},
		{Value: &p.Elasticity, Name: "employers.elasticity", Default: 0.5, Min: 0, Max: 1, Unit: "probability that hours asked for are made to measure; otherwise they come from the employer's budget", Source: "assumption: both ends are to be shown", Grade: 'D'},
		{Value: &p.SpareHours, Name: "employers.spare_hours", Default: 4, Min: 0, Max: 40, Unit: "hours a week that an employer usually has to give, per post that it may advertise", Source: "assumption", Grade: 'D'},
		{Value: &p.BudgetHalfLife, Name: "employers.budget_half_life", Default: 8, Min: 1, Max: 520, Unit: "weeks in which colleagues make up for half of the hours taken or left", Source: "assumption", Grade: 'D'},
		{Value: &p.ThreeWay, Name: "employers.three_way", Default: 2, Min: 1, Max: 6, Whole: true, Unit: "calls whose effect on engagement a conversation of claimant, coach and employer has", Source: "assumption; HC 549 (2016) para 41 names the relationship, no size is published", Grade: 'D'},
		{Value: &p.ThreeWayMinutes, Name: "employers.three_way_minutes", Default: 45, Min: 1, Max: 120, Whole: true, Unit: "coach minutes of a conversation of claimant, coach and employer", Source: "assumption", Grade: 'D'},
		{Value: &p.Adjustment, Name: "employers.adjustment", Default: 0.3, Min: 0, Max: 1, Unit: "share of what health adds to separations averted in an adjusted job", Source: "assumption", Grade: 'D'},

		{Value: &p.InterviewMinutes, Name: "staff.interview_minutes", Default: 1125, Min: 100, Max: 2220, Whole: true, Unit: "minutes a week of a coach's time for appointments", Source: "D06 and D12: 15 interviews a day (10 to 20) of 15 minutes", Grade: 'C'},
		{Value: &p.AbsenceShare, Name: "staff.absence", Default: 0.14, Min: 0, Max: 0.4, Unit: "share of weeks lost to leave and sickness", Source: "D20: 6.87 days of sickness a year, and 30 days of leave (assumption)", Grade: 'C'},
		{Value: &p.ReviewMinutes, Name: "staff.review_minutes", Default: 15, Min: 5, Max: 40, Whole: true, Unit: "minutes of a work search review", Source: "D12: 10 to 20 minutes", Grade: 'B'},
		{Value: &p.FirstMinutes, Name: "staff.first_minutes", Default: 50, Min: 10, Max: 90, Whole: true, Unit: "minutes of a first commitment meeting", Source: "D11", Grade: 'B'},
		{Value: &p.NewClaimWeeks, Name: "staff.new_claim_weeks", Default: 0, Min: 0, Max: 52, Unit: "weeks of a claim with weekly reviews, fortnightly after", Source: "B18: fortnightly signing was the rule of the time; weekly reviews in the first 13 weeks came later (D15)", Grade: 'C'},
		{Value: &p.GroupSize, Name: "staff.group_size", Default: 8, Min: 1, Max: 30, Whole: true, Unit: "people who share the minutes of a group session", Source: "assumption", Grade: 'D'},
		{Value: &p.CaseloadOccupied, Name: "staff.caseload_occupied", Default: 0.9, Min: 0.3, Max: 0.99, Unit: "share of caseload places taken at the start; the others wait for a new claim", Source: "assumption", Grade: 'D'},
		{Value: &p.CaseloadRefill, Name: "staff.caseload_refill", Default: 0.19, Min: 0, Max: 0.24, Unit: "probability a week that a vacant caseload place is taken by a new claim", Source: "balances C25's exits at the occupied share", Grade: 'C'},
		{Value: &p.CaseloadSearch, Name: "staff.caseload_search", Default: 0.075, Min: 0, Max: 0.3, Unit: "serious applications a week of the rest of the caseload", Source: "search.out_of_work past the barriers of an average candidate", Grade: 'C'},
		{Value: &p.CaseloadContact, Name: "staff.caseload_contact", Default: 0.1, Min: 0, Max: 0.5, Unit: "added multiple of their applications within two weeks of a review", Source: "B18: weekly against fortnightly signing moves exits by a few per cent", Grade: 'C'},

		{Value: &p.MissFaceToFace, Name: "conduct.miss_meeting", Default: 0.12, Min: 0, Max: 0.5, Unit: "probability of failing to attend a meeting", Source: "D35: no figure is published; assumption", Grade: 'D'},
		{Value: &p.MissTelephone, Name: "conduct.miss_call", Default: 0.15, Min: 0, Max: 0.5, Unit: "probability of not answering a booked call", Source: "D35: no figure is published; assumption", Grade: 'D'},
		{Value: &p.MissDigital, Name: "conduct.miss_digital", Default: 0.2, Min: 0, Max: 0.7, Unit: "probability of not answering a message in the journal", Source: "D35: no figure is published; assumption", Grade: 'D'},
		{Value: &p.MissHealth, Name: "conduct.miss_health", Default: 0.5, Min: 0, Max: 2, Unit: "added multiple of failing to attend at severity 1", Source: "assumption", Grade: 'D'},
		{Value: &p.MissDebt, Name: "conduct.miss_debt", Default: 0.3, Min: 0, Max: 2, Unit: "added multiple of failing to attend at severity 1 of debt", Source: "assumption", Grade: 'D'},
		{Value: &p.DoubtUpheld, Name: "conduct.doubt_upheld", Default: 0.25, Min: 0, Max: 1, Unit: "share of missed mandatory appointments that end in a sanction", Source: "assumption bounded by D27", Grade: 'D'},
		{Value: &p.SanctionDays, Name: "conduct.sanction_days", Default: 14, Min: 0, Max: 91, Whole: true, Unit: "days of a low-level sanction", Source: "assumption: days until the next appointment kept and seven more", Grade: 'D'},
		{Value: &p.SanctionConfidence, Name: "conduct.sanction_confidence", Default: 0.1, Min: 0, Max: 0.5, Unit: "share of the distance to full confidence barrier that a sanction adds", Source: "assumption; trial survey as reported to Parliament: sanctions harmed the relationship with the coach", Grade: 'D'},
		{Value: &p.EasedWeeks, Name: "conduct.eased_weeks", Default: 4, Min: 0, Max: 26, Whole: true, Unit: "weeks for which a coach eases requirements", Source: "assumption", Grade: 'D'},

		{Value: &p.Reclaim, Name: "uc.reclaim", Default: 0.5, Min: 0, Max: 1, Unit: "probability a month that people entitled to an award claim again", Source: "assumption", Grade: 'D'},
	}, p.courseParameters()...)
}
