package main

import (
	"inwork/sim"
	"inwork/sim/table"
)

// start is the day on which week 0 begins. Tables hold dates, which every reader knows, and not week numbers of our own.
var start = sim.Date(2024, 1, 1)

func dayOf(week int16) sim.Day { return start + 7*sim.Day(week) }

// Bird is a row: the struct is the schema, and every column says its unit and what it means.
type Bird struct {
	Island int32    `parquet:"island" unit:"index" doc:"the island"`
	Bird   int64    `parquet:"bird" unit:"id" doc:"the bird, the same in every world"`
	Origin string   `parquet:"origin,dict" unit:"category" doc:"founder, landed or hatched"`
	Mother *int64   `parquet:"mother,optional" unit:"id" doc:"the bird that laid the egg; null unless hatched"`
	From   sim.Day  `parquet:"from,date" unit:"date" doc:"first day of the week in which it came or hatched"`
	Died   *sim.Day `parquet:"died,date,optional" unit:"date" doc:"first day of the week in which it died; null when alive at the end"`
}

// Count is a row: how an island stands.
type Count struct {
	Island  int32 `parquet:"island" unit:"index" doc:"the island"`
	Weeks   int32 `parquet:"weeks" unit:"weeks" doc:"weeks since the start"`
	Birds   int64 `parquet:"birds" unit:"birds" doc:"chicks and grown birds alive at the end of these weeks"`
	Landed  int64 `parquet:"landed" unit:"birds" doc:"birds that came from elsewhere so far"`
	Hatched int64 `parquet:"hatched" unit:"birds" doc:"chicks hatched so far"`
	Died    int64 `parquet:"died" unit:"birds" doc:"chicks and grown birds that died so far"`
}

// Effect is a row of the whole study: sums over islands of whole numbers, which come out the same in any order.
type Effect struct {
	Of         string `parquet:"of,dict" unit:"category" doc:"control, fenced, or the difference of the two on the same island"`
	Weeks      int32  `parquet:"weeks" unit:"weeks" doc:"weeks since the start"`
	Islands    int64  `parquet:"islands" unit:"islands" doc:"islands in all replicates"`
	Sum        int64  `parquet:"sum" unit:"birds" doc:"sum over islands of birds alive"`
	SumSquares int64  `parquet:"sum_squares" unit:"birds squared" doc:"sum over islands of the square of birds alive"`
}

var (
	birds   = table.Info{Name: "birds", Doc: "one bird that lived on an island, in one world", Sort: []string{"island", "bird"}}
	counts  = table.Info{Name: "counts", Doc: "one island after some weeks, in one world", Sort: []string{"island", "weeks"}}
	effects = table.Info{Name: "effects", Doc: "sums over all islands after some weeks", Sort: []string{"of", "weeks"}}
)
