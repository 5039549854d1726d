package report

import (
	"fmt"
	"slices"
	"strings"

	"inwork/progression/evaluation"
)

// A sweep is a study of several points and how they differ.
type sweep struct {
	points []*evaluation.Evaluation
	keys   []string             // whose values vary
	names  []string             // of the keys: from the end as much as tells one from the others
	same   []evaluation.Setting // what is set alike at all points
}

// sweepOf is nil for a study of one point.
func sweepOf(e *evaluation.Evaluation) *sweep {
	s := &sweep{points: e.Points()}
	if len(s.points) < 2 {
		return nil
	}
	seen := map[string]bool{}
	for _, at := range s.points {
		for _, set := range at.Study.Settings {
			if seen[set.Key] {
				continue
			}
			seen[set.Key] = true
			if s.varies(set.Key) {
				s.keys = append(s.keys, set.Key)
			} else {
				s.same = append(s.same, set)
			}
		}
	}
	s.names = shortNames(s.keys)
	return s
}

func (s *sweep) varies(key string) bool {
	return slices.ContainsFunc(s.points, func(at *evaluation.Evaluation) bool { return valueAt(at, key) != valueAt(s.points[0], key) })
}

// setting finds what a point sets a key to, nil when it leaves the key alone.
func setting(at *evaluation.Evaluation, key string) *evaluation.Setting {
	i := slices.IndexFunc(at.Study.Settings, func(set evaluation.Setting) bool { return set.Key == key })
	if i < 0 {
		return nil
	}
	return &at.Study.Settings[i]
}

// valueAt is what a point sets a key to, as text.
func valueAt(at *evaluation.Evaluation, key string) string {
	if set := setting(at, key); set != nil {
		return set.Text()
	}
	return none
}

// values are what a point sets the varying keys to.
func (s *sweep) values(at *evaluation.Evaluation) []string {
	list := make([]string, len(s.keys))
	for i, key := range s.keys {
		list[i] = valueAt(at, key)
	}
	return list
}

// settingLetters is how much of a value a heading or a sentence shows.
const settingLetters = 48

// heading names a point by what is set there: point 3: weeks_apart 4, separation 0.002.
func (s *sweep) heading(at *evaluation.Evaluation) string {
	var set []string
	for i, value := range s.values(at) {
		set = append(set, s.names[i]+" "+cut(value, settingLetters))
	}
	name := fmt.Sprintf("point %d", at.Study.Point)
	if len(set) == 0 {
		return name
	}
	return name + ": " + strings.Join(set, ", ")
}

// shortNames gives each dotted key as many of its last parts as no other key ends in.
func shortNames(keys []string) []string {
	names := make([]string, len(keys))
	for i, key := range keys {
		parts := strings.Split(key, ".")
		names[i] = key
		for n := 1; n < len(parts); n++ {
			end := strings.Join(parts[len(parts)-n:], ".")
			shared := slices.ContainsFunc(keys, func(other string) bool {
				return other != key && strings.HasSuffix("."+other, "."+end)
			})
			if !shared {
				names[i] = end
				break
			}
		}
	}
	return names
}

// persons says how many people the first trials randomised: 400, or 100 to 400.
func (s *sweep) persons() string {
	low, high := persons(s.points[0]), persons(s.points[0])
	for _, at := range s.points {
		low, high = min(low, persons(at)), max(high, persons(at))
	}
	if low == high {
		return count(low)
	}
	return count(low) + " to " + count(high)
}

// shortfalls says where fewer people were randomised than were wanted; empty when nowhere.
func (s *sweep) shortfalls() string {
	var worst *evaluation.Evaluation
	short := 0
	for _, at := range s.points {
		if shortfall(at) == "" {
			continue
		}
		short++
		if worst == nil || persons(at)*int64(worst.Study.Claimants) < persons(worst)*int64(at.Study.Claimants) {
			worst = at
		}
	}
	if worst == nil {
		return ""
	}
	return fmt.Sprintf("Fewer people were randomised than wanted at %d of %d points, at worst %s at point %d.",
		short, len(s.points), shortfall(worst), worst.Study.Point)
}

// leftOut gathers what points leave out: what most of them do in one line, with the number of points where not all do.
func (s *sweep) leftOut() []evaluation.LeftOut {
	var list []evaluation.LeftOut
	times := map[evaluation.LeftOut]int{}
	for _, at := range s.points {
		for _, l := range at.LeftOut {
			if times[l]++; times[l] == 1 {
				list = append(list, l)
			}
		}
	}
	for i, l := range list {
		if times[l] < len(s.points) {
			list[i].What += fmt.Sprintf(" (at %d of %d points)", times[l], len(s.points))
		}
	}
	return list
}
