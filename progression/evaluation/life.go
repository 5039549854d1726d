package evaluation

import (
	"context"
	"iter"

	"inwork/progression/rows"
)

// A life is what the tables hold of one randomised person. It is overwritten by the next.
type life struct {
	who      rows.Claimant
	outcomes []rows.Outcome // by horizon
	months   []rows.Month   // in order; none when the study kept no months
	events   []rows.Event   // in order; none when the study kept no events
}

// at is the outcome at a horizon; nil when there is none.
func (l *life) at(horizon int) *rows.Outcome {
	for i := range l.outcomes {
		if int(l.outcomes[i].HorizonWeeks) == horizon {
			return &l.outcomes[i]
		}
	}
	return nil
}

// lives gives the randomised people of a replicate one after the other. All tables hold them in one order, by district and
// number and part by part, so that none needs to be held.
func lives(ctx context.Context, s *Study, replicate int, months, events bool) iter.Seq2[*life, error] {
	return func(yield func(*life, error) bool) {
		outcomes := rowsByPerson(readTrial[rows.Outcome](ctx, s, rows.Outcomes.Name, replicate), func(r *rows.Outcome) int64 { return r.Claimant })
		defer outcomes.stop()
		var monthly *byPerson[rows.Month]
		if months {
			monthly = rowsByPerson(readTrial[rows.Month](ctx, s, rows.Months.Name, replicate), func(r *rows.Month) int64 { return r.Claimant })
			defer monthly.stop()
		}
		var eventful *byPerson[rows.Event]
		if events {
			eventful = rowsByPerson(readTrial[rows.Event](ctx, s, rows.Events.Name, replicate), func(r *rows.Event) int64 { return r.Claimant })
			defer eventful.stop()
		}
		var l life
		for batch, err := range readTrial[rows.Claimant](ctx, s, rows.Claimants.Name, replicate) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range batch {
				l.who = batch[i]
				err := outcomes.of(l.who.Claimant, &l.outcomes)
				if err == nil && months {
					err = monthly.of(l.who.Claimant, &l.months)
				}
				if err == nil && events {
					err = eventful.of(l.who.Claimant, &l.events)
				}
				if !yield(&l, err) || err != nil {
					return
				}
			}
		}
	}
}

// byPerson hands out a table's rows person by person.
type byPerson[Row any] struct {
	next  func() ([]Row, error, bool)
	stop  func()
	batch []Row
	id    func(*Row) int64
}

func rowsByPerson[Row any](seq iter.Seq2[[]Row, error], id func(*Row) int64) *byPerson[Row] {
	next, stop := iter.Pull2(seq)
	return &byPerson[Row]{next: next, stop: stop, id: id}
}

// of replaces a list by the next rows as far as they are of a person: none when the next are of somebody else.
func (b *byPerson[Row]) of(person int64, into *[]Row) error {
	*into = (*into)[:0]
	for {
		if len(b.batch) == 0 {
			batch, err, more := b.next()
			if err != nil || !more {
				return err
			}
			b.batch = batch
			continue
		}
		if b.id(&b.batch[0]) != person {
			return nil
		}
		*into = append(*into, b.batch[0])
		b.batch = b.batch[1:]
	}
}
