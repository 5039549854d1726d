// Package pilot simulates the study that a scenario describes: for each
// replicate and district it makes the people, enrols and assigns them, runs the
// worlds of the cell one after the other with shared luck, and writes their
// tables.
//
//  1. [Run] lays out the plan, simulates what is still missing and writes each
//     chunk's tables, its manifest last.
//  2. When all chunks are there it proves the study complete and folds the
//     effects of all cells into the truth.
//
// Results depend on the scenario alone: not on the number of workers, the
// order of work, the tables that are kept or the times a run was interrupted.
package pilot
