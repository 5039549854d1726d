package progression

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
)

// The world that takes its own record is that world: a participant alone, in her
// own arm, meets what she met, so that her life is the same to the penny.
func TestTakers_OwnRecordIsTheWorldItself(t *testing.T) {
	s := crowded()
	for name, kind := range map[string]Kind{"control": controlWorld, "randomised": randomisedWorld} {
		for frozen, f := range map[string]Freeze{"everything": Everything, "queue": TheQueue, "market": TheMarket} {
			t.Run(name+" "+frozen, func(t *testing.T) {
				d := district(t, s)
				live := kind
				live.Recorded = true
				first := world(t, d, live)
				again := kind
				again.Slug, again.Frozen, again.Path = "again", f, first.Path()
				second := world(t, d, again)
				require.NotEmpty(t, first.Outcomes())
				a, b := first.Outcomes(), second.Outcomes()
				require.Len(t, b, len(a))
				differ := 0
				for k := range a {
					if a[k] != b[k] {
						differ++
						if differ == 1 {
							assert.Equal(t, a[k], b[k])
						}
					}
				}
				assert.Zero(t, differ, "of %d", len(a))
			})
		}
	}
}

// crowded is a setting in which all couplings bind: coaches short of minutes,
// provision short of places, employers rung up, posts sought after.
func crowded() Setting {
	s := testSetting(1100, 300, 12)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 40, []int{13, 40}
	s.Parameters.InterviewMinutes = 900
	s.Parameters.ProvisionPlaces, s.Parameters.ReferThreshold = 24, 0.1
	s.Parameters.EngagementStrength, s.Parameters.EngagementCall, s.Parameters.HoursUp = 1, 0.5, 0.02
	s.Parameters.EffortMeeting, s.Parameters.EffortStrength, s.Parameters.ObligationStrength, s.Parameters.MultiplierCap = 0.6, 0.6, 0.5, 3
	s.Parameters.SearchInWork, s.Parameters.Reach = 0.1, 0.2
	s.Parameters.Elasticity, s.Parameters.SpareHours = 0.1, 0.5
	for k := range s.Arms {
		s.Arms[k].EmployerCalls = s.Arms[k].Slug != "minimal"
	}
	return s
}

// Brute force: people who are each treated alone, in a live world of their own
// where everybody else is in control, fare as the world single says that takes
// all couplings from control's record. What a live world adds is her own
// footprint: her meetings delay her later ones, others get the posts she left.
func TestTakers_SingleIsBeingTreatedAlone(t *testing.T) {
	s := crowded()
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	base := world(t, d, control)
	single := world(t, d, Kind{Slug: "single", Arm: frequent, Frozen: Everything, Path: base.Path()})
	outcome := func(w *World, person int) rows.Outcome {
		list := w.Outcomes()
		k := slices.IndexFunc(list, func(o rows.Outcome) bool { return o.Claimant == int64(w.id(person)) && o.HorizonWeeks == 40 })
		return list[k]
	}
	same, moved, changed, sum, squares, n, meetings := 0, 0, 0, 0.0, 0.0, 0.0, 0.0
	for k := 0; k < len(d.enrolled) && n < 200; k++ {
		i := int(d.enrolled[k].person)
		for j := range d.Assigned {
			d.Assigned[j] = minimal
		}
		d.Assigned[i] = frequent
		alone := outcome(world(t, d, randomisedWorld), i)
		taken, untreated := outcome(single, i), outcome(base, i)
		alone.Assigned, taken.Assigned, untreated.Assigned = "", "", ""
		if alone == taken {
			same++
		}
		if alone.Meetings != untreated.Meetings {
			moved++
		}
		if alone.GrossCumulated != untreated.GrossCumulated {
			changed++
		}
		meetings += float64(alone.Meetings - taken.Meetings)
		gap := float64(alone.GrossCumulated-taken.GrossCumulated) / 100
		n++
		sum += gap
		squares += gap * gap
	}
	mean := sum / n
	se := math.Sqrt((squares/n - mean*mean) / n)
	t.Logf("of %.0f people %d are treated, %d earn otherwise, %d are the same in all columns, mean gap %.2f pounds (%.2f), %.2f meetings", n, moved, changed, same, mean, se, meetings/n)
	assert.Equal(t, 200.0, n)
	assert.Greater(t, moved, 180, "being treated is seen")
	assert.Greater(t, changed, 40, "and changes lives")
	assert.Greater(t, same, 120, "most lives are the same in all columns")
	assert.LessOrEqual(t, math.Abs(mean), 3*se+0.01)
}

// Where nothing is scarce nobody's treatment touches another person: treating
// everybody is treating each alone, person by person. With minutes alone without
// end the queue's part is nil, with vacancies alone the market's.
func TestTakers_NothingScarceNothingShared(t *testing.T) {
	minutes := func(s *Setting) {
		s.Parameters.InterviewMinutes, s.Parameters.AbsenceShare, s.Parameters.ProvisionPlaces = 1e5, 0, 1e5
	}
	vacancies := func(s *Setting) {
		s.Parameters.Elasticity, s.Parameters.Chain = 1, 0 // hours made to measure, and no post is anybody's old one
		s.VacanciesPerUnemployed *= 1e3
		for k := range s.Arms {
			s.Arms[k].EmployerCalls = false
		}
	}
	outcomes := func(t *testing.T, frozen Freeze, plenty ...func(*Setting)) (live, taken []rows.Outcome) {
		s := crowded()
		for _, more := range plenty {
			more(&s)
		}
		d := district(t, s)
		control := controlWorld
		control.Recorded = true
		path := world(t, d, control).Path()
		taker := Kind{Slug: "taker", Arm: frequent, Frozen: frozen, Path: path}
		return world(t, d, everyoneFrequent).Outcomes(), world(t, d, taker).Outcomes()
	}
	differ := func(a, b []rows.Outcome) (n int) {
		for k := range a {
			if a[k] != b[k] {
				n++
			}
		}
		return n
	}
	cases := map[string]struct {
		frozen Freeze
		plenty []func(*Setting)
		same   bool
		least  int // more than these must differ
	}{
		"everything, all plenty":   {Everything, []func(*Setting){minutes, vacancies}, true, 0},
		"everything, all scarce":   {Everything, nil, false, 10},
		"queue, minutes plenty":    {TheQueue, []func(*Setting){minutes}, true, 0},
		"queue, scarce":            {TheQueue, nil, false, 10},
		"market, vacancies plenty": {TheMarket, []func(*Setting){vacancies}, true, 0},
		"market, scarce":           {TheMarket, nil, false, 10},
	}
	for c := range Coupling(nCouplings) { // each by itself changes something
		x := cases["queue, scarce"]
		x.frozen, x.least = 1<<c, 0
		cases[c.String()+" alone, scarce"] = x
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			live, taken := outcomes(t, c.frozen, c.plenty...)
			require.Len(t, taken, len(live))
			n := differ(live, taken)
			t.Logf("%d of %d outcomes differ", n, len(live))
			if c.same {
				assert.Zero(t, n)
			} else {
				assert.Greater(t, n, c.least)
			}
		})
	}
}

// A world that takes vacancies as recorded has none of its own to write, whatever is kept.
func TestTakers_WriteNoVacancies(t *testing.T) {
	s := crowded()
	s.Keep.Everywhere = true
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	base := world(t, d, control)
	require.NotEmpty(t, base.Vacancies())
	for _, frozen := range []Freeze{Everything, TheMarket} {
		assert.Empty(t, world(t, d, Kind{Slug: "taker", Arm: frequent, Frozen: frozen, Path: base.Path()}).Vacancies())
	}
	assert.PanicsWithValue(t, "progression: world taker takes couplings as recorded, and has no path", func() {
		_, _ = d.Run(t.Context(), Kind{Slug: "taker", Frozen: TheQueue})
	})
}

// What a coach has left decides which of several contacts with an employer are
// made: a conversation that does not fit leaves time for a call. The record says how
// many minutes there were.
func TestTakers_MinutesForSomeContactsAndNotForOthers(t *testing.T) {
	s := crowded()
	for k := range s.Arms {
		s.Arms[k].Practice, s.Arms[k].EmployerCalls = "own", true
	}
	s.Practices = Practices{"own": func(m *Meeting) {
		m.Coach()
		m.MeetEmployer()
		m.CallEmployer()
		m.AdjustJob()
	}}
	s.Keep.Events = true
	d := district(t, s)
	kind := randomisedWorld
	kind.Recorded = true
	first := world(t, d, kind)
	kind.Slug, kind.Recorded, kind.Frozen, kind.Path = "again", false, Everything, first.Path()
	second := world(t, d, kind)
	contacts := func(w *World) map[string]int {
		n := map[string]int{}
		for _, e := range w.Events() {
			n[e.Kind]++
		}
		return n
	}
	a, b := contacts(first), contacts(second)
	assert.NotEqual(t, a["three_way"], a["employer_call"], "some contacts fit and others do not")
	for _, kind := range []string{"three_way", "employer_call", "adjustment"} {
		assert.Equal(t, a[kind], b[kind], kind)
	}
	assert.Equal(t, first.Outcomes(), second.Outcomes())
}
