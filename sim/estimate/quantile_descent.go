package estimate

import (
	"fmt"
	"math"
)

// Unsettled is the warning that rounding kept a quantile regression from its lowest corner, as covariates that are nearly combinations of
// each other can: Gap is at most how far the sum of checks is above its least.
type Unsettled struct{ Tau, Gap float64 }

func (w *Unsettled) Error() string {
	return fmt.Sprintf("quantile regression at %v: the search ended up to %v above the least sum of checks; covariates are nearly collinear", w.Tau, w.Gap)
}

// descend goes down until no edge does, and says whether it got there. Each step goes down in exact arithmetic. Where rounding says
// otherwise for long, the search would go round and round.
func (c *corner) descend() (settled bool) {
	patience := c.patience()
	for least, idle := c.objective(), 0; ; {
		switch moved, ok := c.step(); {
		case !ok:
			return false
		case !moved:
			return true
		}
		if now := c.objective(); now < least {
			least, idle = now, 0
		} else if idle++; idle > patience {
			return false
		}
	}
}

// patience is the number of steps for which nothing need improve.
func (c *corner) patience() int { return 100 + min(len(c.y), 1_000) }

func (c *corner) objective() float64 {
	sum := 0.0
	for _, r := range c.r {
		sum += check(r, c.tau)
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}
