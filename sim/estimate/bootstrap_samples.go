package estimate

import "inwork/sim"

// dealer deals bootstrap samples: of units, rows or clusters of rows, within strata.
type dealer struct {
	draws   int
	keys    sim.Draws
	given   [][]int
	units   [][]int // the rows of each
	strata  [][]int // the units of each
	stratum []int   // of each unit
	rows    int
}

func (p BootstrapPlan) dealer(n int) (*dealer, error) {
	d := &dealer{draws: p.most(), keys: p.Draws, given: p.Samples, rows: n}
	if n == 0 {
		return nil, &NoRows{}
	}
	if p.Samples != nil {
		d.draws = len(p.Samples)
		for k, rows := range p.Samples {
			for _, i := range rows {
				if i < 0 || i >= n {
					return nil, &BadCell{Row: k, Column: "sample", Found: number(float64(i)), Expected: "rows from 0 to " + number(float64(n-1))}
				}
			}
		}
	} else if p.Draws == (sim.Draws{}) || p.Most < 0 {
		return nil, &Unusable{What: "draws", Found: "no source of random numbers, or fewer than 0", Expected: "a source, or samples"}
	}
	return d, d.group(p.Clusters, p.Strata)
}

// group makes units of clusters, in the order of their codes, and puts them in strata.
func (d *dealer) group(clusters, strataOf []int) error {
	if clusters == nil {
		for i := range d.rows {
			d.units = append(d.units, []int{i})
		}
	} else {
		d.units = strata(clusters, d.rows)
	}
	if strataOf == nil {
		strataOf = make([]int, d.rows)
	}
	sameLength("strata and rows", len(strataOf), d.rows)
	of := make([]int, len(d.units))
	for u, rows := range d.units {
		of[u] = strataOf[rows[0]]
		for _, i := range rows {
			if strataOf[i] != of[u] {
				return &BadCell{Row: i, Column: "strata", Found: "a cluster that has rows in another stratum too", Expected: "each cluster in one"}
			}
		}
	}
	d.strata = strata(of, len(of))
	d.stratum = make([]int, len(of))
	for s, units := range d.strata {
		for _, u := range units {
			d.stratum[u] = s
		}
	}
	return nil
}

// sample is the rows of the i-th sample.
func (d *dealer) sample(i int) []int {
	if d.given != nil {
		return d.given[i]
	}
	rows, place := make([]int, 0, d.rows), uint32(0)
	for _, units := range d.strata {
		for range units {
			rows = append(rows, d.units[units[d.keys.Below(uint64(i), place, len(units))]]...)
			place++
		}
	}
	return rows
}

// without is all rows but those of one unit.
func (d *dealer) without(u int) []int {
	rows := make([]int, 0, d.rows)
	for v, of := range d.units {
		if v != u {
			rows = append(rows, of...)
		}
	}
	return rows
}

// inStratum is the number of units in the stratum of a unit.
func (d *dealer) inStratum(u int) int { return len(d.strata[d.stratum[u]]) }
