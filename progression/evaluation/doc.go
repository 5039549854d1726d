// Package evaluation turns the tables of a study into estimates, and sets truth and published figures beside them.
//
// It sees a study as a notebook does, the plan and the tables, and never the model that made them: whatever it finds, an
// analyst finds with the same files. [Evaluate] writes DIR/estimates/estimates.parquet and returns an [Evaluation], which is
// plain data for a report; [Load] returns it again for a study that was evaluated before.
//
// Three errors are kept apart. The standard error of an estimate is sampling error: how far one trial of this size misses. The
// Monte Carlo error of a truth says how far other simulated districts and replicates would move it. What is published has an
// error of its own, where the source gives one. Published figures are set beside a study only if its plan says that it is the
// published trial: beside another design or another model they would invite a comparison that means nothing.
//
// Every estimate names what it is of: its estimand, pilot, and its scope, the people of that trial; a truth has its own. [Evaluation.Validation]
// sets every published figure beside the study, misses with hits, and [TheEvidence] says how much rests on assumptions.
//
// A study is judged by what it declared before it was run (see [Declared]): a primary outcome, tested once for each arm, and
// secondary ones, whose p-values are adjusted together. Effects are of everyone randomised; the effect on earnings is also given in
// parts that add up to it ([Split], [PayRoutes]), in groups of people ([SubgroupEffects]) and, only where the study declared what
// that is, for those who take up the offer ([TakeUp]), with the assumption that this rests on ([Exclusion]).
//
// What support costs and what it is worth stands in the accounts of participant, employer, exchequer and society ([Accounts]), priced at
// [UnitCosts] and discounted by named [Schedules], in the tables costs and appraisals; table gains compares people with themselves in another
// world, of whom some are worse off.
//
// A study may have several points, a sweep of keys of its scenario. Each is evaluated by itself, from its own tables; that a
// replicate is the same people with the same luck at every point makes the difference of two points surer than the error of
// either suggests.
//
// What a study can say depends on the tables that were kept. Only outcomes are needed; what another missing table leaves out
// is listed in Evaluation.LeftOut.
package evaluation
