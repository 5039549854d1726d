package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// textBias prints what the trials make of the truth that they estimate; nothing without that truth.
func textBias(b *strings.Builder, e *evaluation.Evaluation) {
	list := biasRows(e)
	if len(list) == 0 {
		return
	}
	b.WriteString("\n" + wrap(fmt.Sprintf("Bias of the estimate against pilot, which is what a trial estimates: mean of %s",
		plural(e.Study.Replicates, "simulated trial")), textWidth))
	line := columns(b, "%-20s%6s%11s%10s%11s%13s%8s%14s")
	line("", "weeks", "estimate", "pilot", "bias", "standard", "z", "95% interval")
	line("", "", "(mean)", "(truth)", "", "error", "", "holds it")
	label := ""
	for _, r := range list {
		if r.Arm == label {
			r.Arm = ""
		} else {
			label = r.Arm
		}
		line(cut(r.Arm, 18), r.Weeks, r.Estimate, r.Pilot, r.Bias, r.StdError, r.Z, r.Covered)
	}
}

// textParts prints what rollout is made of; nothing when the study was not split.
func textParts(b *strings.Builder, e *evaluation.Evaluation) {
	for _, t := range partsTables(e) {
		b.WriteString("\n" + wrap(fmt.Sprintf("%s: rollout at %d weeks = single + queue + market, in both orders of release", t.Arm, t.Weeks), textWidth))
		line := columns(b, "%-24s%13s%13s%15s%13s")
		line("", "queue first", "Monte Carlo", "market first", "Monte Carlo")
		for _, l := range t.Lines {
			line(l.Estimand, l.QueueFirst, l.QueueFirstMC, l.MarketFirst, l.MarketFirstMC)
		}
	}
}

const textPilot = `truth           pilot: a participant in the arm against the same one in the control arm, each a
                taker of what the trial's world recorded, the same people with the same luck. It is
                what the trial estimates; bias, z and the intervals are scored on it alone
z               bias over the standard error of the mean estimate, which is sampling error alone:
                the truth is of the people who are in the trials
rollout         everyone in the arm against everyone in the control arm. It is not what the trial
                estimates. single: one person treated alone, while all others are in control; queue:
                coaches' time and places of provision; market: vacancies and employers; interaction:
                what a part is more when it is released second
`

const textRollout = `truth           rollout: everyone in the arm against everyone in the control arm, the same people
                with the same luck. It is not the estimand of the trial: it contains queues and
                displacement, which a trial's own comparison does not measure: the two need not
                agree. A study with truth.worlds: split simulates what a trial estimates
`
