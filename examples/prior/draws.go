package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// draws are what was drawn and what came of it.
type draws struct {
	model      string // version that made the effects
	parameters []parameter
	values     [][]float64 // by draw and parameter
	effects    [][]effect  // by draw and arm
}

// parameter is a parameter that was drawn, with the grade of its evidence.
type parameter struct{ name, grade string }

// effect is an arm's true effect on weekly earnings 52 weeks after randomisation, everyone in the arm against everyone in control.
type effect struct{ size, monteCarlo, control float64 }

const columnsAnArm = 3

// write makes a file with a line a draw. Parameters have their grade behind their name.
func (d *draws) write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := d.encode(f); err != nil {
		return err
	}
	return f.Close()
}

func (d *draws) encode(to io.Writer) error {
	w := csv.NewWriter(to)
	head := []string{"draw", "model"}
	for _, a := range arms {
		head = append(head, a.slug+"_pounds_week", a.slug+"_monte_carlo_error", a.slug+"_control_mean")
	}
	for _, p := range d.parameters {
		head = append(head, p.name+" "+p.grade)
	}
	w.Write(head) // a csv.Writer keeps its first error
	for k := range d.effects {
		line := []string{strconv.Itoa(k), d.model}
		for _, e := range d.effects[k] {
			for _, x := range []float64{e.size, e.monteCarlo, e.control} {
				line = append(line, strconv.FormatFloat(x, 'f', 4, 64))
			}
		}
		for _, x := range d.values[k] {
			line = append(line, strconv.FormatFloat(x, 'f', -1, 64))
		}
		w.Write(line)
	}
	w.Flush()
	return w.Error()
}

// readDraws reads what write made.
func readDraws(path string) (*draws, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	first := 2 + columnsAnArm*len(arms)
	if len(records) < 3 || len(records[0]) <= first {
		return nil, fmt.Errorf("%s: found %d lines, expected a head and at least two draws as this program writes them", path, len(records))
	}
	d := &draws{model: records[1][1]}
	for _, head := range records[0][first:] {
		name, grade, _ := strings.Cut(head, " ")
		d.parameters = append(d.parameters, parameter{name, grade})
	}
	for k, record := range records[1:] {
		numbers := make([]float64, len(record))
		for j, text := range record {
			if numbers[j], err = strconv.ParseFloat(text, 64); err != nil {
				return nil, fmt.Errorf("%s:%d: %s: found %s, expected a number", path, k+2, records[0][j], text)
			}
		}
		var effects []effect
		for a := range arms {
			at := numbers[2+columnsAnArm*a:]
			effects = append(effects, effect{at[0], at[1], at[2]})
		}
		d.effects, d.values = append(d.effects, effects), append(d.values, numbers[first:])
	}
	return d, nil
}
