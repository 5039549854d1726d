package estimate_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every exported function that gives an interval, or an error to make one of, has a claim to its coverage: a new one without is found here.
func TestCoverage_OfEveryInterval(t *testing.T) {
	tried := map[string]bool{}
	for _, c := range claims {
		tried[c.of] = true
	}
	elsewhere := map[string]string{
		"Bootstrap":    "its intervals are Bootstrapped.Interval's",
		"FiellerRatio": "TestFiellerRatio_Coverage",
		"Fit.Term":     "one of the coefficients of LMRobust",
		"ManskiBounds": "has NaN for them",
	}
	found := intervals(t)
	require.Greater(t, len(found), 15)
	for _, name := range found {
		_, is := elsewhere[name]
		assert.True(t, tried[name] || is, "%s gives an interval and makes no claim to its coverage", name)
	}
	for name := range tried {
		assert.Contains(t, found, name, "a claim for what gives no interval")
	}
}

// intervals are the exported functions whose results have an error or an interval, by their names or those of the fields of their types.
func intervals(t *testing.T) (names []string) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	structs, functions := map[string]*ast.StructType{}, []*ast.FuncDecl{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				functions = append(functions, d)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, is := s.(*ast.TypeSpec); is {
						if of, is := s.Type.(*ast.StructType); is {
							structs[s.Name.Name] = of
						}
					}
				}
			}
		}
	}
	for _, f := range functions {
		receiver := ""
		if f.Recv != nil {
			receiver = nameOf(f.Recv.List[0].Type) + "."
		}
		if f.Name.IsExported() && (receiver == "" || ast.IsExported(receiver)) && inferred(f.Type.Results, structs) {
			names = append(names, receiver+f.Name.Name)
		}
	}
	slices.Sort(names)
	return names
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return nameOf(e.X)
	case *ast.ArrayType:
		return nameOf(e.Elt)
	}
	return ""
}

// inferred says whether a list of results or fields has an error or an interval in it.
func inferred(list *ast.FieldList, structs map[string]*ast.StructType) bool {
	if list == nil {
		return false
	}
	for _, f := range list.List {
		for _, n := range f.Names {
			if slices.Contains([]string{"StdError", "ConfLow", "Low", "low", "se", "HazardSE"}, n.Name) {
				return true
			}
		}
		if of := structs[nameOf(f.Type)]; of != nil && inferred(of.Fields, structs) {
			return true
		}
	}
	return false
}
