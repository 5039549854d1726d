package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"

	"inwork/progression"
	"inwork/sim"
)

// seed decides the draws, and all luck in the worlds that come of them.
const seed = 2015

// One line a random use: what it decides, its entity and its index. Numbers from 1 on are the model's.
const (
	useStratum sim.Use = 60001 // in which part of a parameter's range a draw falls: parameter, draw
	usePlace   sim.Use = 60002 // where in that part: parameter, draw
)

// hypercube is a Latin hypercube (McKay, Beckman and Conover 1979): a parameter's range is cut into as many equal parts as there are
// draws, and each part has one draw.
type hypercube struct {
	parameters []sim.Parameter
	values     [][]float64 // by draw and parameter
}

// newHypercube draws parameters of grade C and D, all of them or those of some groups.
func newHypercube(draws int, groups []string) (*hypercube, error) {
	if draws < 2 {
		return nil, fmt.Errorf("found %d draws, expected at least 2", draws)
	}
	h := &hypercube{values: make([][]float64, draws)}
	p := progression.DefaultParameters()
	found := map[string]bool{}
	for _, q := range p.List() {
		group, _, _ := strings.Cut(q.Name, ".")
		found[group] = true
		if (q.Grade == 'C' || q.Grade == 'D') && (len(groups) == 0 || slices.Contains(groups, group)) {
			h.parameters = append(h.parameters, q)
		}
	}
	for _, group := range groups {
		if !found[group] {
			return nil, fmt.Errorf("-only: found the group %s, expected the beginning of a parameter's name, as effort", group)
		}
	}
	for k := range h.values {
		h.values[k] = make([]float64, len(h.parameters))
	}
	for j, q := range h.parameters {
		h.draw(j, q)
	}
	for k := range h.values {
		if err := h.check(k); err != nil {
			return nil, fmt.Errorf("draw %d: %w", k, err)
		}
	}
	return h, nil
}

// draw fills a parameter's column. A parameter is keyed by its name, so that another one beside it changes nothing.
func (h *hypercube) draw(j int, q sim.Parameter) {
	name := fnv.New64a()
	name.Write([]byte(q.Name))
	id := name.Sum64() >> 24 // entities are below 1<<40
	stratum, place := sim.NewDraws(seed, 0, 0, useStratum), sim.NewDraws(seed, 0, 0, usePlace)
	order := make([]int, len(h.values))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(stratum.Bits(id, uint32(a)), stratum.Bits(id, uint32(b))), cmp.Compare(a, b))
	})
	for part, k := range order {
		u := (float64(part) + place.Uniform(id, uint32(k))) / float64(len(order))
		h.values[k][j] = rounded(q.Min + (q.Max-q.Min)*u)
		if q.Whole {
			h.values[k][j] = math.Floor(h.values[k][j])
		}
	}
}

// rounded is a number with six digits, as files have it.
func rounded(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		panic("prior: " + err.Error())
	}
	return r
}

// check says why the model does not take a draw, if it does not.
func (h *hypercube) check(k int) error {
	p := progression.DefaultParameters()
	at := map[string]float64{}
	for j, q := range h.parameters {
		at[q.Name] = h.values[k][j]
	}
	for _, q := range p.List() {
		if v, drawn := at[q.Name]; drawn {
			if err := q.Set(v); err != nil {
				return err
			}
		}
	}
	return p.Check()
}

// scenario is the study of all draws, as a file would have it.
func (h *hypercube) scenario(claimants int) string {
	var b strings.Builder
	fmt.Fprintf(&b, study, seed, claimants, int(math.Ceil(float64(claimants)*coachesPerClaimant)))
	b.WriteString("sweep:\n")
	for _, values := range h.values {
		b.WriteString("  - {")
		for j, q := range h.parameters {
			if j > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "parameters.%s: %s", q.Name, strconv.FormatFloat(values[j], 'f', -1, 64))
		}
		b.WriteString("}\n")
	}
	return b.String()
}
