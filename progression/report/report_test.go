package report_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/report"
)

// After an intended change of words or drawing: go test ./progression/report -update, then look at the difference.
var update = flag.Bool("update", false, "write the golden files in testdata anew")

// What people see must not change unseen. A difference leaves the new text beside the golden one as .got.
func TestGolden(t *testing.T) {
	t.Run("text", func(t *testing.T) {
		var b bytes.Buffer
		require.NoError(t, report.WriteText(&b, trial2015()))
		golden(t, "trial-2015.txt", b.Bytes())
	})
	t.Run("page", func(t *testing.T) {
		golden(t, "trial-2015.html", pageOf(t, trial2015()))
	})
}

func textOf(t *testing.T, e *evaluation.Evaluation) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.WriteText(&b, e))
	return b.String()
}

func pageOf(t *testing.T, e *evaluation.Evaluation) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Write(&b, e))
	return b.Bytes()
}

// holds and lacks say what they looked for and spare the reader the page.
func holds(t *testing.T, page, text string) {
	t.Helper()
	assert.True(t, strings.Contains(page, text), "not in the page: %s", text)
}

func lacks(t *testing.T, page, text string) {
	t.Helper()
	assert.False(t, strings.Contains(page, text), "in the page: %s", text)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o777))
		require.NoError(t, os.WriteFile(path, got, 0o666))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if !bytes.Equal(want, got) {
		require.NoError(t, os.WriteFile(path+".got", got, 0o666))
	}
	assert.True(t, bytes.Equal(want, got), "%s differs from %s.got", path, path)
}

// A page must open anywhere: it fetches nothing, runs nothing, and each picture is well-formed, named and described.
func TestWrite_SelfContained(t *testing.T) {
	page := string(pageOf(t, trial2015()))
	for _, foreign := range []string{"<script", "<link", "<img", "<iframe", "@import", `url\(`, ` href="[^#]`, " src=", " onload="} {
		assert.NotRegexp(t, foreign, page)
	}
	pictures := regexp.MustCompile(`(?s)<svg viewBox.*?</svg>`).FindAllString(page, -1)
	require.Len(t, pictures, 6, "three plots in two formats")
	for _, picture := range pictures {
		decoder := xml.NewDecoder(strings.NewReader(picture))
		var err error
		for err == nil {
			_, err = decoder.Token()
		}
		assert.Equal(t, io.EOF, err)
		assert.Regexp(t, `role="img" aria-labelledby="\S+-title \S+-desc"`, picture)
		assert.Regexp(t, `<title id="\S+-title">.+</title>\n<desc id="\S+-desc">.+</desc>`, picture)
		assert.NotContains(t, picture, "NaN")
	}
	ids := regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1)
	seen := map[string]bool{}
	for _, id := range ids {
		assert.False(t, seen[id[1]], "id %s stands twice", id[1])
		seen[id[1]] = true
	}
	pictured := 0
	for id := range seen {
		if strings.HasSuffix(id, "-title") || strings.HasSuffix(id, "-desc") {
			pictured++
		}
	}
	assert.Equal(t, 12, pictured)
	for _, link := range regexp.MustCompile(` href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		assert.True(t, seen[link[1]], "nothing stands at %s", link[1])
	}
}

// Names come from a scenario that anyone may have written.
func TestWrite_Escapes(t *testing.T) {
	e := trial2015()
	const evil = `<script>alert("x")</script>&'`
	e.Study.Name, e.Study.Title = evil, evil
	for i := range e.Study.Arms {
		e.Study.Arms[i].Label = evil
	}
	e.Effects[0].Trials[0].Warning = evil
	e.LeftOut = []evaluation.LeftOut{{What: evil, Why: evil}}
	page := string(pageOf(t, e))
	lacks(t, page, "<script")
	assert.GreaterOrEqual(t, strings.Count(page, "&lt;script&gt;"), 10, "the names are there")
}

// A study that kept outcomes only, with one replicate and no effect at all, still has a page and says what it lacks.
func TestWrite_Least(t *testing.T) {
	e := trial2015()
	e.Earnings, e.Coaches, e.Baseline, e.Targets, e.Support, e.Study.Published = nil, nil, nil, nil, nil, ""
	e.Study.Replicates = 1
	for i := range e.Effects {
		e.Effects[i].Truth, e.Effects[i].Published = nil, nil
	}
	page := string(pageOf(t, e))
	assert.Equal(t, 2, strings.Count(page, "<svg viewBox"), "the plot of effects in two formats")
	holds(t, page, "The study holds no true effects to set beside it.")
	lacks(t, page, "The truth here is rollout")
	lacks(t, page, "recalled")
	lacks(t, page, "Support delivered:")

	e.Effects = nil
	page = string(pageOf(t, e))
	lacks(t, page, "<svg viewBox")
	holds(t, page, "No arm has an estimate of weekly earnings 52 weeks after randomisation.")
}

// Published figures stand in the text and on the page of the published trial only.
func TestWrite_Published(t *testing.T) {
	e := trial2015()
	text, page := textOf(t, e), string(pageOf(t, e))
	assert.Equal(t, 2, strings.Count(text, "published  ")+strings.Count(text, "published\n"), "a column and its line in the legend")
	for _, shown := range []string{`class="published"`, "Validation beside published figures", `<td class="left wrap" data-head="Published">1.82</td>`, `data-head="To lie within">1.54 to 2.52</td>`, "inside the band"} {
		holds(t, page, shown)
	}
	e.Study.Published, e.Targets = "", nil
	for i := range e.Effects {
		e.Effects[i].Published = nil
	}
	e.LeftOut = []evaluation.LeftOut{{What: "published figures", Why: "of another"}}
	text, page = textOf(t, e), string(pageOf(t, e))
	assert.Equal(t, 1, strings.Count(text, "published"), "the line on what is left out")
	for _, gone := range []string{`class="published"`, "Validation beside published figures", "recalled"} {
		lacks(t, page, gone)
	}
	holds(t, page, "published figures: of another.")
}

// Fewer people than were wanted is said at the head, as many is not.
func TestWrite_Shortfall(t *testing.T) {
	e := trial2015()
	lacks(t, textOf(t, e), "wanted")
	lacks(t, string(pageOf(t, e)), "wanted")
	e.Study.Claimants, e.Persons = 60, []int64{8, 7, 7}
	holds(t, textOf(t, e), "\n22 people randomised in the first trial (22 of 60 wanted), 3 replicates, seed 2015\n")
	holds(t, string(pageOf(t, e)), "The first trial randomised 22 of 60 wanted.")
}

// A Monte Carlo error that is not known, or 0 exactly, is a dash and never a number.
func TestWrite_MonteCarloUnknown(t *testing.T) {
	zero := 0.0
	for _, unknown := range []*float64{nil, &zero} {
		e := trial2015()
		for i := range e.Effects {
			e.Effects[i].Truth.MonteCarloError = unknown
		}
		page := string(pageOf(t, e))
		holds(t, page, "£4.72 for Frequent (Monte Carlo error unknown)")
		holds(t, page, "<td>4.72</td><td>–</td></tr>")
		assert.Regexp(t, `52 +5\.22 +1\.80 +4\.72 +–  5\.25 recalled`, textOf(t, e))
	}
}

// What was delivered stands beside the design where the plan gives it.
func TestWrite_Support(t *testing.T) {
	e := trial2015()
	page := string(pageOf(t, e))
	holds(t, page, `Frequent</th><td class="left">every 2 weeks</td><td>30,708</td><td>18.23</td><td>15.50</td><td>1.75</td><td>6.1</td>`)
	holds(t, page, `Minimal</th><td class="left">every 8 weeks, 2 in all</td>`)
	holds(t, page, `Moderate</th><td class="left">–</td>`)
	for i := range e.Study.Arms {
		e.Study.Arms[i].WeeksApart = 0
	}
	page = string(pageOf(t, e))
	lacks(t, page, "as designed")
	holds(t, page, `Frequent</th><td>30,708</td>`)
}

// The text says where the estimates are, in the study's folder when that is known.
func TestWriteText_Folder(t *testing.T) {
	e := trial2015()
	e.Study.Dir = "runs/the first"
	holds(t, textOf(t, e), "see\nruns/the first/estimates/estimates.parquet\n")
	e.Study.Dir = ""
	holds(t, textOf(t, e), "see estimates/estimates.parquet\n")
}

// The two sentences follow the numbers, whatever their sign.
func TestWrite_Answer(t *testing.T) {
	e := trial2015()
	for _, c := range []struct {
		estimate, low, high float64
		want                string
	}{
		{4.88, 1.25, 8.51, "were £4.88 higher in Frequent than in Minimal (95% interval £1.25 to £8.51) and"},
		{-4.88, -8.51, -1.25, "were £4.88 lower in Frequent than in Minimal (95% interval −£8.51 to −£1.25) and"},
		{0.52, -3, 4.04, "were £0.52 higher in Frequent than in Minimal (95% interval −£3.00 to £4.04, which leaves room for no effect) and"},
		{0, -1, 1, "were no different in Frequent than in Minimal"},
	} {
		trial := e.Effect("earnings_week", "frequent", 52).First()
		trial.Estimate, trial.ConfLow, trial.ConfHigh = c.estimate, c.low, c.high
		holds(t, string(pageOf(t, e)), c.want)
	}
}

// The table fits a terminal whatever the names.
func TestWriteText_Width(t *testing.T) {
	e := trial2015()
	long := strings.Repeat("Very long name ", 12)
	e.Study.Name = long
	for i := range e.Study.Arms {
		e.Study.Arms[i].Label = long
	}
	e.LeftOut = []evaluation.LeftOut{{What: long, Why: long}}
	e.Effect("earnings_week", "frequent", 52).First().Estimate = -12345.67
	var b bytes.Buffer
	require.NoError(t, report.WriteText(&b, e))
	for line := range strings.Lines(b.String()) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	assert.Contains(t, b.String(), "-12,345.67")
}
