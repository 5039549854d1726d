package table

import "unsafe"

// pending holds rows until a batch is full, with copies of what their pointers
// point at: the caller may change that as soon as Write returns.
type pending[Row any] struct {
	rows     []Row
	optional []field
	boxes    []boxes // one a field of optional, one value a row
}

func newPending[Row any](l layout, n int) pending[Row] {
	p := pending[Row]{rows: make([]Row, 0, n)}
	for _, f := range l.fields {
		if f.optional {
			p.optional = append(p.optional, f)
			p.boxes = append(p.boxes, makeBoxes(f.kind, n))
		}
	}
	return p
}

// add takes as many rows as there is room for and returns the others.
func (p *pending[Row]) add(rows []Row) []Row {
	from := len(p.rows)
	n := min(cap(p.rows)-from, len(rows))
	p.rows = append(p.rows, rows[:n]...)
	for o, f := range p.optional {
		for i := from; i < len(p.rows); i++ {
			at := (*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&p.rows[i]), f.offset))
			if *at != nil {
				own := p.boxes[o].at(i)
				copyValue(f.kind, own, *at)
				*at = own
			}
		}
	}
	return rows[n:]
}
