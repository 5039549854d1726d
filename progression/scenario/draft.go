package scenario

import "encoding/json"

// draft is a copy of a scenario in which one point after the other is laid out: finding
// the places of all keys takes far longer than setting a few.
type draft struct {
	of, now *Scenario
	keys    fields // of now, in which points may differ
}

func newDraft(s *Scenario) *draft {
	c := s.clone()
	return &draft{of: s, now: c, keys: c.varying()}
}

// clear brings back the values of the scenario itself.
func (d *draft) clear() {
	arms := d.now.Arms // in which keys have their places
	*d.now = *d.of.clone()
	copy(arms, d.now.Arms)
	d.now.Arms = arms
}

// with returns the scenario with some keys set.
func (d *draft) with(settings []Setting) *Scenario {
	d.clear()
	for _, set := range settings {
		d.set(set)
	}
	return d.now.clone()
}

func (d *draft) set(set Setting) {
	known := d.keys.find(set.Key)
	if known == nil {
		panic("scenario: points that differ in " + set.Key)
	}
	n, problem := parseYAML(set.Key, set.Value)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	r := newReader("sweep")
	if known.value.read(r, set.Key, n); len(r.problems) > 0 {
		panic("scenario: " + r.found().Error())
	}
}

// value is what the draft now has at a key.
func (d *draft) value(key string) json.RawMessage {
	return encode(d.keys.find(key).value.canonical())
}
