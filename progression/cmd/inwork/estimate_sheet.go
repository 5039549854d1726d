package main

import ()

// kindOf is what a column must hold for its role.
type kindOf int

const (
	isNumber kindOf = iota
	isEither        // numbers or text
	isLabel         // text, whatever it looks like
)

// A role is a column with what it is used for.
type role struct {
	column string
	kind   kindOf
	flag   string
}

// A sheet is the columns of a table that are used, by flag and name.
type sheet struct{ columns map[[2]string]*sheetColumn }

// read holds the used columns.
func (r *sheetReader) read(roles []role) (*sheet, error) {
	s := &sheet{columns: map[[2]string]*sheetColumn{}}
	list := make([]*sheetColumn, len(roles))
	for i, role := range roles {
		list[i] = newSheetColumn(role.column)
		s.columns[[2]string{role.flag, role.column}] = list[i]
	}
	err := r.each(roles, func(cells []string, where func(int) string) error {
		for i, c := range list {
			if err := c.add(cells[i], roles[i].kind, func() string { return where(i) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, c := range list {
		if roles[i].kind == isEither {
			if err := c.settle(roles[i].flag); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *sheet) column(flag, name string) *sheetColumn { return s.columns[[2]string{flag, name}] }

// codes are a column's levels by number, nil for no column.
func (s *sheet) codes(flag, name string) []int {
	if name == "" {
		return nil
	}
	return s.column(flag, name).codes
}

func (s *sheet) numbers(flag, name string) []float64 {
	if name == "" {
		return nil
	}
	return s.column(flag, name).numbers
}

// instruments are the columns of the instruments.
func (s *sheet) instruments(q *question) []*sheetColumn {
	var columns []*sheetColumn
	for _, name := range q.instruments {
		columns = append(columns, s.column("-instrument", name))
	}
	return columns
}
