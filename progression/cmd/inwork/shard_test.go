package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Which part a task does comes from the job manager, how many there are from the user: a task sent again alone must
// do the part that it did before.
func TestPartOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		shard  string
		shards int
		env    map[string]string
		want   part
		err    string
	}{
		{name: "whole"},
		{name: "given", shard: "2/5", want: part{2, 5}},
		{name: "given wins over the environment", shard: "2/5", env: map[string]string{"INWORK_SHARDS": "9", "SLURM_ARRAY_TASK_ID": "1"}, want: part{2, 5}},
		{name: "Slurm", shards: 8, env: map[string]string{"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "1"}, want: part{7, 8}},
		{name: "Kubernetes", env: map[string]string{"INWORK_SHARDS": "4", "JOB_COMPLETION_INDEX": "0"}, want: part{0, 4}},
		{name: "flag wins over INWORK_SHARDS", shards: 3, env: map[string]string{"INWORK_SHARDS": "4", "PBS_ARRAY_INDEX": "2"}, want: part{2, 3}},
		{name: "SGE counts from 1", shards: 2, env: map[string]string{"SGE_TASK_ID": "2"}, want: part{1, 2}},
		{name: "SGE outside arrays", shards: 2, env: map[string]string{"SGE_TASK_ID": "undefined", "AWS_BATCH_JOB_ARRAY_INDEX": "1"}, want: part{1, 2}},
		{name: "an array without -shards does the whole", env: map[string]string{"SLURM_ARRAY_TASK_ID": "3"}},

		{name: "both", shard: "0/2", shards: 2, err: "run: found -shard and -shards, expected one of them"},
		{name: "i = n", shard: "2/2", err: "run: found -shard 2/2, expected -shard i/n with i from 0 to n-1, such as 0/4"},
		{name: "no n", shard: "2", err: "run: found -shard 2, expected"},
		{name: "words", shard: "a/b", err: "run: found -shard a/b, expected"},
		{name: "negative", shards: -1, err: "run: found -shards -1, expected at least 1"},
		{name: "bad INWORK_SHARDS", env: map[string]string{"INWORK_SHARDS": "many"}, err: "run: found INWORK_SHARDS=many, expected a whole number of at least 1"},
		{name: "no index", shards: 4, err: "run: found -shards 4 alone, expected which part this is, in one of SLURM_ARRAY_TASK_ID, "},
		{name: "index too high", shards: 4, env: map[string]string{"SLURM_ARRAY_TASK_ID": "4"}, err: "run: found SLURM_ARRAY_TASK_ID=4, expected 0 to 3, because -shards is 4"},
		{name: "SGE index too high", env: map[string]string{"INWORK_SHARDS": "4", "SGE_TASK_ID": "5"}, err: "run: found SGE_TASK_ID=5, expected 1 to 4, because INWORK_SHARDS is 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := partOf(c.shard, c.shards, func(name string) string { return c.env[name] })
			if c.err == "" {
				assert.NoError(t, err)
				assert.Equal(t, c.want, got)
				return
			}
			assert.ErrorContains(t, err, c.err)
			assert.True(t, isWrong(err))
		})
	}
}
