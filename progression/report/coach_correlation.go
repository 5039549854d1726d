package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// textCoachCorrelation prints how alike the people of a coach are; nothing without.
func textCoachCorrelation(b *strings.Builder, e *evaluation.Evaluation) {
	if len(e.CoachCorrelations) == 0 {
		return
	}
	b.WriteString("\n" + wrap(fmt.Sprintf("Coaches: how alike the people of one coach are, in weekly earnings after %d weeks, first trial; "+
		"the design effect is what assigning coaches instead of people would cost at as many people a coach", e.Study.MainHorizon()), textWidth))
	line := columns(b, "%-20s%11s%11s%13s%13s%11s")
	line("", "coaches", "people a", "intra-class", "error were", "design")
	line("", "", "coach", "correlation", "it 0", "effect")
	for i := range e.CoachCorrelations {
		c := &e.CoachCorrelations[i]
		line(cut(e.Study.Label(c.Arm), 18), count(int64(c.Coaches)), number(c.MeanSize, 2), number(c.ICC, 4), number(c.NullError(), 4), number(c.DesignEffect(), 3))
	}
}
