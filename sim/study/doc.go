// Package study divides a long run into chunks that any number of processes can
// work through in any order, be killed at any time and start again, and that
// give the same bytes as one process that ran through.
//
// A study is a folder:
//
//	plan.json                                    what is to be done: chunks, and what they depend on
//	tables/<table>/world=<w>/point=<p>/replicate=<r>/part-<b>.parquet
//	chunks/<p>-<r>-<b>.json                      written last for each chunk: its files and their digests
//	manifest.json                                written by Merge: the proof that nothing is missing or double
//
// The steps of a program are:
//
//  1. [Blocks] and [Chunks] cut the work; a [Plan] says what results depend on.
//  2. [Open] starts the folder or goes on with it, and refuses with a [*Mismatch]
//     one that holds another study.
//  3. [Study.Remaining] gives the chunks of this process that are not done.
//  4. For each chunk, write its tables to [Study.Path] and tell [Study.Done].
//  5. When all shards are through, [Study.Merge] proves that the study is whole.
//
// There is no lock, no leader and no database: two processes that do the same
// chunk write the same bytes, and every file is put in its place whole. What is
// required of the caller is that a chunk's rows are a function of the plan and the
// chunk alone: not of shard, worker, order, attempt or time.
package study
