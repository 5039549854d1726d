package progression

import "inwork/progression/rows"

// meet gives each coach's minutes to her queue. Coaches take turns from a start
// drawn each week, so that nobody's claimants are always first for provision.
func (q *diaries) meet(w *World) {
	start := w.firstCoach()
	for k := range w.Coaches {
		c := start + k
		if c >= w.Coaches {
			c -= w.Coaches
		}
		w.coachWeek(c)
	}
}

// firstCoach is who of the coaches begins this week.
func (w *World) firstCoach() int {
	return w.diary.rotation.Below(w.id(w.Coaches), uint32(w.week), w.Coaches)
}

// coachWeek is one coach's week: appointments in order of the queue until the
// next one does not fit.
func (w *World) coachWeek(c int) {
	q := &w.diary
	row := rows.CoachWeek{District: int32(w.District.District), Coach: int32(c), Contracted: int32(w.Parameters.InterviewMinutes)}
	left := int(row.Contracted)
	if q.absence.Uniform(w.id(c), uint32(w.week)) < w.Parameters.AbsenceShare {
		row.Absent = row.Contracted
		left = 0
	}
	for q.count[c] > 0 {
		i := int(*q.at(c, 0))
		minutes, wanted := w.appointment(i)
		if wanted && minutes > left {
			break
		}
		if q.head[c]++; q.head[c] == q.size(c) {
			q.head[c] = 0
		}
		q.count[c]--
		q.waiting[i] = false
		q.cancel(i)
		if !wanted {
			continue
		}
		used, missed := w.see(i, c, minutes, left-minutes)
		left -= used
		w.path.met(w, i)
		row.Used += int32(used)
		row.Appointments++
		if missed {
			row.Missed++
		}
		if i < len(w.People) && w.trial.follows(i, w.week) {
			row.Participants += int32(used)
		}
	}
	w.path.coachDone(w, c, left)
	of := w.month()
	of.Contracted, of.Absent = of.Contracted+int64(row.Contracted), of.Absent+int64(row.Absent)
	of.Used, of.ParticipantMinutes = of.Used+int64(row.Used), of.ParticipantMinutes+int64(row.Participants)
	if !w.record.CoachWeeks || w.week < w.BurnInWeeks {
		return
	}
	row.Unused = row.Contracted - row.Absent - row.Used
	row.Week, row.Office, row.Waiting = w.day(w.week), w.officeNumber(c), q.count[c]
	q.rows = append(q.rows, row)
}

// appointment is how long the next appointment of a person or place takes, and
// whether it is still wanted.
func (w *World) appointment(i int) (minutes int, wanted bool) {
	p := &w.Parameters
	if j := i - len(w.People); j >= 0 {
		if w.place.first[j] {
			return int(p.FirstMinutes), w.place.taken[j]
		}
		return int(p.ReviewMinutes), w.place.taken[j]
	}
	switch w.supported(i) {
	case review:
		return int(p.ReviewMinutes), true
	case inArm:
		return w.minutes(w.arm(i), w.trial.contacts[i] == 0), true
	}
	return 0, false
}

// minutes is what an arm's appointment takes of a coach's week: of a group session, a person's part of it.
func (w *World) minutes(a *Arm, first bool) int {
	minutes := a.Minutes
	if a.FirstMinutes > 0 && first {
		minutes = a.FirstMinutes
	}
	if a.Channel == Group {
		size := int(w.Parameters.GroupSize)
		return (minutes + size - 1) / size
	}
	return minutes
}
