package progression

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each number of the model says what it is, how far it may go and where it comes
// from; a recalled figure is never among them.
func TestParameters_AreDeclared(t *testing.T) {
	p := DefaultParameters()
	seen := map[string]bool{}
	fields := map[*float64]bool{}
	for _, q := range p.List() {
		assert.False(t, seen[q.Name], "%s is declared twice", q.Name)
		assert.False(t, fields[q.Value], "%s shares its field", q.Name)
		seen[q.Name], fields[q.Value] = true, true
		assert.Equal(t, q.Default, *q.Value, q.Name)
		assert.GreaterOrEqual(t, q.Default, q.Min, q.Name)
		assert.LessOrEqual(t, q.Default, q.Max, q.Name)
		assert.NotEmpty(t, q.Unit, q.Name)
		assert.NotEmpty(t, q.Source, q.Name)
		assert.NotContains(t, q.Source, "memory", q.Name)
		assert.Contains(t, "ABCD", q.Grade.String(), q.Name)
	}
	assert.Len(t, fields, parameterFields(p), "each field of Parameters has its line in List")
}

// parameterFields counts the numbers of Parameters, those of the kinds of provision too.
func parameterFields(p Parameters) int { return numbers(reflect.TypeOf(p)) }

func numbers(of reflect.Type) (n int) {
	switch of.Kind() {
	case reflect.Struct:
		for i := range of.NumField() {
			n += numbers(of.Field(i).Type)
		}
		return n
	case reflect.Array:
		return of.Len() * numbers(of.Elem())
	}
	return 1
}

// What the model cuts to whole numbers where it uses it is declared whole, so that
// nobody sets a half and gets none of it: whatever is cut in the code of this package
// is found there, and a fraction set past Parameter.Set is refused by name.
func TestParameters_CountedWhole(t *testing.T) {
	cut := regexp.MustCompile(`\bint(?:8|16|32|64)?\((?:[a-z]+\.)?(?:Parameters\.|[pqc]\.)([A-Z][A-Za-z]*)\)|spend\(p\.([A-Z][A-Za-z]*)\)`)
	var fields []string
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		code, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range cut.FindAllStringSubmatch(string(code), -1) {
			fields = append(fields, m[1]+m[2])
		}
	}
	p := DefaultParameters()
	whole := map[*float64]bool{}
	for _, q := range p.List() {
		whole[q.Value] = q.Whole
		if q.Whole {
			assert.Equal(t, math.Trunc(q.Default), q.Default, q.Name)
			*q.Value += 0.5
			assert.ErrorContains(t, p.Check(), q.Name+" is ")
			*q.Value = q.Default
		}
	}
	require.NoError(t, p.Check())
	checked := 0
	for _, field := range fields {
		v := reflect.ValueOf(&p).Elem().FieldByName(field)
		if !v.IsValid() {
			v = reflect.ValueOf(&p.Courses[0]).Elem().FieldByName(field)
		}
		if !v.IsValid() {
			continue // of something else
		}
		checked++
		assert.True(t, whole[v.Addr().Interface().(*float64)], "%s is cut to a whole number", field)
	}
	assert.GreaterOrEqual(t, checked, 13)
}

// No risk can outgrow its share of the deal within the ranges of the parameters, so
// that nobody who sweeps them is refused a point: all that a rate may reach grows
// with each of them.
func TestParameters_EveryRateInRangeFitsItsShare(t *testing.T) {
	p := DefaultParameters()
	for _, q := range p.List() {
		*q.Value = q.Max
	}
	_, err := p.bounds()
	assert.NoError(t, err)
}
