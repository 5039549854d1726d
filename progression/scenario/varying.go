package scenario

import (
	"slices"
	"strings"
)

// fixed are the keys and groups of keys in which points may not differ, beside those of
// an arm that name it: the tables of all points have the same shape, people and luck.
var fixed = []string{"name", "label", "seed", "replicates", "vary", "weeks", "base", "sweep", "output", "truth", "trial.control", "trial.horizons", "trial.outcomes.primary", "trial.outcomes.at", "trial.outcomes.secondary",
	"trial.subgroups", "trial.uptake", "population.microdata"}

func isFixed(key string) bool {
	path := splitKey(key)
	ofArm := path[0] == "arms" && len(path) == 3
	return slices.Contains(fixed, path[0]) || slices.Contains(fixed, key) || ofArm && slices.Contains(namesOfArm, path[2])
}

// namesOfArm are the keys of an arm that say which one it is.
var namesOfArm = []string{"key", "label", "like"}

// varying are the keys in which points may differ, under their dotted names.
func (s *Scenario) varying() fields {
	return slices.DeleteFunc(s.fields().leaves(""), func(f field) bool { return isFixed(f.name) })
}

// leaves are the keys that have no keys below them, under their dotted names.
func (f fields) leaves(path string) fields {
	var all fields
	for _, known := range f {
		known.name = join(path, known.name)
		switch below := known.value.(type) {
		case fields:
			all = append(all, below.leaves(known.name)...)
		case armsBySlug:
			all = append(all, below.fields().leaves(known.name)...)
		default:
			all = append(all, known)
		}
	}
	return all
}

// below are the keys that begin with those of path.
func (f fields) below(path string) fields {
	return slices.DeleteFunc(slices.Clone(f), func(known field) bool { return !strings.HasPrefix(known.name, path+".") })
}

// misnamed says what is wrong with a key that is none of varying.
func (s *Scenario) misnamed(key string) Problem {
	all, path := s.varying(), splitKey(key)
	if isFixed(key) {
		return Problem{Found: "a key in which points may not differ", Expected: "another: the tables of all points have one shape"}
	}
	if below := all.below(key); len(below) > 0 {
		return Problem{Found: "a key with keys below it", Expected: "one of those, such as " + below[0].name}
	}
	for _, known := range all {
		if strings.HasPrefix(key, known.name+".") {
			return Problem{Found: "a key below " + known.name, Expected: "that key itself"}
		}
	}
	if arms := (armsBySlug{&s.Arms, s.Practices}).fields(); path[0] == "arms" && len(path) > 1 && arms.find(path[1]) == nil {
		return Problem{Found: "no arm " + shorten(path[1]), Expected: oneOf(arms.names()), Meant: all.suggestDotted(key)}
	}
	beside := all
	for n := min(len(path), 3) - 1; n > 0 && len(beside) == len(all); n-- {
		if near := all.below(strings.Join(path[:n], ".")); len(near) > 0 {
			beside = near
		}
	}
	return Problem{Found: "the unknown key " + shorten(key), Expected: beside.list(), Meant: all.suggestDotted(key)}
}

// suggestDotted names the key that was probably meant: one that ends like it, or one that is spelt alike.
func (f fields) suggestDotted(found string) string {
	for _, known := range f {
		if strings.HasSuffix(known.name, "."+found) {
			return known.name
		}
	}
	return Nearest(found, f.names())
}
