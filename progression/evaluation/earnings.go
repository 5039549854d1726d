package evaluation

import (
	"context"
	"fmt"
	"math"
	"time"

	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/estimate"
)

// Series is the pay of one arm over time, averaged over all simulated trials.
type Series struct {
	Arm    string // slug
	Points []EarningsPoint
}

// EarningsPoint is the mean gross pay in one assessment period, zeros kept.
type EarningsPoint struct {
	Month       int     // assessment periods after the one in which the person was randomised, which is 0
	PoundsAWeek float64 // a month's pay times 12/52
	StdError    float64 // sampling error of the mean, pounds a week
	Persons     int64   // in all trials
}

// readEarnings follows pay from month to month as far as everyone is observed.
func readEarnings(ctx context.Context, e *Evaluation) error {
	if here, err := e.Study.kept(rows.Months.Name); err != nil || !here {
		e.leaveOut("earnings over time", rows.Months.Name)
		return err
	}
	byArm := make([][]estimate.Moments, len(e.Study.Arms))
	for replicate := range e.Study.Replicates {
		if err := addMonths(ctx, &e.Study, replicate, byArm); err != nil {
			return err
		}
	}
	months := completeMonths(byArm)
	for a, sums := range byArm {
		if len(sums) > 0 {
			e.Earnings = append(e.Earnings, seriesOf(e.Study.Arms[a].Slug, sums[:months]))
		}
	}
	return nil
}

// addMonths adds a trial's pay to the sums by arm and month. Rows are sorted by person and date, and a person's first period
// is the one in which she was randomised, so that no other table is needed to date them.
func addMonths(ctx context.Context, s *Study, replicate int, byArm [][]estimate.Moments) error {
	const poundsAWeek = 12.0 / 52 / pencePerPound
	person, first := int64(-1), 0
	for batch, err := range readTrial[rows.Month](ctx, s, rows.Months.Name, replicate, "claimant", "period_start", "arm", "gross_pence") {
		if err != nil {
			return err
		}
		for i := range batch {
			row := &batch[i]
			month := monthOf(row.PeriodStart)
			if row.Claimant != person {
				person, first = row.Claimant, month
			}
			arm, since := s.arm(row.Arm), month-first
			if arm < 0 || since < 0 {
				return fmt.Errorf("%s: claimant %d: found arm %q and period %v, expected an arm of plan.json and periods in order",
					s.parts(rows.Months.Name, replicate), row.Claimant, row.Arm, row.PeriodStart)
			}
			for len(byArm[arm]) <= since {
				byArm[arm] = append(byArm[arm], estimate.Moments{})
			}
			byArm[arm][since].Add(float64(row.Gross) * poundsAWeek)
		}
	}
	return nil
}

// monthOf counts calendar months: assessment periods of one person start on one day of the month.
func monthOf(d sim.Day) int {
	year, month, _ := d.Date()
	return 12*year + int(month-time.January)
}

// completeMonths is how many months from the first hold everyone: later ones lack the people whose last period ends after
// follow-up, and a mean over others would be another mean.
func completeMonths(byArm [][]estimate.Moments) int {
	months := math.MaxInt
	for _, sums := range byArm {
		whole := 0
		for whole < len(sums) && sums[whole].N() == sums[0].N() {
			whole++
		}
		if whole > 0 {
			months = min(months, whole)
		}
	}
	return months
}

func seriesOf(arm string, sums []estimate.Moments) Series {
	s := Series{Arm: arm}
	for month := range sums {
		m := &sums[month]
		s.Points = append(s.Points, EarningsPoint{Month: month, PoundsAWeek: m.Mean(), StdError: m.StdError(), Persons: m.N()})
	}
	return s
}
