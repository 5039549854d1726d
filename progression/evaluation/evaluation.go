package evaluation

import (
	"context"

	"inwork/progression/rows"
)

// Evaluation is what a study has to say, as plain data in plain units: pounds, weeks, shares of 1.
//
// Of a study with a sweep it is what the first point has to say, and Others hold the rest. Points gives them all, of any study:
//
//	for _, p := range e.Points() {
//		fmt.Println(p.Study.Settings, p.Effect("earnings_week", "frequent", 52).Truth.Effect)
//	}
type Evaluation struct {
	Study             Study              // with its settings at this point
	Persons           []int64            // randomised in the first trial (replicate 0), by arm in the order of Study.Arms; from the outcomes
	Support           []Support          // what people were given, by arm in the order of Study.Arms
	Dose              []Dose             // support delivered beside support intended, by arm in the order of Study.Arms
	Outcomes          []Outcome          // what is compared, in the order in which people read it
	Effects           []Effect           // by outcome, arm and horizon; arms without people in the trial have no estimates
	Earnings          []Series           // pay over time by arm; empty without months
	Coaches           []CoachTime        // coaches' time; empty without coach_weeks
	CoachCorrelations []CoachCorrelation // how alike people of one coach are, by arm; empty without claimants
	Baseline          []Balance          // the first trial's people when randomised; empty without claimants
	Flow              *Flow              // of people through the first trial; never nil
	Ledger            []LedgerLine       // how often what leads from contact to pay happened, by arm; empty without claimants or events
	Diagnosed         []rows.Diagnosis   // how trials of this design do, as inwork diagnose found it last; empty when it did not
	PayPaths          []PayPath          // what made pay in the control arm, by world and horizon; empty without decomposition
	Targets           []Comparison       // published figures that this study can be set beside
	Britain           *Britain           // how far people, jobs and service look like published ones; nil without claimants
	Individuals       []Heterogeneity    // how far true effects differ between people; empty without enough lucks
	Splits            []Split            // of the effects on weekly earnings by employment, hours and hourly pay, by arm
	PayRoutes         []PayRoutes        // of the same effects by what changed pay, by arm; empty without decomposition
	Subgroups         []SubgroupEffects  // effects on the primary outcome, by subgroup and arm; empty where none is declared
	TakeUps           []TakeUp           // effects of taking up the offer, by arm; empty unless the study declared what that is
	Costs             []rows.Cost        // accounts of the first trial, and what is true of them; empty when the plan does not say how long appointments are
	Appraisals        []rows.Appraisal   // what the arms are worth, likewise
	Gains             []rows.Gain        // who gains and who loses; empty when no worlds were simulated to compare
	Bystanders        []Bystanders       // what the arms do to others than participants; empty when no worlds were simulated to compare
	UnitCosts         UnitCosts          // at which Costs are priced
	LeftOut           []LeftOut          // what could not be said, and why

	// Others are the evaluations of the further points of a sweep, in the order of the plan. A replicate is the same people with
	// the same luck at every point, so that points differ by what was set and by little else.
	Others []*Evaluation
}

// Points are the evaluations of all points of a sweep in the order of the plan, this one first; this one alone without a sweep.
func (e *Evaluation) Points() []*Evaluation { return append([]*Evaluation{e}, e.Others...) }

// Effect is all that a study says of one outcome, arm and horizon, against the control arm and in the outcome's unit.
type Effect struct {
	Outcome      string // name of an Outcome
	Arm          string // slug
	HorizonWeeks int
	Trials       []rows.Estimate // what each simulated trial estimates, by replicate; without those that have no standard error
	Pilot        *rows.Truth     // true effect on a participant of the trial, which is what Trials estimate; nil unless the study was split
	Bias         *Bias           // of Trials as estimates of Pilot; nil without either
	Truth        *rows.Truth     // everyone in the arm against everyone in control (rollout), which is not what Trials estimate; nil when not simulated
	Parts        *Decomposition  // of Truth; nil unless the study was split
	Published    *Target         // nil when nothing was published for it
}

// First is the estimate of the first trial (replicate 0), nil when it has none.
func (e *Effect) First() *rows.Estimate {
	if len(e.Trials) == 0 || e.Trials[0].Replicate != 0 {
		return nil
	}
	return &e.Trials[0]
}

// Means are the mean over the simulated trials of their estimates, and of their standard errors: the sampling error of one trial,
// not of the mean. NaN without trials.
func (e *Effect) Means() (estimate, stdError float64) {
	for i := range e.Trials {
		estimate += e.Trials[i].Estimate
		stdError += e.Trials[i].StdError
	}
	n := float64(len(e.Trials))
	return estimate / n, stdError / n
}

// LeftOut is something that an evaluation could not say.
type LeftOut struct {
	What string
	Why  string
}

// Effect finds an effect; nil when the study has no such outcome, arm or horizon.
func (e *Evaluation) Effect(outcome, arm string, horizonWeeks int) *Effect {
	for i := range e.Effects {
		f := &e.Effects[i]
		if f.Outcome == outcome && f.Arm == arm && f.HorizonWeeks == horizonWeeks {
			return f
		}
	}
	return nil
}

// Evaluate estimates the effects of every simulated trial in a study's folder, at every point of its sweep, writes
// DIR/estimates/estimates.parquet and returns the evaluation; where replicates share their people and differ in luck, it also
// writes the effects on single people, DIR/estimates/individuals.parquet (see MinLucks). The same tables give the same bytes.
// What it holds in memory grows with the rows of the first file, and for the second with the people of a file of outcomes. Costs, their
// appraisal and who gains are written beside them, support priced at TheUnitCosts.
//
// Errors: *Missing when the plan, the manifest or the outcomes are not there, as in a study that was not run to its end;
// *table.Error and others name the file. It stops with the context's error between batches of rows.
func Evaluate(ctx context.Context, dir string) (*Evaluation, error) {
	return EvaluatePriced(ctx, dir, TheUnitCosts())
}

// EvaluatePriced is Evaluate with support priced at costs of one's own: see ReadUnitCosts.
func EvaluatePriced(ctx context.Context, dir string, costs UnitCosts) (*Evaluation, error) {
	points, err := readStudy(dir)
	if err != nil {
		return nil, err
	}
	estimates, err := estimateAll(ctx, points)
	if err != nil {
		return nil, err
	}
	if err := writeEstimates(points[0], estimates); err != nil {
		return nil, err
	}
	if err := writeIndividuals(ctx, points); err != nil {
		return nil, err
	}
	if err := writeMoney(ctx, points, costs); err != nil {
		return nil, err
	}
	return describe(ctx, points, estimates)
}

// Load returns the evaluation of a study that was evaluated before. The error is a *NotEvaluated when it was not, or when its tables have
// changed since; otherwise as of Evaluate.
func Load(ctx context.Context, dir string) (*Evaluation, error) {
	points, err := readStudy(dir)
	if err != nil {
		return nil, err
	}
	estimates, err := readEstimates(ctx, points)
	if err != nil {
		return nil, err
	}
	return describe(ctx, points, estimates)
}

// describe gathers what stands beside the estimates, point by point.
func describe(ctx context.Context, points []*Study, estimates []rows.Estimate) (*Evaluation, error) {
	truths, err := readTruths(ctx, points[0])
	if err != nil {
		return nil, err
	}
	individuals, err := readIndividuals(ctx, points)
	if err != nil {
		return nil, err
	}
	trials := trialsOf(estimates)
	all := make([]*Evaluation, len(points))
	for p, s := range points {
		if all[p], err = describePoint(ctx, s, trials, truths); err != nil {
			return nil, err
		}
	}
	for _, e := range all {
		e.addIndividuals(individuals)
	}
	all[0].Others = all[1:]
	return all[0], nil
}

func describePoint(ctx context.Context, s *Study, trials map[cause][]rows.Estimate, truths map[cause]*truths) (*Evaluation, error) {
	e := &Evaluation{Study: *s, Outcomes: Outcomes()}
	if err := readSupport(ctx, e); err != nil {
		return nil, err
	}
	e.addEffects(trials, truths)
	for _, read := range []func(context.Context, *Evaluation) error{readDose, readEarnings, readCoachTime, readCoachCorrelation, readBalance, readFlow, readPayPaths, readBritain,
		readSplit, readPayRoutes, readSubgroups, readTakeUp, readMoney, readBystanders, readDiagnosis} {
		if err := read(ctx, e); err != nil {
			return nil, err
		}
	}
	e.Targets = compare(e)
	if !s.IsPublishedTrial() {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "published figures", Why: "the study is not of the published trial's scenario"})
	}
	return e, nil
}
