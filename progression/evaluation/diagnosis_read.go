package evaluation

import (
	"context"
	"errors"
	"io/fs"

	"inwork/progression/rows"
)

// readDiagnosis reads what inwork diagnose found last, if it did; one of other tables than those that stand there is left out.
func readDiagnosis(ctx context.Context, e *Evaluation) error {
	path := diagnosisPath(e.Study.Dir)
	fits, err := areOf(path, e.Study.Tables)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !fits:
		e.LeftOut = append(e.LeftOut, LeftOut{What: "diagnosis", Why: path + " is of other tables than those that stand there: run inwork diagnose again"})
		return nil
	}
	e.Diagnosed, err = someRows(ctx, path, func(d *rows.Diagnosis) bool { return int(d.Point) == e.Study.Point })
	return err
}
