package main

import (
	"fmt"
	"io"

	"inwork/progression/rows"
)

// everyPartition is the columns that stand in the paths of a table's files, as in world=randomised.
var everyPartition = [][4]string{
	{"world", "string", "slug", "randomised: the trial; control: everyone in the control arm; everyone-ARM: everyone in that arm"},
	{"point", "int32", "index", "point of the sweep, as plan.json lists them with their settings; 0 without one; a person has the same id and luck at every point: join on point too"},
	{"replicate", "int32", "index", "which simulation of the trial; plan.json lists the population, luck and assignment of each. Ids such as claimant repeat across replicates, as other people unless the population is the same: join on replicate too"},
}

// partitions are those of a table's files. Tables of the whole study have none.
func (d described) partitions() [][4]string {
	if rows.Evaluated(d.Name) {
		return nil
	}
	switch d.Name {
	case rows.Truths.Name:
		return nil
	case rows.Effects.Name:
		return everyPartition[1:] // it compares worlds
	}
	return everyPartition
}

// printPartitions gives a line a partition column.
func (d described) printPartitions(w io.Writer) {
	list := d.partitions()
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(w, "partitions, columns that stand in the path of each file")
	lines := newColumns(w)
	for _, p := range list {
		fmt.Fprintf(lines, "  %s\t%s\t%s\t%s\n", p[0], p[1], p[2], p[3])
	}
	lines.Flush()
}
