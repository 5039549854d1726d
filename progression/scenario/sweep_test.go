package scenario_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/scenario"
)

// told writes the points of a scenario as people would: key=value, a line a point.
func told(s *scenario.Scenario) (lines []string) {
	for _, p := range s.Points() {
		var words []string
		for _, set := range p.Settings {
			words = append(words, fmt.Sprintf("%s=%s", set.Key, set.Value))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return lines
}

// A study without a sweep has one point, itself.
func TestPoints_One(t *testing.T) {
	for _, text := range []string{"{}", "sweep: {}"} {
		s, err := scenario.Parse("x.yaml", []byte(text))
		require.NoError(t, err)
		points := s.Points()
		require.Len(t, points, 1)
		assert.Same(t, s, points[0].Scenario)
		assert.Empty(t, points[0].Settings)
		assert.Nil(t, s.Sweep)
	}
}

// The identity of every study made before there were sweeps: it must never change, or those studies could not go on.
func TestDigest_OfTheDefaultIsPinned(t *testing.T) {
	s, err := scenario.Parse("x.yaml", scenario.Default())
	require.NoError(t, err)
	assert.Equal(t, "576612ec7f050be49d5df605f42dfa6733d77a547567f91a2cb107cadb0b8d92", s.Digest())
}

func TestPoints_Order(t *testing.T) {
	for _, c := range []struct {
		name, sweep string
		want        []string
	}{
		{"grid, the first key slowest", "{service.coaches: [300, 200], arms.a.minutes: [30, 40, 50]}", []string{
			"arms.a.minutes=30 service.coaches=300", "arms.a.minutes=40 service.coaches=300", "arms.a.minutes=50 service.coaches=300",
			"arms.a.minutes=30 service.coaches=200", "arms.a.minutes=40 service.coaches=200", "arms.a.minutes=50 service.coaches=200"}},
		{"list, as it is written", "[{arms.b.mandatory: true, service.caseload: 70}, {start: 2015-04-13}]", []string{
			"arms.b.mandatory=true service.caseload=70", `start="2015-04-13"`}},
		{"values in their canonical form", "[{population.districts: [Kent, Essex]}, {arms.a.channel: telephone}, {service.caseload: 6.9e1}, {parameters.jobs.separation: 0.0030}]", []string{
			"population.districts=[9,15]", `arms.a.channel="telephone"`, "service.caseload=69", "parameters.jobs.separation=0.003"}},
		{"lists as values", "{population.districts: [[Essex], all]}", nil},
		{"one point", "{service.coaches: [300]}", []string{"service.coaches=300"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := scenario.Parse("x.yaml", []byte(twoArms+"sweep: "+c.sweep))
			require.NoError(t, err)
			if c.want != nil && !strings.Contains(c.want[0], "districts") {
				assert.Equal(t, c.want, told(s))
			}
			for i, p := range s.Points() {
				// A point is the scenario that says so itself.
				var sets []string
				for _, set := range p.Settings {
					sets = append(sets, fmt.Sprintf("%s=%s", set.Key, set.Value))
				}
				alone, err := scenario.Parse("x.yaml", []byte(twoArms), sets...)
				require.NoError(t, err)
				assert.Equal(t, alone.Digest(), p.Digest(), "point %d", i)
				assert.Equal(t, alone, p.Scenario)
			}
		})
	}
}

// A grid and the list of its points are one study; the order of points, or another value, makes another.
func TestSweep_Digest(t *testing.T) {
	sweep := func(text string) string { return digest(t, twoArms+"sweep: "+text) }
	grid := sweep("{service.coaches: [300, 200], arms.a.minutes: [30, 40]}")
	assert.Equal(t, grid, sweep("[{arms.a.minutes: 30, service.coaches: 300}, {service.coaches: 300, arms.a.minutes: 40}, {arms.a.minutes: 30, service.coaches: 200}, {arms.a.minutes: 40, service.coaches: 200}]"))
	seen := map[string]string{grid: "the grid", digest(t, twoArms): "no sweep"}
	for _, text := range []string{
		"{service.coaches: [200, 300], arms.a.minutes: [30, 40]}", "{arms.a.minutes: [30, 40], service.coaches: [300, 200]}",
		"{service.coaches: [300, 201], arms.a.minutes: [30, 40]}", "{service.coaches: [300], arms.a.minutes: [30, 40]}",
		"{service.coaches: [300, 200]}", "[{service.coaches: 300}]",
	} {
		d := sweep(text)
		assert.Empty(t, seen[d], text)
		seen[d] = text
	}
}

func TestSweep_CanonicalIsAScenario(t *testing.T) {
	for _, text := range []string{
		"{service.coaches: [300, 200], arms.a.channel: [telephone, face_to_face], population.districts: [[Essex], all, [0, 3]]}",
		"[{start: 2015-04-13}, {arms.b.mandatory: true, trial.rollout: [{from: 2015-04-06, offices: 3}]}]",
	} {
		s, err := scenario.Parse("x.yaml", []byte(twoArms+"sweep: "+text))
		require.NoError(t, err)
		again, err := scenario.Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
		assert.Equal(t, s.Points(), again.Points())
		var essence map[string]any
		require.NoError(t, json.Unmarshal(s.Essence(), &essence))
		assert.Contains(t, essence, "sweep")
	}
}

// Points are copies: what is done to one is done to no other, and what a program changes in the scenario afterwards
// holds at all of them.
func TestPoints_AreCopies(t *testing.T) {
	s, err := scenario.Parse("x.yaml", []byte(twoArms+"sweep: {service.coaches: [300, 200]}"))
	require.NoError(t, err)
	s.Trial.RecruitWeeks = 7
	s.Arms[0].Minutes = 55
	points := s.Points()
	for _, p := range points {
		assert.Equal(t, 7, p.Trial.RecruitWeeks)
		assert.Equal(t, 55, p.Arms[0].Minutes)
		assert.Nil(t, p.Sweep)
	}
	points[0].Arms[0].Minutes = 1
	points[0].Population.Districts[0] = 36
	points[0].Trial.Horizons[0] = 4
	points[0].Output.Tables[0] = "none"
	points[0].Trial.Rollout[0].Offices = 99
	assert.Equal(t, 55, points[1].Arms[0].Minutes)
	assert.Equal(t, 55, s.Arms[0].Minutes)
	assert.Zero(t, points[1].Population.Districts[0])
	assert.Equal(t, 13, points[1].Trial.Horizons[0])
	assert.NotEqual(t, "none", points[1].Output.Tables[0])
	assert.NotEqual(t, 99, points[1].Trial.Rollout[0].Offices)

	s.Sweep = [][]scenario.Setting{{{Key: "service.coaches", Value: json.RawMessage("0")}}}
	assert.Panics(t, func() { s.Points() }, "a setting that no file could have")
	s.Sweep = [][]scenario.Setting{{{Key: "service.coach", Value: json.RawMessage("1")}}}
	assert.Panics(t, func() { s.Points() })
}

// Files and overrides say sweeps in the same words; the nearest one counts as a whole.
func TestSweep_FromAnywhere(t *testing.T) {
	folder(t, map[string]string{
		"base.yaml":    plan + "sweep: {service.coaches: [50, 60], weeks_apart_is_no_key: [1]}\n",
		"derived.yaml": "base: base.yaml\nsweep: {arms.much.minutes: [10, 20, 30]}",
		"heir.yaml":    "base: good.yaml\nseed: 3",
		"good.yaml":    plan + "sweep: {service.coaches: [50, 60]}\n",
	})
	for _, c := range []struct {
		file string
		sets []string
		want int
	}{
		{"derived.yaml", nil, 3},
		{"heir.yaml", nil, 2},
		{"heir.yaml", []string{"sweep={}"}, 1},
		{"heir.yaml", []string{"sweep={arms.much.minutes: [10, 11, 12, 13]}"}, 4},
		{"heir.yaml", []string{"sweep.arms.much.minutes=[10, 11, 12]"}, 6},
		{"heir.yaml", []string{"sweep.service.coaches=[70]"}, 1},
	} {
		s, err := scenario.Load(c.file, c.sets...)
		require.NoError(t, err, "%v", c)
		assert.Len(t, s.Points(), c.want, "%v", c)
	}
}

// What is wrong with a sweep is said once, at the value's line, with the place in the sweep.
func TestParse_ErrSweep(t *testing.T) {
	for _, c := range []struct{ name, sweep, want string }{
		{"a number", "5", "5: sweep: found 5, expected keys with a list of values each, such as {service.coaches: [200, 300]}, or a list of points"},
		{"empty list", "[]", "5: sweep: found an empty list, expected keys with a list of values each"},
		{"nothing", "", "5: sweep: found nothing, expected keys with a list of values each"},
		{"anchor", "&s {service.coaches: [1]}", "5: sweep: found an anchor &s, expected the value itself, written out"},
		{"no values", "{service.coaches: []}", "5: sweep.service.coaches: found an empty list, expected a list of values"},
		{"one value without brackets", "{service.coaches: 200}", "5: sweep.service.coaches: found 200, expected a list of values"},
		{"key twice", "\n  service.coaches: [1]\n  service.coaches: [2]", "7: sweep.service.coaches: found the key a second time, expected it once; it stands on line 6 already"},
		{"alias as a value", "\n  service.coaches: [300, *x]", "6: found text that is not YAML"},
		{"anchor in a value", "\n  service.coaches: [300, &x 200]", "6: sweep.service.coaches[1]: found an anchor &x"},
		{"bad value among many", "\n  arms.a.minutes: [10, 20, 30]\n  service.coaches: [300, many]", "7: sweep.service.coaches[1]: found many, expected a whole number of work coaches from 1 to 100000"},
		{"value out of range", "\n  parameters.jobs.separation: [0.002, 5%]", "6: sweep.parameters.jobs.separation[1]: found 5%, expected a number from 0 to 0.01 (probability a week)"},
		{"value as people write it", "{service.coaches: ['1,000']}", `5: sweep.service.coaches[0]: found "1,000", expected a whole number of work coaches from 1 to 100000, did you mean 1000?`},
		{"value twice", "{service.coaches: [200, 300, 200]}", "5: sweep.service.coaches[2]: found 200 a second time, expected each value once"},
		{"value twice in other words", "{service.caseload: [69, 6.9e1]}", "5: sweep.service.caseload[1]: found 6.9e1 a second time, expected each value once"},
		{"unknown key", "{service.coach: [200]}", "5: sweep.service.coach: found the unknown key coach, expected one of coaches, caseload"},
		{"unknown key at the top", "{servce.coaches: [200]}", "5: sweep.servce.coaches: found the unknown key servce, expected one of name, label"},
		{"unknown arm", "{arms.c.minutes: [20]}", "5: sweep.arms.c.minutes: found the unknown key c, expected one of a, b"},
		{"unknown parameter", "{parameters.jobs.seperation: [0.002]}", "5: sweep.parameters.jobs.seperation: found the unknown key jobs.seperation, expected one of"},
		{"group", "{population: [{claimants: 9}]}", "5: sweep.population: found a key with keys below it, expected one of those, such as population.era"},
		{"arms as a whole", "{arms: [{}]}", "5: sweep.arms: found a key with keys below it, expected one of those, such as arms.a"},
		{"an arm as a whole", "{arms.a: [{}]}", "5: sweep.arms.a: found a key with keys below it, expected one of those, such as arms.a.key"},
		{"parameters as a whole", "{parameters: [1]}", "5: sweep.parameters: found a key with keys below it"},
		{"below a value", "{service.coaches.more: [1]}", "5: sweep.service.coaches.more: found a key below service.coaches, expected that key itself"},
		{"below a list", "{trial.rollout.from: [2015-04-06]}", "5: sweep.trial.rollout.from: found a key below trial.rollout, expected that key itself"},
		{"empty part", "{arms..minutes: [1]}", "5: sweep.arms..minutes: found the unknown key , expected one of a, b"},
		{"parameters without a name", "{parameters.: [1]}", "5: sweep.parameters.: found the unknown key , expected one of"},
		{"seed", "{seed: [1, 2]}", "5: sweep.seed: found a key in which points may not differ, expected another: the tables of all points have one shape"},
		{"horizons", "{trial.horizons: [[13]]}", "5: sweep.trial.horizons: found a key in which points may not differ"},
		{"control", "{trial.control: [a, b]}", "5: sweep.trial.control: found a key in which points may not differ"},
		{"truth", "{truth.worlds: [none, everyone]}", "5: sweep.truth.worlds: found a key in which points may not differ"},
		{"tables", "{output.tables: [all, none]}", "5: sweep.output.tables: found a key in which points may not differ"},
		{"weeks", "{weeks: [26, 30]}", "5: sweep.weeks: found a key in which points may not differ"},
		{"replicates", "{replicates: [2, 3]}", "5: sweep.replicates: found a key in which points may not differ"},
		{"an arm's label", "{arms.a.label: [A, B]}", "5: sweep.arms.a.label: found a key in which points may not differ"},
		{"an arm's key", "{arms.a.key: [x, y]}", "5: sweep.arms.a.key: found a key in which points may not differ"},
		{"base", "{base: [x.yaml]}", "5: sweep.base: found a key in which points may not differ"},
		{"a sweep of sweeps", "{sweep: [{}]}", "5: sweep.sweep: found a key in which points may not differ"},
		{"point that is none", "\n  - {service.coaches: 300}\n  - 200", "7: sweep[1]: found 200, expected keys and values of a point, such as {service.coaches: 200}"},
		{"empty point", "\n  - {service.coaches: 300}\n  - {}", "7: sweep[1]: found keys and values, expected keys and values of a point"},
		{"bad value in a point", "\n  - {service.coaches: 300}\n  - service.coaches: 1.5", "7: sweep[1].service.coaches: found 1.5, expected a whole number of work coaches"},
		{"unknown key in a point", "[{service.coach: 300}]", "5: sweep.service.coach: found the unknown key coach, expected one of coaches, caseload"},
		{"same point twice", "\n  - {service.coaches: 300}\n  - {service.coaches: 200}\n  - {service.coaches: 300}", "8: sweep[2]: found the same scenario as sweep[0], expected points that differ"},
		{"same point in other words", "\n  - {arms.a.minutes: 20}\n  - {arms.b.minutes: 30}", "7: sweep[1]: found the same scenario as sweep[0], expected points that differ"},
		{"trouble at one point only", "\n  service.coaches: [300, 20]", "6: service.coaches: found 20 coaches for 37 districts, expected at least one a district"},
		{"trouble of two keys at some points, said once each", "\n  arms.a.minutes: [100, 200]\n  parameters.staff.interview_minutes: [1500, 150]", "6: arms.a.minutes: found 200, expected at most 150, a coach's week of appointments (parameters.staff.interview_minutes)"},
		{"too many points", "{service.coaches: " + list(200, 300) + ", arms.a.minutes: " + list(1, 102) + "}", "5: sweep: found more than 10000 points, expected fewer"},
		{"too many listed points", "[" + strings.Repeat("{service.coaches: 300},", 10_001) + "]", "5: sweep: found more than 10000 points, expected fewer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := scenario.Parse("bad.yaml", []byte(twoArms+"sweep: "+c.sweep))
			require.Error(t, err)
			assert.Nil(t, s)
			sameLines(t, err, []string{"bad.yaml:" + c.want})
		})
	}
}

// list is the numbers from one to below another.
func list(from, to int) string {
	var words []string
	for i := from; i < to; i++ {
		words = append(words, fmt.Sprint(i))
	}
	return "[" + strings.Join(words, ",") + "]"
}

// An override and a sweep of one key contradict each other, whichever was meant.
func TestParse_ErrSweepAndSet(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"service.coaches=100", "-set service.coaches=100: found a key that sweep varies as well, expected it in one of them"},
		{"sweep.service.coach=[1]", "-set sweep.service.coach=[1]: found the unknown key coach, expected one of coaches, caseload"},
		{"sweep.service.coaches=[x]", "-set sweep.service.coaches=[x]: sweep.service.coaches[0]: found x, expected a whole number of work coaches"},
		{"sweep=5", "-set sweep=5: found 5, expected keys with a list of values each"},
	} {
		_, err := scenario.Parse("x.yaml", []byte(twoArms+"sweep: {service.coaches: [200, 300]}"), c.set)
		sameLines(t, err, []string{c.want})
	}
}

// What is wrong elsewhere is said with what is wrong in the sweep, but points are compared only when the rest is sound.
func TestParse_ErrSweepAmongOthers(t *testing.T) {
	_, err := scenario.Parse("bad.yaml", []byte("weeks: many\nsweep: {service.coach: [1], service.coaches: [20]}"))
	sameLines(t, err, []string{"bad.yaml:1: weeks: found many", "bad.yaml:2: sweep.service.coach: found the unknown key coach"})
}

// The largest sweep is read in seconds, not minutes: it is read again by every shard.
func TestSweep_Largest(t *testing.T) {
	text := twoArms + "sweep: {service.coaches: " + list(200, 300) + ", arms.a.minutes: " + list(1, 101) + "}"
	text = strings.Replace(text, "200,", "", 1) + "\n" // 9,900 points
	began := time.Now()
	s, err := scenario.Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	assert.Len(t, s.Points(), 9_900)
	t.Logf("9,900 points in %v", time.Since(began))
}

// A sweep of each kind of key moves what it names, in the scenario of the point.
func TestSweep_EveryLeaf(t *testing.T) {
	p := progression.DefaultParameters()
	first := p.List()[0]
	for key, values := range map[string]string{
		"start": "[2015-04-06, 2015-04-13]", "population.claimants": "[100, 200]", "population.candidates_per_participant": "[2, 3]",
		"population.districts": "[[Essex], [Kent]]", "service.caseload": "[60, 70]", "arms.a.share": "[1, 2]", "arms.a.weeks_apart": "[1, 2]",
		"arms.a.contacts": "[1, 2]", "arms.a.first_minutes": "[1, 2]", "arms.a.channel": "[telephone, face_to_face]", "arms.a.mandatory": "[true, false]",
		"arms.a.while": "[band, always]", "arms.a.practice": "[call, review]", "arms.a.employer_calls": "[true, false]", "arms.a.duration_weeks": "[4, 8]",
		"trial.recruit": "[inflow, stock]", "trial.recruit_weeks": "[10, 20]", "trial.burn_in_weeks": "[10, 20]",
		"trial.rollout": "[[{from: 2015-04-06}], [{from: 2015-04-06, offices: 10}]]", "parameters." + first.Name: fmt.Sprintf("[%v, %v]", first.Min, first.Max),
	} {
		s, err := scenario.Parse("x.yaml", []byte(twoArms), "sweep={"+key+": "+values+"}")
		if assert.NoError(t, err, key) {
			points := s.Points()
			require.Len(t, points, 2, key)
			assert.NotEqual(t, points[0].Digest(), points[1].Digest(), key)
		}
	}
}
