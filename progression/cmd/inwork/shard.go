package main

import (
	"fmt"
	"strconv"
	"strings"
)

// part is a share of a study's work: index counts from 0; of is 0 for the whole.
type part struct{ index, of int }

// indexVariables are what job managers call the number of a task, and the number of the first one. How many there are
// is never taken from the manager: a task that is sent again alone would count as one of one.
var indexVariables = []struct {
	name  string
	first int
}{
	{"SLURM_ARRAY_TASK_ID", 0},
	{"JOB_COMPLETION_INDEX", 0},
	{"AWS_BATCH_JOB_ARRAY_INDEX", 0},
	{"PBS_ARRAY_INDEX", 0},
	{"SGE_TASK_ID", 1}, // "undefined" outside arrays
}

func indexNames() (names []string) {
	for _, v := range indexVariables {
		names = append(names, v.name)
	}
	return names
}

// partOf reads -shard i/n, or -shards n (INWORK_SHARDS) with the index from the environment.
func partOf(shard string, shards int, getenv func(string) string) (part, error) {
	refuse := func(found, expected string) (part, error) {
		return part{}, &wrongUse{verb: "run", found: found, expected: expected}
	}
	if shard != "" {
		if shards != 0 {
			return refuse("-shard and -shards", "one of them")
		}
		i, n, ok := strings.Cut(shard, "/")
		index, err1 := strconv.Atoi(i)
		of, err2 := strconv.Atoi(n)
		if !ok || err1 != nil || err2 != nil || index < 0 || index >= of {
			return refuse("-shard "+shard, "-shard i/n with i from 0 to n-1, such as 0/4")
		}
		return part{index, of}, nil
	}
	source := "-shards"
	if text := getenv("INWORK_SHARDS"); shards == 0 && text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return refuse("INWORK_SHARDS="+text, "a whole number of at least 1")
		}
		source, shards = "INWORK_SHARDS", n
	}
	if shards < 0 {
		return refuse(fmt.Sprintf("-shards %d", shards), "at least 1")
	}
	if shards == 0 {
		return part{}, nil
	}
	for _, v := range indexVariables {
		text := getenv(v.name)
		if text == "" || text == "undefined" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < v.first || n-v.first >= shards {
			return refuse(v.name+"="+text, fmt.Sprintf("%d to %d, because %s is %d", v.first, shards-1+v.first, source, shards))
		}
		return part{n - v.first, shards}, nil
	}
	return refuse(fmt.Sprintf("%s %d alone", source, shards), "which part this is, in one of "+strings.Join(indexNames(), ", ")+"; or -shard i/n")
}

// taskVariables are what job managers tell of a task, and what a chunk's manifest says of it.
var taskVariables = []struct{ name, note string }{
	{"SLURM_JOB_ID", "slurm_job"},
	{"SLURM_ARRAY_TASK_ID", "slurm_task"},
	{"SLURM_RESTART_COUNT", "slurm_restarts"},
	{"JOB_COMPLETION_INDEX", "kubernetes_index"},
	{"AWS_BATCH_JOB_ID", "aws_batch_job"},
	{"AWS_BATCH_JOB_ATTEMPT", "aws_batch_attempt"},
	{"PBS_JOBID", "pbs_job"},
	{"JOB_ID", "sge_job"},
}

// taskNotes is what the environment says of the task that a run is; nil for nothing.
func taskNotes(getenv func(string) string) map[string]string {
	var notes map[string]string
	for _, v := range taskVariables {
		if text := getenv(v.name); text != "" {
			if notes == nil {
				notes = map[string]string{}
			}
			notes[v.note] = text
		}
	}
	return notes
}
