package evaluation

import (
	"context"
	"fmt"
	"path/filepath"

	"inwork/progression/rows"
)

// Estimands and components of the truth table, as package pilot writes them.
const (
	pilot   = "pilot"
	rollout = "rollout"
	total   = "total"
)

// Decomposition is what one person treated alone gains and what the others make of it on the way to rollout, when everyone
// is in the arm: the queue (coaches' time and places of provision) and the market (vacancies and employers) are released
// one after the other, in both orders.
//
//	rollout = Single + QueueFirst + MarketSecond = Single + MarketFirst + QueueSecond
//	Interaction = MarketSecond - MarketFirst = QueueSecond - QueueFirst
type Decomposition struct {
	Single, QueueFirst, MarketSecond, MarketFirst, QueueSecond, Interaction rows.Truth
}

// truths are what is true of an effect.
type truths struct {
	pilot, rollout *rows.Truth
	parts          map[string]rows.Truth // of rollout, by component
}

// decomposition has all parts, or is nil.
func (t *truths) decomposition() *Decomposition {
	d := &Decomposition{}
	for component, into := range map[string]*rows.Truth{
		"single": &d.Single, "queue_first": &d.QueueFirst, "market_second": &d.MarketSecond,
		"market_first": &d.MarketFirst, "queue_second": &d.QueueSecond, "interaction": &d.Interaction,
	} {
		part, ok := t.parts[component]
		if !ok {
			return nil
		}
		*into = part
	}
	return d
}

// readTruths reads the true effects at all points; nil when they were not kept.
func readTruths(ctx context.Context, s *Study) (map[cause]*truths, error) {
	name := rows.Truths.Name
	if here, err := s.kept(name); err != nil || !here {
		return nil, err
	}
	path := filepath.Join(s.Dir, "tables", name)
	units := map[string]string{}
	for _, o := range Outcomes() {
		units[o.Name] = o.Unit
	}
	all := map[cause]*truths{}
	for batch, err := range readAll[rows.Truth](ctx, path) {
		if err != nil {
			return nil, err
		}
		for _, t := range batch {
			unit, known := units[t.Outcome]
			if !known || !ours(&t) {
				continue
			}
			if t.Unit != unit {
				return nil, fmt.Errorf("%s: %s: found unit %q, expected %q", path, t.Outcome, t.Unit, unit)
			}
			k := cause{t.Point, t.Outcome, t.Arm, t.HorizonWeeks}
			if all[k] == nil {
				all[k] = &truths{parts: map[string]rows.Truth{}}
			}
			all[k].take(t)
		}
	}
	return all, nil
}

// ours reports whether this package knows what a row speaks of.
func ours(t *rows.Truth) bool {
	switch t.Component {
	case total:
		return t.Estimand == pilot || t.Estimand == rollout
	case "single", "queue_first", "market_second", "market_first", "queue_second", "interaction":
		return t.Estimand == rollout
	}
	return false
}

// take files one of our rows.
func (t *truths) take(row rows.Truth) {
	switch {
	case row.Component != total:
		t.parts[row.Component] = row
	case row.Estimand == pilot:
		t.pilot = &row
	default:
		t.rollout = &row
	}
}
