package main

// A record is what one island leaves in one world.
type record struct {
	birds  []Bird
	counts []Count
}

// quarter is how often an island is counted.
const quarter = 13

// live runs one island in every world and returns a record of each, in the order of the policies. It is a function of its arguments
// alone: whoever calls it, in whatever order, gets the same rows.
func live(s setting, replicate, number int) ([]record, error) {
	records := make([]record, len(policies))
	for k, p := range policies {
		w, err := newIsland(s, replicate, number, p)
		if err != nil {
			return nil, err
		}
		for week := range s.Weeks {
			if err := w.week(week); err != nil {
				return nil, err
			}
			if weeks := week + 1; weeks%quarter == 0 || weeks == s.Weeks {
				records[k].counts = append(records[k].counts, w.count(weeks))
			}
		}
		records[k].birds = w.birds()
	}
	return records, nil
}

// count is how the island stands after so many weeks.
func (w *island) count(weeks int) Count {
	c := w.tally
	c.Island, c.Weeks = int32(w.number), int32(weeks)
	return c
}

// birds lists everybody who ever lived here, in the order of their numbers.
func (w *island) birds() []Bird {
	var list []Bird
	for place, from := range w.from {
		if from < 0 {
			continue
		}
		b := Bird{Island: int32(w.number), Bird: w.id(place), Origin: "landed", From: dayOf(from)}
		if mother, _, hatched := motherOf(place); hatched {
			id := w.id(mother)
			b.Origin, b.Mother = "hatched", &id
		} else if place < w.Founders*familySize {
			b.Origin = "founder"
		}
		if until := w.until[place]; until >= 0 {
			day := dayOf(until)
			b.Died = &day
		}
		list = append(list, b)
	}
	return list
}
