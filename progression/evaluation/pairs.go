package evaluation

import (
	"context"
	"fmt"
	"iter"

	"inwork/progression/rows"
)

// pair is a person at a horizon in two worlds.
type pair struct{ to, from *rows.Outcome }

// pairs are the people and horizons of two files or folders of outcomes, which worlds of a replicate have in common and in one order. The columns
// must hold district, claimant and horizon_weeks; a pair is overwritten by a later one.
func pairs(ctx context.Context, treated, control string, columns ...string) iter.Seq2[pair, error] {
	return func(yield func(pair, error) bool) {
		refuse := func(what string) {
			yield(pair{}, fmt.Errorf("%s: found %s people than in %s, expected the same: worlds of a replicate share them", treated, what, control))
		}
		next, stop := iter.Pull2(eachRow[rows.Outcome](ctx, treated, columns...))
		defer stop()
		for from, err := range eachRow[rows.Outcome](ctx, control, columns...) {
			if err != nil {
				yield(pair{}, err)
				return
			}
			to, err, more := next()
			if err != nil {
				yield(pair{}, err)
				return
			}
			if !more || to.District != from.District || to.Claimant != from.Claimant || to.HorizonWeeks != from.HorizonWeeks {
				refuse("other")
				return
			}
			if !yield(pair{to, from}, nil) {
				return
			}
		}
		if _, err, more := next(); err != nil {
			yield(pair{}, err)
		} else if more {
			refuse("more")
		}
	}
}
