package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"

	"inwork/progression"
	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/progression/uc"
	"inwork/sim/table"
)

var describeVerb = verb{
	name: "describe", args: "[TABLE]", takes: [2]int{0, 1},
	doc:  "print the dictionary of the tables, or of one",
	more: "inwork describe arms prints the ready-made arms that a scenario can start from, each value with its source;\ninwork describe parameters the model's numbers with range, unit and source;\ninwork describe amounts the amounts of law by date, each with its source, as CSV;\ninwork describe unit-costs what support is priced at, and schedules how later amounts are discounted, likewise;\ninwork describe schema the JSON Schema of scenario files, for editors;\ninwork describe microdata the columns of a file of your own people (population.microdata).",
	prepare: func(*flag.FlagSet) action {
		return func(_ context.Context, p *program, args []string) error {
			if len(args) == 0 {
				describeAll(p.stdout)
				return nil
			}
			return describe(p.stdout, args[0])
		}
	},
}

// described is a table with its columns.
type described struct {
	table.Info
	columns []table.Column
}

// dictionary lists the tables in the order of rows.Tables.
func dictionary() []described {
	return []described{
		{rows.Claimants, table.Columns[rows.Claimant]()},
		{rows.Outcomes, table.Columns[rows.Outcome]()},
		{rows.Decompositions, table.Columns[rows.Decomposition]()},
		{rows.Months, table.Columns[rows.Month]()},
		{rows.Events, table.Columns[rows.Event]()},
		{rows.CoachWeeks, table.Columns[rows.CoachWeek]()},
		{rows.Vacancies, table.Columns[rows.Vacancy]()},
		{rows.Districts, table.Columns[rows.District]()},
		{rows.Effects, table.Columns[rows.Effect]()},
		{rows.Truths, table.Columns[rows.Truth]()},
		{rows.Estimates, table.Columns[rows.Estimate]()},
		{rows.Individuals, table.Columns[rows.Individual]()},
		{rows.Costs, table.Columns[rows.Cost]()},
		{rows.Appraisals, table.Columns[rows.Appraisal]()},
		{rows.Gains, table.Columns[rows.Gain]()},
		{rows.Diagnoses, table.Columns[rows.Diagnosis]()},
	}
}

func describeAll(w io.Writer) {
	for i, d := range dictionary() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		d.print(w)
	}
}

// What is described beside the tables.
const (
	armsName       = "arms"
	parametersName = "parameters"
	amountsName    = "amounts"
	unitCostsName  = "unit-costs"
	schedulesName  = "schedules"
	schemaName     = "schema"
	peopleName     = "microdata"
)

func describe(w io.Writer, name string) error {
	switch name {
	case armsName:
		_, err := w.Write(scenario.ReadyMadeYAML())
		return err
	case parametersName:
		printParameters(w)
		return nil
	case amountsName:
		_, err := io.WriteString(w, uc.AmountsCSV())
		return err
	case unitCostsName:
		_, err := io.WriteString(w, evaluation.UnitCostsCSV())
		return err
	case schedulesName:
		_, err := io.WriteString(w, evaluation.SchedulesCSV())
		return err
	case peopleName:
		printMicrodata(w)
		return nil
	case schemaName:
		_, err := w.Write(scenario.Schema())
		return err
	}
	d, err := tableNamed("describe", name, armsName, parametersName, amountsName, unitCostsName, schedulesName, schemaName, peopleName)
	if err != nil {
		return err
	}
	d.print(w)
	return nil
}

// tableNamed finds a table; others are further names that the verb takes.
func tableNamed(verb, name string, others ...string) (described, error) {
	names := []string{}
	for _, d := range dictionary() {
		if d.Name == name {
			return d, nil
		}
		names = append(names, d.Name)
	}
	names = append(names, others...)
	return described{}, &wrongUse{verb: verb, found: "the unknown table " + name, expected: "one of " + listed(names), meant: scenario.Nearest(name, names)}
}

// print gives a line a column: name, type, unit, meaning.
func (d described) print(w io.Writer) {
	fmt.Fprintf(w, "%s: %s\n", d.Name, d.Doc)
	if len(d.Sort) > 0 {
		fmt.Fprintf(w, "sorted by %s\n", listed(d.Sort))
	}
	columns := newColumns(w)
	for _, c := range d.columns {
		kind := c.Type
		if c.Optional {
			kind += " or null"
		}
		fmt.Fprintf(columns, "  %s\t%s\t%s\t%s\n", c.Name, kind, c.Unit, c.Doc)
	}
	columns.Flush()
	d.printPartitions(w)
	if d.Name == rows.Events.Name {
		printEventKinds(w)
	}
}

func printEventKinds(w io.Writer) {
	fmt.Fprintln(w, "kinds, and what detail counts")
	kinds := newColumns(w)
	for _, kind := range progression.EventKinds() {
		fmt.Fprintf(kinds, "  %s\t%s\n", kind.Name, kind.Legend())
	}
	kinds.Flush()
}

// printParameters gives a line a parameter: name, default, range, unit, evidence grade, source.
func printParameters(w io.Writer) {
	fmt.Fprintln(w, "grade: A measured in a trial or laid down by statute, B published, C inferred from published figures, D assumption")
	lines := newColumns(w)
	fmt.Fprintln(lines, "  name\tdefault\trange\tgrade\tunit\tsource")
	parameters := progression.DefaultParameters()
	for _, q := range parameters.List() {
		fmt.Fprintf(lines, "  %s\t%v\t%v to %v\t%v\t%s\t%s\n", q.Name, q.Default, q.Min, q.Max, q.Grade, q.Unit, q.Source)
	}
	lines.Flush()
}

func newColumns(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }
