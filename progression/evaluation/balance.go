package evaluation

import (
	"context"
	"fmt"
	"math"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// Balance is one characteristic of the people of the first trial when they were randomised.
type Balance struct {
	Name  string // column of claimants
	Label string
	Unit  string
	Arms  []ArmBalance // in the order of Study.Arms
}

// ArmBalance is a characteristic in one arm.
type ArmBalance struct {
	Persons int64
	Mean    float64 // NaN without people
	SD      float64 // NaN with fewer than two
	// Standardised is the difference of the mean from control's over the root of the average of both variances (Austin 2009);
	// 0 in the control arm, NaN where neither arm varies. It does not grow with the sample: 0.1 is commonly called large.
	Standardised float64
}

// A characteristic is something that people were before they were treated.
type characteristic struct {
	name, label, unit string
	of                func(*rows.Claimant) float64
}

var characteristics = []characteristic{
	{"age_years", "Age", "years", func(c *rows.Claimant) float64 { return float64(c.AgeYears) }},
	{"female", "Women", "share", func(c *rows.Claimant) float64 { return indicator(c.Female) }},
	{"couple", "In a couple", "share", func(c *rows.Claimant) float64 { return indicator(c.Couple) }},
	{"children", "Dependent children", "children", func(c *rows.Claimant) float64 { return float64(c.Children) }},
	{"rent_month_pence", "Eligible rent", "pounds a month", func(c *rows.Claimant) float64 { return float64(c.RentMonth) / pencePerPound }},
	{"partner_gross_month_pence", "Partner's pay", "pounds a month", func(c *rows.Claimant) float64 { return float64(c.PartnerGross) / pencePerPound }},
	{"hours_per_week", "Hours", "hours a week", func(c *rows.Claimant) float64 { return c.HoursPerWeek }},
	{"hourly_pay_pence", "Hourly pay", "pounds an hour", func(c *rows.Claimant) float64 { return float64(c.HourlyPay) / pencePerPound }},
	{"qualifying_gross_month_pence", "Pay in the qualifying month", "pounds a month", func(c *rows.Claimant) float64 { return float64(c.QualifyingGross) / pencePerPound }},
	{"weeks_on_uc", "Time on Universal Credit", "weeks", func(c *rows.Claimant) float64 { return float64(c.WeeksOnUC) }},
	{"wants_more_hours", "Would like more hours", "share", func(c *rows.Claimant) float64 { return indicator(c.WantsMoreHours) }},
	{"barrier_childcare", "Childcare barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.ChildcareBarrier }},
	{"barrier_skills", "Skills barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.SkillsBarrier }},
	{"barrier_health", "Health barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.HealthBarrier }},
	{"barrier_confidence", "Confidence barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.ConfidenceBarrier }},
	{"barrier_qualifications", "Qualifications barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.QualificationsBarrier }},
	{"barrier_motivation", "Motivation barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.MotivationBarrier }},
	{"barrier_mental_health", "Mental health barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.MentalHealthBarrier }},
	{"barrier_transport", "Transport barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.TransportBarrier }},
	{"barrier_caring", "Caring barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.CaringBarrier }},
	{"barrier_english", "English barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.EnglishBarrier }},
	{"barrier_digital", "Digital skills barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.DigitalBarrier }},
	{"barrier_debt", "Debt barrier", "severity 0 to 1", func(c *rows.Claimant) float64 { return c.DebtBarrier }},
}

// readBalance reads the first trial's people.
func readBalance(ctx context.Context, e *Evaluation) error {
	if here, err := e.Study.kept(rows.Claimants.Name); err != nil || !here {
		e.leaveOut("people at randomisation", rows.Claimants.Name)
		return err
	}
	columns := []string{"assigned"}
	sums := make([][]estimate.Moments, len(characteristics))
	for i, c := range characteristics {
		columns = append(columns, c.name)
		sums[i] = make([]estimate.Moments, len(e.Study.Arms))
	}
	for batch, err := range readTrial[rows.Claimant](ctx, &e.Study, rows.Claimants.Name, 0, columns...) {
		if err != nil {
			return err
		}
		for i := range batch {
			arm := e.Study.arm(batch[i].Assigned)
			if arm < 0 {
				return fmt.Errorf("%s: found arm %q, expected an arm of plan.json", e.Study.parts(rows.Claimants.Name, 0), batch[i].Assigned)
			}
			for k, c := range characteristics {
				sums[k][arm].Add(c.of(&batch[i]))
			}
		}
	}
	for k, c := range characteristics {
		e.Baseline = append(e.Baseline, balanceOf(c, sums[k], e.Study.arm(e.Study.Control)))
	}
	return nil
}

func balanceOf(c characteristic, arms []estimate.Moments, control int) Balance {
	b := Balance{Name: c.name, Label: c.label, Unit: c.unit}
	for a, m := range arms {
		cell := ArmBalance{Persons: m.N(), Mean: m.Mean(), SD: math.Sqrt(m.Variance())}
		if a != control {
			spread := math.Sqrt((m.Variance() + arms[control].Variance()) / 2)
			cell.Standardised = (m.Mean() - arms[control].Mean()) / spread
			if spread == 0 {
				cell.Standardised = math.NaN()
			}
		}
		b.Arms = append(b.Arms, cell)
	}
	return b
}
