package report

import "strings"

// A sweepView is what the page shows of a study of several points.
type sweepView struct {
	Weeks      int
	Control    string
	Keys       [][]string // those that vary, by the parts between their dots
	Same       string     // what is set alike at all points
	Shortfalls string
	Trials     string // how many are averaged
	Picture    *figure
	Value      string // the key at whose values points stand in the picture; empty: in their order
	WithTruth  bool
	Points     []sweepPoint
}

// A sweepPoint is a point in the table and the sections under its heading.
type sweepPoint struct {
	Number    int
	Heading   string
	Persons   string // randomised in the first trial
	Shortfall string
	Values    []string // of the keys that vary, a long one cut
	Settings  []fact   // in full
	Rows      []sweepRow
	Sections  *sections
}

func newSweepView(s *sweep) *sweepView {
	first := &s.points[0].Study
	v := &sweepView{Weeks: first.MainHorizon(), Control: first.Label(first.Control), Shortfalls: s.shortfalls(),
		Trials: plural(first.Replicates, "simulated trial")}
	for _, key := range s.keys {
		v.Keys = append(v.Keys, strings.Split(key, "."))
	}
	if len(s.same) > 0 {
		v.Same = settingsText(s.same)
	}
	if wide := s.plot(wide); wide != "" {
		v.Picture = &figure{wide, s.plot(narrow)}
	}
	if x := s.axis(); x.value {
		v.Value = x.title
	}
	for _, at := range s.points {
		p := sweepPoint{Number: at.Study.Point, Heading: s.heading(at), Persons: count(persons(at)), Shortfall: shortfall(at),
			Rows: s.rows(at), Sections: newSections(at, order)}
		for _, value := range s.values(at) {
			p.Values = append(p.Values, cut(value, settingLetters))
		}
		for _, set := range at.Study.Settings {
			p.Settings = append(p.Settings, fact{set.Key, set.Text()})
		}
		p.Heading = strings.ToUpper(p.Heading[:1]) + p.Heading[1:]
		p.Sections.under = true
		v.WithTruth = v.WithTruth || withTruth(at)
		v.Points = append(v.Points, p)
	}
	return v
}
