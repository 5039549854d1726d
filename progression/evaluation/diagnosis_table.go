package evaluation

import (
	"cmp"
	"context"
	"math"
	"path/filepath"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
	"inwork/sim/trial"
)

func diagnosisPath(dir string) string { return filepath.Join(dir, "estimates", "diagnosis.parquet") }

// write makes the table of a diagnosis, in the place of the last one's.
func (d *diagnosing) write(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	list := make([]rows.Diagnosis, len(d.Answers))
	for i := range d.Answers {
		list[i] = d.row(&d.Answers[i])
	}
	slices.SortStableFunc(list, func(a, b rows.Diagnosis) int {
		return cmp.Or(cmp.Compare(a.Arm, b.Arm), cmp.Compare(a.Estimand, b.Estimand), cmp.Compare(a.Estimator, b.Estimator), cmp.Compare(a.Persons, b.Persons))
	})
	w, err := table.Create[rows.Diagnosis](diagnosisPath(d.study.Dir), rows.Diagnoses, d.study.metadata())
	if err != nil {
		return err
	}
	defer w.Abort()
	if err := w.Write(list); err != nil {
		return err
	}
	_, err = w.Close()
	return err
}

func (d *diagnosing) row(a *Diagnosed) rows.Diagnosis {
	row := rows.Diagnosis{
		Point: int32(d.study.Point), Mode: d.Mode, Arm: a.Arm, HorizonWeeks: int32(d.HorizonWeeks), Outcome: d.Outcome.Name, Unit: d.Outcome.Unit,
		Estimand: a.Estimand, Estimator: a.Estimator, Persons: int32(a.Persons), Runs: int32(a.Runs), Failed: int32(a.Failed), Warned: int32(a.Warned),
		FirstProblem: a.problem(), Truth: defined(a.Truth.Value), Estimate: defined(a.Estimate.Value),
		Level: a.Level, AnalyticPower: defined(a.Analytic), Significant: int32(a.Significant), LeastDetectable: defined(a.MDE()),
	}
	if d.Mode == modeAssign {
		replicate := int32(d.Replicate)
		row.Replicate = &replicate
	}
	for _, m := range []struct {
		of         trial.Measured
		value, err **float64
	}{
		{a.Bias, &row.Bias, &row.BiasError}, {a.RMSE, &row.RMSE, &row.RMSEError}, {a.SD, &row.SD, &row.SDError},
		{a.StdError, &row.StdError, &row.StdErrorError}, {a.Coverage, &row.Coverage, &row.CoverageError},
		{a.Power, &row.Power, &row.PowerError}, {a.TypeS, &row.TypeS, &row.TypeSError}, {a.TypeM, &row.TypeM, &row.TypeMError},
	} {
		*m.value, *m.err = defined(m.of.Value), defined(m.of.MonteCarloError)
	}
	return row
}

// problem is the first failure, or else the first warning.
func (d *Diagnosed) problem() string {
	if err := cmp.Or(d.FirstFailure, d.FirstWarning); err != nil {
		return err.Error()
	}
	return ""
}

// defined is nil for what is not a number.
func defined(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// StaleDiagnosis is Stale for the diagnosis in a study's folder, which must be there.
func StaleDiagnosis(dir string) (bool, error) {
	manifest, err := study.ReadManifest(dir, nil)
	if err != nil {
		return false, err
	}
	fits, err := areOf(diagnosisPath(dir), manifest.Digest)
	return err == nil && !fits, err
}
