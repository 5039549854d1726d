package main

import (
	"fmt"
	"io"
	"path"
	"strings"

	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/study"
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

// warnOfFew says so if a complete study randomised fewer people than the scenario wants.
func warnOfFew(w io.Writer, dir string, s *scenario.Scenario) error {
	m, err := study.LoadManifest(dir)
	if err != nil {
		return err
	}
	fewest, of := fewestRandomised(m, len(s.Trial.Horizons))
	if fewest >= s.Population.Claimants {
		return nil
	}
	which := ""
	if of > 1 {
		which = fmt.Sprintf(" in the smallest of %d replicates", of)
	}
	fmt.Fprintf(w, "warning: %s of %s wanted were randomised%s: raise population.candidates_per_participant or trial.recruit_weeks\n",
		grouped(fewest), grouped(s.Population.Claimants), which)
	return nil
}

// fewestRandomised counts the people of the replicate that has the fewest, and the replicates. The outcomes of the
// randomised world have a row a person and horizon.
func fewestRandomised(m study.Manifest, horizons int) (fewest, replicates int) {
	world := path.Join("tables", rows.Outcomes.Name, "world=randomised") + "/"
	people := map[string]int{}
	for _, f := range m.Files {
		if strings.HasPrefix(f.Path, world) {
			people[path.Dir(f.Path)] += int(f.Rows) / horizons
		}
	}
	for _, n := range people {
		if replicates == 0 || n < fewest {
			fewest = n
		}
		replicates++
	}
	return fewest, replicates
}
