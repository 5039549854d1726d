package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// printedRow is a row by the names of the contract.
type printedRow struct {
	Term      string  `json:"term"`
	Estimate  defined `json:"estimate"`
	StdError  defined `json:"std_error"`
	Statistic defined `json:"statistic"`
	PValue    defined `json:"p_value"`
	ConfLow   defined `json:"conf_low"`
	ConfHigh  defined `json:"conf_high"`
	DF        defined `json:"df"`
	Outcome   string  `json:"outcome"`
	N         int64   `json:"n"`
}

// defined is a number, null where there is none.
type defined float64

// MarshalJSON writes the number in as few digits as read back as the same.
func (d defined) MarshalJSON() ([]byte, error) {
	if v := float64(d); math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(d))
}

// print writes rows as JSON or for eyes.
func (f *found) print(w io.Writer, format string) error {
	rows := []printedRow{}
	for _, r := range f.rows {
		rows = append(rows, printedRow{r.Term, defined(r.Estimate), defined(r.StdError), defined(r.Statistic), defined(r.PValue),
			defined(r.ConfLow), defined(r.ConfHigh), defined(r.DF), f.outcome, r.n})
	}
	if format == "table" {
		return printTable(w, rows)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(rows); err != nil {
		return err
	}
	_, err := w.Write(text.Bytes())
	return err
}

// printTable sets rows in columns.
func printTable(w io.Writer, rows []printedRow) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "term\testimate\tstd_error\tstatistic\tp_value\tconf_low\tconf_high\tdf\tn\t")
	for _, r := range rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t\n", r.Term, r.Estimate, r.StdError, r.Statistic, r.PValue, r.ConfLow, r.ConfHigh, r.DF, r.N)
	}
	return out.Flush()
}

// String is for eyes: five digits.
func (d defined) String() string {
	if math.IsNaN(float64(d)) {
		return "-"
	}
	return fmt.Sprintf("%.5g", float64(d))
}
