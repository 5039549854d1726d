package table

// Info names and describes a table, whatever the Go type of its rows.
type Info struct {
	Name string   // name of the table, as in its folder: months
	Doc  string   // what one row is
	Sort []string // columns by which rows ascend, first the most significant; none: any order
}
