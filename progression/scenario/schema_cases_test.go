package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

// Scenarios for a validator that knows only the schema, where INWORK_SCHEMA_CASES names a folder for them: good ones,
// and those that are refused because of one key by itself. CI has both judged by other people's code.
func TestSchema_Cases(t *testing.T) {
	dir := os.Getenv("INWORK_SCHEMA_CASES")
	if dir == "" {
		t.Skip("INWORK_SCHEMA_CASES names no folder: a step of CI writes the cases and judges them")
	}
	write := func(kind string, i int, text []byte) {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, kind), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, kind, fmt.Sprintf("%03d.yaml", i)), text, 0o644))
	}
	for i, c := range badKeys {
		write("bad", i, []byte(c.text))
	}
	for i, text := range []string{
		"sweep: 5", "sweep: []", "sweep: {service.coaches: []}", "sweep: {service.coaches: 200}", "sweep: {service.coach: [1]}", "sweep: {seed: [1, 2]}",
		"sweep: {service.coaches: [many]}", "sweep: {population: [{}]}", "sweep: [{}]", "sweep: [{service.coaches: 1.5}]", "sweep: {arms.a.label: [x]}",
		"sweep: {arms.a.minutes: [0]}", "sweep: {trial.horizons: [[13]]}", "sweep: {parameters.jobs.separation: [0.5]}", "base: ''", "base: [a.yaml]",
	} {
		write("bad", 500+i, []byte(text))
	}
	for i, text := range []string{
		"{}", twoArms, "start: 2016-02-29", "sweep: {}", "population: {districts: [Kent, 2]}", "population: {districts: all}", "output: {tables: none}",
		"output: {tables: [months]}", "seed: 18446744073709551615", "parameters: {jobs.separation: 0.003}", "base: other.yaml", "service: {caseload: 0.5}",
		twoArms + "sweep: {service.coaches: [300, 200], arms.a.channel: [telephone, face_to_face], population.districts: [[Essex], all, [0, 3]]}",
		twoArms + "sweep: [{start: 2015-04-13}, {arms.b.mandatory: true, trial.rollout: [{from: 2015-04-06, offices: 3}]}]",
		string(scenario.Default()),
	} {
		write("good", i, []byte(text))
		if s, err := scenario.Parse("x.yaml", []byte(text)); err == nil { // all but the one with a base
			write("good", 500+i, s.Canonical())
		}
	}
}
