package progression_test

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/rows"
)

// After a change of parameters or draws: go test ./progression -run ODD -update, then read what is written about them.
var update = flag.Bool("update", false, "write the tables of parameters and draws in ODD.md anew")

const oddFile = "ODD.md"

// The week of the document is the week of schedule.go.
func TestODD_NamesTheStepsOfAWeekInOrder(t *testing.T) {
	var written []string
	for k, m := range regexp.MustCompile("(?m)^(\\d+)\\. `([\\w.]+)`: ").FindAllStringSubmatch(section(t, "## 3. "), -1) {
		assert.Equal(t, fmt.Sprint(k+1), m[1], "number of %s", m[2])
		written = append(written, m[2])
	}
	assert.Equal(t, stepsOf(t), written)
}

// stepsOf are the calls on the world in World.step.
func stepsOf(t *testing.T) (steps []string) {
	t.Helper()
	ast.Inspect(function(t, "schedule.go", "step").Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if path, ok := strings.CutPrefix(selector(call.Fun), "w."); ok {
				steps = append(steps, path)
			}
		}
		return true
	})
	require.NotEmpty(t, steps)
	return steps
}

// The table of parameters is that of params.go, and the prose explains each of them and no other.
func TestODD_ExplainsEveryParameter(t *testing.T) {
	table := "| Parameter | Default | Range | Unit | Grade |\n|---|---|---|---|---|\n"
	var names []string
	groups := map[string]bool{}
	p := progression.DefaultParameters()
	for _, q := range p.List() {
		table += fmt.Sprintf("| `%s` | %v | %v to %v | %s | %s |\n", q.Name, q.Default, q.Min, q.Max, q.Unit, q.Grade)
		names = append(names, q.Name)
		group, _, _ := strings.Cut(q.Name, ".")
		groups[group] = true
	}
	generated(t, "parameters", table)

	prose := strings.ReplaceAll(document(t), table, "")
	var explained []string
	for _, name := range dotted(prose) {
		if group, rest, _ := strings.Cut(name, "."); groups[group] && rest != "go" {
			explained = append(explained, name)
		}
	}
	assert.ElementsMatch(t, names, explained, "parameters of params.go, and parameters in the prose")
}

// dotted are the names such as group.name in a text's code, each once.
func dotted(text string) (names []string) {
	for _, m := range regexp.MustCompile("`([a-z]+\\.[a-z_]+)`").FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// The table of risks is the tables of risks.go, in order; the rate names the parameters that the code of the rate reads.
func TestODD_GivesEveryRiskWithItsRate(t *testing.T) {
	var coded, written []string
	for _, r := range risksOf(t) {
		parameters, multiplied := readBy(t, r.rate)
		coded = append(coded, fmt.Sprintf("`%s` | %s | %s | %v, multiplied: %v", r.set, r.name, r.share, parameters, multiplied))
	}
	for _, cells := range tableOf(t, "### The risks", 5) {
		written = append(written, fmt.Sprintf("%s | %s | %s | %v, multiplied: %v", cells[0], cells[1], cells[2], dotted(cells[3]), strings.Contains(cells[3], " x M")))
	}
	assert.Equal(t, coded, written)
}

// The gates of each multiplied rate are those that its code passes on.
func TestODD_NamesTheGates(t *testing.T) {
	gates := map[string]string{"more hours": "hoursUpRate", "a rise": "riseRate", "an application": "searching"}
	table := tableOf(t, "### Multipliers and gates", 2)
	assert.Len(t, table, len(gates))
	for _, cells := range table {
		read, _ := readBy(t, gates[cells[0]])
		read = slices.DeleteFunc(read, func(name string) bool { return !strings.HasPrefix(name, "barriers.gate_") })
		assert.Equal(t, read, dotted(cells[1]), cells[0])
	}
}

type oddRisk struct{ set, name, share, rate string }

// risksOf are the deals that World.risks makes.
func risksOf(t *testing.T) (risks []oddRisk) {
	t.Helper()
	for _, s := range function(t, "risks.go", "risks").Body.List {
		assign, ok := s.(*ast.AssignStmt)
		if !ok {
			continue
		}
		set, ok := strings.CutPrefix(selector(assign.Lhs[0]), "w.")
		if !ok {
			continue
		}
		call, ok := assign.Rhs[0].(*ast.CallExpr)
		if !ok {
			continue
		}
		for _, line := range variable(t, "risks.go", call.Args[len(call.Args)-1].(*ast.Ident).Name).(*ast.CompositeLit).Elts {
			r := oddRisk{set: set}
			for _, e := range line.(*ast.CompositeLit).Elts {
				switch field := e.(*ast.KeyValueExpr); field.Key.(*ast.Ident).Name {
				case "Name":
					r.name = strings.Trim(field.Value.(*ast.BasicLit).Value, `"`)
				case "Share":
					r.share = field.Value.(*ast.BasicLit).Value
				case "Rate":
					r.rate = field.Value.(*ast.SelectorExpr).Sel.Name
				}
			}
			risks = append(risks, r)
		}
	}
	require.NotEmpty(t, risks)
	return risks
}

// readBy are the names of the parameters that a function of the world mentions, and whether it calls for M.
func readBy(t *testing.T, name string) (names []string, multiplied bool) {
	t.Helper()
	p := progression.DefaultParameters()
	fields := map[string]string{}
	v := reflect.ValueOf(&p).Elem()
	for _, q := range p.List() {
		for i := range v.NumField() {
			if v.Field(i).Addr().Interface() == any(q.Value) {
				fields[v.Type().Field(i).Name] = q.Name
			}
		}
	}
	for _, file := range sources(t) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name != name {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					multiplied = multiplied || s.Sel.Name == "multiplier" || s.Sel.Name == "searching"
					if field := fields[s.Sel.Name]; field != "" {
						names = append(names, field)
					}
				}
				return true
			})
		}
	}
	slices.Sort(names)
	return slices.Compact(names), multiplied
}

// The table of draws is draws.go, with what the code keys each of them by.
func TestODD_ListsEveryDraw(t *testing.T) {
	type draw struct {
		number            int
		name, says, keyed string
	}
	keyed := keysOf(t)
	var draws []draw
	ast.Inspect(parse(t, "draws.go"), func(n ast.Node) bool {
		line, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		d := draw{name: line.Names[0].Name, says: strings.TrimSpace(line.Comment.Text()), keyed: keyed[line.Names[0].Name]}
		_, err := fmt.Sscan(line.Values[0].(*ast.BasicLit).Value, &d.number)
		require.NoError(t, err)
		assert.NotEmpty(t, d.keyed, "%s is drawn nowhere", d.name)
		draws = append(draws, d)
		return true
	})
	require.NotEmpty(t, draws)
	slices.SortFunc(draws, func(a, b draw) int { return cmp.Compare(a.number, b.number) })
	table := "| Number | Use | What it decides | Entity and index | Varies with |\n|---|---|---|---|---|\n"
	for _, d := range draws {
		decides, of, ok := strings.Cut(d.says, ": ")
		assert.True(t, ok, "%s: the comment says what it decides, its entity and its index", d.name)
		table += fmt.Sprintf("| %d | `%s` | %s | %s | %s |\n", d.number, d.name, decides, of, d.keyed)
	}
	generated(t, "draws", table)
}

// keysOf says of each use whether its draws are those of luck or of the population.
func keysOf(t *testing.T) map[string]string {
	t.Helper()
	by := map[string]string{"luck": "luck", "deal": "luck", "fixed": "population"} // deal is of World.risks
	keys := map[string]string{}
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			callee := selector(call.Fun)
			if key := by[callee[strings.LastIndex(callee, ".")+1:]]; key != "" {
				for _, arg := range call.Args {
					if use, ok := arg.(*ast.Ident); ok && strings.HasPrefix(use.Name, "use") {
						keys[use.Name] = key
					}
				}
			}
			return true
		})
	}
	return keys
}

func TestODD_NamesBarriersPracticesTablesAndEvents(t *testing.T) {
	text := document(t)
	list := regexp.MustCompile(`(?s)The barriers are (.*?)\n\n`).FindStringSubmatch(text)
	require.NotNil(t, list)
	var barriers, tables, kinds []string
	for b := range population.NBarriers {
		barriers = append(barriers, population.Barrier(b).String())
	}
	assert.Equal(t, barriers, quoted(list[1]), "barriers")

	assert.Equal(t, progression.Practices{}.Names(), firstCells(tableOf(t, "### Meetings", 2)), "practices")

	for _, info := range rows.Tables {
		tables = append(tables, info.Name)
	}
	assert.Equal(t, tables, firstCells(tableOf(t, "**Observation.**", 2)), "tables")

	list = regexp.MustCompile(`(?s)Kinds of events:(.*?)\n\n`).FindStringSubmatch(text)
	require.NotNil(t, list)
	for _, k := range progression.EventKinds() {
		kinds = append(kinds, k.Name)
	}
	assert.Equal(t, kinds, quoted(list[1]), "kinds of events")
}

// What a person and an arm consist of is in the table of entities.
func TestODD_NamesFieldsOfPersonAndArm(t *testing.T) {
	for row, of := range map[string]reflect.Type{
		"| Candidate, with a benefit unit | `Person`:": reflect.TypeFor[population.Person](),
		"| Arm |": reflect.TypeFor[progression.Arm](),
	} {
		_, rest, ok := strings.Cut(section(t, "## 2. "), row)
		require.True(t, ok, row)
		line, _, _ := strings.Cut(rest, "\n")
		var fields []string
		for i := range of.NumField() {
			fields = append(fields, of.Field(i).Name)
		}
		assert.Equal(t, fields, quoted(line), row)
	}
}

func document(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(oddFile)
	require.NoError(t, err)
	return string(text)
}

// section is the document from a heading to the next one of its level.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut(document(t), "\n"+heading)
	require.True(t, ok, "no heading %q", heading)
	level, _, _ := strings.Cut(heading, " ")
	rest, _, _ = strings.Cut(rest, "\n"+level+" ")
	return rest
}

// tableOf is the body of the first table after some words, which has so many columns.
func tableOf(t *testing.T, after string, columns int) (body [][]string) {
	t.Helper()
	_, rest, ok := strings.Cut(document(t), "\n"+after)
	require.True(t, ok, "%q is not in %s", after, oddFile)
	_, rest, ok = strings.Cut(rest, "|---|\n")
	require.True(t, ok, "no table after %q", after)
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		require.Len(t, cells, columns, line)
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		body = append(body, cells)
	}
	require.NotEmpty(t, body, after)
	return body
}

func firstCells(table [][]string) (first []string) {
	for _, cells := range table {
		first = append(first, strings.Trim(cells[0], "`"))
	}
	return first
}

// quoted is what stands in backquotes, in order.
func quoted(text string) (words []string) {
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(text, -1) {
		words = append(words, m[1])
	}
	return words
}

// generated compares, or writes, what stands between two markers.
func generated(t *testing.T, name, want string) {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
	before, rest, ok := strings.Cut(document(t), begin)
	require.True(t, ok, begin)
	found, after, ok := strings.Cut(rest, end)
	require.True(t, ok, end)
	want = "\n" + want + "\n"
	if *update {
		require.NoError(t, os.WriteFile(oddFile, []byte(before+begin+want+end+after), 0o644))
		return
	}
	assert.Equal(t, want, found, "the table of %s; to renew it: go test ./progression -run ODD -update", name)
}

func parse(t *testing.T, name string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
	require.NoError(t, err)
	return file
}

// sources are the files of the model, without tests.
func sources(t *testing.T) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			files = append(files, parse(t, name))
		}
	}
	return files
}

func function(t *testing.T, file, name string) *ast.FuncDecl {
	t.Helper()
	for _, d := range parse(t, file).Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == name {
			return f
		}
	}
	require.FailNow(t, "no function", "%s in %s", name, file)
	return nil
}

// variable is the value of a variable of a file.
func variable(t *testing.T, file, name string) (value ast.Expr) {
	t.Helper()
	ast.Inspect(parse(t, file), func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && v.Names[0].Name == name {
			value = v.Values[0]
		}
		return value == nil
	})
	require.NotNil(t, value, "%s in %s", name, file)
	return value
}

// selector writes w.life.Week as the code does; other expressions are empty.
func selector(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return selector(x.X) + "." + x.Sel.Name
	}
	return ""
}
