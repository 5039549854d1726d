package rows

import (
	"inwork/progression/money"
	"inwork/sim"
	"inwork/sim/table"
)

// Outcomes describes the table of trial outcomes.
var Outcomes = table.Info{
	Name: "outcomes",
	Doc:  "one randomised person at one horizon, whether still on Universal Credit or not",
	Sort: []string{"district", "claimant", "horizon_weeks"},
}

// Outcome is a row of the outcomes table.
type Outcome struct {
	District         int32       `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Claimant         int64       `parquet:"claimant" unit:"id" doc:"the person"`
	HorizonWeeks     int32       `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation to the end of the outcome window"`
	Arm              string      `parquet:"arm,dict" unit:"slug" doc:"arm in which this world treats the person"`
	Assigned         string      `parquet:"assigned,dict" unit:"slug" doc:"arm to which the randomised world assigned the person"`
	Randomised       sim.Day     `parquet:"randomised,date" unit:"date" doc:"day of randomisation"`
	GrossFourWeeks   money.Pence `parquet:"gross_four_weeks_pence" unit:"pence in four weeks" doc:"employer-reported gross pay of the four weeks ending at the horizon, zeros kept; a quarter of it is weekly earnings"`
	GrossCumulated   money.Pence `parquet:"gross_cumulated_pence" unit:"pence" doc:"employer-reported gross pay since randomisation"`
	Employed         bool        `parquet:"employed" unit:"true or false" doc:"in work at the horizon"`
	HoursPerWeek     float64     `parquet:"hours_per_week" unit:"hours a week" doc:"usual hours at the horizon; 0 out of work"`
	HourlyPay        money.Pence `parquet:"hourly_pay_pence" unit:"pence an hour" doc:"hourly pay at the horizon; 0 out of work"`
	OnUC             bool        `parquet:"on_uc" unit:"true or false" doc:"in receipt of Universal Credit at the horizon"`
	AwardsSum        money.Pence `parquet:"awards_cumulated_pence" unit:"pence" doc:"Universal Credit paid in assessment periods that ended since randomisation"`
	Meetings         int32       `parquet:"meetings" unit:"meetings" doc:"meetings and calls attended since randomisation"`
	Contacts         int32       `parquet:"contacts" unit:"meetings" doc:"of these, appointments that the arm offers; the others are ordinary work search reviews"`
	ContactsMissed   int32       `parquet:"contacts_missed" unit:"meetings" doc:"appointments of the arm failed to attend since randomisation"`
	ContactsIntended int32       `parquet:"contacts_intended" unit:"meetings" doc:"appointments that the arm means to give by the horizon to a person who is in its band throughout: one in each of its slots, an interval long, while support lasts. contacts_intended = contacts + lost_out_of_band + lost_no_time + lost_failed_to_attend + contacts_still_due - contacts_made_up"`
	LostOutOfBand    int32       `parquet:"lost_out_of_band" unit:"meetings" doc:"slots without an appointment kept because at their end the person was off Universal Credit or, by her earnings, not in the arm's support"`
	LostNoTime       int32       `parquet:"lost_no_time" unit:"meetings" doc:"slots without an appointment kept because at their end the person still waited for her coach"`
	LostAway         int32       `parquet:"lost_failed_to_attend" unit:"meetings" doc:"slots without an appointment kept and with one failed to attend"`
	StillDue         int32       `parquet:"contacts_still_due" unit:"meetings" doc:"1 if the horizon cuts a slot in which an appointment is still to come"`
	MadeUp           int32       `parquet:"contacts_made_up" unit:"meetings" doc:"of the contacts, those kept in no slot of their own: after the last one, or second in one"`
	WeeksInBand      int32       `parquet:"weeks_in_band" unit:"weeks" doc:"weeks since randomisation on Universal Credit with earnings between the two thresholds, as last assessed"`
	Minutes          int32       `parquet:"coach_minutes" unit:"minutes" doc:"coaches' minutes for the person since randomisation: appointments kept or missed, and calls to her employer"`
	ContactMinutes   int32       `parquet:"contact_minutes" unit:"minutes" doc:"of these, for what the arm offers"`
	Missed           int32       `parquet:"missed" unit:"meetings" doc:"appointments failed to attend since randomisation"`
	Sanctions        int32       `parquet:"sanctions" unit:"sanctions" doc:"reductions imposed since randomisation"`
	JobsStarted      int32       `parquet:"jobs_started" unit:"jobs" doc:"jobs started since randomisation"`
	ProvisionCost    money.Pence `parquet:"provision_cost_pence" unit:"pence" doc:"cost of the provision started since randomisation"`
	PayAtStart       money.Pence `parquet:"pay_at_start_pence" unit:"pence a week" doc:"usual pay on the day of randomisation, hours times hourly pay; 0 out of work"`
	Route            string      `parquet:"route,dict" unit:"category" doc:"how usual pay has come to be at least 10% above pay_at_start at the horizon: more_hours or more_pay with the same employer, whichever made more of the rise; new_employer, and never out of work since randomisation; after_no_work; none when it is not. Prices and wage floors are not taken off"`
	RisenWeeks       int32       `parquet:"risen_weeks" unit:"weeks" doc:"weeks running, up to the horizon, in which usual pay was at least 10% above pay_at_start; 0 when it is not, or is from the next week on"`
	NetIncome        money.Pence `parquet:"net_income_month_pence" unit:"pence a month" doc:"income of the benefit unit in the assessment period that ended last: pay of both partners after tax and National Insurance, and Universal Credit after sanctions; childcare and travel are not taken off"`
	VariableHours    bool        `parquet:"variable_hours" unit:"true or false" doc:"the job at the horizon has no fixed hours; false out of work"`
	WageFloor        money.Pence `parquet:"wage_floor_pence" unit:"pence an hour" doc:"the lowest hourly pay lawful at the person's age on the last day of the horizon"`

	// What her assessment periods came to, for who adds up costs and benefits. Each counts whole in the week in which it ends, as awards do.
	PayAssessed       money.Pence `parquet:"pay_assessed_cumulated_pence" unit:"pence" doc:"her gross pay in assessment periods that ended since randomisation, on which tax and award were worked out: net pay, income tax and National Insurance together. gross_cumulated_pence counts the weeks since randomisation instead"`
	IncomeTax         money.Pence `parquet:"income_tax_cumulated_pence" unit:"pence" doc:"income tax on pay_assessed_cumulated_pence"`
	NationalInsurance money.Pence `parquet:"national_insurance_cumulated_pence" unit:"pence" doc:"the employee's National Insurance on it"`
	EmployerInsurance money.Pence `parquet:"employer_insurance_cumulated_pence" unit:"pence" doc:"the employer's National Insurance on it, before any employment allowance"`
	SanctionsSum      money.Pence `parquet:"sanctions_cumulated_pence" unit:"pence" doc:"taken from awards by sanctions in these periods; awards_cumulated_pence is what was left"`
	Childcare         money.Pence `parquet:"childcare_cumulated_pence" unit:"pence" doc:"what formal childcare cost the benefit unit in these periods, before what Universal Credit pays of it, which is in awards"`
	Travel            money.Pence `parquet:"travel_cumulated_pence" unit:"pence" doc:"what travelling to work cost in those of these periods at whose end she was in work"`
}

// Routes of a rise, as the column has them.
const (
	NoRise      = "none"
	MoreHours   = "more_hours"
	MorePay     = "more_pay"
	NewEmployer = "new_employer"
	AfterNoWork = "after_no_work"
)
