package main

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"inwork/sim/study"
	"inwork/sim/table"
)

// difference is the row of effects that is neither world's.
const difference = "difference"

// fold makes the table of the whole study, chunk by chunk, so that it needs the memory of one chunk. Both worlds of an island stand
// in tables of the same chunk, row beside row: what is subtracted is the same island with the same luck.
func fold(st *study.Study, s setting) study.Fold {
	return study.Fold{Table: effects.Name, Write: func(context.Context, study.Manifest) (table.File, error) {
		all := make(sums)
		for _, c := range st.Plan().Chunks {
			without, err := read[Count](st.Path(c, counts.Name, control.slug))
			if err != nil {
				return table.File{}, err
			}
			with, err := read[Count](st.Path(c, counts.Name, fenced.slug))
			if err != nil {
				return table.File{}, err
			}
			for i, row := range without {
				all.add(control.slug, row.Weeks, row.Birds)
				all.add(fenced.slug, row.Weeks, with[i].Birds)
				all.add(difference, row.Weeks, with[i].Birds-row.Birds)
			}
		}
		return all.write(st.WholePath(effects.Name), metadata(st, s))
	}}
}

// read returns all rows of a file, or of a folder. A batch is overwritten by the next one, and append copies it.
func read[Row any](path string) ([]Row, error) {
	var all []Row
	for batch, err := range table.Read[Row](path) {
		if err != nil {
			return nil, err
		}
		all = append(all, batch...)
	}
	return all, nil
}

// sums is the rows of effects by what makes one.
type sums map[effectKey]*Effect

type effectKey struct {
	of    string
	weeks int32
}

func (s sums) add(of string, weeks int32, n int64) {
	key := effectKey{of, weeks}
	e := s[key]
	if e == nil {
		e = &Effect{Of: of, Weeks: weeks}
		s[key] = e
	}
	e.Islands++
	e.Sum += n
	e.SumSquares += n * n
}

// write puts the rows in order, for a map has none.
func (s sums) write(path string, meta map[string]string) (table.File, error) {
	w, err := table.Create[Effect](path, effects, meta)
	if err != nil {
		return table.File{}, err
	}
	defer w.Abort()
	keys := slices.SortedFunc(maps.Keys(s), func(a, b effectKey) int {
		return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.weeks, b.weeks))
	})
	for _, key := range keys {
		if err := w.Write([]Effect{*s[key]}); err != nil {
			return table.File{}, err
		}
	}
	return w.Close()
}
