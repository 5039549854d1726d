package report_test

import (
	"encoding/json"
	"fmt"

	"inwork/progression/evaluation"
)

// sweptBy is trial2015 at several points, at each of which effects are larger by half of those at the first.
func sweptBy(settings ...[]evaluation.Setting) *evaluation.Evaluation {
	all := make([]*evaluation.Evaluation, len(settings))
	for p, set := range settings {
		e := trial2015()
		e.Study.Name, e.Study.Title, e.Study.Published, e.Targets = "sweep-2015", "In-work progression trial 2015-18, swept", "", nil
		e.Study.Point, e.Study.Settings = p, set
		e.LeftOut = []evaluation.LeftOut{{What: "published figures", Why: "the study is not of the published trial's scenario"}}
		for i := range e.Effects {
			f := &e.Effects[i]
			f.Published = nil
			f.Truth.Point, f.Truth.Effect = int32(p), f.Truth.Effect*(1+float64(p)/2)
			for r := range f.Trials {
				t := &f.Trials[r]
				more := t.Estimate * float64(p) / 2
				t.Point, t.Estimate, t.ConfLow, t.ConfHigh = int32(p), t.Estimate+more, t.ConfLow+more, t.ConfHigh+more
			}
		}
		all[p] = e
	}
	all[0].Others = all[1:]
	return all[0]
}

// by is a setting from a key and a value of any kind.
func by(key string, value any) evaluation.Setting {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return evaluation.Setting{Key: key, Value: text}
}

// sweep2015 varies two keys and sets a third alike; keys stand in another order at every other point.
func sweep2015() *evaluation.Evaluation {
	var settings [][]evaluation.Setting
	for _, weeks := range []int{2, 4} {
		for _, separation := range []float64{0.002, 0.003} {
			set := []evaluation.Setting{by("arms.frequent.weeks_apart", weeks), by("parameters.jobs.separation", separation), by("service.caseload", 69)}
			if separation > 0.002 {
				set[0], set[1] = set[1], set[0]
			}
			settings = append(settings, set)
		}
	}
	e := sweptBy(settings...)
	for p, at := range e.Points() {
		at.Study.Arms[0].WeeksApart = 2 + p/2*2
		at.Baseline = at.Baseline[:2]
		if p > 0 { // enough of pictures
			at.Earnings, at.Coaches = nil, nil
		}
	}
	return e
}

// byNumber varies one key over numbers that do not ascend.
func byNumber(values ...float64) *evaluation.Evaluation {
	var settings [][]evaluation.Setting
	for _, v := range values {
		settings = append(settings, []evaluation.Setting{by("parameters.jobs.separation", v)})
	}
	return sweptBy(settings...)
}

// manyPoints is a sweep as large and as long-winded as anyone's.
func manyPoints(n int) *evaluation.Evaluation {
	var settings [][]evaluation.Setting
	for p := range n {
		var districts []string
		for d := range 12 {
			districts = append(districts, fmt.Sprintf("A district with a long name %d", d+p))
		}
		settings = append(settings, []evaluation.Setting{by("population.districts", districts), by("arms.frequent.weeks_apart", 2+p),
			by("arms.moderate.weeks_apart", 4+p), by("parameters.jobs.separation", float64(200+p)/100_000)})
	}
	return sweptBy(settings...)
}
