package rows

import (
	"inwork/progression/money"
	"inwork/sim"
	"inwork/sim/table"
)

// Months describes the monthly panel.
var Months = table.Info{
	Name: "months",
	Doc:  "one randomised person in one assessment period that ends after randomisation and within follow-up; notional after leaving Universal Credit",
	Sort: []string{"district", "claimant", "period_start"},
}

// Month is a row of the months table.
type Month struct {
	District     int32       `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Claimant     int64       `parquet:"claimant" unit:"id" doc:"the person"`
	PeriodStart  sim.Day     `parquet:"period_start,date" unit:"date" doc:"first day of the assessment period"`
	Arm          string      `parquet:"arm,dict" unit:"slug" doc:"arm in which this world treats the person"`
	Gross        money.Pence `parquet:"gross_pence" unit:"pence in the period" doc:"employer-reported gross pay received in the period, whenever it was earned"`
	Net          money.Pence `parquet:"net_pence" unit:"pence in the period" doc:"the person's pay after income tax and National Insurance"`
	Award        money.Pence `parquet:"award_pence" unit:"pence in the period" doc:"the benefit unit's Universal Credit before sanctions; what it would be, when not on Universal Credit"`
	Sanction     money.Pence `parquet:"sanction_pence" unit:"pence in the period" doc:"reduction taken from the award"`
	HoursPerWeek float64     `parquet:"hours_per_week" unit:"hours a week" doc:"usual hours at the end of the period; 0 out of work"`
	HourlyPay    money.Pence `parquet:"hourly_pay_pence" unit:"pence an hour" doc:"hourly pay at the end of the period; 0 out of work"`
	OnUC         bool        `parquet:"on_uc" unit:"true or false" doc:"Universal Credit was paid for the period"`
	Regime       string      `parquet:"regime,dict" unit:"category" doc:"labour-market regime that the period's earnings lead to"`
	MarginalRate float64     `parquet:"marginal_rate" unit:"share" doc:"share of a further 10 pounds of the person's pay in the period that income tax, National Insurance and the award would take; above 1 at a cliff, below 0 where the benefit cap would end"`
}
