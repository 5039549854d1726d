package report_test

import (
	"testing"

	"inwork/progression/evaluation"
)

// Replicates that share people must not pass for trials of other people.
func TestWrite_Replicates(t *testing.T) {
	for _, c := range []struct {
		indices []evaluation.Indices
		want    string
	}{
		{[]evaluation.Indices{{}, {Population: 1, Luck: 1, Assignment: 1}}, "2 replicates of the trial, with people and luck of their own; seed"},
		{[]evaluation.Indices{{}, {Luck: 1}}, "2 replicates of the trial, each with luck of its own and the same people and assignment in all; seed"},
		{[]evaluation.Indices{{}, {Luck: 1, Assignment: 1}}, "2 replicates of the trial, each with luck and assignment of its own and the same people in all; seed"},
		{[]evaluation.Indices{{}}, "1 replicate of the trial, with people and luck of their own; seed"},
	} {
		e := trial2015()
		e.Study.Indices, e.Study.Replicates = c.indices, len(c.indices)
		holds(t, string(pageOf(t, e)), c.want)
	}
}
