package evaluation

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/table"
)

// unitCostsKey is under which the tables of costs say what they were priced at.
const unitCostsKey = "unit_costs"

func (s *Study) estimatesTable(info table.Info) string {
	return filepath.Join(s.Dir, "estimates", info.Name+".parquet")
}

// noCosts says why a study has no costs; empty when it has.
func (s *Study) noCosts() string {
	if s.AppointmentHours == 0 {
		return "the plan does not say how long coaches' appointments are in a week (staff.interview_minutes)"
	}
	return ""
}

// writeMoney makes the tables of costs, appraisals and gains, point by point and trial by trial. A study that cannot have them loses those
// that were made of other tables.
func writeMoney(ctx context.Context, points []*Study, costs UnitCosts) (err error) {
	s := points[0]
	if s.noCosts() != "" {
		for _, info := range []table.Info{rows.Costs, rows.Appraisals, rows.Gains} {
			if err := os.Remove(s.estimatesTable(info)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	}
	meta := s.metadata()
	priced, err := json.Marshal(costs)
	if err != nil {
		return err
	}
	meta[unitCostsKey] = string(priced)
	w := moneyWriter{}
	defer func() {
		for _, open := range w.open {
			open.Abort()
		}
	}()
	if w.costs, err = createOf[rows.Cost](&w, s, rows.Costs, meta); err != nil {
		return err
	}
	if w.appraisals, err = createOf[rows.Appraisal](&w, s, rows.Appraisals, meta); err != nil {
		return err
	}
	if w.gains, err = createOf[rows.Gain](&w, s, rows.Gains, meta); err != nil {
		return err
	}
	for _, s := range points {
		if err := w.point(ctx, s.appraise(costs)); err != nil {
			return err
		}
	}
	for _, open := range w.open {
		if _, err := open.Close(); err != nil {
			return err
		}
	}
	return nil
}

// moneyWriter holds the open tables.
type moneyWriter struct {
	costs      *table.Writer[rows.Cost]
	appraisals *table.Writer[rows.Appraisal]
	gains      *table.Writer[rows.Gain]
	open       []interface {
		Close() (table.File, error)
		Abort()
	}
}

func createOf[Row any](w *moneyWriter, s *Study, info table.Info, meta map[string]string) (*table.Writer[Row], error) {
	to, err := table.Create[Row](s.estimatesTable(info), info, meta)
	if err == nil {
		w.open = append(w.open, to)
	}
	return to, err
}

// point writes the rows of a point of the sweep.
func (w *moneyWriter) point(ctx context.Context, a *appraising) error {
	truths := make([]*costTruths, len(a.Arms))
	for arm := range a.Arms {
		if a.Arms[arm].Slug != a.Control {
			var err error
			if truths[arm], err = a.trueCosts(ctx, a.Arms[arm].Slug); err != nil {
				return err
			}
		}
	}
	for replicate := range a.Replicates {
		sums, err := a.sumTrial(ctx, replicate)
		if err != nil {
			return err
		}
		if err := w.trial(a, sums, truths, replicate); err != nil {
			return err
		}
	}
	list, err := a.gains(ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(x, y rows.Gain) int {
		return cmp.Or(cmp.Compare(x.Arm, y.Arm), cmp.Compare(x.Estimand, y.Estimand), cmp.Compare(x.People, y.People))
	})
	return w.gains.Write(list)
}

// trial writes what one trial says of each arm that has people, against a control that has.
func (w *moneyWriter) trial(a *appraising, sums trialSums, truths []*costTruths, replicate int) error {
	var costs []rows.Cost
	var appraisals []rows.Appraisal
	control := a.arm(a.Control)
	for arm := range a.Arms {
		for h := range a.Horizons {
			for schedule := range Schedules() {
				if arm == control || sums[arm][h][schedule].lines[0].N() == 0 || sums[control][h][schedule].lines[0].N() == 0 {
					continue
				}
				account, err := a.costRows(sums, truths[arm], replicate, arm, h, schedule)
				if err != nil {
					return fmt.Errorf("costs of %s at %d weeks: %w", a.Arms[arm].Slug, a.Horizons[h], err)
				}
				worth, err := a.appraisalRows(sums, truths[arm], replicate, arm, h, schedule)
				if err != nil {
					return fmt.Errorf("appraisal of %s at %d weeks: %w", a.Arms[arm].Slug, a.Horizons[h], err)
				}
				costs, appraisals = append(costs, account...), append(appraisals, worth...)
			}
		}
	}
	slices.SortFunc(costs, func(x, y rows.Cost) int {
		return cmp.Or(cmp.Compare(x.Arm, y.Arm), cmp.Compare(x.HorizonWeeks, y.HorizonWeeks), cmp.Compare(x.Schedule, y.Schedule), cmp.Compare(x.Account, y.Account), cmp.Compare(x.Line, y.Line))
	})
	slices.SortFunc(appraisals, func(x, y rows.Appraisal) int {
		return cmp.Or(cmp.Compare(x.Arm, y.Arm), cmp.Compare(x.HorizonWeeks, y.HorizonWeeks), cmp.Compare(x.Schedule, y.Schedule), cmp.Compare(x.Account, y.Account))
	})
	return errors.Join(w.costs.Write(costs), w.appraisals.Write(appraisals))
}

// readMoney reads back what concerns a point: of costs and appraisals the first trial.
func readMoney(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	if why := s.noCosts(); why != "" {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "costs and benefits", Why: why})
		return nil
	}
	path := s.estimatesTable(rows.Costs)
	meta, err := table.Metadata(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &NotEvaluated{Dir: s.Dir, Why: path + " is not there"}
	case err != nil:
		return err
	case meta[tablesDigest] != s.Tables:
		return &NotEvaluated{Dir: s.Dir, Why: path + " is of other tables than those that stand there"}
	}
	if err := json.Unmarshal([]byte(meta[unitCostsKey]), &e.UnitCosts); err != nil {
		return fmt.Errorf("%s: %s: %w", path, unitCostsKey, err)
	}
	if e.Costs, err = someRows(ctx, path, func(c *rows.Cost) bool { return int(c.Point) == s.Point && c.Replicate == 0 }); err != nil {
		return err
	}
	if e.Appraisals, err = someRows(ctx, s.estimatesTable(rows.Appraisals), func(a *rows.Appraisal) bool { return int(a.Point) == s.Point && a.Replicate == 0 }); err != nil {
		return err
	}
	e.Gains, err = someRows(ctx, s.estimatesTable(rows.Gains), func(g *rows.Gain) bool { return int(g.Point) == s.Point })
	return err
}
