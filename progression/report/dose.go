package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// A doseTable sets support delivered beside support intended.
type doseTable struct {
	Weeks int
	Rows  []doseRow
}

// A doseRow is an arm: whole numbers are over all trials, so that they add up as they stand.
type doseRow struct {
	Arm, People, Intended, Booked, Missed, Kept                      string
	IntendedYear, KeptYear, MinutesYear, AllMinutesYear, ShareInBand string
	OutOfBand, NoTime, FailedToAttend, StillDue, MadeUp              string
}

func dose(e *evaluation.Evaluation) *doseTable {
	t := &doseTable{Weeks: e.Study.MainHorizon()}
	for i := range e.Dose {
		d := &e.Dose[i]
		t.Rows = append(t.Rows, doseRow{Arm: e.Study.Label(d.Arm), People: count(d.Persons),
			Intended: count(d.Intended), Booked: count(d.Booked()), Missed: count(d.Missed), Kept: count(d.Kept),
			IntendedYear: number(d.PerPersonYear(d.Intended), 2), KeptYear: number(d.PerPersonYear(d.Kept), 2),
			MinutesYear: number(d.PerPersonYear(d.ContactMinutes), 0), AllMinutesYear: number(d.PerPersonYear(d.Minutes), 0), ShareInBand: number(100*d.ShareInBand(), 1),
			OutOfBand: count(-d.OutOfBand), NoTime: count(-d.NoTime), FailedToAttend: count(-d.FailedToAttend), StillDue: count(-d.StillDue), MadeUp: count(d.MadeUp)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// textDose prints the dose; nothing without.
func textDose(b *strings.Builder, e *evaluation.Evaluation) {
	t := dose(e)
	if t == nil {
		return
	}
	line := columns(b, "%-20s%11s%11s%11s%11s%11s%11s%12s")
	b.WriteString("\n" + wrap(fmt.Sprintf("Dose: the arm's appointments in the %d weeks after randomisation, delivered beside intended, a person and year", t.Weeks), textWidth))
	line("", "people", "intended", "kept", "minutes of", "all coach", "weeks in", "")
	line("", "", "", "", "the arm", "minutes", "the band %", "")
	for _, r := range t.Rows {
		line(cut(r.Arm, 18), r.People, r.IntendedYear, r.KeptYear, r.MinutesYear, r.AllMinutesYear, r.ShareInBand, "")
	}
	b.WriteString("\nWhy those intended were not kept, in appointments of all trials; the columns add up to those kept\n")
	line("", "intended", "out of", "no time of", "failed to", "still due", "made up", "kept")
	line("", "", "band", "the coach", "attend", "", "", "")
	for _, r := range t.Rows {
		line(cut(r.Arm, 18), r.Intended, r.OutOfBand, r.NoTime, r.FailedToAttend, r.StillDue, r.MadeUp, r.Kept)
	}
}

const textDoseNote = `intended        appointments of a person who is in the arm's support throughout: one in each
                interval of the arm while support lasts. One without has one reason: at its end
                she was out of the band (or off Universal Credit), she waited for her coach, she had
                failed to attend, or the horizon cut it. made up: kept in no interval of their own
`
