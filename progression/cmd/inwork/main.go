// Inwork simulates pilots of in-work support, evaluates them and reports.
//
//	inwork init my-pilot                                 write a commented scenario
//	inwork check my-pilot/scenario.yaml                  say what is wrong with it
//	inwork run my-pilot/scenario.yaml -out out -dry-run  say what it will take
//	inwork run my-pilot/scenario.yaml -out out           simulate it
//	inwork merge out                                     prove that it is complete
//	inwork evaluate out                                  estimate effects
//	inwork report out                                    write one page
//	inwork diagnose my-pilot/scenario.yaml -mode full -runs 20  try its design, again and again
//	inwork export out truth                              print a table as CSV
//	inwork estimate -data out/tables/outcomes/world=randomised -outcome employed -treatment arm  estimate from any table
//	inwork award < testdata/households.jsonl             work out Universal Credit
//
// `inwork help` lists all verbs, `inwork help VERB` the flags of one. Results
// go to standard output, everything else to standard error. It exits with 0
// when done, 1 when it failed while running, 2 on wrong use or input, 130 and
// 143 when interrupted or terminated.
package main

import (
	"os"
)

func main() {
	ctx, stop := untilSignal()
	code := inwork(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(code)
}
