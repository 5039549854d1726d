package evaluation

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"

	"inwork/sim/table"
)

// randomised is the world that a trial is: everyone treated as assigned.
const randomised = "randomised"

// parts is the folder of a table's files in the randomised world of a replicate, at the study's point.
func (s *Study) parts(name string, replicate int) string {
	return s.partsOf(name, randomised, replicate)
}

// partsOf is that of any world.
func (s *Study) partsOf(name, world string, replicate int) string {
	return filepath.Join(s.Dir, "tables", name, "world="+world, "point="+strconv.Itoa(s.Point), "replicate="+strconv.Itoa(replicate))
}

// readTrial gives the rows of a table in the randomised world of a replicate, in batches that are overwritten.
func readTrial[Row any](ctx context.Context, s *Study, name string, replicate int, columns ...string) iter.Seq2[[]Row, error] {
	return readAll[Row](ctx, s.parts(name, replicate), columns...)
}

// readAll is table.Read with an ear for the context.
func readAll[Row any](ctx context.Context, path string, columns ...string) iter.Seq2[[]Row, error] {
	return func(yield func([]Row, error) bool) {
		for batch, err := range table.Read[Row](path, columns...) {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(batch, err) || err != nil {
				return
			}
		}
	}
}

// eachRow gives the rows of a file one by one; a row is overwritten by a later one.
func eachRow[Row any](ctx context.Context, path string, columns ...string) iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		for batch, err := range readAll[Row](ctx, path, columns...) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range batch {
				if !yield(&batch[i], nil) {
					return
				}
			}
		}
	}
}

// someRows are the rows of a file that are wanted.
func someRows[Row any](ctx context.Context, path string, wanted func(*Row) bool) (list []Row, err error) {
	for row, err := range eachRow[Row](ctx, path) {
		if err != nil {
			return nil, err
		}
		if wanted(row) {
			list = append(list, *row)
		}
	}
	return list, nil
}

// kept reports whether a study's folder holds a table.
func (s *Study) kept(name string) (bool, error) {
	_, err := os.Stat(filepath.Join(s.Dir, "tables", name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// leaveOut notes what a table that was not kept would have told.
func (e *Evaluation) leaveOut(what, name string) {
	e.LeftOut = append(e.LeftOut, LeftOut{What: what, Why: "the study kept no table " + name})
}
