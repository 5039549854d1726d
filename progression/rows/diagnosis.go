package rows

import "inwork/sim/table"

// Diagnoses describes how a trial of this design does when it is run again and again.
var Diagnoses = table.Info{
	Name: "diagnosis",
	Doc:  "how one estimator does on one estimand over many simulated trials; made by inwork diagnose, the last one of the folder. Errors named monte_carlo are of the simulation and say nothing of one trial",
	Sort: []string{"point", "arm", "estimand", "estimator", "persons"},
}

// Diagnosis is a row of the diagnosis table. A number of which nothing was seen is null.
type Diagnosis struct {
	Point        int32  `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Replicate    *int32 `parquet:"replicate,optional" unit:"index" doc:"replicate whose people were assigned again; null when each replicate is a trial"`
	Mode         string `parquet:"mode,dict" unit:"category" doc:"assign: stored outcomes, people assigned again; full: every replicate of the study is a trial"`
	Arm          string `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	HorizonWeeks int32  `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation"`
	Outcome      string `parquet:"outcome,dict" unit:"category" doc:"column of outcomes"`
	Unit         string `parquet:"unit,dict" unit:"text" doc:"unit of truth, estimate, bias, RMSE, SD and standard error"`
	Estimand     string `parquet:"estimand,dict" unit:"category" doc:"what the estimates are held against. pilot: the effect on the trial's participants; rollout: everyone in the arm against everyone in control; no_effect: 0, with everyone's outcome that of control"`
	Estimator    string `parquet:"estimator,dict" unit:"category" doc:"difference_in_means, or lin: adjusted for characteristics at randomisation"`
	Persons      int32  `parquet:"persons" unit:"persons" doc:"people in a trial, in all its arms; on average where fewer than all were drawn"`
	Runs         int32  `parquet:"runs" unit:"trials" doc:"trials simulated"`
	Failed       int32  `parquet:"failed" unit:"trials" doc:"of them, without an estimate: no part of what follows"`
	Warned       int32  `parquet:"warned" unit:"trials" doc:"of them, with an estimate and a warning"`
	FirstProblem string `parquet:"first_problem,dict" unit:"text" doc:"the first failure, or else the first warning; empty without"`

	Truth           *float64 `parquet:"truth,optional" unit:"see unit" doc:"mean of the estimand"`
	Estimate        *float64 `parquet:"estimate,optional" unit:"see unit" doc:"mean of the estimates"`
	Bias            *float64 `parquet:"bias,optional" unit:"see unit" doc:"mean of estimate less estimand"`
	BiasError       *float64 `parquet:"bias_monte_carlo_error,optional" unit:"see unit" doc:"Monte Carlo error of bias"`
	RMSE            *float64 `parquet:"rmse,optional" unit:"see unit" doc:"root of the mean square of estimate less estimand"`
	RMSEError       *float64 `parquet:"rmse_monte_carlo_error,optional" unit:"see unit" doc:"Monte Carlo error of rmse"`
	SD              *float64 `parquet:"sd,optional" unit:"see unit" doc:"standard deviation of the estimates"`
	SDError         *float64 `parquet:"sd_monte_carlo_error,optional" unit:"see unit" doc:"Monte Carlo error of sd"`
	StdError        *float64 `parquet:"std_error,optional" unit:"see unit" doc:"root of the mean square of the standard errors that the trials report"`
	StdErrorError   *float64 `parquet:"std_error_monte_carlo_error,optional" unit:"see unit" doc:"Monte Carlo error of std_error"`
	Coverage        *float64 `parquet:"coverage,optional" unit:"share" doc:"intervals of 95% that hold the estimand"`
	CoverageError   *float64 `parquet:"coverage_monte_carlo_error,optional" unit:"share" doc:"Monte Carlo error of coverage"`
	Level           float64  `parquet:"level" unit:"probability" doc:"level of the tests"`
	Power           *float64 `parquet:"power,optional" unit:"share" doc:"tests that find an effect: against no_effect, how often they should not have"`
	PowerError      *float64 `parquet:"power_monte_carlo_error,optional" unit:"share" doc:"Monte Carlo error of power"`
	AnalyticPower   *float64 `parquet:"power_analytic,optional" unit:"probability" doc:"power by the formula for a difference in means of two arms of these sizes; null for other estimators"`
	Significant     int32    `parquet:"significant" unit:"trials" doc:"trials that find an effect"`
	TypeS           *float64 `parquet:"type_s,optional" unit:"share" doc:"of these, with the wrong sign; null where the estimand is 0"`
	TypeSError      *float64 `parquet:"type_s_monte_carlo_error,optional" unit:"share" doc:"Monte Carlo error of type_s"`
	TypeM           *float64 `parquet:"type_m,optional" unit:"ratio" doc:"mean size of these estimates over that of the estimand; null where it is 0"`
	TypeMError      *float64 `parquet:"type_m_monte_carlo_error,optional" unit:"ratio" doc:"Monte Carlo error of type_m"`
	LeastDetectable *float64 `parquet:"mde,optional" unit:"see unit" doc:"least effect found with the right sign in 80% of trials, at std_error"`
}
