package progression_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// allowed is the way through the house: for each package, which others of ours
// it may import ("..." is all of them). A package that is not here may not exist.
var allowed = map[string][]string{
	// The engine knows no domain: nothing under sim imports anything under progression.
	"sim":          {},
	"sim/durable":  {},
	"sim/table":    {"sim/durable"},
	"sim/study":    {"sim", "sim/table", "sim/durable"}, // sim/table for what is known of a finished file
	"sim/student":  {"sim"},                             // for the normal quantile
	"sim/estimate": {"sim", "sim/student"},              // sim for keyed draws
	"sim/trial":    {"sim", "sim/student"},

	// What is known of money, law, people and tables, each usable alone.
	"progression/money":      {},
	"progression/uc":         {"sim", "progression/money"},
	"progression/population": {"sim", "progression/money", "progression/uc"},
	"progression/rows":       {"sim", "sim/table", "progression/money"}, // sim/table for Info, a table's name and order

	// The model, what is asked of it, and the run. A scenario is checked against
	// the names of districts and tables and the dates of the law; it runs nothing.
	// sim/table for a user's own people in Parquet, which population may not read.
	"progression":          {"sim", "progression/money", "progression/uc", "progression/population", "progression/rows"},
	"progression/scenario": {"sim", "sim/table", "progression/money", "progression/uc", "progression/population", "progression/rows", "progression"},
	"progression/pilot": {"sim", "sim/durable", "sim/study", "sim/table", "sim/trial", "progression/money", "progression/uc",
		"progression/population", "progression/rows", "progression", "progression/scenario"},

	// What a practice of one's own is tested with.
	"progression/practicetest": {"progression", "progression/money", "progression/population"},

	// An evaluation sees a study as a notebook does, tables and a plan, and
	// never the model that made them.
	"progression/evaluation": {"sim", "sim/durable", "sim/study", "sim/table", "sim/estimate", "sim/trial",
		"progression/money", "progression/uc", "progression/rows"},
	"progression/report": {"progression/money", "progression/rows", "progression/evaluation"},

	// The calculator is the rules behind a reader and a writer; a scenario knows how to guess at misspelt words.
	"progression/award": {"sim", "progression/money", "progression/uc", "progression/scenario"},

	// A model of somebody else's on the engine alone.
	"examples/birthdeath": {"sim", "sim/study", "sim/table"},

	// Wiring only.
	"progression/cmd/inwork": {"..."},
	"examples/pilot":         {"..."},
	"examples/practice":      {"..."},
	"examples/taper":         {"..."},
	"examples/scarcity":      {"..."},
	"examples/mechanisms":    {"..."},
	"examples/prior":         {"..."},
	"examples/slurm":         {}, // tests of its files only
	"examples/kubernetes":    {}, // likewise
	"examples/r":             {}, // likewise
}

// modules says which packages may import a module of others outside tests, so
// that who uses one room pays for that room only. Other modules need a line here.
var modules = map[string][]string{
	"github.com/parquet-go/parquet-go": {"sim/table"},
	"go.yaml.in/yaml/v4":               {"progression/scenario"},
	"gonum.org/v1/gonum":               {"sim/estimate", "sim/student", "sim/trial", "progression/population"},
	"golang.org/x/exp":                 {"sim/table", "sim/estimate"},
}

// testModules are for tests only, as is the standard library's testing; testHelpers
// are packages that tests call, which may import the latter.
var (
	testModules = []string{"testing", "github.com/stretchr/testify", "pgregory.net/rapid", "github.com/rogpeppe/go-internal"}
	testHelpers = []string{"progression/practicetest"}
)

// results are the packages whose numbers reach a table, and impure what would
// let a shared random source, the machine or the environment into them.
var (
	results = []string{"sim", "sim/trial", "progression/money", "progression/uc", "progression/population", "progression"}
	impure  = []string{"math/rand", "crypto/rand", "os", "net", "syscall"}
)

// The compiler refuses cycles only. That each room can be used and changed
// alone, and that the model cannot reach the evaluation's numbers or the other
// way round, hold because this test holds them.
func TestImports(t *testing.T) {
	for _, p := range listed(t) {
		t.Run(p.ImportPath, func(t *testing.T) {
			for _, breach := range p.breaches() {
				t.Error(breach)
			}
		})
	}
}

// A table that speaks of packages which are gone would mislead.
func TestImports_TableNamesWhatExists(t *testing.T) {
	var names []string
	for _, p := range listed(t) {
		names = append(names, strings.TrimPrefix(p.ImportPath, p.Module.Path+"/"))
	}
	for name := range allowed {
		assert.Contains(t, names, name, "the table of allowed imports names a package that does not exist")
	}
}

// A rule that cannot be broken would pass for ever: each kind of breach is
// tried on a package that does not exist.
func TestImports_ErrBreaches(t *testing.T) {
	for _, c := range []struct{ name, imports, want string }{
		{"sim", "inwork/progression/uc", "not among its allowed imports"},
		{"sim/table", "inwork/sim", "not among its allowed imports"},
		{"progression/rows", "inwork/progression/uc", "not among its allowed imports"},
		{"progression/evaluation", "inwork/progression", "not among its allowed imports"},
		{"progression/scenario", "inwork/progression/pilot", "not among its allowed imports"},
		{"progression/report", "inwork/progression/report/inner", "not among its allowed imports"},
		{"sim/study", "github.com/parquet-go/parquet-go", "only sim/table may"},
		{"sim/study", "github.com/parquet-go/parquet-go/compress/zstd", "only sim/table may"},
		{"progression/pilot", "go.yaml.in/yaml/v4", "only progression/scenario may"},
		{"progression/uc", "gonum.org/v1/gonum/stat/distuv", "may"},
		{"progression/cmd/inwork", "github.com/stretchr/testify/assert", "for tests only"},
		{"examples/pilot", "testing", "for tests only"},
		{"progression/practicetest", "github.com/stretchr/testify/assert", "for tests only"},
		{"progression/cmd/inwork", "github.com/spf13/cobra", "not an agreed module"},
		{"progression", "math/rand/v2", "a function of the scenario alone"},
		{"progression/population", "os", "a function of the scenario alone"},
		{"progression/uc", "os/exec", "a function of the scenario alone"},
		{"examples/birthdeath", "inwork/sim/trial", "not among its allowed imports"},
		{"progression/extra", "fmt", "no line in the table"},
	} {
		p := goPackage{ImportPath: "inwork/" + c.name, Imports: []string{c.imports}}
		p.Module.Path = "inwork"
		assert.Contains(t, strings.Join(p.breaches(), "\n"), c.want, "%s imports %s", c.name, c.imports)
	}
	p := goPackage{ImportPath: "inwork/sim", XTestImports: []string{"inwork/progression/uc"}}
	p.Module.Path = "inwork"
	assert.Contains(t, strings.Join(p.breaches(), "\n"), "in a test", "the engine's tests know no domain either")
}

// The top level is a table of contents: the library, its examples, test data,
// and nothing else. Folders that git does not know are the user's own.
func TestTopLevel(t *testing.T) {
	agreed := []string{"progression", "sim", "examples", "testdata"}
	for _, p := range listed(t) {
		first, _, _ := strings.Cut(strings.TrimPrefix(p.ImportPath, p.Module.Path+"/"), "/")
		assert.Contains(t, agreed, first, "package %s is outside the agreed folders", p.ImportPath)
	}
	out, err := exec.Command("git", "-C", root(t), "ls-files").Output()
	if err != nil || len(out) == 0 {
		t.Skip("not a git checkout: only folders with packages were looked at")
	}
	for file := range strings.Lines(string(out)) {
		folder, _, inside := strings.Cut(strings.TrimSpace(file), "/")
		if inside && !strings.HasPrefix(folder, ".") {
			assert.Contains(t, agreed, folder, "%s is outside the agreed folders", strings.TrimSpace(file))
		}
	}
}

// A goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	Module                             struct{ Path string }
}

// breaches returns the rules that the package breaks, a line each.
func (p goPackage) breaches() []string {
	name := strings.TrimPrefix(p.ImportPath, p.Module.Path+"/")
	if _, known := allowed[name]; !known {
		return []string{name + ": no line in the table of allowed imports"}
	}
	var found []string
	for _, imported := range p.Imports {
		if why := p.refuse(name, imported); why != "" {
			found = append(found, name+" imports "+imported+": "+why)
		}
	}
	for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
		if within(name, "sim") && within(imported, p.Module.Path+"/progression") {
			found = append(found, name+" imports "+imported+" in a test: the engine knows no domain")
		}
	}
	return found
}

// refuse says why a package may not import another; empty if it may.
func (p goPackage) refuse(name, imported string) string {
	other, ours := strings.CutPrefix(imported, p.Module.Path+"/")
	inside := func(module string) bool { return within(imported, module) }
	host, _, _ := strings.Cut(imported, "/")
	switch {
	case ours && slices.Contains(allowed[name], "..."), ours && slices.Contains(allowed[name], other):
		return ""
	case ours:
		return "not among its allowed imports"
	case imported == "testing" && slices.Contains(testHelpers, name):
		return ""
	case slices.ContainsFunc(testModules, inside):
		return "for tests only"
	case slices.Contains(results, name) && slices.ContainsFunc(impure, inside):
		return "results would not be a function of the scenario alone"
	case !strings.Contains(host, "."):
		return "" // the standard library
	}
	for module, users := range modules {
		if inside(module) {
			if slices.Contains(users, name) {
				return ""
			}
			return "only " + strings.Join(users, ", ") + " may"
		}
	}
	return "not an agreed module"
}

// within says whether an import path is a module's or a folder's.
func within(imported, module string) bool {
	return imported == module || strings.HasPrefix(imported, module+"/")
}

// root returns the module's folder.
func root(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	require.NoError(t, err, "go list -m")
	return strings.TrimSpace(string(out))
}

// listed returns the module's packages, as the go command sees them.
func listed(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports,Module", "./...")
	command.Dir = root(t)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	require.NoError(t, err, stderr.String())
	var list []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		list = append(list, p)
	}
	require.NotEmpty(t, list, "go list found no package, and a list of none breaks no rule")
	return list
}
