package evaluation

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// DiagnosisOptions say what is diagnosed. Workers and Progress change no result.
type DiagnosisOptions struct {
	Point        int    // of the sweep
	Replicate    int    // whose people are assigned again; no part of DiagnoseReplicates
	Runs         int    // how often; 0 means DefaultRuns. DiagnoseReplicates has the study's replicates
	Outcome      string // name of one of Outcomes; empty means earnings_week
	HorizonWeeks int    // 0 means the main horizon
	Workers      int    // trials made at once; below 1 means 1
	Progress     func(done, total int)
}

// DefaultRuns makes a power of 0.5 known to 0.022, and the size of a test of 5% to 0.01.
const DefaultRuns = 500

// Diagnosis is how a trial of a study's design does when it is run again and again: what its estimates are held against is known, for the
// outcomes are simulated. The error of the simulation stands beside each number and shrinks with runs; that of a trial is a number itself.
type Diagnosis struct {
	Study        Study
	Mode         string // assign, or full
	Replicate    int    // whose people were assigned again; 0 of full
	Outcome      Outcome
	HorizonWeeks int
	Persons      int      // in a trial, in all arms; the mean where trials differ
	Covariates   []string // labels of what lin adjusts for; empty without it
	Varies       []string // what differs between the trials
	Held         []string // what does not
	Answers      []Diagnosed
	Curve        []SamplePower // of the difference in means, by arm and size; empty of full
	LeftOut      []LeftOut
}

// Diagnosed is how an estimator does on one arm against control.
type Diagnosed struct {
	Arm              string
	Persons          int     // in a trial, in all arms, on average
	Treated, Control float64 // of them, in the arm and in control, on average
	Analytic         float64 // power by the formula for two means; NaN where it does not apply
	trial.Diagnosis          // its Estimand is pilot, rollout or no_effect
}

// The modes, and what estimates are held against beside pilot and rollout.
const (
	modeAssign = "assign"
	modeFull   = "full"
	noEffect   = "no_effect"

	differenceInMeans = "difference_in_means"
	lin               = "lin"
)

// powerWanted is the power at which the least detectable effect is told: what funders of trials ask for.
const powerWanted = 0.8

// MDE is the least effect that the design finds with the right sign in 80% of trials, at the standard error that they report; NaN without one.
func (d *Diagnosed) MDE() float64 {
	if !(d.Treated+d.Control > 2) || math.IsNaN(d.StdError.Value) {
		return math.NaN()
	}
	return trial.Precision{StdError: d.StdError.Value, DF: d.Treated + d.Control - 2, Level: d.Level}.MDE(powerWanted)
}

// SamplePower is the power of the difference in means to find the true effect of an arm, were the trial of another size.
type SamplePower struct {
	Arm       string
	Persons   int             // in all arms
	Simulated *trial.Measured // with as many drawn from the people of the trial; nil beyond them
	Analytic  float64         // by the formula for two means: standard errors shrink with the root of people
}

// Find is the answer of an estimator to an arm and estimand from all people; nil when there is none.
func (d *Diagnosis) Find(arm, estimand, estimator string) *Diagnosed {
	for i := range d.Answers {
		if a := &d.Answers[i]; a.Arm == arm && a.Estimand == estimand && a.Estimator == estimator && a.Persons == d.Persons {
			return a
		}
	}
	return nil
}

// Unsuited is the error of a study, or of a wish, for which there is no diagnosis: where it stands, what was found and what was expected.
type Unsuited struct {
	Path            string // empty where it is no file's
	Field           string
	Found, Expected string
}

func (e *Unsuited) Error() string {
	text := fmt.Sprintf("%s: found %s, expected %s", e.Field, e.Found, e.Expected)
	if e.Path != "" {
		text = e.Path + ": " + text
	}
	return text
}

// diagnosing is a diagnosis under way: its study, and the arms that people are assigned to, control first.
type diagnosing struct {
	*Diagnosis
	options DiagnosisOptions
	study   *Study
	arms    []Arm
	mutex   sync.Mutex
	done    int
}

// newDiagnosing reads the plan and refuses what cannot be diagnosed. Worlds are those that the mode needs of an arm; control is told by
// its place.
func newDiagnosing(dir, mode string, o DiagnosisOptions, needed func(arm string, control bool) []string) (*diagnosing, error) {
	points, err := readStudy(dir)
	if err != nil {
		return nil, err
	}
	if o.Point < 0 || o.Point >= len(points) {
		return nil, &Unsuited{Field: "point", Found: fmt.Sprint(o.Point), Expected: fmt.Sprintf("0 to %d", len(points)-1)}
	}
	s := points[o.Point]
	d := &diagnosing{Diagnosis: &Diagnosis{Study: *s, Mode: mode}, options: o, study: s}
	for _, choose := range []func() error{d.chooseOutcome, d.chooseHorizon, d.chooseArms, func() error { return d.needWorlds(needed) }} {
		if err := choose(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *diagnosing) plan() string { return filepath.Join(d.study.Dir, "plan.json") }

func (d *diagnosing) chooseOutcome() error {
	name := d.options.Outcome
	if name == "" {
		name = "earnings_week"
	}
	var names []string
	for _, o := range Outcomes() {
		if o.Name == name {
			d.Outcome = o
			return nil
		}
		names = append(names, o.Name)
	}
	return &Unsuited{Field: "outcome", Found: name, Expected: "one of " + strings.Join(names, ", ")}
}

func (d *diagnosing) chooseHorizon() error {
	d.HorizonWeeks = d.options.HorizonWeeks
	if d.HorizonWeeks == 0 {
		d.HorizonWeeks = d.study.MainHorizon()
	}
	if !slices.Contains(d.study.Horizons, d.HorizonWeeks) {
		return &Unsuited{Field: "horizon", Found: fmt.Sprint(d.HorizonWeeks), Expected: "weeks at which the study takes outcomes: " + strings.Trim(strings.ReplaceAll(fmt.Sprint(d.study.Horizons), " ", ", "), "[]")}
	}
	return nil
}

// chooseArms takes those to which people are assigned.
func (d *diagnosing) chooseArms() error {
	var slugs []string
	for _, a := range d.study.Arms {
		if a.Share > 0 {
			slugs = append(slugs, a.Slug)
			d.arms = append(d.arms, a)
		}
	}
	switch control := slices.Index(slugs, d.study.Control); {
	case len(slugs) == 0:
		return &Unsuited{d.plan(), "trial.arms: share", "none", "that of each arm: run the scenario into this folder again, which adds it and simulates nothing anew"}
	case control < 0:
		return &Unsuited{d.plan(), "trial.arms", "no share of the control arm " + d.study.Control, "people who are assigned to control"}
	case len(slugs) == 1:
		return &Unsuited{d.plan(), "trial.arms", slugs[0] + " alone with people assigned to it", "control and at least one other arm"}
	default:
		d.arms = slices.Insert(slices.Delete(d.arms, control, control+1), 0, d.study.Arms[d.study.arm(d.study.Control)])
	}
	return nil
}

func (d *diagnosing) needWorlds(needed func(arm string, control bool) []string) error {
	var missing []string
	for k, a := range d.arms {
		for _, world := range needed(a.Slug, k == 0) {
			if !slices.Contains(d.study.Worlds, world) {
				missing = append(missing, world)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return &Unsuited{d.plan(), "worlds", strings.Join(d.study.Worlds, ", "),
		strings.Join(missing, ", ") + " as well: run the scenario with -set truth.worlds=split into a new folder"}
}

func pilotOf(arm string) string { return "pilot-" + arm }

// claims are estimands for each arm but control, as Diagnose knows them.
func (d *diagnosing) claims(estimands ...string) (names []string) {
	for _, estimand := range estimands {
		for _, a := range d.arms[1:] {
			names = append(names, estimand+" "+a.Slug)
		}
	}
	return names
}

// told counts a trial for who waits.
func (d *diagnosing) told(total int) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.done++; d.options.Progress != nil {
		d.options.Progress(d.done, total)
	}
}

// compareMeans is the difference in means of each arm from control, whose numbers come first.
func compareMeans(arms []estimate.Moments) (answers []trial.Answer, err error) {
	for _, treated := range arms[1:] {
		e, err := estimate.DifferenceOfMoments(treated, arms[0])
		if err != nil {
			return nil, err
		}
		answers = append(answers, answerOf(e.Coefficient, e.Warnings))
	}
	return answers, nil
}

func answerOf(c estimate.Coefficient, warnings []error) trial.Answer {
	return trial.Answer{Estimate: c.Estimate, StdError: c.StdError, PValue: c.PValue, ConfLow: c.ConfLow, ConfHigh: c.ConfHigh, Warnings: warnings}
}

// outcomesIn gives one outcome of everybody in a world of a replicate at the diagnosis' horizon, in the order of the file.
func (d *diagnosing) outcomesIn(ctx context.Context, world string, replicate int) (*inWorld, error) {
	w := &inWorld{path: d.study.partsOf("outcomes", world, replicate)}
	if err := w.read(ctx, d.HorizonWeeks, d.Outcome); err != nil {
		return nil, err
	}
	return w, nil
}

// finish takes what was found, and gives the estimands and arms their names back.
func (d *diagnosing) finish(found []trial.Diagnosis, size func(i int, arm int) Diagnosed) {
	for i, f := range found {
		estimand, slug, _ := strings.Cut(f.Estimand, " ")
		arm := slices.IndexFunc(d.arms, func(a Arm) bool { return a.Slug == slug })
		a := size(i, arm)
		f.Estimand = estimand
		a.Arm, a.Diagnosis = slug, f
		d.Answers = append(d.Answers, a)
	}
}

// runsOf refuses what is no number of trials.
func runsOf(o DiagnosisOptions) (int, error) {
	switch {
	case o.Runs == 0:
		return DefaultRuns, nil
	case o.Runs < 2:
		return 0, &Unsuited{Field: "runs", Found: fmt.Sprint(o.Runs), Expected: "at least 2: bias and power have no Monte Carlo error in one"}
	case uint64(o.Runs) > math.MaxInt32:
		return 0, &Unsuited{Field: "runs", Found: fmt.Sprint(o.Runs), Expected: "fewer than 2,147,483,648"}
	}
	return o.Runs, nil
}
