package pilot

import (
	"context"
	"path/filepath"

	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// Merge proves that the study in a folder is complete and folds its effects,
// replicate by replicate in the order of the plan, into the truth. The error is a
// *study.Incomplete that names what is missing, double, foreign or damaged, or a
// *study.Mismatch when the tables are of another schema than this program's, or the
// cause of ctx when that ends first.
func Merge(ctx context.Context, dir string) (study.Manifest, error) {
	st, err := study.Load(dir)
	if err != nil {
		return study.Manifest{}, err
	}
	b, err := bodyOf(st.Plan())
	if err != nil {
		return study.Manifest{}, err
	}
	if b.Schema != rows.Schema {
		return study.Manifest{}, &study.Mismatch{File: filepath.Join(dir, "plan.json"), Field: "schema_version", Found: b.Schema, Expected: rows.Schema}
	}
	return merge(ctx, st)
}

func merge(ctx context.Context, st *study.Study) (study.Manifest, error) {
	return st.Merge(ctx, study.Fold{Table: rows.Truths.Name, Write: func(ctx context.Context, _ study.Manifest) (table.File, error) {
		return foldTruth(ctx, st)
	}})
}
