package scenario

import (
	"inwork/progression"
	"inwork/progression/population"
)

// fields is every key of a scenario, in the order in which a file is best written. Reading, defaults, canonical form
// and the comments of the default file follow from it.
func (s *Scenario) fields() fields {
	return fields{
		{name: "name", doc: "short name of the study, for files", value: slug(&s.Name)},
		{name: "label", doc: "what people read; the name, if a file gives that alone", value: text(&s.Label)},
		{name: "seed", doc: "number that decides all luck", value: seed(&s.Seed)},
		{name: "replicates", doc: "how many times the whole trial is simulated", value: whole(&s.Replicates, 1, 10_000, "")},
		{name: "vary", doc: "what replicates differ in: population (who lives there), luck (what befalls them), assignment (who is in which arm); what is not in the list is the same in all of them", value: vary(&s.Vary)},
		{name: "start", doc: "first day of recruitment", value: day(&s.Start)},
		{name: "weeks", doc: "weeks for which each person is followed from randomisation", value: whole(&s.Weeks, shortestHorizon, 520, "weeks")},
		{name: "population", doc: "who is randomised", value: s.Population.fields()},
		{name: "service", doc: "the jobcentre service of the districts simulated", value: s.Service.fields()},
		{name: "arms", doc: "the treatment groups, each under its short name", value: armsBySlug{&s.Arms, s.Practices}},
		{name: "trial", doc: "the design", value: s.Trial.fields()},
		{name: "parameters", doc: "numbers of the model that differ from its defaults", value: parameters(&s.Parameters)},
		{name: "reform", doc: "statutory amounts that differ from the law, from a day on: names as in inwork describe amounts", value: reforms(&s.Reform)},
		{name: "truth", doc: "what is simulated to know the true effects", value: s.Truth.fields()},
		{name: "output", doc: "what is kept", value: s.Output.fields()},
		{name: "sweep", doc: "keys in which the study varies, each with a list of values, which are all combined; or a list of points", value: sweep{s}},
		{name: "base", doc: "another scenario from which this one takes what it leaves out: a file, from the folder of this one", value: inherited{}},
	}
}

func (p *Population) fields() fields {
	return fields{
		{name: "era", doc: "years whose published figures people are drawn from", value: word(&p.Era, packs()...)},
		{name: "claimants", doc: "people randomised, over all districts", value: whole(&p.Claimants, 1, 5_000_000, "people")},
		{name: "districts", doc: "Jobcentre Plus districts by name, or all", value: districts(&p.Districts)},
		{name: "candidates_per_participant", doc: "people drawn for each one wanted, because not all become eligible", value: number(&p.CandidatesPerParticipant, 1, 100, "people for each participant")},
		{name: "microdata", doc: "your own people in place of those figures: a CSV or Parquet file, from the folder of this one; or none", value: ownPeople{&p.Microdata}},
	}
}

func (v *Service) fields() fields {
	return fields{
		{name: "coaches", doc: "full-time work coaches in the districts simulated", value: whole(&v.Coaches, 1, 100_000, "work coaches")},
		{name: "caseload", doc: "claimants of all benefits for each work coach, the trial's participants among them", value: positive(&v.Caseload, 1000, "claimants a coach")},
	}
}

func (t *Trial) fields() fields {
	return fields{
		{name: "control", doc: "arm that the others are compared with", value: slug(&t.Control)},
		{name: "recruit", doc: "inflow: people are recruited when they are first seen in the band at an office that recruits (so all who are in it when an office joins come first); stock: only those seen in the band in the first five weeks after their office joins", value: word(&t.Recruit, "inflow", "stock")},
		{name: "recruit_weeks", doc: "weeks of recruitment", value: whole(&t.RecruitWeeks, 1, 520, "weeks")},
		{name: "burn_in_weeks", doc: "weeks simulated before recruitment, so that diaries and caseloads do not start empty", value: whole(&t.BurnInWeeks, 0, 260, "weeks")},
		{name: "unit", doc: "what is randomised: person", value: word(&t.Unit, "person")},
		{name: "horizons", doc: "weeks from randomisation at which outcomes are taken", value: horizons(&t.Horizons)},
		{name: "rollout", doc: "when jobcentres join the trial, in date order", value: rollout(&t.Rollout)},
		{name: "outcomes", doc: "by what the trial is judged, declared beforehand: a study that has begun keeps it", value: t.declared()},
		{name: "subgroups", doc: "groups of people, by what they were when randomised, whose effects are told apart: all, none, or a list", value: subgroups(&t.Subgroups)},
		{name: "uptake", doc: "what counts as taking up the offer, for an effect of doing so, which rests on the offer doing nothing to others: none, or a name", value: uptake(&t.Uptake)},
	}
}

func (s *Stage) fields() fields {
	return fields{
		{name: "from", doc: "first day of the stage", value: day(&s.From), required: true},
		{name: "offices", doc: "jobcentres that recruit from then on, 0 for all", value: whole(&s.Offices, 0, 10_000, "jobcentres")},
	}
}

func (t *Truth) fields() fields {
	return fields{
		{name: "worlds", doc: "everyone: for each arm also a world in which all participants are in it; none: the trial alone is kept (the control world is still simulated, since it decides who is enrolled); split: also worlds that tell what one person treated alone, the queue for coaches and provision, and the market for posts contribute (some twice the time)", value: word(&t.Worlds, "none", "everyone", "split")},
	}
}

func (o *Output) fields() fields {
	return fields{
		{name: "tables", doc: "tables to write: all, none, or a list; outcomes, decomposition, districts and effects are always written", value: tables(&o.Tables)},
	}
}

// packs are the years that have published figures to draw people from.
func packs() (names []string) {
	for _, p := range population.Packs() {
		names = append(names, p.Era())
	}
	return names
}

// parameters are the model's numbers under their dotted names.
func parameters(p *progression.Parameters) fields {
	var f fields
	for _, q := range p.List() {
		f = append(f, field{name: q.Name, doc: q.Unit, value: parameter(q)})
	}
	return f
}

// shortestHorizon is four weeks, because outcomes are pay over the four weeks before.
const shortestHorizon = 4

func horizons(into *[]int) value {
	return list[int]{
		into:     into,
		item:     func(h *int) value { return whole(h, shortestHorizon, 520, "weeks") },
		expected: "a list of weeks such as [13, 26, 52]",
	}
}

func rollout(into *[]Stage) value {
	return list[Stage]{
		into:     into,
		item:     func(s *Stage) value { return s.fields() },
		expected: "a list of stages such as {from: 2015-04-06, offices: 10}",
	}
}

// districts takes names, or places in population.Districts.
func districts(into *[]int) value {
	all := population.Districts()
	names, every := make([]string, len(all)), make([]int, len(all))
	for i, d := range all {
		names[i], every[i] = d.Name, i
	}
	return list[int]{
		into:     into,
		item:     func(d *int) value { return district(d, names) },
		expected: "all, or a list of districts by name",
		words:    map[string][]int{"all": every},
		distinct: true,
		arrange:  ascending,
	}
}
