package report_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// As they stand in the text, the reasons lead from what was intended to what was kept, exactly; on the page as well.
func TestWrite_Dose(t *testing.T) {
	e := trial2015()
	e.Dose = []evaluation.Dose{
		{Arm: "frequent", Persons: 30708, Weeks: 30708 * 52, WeeksInBand: 30708 * 39, Intended: 798408, Kept: 471111, Missed: 60123, OutOfBand: 290001,
			NoTime: 7003, FailedToAttend: 30304, StillDue: 0, MadeUp: 11, Minutes: 12_000_000, ContactMinutes: 10_747_800},
		{Arm: "minimal", Persons: 30711, Weeks: 30711 * 52, Intended: 61422, Kept: 61422},
	}
	text, page := textOf(t, e), string(pageOf(t, e))
	whole := func(s string) int {
		n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
		require.NoError(t, err)
		return n
	}
	row := regexp.MustCompile(`\nFrequent +(798,408) +(\S+) +(\S+) +(\S+) +(\S+) +(\S+) +(\S+)\n`).FindStringSubmatch(text)
	require.NotNil(t, row, text)
	sum := 0
	for _, cell := range row[1:7] {
		sum += whole(cell)
	}
	assert.Equal(t, whole(row[7]), sum)
	assert.Equal(t, 471111, sum)
	assert.Regexp(t, `\nFrequent +30,708 +26\.00 +15\.34 +350 +391 +75\.0\n`, text)
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	holds(t, page, `Frequent</th><td>798,408</td><td>-290,001</td><td>-7,003</td><td>-30,304</td><td>0</td><td>11</td><td>471,111</td><td>531,234</td><td>60,123</td>`)
	holds(t, page, `Frequent</th><td>30,708</td><td>26.00</td><td>15.34</td><td>350</td><td>391</td><td>75.0</td>`)
	lacks(t, string(pageOf(t, trial2015())), "Dose of the arm")
}
