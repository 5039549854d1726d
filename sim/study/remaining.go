package study

import (
	"context"
	"fmt"
	"slices"
)

// Remaining returns, in plan order, the chunks of a shard that are not done: shard i of
// n has every chunk whose place in the plan leaves i when divided by n, so that
// neighbours, which cost alike, go to different shards. Any shards of any n may be
// at work on a folder, together or one after the other.
//
// A chunk is done when its manifest is of this plan, its files are those that the
// manifest says, to the byte, and each of the tables named, if any, is among them.
//
// Files are read to the end, which takes a while: when ctx ends first, its cause is
// returned. Another error is of a shard that is not one of 0 to shards-1.
func (s *Study) Remaining(ctx context.Context, shard, shards int, tables ...string) ([]Chunk, error) {
	if shard < 0 || shard >= shards {
		return nil, fmt.Errorf("study: found shard %d of %d, expected 0 to %d", shard, shards, shards-1)
	}
	var remaining []Chunk
	for k := shard; k < len(s.plan.Chunks); k += shards {
		done, err := s.done(ctx, s.plan.Chunks[k], tables)
		if err != nil {
			return nil, err
		}
		if !done {
			remaining = append(remaining, s.plan.Chunks[k])
		}
	}
	return remaining, nil
}

// Recorded counts the chunks of a shard, and those of them whose manifests stand. It
// opens none of their files: quick enough for a program that was told to end, and
// no proof.
func (s *Study) Recorded(shard, shards int) (recorded, all int) {
	for k := shard; k < len(s.plan.Chunks); k += shards {
		all++
		if _, problems := s.inspect(s.plan.Chunks[k]); len(problems) == 0 {
			recorded++
		}
	}
	return recorded, all
}

func (s *Study) done(ctx context.Context, c Chunk, tables []string) (bool, error) {
	r, problems := s.inspect(c)
	if len(problems) > 0 {
		return false, nil
	}
	has := map[string]bool{}
	for _, f := range r.Files {
		if problem, err := s.verify(ctx, f); problem != nil || err != nil {
			return false, err
		}
		at, _ := placeOf(f.Path)
		has[at.table] = true
	}
	return !slices.ContainsFunc(tables, func(table string) bool { return !has[table] }), nil
}
