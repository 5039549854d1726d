package evaluation_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/study"
	"inwork/sim/table"
)

// synthetic is a study whose every answer is known from its recipe: in each arm half of the people earn spread less and half
// spread more than a mean that is control's plus the arm's effect, so that an estimate is the effect exactly and its standard
// error is spread * sqrt(2/(persons-1)), for arms of equal size.
type synthetic struct {
	replicates, persons int // persons in each arm, even
	parts               int // files a replicate
	horizons            []int
	months              int
	harmful             bool // effects have the other sign
	published           string
	claimants           int              // wanted
	untold              bool             // no worlds were simulated from which truth follows
	points              int              // of a sweep; 0 without one
	deserted            string           // the arm in which there is nobody at the last point
	without             string           // a table that is not kept
	split               bool             // truth is of pilot too, and rollout in its parts
	indices             []map[string]int // of each replicate, as in plans
	strangeCause        bool             // a cause of pay that there is not
	canonical           string           // the scenario in the plan, as JSON; empty for one that says nothing
	lost                bool             // the first person has no outcome at the last horizon
	events              bool             // are kept: everybody is seen in her first week, those of frequent twice, and again a week after the last horizon
}

var ordinary = synthetic{replicates: 2, persons: 40, parts: 2, horizons: []int{26, 52}, months: 6, published: "trial-2015", claimants: 150}

// swept is a study at three points: whatever tables hold of a point is larger by its number.
var swept = synthetic{replicates: 2, persons: 40, parts: 2, horizons: []int{26, 52}, months: 6, claimants: 150, points: 3}

const (
	controlWeek = 16000 // pence: 160 pounds a week
	spreadWeek  = 4000  // pence
)

var (
	slugs = []string{"frequent", "minimal", "moderate"}
	start = sim.Date(2015, 4, 6)
)

// pointWeek is what an arm adds to weekly pay for each point, in pence.
const pointWeek = 100

// effectWeek is what an arm adds to weekly pay, in pence: one trial's finding differs from the other's by 2 pounds.
func effectWeek(slug string, horizon, replicate int) int64 {
	return map[string]int64{"frequent": 500, "moderate": 300}[slug]*int64(horizon)/52*int64(1-replicate) +
		map[string]int64{"frequent": 700, "moderate": 500}[slug]*int64(horizon)/52*int64(replicate)
}

// contactsOf is how often each person of an arm is seen: once more in the second trial than in the first.
func contactsOf(slug string, horizon, replicate int) int32 {
	return map[string]int32{"frequent": 12, "minimal": 1, "moderate": 6}[slug]*int32(horizon)/52 + int32(replicate)
}

func (s synthetic) sign() int64 {
	if s.harmful {
		return -1
	}
	return 1
}

// write makes the study's folder as a run does, or goes on with it.
func (s synthetic) write(dir string) error {
	body, err := s.body()
	if err != nil {
		return err
	}
	folder, err := study.Open(dir, study.Plan{Model: "1", Canonical: json.RawMessage(cmp.Or(s.canonical, `{"seed":2015}`)), Body: body,
		Chunks: study.Chunks(max(s.points, 1), s.replicates, study.Blocks(slices.Repeat([]int{1}, s.parts), 1))})
	if err != nil {
		return err
	}
	remaining, err := folder.Remaining(context.Background(), 0, 1)
	if err != nil {
		return err
	}
	for _, chunk := range remaining {
		files, err := s.writeChunk(folder, chunk)
		if err != nil {
			return err
		}
		if err := folder.Done(chunk, files, study.Run{}); err != nil {
			return err
		}
	}
	truth := study.Fold{Table: rows.Truths.Name, Write: func(context.Context, study.Manifest) (table.File, error) {
		return s.writeTruth(folder.WholePath(rows.Truths.Name))
	}}
	if s.without == truth.Table {
		_, err = folder.Merge(context.Background())
	} else {
		_, err = folder.Merge(context.Background(), truth)
	}
	return err
}

// body is what the pilot puts into a plan.
func (s synthetic) body() ([]byte, error) {
	arms := []map[string]any{
		{"slug": "frequent", "label": "Frequent", "key": "frequent", "weeks_apart": 2, "contacts": 13},
		{"slug": "minimal", "label": "", "key": "minimal"},
		{"slug": "moderate", "label": "Moderate", "key": "moderate"},
	}
	return json.Marshal(map[string]any{
		"points":    s.pointBodies(),
		"indices":   s.indices,
		"published": s.published, "claimants": s.claimants,
		"name": "synthetic", "seed": 2015, "replicates": s.replicates, "start": start, "weeks": 104, "scenario_digest": "abc",
		"worlds": []string{"control", "randomised"}, "schema_version": rows.Schema,
		"trial": map[string]any{"control": "minimal", "horizons": s.horizons, "unit": "person", "arms": arms},
	})
}

// pointBodies are the points of the sweep, nil without one: keys stand in another order at every other point.
func (s synthetic) pointBodies() []map[string]any {
	var list []map[string]any
	for p := range s.points {
		settings := []map[string]any{
			{"key": "arms.frequent.weeks_apart", "value": 2 + p},
			{"key": "population.districts", "value": []string{"Essex", "Kent"}[:1+p%2]},
		}
		if p%2 == 1 {
			slices.Reverse(settings)
		}
		list = append(list, map[string]any{"settings": settings, "claimants": s.claimants + p, "arms": []map[string]any{
			{"slug": "frequent", "label": "Frequent", "key": "frequent", "weeks_apart": 2 + p, "contacts": 13},
			{"slug": "minimal", "label": "", "key": "minimal"},
			{"slug": "moderate", "label": "Moderate", "key": "moderate"},
		}})
	}
	return list
}

// writeChunk writes one block of a replicate: districts are blocks here, people go to arms in turn.
func (s synthetic) writeChunk(folder *study.Study, chunk study.Chunk) ([]table.File, error) {
	r, part, point := chunk.Replicate, chunk.Block, int64(chunk.Point)
	var outcomes []rows.Outcome
	var months []rows.Month
	var claimants []rows.Claimant
	for i := range s.persons * len(slugs) {
		if i*s.parts/(s.persons*len(slugs)) != part {
			continue
		}
		slug, id := slugs[i%len(slugs)], sim.ID(part, i)
		if slug == s.deserted && chunk.Point == s.points-1 {
			continue
		}
		side := int64(1 - 2*(i/len(slugs)%2)) // +1 or -1, half of each arm
		randomised := start + sim.Day(i%7)*7
		claimants = append(claimants, rows.Claimant{District: int32(part), Coach: int32(i / len(slugs) % 2), Claimant: int64(id), Arm: slug, Assigned: slug,
			Randomised: randomised, AgeYears: int32(35 + side*5 + point), Female: side > 0, Tenure: "none", HourlyPay: 720,
			HoursPerWeek: 20 + 5*float64(side) + map[string]float64{"frequent": 1}[slug], QualifyingGross: money.Pence(60000 + side*10000)})
		for _, h := range s.horizons {
			if s.lost && i == 0 && h == s.horizons[len(s.horizons)-1] {
				continue
			}
			week := controlWeek + side*spreadWeek + s.sign()*effectWeek(slug, h, r)
			if slug != "minimal" {
				week += point * pointWeek
			}
			outcomes = append(outcomes, rows.Outcome{District: int32(part), Claimant: int64(id), HorizonWeeks: int32(h), Arm: slug,
				Assigned: slug, Randomised: randomised, GrossFourWeeks: money.Pence(4 * week), GrossCumulated: money.Pence(week * int64(h)),
				Employed: side > 0, HoursPerWeek: 20 + 5*float64(side), HourlyPay: 800, OnUC: true,
				Contacts: contactsOf(slug, h, r), Meetings: contactsOf(slug, h, r) + 3 + int32(point), Missed: int32(1 + side), Sanctions: int32(1 + side),
				ContactsIntended: contactsOf(slug, h, r) + 9, ContactsMissed: 2, LostOutOfBand: 5, LostNoTime: 3, LostAway: int32(2 + side), StillDue: int32(1 - side),
				MadeUp: 2, WeeksInBand: int32(h / 2), Minutes: 100, ContactMinutes: int32(60 + side*10)})
		}
		for m := range s.months + i%2 { // the last month has only every other person
			months = append(months, rows.Month{District: int32(part), Claimant: int64(id), PeriodStart: sim.Date(2015, 3, 20).AddMonths(m + i%3),
				Arm: slug, Gross: money.Pence(52*100*(int64(m+1)+point) + map[string]int64{"frequent": 5200}[slug] + side*5200)})
		}
	}
	path := func(info table.Info) string { return folder.Path(chunk, info.Name, "randomised") }
	var files []table.File
	var problems []error
	keep := func(info table.Info, write func() (table.File, error)) {
		if info.Name != s.without {
			f, err := write()
			files, problems = append(files, f), append(problems, err)
		}
	}
	keep(rows.Outcomes, func() (table.File, error) { return writeRows(path(rows.Outcomes), rows.Outcomes, outcomes) })
	for _, world := range []string{"control", "randomised"} {
		keep(rows.Decompositions, func() (table.File, error) {
			return writeRows(folder.Path(chunk, rows.Decompositions.Name, world), rows.Decompositions, s.decomposition(part, chunk.Point, world))
		})
	}
	keep(rows.Claimants, func() (table.File, error) { return writeRows(path(rows.Claimants), rows.Claimants, claimants) })
	if s.events {
		keep(rows.Events, func() (table.File, error) { return writeRows(path(rows.Events), rows.Events, s.eventsOf(claimants)) })
	}
	keep(rows.Months, func() (table.File, error) { return writeRows(path(rows.Months), rows.Months, months) })
	keep(rows.CoachWeeks, func() (table.File, error) {
		return writeRows(path(rows.CoachWeeks), rows.CoachWeeks, coachWeeks(part, chunk.Point))
	})
	return files, errors.Join(problems...)
}

// eventsOf people are meetings.
func (s synthetic) eventsOf(claimants []rows.Claimant) (list []rows.Event) {
	for _, c := range claimants {
		meet := func(week int) {
			list = append(list, rows.Event{District: c.District, Claimant: c.Claimant, Day: c.Randomised + sim.Day(7*week), Kind: "meeting"})
		}
		meet(0)
		if c.Assigned == "frequent" {
			meet(0)
		}
		meet(s.horizons[len(s.horizons)-1] + 1)
	}
	return list
}

// decomposition is of ten people an arm: they were randomised at 150 pounds a week, half of them 1 pound above and half below. A
// cause adds its place in the alphabet in pounds, a pound more in the control world and at each further point.
func (s synthetic) decomposition(part, point int, world string) (list []rows.Decomposition) {
	causes := []string{"fewer_hours", "job_changed", "job_ended", "job_started", "more_hours", "rise", "school_terms", "settlement", "start", "volatility", "wage_floor"}
	if s.strangeCause {
		causes[4] = "luck"
	}
	for _, slug := range slugs {
		for _, h := range s.horizons {
			for k, cause := range causes {
				each := int64(k+point) * 400
				if world == "control" {
					each += 400
				}
				squares := 10 * each * each
				if cause == "start" {
					each, squares = 60000, 5*(60400*60400+59600*59600)
				}
				if slug != "minimal" {
					each += 40000
				}
				list = append(list, rows.Decomposition{District: int32(part), Arm: slug, HorizonWeeks: int32(h), Cause: cause, N: 10, Sum: money.Pence(10 * each), SumSquares: squares})
			}
		}
	}
	return list
}

// coachWeeks are two coaches over six weeks, that is four weeks and two.
func coachWeeks(part, point int) []rows.CoachWeek {
	var list []rows.CoachWeek
	for coach := range 2 {
		for week := range 6 {
			list = append(list, rows.CoachWeek{District: int32(part), Coach: int32(coach), Week: start + sim.Day(7*week), Contracted: 1500,
				Absent: 100, Used: 1000 + int32(week)*10, Unused: 400 - int32(week)*10, Participants: 200*int32(coach) + int32(point), Waiting: int32(coach)})
		}
	}
	return list
}

func (s synthetic) writeTruth(path string) (table.File, error) {
	var list []rows.Truth
	if s.untold {
		return writeRows(path, rows.Truths, list)
	}
	for point := range max(s.points, 1) {
		for _, slug := range []string{"frequent", "moderate"} {
			for _, h := range s.horizons {
				errorOfTwo := 0.25
				list = append(list,
					rows.Truth{Point: int32(point), Estimand: "rollout", Arm: slug, HorizonWeeks: int32(h), Outcome: "earnings_week", Component: "part", Unit: "x"},
					rows.Truth{Point: int32(point), Estimand: "rollout", Arm: slug, HorizonWeeks: int32(h), Outcome: "earnings_week", Component: "total", Unit: "pounds a week",
						Effect: float64(h)/13 + float64(point), MonteCarloError: &errorOfTwo, ControlMean: 160, Replicates: 2, Persons: 240})
				if s.split {
					list = append(list, splitTruths(point, slug, h)...)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b rows.Truth) int {
		return cmp.Or(cmp.Compare(a.Point, b.Point), cmp.Compare(a.Estimand, b.Estimand), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Component, b.Component))
	})
	return writeRows(path, rows.Truths, list)
}

// splitTruths are of one effect: pilot is a pound more than rollout, of which the queue takes 2 pounds when it is released first and
// 1.5 when it is second, and the market a half and nothing.
func splitTruths(point int, slug string, h int) (list []rows.Truth) {
	whole := float64(h)/13 + float64(point)
	for _, t := range []struct {
		estimand, component string
		effect, monteCarlo  float64
	}{
		{"pilot", "total", whole + 1, 0.5}, {"single", "total", whole + 2, 0.6}, {"rollout", "single", whole + 2, 0.6},
		{"rollout", "queue_first", -2, 0.1}, {"rollout", "market_second", 0, 0.2}, {"rollout", "market_first", -0.5, 0.3},
		{"rollout", "queue_second", -1.5, 0.4}, {"rollout", "interaction", 0.5, 0.05},
	} {
		list = append(list, rows.Truth{Point: int32(point), Estimand: t.estimand, Arm: slug, HorizonWeeks: int32(h), Outcome: "earnings_week",
			Component: t.component, Unit: "pounds a week", Effect: t.effect, MonteCarloError: &t.monteCarlo, ControlMean: 160, Replicates: 2, Persons: 240})
	}
	return list
}

func writeRows[Row any](path string, info table.Info, list []Row) (table.File, error) {
	w, err := table.Create[Row](path, info, nil)
	if err != nil {
		return table.File{}, err
	}
	defer w.Abort()
	if err := w.Write(list); err != nil {
		return table.File{}, err
	}
	return w.Close()
}
