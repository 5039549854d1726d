package progression

// step is the week in order.
func (w *World) step() error {
	w.openMonth()            // the tables' months
	w.settlements()          // calendar: pay settlements in April; wage floors act at each assessment period's end
	w.vacancies.advertise(w) // employers: posts open, are filled elsewhere or withdrawn

	if err := w.life.Week(w, w.week); err != nil { // lives: barriers ease and return
		return err
	}
	if err := w.job.Week(w, w.week); err != nil { // jobs: separation, hours, rises, applications in work
		return err
	}
	if err := w.idle.Week(w, w.week); err != nil { // applications of people out of work
		return err
	}
	if err := w.seek.Week(w, w.week); err != nil { // the rest of the caseload: applications, new claims
		return err
	}

	w.callIn()             // diaries: who is due takes a place in her coach's queue
	w.appointments.meet(w) // meetings, as far as minutes go; failure to attend; what a meeting sets going
	w.closeSlots()         // the dose: in which slots of her arm a person was not seen, and why
	w.courses.start(w)     // provision: places go to who has waited longest
	w.finishCourses()      // and end with an effect, or without

	w.schoolTerms()      // school holidays begin or end: pay of term-time contracts from next week on
	w.vacancies.match(w) // vacancies: one post, one person

	w.endPeriods()     // assessment periods: pay, tax, award, regime, the month's row
	w.enrol()          // the trial: who newly earns in the band is randomised
	w.recordOutcomes() // horizons that fall into this week
	return nil
}
