package progression

import (
	"errors"
	"fmt"

	"inwork/progression/population"
	"inwork/sim"
)

// risk is a line of a table of competing risks. Its share of the deal is a
// constant of the model: a change of one changes every result. What a rate may
// reach is bounded by parameters, and must fit into the share; the nearer the shares
// of a table are to a multiple of its rates, the fewer cards are looked at for nothing.
type risk struct {
	Name   string
	Share  float64
	Rate   func(*World, int) float64
	Happen change
	Most   func(*Parameters) float64 // that Rate may reach
	Of     string                    // the parameters that bound it
}

// lives are the risks that everybody runs.
var lives = []risk{
	{Name: "health episode", Share: 0.03, Rate: (*World).episodeRate, Happen: worsens(population.Health, "health_episode"),
		Most: func(p *Parameters) float64 { return p.HealthEpisode }, Of: "barriers.health_episode"},
	{Name: "health recovery", Share: 0.08, Rate: (*World).recoveryRate, Happen: ends(population.Health, "health_recovery"),
		Most: func(p *Parameters) float64 { return p.HealthRecovery }, Of: "barriers.health_recovery"},
	{Name: "childcare lost", Share: 0.06, Rate: (*World).placeLostRate, Happen: worsens(population.Childcare, "childcare_lost"),
		Most: func(p *Parameters) float64 { return p.ChildcareLoss }, Of: "barriers.childcare_loss"},
	{Name: "childcare found", Share: 0.10, Rate: (*World).placeFoundRate, Happen: ends(population.Childcare, "childcare_found"),
		Most: func(p *Parameters) float64 { return p.ChildcareGain * (1 + p.SignpostEffect) }, Of: "barriers.childcare_gain and provision.signpost"},
	{Name: "confidence ebbs", Share: 0.03, Rate: (*World).ebbRate, Happen: worsens(population.Confidence, "confidence_ebbs"),
		Most: func(p *Parameters) float64 { return p.ConfidenceEbb }, Of: "barriers.confidence_ebb"},
	{Name: "motivation ebbs", Share: 0.03, Rate: (*World).motivationEbbRate, Happen: worsens(population.Motivation, "motivation_ebbs"),
		Most: func(p *Parameters) float64 { return p.MotivationEbb }, Of: "barriers.motivation_ebb"},
	{Name: "mental health episode", Share: 0.03, Rate: (*World).mentalEpisodeRate, Happen: worsens(population.MentalHealth, "mental_health_episode"),
		Most: func(p *Parameters) float64 { return p.MentalEpisode }, Of: "barriers.mental_episode"},
	{Name: "mental health recovery", Share: 0.08, Rate: (*World).mentalRecoveryRate, Happen: ends(population.MentalHealth, "mental_health_recovery"),
		Most: func(p *Parameters) float64 { return p.MentalRecovery }, Of: "barriers.mental_recovery"},
	{Name: "caring begins", Share: 0.03, Rate: (*World).caringBeginsRate, Happen: worsens(population.Caring, "caring_begins"),
		Most: func(p *Parameters) float64 { return p.CaringBegins }, Of: "barriers.caring_begins"},
	{Name: "caring ends", Share: 0.10, Rate: (*World).caringEndsRate, Happen: ends(population.Caring, "caring_ends"),
		Most: func(p *Parameters) float64 { return p.CaringEnds }, Of: "barriers.caring_ends"},
	{Name: "transport lost", Share: 0.03, Rate: (*World).transportLostRate, Happen: worsens(population.Transport, "transport_lost"),
		Most: func(p *Parameters) float64 { return p.TransportLost }, Of: "barriers.transport_lost"},
	{Name: "transport found", Share: 0.08, Rate: (*World).transportFoundRate, Happen: ends(population.Transport, "transport_found"),
		Most: func(p *Parameters) float64 { return p.TransportFound }, Of: "barriers.transport_found"},
	{Name: "debt builds", Share: 0.06, Rate: (*World).debtBuildsRate, Happen: worsens(population.Debt, "debt_builds"),
		Most: func(p *Parameters) float64 { return p.DebtBuilds * (1 + p.DebtOutOfWork) }, Of: "barriers.debt_builds and debt_out_of_work"},
	{Name: "debt cleared", Share: 0.10, Rate: (*World).debtClearedRate, Happen: ends(population.Debt, "debt_cleared"),
		Most: func(p *Parameters) float64 { return p.DebtCleared }, Of: "barriers.debt_cleared"},
	{Name: "confidence returns", Share: 0.02, Rate: (*World).confidenceReturnsRate, Happen: ends(population.Confidence, "confidence_returns"),
		Most: func(p *Parameters) float64 { return p.ConfidenceReturns }, Of: "barriers.confidence_returns"},
	{Name: "motivation returns", Share: 0.02, Rate: (*World).motivationReturnsRate, Happen: ends(population.Motivation, "motivation_returns"),
		Most: func(p *Parameters) float64 { return p.MotivationReturns }, Of: "barriers.motivation_returns"},
}

// inWork are the risks of people in work.
var inWork = []risk{
	{Name: "separation", Share: 0.15, Rate: (*World).separationRate, Happen: (*World).separation,
		Most: func(p *Parameters) float64 {
			return float64(p.Separation*(1+p.SeparationHealth)) * (1 + p.SeparationVariable)
		}, Of: "jobs.separation, separation_health and separation_variable"},
	{Name: "more hours", Share: 0.28, Rate: (*World).hoursUpRate, Happen: (*World).hoursUp,
		Most: func(p *Parameters) float64 {
			return float64(max(p.HoursUp, p.HoursUpUnwanted)*(1+p.SeasonHours)) * p.MultiplierCap
		}, Of: "jobs.hours_up, hours_up_unwanted, season_hours and effort.cap"},
	{Name: "fewer hours", Share: 0.06, Rate: (*World).hoursDownRate, Happen: (*World).hoursDown,
		Most: func(p *Parameters) float64 { return p.HoursDown * (1 + p.SeasonHours) }, Of: "jobs.hours_down and season_hours"},
	{Name: "rise", Share: 0.02, Rate: (*World).riseRate, Happen: (*World).rise,
		Most: func(p *Parameters) float64 { return p.Rise * p.MultiplierCap }, Of: "jobs.rise and effort.cap"},
	{Name: "application", Share: 0.32, Rate: (*World).applicationRate, Happen: (*World).apply,
		Most: func(p *Parameters) float64 { return p.SearchInWork * p.MultiplierCap }, Of: "search.in_work and effort.cap"},
}

// outOfWork are the risks of people out of work.
var outOfWork = []risk{
	{Name: "application", Share: 0.80, Rate: (*World).idleApplicationRate, Happen: (*World).apply,
		Most: func(p *Parameters) float64 { return p.SearchOutOfWork * p.MultiplierCap }, Of: "search.out_of_work and effort.cap"},
}

// ofPlaces are the risks of places in the rest of the caseload: taken ones, then vacant ones.
var ofPlaces = []risk{
	{Name: "application", Share: 0.60, Rate: (*World).placeApplicationRate, Happen: (*World).placeApply,
		Most: func(p *Parameters) float64 { return p.CaseloadSearch * (1 + p.CaseloadContact) }, Of: "staff.caseload_search and caseload_contact"},
	{Name: "new claim", Share: 0.25, Rate: (*World).refillRate, Happen: (*World).refill,
		Most: func(p *Parameters) float64 { return p.CaseloadRefill }, Of: "staff.caseload_refill"},
}

// risks deals each situation's competing risks.
func (w *World) risks() {
	deal := func(lane, card sim.Use, first uint64, n int, table []risk) *sim.Risks[*World] {
		list := make([]sim.Risk[*World], len(table))
		for k, r := range table {
			list[k] = sim.Risk[*World]{Name: r.Name, Share: r.Share, Rate: r.Rate, Happen: r.Happen}
		}
		r, err := sim.NewRisks(w.luck(lane), w.luck(card), first, n, list...)
		if err != nil {
			panic("progression: " + err.Error()) // shares are constants of the code
		}
		return r
	}
	n := len(w.People)
	w.life = deal(useLifeLane, useLifeCard, w.id(0), n, lives)
	w.job = deal(useJobLane, useJobCard, w.id(0), n, inWork)
	w.idle = deal(useIdleLane, useIdleCard, w.id(0), n, outOfWork)
	w.seek = deal(usePlaceLane, usePlaceCard, w.placeID(0), w.places.n, ofPlaces)
	w.ceilings()
}

// bounds are the largest rates that the parameters allow, as shares of the deal.
type bounds struct{ life, job, idle, taken, vacant float64 }

// bounds are computed from the parameters; the error names rates that may exceed
// their share of the deal.
func (p *Parameters) bounds() (bounds, error) {
	var problems []error
	largest := func(table ...risk) (share float64) {
		for _, r := range table {
			most := r.Most(p)
			if most > r.Share {
				problems = append(problems, fmt.Errorf("%s may reach %.3g a week together, expected at most %.2f", r.Of, most, r.Share))
			}
			share = max(share, most/r.Share)
		}
		return share
	}
	b := bounds{
		life: largest(lives...), job: largest(inWork...), idle: largest(outOfWork...),
		taken: largest(ofPlaces[0]), vacant: largest(ofPlaces[1]),
	}
	return b, errors.Join(problems...)
}

// ceilings tells the deal who can be touched by what. It spares work and changes no result.
func (w *World) ceilings() {
	if w.record.uncapped {
		return
	}
	b := &w.limit
	for i := range w.People {
		w.life.Ceiling(i, b.life)
		w.situation(i)
	}
	for j := range w.places.n {
		w.placeSituation(j)
	}
}

// situation sets the ceilings of a person who came into or went out of work.
func (w *World) situation(i int) {
	if w.record.uncapped && !w.alone {
		return
	}
	if w.people.employed(i) {
		w.job.Ceiling(i, w.ceiling(w.limit.job))
		w.idle.Ceiling(i, 0)
	} else {
		w.job.Ceiling(i, 0)
		w.idle.Ceiling(i, w.ceiling(w.limit.idle))
	}
}
