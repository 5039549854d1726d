package report

// A table is what the page shows in rows and columns: text alone, one number a cell, so that what is copied out of it pastes into a
// spreadsheet. One template shows all of them.
type table struct {
	Figures string // a name under which programs find the table; empty: they need not
	Caption string
	Spans   []span // a line above the heads; none: the heads stand alone
	Columns []column
	Groups  []rowGroup
	Stack   bool // on a narrow screen a row is a block, each cell under its head: for tables of words
}

// A column has a head; the first is that of the rows' heads.
type column struct {
	Head string
	Kind columnKind
}

type columnKind string

const (
	numeric columnKind = "" // to the right
	words   columnKind = "left"
	prose   columnKind = "left wrap" // many words
	ranges  columnKind = "interval"  // never broken
)

// A span is a head over several columns, empty over none that needs one.
type span struct {
	Head    string
	Columns int
}

// A rowGroup is rows under a title, which may be empty.
type rowGroup struct {
	Name  string // for programs, as tables of the study have it; empty for one group alone
	Title string
	Rows  []row
}

// A row is a line with as many cells as columns but the first.
type row struct {
	Name  string // for programs, likewise
	Head  string
	Cells []string
	Sum   bool   // of lines above
	Note  string // in small print below
}

// cell is a place in a row with the kind of its column.
type cell struct {
	Kind columnKind
	Head string // of its column, where rows are stacked
	Text string
}

// Cells are those of a row.
func (t *table) Cells(r row) []cell {
	list := make([]cell, len(r.Cells))
	for i, text := range r.Cells {
		list[i] = cell{Kind: t.Columns[i+1].Kind, Text: text}
		if t.Stack && len(t.Columns) > 2 {
			list[i].Head = t.Columns[i+1].Head
		}
	}
	return list
}

// HeadKind is how row heads are set: many words may break.
func (t *table) HeadKind() columnKind {
	if t.Columns[0].Kind == prose {
		return "wrap"
	}
	return ""
}

// rowsOf is a table's one group without a title.
func rowsOf(rows []row) []rowGroup { return []rowGroup{{Rows: rows}} }

// columnsOf are numeric columns after the first, of words.
func columnsOf(first string, numbers ...string) []column {
	list := []column{{first, words}}
	for _, head := range numbers {
		list = append(list, column{Head: head})
	}
	return list
}
