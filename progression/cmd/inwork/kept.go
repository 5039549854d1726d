package main

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/study"
	"inwork/sim/table"
)

// kept says what an interrupted run of a part leaves in a study's folder. It reads no table: whoever told the program to
// end waits, and not for long.
func kept(dir string, part part) string {
	const nothing = "nothing finished yet"
	st, err := study.Load(dir)
	if err != nil {
		return nothing // not even a plan
	}
	recorded, all := st.Recorded(part.index, max(part.of, 1))
	if recorded == 0 {
		return nothing
	}
	of := ""
	if part.of > 1 {
		of = fmt.Sprintf(" of part %d of %d", part.index, part.of)
	}
	return fmt.Sprintf("%d of %d chunks%s are kept; the same command goes on from there", recorded, all, of)
}

// warnOfFew says so if a complete study randomised fewer people in some trial than the scenario wants.
func warnOfFew(w io.Writer, dir string, s *scenario.Scenario) error {
	people := map[string]int{}
	if _, err := study.ReadManifest(dir, func(f table.File) { countRandomised(people, f, len(s.Trial.Horizons)) }); err != nil {
		return err
	}
	points := s.Points()
	few, trials := fewestRandomised(people, func(point int) int { return points[point].Population.Claimants })
	if few.people >= few.wanted {
		return nil
	}
	which := ""
	if trials > 1 {
		which = fmt.Sprintf(" in the smallest of %d trials", trials)
	}
	if len(points) > 1 {
		which += fmt.Sprintf(", at point %d", few.point)
	}
	fmt.Fprintf(w, "warning: %s of %s wanted were randomised%s: raise population.candidates_per_participant or trial.recruit_weeks\n",
		grouped(few.people), grouped(few.wanted), which)
	return nil
}

// recruited is how many people a trial randomised, of those wanted.
type recruited struct{ point, people, wanted int }

// countRandomised adds a file's people to those of its trial, a replicate of a point. The outcomes of the randomised
// world have a row a person and horizon.
func countRandomised(people map[string]int, f table.File, horizons int) {
	world := path.Join("tables", rows.Outcomes.Name, "world=randomised") + "/"
	if trial, ok := strings.CutPrefix(path.Dir(f.Path), world); ok {
		people[trial] += int(f.Rows) / horizons
	}
}

// fewestRandomised finds the trial that is furthest from the people wanted, and counts trials.
func fewestRandomised(people map[string]int, wanted func(point int) int) (few recruited, trials int) {
	for i, trial := range slices.Sorted(maps.Keys(people)) {
		r := recruited{people: people[trial]}
		fmt.Sscanf(trial, "point=%d/", &r.point) // as the manifest's paths are checked to be
		r.wanted = wanted(r.point)
		if i == 0 || r.people*few.wanted < few.people*r.wanted {
			few = r
		}
	}
	return few, len(people)
}
