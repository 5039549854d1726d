package rows

import (
	"inwork/progression/money"
	"inwork/sim"
	"inwork/sim/table"
)

// Claimants describes the table of randomised people as they were when randomised.
var Claimants = table.Info{
	Name: "claimants",
	Doc:  "one randomised person as she was in this world on the day of randomisation; who is randomised, and when, is read off earnings in the control world",
	Sort: []string{"district", "claimant"},
}

// Claimant is a row of the claimants table.
type Claimant struct {
	District              int32       `parquet:"district" unit:"index" doc:"Jobcentre district, 0 to 36 in the order of the embedded list"`
	Claimant              int64       `parquet:"claimant" unit:"id" doc:"the person, the same in every world of a replicate"`
	Arm                   string      `parquet:"arm,dict" unit:"slug" doc:"arm in which this world treats the person"`
	Assigned              string      `parquet:"assigned,dict" unit:"slug" doc:"arm to which the randomised world assigned the person"`
	Randomised            sim.Day     `parquet:"randomised,date" unit:"date" doc:"day of randomisation"`
	Office                int32       `parquet:"office" unit:"number" doc:"jobcentre within the district, 1 to as many as it has"`
	Coach                 int32       `parquet:"coach" unit:"index" doc:"work coach within the district"`
	AgeYears              int32       `parquet:"age_years" unit:"years" doc:"age at randomisation"`
	Female                bool        `parquet:"female" unit:"true or false" doc:"sex recorded as female"`
	Couple                bool        `parquet:"couple" unit:"true or false" doc:"lives with a partner in one benefit unit"`
	Children              int32       `parquet:"children" unit:"children" doc:"dependent children in the benefit unit"`
	YoungestYears         *int32      `parquet:"youngest_child_years,optional" unit:"years" doc:"age of the youngest child; null without children"`
	Tenure                string      `parquet:"tenure,dict" unit:"category" doc:"none, social or private: who is paid the rent"`
	RentMonth             money.Pence `parquet:"rent_month_pence" unit:"pence a month" doc:"eligible rent"`
	PartnerGross          money.Pence `parquet:"partner_gross_month_pence" unit:"pence a month" doc:"partner's gross pay; 0 when not working or without partner"`
	Qualification         string      `parquet:"qualification,dict" unit:"category" doc:"highest qualification"`
	Sector                string      `parquet:"sector,dict" unit:"category" doc:"sector of the job held at randomisation"`
	HoursPerWeek          float64     `parquet:"hours_per_week" unit:"hours a week" doc:"usual hours at randomisation; 0 out of work"`
	HourlyPay             money.Pence `parquet:"hourly_pay_pence" unit:"pence an hour" doc:"hourly pay at randomisation; 0 out of work"`
	QualifyingGross       money.Pence `parquet:"qualifying_gross_month_pence" unit:"pence a month" doc:"own gross pay in the assessment period that made the person eligible"`
	WeeksOnUC             int32       `parquet:"weeks_on_uc" unit:"weeks" doc:"weeks since the claim began"`
	WantsMoreHours        bool        `parquet:"wants_more_hours" unit:"true or false" doc:"would like more hours"`
	ChildcareBarrier      float64     `parquet:"barrier_childcare" unit:"severity 0 to 1" doc:"childcare barrier at randomisation"`
	SkillsBarrier         float64     `parquet:"barrier_skills" unit:"severity 0 to 1" doc:"skills barrier at randomisation"`
	HealthBarrier         float64     `parquet:"barrier_health" unit:"severity 0 to 1" doc:"physical health barrier at randomisation"`
	ConfidenceBarrier     float64     `parquet:"barrier_confidence" unit:"severity 0 to 1" doc:"confidence barrier at randomisation"`
	QualificationsBarrier float64     `parquet:"barrier_qualifications" unit:"severity 0 to 1" doc:"barrier of no qualification at GCSE level at randomisation"`
	MotivationBarrier     float64     `parquet:"barrier_motivation" unit:"severity 0 to 1" doc:"motivation barrier at randomisation"`
	MentalHealthBarrier   float64     `parquet:"barrier_mental_health" unit:"severity 0 to 1" doc:"mental health barrier at randomisation"`
	TransportBarrier      float64     `parquet:"barrier_transport" unit:"severity 0 to 1" doc:"transport barrier at randomisation"`
	CaringBarrier         float64     `parquet:"barrier_caring" unit:"severity 0 to 1" doc:"barrier of caring for another adult at randomisation"`
	EnglishBarrier        float64     `parquet:"barrier_english" unit:"severity 0 to 1" doc:"English language barrier at randomisation"`
	DigitalBarrier        float64     `parquet:"barrier_digital" unit:"severity 0 to 1" doc:"digital skills barrier at randomisation"`
	DebtBarrier           float64     `parquet:"barrier_debt" unit:"severity 0 to 1" doc:"barrier of debt or arrears at randomisation"`
}
