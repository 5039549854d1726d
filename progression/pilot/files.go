package pilot

import (
	"slices"

	"inwork/progression"
	"inwork/progression/rows"
	"inwork/sim/table"
)

// files are the open files of a chunk: one a table and world.
type files struct {
	kept       []string
	claimants  *table.Writer[rows.Claimant]
	outcomes   []*table.Writer[rows.Outcome]       // by world
	decomposed []*table.Writer[rows.Decomposition] // by world
	districts  []*table.Writer[rows.District]      // by world; nil of worlds that have none
	months     *table.Writer[rows.Month]
	events     *table.Writer[rows.Event]
	coachWeeks *table.Writer[rows.CoachWeek]
	vacancies  *table.Writer[rows.Vacancy]
	effects    *table.Writer[rows.Effect]
	open       []closer // in the order in which they are closed
}

// closer is what all table writers share.
type closer interface {
	Close() (table.File, error)
	Abort()
}

// createFiles opens what the scenario keeps of a point's chunk, each table and world
// at its path. Outcomes, their decomposition, the districts' months and effects are always kept.
func (e *ensemble) createFiles(d *design, path func(table, world string) string) (f *files, err error) {
	f = &files{kept: e.Output.Tables}
	defer func() {
		if err != nil {
			f.abort()
		}
	}()
	meta := e.body.metadata(progression.Model)
	at := func(info table.Info, world string) string { return path(info.Name, world) }
	for _, k := range d.worlds() {
		w, err := create[rows.Outcome](f, at(rows.Outcomes, k.Slug), rows.Outcomes, meta)
		if err != nil {
			return f, err
		}
		f.outcomes = append(f.outcomes, w)
		decomposed, err := create[rows.Decomposition](f, at(rows.Decompositions, k.Slug), rows.Decompositions, meta)
		if err != nil {
			return f, err
		}
		f.decomposed = append(f.decomposed, decomposed)
		var districts *table.Writer[rows.District]
		if k.Frozen == 0 {
			if districts, err = create[rows.District](f, at(rows.Districts, k.Slug), rows.Districts, meta); err != nil {
				return f, err
			}
		}
		f.districts = append(f.districts, districts)
	}
	if f.claimants, err = kept[rows.Claimant](f, at(rows.Claimants, randomisedWorld), rows.Claimants, meta); err != nil {
		return f, err
	}
	if f.months, err = kept[rows.Month](f, at(rows.Months, randomisedWorld), rows.Months, meta); err != nil {
		return f, err
	}
	if f.events, err = kept[rows.Event](f, at(rows.Events, randomisedWorld), rows.Events, meta); err != nil {
		return f, err
	}
	if f.coachWeeks, err = kept[rows.CoachWeek](f, at(rows.CoachWeeks, randomisedWorld), rows.CoachWeeks, meta); err != nil {
		return f, err
	}
	if f.vacancies, err = kept[rows.Vacancy](f, at(rows.Vacancies, randomisedWorld), rows.Vacancies, meta); err != nil {
		return f, err
	}
	f.effects, err = create[rows.Effect](f, at(rows.Effects, ""), rows.Effects, meta)
	return f, err
}

// tables names what each chunk must have.
func (e *ensemble) tables() []string {
	names := slices.Clone(e.Output.Tables)
	for _, always := range []string{rows.Outcomes.Name, rows.Decompositions.Name, rows.Districts.Name, rows.Effects.Name} {
		if !slices.Contains(names, always) {
			names = append(names, always)
		}
	}
	return names
}

func create[Row any](f *files, path string, info table.Info, meta map[string]string) (*table.Writer[Row], error) {
	w, err := table.Create[Row](path, info, meta)
	if err != nil {
		return nil, err
	}
	f.open = append(f.open, w)
	return w, nil
}

// kept opens a table's file if the scenario keeps the table.
func kept[Row any](f *files, path string, info table.Info, meta map[string]string) (*table.Writer[Row], error) {
	if !f.keeps(info) {
		return nil, nil
	}
	return create[Row](f, path, info, meta)
}

func (f *files) keeps(info table.Info) bool { return slices.Contains(f.kept, info.Name) }

// records is what the randomised world has to record for the tables that are kept.
func (f *files) records() progression.Records {
	return progression.Records{
		Months: f.keeps(rows.Months), Events: f.keeps(rows.Events),
		CoachWeeks: f.keeps(rows.CoachWeeks), Vacancies: f.keeps(rows.Vacancies),
	}
}

// write appends a district's rows.
func (f *files) write(c *cell) error {
	for k, w := range f.outcomes {
		if err := w.Write(c.outcomes[k]); err != nil {
			return err
		}
		if err := firstError(f.decomposed[k].Write(c.decomposed[k]), add(f.districts[k], c.districts[k])); err != nil {
			return err
		}
	}
	return firstError(
		add(f.claimants, c.claimants), add(f.months, c.months), add(f.events, c.events),
		add(f.coachWeeks, c.coachWeeks), add(f.vacancies, c.vacancies), add(f.effects, c.effects),
	)
}

// add writes rows to a table that is kept.
func add[Row any](w *table.Writer[Row], r []Row) error {
	if w == nil {
		return nil
	}
	return w.Write(r)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *files) close() ([]table.File, error) {
	var done []table.File
	for len(f.open) > 0 {
		file, err := f.open[0].Close()
		f.open = f.open[1:]
		if err != nil {
			return nil, err
		}
		done = append(done, file)
	}
	return done, nil
}

// abort drops what is not closed yet.
func (f *files) abort() {
	for _, w := range f.open {
		w.Abort()
	}
	f.open = nil
}
