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

// Each case is a slip that a YAML reader would pass over or guess about, or a scenario that could not be simulated.
// Each gives one line, with the line of the file, the key, what was found and what was expected.
// badCase is a file and what is said of it.
type badCase struct{ name, text, want string }

// Text that a YAML reader takes in its own way, or not at all: no schema sees it.
var badText = []badCase{
	{"not a number", "service: {caseload: .nan}", "bad.yaml:1: service.caseload: found .nan, expected a number above 0, at most 1000 (claimants a coach)"},
	{"leading zero, octal to YAML", "weeks: 052", "bad.yaml:1: weeks: found 052, expected a whole number of weeks from 4 to 520, did you mean 52?"},
	{"leading zero of a small number, 8 to YAML", "weeks: 010", "bad.yaml:1: weeks: found 010, expected a whole number of weeks from 4 to 520, did you mean 10?"},
	{"octal", "weeks: 0o64", "bad.yaml:1: weeks: found 0o64, expected a whole number"},
	{"hexadecimal", "weeks: 0x34", "bad.yaml:1: weeks: found 0x34, expected a whole number"},
	{"hexadecimal decimal", "service: {caseload: 0x1p6}", "bad.yaml:1: service.caseload: found 0x1p6, expected a number"},
	{"plus sign", "weeks: +52", "bad.yaml:1: weeks: found +52, expected a whole number"},
	{"whole number with a point", "weeks: 52.0", "bad.yaml:1: weeks: found 52.0, expected a whole number of weeks from 4 to 520, did you mean 52?"},
	{"leading zero in a decimal", "service: {caseload: 069.5}", "bad.yaml:1: service.caseload: found 069.5, expected a number above 0, at most 1000 (claimants a coach), did you mean 69.5?"},
	{"duplicate key", "weeks: 20\nseed: 1\nweeks: 30", "bad.yaml:3: weeks: found the key a second time, expected it once; it stands on line 1 already"},
	{"second document that is empty", "seed: 1\n---\n", "bad.yaml:2: found a second document (---), expected one scenario a file"},
	{"second document", "seed: 1\n---\nseed: 2", "bad.yaml:2: found a second document (---), expected one scenario a file"},
	{"tab", "population:\n\tclaimants: 5", "bad.yaml:2: found a tab, expected spaces: YAML is indented with spaces only"},
	{"broken YAML", "seed: 1\ntrial: {control: a\n", "bad.yaml:3: found text that is not YAML (did not find expected ',' or '}'), expected YAML"},
	{"anchor", "arms:\n  a: &x {minutes: 5}\n  b: {}", "bad.yaml:2: arms.a: found an anchor &x, expected the value itself, written out"},
	{"alias", "seed: &x 5\nweeks: *x", "bad.yaml:1: seed: found an anchor &x, expected the value itself, written out\nbad.yaml:2: weeks: found an alias *x, expected the value itself, written out"},
	{"merge key", "trial:\n  <<: {control: a}", "bad.yaml:2: trial: found a merge key <<, expected the keys written out"},
	{"merge key with an override", "base: &a {weeks: 52}\ntrial:\n  <<: *a\n  recruit: stock", "bad.yaml:1: base: found an anchor &a, expected the value itself, written out\nbad.yaml:3: trial: found a merge key <<, expected the keys written out"},
	{"tag", "seed: !!int '5'", "bad.yaml:1: seed: found a tag !!int, expected the value itself, written out"},
	{"list as a key", "? [a]\n: 1", "bad.yaml:1: found a list as a key, expected a word"},
	{"Latin-1", "seed: 1\nlabel: caf\xe9", "bad.yaml:2: found byte 0xe9, expected text in UTF-8"},
	{"comments only", "# nothing yet\n", "bad.yaml: found nothing but comments, expected keys and values; {} takes all defaults"},
	{"an empty tag", "!", "bad.yaml:1: found nothing, expected keys and values"},
}

// Keys that are unknown, and values that are wrong whatever the other keys say.
var badKeys = []badCase{
	// Written as YAML readers pass over or guess about.
	{"unknown key", "seed: 1\nreplicate: 2", "bad.yaml:2: replicate: found the unknown key replicate, expected one of name, label, seed, replicates, vary, start, weeks, population, service, arms, trial, parameters, reform, truth, output, sweep, base, did you mean replicates?"},
	{"unknown key in an arm", "arms:\n  a:\n    minuts: 3\n  b: {}\ntrial: {control: a}", "bad.yaml:3: arms.a.minuts: found the unknown key minuts, expected one of like, key, label, share, weeks_apart, contacts, minutes, first_minutes, channel, mandatory, while, practice, employer_calls, duration_weeks, specialist, did you mean minutes?"},
	{"key one level too high", "claimants: 100", "bad.yaml:1: claimants: found the unknown key claimants, expected one of name, label, seed, replicates, vary, start, weeks, population, service, arms, trial, parameters, reform, truth, output, sweep, base, did you mean population.claimants?"},
	{"key of a later version", "\ncalibrate: {}", "bad.yaml:2: calibrate: found the unknown key calibrate"},
	{"unknown amount", "reform: {uc.tapir: 0.5}", "bad.yaml:1: reform.uc.tapir: found the unknown key uc.tapir, expected one of 118 names such as aet.couple, did you mean uc.taper?"},
	{"amount in per cent", "reform: {uc.taper: 55%}", "bad.yaml:1: reform.uc.taper: found 55%, expected a fraction, or {from: 2016-04-11, value: ...}, or a list of these, did you mean 0.55?"},
	{"share above one", "reform: {uc.taper: 55}", "bad.yaml:1: reform.uc.taper: found 55, expected a fraction"},
	{"negative amount", "reform: {uc.carer_element: -1}", "bad.yaml:1: reform.uc.carer_element: found -1, expected an amount in pounds"},
	{"reform without a day", "reform:\n  uc.taper:\n    value: 0.5", "bad.yaml:3: reform.uc.taper.from: found nothing, expected first day"},
	{"reform without a value", "reform: {uc.taper: {from: 2016-04-11}}", "bad.yaml:1: reform.uc.taper.value: found nothing, expected what the amount is from then on"},
	{"reform on no day", "reform: {uc.taper: {from: 2016-04-31, value: 0.5}}", "bad.yaml:1: reform.uc.taper.from: found 2016-04-31, expected a date as YYYY-MM-DD"},
	{"unknown key of a reform", "reform: {uc.taper: {form: 2016-04-11, value: 0.5}}", "bad.yaml:1: reform.uc.taper.form: found the unknown key form, expected one of from, value, did you mean from?"},
	{"bare value in a list", "reform: {uc.taper: [0.5]}", "bad.yaml:1: reform.uc.taper[0]: found 0.5, expected keys and values: one of from, value"},
	{"empty list of reforms", "reform: {uc.taper: []}", "bad.yaml:1: reform.uc.taper: found an empty list, expected a fraction"},
	{"empty value", "seed: 1\nweeks:\n", "bad.yaml:2: weeks: found nothing, expected a whole number of weeks from 4 to 520"},
	{"null in letters", "seed: null", "bad.yaml:1: seed: found nothing, expected a whole number from 0"},
	{"null for a decimal", "service: {caseload: null}", "bad.yaml:1: service.caseload: found nothing, expected a number above 0"},
	{"nothing for a word", "trial: {recruit: }", "bad.yaml:1: trial.recruit: found nothing, expected one of inflow, stock"},
	{"nothing for a line of text", "label:", "bad.yaml:1: label: found nothing, expected a line of text"},
	{"nothing for a list", "trial: {horizons: }", "bad.yaml:1: trial.horizons: found nothing, expected a list of weeks"},
	{"nothing for an arm", "arms: {a: , b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a: found nothing, expected keys and values"},
	{"null", "seed: ~", "bad.yaml:1: seed: found nothing, expected a whole number from 0 to 18446744073709551615"},
	{"empty mapping value", "population:\n", "bad.yaml:1: population: found nothing, expected keys and values: one of era, claimants, districts, candidates_per_participant, microdata"},
	{"infinitely little", "parameters: {jobs.rise: -.inf}", "bad.yaml:1: parameters.jobs.rise: found -.inf, expected a number"},
	{"hours and minutes, a number to base 60 to older YAML", "weeks: 1:30", "bad.yaml:1: weeks: found 1:30, expected a whole number"},
	{"infinite", "service: {caseload: .inf}", "bad.yaml:1: service.caseload: found .inf, expected a number"},
	{"fraction of a whole", "replicates: 1.5", "bad.yaml:1: replicates: found 1.5, expected a whole number from 1 to 10000"},
	{"percent", "parameters:\n  conduct.doubt_upheld: 25%", "bad.yaml:2: parameters.conduct.doubt_upheld: found 25%, expected a number from 0 to 1 (share of missed mandatory appointments that end in a sanction), did you mean 0.25?"},
	{"percent meant by a bare number", "parameters:\n  conduct.doubt_upheld: 25", "bad.yaml:2: parameters.conduct.doubt_upheld: found 25, expected a number from 0 to 1 (share of missed"},
	{"overflow", "seed: 18446744073709551616", "bad.yaml:1: seed: found 18446744073709551616, expected a whole number from 0 to 18446744073709551615"},
	{"float overflow", "service: {caseload: 1e999}", "bad.yaml:1: service.caseload: found 1e999, expected a number"},
	{"negative seed", "seed: -1", "bad.yaml:1: seed: found -1, expected a whole number from 0"},
	{"thousands separator", "population: {claimants: 30_709}", "bad.yaml:1: population.claimants: found 30_709, expected a whole number of people from 1 to 5000000, write 30709"},
	{"comma", "population:\n  claimants: 30,709", "bad.yaml:2: population.claimants: found 30,709, expected a whole number of people from 1 to 5000000, write 30709"},
	{"comma within braces, where YAML takes 709 for a key", "population: {claimants: 30,709, districts: all}", "bad.yaml:1: population.claimants: found 30,709, expected a whole number of people from 1 to 5000000, write 30709"},
	{"two commas within braces", "population: {claimants: 1,000,000}", "bad.yaml:1: population.claimants: found 1,000,000, expected a whole number of people from 1 to 5000000, write 1000000"},
	{"number in quotes", "weeks: '52'", `bad.yaml:1: weeks: found "52", expected a whole number of weeks from 4 to 520, did you mean 52?`},
	{"decimal in quotes", "service: {caseload: '69.5'}", `bad.yaml:1: service.caseload: found "69.5", expected a number above 0, at most 1000 (claimants a coach), did you mean 69.5?`},
	{"truth in quotes", "arms: {a: {mandatory: 'true'}, b: {}}\ntrial: {control: b}", `bad.yaml:1: arms.a.mandatory: found "true", expected true or false, did you mean true?`},
	{"a list", "- seed: 1", "bad.yaml:1: found a list, expected keys and values"},
	{"a sentence", "simulate the trial please", "bad.yaml:1: found simulate the trial please, expected keys and values"},
	{"no-break space", "weeks:\u00a052", `bad.yaml:1: found "weeks:\u00a052", expected keys and values`},
	{"no-break space after a number", "weeks: 52\u00a0", `bad.yaml:1: weeks: found "52\u00a0", expected a whole number`},
	{"a long word", strings.Repeat("word", 99), "bad.yaml:1: found " + strings.Repeat("word", 20) + "..., expected keys"},
	{"a long key", strings.Repeat("word", 99) + ": 1", "bad.yaml:1: " + strings.Repeat("word", 20) + "...: found the unknown key " + strings.Repeat("word", 20) + "..., expected one of"},

	// Wrong kinds and words.
	{"value where keys belong", "trial: inflow", "bad.yaml:1: trial: found inflow, expected keys and values: one of control, recruit, recruit_weeks, burn_in_weeks, unit, horizons, rollout"},
	{"keys where a value belongs", "weeks: {a: 1}", "bad.yaml:1: weeks: found keys and values, expected a whole number of weeks from 4 to 520"},
	{"value where a list belongs", "trial: {horizons: 52}", "bad.yaml:1: trial.horizons: found 52, expected a list of weeks such as [13, 26, 52], did you mean [52]?"},
	{"weeks without brackets", "trial:\n  horizons: 13, 26", "bad.yaml:2: trial.horizons: found 13, 26, expected a list of weeks such as [13, 26, 52], did you mean [13, 26]?"},
	{"district without brackets", "population: {districts: Essex}", "bad.yaml:1: population.districts: found Essex, expected all, or a list of districts by name, did you mean [Essex]?"},
	{"districts without brackets, one misspelt", "population:\n  districts: Esex, Kent", "bad.yaml:2: population.districts: found Esex, Kent, expected all, or a list of districts by name, did you mean [Essex, Kent]?"},
	{"empty list", "trial: {horizons: []}", "bad.yaml:1: trial.horizons: found an empty list, expected a list of weeks"},
	{"yes for true", "arms: {a: {mandatory: yes}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a.mandatory: found yes, expected true or false, did you mean true?"},
	{"wrong word", "trial: {recruit: inflows}", "bad.yaml:1: trial.recruit: found inflows, expected one of inflow, stock, did you mean inflow?"},
	{"wrong practice", "arms: {a: {practice: progresion}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a.practice: found progresion, expected one of call, employer, progression, review, specialist, did you mean progression?"},
	{"wrong channel", "arms: {a: {channel: phone}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a.channel: found phone, expected one of face_to_face, telephone, digital, group, none"},
	{"wrong era", "population: {era: 2024}", "bad.yaml:1: population.era: found 2024, expected one of 2015-17, 2022-24"},
	{"an era by its years", "population: {era: 2022-25}", "bad.yaml:1: population.era: found 2022-25, expected one of 2015-17, 2022-24, did you mean 2022-24?"},
	{"day as people write it", "start: 6 April 2015", "bad.yaml:1: start: found 6 April 2015, expected a date as YYYY-MM-DD"},
	{"day that is none", "start: 2015-02-30", "bad.yaml:1: start: found 2015-02-30, expected a date as YYYY-MM-DD"},
	{"name with spaces", "name: My Study", "bad.yaml:1: name: found My Study, expected lower-case letters, digits and hyphens, at most 40, did you mean my-study?"},
	{"empty label", "label: ''", `bad.yaml:1: label: found "", expected a line of text`},
	{"district misspelt", "population: {districts: [Esex]}", "bad.yaml:1: population.districts[0]: found Esex, expected the name of a district, such as Birmingham and Solihull, or its number from 0 to 36, did you mean Essex?"},
	{"district out of range", "population:\n  districts:\n    - 0\n    - 37", "bad.yaml:4: population.districts[1]: found 37, expected the name of a district"},
	{"district twice", "population: {districts: [Essex, Essex]}", "bad.yaml:1: population.districts[1]: found Essex a second time, expected each once"},
	{"unknown table", "output: {tables: [month]}", "bad.yaml:1: output.tables[0]: found month, expected one of claimants, outcomes, decomposition, months, events, coach_weeks, vacancies, districts, effects, did you mean months?"},
	{"table that no run writes", "output: {tables: [estimates]}", "bad.yaml:1: output.tables[0]: found estimates, expected one of"},
	{"unknown parameter", "parameters: {jobs.seperation: 0.1}", "bad.yaml:1: parameters.jobs.seperation: found the unknown key jobs.seperation, expected one of "},
	{"no arms", "arms: {}\ntrial: {control: a}", "bad.yaml:1: arms: found no arms, expected at least two"},
	{"arm's name", "arms: {A arm: {}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.A arm: found the short name A arm, expected lower-case letters, digits and hyphens, at most 40"},
	{"stage without a day", "trial:\n  rollout:\n    - offices: 10", "bad.yaml:3: trial.rollout[0].from: found nothing, expected first day of the stage"},

	// Ranges.
	{"half of something counted whole", "parameters: {employers.three_way: 2.6}", "bad.yaml:1: parameters.employers.three_way: found 2.6, expected a whole number from 1 to 6 (calls whose effect on engagement a conversation of claimant, coach and employer has), did you mean 3?"},
	{"half a week", "parameters: {provision.debt_weeks: 0.5}", "bad.yaml:1: parameters.provision.debt_weeks: found 0.5, expected a whole number from 1 to 25 (weeks from start to end of debt advice), did you mean 1?"},
	{"parameter out of its range", "parameters: {jobs.separation: 0.5}", "bad.yaml:1: parameters.jobs.separation: found 0.5, expected a number from 0 to 0.01 (probability a week)"},
	{"minutes", "arms:\n  a:\n    minutes: 241\n  b: {}\ntrial: {control: b}", "bad.yaml:3: arms.a.minutes: found 241, expected a whole number of minutes from 1 to 240"},
	{"weeks apart", "arms: {a: {weeks_apart: 0}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a.weeks_apart: found 0, expected a whole number of weeks from 1 to 26"},
	{"negative share", "arms: {a: {share: -1}, b: {}}\ntrial: {control: b}", "bad.yaml:1: arms.a.share: found -1, expected a number from 0 to 1000 (weight)"},
	{"nobody", "population: {claimants: 0}", "bad.yaml:1: population.claimants: found 0, expected a whole number of people from 1 to 5000000"},
	{"horizon before pay is known", "trial: {horizons: [3]}", "bad.yaml:1: trial.horizons[0]: found 3, expected a whole number of weeks from 4 to 520"},
	{"no caseload", "service: {caseload: 0}", "bad.yaml:1: service.caseload: found 0, expected a number above 0"},
	{"too many arms", "arms: {" + manyArms(256) + "}\ntrial: {control: a0}", "bad.yaml:1: arms: found 256 arms, expected at most 255"},
}

// Keys that contradict each other.
var badTogether = []badCase{
	{"reforms out of order", "reform:\n  uc.taper:\n    - {from: 2017-04-11, value: 0.5}\n    - {from: 2016-04-11, value: 0.4}", "bad.yaml:4: reform.uc.taper[1]: found 2016-04-11 after 2017-04-11, expected days in order, each once"},
	{"control left out", "seed: 1\narms:\n  a: {}\n  b: {}", "bad.yaml:3: trial.control: found nothing, expected the arm that the others are compared with, because arms is given"},
	{"control unknown", "arms: {light: {}, heavy: {}}\ntrial:\n  control: lihgt", "bad.yaml:3: trial.control: found lihgt, expected one of heavy, light, did you mean light?"},
	{"control without share", "arms:\n  a: {share: 0}\n  b: {}\ntrial: {control: a}", "bad.yaml:2: arms.a.share: found 0, expected a share above 0, because this is the control arm"},
	{"one arm", "arms: {a: {}}\ntrial: {control: a}", "bad.yaml:1: arms: found no arm with a share above 0 beside a, expected at least one to compare with it"},
	{"key used twice", "arms:\n  a: {}\n  b:\n    key: a\ntrial: {control: a}", "bad.yaml:4: arms.b.key: found a, expected a key that no other arm has; a has it"},
	{"horizons out of order", "trial: {horizons: [52, 26]}", "bad.yaml:1: trial.horizons[1]: found 26, expected at least 56, 4 weeks after the horizon before"},
	{"horizons share a week of pay", "trial: {horizons: [26, 29]}", "bad.yaml:1: trial.horizons[1]: found 29, expected at least 30, 4 weeks after the horizon before"},
	{"fewer coaches than districts", "service: {coaches: 36}", "bad.yaml:1: service.coaches: found 36 coaches for 37 districts, expected at least one a district"},
	{"appointment longer than a coach's week", "arms: {a: {minutes: 120}, b: {first_minutes: 101}}\ntrial: {control: b}\nparameters: {staff.interview_minutes: 100}", "bad.yaml:1: arms.a.minutes: found 120, expected at most 100, a coach's week of appointments (parameters.staff.interview_minutes)\nbad.yaml:1: arms.b.first_minutes: found 101, expected at most 100"},
	{"parameters that break the model together", "parameters:\n  market.small_share: 0.95", "bad.yaml:2: parameters: found market.small_share and medium_share sum to 1.07, expected at most 1"},
	{"more people than a district holds", "population: {claimants: 5000000, districts: [Essex]}", "bad.yaml:1: population.claimants: found 13500000 candidates in Essex, expected at most 8388608 in a district"},
	{"more coaches than a district holds", "population: {districts: [Essex]}\nservice: {coaches: 65537}", "bad.yaml:2: service.coaches: found 65537 coaches in Essex, expected at most 65536 in a district"},
	{"larger caseload than a district holds", "population: {districts: [Essex]}\nservice: {caseload: 1000}", "bad.yaml:2: service.caseload: found 11998889 caseload places in Essex, expected at most 8388608 in a district"},
	{"horizon beyond follow-up", "weeks: 40\ntrial: {horizons: [26, 52]}", "bad.yaml:2: trial.horizons[1]: found 52, expected at most 40, the weeks of follow-up"},
	{"stages out of order", "trial:\n  rollout:\n    - {from: 2015-04-06, offices: 10}\n    - {from: 2015-04-01, offices: 20}", "bad.yaml:4: trial.rollout[1].from: found 2015-04-01, expected a day after 2015-04-06, when the stage before begins"},
	{"first stage too late", "trial:\n  rollout: [{from: 2015-05-01}]", "bad.yaml:2: trial.rollout[0].from: found 2015-05-01, expected a day not after 2015-04-06, the start of recruitment"},
	{"jobcentres leave", "trial:\n  rollout: [{from: 2015-04-06, offices: 10}, {from: 2015-06-01, offices: 5}]", "bad.yaml:2: trial.rollout[1].offices: found 5, expected more than the 10 jobcentres of the stage before, or 0 for all"},
	{"stage after all", "trial:\n  rollout: [{from: 2015-04-06}, {from: 2015-06-01, offices: 5}]", "bad.yaml:2: trial.rollout[1].offices: found 5, expected no further stage, because all jobcentres recruit already"},
	{"too early", "start: 2014-04-07", "bad.yaml:1: start: found 2014-04-07, expected 2015-04-06 or later, because no earlier rules are held"},
	{"too late", "start: 2025-04-07", "bad.yaml:1: start: found a study that ends on 2029-03-25, expected recruitment and follow-up to end by 2027-03-31, because no later rules are held"},
	{"too long", "weeks: 520\ntrial: {recruit_weeks: 106}", "bad.yaml:2: trial.recruit_weeks: found a study that ends on 2027-04-04, expected recruitment"},
}

var bad = slices.Concat(badText, badKeys, badTogether)

func manyArms(n int) string {
	var arms []string
	for i := range n {
		arms = append(arms, fmt.Sprintf("a%d: {}", i))
	}
	return strings.Join(arms, ", ")
}

func TestParse_ErrBad(t *testing.T) {
	for _, c := range bad {
		t.Run(c.name, func(t *testing.T) {
			s, err := scenario.Parse("bad.yaml", []byte(c.text))
			require.Error(t, err)
			assert.Nil(t, s)
			found, want := strings.Split(err.Error(), "\n"), strings.Split(c.want, "\n")
			require.Len(t, found, len(want), "one slip, one line: %v", found)
			for i := range want {
				assert.True(t, strings.HasPrefix(found[i], want[i]), "found   %s\nexpected %s", found[i], want[i])
			}
		})
	}
}

// A user who has made five mistakes reads of five, in the order of the file.
func TestParse_ErrAllAtOnce(t *testing.T) {
	_, err := scenario.Parse("many.yaml", []byte(`weeks: 0
population:
  claimants: many
  distrits: all
arms:
  a: {minutes: x}
  b: {key: a}
trial: {recruit: both}
`), "seed=first")
	require.Error(t, err)
	var places []string
	for _, p := range err.(scenario.Problems) {
		places = append(places, fmt.Sprintf("%d %s", p.Line, p.Field))
	}
	assert.Equal(t, []string{
		"1 weeks", "3 population.claimants", "4 population.distrits", "6 arms.a.minutes", "8 trial.recruit",
		"0 seed",
	}, places, "and nothing about the key of b or the control arm, which the arms as they stand leave open")
}

func TestProblems_AtMostTwenty(t *testing.T) {
	var text strings.Builder
	for i := range 33 {
		fmt.Fprintf(&text, "unknown%d: 1\n", i)
	}
	_, err := scenario.Parse("many.yaml", []byte(text.String()))
	require.Error(t, err)
	lines := strings.Split(err.Error(), "\n")
	assert.Len(t, lines, 21)
	assert.Equal(t, "and 13 more", lines[20])
}
