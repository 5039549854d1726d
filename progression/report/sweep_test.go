package report_test

import (
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// What people see of a sweep must not change unseen either.
func TestGolden_Sweep(t *testing.T) {
	t.Run("text", func(t *testing.T) { golden(t, "sweep-2015.txt", []byte(textOf(t, sweep2015()))) })
	t.Run("page", func(t *testing.T) { golden(t, "sweep-2015.html", pageOf(t, sweep2015())) })
}

// Each line holds the numbers of its own point and arm: the mean of the trials' estimates, the error of one trial, the truth and
// its Monte Carlo error, beside the point's own settings, whatever the order in which the plan has them.
func TestWriteText_Sweep(t *testing.T) {
	text := textOf(t, sweep2015())
	// trials of the frequent arm estimate 5.22, 4.22 and 3.22 at 52 weeks: 4.22 on average, and a half of that more from point to
	// point
	for _, line := range []string{
		`\n +0 +2 +0\.002  Frequent +4\.22 +1\.80 +4\.72 +0\.18\n +Moderate +2\.68 +1\.80 +3\.18 +0\.18\n`,
		`\n +1 +2 +0\.003  Frequent +6\.33 +1\.80 +7\.08 +0\.18\n`,
		`\n +2 +4 +0\.002  Frequent +8\.45 +1\.80 +9\.45 +0\.18\n`,
		`\n +3 +4 +0\.003  Frequent +10\.56 +1\.80 +11\.81 +0\.18\n`,
	} {
		assert.Regexp(t, line, text)
	}
	holds(t, text, "\nAt all points: service.caseload 69.\n")
	holds(t, text, "weeks_apart is arms.frequent.weeks_apart\n")
	holds(t, text, "see out/estimates/estimates.parquet\n")
	assert.Equal(t, 1, strings.Count(text, "Left out: published figures"), "what all points leave out is said once")
}

// The page has the same table, with the keys in full.
func TestWrite_SweepTable(t *testing.T) {
	page := string(pageOf(t, sweep2015()))
	holds(t, page, `<th class="left key" scope="col">arms.<wbr>frequent.<wbr>weeks_apart</th><th class="left key" scope="col">parameters.<wbr>jobs.<wbr>separation</th>`)
	holds(t, page, `<a href="#point-2">2</a></th><td class="left setting" rowspan="2">4</td><td class="left setting" rowspan="2">0.002</td><th scope="row">Frequent</th><td>8.45</td><td>1.80</td><td>9.45</td><td>0.18</td></tr>`)
	holds(t, page, `<tr><th scope="row">Moderate</th><td>5.37</td><td>1.80</td><td>6.37</td><td>0.18</td></tr>`)
}

// Points follow each other as in the plan, each under a heading with its settings; the first is open.
func TestWrite_SweepPoints(t *testing.T) {
	page := string(pageOf(t, sweep2015()))
	var headings []string
	for _, m := range regexp.MustCompile(`<details( open)?>\n<summary><h2>(.*)</h2></summary>\n<p class="under" id="(.*)">`).FindAllStringSubmatch(page, -1) {
		headings = append(headings, m[2]+m[1]+" "+m[3])
	}
	assert.Equal(t, []string{"Point 0: weeks_apart 2, separation 0.002 open point-0", "Point 1: weeks_apart 2, separation 0.003 point-1",
		"Point 2: weeks_apart 4, separation 0.002 point-2", "Point 3: weeks_apart 4, separation 0.003 point-3"}, headings)
	parts := strings.Split(page, "<details")
	require.Len(t, parts, 5)
	lacks(t, parts[0], "Effects on other outcomes")
	for p, effect := range []string{"4.72", "7.08", "9.45", "11.81"} {
		holds(t, parts[p+1], "<h3>Effects on other outcomes</h3>")
		assert.Regexp(t, `Frequent</th><td>52</td>.*<td>`+effect+`</td><td>0\.18</td></tr>`, parts[p+1])
		lacks(t, parts[p+1][:strings.Index(parts[p+1], "</details>")], "<h2>Effects")
	}
	for _, once := range []string{"<h2>Points</h2>", "<h2>Not to be used for</h2>", "<h2>Where the numbers come from</h2>"} {
		assert.Equal(t, 1, strings.Count(page, once), once)
	}
}

// The head gives the lowest and the highest truth of each arm and where they are, or else of the estimates' means.
func TestWrite_SweepAnswer(t *testing.T) {
	e := sweep2015()
	holds(t, string(pageOf(t, e)), "lies for Frequent between £4.72 at point 0 (Monte Carlo error £0.18) and £11.81 at point 3 (Monte Carlo error £0.18) and for Moderate between £3.18")
	for _, at := range e.Points() {
		for i := range at.Effects {
			at.Effects[i].Truth = nil
		}
	}
	page := string(pageOf(t, e))
	holds(t, page, "lies for Frequent between £4.22 at point 0 and £10.56 at point 3 and for Moderate")
	holds(t, page, "The study holds no true effects to set beside it.")
	lacks(t, page, `class="truth"`)
	lacks(t, page, "Monte Carlo<br>error")
}

// One key of numbers is an axis: marks stand at the values, in their order, joined by a line. Anything else is point by point.
func TestWrite_SweepPicture(t *testing.T) {
	ticks := func(e *evaluation.Evaluation) (labels string, line bool) {
		picture := regexp.MustCompile(`(?s)<title id="points-wide-title">.*?</svg>`).FindString(string(pageOf(t, e)))
		require.NotEmpty(t, picture)
		panel, _, _ := strings.Cut(picture, ">Moderate</text>")
		var list []string
		for _, m := range regexp.MustCompile(`text-anchor="middle"[^>]*>([^<]*)<`).FindAllStringSubmatch(panel, -1) {
			list = append(list, m[1])
		}
		return strings.Join(list, " "), strings.Contains(panel, "<polyline")
	}
	labels, line := ticks(byNumber(0.004, 0.001, 0.002))
	assert.Equal(t, "0.001 0.002 0.004", labels)
	assert.True(t, line)
	labels, line = ticks(sweep2015())
	assert.Equal(t, "0 1 2 3", labels)
	assert.False(t, line, "the order of points of two keys is none of values")
	labels, line = ticks(sweptBy([]evaluation.Setting{by("truth.worlds", "none")}, []evaluation.Setting{by("truth.worlds", "4")}))
	assert.Equal(t, "0 1", labels)
	assert.False(t, line, "text is no number")
	labels, _ = ticks(sweptBy([]evaluation.Setting{by("weeks", 4)}, nil))
	assert.Equal(t, "0 1", labels, "a key that one point leaves alone has no number there")
}

// An arm without people, or without truth, at a point leaves dashes there and marks elsewhere.
func TestWrite_SweepGaps(t *testing.T) {
	e := byNumber(1, 2, 3)
	f := e.Points()[1].Effect("earnings_week", "moderate", 52)
	f.Trials, f.Truth = nil, nil
	e.Points()[1].Persons[2] = 0
	e.Points()[1].LeftOut = append(e.Points()[1].LeftOut, evaluation.LeftOut{What: "one arm", Why: "nobody is in it"})
	text, page := textOf(t, e), string(pageOf(t, e))
	assert.Regexp(t, `\n +1 +2  Frequent +6\.33 .*\n +Moderate +– +– +– +–\n`, text)
	unbroken := strings.Join(strings.Fields(text), " ")
	holds(t, unbroken, "20,473 to 30,709 people randomised in the first of them, seed 2015 Fewer")
	holds(t, unbroken, "Fewer people were randomised than wanted at 1 of 3 points, at worst 20,473 of 30,709 wanted at point 1.")
	holds(t, unbroken, "Left out: one arm (at 1 of 3 points): nobody is in it.")
	holds(t, page, `<th scope="row">Moderate</th><td>–</td><td>–</td><td>–</td><td>–</td></tr>`)
	picture := regexp.MustCompile(`(?s)<title id="points-wide-title">.*?</svg>`).FindString(page)
	assert.Equal(t, 5, strings.Count(picture, `class="truth"`))
	assert.NotContains(t, page, "NaN")
}

// Fifty points with long settings: every picture is whole, every id is one, links lead somewhere, and the text fits a terminal.
func TestWrite_SweepOfMany(t *testing.T) {
	e := manyPoints(50)
	page := string(pageOf(t, e))
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		assert.False(t, ids[m[1]], "id %s stands twice", m[1])
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		assert.True(t, strings.HasPrefix(m[1], "#") && ids[m[1][1:]], "a link to %s", m[1])
	}
	pictures := regexp.MustCompile(`(?s)<svg viewBox.*?</svg>`).FindAllString(page, -1)
	assert.Len(t, pictures, 2*(1+3*50))
	for _, picture := range pictures {
		decoder := xml.NewDecoder(strings.NewReader(picture))
		var err error
		for err == nil {
			_, err = decoder.Token()
		}
		require.Equal(t, io.EOF, err)
	}
	holds(t, page, "frequent.weeks_apart 51, moderate.weeks_apart 53, separation 0.00249</h2>")

	text := textOf(t, e)
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	assert.Equal(t, 50, strings.Count(text, "\npoint "), "settings that do not fit into columns stand above the arms")
	assert.Regexp(t, `separation\s0\.00249\nFrequent  `, text)
}

// A sweep of one point is a study like any other, and says what it sets.
func TestWrite_SweepOfOne(t *testing.T) {
	e := trial2015()
	page, text := string(pageOf(t, e)), textOf(t, e)
	e.Study.Settings = []evaluation.Setting{by("arms.frequent.weeks_apart", 2), by("truth.worlds", "everyone")}
	const said = "<dt>Set by a sweep of one point</dt><dd>arms.frequent.weeks_apart 2, truth.worlds everyone</dd>\n"
	assert.Equal(t, page, strings.Replace(string(pageOf(t, e)), said, "", 1))
	holds(t, string(pageOf(t, e)), said)
	assert.Equal(t, text, textOf(t, e))
}

// What settings say comes from a scenario that anyone may have written.
func TestWrite_SweepEscapes(t *testing.T) {
	const evil = `<script>alert("x")</script>&'`
	page := string(pageOf(t, sweptBy([]evaluation.Setting{by(evil, evil), by("same", evil)}, []evaluation.Setting{by(evil, "good"), by("same", evil)})))
	lacks(t, page, "<script")
	assert.GreaterOrEqual(t, strings.Count(page, "&lt;script&gt;"), 4)
}
