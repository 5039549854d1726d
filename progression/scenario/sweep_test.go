package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/scenario"
	"inwork/sim"
)

// swept gives a line a point: what it sets.
func swept(s *scenario.Scenario) (lines []string) {
	for _, p := range s.Points() {
		var sets []string
		for _, set := range p.Settings {
			sets = append(sets, set.Key+"="+string(set.Value))
		}
		lines = append(lines, strings.Join(sets, " "))
	}
	return lines
}

func parse(t *testing.T, text string, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Parse("x.yaml", []byte(text), sets...)
	require.NoError(t, err, text)
	return s
}

// Sweeps, the overrides beside them, and the points that they make: in which order, and what each sets, in the words of
// the canonical form.
var goodSweeps = []struct {
	name, sweep string
	sets        []string
	want        []string
}{
	{"one key", "{service.coaches: [50, 60]}", nil, []string{"service.coaches=50", "service.coaches=60"}},
	{"one value", "{service.coaches: [50]}", nil, []string{"service.coaches=50"}},
	{"the value that it has anyway", "{service.caseload: [69]}", nil, []string{"service.caseload=69"}},
	{"the first key is slowest, settings go by key", "{service.coaches: [50, 60], arms.a.minutes: [10, 20, 30]}", nil, []string{
		"arms.a.minutes=10 service.coaches=50", "arms.a.minutes=20 service.coaches=50", "arms.a.minutes=30 service.coaches=50",
		"arms.a.minutes=10 service.coaches=60", "arms.a.minutes=20 service.coaches=60", "arms.a.minutes=30 service.coaches=60",
	}},
	{"a statutory amount", "{reform.uc.taper: [0.65, 0.55]}", nil, []string{`reform.uc.taper=[{"from":"2015-04-06","value":0.65}]`, `reform.uc.taper=[{"from":"2015-04-06","value":0.55}]`}},
	{"reforms from a day", "{reform.uc.taper: [{from: 2016-04-11, value: 0.5}, {from: 2017-04-10, value: 0.5}]}", nil, []string{`reform.uc.taper=[{"from":"2016-04-11","value":0.5}]`, `reform.uc.taper=[{"from":"2017-04-10","value":0.5}]`}},
	{"values keep their order", "{service.coaches: [60, 50, 70]}", nil, []string{"service.coaches=60", "service.coaches=50", "service.coaches=70"}},
	{"three keys", "{arms.b.mandatory: [true, false], arms.a.channel: [telephone], trial.recruit: [stock, inflow]}", nil, []string{
		`arms.a.channel="telephone" arms.b.mandatory=true trial.recruit="stock"`, `arms.a.channel="telephone" arms.b.mandatory=true trial.recruit="inflow"`,
		`arms.a.channel="telephone" arms.b.mandatory=false trial.recruit="stock"`, `arms.a.channel="telephone" arms.b.mandatory=false trial.recruit="inflow"`,
	}},
	{"four keys, whose points must not write into each other", "{arms.a.minutes: [10], arms.a.weeks_apart: [3], arms.b.minutes: [11, 12], service.coaches: [50, 60]}", nil, []string{
		"arms.a.minutes=10 arms.a.weeks_apart=3 arms.b.minutes=11 service.coaches=50", "arms.a.minutes=10 arms.a.weeks_apart=3 arms.b.minutes=11 service.coaches=60",
		"arms.a.minutes=10 arms.a.weeks_apart=3 arms.b.minutes=12 service.coaches=50", "arms.a.minutes=10 arms.a.weeks_apart=3 arms.b.minutes=12 service.coaches=60",
	}},
	{"districts by name, in any order", "{population.districts: [[Kent, Essex], [0], all]}", nil, []string{
		"population.districts=[9,10]", "population.districts=[0]", "population.districts=" + everyDistrict(),
	}},
	{"numbers however they are spelt", "{service.caseload: [6.9e1, 70.50, .5e2]}", nil, []string{"service.caseload=69", "service.caseload=70.5", "service.caseload=50"}},
	{"a parameter, a day, a roll-out", "[{parameters.jobs.rise: 0.001, start: '2015-04-13', trial.rollout: [{from: 2015-04-06}]}]", nil, []string{
		`parameters.jobs.rise=0.001 start="2015-04-13" trial.rollout=[{"from":"2015-04-06","offices":0}]`,
	}},
	{"a list of points that set different keys", "[{service.coaches: 50}, {arms.a.minutes: 30, service.coaches: 50}, {arms.a.minutes: 30}]", nil, []string{
		"service.coaches=50", "arms.a.minutes=30 service.coaches=50", "arms.a.minutes=30",
	}},
	{"no key", "{}", nil, []string{""}},
	{"an override", "{service.coaches: [50]}", []string{"sweep={arms.a.minutes: [10, 20]}"}, []string{"arms.a.minutes=10", "arms.a.minutes=20"}},
	{"an override that is a list", "{service.coaches: [50]}", []string{"sweep=[{arms.a.minutes: 10}]"}, []string{"arms.a.minutes=10"}},
	{"an override that takes it away", "{service.coaches: [50]}", []string{"sweep={}"}, []string{""}},
	{"an override of its one key", "{service.coaches: [50]}", []string{"sweep.service.coaches=[60, 70]"}, []string{"service.coaches=60", "service.coaches=70"}},
	{"an override that adds a key", "{service.coaches: [50, 60]}", []string{"sweep.arms.a.minutes=[10]"}, []string{"arms.a.minutes=10 service.coaches=50", "arms.a.minutes=10 service.coaches=60"}},
	{"an override of a parameter's values", "{}", []string{"sweep.parameters.jobs.rise=[0.001]"}, []string{"parameters.jobs.rise=0.001"}},
	{"an override of a neighbour", "{arms.a.minutes: [10, 20]}", []string{"arms.a.weeks_apart=3", "arms.b.minutes=9"}, []string{"arms.a.minutes=10", "arms.a.minutes=20"}},
}

func TestParse_Sweep(t *testing.T) {
	for _, c := range goodSweeps {
		t.Run(c.name, func(t *testing.T) {
			s := parse(t, twoArms+"sweep: "+c.sweep, c.sets...)
			assert.Equal(t, c.want, swept(s))
		})
	}
}

func everyDistrict() string {
	var all []string
	for i := range 37 {
		all = append(all, fmt.Sprint(i))
	}
	return "[" + strings.Join(all, ",") + "]"
}

// An override of one of the default's arms writes all of them into the file. That is no override of what is swept.
func TestParse_SweepBesideAnOverriddenArm(t *testing.T) {
	s := parse(t, "sweep: {arms.frequent.weeks_apart: [1, 2]}", "arms.frequent.minutes=40")
	assert.Equal(t, []string{"arms.frequent.weeks_apart=1", "arms.frequent.weeks_apart=2"}, swept(s))
	assert.Equal(t, 40, s.Points()[1].Arms[0].Minutes)
}

// A point is the scenario that would have been written without a sweep.
func TestScenario_PointsAreAsWritten(t *testing.T) {
	s := parse(t, twoArms+"name: mine\nsweep: {service.coaches: [50, 60], arms.a.channel: [telephone, face_to_face], population.districts: [[Essex], all]}")
	points := s.Points()
	require.Len(t, points, 8)
	at := 0
	for _, coaches := range []string{"50", "60"} {
		for _, channel := range []string{"telephone", "face_to_face"} {
			for _, districts := range []string{"[Essex]", "all"} {
				want := parse(t, fmt.Sprintf(`
name: mine
weeks: 26
service: {coaches: %s}
population: {districts: %s}
arms: {a: {minutes: 20, channel: %s}, b: {}}
trial: {control: b}
`, coaches, districts, channel))
				assert.Equal(t, want, points[at].Scenario)
				assert.Equal(t, want.Digest(), points[at].Digest())
				at++
			}
		}
	}
}

// Points of a list leave out what they like, and then have what the scenario has, not what the point before set.
func TestScenario_PointsOfAListDoNotLeak(t *testing.T) {
	s := parse(t, twoArms+"sweep: [{arms.a.minutes: 5, trial.rollout: [{from: 2015-04-06}]}, {service.coaches: 50}, {arms.a.weeks_apart: 7, population.districts: [Essex]}, {arms.b.minutes: 6}]")
	points := s.Points()
	for i, want := range []*scenario.Scenario{
		parse(t, strings.Replace(twoArms, "20", "5", 1), "trial.rollout=[{from: 2015-04-06}]"),
		parse(t, twoArms, "service.coaches=50"),
		parse(t, twoArms, "arms.a.weeks_apart=7", "population.districts=[Essex]"),
		parse(t, twoArms, "arms.b.minutes=6"),
	} {
		assert.Equal(t, want, points[i].Scenario, "point %d", i)
	}
}

// A Go program may go on from a file: what it changes holds at every point that does not set it.
func TestScenario_PointsFollowTheProgram(t *testing.T) {
	s := parse(t, twoArms+"sweep: {service.coaches: [50, 60]}")
	s.Arms[0].Minutes = 33
	s.Parameters.Rise = 0.0015
	s.Service.Coaches = 7
	s.Population.Districts = []int{3}
	s.Arms = append(s.Arms, progression.Arm{Slug: "c", Key: "c", Label: "c", Share: 1, WeeksApart: 4, Minutes: 30, Practice: "call", DurationWeeks: 52})
	s.Sweep = append(s.Sweep, []scenario.Setting{{Key: "arms.c.minutes", Value: []byte("25")}})
	points := s.Points()
	require.Len(t, points, 3)
	for _, p := range points {
		assert.Equal(t, 33, p.Arms[0].Minutes)
		assert.Equal(t, 0.0015, p.Parameters.Rise)
		assert.Equal(t, []int{3}, p.Population.Districts)
		assert.Len(t, p.Arms, 3)
		assert.Nil(t, p.Sweep)
	}
	assert.Equal(t, []int{50, 60, 7}, []int{points[0].Service.Coaches, points[1].Service.Coaches, points[2].Service.Coaches})
	assert.Equal(t, []int{30, 30, 25}, []int{points[0].Arms[2].Minutes, points[1].Arms[2].Minutes, points[2].Arms[2].Minutes})
	assert.Equal(t, 30, s.Arms[2].Minutes, "the scenario itself stays as it is")
}

// Without a sweep the scenario itself is the one point, not a copy.
func TestScenario_PointsWithoutSweep(t *testing.T) {
	s := parse(t, twoArms)
	points := s.Points()
	require.Len(t, points, 1)
	assert.Same(t, s, points[0].Scenario)
	assert.Empty(t, points[0].Settings)
}

// What a caller does to one point reaches neither another nor the scenario.
func TestScenario_PointsShareNothing(t *testing.T) {
	s := parse(t, twoArms+"sweep: {service.coaches: [50, 60], trial.rollout: [[{from: 2015-04-06}]], population.districts: [[Essex, Kent]]}")
	before := s.Canonical()
	points := s.Points()
	want := points[1].Digest()
	p := points[0]
	p.Arms[0].Minutes, p.Population.Districts[0], p.Output.Tables[0] = 1, 0, "x"
	p.Trial.Horizons[0], p.Trial.Rollout[0].Offices = 5, 3
	for i := range p.Settings {
		p.Settings[i].Key = "x"
		p.Settings[i].Value[0] = '!'
	}
	assert.Equal(t, want, points[1].Digest())
	assert.Equal(t, before, s.Canonical())
	assert.Equal(t, want, s.Points()[1].Digest())
}

// A setting that no file could have is a mistake of the program.
func TestScenario_PointsPanic(t *testing.T) {
	for key, value := range map[string]string{
		"weeks": "30", "service": "{}", "service.coaches": "0", "arms.c.minutes": "30", "": "1", "arms.a.minutes": "[", "service.caseload": `"69"`,
	} {
		s := parse(t, twoArms)
		s.Sweep = [][]scenario.Setting{{{Key: key, Value: []byte(value)}}}
		assert.Panics(t, func() { s.Points() }, "%s: %s", key, value)
	}
}

// The points decide what study it is; how they were written does not.
func TestScenario_DigestOfSweep(t *testing.T) {
	grid := "sweep: {service.coaches: [50, 60], arms.a.minutes: [10, 20]}"
	want := digest(t, twoArms+grid)
	for _, same := range []string{
		"sweep: [{service.coaches: 50, arms.a.minutes: 10}, {arms.a.minutes: 20, service.coaches: 50}, {service.coaches: 60, arms.a.minutes: 10}, {service.coaches: 60, arms.a.minutes: 20}]",
		"sweep:\n  service.coaches:\n    - 50\n    - 60\n  arms.a.minutes: [10, 20]",
		grid + "\nname: other\noutput: {tables: none}",
	} {
		assert.Equal(t, want, digest(t, twoArms+same), same)
	}
	seen := map[string]string{want: "nothing", digest(t, twoArms): "no sweep"}
	for _, other := range []string{
		"sweep: {service.coaches: [50, 60], arms.a.minutes: [10, 21]}",
		"sweep: {service.coaches: [50, 60], arms.a.minutes: [20, 10]}",
		"sweep: {arms.a.minutes: [10, 20], service.coaches: [50, 60]}",
		"sweep: {service.coaches: [50, 60], arms.b.minutes: [10, 20]}",
		"sweep: {service.coaches: [50, 60]}",
		"sweep: {service.coaches: [50]}",
		grid + "\nseed: 3",
		grid + "\nservice: {coaches: 70}",
	} {
		d := digest(t, twoArms+other)
		assert.Empty(t, seen[d], "%s gives the same identity as %s", other, seen[d])
		seen[d] = other
	}
}

// Studies begun before there were sweeps go on: these digests are those of the version before.
func TestScenario_DigestWithoutSweep(t *testing.T) {
	const (
		ofDefault = "55bdd9c220d1970ec34832048e26f08f96c16ce665ef2c4d086e70db13ca436e"
		ofTwoArms = "bfe4564c9fb1df47da3e259061bd6ec37ceda3c98940118e1c49408824f8694b"
	)
	assert.Equal(t, ofDefault, digest(t, string(scenario.Default())))
	assert.Equal(t, ofDefault, digest(t, "{}"))
	assert.Equal(t, ofDefault, digest(t, "sweep: {}"))
	assert.Equal(t, ofDefault, digest(t, "vary: all"))
	assert.Equal(t, ofTwoArms, digest(t, twoArms))
	assert.Equal(t, ofTwoArms, digest(t, twoArms, "sweep={}"))
	assert.NotContains(t, string(parse(t, "sweep: {}").Canonical()), "sweep")
}

func TestScenario_CanonicalOfSweep(t *testing.T) {
	for _, sweep := range []string{
		"{service.coaches: [50, 60], arms.a.channel: [telephone, face_to_face]}",
		"[{population.districts: [Essex]}, {trial.rollout: [{from: 2015-04-06}], arms.b.mandatory: true}, {start: 2015-04-13, parameters.jobs.rise: 1e-4}]",
	} {
		s := parse(t, twoArms+"sweep: "+sweep)
		again, err := scenario.Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
		assert.Equal(t, s.Points(), again.Points())
	}
}

// A derived file takes over the points of its base, or has points of its own.
func TestLoad_SweepInBase(t *testing.T) {
	for _, c := range []struct {
		name, derived string
		want          []string
	}{
		{"inherited", "base: b.yaml\nseed: 3", []string{"service.coaches=50", "service.coaches=60"}},
		{"replaced as a whole", "base: b.yaml\nsweep: {arms.much.minutes: [10]}", []string{"arms.much.minutes=10"}},
		{"a list for a grid", "base: b.yaml\nsweep: [{service.coaches: 70}]", []string{"service.coaches=70"}},
		{"taken away", "base: b.yaml\nsweep: {}", []string{""}},
		{"of an arm that the base brings", "base: plan.yaml\nsweep: {arms.little.minutes: [10, 15]}", []string{"arms.little.minutes=10", "arms.little.minutes=15"}},
		{"of an arm that the derived file adds", "base: plan.yaml\narms: {calls: {}}\nsweep: {arms.calls.minutes: [10]}", []string{"arms.calls.minutes=10"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{"plan.yaml": plan, "b.yaml": plan + "sweep: {service.coaches: [50, 60]}", "a.yaml": c.derived})
			s, err := scenario.Load("a.yaml")
			require.NoError(t, err)
			assert.Equal(t, c.want, swept(s))
		})
	}
}

// All keys but the fixed ones vary: each is swept once and reaches its place at the point.
func TestParse_SweepOfEveryKey(t *testing.T) {
	values := map[string]string{
		"start": "2015-04-13", "population.era": "2015-17", "population.claimants": "9", "population.districts": "[Essex]",
		"population.candidates_per_participant": "4.5", "service.coaches": "50", "service.caseload": "70",
		"arms.a.share": "2", "arms.a.weeks_apart": "5", "arms.a.contacts": "1", "arms.a.minutes": "21",
		"arms.a.first_minutes": "7", "arms.a.channel": "telephone", "arms.a.mandatory": "true", "arms.a.while": "always",
		"arms.a.practice": "call", "arms.a.employer_calls": "true", "arms.a.duration_weeks": "0", "arms.a.specialist": "true",
		"trial.recruit": "stock", "trial.recruit_weeks": "9", "trial.burn_in_weeks": "9", "trial.unit": "person",
		"trial.rollout": "[{from: 2015-04-06}]",
	}
	p := progression.DefaultParameters()
	for _, q := range p.List() {
		values["parameters."+q.Name] = fmt.Sprint(otherThanDefault(q))
	}
	for key, value := range values {
		s := parse(t, twoArms+fmt.Sprintf("sweep: {%s: [%s]}", key, value))
		want := parse(t, twoArms, key+"="+value)
		assert.Equal(t, want, s.Points()[0].Scenario, key)
	}
}

func otherThanDefault(q sim.Parameter) float64 {
	if q.Default == q.Min {
		return q.Max
	}
	return q.Min
}

// The largest sweep there may be, at its limit.
func TestParse_SweepAtItsLimit(t *testing.T) {
	var hundred []string
	for i := range 100 {
		hundred = append(hundred, fmt.Sprint(100+i))
	}
	text := twoArms + fmt.Sprintf("sweep: {service.coaches: [%[1]s], arms.a.minutes: [%[1]s]}", strings.Join(hundred, ", "))
	s := parse(t, text)
	assert.Len(t, s.Sweep, 10_000)
	points := s.Points()
	assert.Equal(t, 100, points[99].Service.Coaches)
	assert.Equal(t, 199, points[99].Arms[0].Minutes)
	assert.Equal(t, 101, points[100].Service.Coaches)
	_, err := scenario.Parse("x.yaml", []byte(text), "sweep.arms.b.minutes=[1, 2]")
	assert.ErrorContains(t, err, "more than 10000 points")
}
