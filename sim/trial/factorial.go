package trial

import (
	"fmt"

	"inwork/sim"
)

// Factor is one of several treatments that are assigned at once.
type Factor struct {
	Key    string // as an arm's: the level's key is read together with it
	Levels []Arm
}

// Factorial returns the index of the unit's level of each factor. Factors are drawn independently, each as by [Assign]: a factor that
// is added changes no level of another, and the promises of Assign hold within each. It panics on a factor key used twice and on
// levels as Assign does.
func Factorial(draws sim.Draws, unit uint64, factors []Factor) []int {
	levels := make([]int, len(factors))
	for f, factor := range factors {
		refuseFactor(factors[:f], factor)
		levels[f] = Assign(draws, unit, factor.arms())
	}
	return levels
}

// arms are the levels with keys that no other factor has.
func (f Factor) arms() []Arm {
	arms := make([]Arm, len(f.Levels))
	for l, level := range f.Levels {
		arms[l] = Arm{Key: fmt.Sprintf("%q=%q", f.Key, level.Key), Share: level.Share}
	}
	return arms
}

func refuseFactor(before []Factor, factor Factor) {
	for _, b := range before {
		if b.Key == factor.Key {
			panic(fmt.Sprintf("trial: factor %q is used twice", factor.Key))
		}
	}
}

// Cross makes an arm of each combination of levels, with the product of their shares, for [Complete], [Blocked] and the rest: the last
// factor's level moves fastest. [Levels] takes an arm's index apart again. It panics as [Factorial] does.
func Cross(factors []Factor) []Arm {
	arms := []Arm{{Share: 1}}
	for f, factor := range factors {
		refuseFactor(factors[:f], factor)
		var next []Arm
		for _, arm := range arms {
			for _, level := range factor.arms() {
				if arm.Key != "" {
					level.Key = arm.Key + "," + level.Key
				}
				level.Share *= arm.Share
				next = append(next, level)
			}
		}
		arms = next
	}
	return arms
}

// Levels returns the index of each factor's level in an arm of [Cross].
func Levels(factors []Factor, arm int) []int {
	levels := make([]int, len(factors))
	for f := len(factors) - 1; f >= 0; f-- {
		n := len(factors[f].Levels)
		levels[f] = arm % n
		arm /= n
	}
	return levels
}
