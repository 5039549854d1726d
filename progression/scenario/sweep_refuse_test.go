package scenario_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

const shape = "a key in which points may not differ, expected another: the tables of all points have one shape"

// Sweeps of which each is wrong whatever the rest of the file says.
var badSweepKeys = []badCase{
	// What a sweep is.
	{"a number", "5", "5: sweep: found 5, expected keys with a list of values each, such as {service.coaches: [200, 300]}, or a list of points"},
	{"nothing", "", "5: sweep: found nothing, expected keys with a list of values each"},
	{"an empty list", "[]", "5: sweep: found an empty list, expected keys with a list of values each"},
	{"an item that is no mapping", "[{service.coaches: 50}, 60]", "5: sweep[1]: found 60, expected keys and values of a point, such as {service.coaches: 200}"},
	{"an item that is a list", "[[service.coaches, 50]]", "5: sweep[0]: found a list, expected keys and values of a point"},
	{"an item without keys", "\n- {service.coaches: 50}\n- {}", "7: sweep[1]: found no keys, expected keys and values of a point"},

	// Keys.
	{"a name", "{name: [a, b]}", "5: sweep.name: found " + shape},
	{"a seed", "[{seed: 1}]", "5: sweep[0].seed: found " + shape},
	{"weeks", "{weeks: [26]}", "5: sweep.weeks: found " + shape},
	{"replicates", "{replicates: [2]}", "5: sweep.replicates: found " + shape},
	{"horizons", "{trial.horizons: [[13]]}", "5: sweep.trial.horizons: found " + shape},
	{"control", "{trial.control: [a]}", "5: sweep.trial.control: found " + shape},
	{"tables", "{output.tables: [all]}", "5: sweep.output.tables: found " + shape},
	{"worlds", "{truth.worlds: [none]}", "5: sweep.truth.worlds: found " + shape},
	{"output as a whole", "{output: [{tables: all}]}", "5: sweep.output: found " + shape},
	{"a sweep", "{sweep: [{service.coaches: 50}]}", "5: sweep.sweep: found " + shape},
	{"a key of the sweep", "{sweep.service.coaches: [[50]]}", "5: sweep.sweep.service.coaches: found " + shape},
	{"a base", "{base: [x.yaml]}", "5: sweep.base: found " + shape},
	{"an arm's label", "{arms.a.label: [A]}", "5: sweep.arms.a.label: found " + shape},
	{"an arm's key", "{arms.a.key: [a]}", "5: sweep.arms.a.key: found " + shape},
	{"all arms", "{arms: [{}]}", "5: sweep.arms: found a key with keys below it, expected one of those, such as arms.a.share"},
	{"an arm", "{arms.b: [{}]}", "5: sweep.arms.b: found a key with keys below it, expected one of those, such as arms.b.share"},
	{"a group", "{population: [{}]}", "5: sweep.population: found a key with keys below it, expected one of those, such as population.era"},
	{"parameters", "{parameters: [{}]}", "5: sweep.parameters: found a key with keys below it, expected one of those, such as parameters.jobs.separation"},
	{"a group of parameters", "{parameters.jobs: [{}]}", "5: sweep.parameters.jobs: found a key with keys below it, expected one of those, such as parameters.jobs.separation"},
	{"below a value", "{service.coaches.more: [1]}", "5: sweep.service.coaches.more: found a key below service.coaches, expected that key itself"},
	{"below a list", "{trial.rollout.from: [2015-04-06]}", "5: sweep.trial.rollout.from: found a key below trial.rollout, expected that key itself"},
	{"an unknown key", "{service.coachs: [50]}", "5: sweep.service.coachs: found the unknown key service.coachs, expected one of service.coaches, service.caseload, did you mean service.coaches?"},
	{"an unknown group", "{servces.coaches: [50]}", "5: sweep.servces.coaches: found the unknown key servces.coaches, expected one of "},
	{"a key without its group", "{coaches: [50]}", "5: sweep.coaches: found the unknown key coaches, expected one of "},
	{"a parameter without its group", "{jobs.rise: [0.001]}", "5: sweep.jobs.rise: found the unknown key jobs.rise, expected one of "},
	{"an unknown parameter", "{parameters.jobs.rize: [0.001]}", "5: sweep.parameters.jobs.rize: found the unknown key parameters.jobs.rize, expected one of "},
	{"no parameter", "{parameters.: [1]}", "5: sweep.parameters.: found the unknown key parameters., expected one of "},
	{"an empty part", "{service..coaches: [50]}", "5: sweep.service..coaches: found the unknown key service..coaches, expected one of service.coaches, service.caseload, did you mean service.coaches?"},
	{"dots", "{..: [50]}", "5: sweep...: found the unknown key .., expected one of "},
	{"a long key", "{" + strings.Repeat("word", 99) + ": [50]}", "5: sweep." + strings.Repeat("word", 18) + "wo...: found the unknown key " + strings.Repeat("word", 20) + "..., expected one of "},
	{"an unknown arm as a whole", "{arms.c: [{}]}", "5: sweep.arms.c: found no arm c, expected one of a, b"},
	{"an unknown key of an arm", "{arms.a.minuts: [10]}", "5: sweep.arms.a.minuts: found the unknown key arms.a.minuts, expected one of arms.a.share, arms.a.weeks_apart, arms.a.contacts, "},

	// Values.
	{"a value without a list", "{service.coaches: 50}", "5: sweep.service.coaches: found 50, expected a list of values"},
	{"no values", "{service.coaches: []}", "5: sweep.service.coaches: found an empty list, expected a list of values"},
	{"nothing for a list", "{service.coaches: }", "5: sweep.service.coaches: found nothing, expected a list of values"},
	{"a bad value, said once at many points", "{service.coaches: [50, many], arms.a.minutes: [10, 20, 30], arms.b.minutes: [10, 20, 30]}", "5: sweep.service.coaches[1]: found many, expected a whole number of work coaches from 1 to 100000"},
	{"a bad value of a point", "\n- {service.coaches: 50}\n- {service.coaches: 60,\n   arms.a.minutes: x}", "8: sweep[1].arms.a.minutes: found x, expected a whole number of minutes from 1 to 240"},
	{"a list where a point has a value", "[{service.coaches: [50, 60]}]", "5: sweep[0].service.coaches: found a list, expected a whole number of work coaches"},
	{"out of range", "{parameters.jobs.rise: [0.001, 0.0021]}", "5: sweep.parameters.jobs.rise[1]: found 0.0021, expected a number from 0 to 0.002 (probability a week)"},
	{"nothing for a value", "{service.coaches: [50, ~]}", "5: sweep.service.coaches[1]: found nothing, expected a whole number"},
	{"a district misspelt", "{population.districts: [[Essex], [Esex, Kent]]}", "5: sweep.population.districts[1][0]: found Esex, expected the name of a district, such as Birmingham and Solihull, or its number from 0 to 36, did you mean Essex?"},
	{"districts without brackets", "{population.districts: [Essex, Kent]}", "5: sweep.population.districts[0]: found Essex, expected all, or a list of districts by name, did you mean [Essex]?\n5: sweep.population.districts[1]: found Kent, expected all"},
	{"a wrong word", "{arms.a.channel: [telephone, phone]}", "5: sweep.arms.a.channel[1]: found phone, expected one of face_to_face, telephone, digital, group, none"},
	{"the same value twice", "{service.coaches: [50, 60, 50]}", "5: sweep.service.coaches[2]: found 50 a second time, expected each value once"},
	{"a wrong value twice, said of each", "{service.coaches: [x, x]}", "5: sweep.service.coaches[0]: found x, expected a whole number\n5: sweep.service.coaches[1]: found x, expected a whole number"},
	{"the same point twice", "\n- {service.coaches: 50}\n- {service.coaches: 60}\n- {service.coaches: 50}", "8: sweep[2]: found the same scenario as sweep[0], expected points that differ"},
}

// Sweeps whose text YAML takes in its own way, or in which one thing is said in different words: no schema sees it.
var badSweepText = []badCase{
	{"an anchor", "&x {service.coaches: [50]}", "5: sweep: found an anchor &x, expected the value itself, written out"},
	{"an item with nothing but a merge key", "[{<<: {service.coaches: 50}}]", "5: sweep[0]: found a merge key <<, expected the keys written out"},
	{"a key twice", "\n  service.coaches: [50]\n  service.coaches: [60]", "7: sweep.service.coaches: found the key a second time, expected it once; it stands on line 6 already"},
	{"a key twice in a point", "[{service.coaches: 50, service.coaches: 60}]", "5: sweep[0].service.coaches: found the key a second time"},
	{"a list as a key", "{[service.coaches]: [50]}", "5: sweep: found a list as a key, expected a word"},
	{"an anchor on a value", "{service.coaches: [&x 50, 60]}", "5: sweep.service.coaches[0]: found an anchor &x, expected the value itself"},
	{"an anchor on a value of a point", "[{service.coaches: &x 50}]", "5: sweep[0].service.coaches: found an anchor &x"},
	{"an alias", "{service.coaches: &x [50], arms.a.minutes: *x}", "5: sweep.service.coaches: found an anchor &x, expected the value itself, written out\n5: sweep.arms.a.minutes: found an alias *x"},
	{"more than 10000 points of a grid", fmt.Sprintf("{service.coaches: [%s], arms.a.minutes: [%s]}", upTo(101), upTo(100)), "5: sweep: found more than 10000 points, expected fewer"},
	{"more than 10000 points of a list", "[" + strings.Repeat("{service.coaches: 50}, ", 10_001) + "]", "5: sweep: found more than 10000 points, expected fewer"},
	{"more than 10000 values, which are not looked at", "{service.coaches: [" + strings.Repeat("x, ", 10_001) + "]}", "5: sweep: found more than 10000 points, expected fewer"},
	{"an empty key", "{'': [50]}", `5: sweep: found "" as a key, expected a word`},
	{"a long key of dots", "{service" + strings.Repeat(".", 999) + ": [50]}", "5: sweep.service" + strings.Repeat(".", 67) + "...: found the unknown key service"},
	{"an unknown arm", "{arms.c.minutes: [10]}", "5: sweep.arms.c.minutes: found no arm c, expected one of a, b, did you mean arms.a.minutes?"},
	{"the same value in other words", "{service.caseload: [70, 70.0, 7e1]}", "5: sweep.service.caseload[1]: found 70.0 a second time, expected each value once\n5: sweep.service.caseload[2]: found 7e1 a second time"},
	{"the same districts in other words", "{population.districts: [[Essex, Kent], [10, 9]]}", "5: sweep.population.districts[1]: found a list a second time, expected each value once"},
	{"a point that spells out what another leaves out", "\n- {service.coaches: 50}\n- {service.coaches: 50, arms.a.minutes: 20}", "7: sweep[1]: found the same scenario as sweep[0], expected points that differ"},
}

// What a point says against the rest.
var badSweepTogether = []badCase{
	{"too few coaches, at some points", "\n  arms.a.minutes: [10, 20]\n  service.coaches: [50,\n    36]", "8: service.coaches: found 36 coaches for 37 districts, expected at least one a district"},
	{"too few coaches, at a point", "\n- {service.coaches: 50}\n- {service.coaches: 36}\n- {service.coaches: 36, arms.a.minutes: 30}", "7: service.coaches: found 36 coaches for 37 districts\n8: service.coaches: found 36 coaches for 37 districts"},
	{"a control that nobody is in", "{arms.b.share: [1, 0]}", "5: arms.b.share: found 0, expected a share above 0, because this is the control arm"},
	{"nobody to compare with", "{arms.a.share: [0, 1]}", "5: arms: found no arm with a share above 0 beside b with arms.a.share: 0, expected at least one to compare with it"},
	{"an appointment longer than a week", "{parameters.staff.interview_minutes: [1200, 200], arms.a.minutes: [200, 201, 240]}", "5: arms.a.minutes: found 201, expected at most 200, a coach's week of appointments (parameters.staff.interview_minutes)\n5: arms.a.minutes: found 240, expected at most 200"},
	{"parameters that break the model together", "{parameters.market.small_share: [0.48, 0.9], parameters.market.medium_share: [0.1, 0.2], service.coaches: [50, 60]}", "5: parameters: found market.small_share and medium_share sum to 1.1 with parameters.market.medium_share: 0.2, parameters.market.small_share: 0.9, service..., expected at most 1"},
	{"a roll-out that begins too late for one start", "{start: [2015-05-04, 2015-05-11], trial.rollout: [[{from: 2015-05-11}]]}", "5: trial.rollout[0].from: found 2015-05-11, expected a day not after 2015-05-04, the start of recruitment"},
	{"more people than a district holds", "{population.claimants: [900, 5000000], population.districts: [all, [Essex]]}", "5: population.claimants: found 13500000 candidates in Essex, expected at most 8388608 in a district"},
}

// Each sweep is one slip (a few are two), and gives one line however many points it touches. They stand on line 5,
// after the four of twoArms.
var badSweeps = slices.Concat(badSweepKeys, badSweepText, badSweepTogether)

func besideTwoArms(sweep string) string { return strings.TrimLeft(twoArms, "\n") + "\nsweep: " + sweep }

func upTo(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(i + 50)
	}
	return strings.Join(list, ", ")
}

func TestParse_ErrSweep(t *testing.T) {
	for _, c := range badSweeps {
		t.Run(c.name, func(t *testing.T) {
			s, err := scenario.Parse("x.yaml", []byte(besideTwoArms(c.text)))
			require.Error(t, err)
			assert.Nil(t, s)
			var want []string
			for line := range strings.SplitSeq(c.want, "\n") {
				want = append(want, "x.yaml:"+line)
			}
			sameLines(t, err, want)
		})
	}
}

// The key that was meant is a whole key, which can be pasted.
func TestParse_ErrSweepSuggests(t *testing.T) {
	for key, meant := range map[string]string{
		"coaches": "service.coaches", "jobs.rise": "parameters.jobs.rise", "a.minutes": "arms.a.minutes", "rise": "parameters.jobs.rise",
		"parameters.jobs.rize": "parameters.jobs.rise", "parameter.jobs.rise": "parameters.jobs.rise", "servces.coaches": "service.coaches",
		"arms.a.minuts": "arms.a.minutes", "elephants": "", "parameters.": "",
	} {
		_, err := scenario.Parse("x.yaml", []byte(twoArms+fmt.Sprintf("sweep: {%s: [1]}", key)))
		require.Error(t, err, key)
		require.Len(t, err.(scenario.Problems), 1)
		assert.Equal(t, meant, err.(scenario.Problems)[0].Meant, key)
	}
}

// An override of a key that the sweep varies would be beaten by it without a word, so it is refused.
func TestParse_ErrSweepAndSet(t *testing.T) {
	for _, c := range []struct {
		sweep string
		sets  []string
		want  []string
	}{
		{"{service.coaches: [50, 60]}", []string{"service.coaches=70"}, []string{"-set service.coaches=70: found a key that sweep varies as well, expected it in one of them"}},
		{"{service.coaches: [50, 60]}", []string{"service={coaches: 70}"}, []string{"-set service={coaches: 70}: service.coaches: found a key that sweep varies as well"}},
		{"[{service.coaches: 50}, {service.coaches: 60}]", []string{"service.coaches=70"}, []string{"-set service.coaches=70: found a key that sweep varies as well"}},
		{"{parameters.jobs.rise: [0.001]}", []string{"parameters.jobs.rise=0.002"}, []string{"-set parameters.jobs.rise=0.002: found a key that sweep varies as well"}},
		{"{arms.a.minutes: [10]}", []string{"arms.a={minutes: 5}"}, []string{"-set arms.a={minutes: 5}: arms.a.minutes: found a key that sweep varies as well"}},
		{"{}", []string{"arms.a.minutes=5", "sweep.arms.a.minutes=[10]"}, []string{"-set arms.a.minutes=5: found a key that sweep varies as well"}},
		{"{trial.rollout: [[{from: 2015-04-06}]]}", []string{"trial.rollout=[{from: 2015-04-05}]"}, []string{"-set trial.rollout=[{from: 2015-04-05}]: found a key that sweep varies as well"}},
		{"{service.coaches: [50]}", []string{"sweep=5"}, []string{"-set sweep=5: found 5, expected keys with a list of values each"}},
		{"{service.coaches: [50]}", []string{"sweep.service.coaches=x"}, []string{"-set sweep.service.coaches=x: found x, expected a list of values"}},
		{"{}", []string{"sweep.service.coaches=[10, x]"}, []string{"-set sweep.service.coaches=[10, x]: sweep.service.coaches[1]: found x, expected a whole number"}},
		{"{}", []string{"sweep.service.coaches=[10]"}, []string{"-set sweep.service.coaches=[10]: service.coaches: found 10 coaches for 37 districts"}},
		{"{}", []string{"sweep.service.coachs=[10]"}, []string{"-set sweep.service.coachs=[10]: found the unknown key service.coachs"}},
		{"[{service.coaches: 50}]", []string{"sweep.service.coaches=[10]"}, []string{"-set sweep.service.coaches=[10]: found a list at sweep, expected keys and values there"}},
	} {
		_, err := scenario.Parse("x.yaml", []byte(twoArms+"sweep: "+c.sweep), c.sets...)
		require.Error(t, err, c.sets)
		sameLines(t, err, c.want)
	}
}

// What else is wrong is said beside it. What hangs on arms that could not be read is not guessed at.
func TestParse_ErrSweepBesideOthers(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"weeks: 0\nsweep: {service.coaches: [x]}", []string{"x.yaml:1: weeks: found 0", "x.yaml:2: sweep.service.coaches[0]: found x"}},
		{"arms: &x {a: {}, b: {}}\ntrial: {control: a}\nsweep: {arms.a.minutes: [10], weeks: [3]}", []string{"x.yaml:1: arms: found an anchor &x", "x.yaml:3: sweep.weeks: found"}},
		{"arms: {A a: {}, b: {}}\ntrial: {control: b}\nsweep: {arms.A a.minutes: [10]}", []string{"x.yaml:1: arms.A a: found the short name A a"}},
		{"service: {coaches: 36}\nsweep: {service.coaches: [50]}", []string{"x.yaml:1: service.coaches: found 36 coaches for 37 districts"}},
	} {
		_, err := scenario.Parse("x.yaml", []byte(c.text))
		require.Error(t, err, c.text)
		sameLines(t, err, c.want)
	}
}

// Trouble at a point stands at the line of the sweep, in the file that has it, though the file has the key as well.
func TestLoad_ErrSweepInBase(t *testing.T) {
	folder(t, map[string]string{
		"plan.yaml": plan,
		"b.yaml":    "base: plan.yaml\n\nsweep:\n  service.coaches: [50, 1]\n",
		"a.yaml":    "base: b.yaml\nseed: 4",
		"c.yaml":    "base: absent.yaml\nsweep: {arms.much.minutes: [5], service.coaches: [x]}",
	})
	_, err := scenario.Load("a.yaml")
	sameLines(t, err, []string{"b.yaml:4: service.coaches: found 1 coaches for 2 districts, expected at least one a district"})
	_, err = scenario.Load("c.yaml")
	sameLines(t, err, []string{"c.yaml:1: base: found no such file (absent.yaml)", "c.yaml:2: sweep.service.coaches[0]: found x"})
}

// A list that the file has as well is another list: its lines are not those of the sweep's.
func TestParse_ErrSweepOfAListInTheFile(t *testing.T) {
	_, err := scenario.Parse("x.yaml", []byte(`trial:
  rollout:
    - {from: 2015-04-06, offices: 10}
    - {from: 2015-06-01}
sweep:
  trial.rollout: [[{from: 2015-04-06, offices: 10}, {from: 2015-04-06}]]
`))
	require.Error(t, err)
	sameLines(t, err, []string{"x.yaml:6: trial.rollout[1].from: found 2015-04-06, expected a day after 2015-04-06"})
}
