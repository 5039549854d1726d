// Package progression is the model: one Jobcentre district of Universal Credit
// claimants in low-paid work, their work coaches, provision and employers, week
// by week.
//
// Read schedule.go first: it is the week as one list. Then params.go, one line
// a number, and draws.go, one line a random decision. Each other file holds one
// concept with its columns and its rules. ODD.md says all of it in words.
//
// A [District] is what all worlds of a cell share: people, coaches, posts, rules
// and luck. Its worlds differ only in who is treated how: [District.Run] runs
// one, the control world first, and returns its records as rows.
//
// No effect of an arm is written anywhere. Meetings top up a saturating stock of
// effort, add or ease obligation, start provision that eases barriers, may raise an
// employer's engagement and fit a job to the person; effort and barriers scale the rates at which hours,
// pay and jobs change; what a change pays after tax and Universal Credit decides
// whether it is taken.
//
// What a coach does in a meeting is a [Practice]. Those built in are in practices.go;
// a program's own are [Practices], handed over with the setting of a district or, for
// a whole study, with its scenario.
package progression

// Model names the version of the model's results: it is raised with any change
// of them, and is part of a study's identity.
const Model = "7"
