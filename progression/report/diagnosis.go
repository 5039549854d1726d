package report

import (
	"fmt"
	"io"
	"math"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"inwork/progression/evaluation"
)

// WriteDiagnosis prints how a design does, at most 100 columns wide: what differs between the trials and what is held, how estimates do
// against what is true, a box with the power and least detectable effect of this design at this size, and power by size. Without a folder in d.Study no file is named. The error is the
// writer's.
func WriteDiagnosis(w io.Writer, d *evaluation.Diagnosis) error {
	var b strings.Builder
	t := diagnosisText{&b, d, measureOf(d.Outcome.Unit)}
	t.head()
	t.against()
	t.box()
	t.curve()
	t.notes()
	_, err := io.WriteString(w, b.String())
	return err
}

type diagnosisText struct {
	*strings.Builder
	d       *evaluation.Diagnosis
	measure measure
}

func (t *diagnosisText) head() {
	d := t.d
	runs := 0
	if len(d.Answers) > 0 {
		runs = d.Answers[0].Runs
	}
	what := "each a replicate"
	if d.Mode == "assign" {
		what = fmt.Sprintf("replicate %d assigned again", d.Replicate)
	}
	t.WriteString(wrap(fmt.Sprintf("%s: %s trials, %s, of %s people; %s at %d weeks, each arm against %s, %s", d.Study.Name, count(int64(runs)), what, count(int64(d.Persons)),
		strings.ToLower(d.Outcome.Label[:1])+d.Outcome.Label[1:], d.HorizonWeeks, d.Study.Label(d.Study.Control), t.measure.effectUnit), textWidth))
	for _, l := range []struct {
		name  string
		parts []string
	}{{"differs  ", d.Varies}, {"held     ", d.Held}} {
		for i, part := range l.parts {
			name := l.name
			if i > 0 {
				name = "         "
			}
			t.WriteString(name + part + "\n")
		}
	}
}

// estimandTitles say what estimates are held against, in the order of print.
var estimandTitles = []struct{ estimand, title string }{
	{"pilot", "Against pilot, the true effect on the people of the trial"},
	{"rollout", "Against rollout, the effect of the arm for everyone, which no trial estimates"},
	{"no_effect", "Against no effect: everyone has the outcome of control, and tests should find 5%"},
}

func (t *diagnosisText) against() {
	for _, e := range estimandTitles {
		first := true
		for i := range t.d.Answers {
			a := &t.d.Answers[i]
			if a.Estimand != e.estimand || a.Persons != t.d.Persons {
				continue
			}
			if first {
				t.WriteString("\n" + e.title + "\n")
				t.line("", "", "truth", "bias", "RMSE", "errors claim", "95% hold, %", "found, %")
				first = false
			}
			t.line(cut(t.d.Study.Label(a.Arm), 17), shortEstimator(a.Estimator), t.effect(a.Truth.Value), t.measured(a.Bias.Value, a.Bias.MonteCarloError),
				t.measured(a.RMSE.Value, a.RMSE.MonteCarloError), measuredText(a.SERatio.Value, a.SERatio.MonteCarloError, 2),
				measuredText(100*a.Coverage.Value, 100*a.Coverage.MonteCarloError, 1), measuredText(100*a.Power.Value, 100*a.Power.MonteCarloError, 1))
			if e.estimand == "rollout" {
				t.WriteString(t.apart(a))
			}
		}
	}
}

// apart says how far bias is from 0, in its Monte Carlo errors.
func (t *diagnosisText) apart(a *evaluation.Diagnosed) string {
	return fmt.Sprintf("  the trial is %s Monte Carlo errors from rollout\n", number(a.Bias.Value/a.Bias.MonteCarloError, 1))
}

func shortEstimator(name string) string {
	if name == "difference_in_means" {
		return "means"
	}
	return name
}

func (t *diagnosisText) line(cells ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf("%-18s%-6s%7s%15s%14s%14s%13s%13s", cells...), " ") + "\n")
}

func (t *diagnosisText) effect(v float64) string { return t.measure.showEffect(v) }

func (t *diagnosisText) measured(v, monteCarlo float64) string {
	return measuredText(v*t.measure.scale, monteCarlo*t.measure.scale, t.measure.effect)
}

// measuredText is a number with its Monte Carlo error in brackets; a dash where nothing was seen.
func measuredText(v, monteCarlo float64, decimals int) string {
	switch {
	case math.IsNaN(v):
		return none
	case math.IsNaN(monteCarlo):
		return number(v, decimals)
	}
	return number(v, decimals) + " (" + number(monteCarlo, decimals) + ")"
}

// box has what who plans a trial asks for.
func (t *diagnosisText) box() {
	lines := []string{fmt.Sprintf("This design, with %s people: what it finds, and the least effect found in 80%%", count(int64(t.d.Persons)))}
	for i := range t.d.Answers {
		a := &t.d.Answers[i]
		if a.Estimand != "pilot" || a.Persons != t.d.Persons {
			continue
		}
		lines = append(lines, fmt.Sprintf("%-18s%-6s finds its %s in %s%% of trials; %s in 80%%", cut(t.d.Study.Label(a.Arm), 17),
			shortEstimator(a.Estimator), t.effect(a.Truth.Value), measuredText(100*a.Power.Value, 100*a.Power.MonteCarloError, 1), t.effect(a.MDE())))
		if a.Significant > 0 && a.Truth.Value != 0 {
			lines = append(lines, fmt.Sprintf("%-24s wrong sign in %s%% of these; %s times the truth", "",
				measuredText(100*a.TypeS.Value, 100*a.TypeS.MonteCarloError, 1), measuredText(a.TypeM.Value, a.TypeM.MonteCarloError, 2)))
		}
	}
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	rule := strings.Repeat("─", width+2)
	t.WriteString("\n┌" + rule + "┐\n")
	for _, l := range lines {
		t.WriteString("│ " + l + strings.Repeat(" ", width-utf8.RuneCountInString(l)) + " │\n")
	}
	t.WriteString("└" + rule + "┘\n")
}

func (t *diagnosisText) curve() {
	if len(t.d.Curve) == 0 {
		return
	}
	t.WriteString("\nPower by size, %, difference in means\n")
	fmt.Fprintf(t, "%-18s%9s%15s%10s\n", "", "people", "simulated", "formula")
	arm := ""
	for _, p := range t.d.Curve {
		label := ""
		if p.Arm != arm {
			arm, label = p.Arm, cut(t.d.Study.Label(p.Arm), 17)
		}
		simulated := none
		if p.Simulated != nil {
			simulated = measuredText(100*p.Simulated.Value, 100*p.Simulated.MonteCarloError, 1)
		}
		fmt.Fprintf(t, "%-18s%9s%15s%10s\n", label, count(int64(p.Persons)), simulated, number(100*p.Analytic, 1))
	}
}

const diagnosisNote = `
in brackets   Monte Carlo error: how far other trials simulated would move the number
errors claim  root of the mean square of standard errors over the standard deviation of estimates: below
              1 they claim too much
found         tests at 5% that find an effect
`

const curveNote = `simulated     so many people drawn from those of the trial, others in each run
formula       two means, the variance of each arm's outcomes as they are, their error by the law of 1/√n
`

func (t *diagnosisText) notes() {
	t.WriteString(diagnosisNote)
	if len(t.d.Curve) > 0 {
		t.WriteString(curveNote)
	}
	if len(t.d.Covariates) > 0 {
		t.WriteString(wrap("lin is adjusted for "+strings.ToLower(strings.Join(t.d.Covariates, ", ")), textWidth))
	}
	t.problems()
	if t.d.Study.Dir != "" {
		t.WriteString("\n" + whereIs("All numbers: see", path.Join(filepath.ToSlash(t.d.Study.Dir), "estimates/diagnosis.parquet")))
	}
	for _, l := range t.d.LeftOut {
		t.WriteString(wrap(fmt.Sprintf("Left out: %s: %s.", l.What, l.Why), textWidth))
	}
}

// problems tells of trials without an estimate or with a warning.
func (t *diagnosisText) problems() {
	for i := range t.d.Answers {
		a := &t.d.Answers[i]
		of := fmt.Sprintf("%s, %s, %s, %s people", t.d.Study.Label(a.Arm), a.Estimand, shortEstimator(a.Estimator), count(int64(a.Persons)))
		if a.Failed > 0 {
			t.WriteString(wrap(fmt.Sprintf("%s: %d of %d trials without an estimate, the first: %v", of, a.Failed, a.Runs, a.FirstFailure), textWidth))
		}
		if a.Warned > 0 {
			t.WriteString(wrap(fmt.Sprintf("%s: %d of %d trials with a warning, the first: %v", of, a.Warned, a.Runs, a.FirstWarning), textWidth))
		}
	}
}
