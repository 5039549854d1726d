package award_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/award"
)

// A household on a line, and the answer.
func ExampleStream() {
	in := strings.NewReader(`{"id": "a", "assessment_period_start": "2016-06-01", "tenure": "social", "eligible_rent_month": 450,` +
		` "adults": [{"age": 29, "employed_earnings_month": 1200}], "children": [{"born": "2010-05-04"}]}` + "\n" +
		`{"id": "b", "adults": [{"aeg": 29}]}` + "\n")
	lines, bad, err := award.Stream(context.Background(), in, os.Stdout)
	fmt.Println(lines, bad, err)
	// Output:
	// {"id":"a","award":467.72,"award_before_cap":467.72,"maximum_amount":1044.90,"standard_allowance":317.82,"child_element":277.08,"disabled_child_addition":0.00,"lcwra_element":0.00,"carer_element":0.00,"housing_element":450.00,"childcare_element":0.00,"work_allowance":192.00,"earned_income":1079.97,"earnings_deduction":577.18,"tariff_income":0.00,"lcw_element":0.00,"benefit_cap_reduction":0.00,"adults":[{"income_tax_month":56.67,"national_insurance_month":63.36,"net_earnings_month":1079.97,"minimum_wage_hour":7.20,"regime":"working_enough"}]}
	// {"id":"b","error":"line 2: adults[0]: found the unknown key aeg, expected age"}
	// 2 1 <nil>
}

// stream answers a text.
func stream(t testing.TB, text string) (answers []map[string]any, bad int) {
	t.Helper()
	var out bytes.Buffer
	lines, bad, err := award.Stream(t.Context(), strings.NewReader(text), &out)
	require.NoError(t, err)
	for line := range strings.Lines(out.String()) {
		var answer map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &answer), line)
		answers = append(answers, answer)
	}
	require.Len(t, answers, lines)
	return answers, bad
}

// peerCases are households with what another model makes of them.
func peerCases(t testing.TB) (in []string, expected []map[string]any) {
	t.Helper()
	file, err := os.Open("../../testdata/uc/peer_cases.jsonl")
	require.NoError(t, err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c struct {
			In       json.RawMessage
			Expected map[string]any
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		in, expected = append(in, string(c.In)), append(expected, c.Expected)
	}
	return in, expected
}

// The peer's cases come through the reader and the writer as they do in Go: every key of its answers is ours, within 5 pence. The three that differ by
// the work allowance of 2015 are those of the rules' own test.
func TestStream_Peer(t *testing.T) {
	in, expected := peerCases(t)
	require.Len(t, in, 150)
	answers, bad := stream(t, strings.Join(in, "\n"))
	assert.Zero(t, bad)
	departures := 0
	for i, want := range expected {
		got := answers[i]
		if got["id"] == "peer-2015-0038" || got["id"] == "peer-2015-0148" || got["id"] == "peer-2015-0165" {
			departures++
			delete(want, "award")
			delete(want, "award_before_cap")
		}
		for key, value := range want {
			if key != "adults" {
				assert.InDelta(t, value, got[key], 0.0501, "%v: %s", got["id"], key)
				continue
			}
			for k, adult := range value.([]any) {
				for key, value := range adult.(map[string]any) {
					assert.InDelta(t, value, got["adults"].([]any)[k].(map[string]any)[key], 0.0501, "%v: adult %d: %s", got["id"], k, key)
				}
			}
		}
	}
	assert.Equal(t, 3, departures)
}

// base is a household; more are further keys.
func base(more string) string {
	return `{"id": 7, "assessment_period_start": "2022-06-01", "adults": [{"age": 30}]` + more + `}`
}

// What each optional key does to the answer, by hand, in 2022/23: standard allowance 334.91, and with two adults 525.72.
func TestStream_Keys(t *testing.T) {
	couple := `{"assessment_period_start": "2022-06-01", "adults": [{"age": 30%s}, {"age": 31%s}]%s}`
	for _, c := range []struct {
		line, key string
		want      float64
	}{
		{base(``), "award", 334.91},
		{base(`, "tenure": "private", "eligible_rent_month": 900, "lha_month": 700`), "housing_element", 700},
		{base(`, "tenure": "social", "eligible_rent_month": 400, "spare_bedrooms": 1, "non_dependants": 1`), "housing_element", 266.13},
		{base(`, "tenure": "owner", "eligible_rent_month": 400`), "housing_element", 0},
		{base(`, "capital": 6300`), "tariff_income", 8.70},
		{base(`, "capital": 16000.01`), "award", 0},
		{base(`, "unearned_income_month": 100.5`), "award", 234.41},
		{base(`, "transitional_element_month": 100`), "maximum_amount", 434.91},
		{base(`, "surplus_earnings": 100`), "award", 279.91},
		{base(`, "deductions_month": 50`), "payment", 284.91},
		{base(`, "deductions_month": 500`), "deductions", 83.73},
		{base(`, "tenure": "private", "eligible_rent_month": 3000`), "award", 1116.67},
		{base(`, "tenure": "private", "eligible_rent_month": 3000, "greater_london": true`), "award", 1284.17},
		{base(`, "tenure": "private", "eligible_rent_month": 3000, "benefit_cap_grace_period": true`), "award", 3334.91},
		{base(`, "tenure": "private", "eligible_rent_month": 3000, "other_capped_benefits_month": 100`), "award", 1016.67},
		{base(`, "children": [{"born": "2020-01-01"}, {"born": "2012-01-01", "disability_addition": "lower"}]`), "child_element", 290 + 244.58},
		{base(`, "children": [{"born": "2020-01-01"}, {"born": "2012-01-01", "disability_addition": "higher"}]`), "disabled_child_addition", 414.88},
		{base(`, "children": [{"born": "2018-01-01"}, {"born": "2019-01-01"}, {"born": "2020-01-01"}]`), "child_element", 2 * 244.58},
		{base(`, "children": [{"born": "2018-01-01"}, {"born": "2019-01-01"}, {"born": "2020-01-01", "two_child_exception": "multiple_birth"}]`), "child_element", 3 * 244.58},
		{fmt.Sprintf(couple, "", "", ""), "award", 525.72},
		{fmt.Sprintf(couple, `, "lcwra": true`, "", ""), "lcwra_element", 354.28},
		{fmt.Sprintf(couple, `, "lcw": true`, "", ""), "lcw_element", 0},
		{fmt.Sprintf(couple, `, "lcw": true, "lcw_protected": true`, "", ""), "lcw_element", 132.89},
		{fmt.Sprintf(couple, `, "carer": true`, `, "carer": true`, ""), "carer_element", 2 * 168.81},
		{fmt.Sprintf(couple, `, "hours_week": 10`, `, "hours_week": 10`, `, "childcare_cost_month": 100, "children": [{"born": "2020-01-01", "in_childcare": true}]`), "childcare_element", 85},
		{fmt.Sprintf(couple, `, "hours_week": 10`, ``, `, "childcare_cost_month": 100, "children": [{"born": "2020-01-01", "in_childcare": true}]`), "childcare_element", 0},
		{fmt.Sprintf(couple, `, "sanction_days": 10`, "", ""), "sanction", 86},                                // 525.72 x 12/365 is 17.28; 17.20, half of it
		{fmt.Sprintf(couple, `, "sanction_days": 10, "near_birth": true`, "", ""), "sanction", 34.50},         // 40% is 6.91; 6.90, half of it
		{fmt.Sprintf(couple, `, "self_employed_profit_month": 100`, "", ""), "minimum_income_floor", 1204.87}, // 35 x 9.50 x 52/12 is 1,440.83, less tax of 78.67, class 4 of 43.64, class 2 of 13.65 and what was earned
		{fmt.Sprintf(couple, `, "self_employed_profit_month": 100, "in_start_up_period": true`, "", ""), "earned_income", 100},
		{base(`, "spare_bedrooms": 1.00`), "award", 334.91},
		{fmt.Sprintf(couple, `, "self_employed_profit_month": 100, "self_employed": false`, "", ""), "earned_income", 100}, // not gainfully
		{fmt.Sprintf(couple, `, "self_employed": true`, "", ""), "minimum_income_floor", 1304.87},
		{fmt.Sprintf(couple, `, "lcw": true, "lcwra_protected": true`, "", ""), "lcw_element", 0},
		{`{"assessment_period_start": "2026-06-01", "adults": [{"age": 30, "lcwra": true}]}`, "lcwra_element", 217.26},
		{`{"assessment_period_start": "2026-06-01", "adults": [{"age": 30, "lcwra": true, "lcwra_protected": true}]}`, "lcwra_element", 429.80},
	} {
		answers, bad := stream(t, c.line)
		require.Zero(t, bad, "%v", answers)
		assert.InDelta(t, c.want, answers[0][c.key], 0.001, "%s of %s", c.key, c.line)
	}
}

// Each adult's answer: who leads, how many hours are expected, what is asked.
func TestStream_Adults(t *testing.T) {
	young := `{"assessment_period_start": "2022-06-01", "children": [{"born": "2022-01-01"}], "adults": [{"age": 30%s}, {"age": 31%s}]}`
	regimes := func(line string) (out []string) {
		answers, bad := stream(t, line)
		require.Zero(t, bad)
		for _, a := range answers[0]["adults"].([]any) {
			out = append(out, a.(map[string]any)["regime"].(string))
		}
		return out
	}
	assert.Equal(t, []string{"none", "intensive"}, regimes(fmt.Sprintf(young, "", "")), "the first leads unless it is said")
	assert.Equal(t, []string{"intensive", "none"}, regimes(fmt.Sprintf(young, "", `, "lead_carer": true`)))
	assert.Equal(t, []string{"intensive"}, regimes(`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "employed_earnings_month": 354.99}]}`))
	assert.Equal(t, []string{"light_touch"}, regimes(`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "employed_earnings_month": 355}]}`))
	assert.Equal(t, []string{"working_enough"}, regimes(`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "employed_earnings_month": 420, "expected_hours_week": 10}]}`), "10 x 9.50 x 52/12 is 411.67")
	assert.Equal(t, []string{"preparing"}, regimes(`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "lcw": true}]}`))
}

// What is no household says where and why; the lines around it are answered, in order.
func TestStream_Refuses(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`{`, "found the end, expected a key"},
		{`hello`, "found hello, expected an object"},
		{`[]`, "found [, expected an object"},
		{`{"id": 1} x`, "found x, expected the end of the line"},
		{`{"id": 1,}`, "found }, expected a key"},
		{`{"id" 1}`, "found 1, expected a colon after the key"},
		{`{"id": 1 "scotland": true}`, `found "scotland": true, expected a comma or }`},
		{`{"id": {}}`, "id: found {, expected text or a number"},
		{`{"id": 01}`, "id: found 01, expected text or a number"},
		{`{"id": "a`, "id: found text without an end, expected text or a number"},
		{base(`, "scotlnad": true`), "found the unknown key scotlnad, expected scotland"},
		{base(`, "Scotland": true`), "found the unknown key Scotland, expected scotland"},
		{base(`, "x": true`), "found the unknown key x, expected one of id, assessment_period_start,"},
		{base(`, "scotland": true, "scotland": false`), "scotland: found it a second time, expected each key once"},
		{base(`, "scotland": "yes"`), `scotland: found "yes", expected true or false`},
		{base(`, "scotland": 1`), "scotland: found 1, expected true or false"},
		{base(`, "capital": "6000"`), `capital: found "6000", expected an amount in pounds`},
		{base(`, "capital": -1`), "capital: found -1.00, expected an amount not below zero"},
		{base(`, "capital": 1e9`), "capital: found 1e9, expected an amount in pounds below ten million"},
		{base(`, "capital": NaN`), "capital: found NaN, expected an amount in pounds"},
		{base(`, "capital": 1.2.3`), "capital: found 1.2.3, expected an amount in pounds"},
		{base(`, "capital": 007`), "capital: found 007, expected an amount in pounds"},
		{base(`, "tenure": "rented"`), "tenure: found rented, expected one of none, social, private, owner"},
		{base(`, "spare_bedrooms": 1.5`), "spare_bedrooms: found 1.5, expected a whole number from 0 to 20"},
		{base(`, "spare_bedrooms": -1`), "spare_bedrooms: found -1, expected a whole number from 0 to 20"},
		{base(`, "children": [{}]`), "children[0]: found no day of birth, expected born"},
		{base(`, "children": [{"born": "1 May 2010"}]`), "children[0].born: found 1 May 2010, expected a date as YYYY-MM-DD"},
		{base(`, "children": [{"born": "2023-01-01"}]`), "children: found one born on 2023-01-01, expected born by the end of the period"},
		{base(`, "children": [{"born": "2002-06-01"}]`), "children: found one born on 2002-06-01"},
		{base(`, "children": [{"born": "2010-01-01", "disability_addition": true}]`), "children[0].disability_addition: found true, expected text"},
		{base(`, "children": {"born": "2010-01-01"}`), `children: found {"born": "2010-01-01", expected an array`},
		{`{"id": 1, "adults": [{"age": 30}]}`, "found nothing, expected assessment_period_start"},
		{`{"assessment_period_start": "2022-06-01"}`, "found nobody, expected one or two adults"},
		{`{"assessment_period_start": "2022-06-31", "adults": [{"age": 30}]}`, "assessment_period_start: found 2022-06-31, expected a date as YYYY-MM-DD"},
		{`{"assessment_period_start": "2015-04-05", "adults": [{"age": 30}]}`, "assessment_period_start: found 2015-04-05, expected a day from 2015-04-06 to 2027-04-05"},
		{`{"assessment_period_start": "2027-04-06", "adults": [{"age": 30}]}`, "assessment_period_start: found 2027-04-06"},
		{`{"assessment_period_start": "2022-06-01", "adults": []}`, "found nobody, expected one or two adults"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{}]}`, "adults[0]: found no age, expected a whole number from 16 to 66"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 15}]}`, "adults[0].age: found 15, expected a whole number from 16 to 66"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30}, {"age": 30}, {"age": 30}]}`, "adults: found more of them, expected at most 2"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "employed_earnings_month": 10, "pension_contribution_month": 11}]}`, "adults[0]: found a pension contribution of 11.00, expected at most the pay of 10.00"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "hours_week": 200}]}`, "adults[0].hours_week: found 200, expected hours a week from 0 to 168"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "lead_carer": true}, {"age": 30, "lead_carer": true}]}`, "adults[1].lead_carer: found a second one, expected one lead carer"},
		{`{"assessment_period_start": "2022-06-01", "adults": [{"age": 30, "lcw": tru}]}`, "adults[0].lcw: found tru, expected true or false"},
	} {
		answers, bad := stream(t, base("")+"\n"+c.line+"\n\n  \n"+base("")+"\n")
		require.Len(t, answers, 3, c.line)
		assert.Equal(t, 1, bad, c.line)
		text, _ := answers[1]["error"].(string)
		assert.True(t, strings.HasPrefix(text, "line 2: "+c.want), "%s\n%s", c.line, text)
		assert.Equal(t, answers[0], answers[2])
		assert.EqualValues(t, 334.91, answers[2]["award"])
	}
}

// The name of a line comes back as it was, also of a bad one; without one it is null.
func TestStream_ID(t *testing.T) {
	for id, want := range map[string]any{`"a\"\u00e9b"`: `a"éb`, `12.50`: 12.5, `null`: nil, `""`: ""} {
		answers, _ := stream(t, `{"id": `+id+`, "assessment_period_start": "2022-06-01", "adults": [{"age": 30}]}`+"\n"+`{"id": `+id+`, "x": 1}`)
		assert.Equal(t, want, answers[0]["id"])
		assert.Equal(t, want, answers[1]["id"])
		assert.Contains(t, answers[1], "error")
	}
}

// A line that is wrong keeps its name wherever that stands, as with writers that sort their keys; a name that is none is null.
func TestStream_IDOfBadLines(t *testing.T) {
	for line, want := range map[string]any{
		`{"foo": 1, "id": "x"}`:                            "x",
		`{"adults": [{"aeg": 30}], "capital": 1, "id": 7}`: 7.0,
		`{"id": "a", "id": "b"}`:                           "a",
		`{"foo": 1, "id": {}}`:                             nil,
		`{"foo": 1, "id": tru`:                             nil,
		`{"foo": {"id": 3}}`:                               nil,
		`[{"id": 3}]`:                                      nil,
	} {
		answers, bad := stream(t, line)
		assert.Equal(t, 1, bad)
		assert.Equal(t, want, answers[0]["id"], line)
	}
}

// Files as other programs write them: a mark at the beginning, carriage returns.
func TestStream_OtherFiles(t *testing.T) {
	answers, bad := stream(t, "\xef\xbb\xbf"+base("")+"\r\n"+base("")+"\r\n")
	assert.Zero(t, bad)
	assert.Len(t, answers, 2)
}

// Amounts are read to the penny, halves up, however many decimals another program writes.
func TestStream_Amounts(t *testing.T) {
	for text, want := range map[string]float64{"0.005": 0.01, "1.005": 1.01, "134.433333": 134.43, "2.675": 2.68, "1e2": 100, "1e-05": 0, "1.5E1": 15, "0": 0, "0.0": 0, "-0": 0} {
		answers, bad := stream(t, base(`, "transitional_element_month": `+text))
		require.Zero(t, bad, "%s: %v", text, answers)
		assert.InDelta(t, 334.91+want, answers[0]["maximum_amount"], 1e-9, text)
	}
}

// A line beyond a million bytes is refused without being kept, one just below is answered, and the last line needs no end.
func TestStream_LongLines(t *testing.T) {
	blanks := func(n int) string { return strings.Repeat(" ", n) }
	answers, bad := stream(t, base(blanks(2_000_000))+"\n"+base(blanks(900_000))+"\n"+base(""))
	assert.Equal(t, 1, bad)
	assert.Contains(t, answers[0]["error"], "more than a million bytes")
	assert.EqualValues(t, 334.91, answers[1]["award"])
	assert.EqualValues(t, 334.91, answers[2]["award"])
	answers, bad = stream(t, "")
	assert.Empty(t, answers)
	assert.Zero(t, bad)
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error)  { return 0, b.err }
func (b broken) Write([]byte) (int, error) { return 0, b.err }

// Faults of the input and the output, and an end from outside, come back as errors; what was answered before is written.
func TestStream_Errors(t *testing.T) {
	fault := errors.New("disk on fire")
	var out bytes.Buffer
	lines, _, err := award.Stream(t.Context(), io.MultiReader(strings.NewReader(base("")+"\n"), broken{fault}), &out)
	assert.ErrorIs(t, err, fault)
	assert.Equal(t, 1, lines)
	assert.Equal(t, 1, strings.Count(out.String(), "\n"))
	_, _, err = award.Stream(t.Context(), strings.NewReader(base("")), broken{fault})
	assert.ErrorIs(t, err, fault)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, _, err = award.Stream(ctx, strings.NewReader(strings.Repeat(base("")+"\n", 1000)), io.Discard)
	assert.ErrorIs(t, err, context.Canceled)
}

// Whatever the input, there is one answer for each line that is not blank, each of them JSON with a name; what is answered is JSON, with keys and values that
// encoding/json reads the same way.
func FuzzStream(f *testing.F) {
	in, _ := peerCases(f)
	for _, line := range in[:40] {
		f.Add(line)
	}
	f.Add(base(`, "capital": 1e2, "children": [{"born": "2010-01-01"}], "deductions_month": 10`) + "\nnull\n")
	f.Fuzz(func(t *testing.T, text string) {
		want := 0
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				want++
			}
		}
		answers, bad := stream(t, text)
		require.Len(t, answers, want)
		refused := 0
		for _, a := range answers {
			require.Contains(t, a, "id")
			if _, no := a["error"]; no {
				refused++
				continue
			}
			require.GreaterOrEqual(t, a["award"], 0.0)
			require.LessOrEqual(t, a["award"], a["award_before_cap"])
			require.LessOrEqual(t, a["award_before_cap"].(float64), math.Max(0, a["maximum_amount"].(float64)))
		}
		require.Equal(t, bad, refused)
		if want == 1 && bad == 0 && len(answers) == 1 {
			require.True(t, json.Valid([]byte(text)), "we answered what is no JSON")
		}
	})
}

// Lines a second, beside what reading them with encoding/json alone takes.
func BenchmarkStream(b *testing.B) {
	in, _ := peerCases(b)
	text := strings.Join(in, "\n")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := award.Stream(b.Context(), strings.NewReader(text), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(in))/b.Elapsed().Seconds(), "lines/s")
}
