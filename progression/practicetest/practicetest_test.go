package practicetest_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/practicetest"
)

// The model's own practices keep what is asked of those of others.
func TestRun_BuiltIn(t *testing.T) {
	for _, name := range (progression.Practices{}).Names() {
		t.Run(name, func(t *testing.T) {
			do, ok := progression.Practices{}.Named(name)
			require.True(t, ok)
			practicetest.Run(t, do)
		})
	}
}

// recorder is a test that fails without failing this one.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(form string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(form, args...))
}

func failuresOf(do progression.Practice) []string {
	r := &recorder{}
	practicetest.Run(r, do)
	return r.failures
}

// Each way of being wrong is found, named, and told with the meeting in which it
// shows; and nothing else is complained of.
func TestRun_FindsWhatIsWrong(t *testing.T) {
	count, seen := 0, map[float64]bool{}
	for name, bad := range map[string]struct {
		do   progression.Practice
		want string // the failures, by their beginnings
	}{
		"panics without an arm":     {func(m *progression.Meeting) { _ = m.Arm.Slug }, "^panic: runtime error: invalid memory address or nil pointer dereference, in a work search review, with somebody out of work"},
		"panics at full severity":   {func(m *progression.Meeting) { _ = []int{0, 1}[int(2*m.Severity[0])] }, `^panic: runtime error: index out of range \[2\] with length 2, in a work search review, .* severities childcare 1 `},
		"does too much":             {func(m *progression.Meeting) { doTimes(m, 9) }, "^bounded: found 9 actions, expected at most 8, in a work"},
		"counts meetings":           {func(m *progression.Meeting) { count++; doTimes(m, count%2) }, "^pure: found .* in "},
		"learns from meetings":      {func(m *progression.Meeting) { doTimes(m, len(seen)%7); seen[m.Severity[0]] = true }, "^pure: "},
		"leaves it to chance":       {func(m *progression.Meeting) { doTimes(m, rand.IntN(4)) }, "^pure: "},
		"looks at the arm's name":   {func(m *progression.Meeting) { doTimes(m, named(m, "arm")) }, "^nameless: found nothing where the arm has other names, share and practice, expected coach as before, in a meeting face_to_face"},
		"gives itself minutes":      {func(m *progression.Meeting) { m.Minutes += 60 }, "^unchanged: found other fields of the meeting"},
		"makes attendance required": {func(m *progression.Meeting) { m.Mandatory = true }, "^unchanged: found other fields of the meeting"},
		"changes the arm":           {changeArm, "^unchanged: found another arm after the practice"},
		"puts another arm in place": {func(m *progression.Meeting) { m.Arm = nil }, "^unchanged: found another arm after the practice"},
		"rings nobody's employer":   {func(m *progression.Meeting) { callIf(m, m.Arm != nil && m.Arm.EmployerCalls) }, "^allowed: found call the employer, expected no contact with an employer of somebody out of work, in a meeting"},
		"rings unasked":             {func(m *progression.Meeting) { callIf(m, m.Employed) }, "^allowed: found call the employer, expected no contact with employers where the arm has no EmployerCalls, in a work search review"},
		"meets unasked":             {func(m *progression.Meeting) { meetIf(m, m.Employed && m.Arm != nil) }, "^allowed: found meet the employer"},
		"adjusts jobs unasked":      {func(m *progression.Meeting) { m.AdjustJob() }, "^allowed: found adjust the job"},
		"obliges volunteers":        {func(m *progression.Meeting) { m.Oblige() }, "^allowed: found oblige, expected nothing to depend on where attendance is not mandatory, in a meeting"},
		"knows a further barrier":   {func(m *progression.Meeting) { m.Refer(population.NBarriers) }, "^allowed: found help against barrier"},
		"makes texts":               {func(m *progression.Meeting) { doTimes(m, len(fmt.Sprint(m.Week))/9) }, "^allocation: found [0-9]+ allocations in [0-9]+ meetings, expected none"},
	} {
		t.Run(name, func(t *testing.T) {
			failures := failuresOf(bad.do)
			require.NotEmpty(t, failures)
			assert.Regexp(t, bad.want, failures[0])
			promise, _, _ := strings.Cut(bad.want[1:], ":")
			for _, f := range failures {
				found, _, _ := strings.Cut(f, ":")
				assert.Equal(t, promise, found, "one thing is wrong: %s", f)
				assert.NotContains(t, f, "\n")
			}
		})
	}
	assert.Equal(t, []string{"practice: found nil, expected a function"}, failuresOf(nil))
}

// A practice that keeps state under a lock is as impure as one without; only the
// order of meetings tells. Here what it does follows from who came first.
func TestRun_FindsStateThatSettles(t *testing.T) {
	var first *float64
	failures := failuresOf(func(m *progression.Meeting) {
		if first == nil && m.Severity[0] > 0 {
			x := m.Severity[0]
			first = &x
		}
		if first != nil && m.Severity[0] == 0 {
			m.Coach()
		}
	})
	require.NotEmpty(t, failures)
	assert.Regexp(t, "^pure: found coach and before nothing, expected the same whenever the meeting is the same, in a work search review", failures[0])
}

// Notes that two meetings share are the one thing that only meetings held at the same
// time can show. Atomic values keep the race detector out of it.
func TestRun_FindsSharedNotes(t *testing.T) {
	var heaviest atomic.Uint64
	failures := failuresOf(func(m *progression.Meeting) {
		heaviest.Store(math.Float64bits(m.Severity[0]))
		runtime.Gosched()
		doTimes(m, int(4*math.Float64frombits(heaviest.Load())))
	})
	require.Len(t, failures, 1)
	assert.Regexp(t, "^concurrent: found .* and before .*, expected the same whenever the meeting is the same, in ", failures[0])
}

// What a message says of a meeting is enough to hold it again.
func TestRun_MessageTellsTheMeeting(t *testing.T) {
	failures := failuresOf(func(m *progression.Meeting) {
		callIf(m, m.Arm != nil && m.Channel == progression.Digital && m.First && m.Minutes == 0)
	})
	require.Len(t, failures, 1)
	assert.Regexp(t, regexp.MustCompile(`in a meeting digital of an arm with Mandatory \w+, EmployerCalls \w+, Specialist \w+, the first, with somebody out of work, severities childcare 0 .* threshold 0, 0 minutes left$`), failures[0])
}

func doTimes(m *progression.Meeting, n int) {
	for range n {
		m.Coach()
	}
}

func named(m *progression.Meeting, slug string) int {
	if m.Arm != nil && m.Arm.Slug == slug {
		return 1
	}
	return 0
}

func changeArm(m *progression.Meeting) {
	if m.Arm != nil {
		m.Arm.Minutes++
	}
}

func callIf(m *progression.Meeting, yes bool) {
	if yes {
		m.CallEmployer()
	}
}

func meetIf(m *progression.Meeting, yes bool) {
	if yes {
		m.MeetEmployer()
	}
}
