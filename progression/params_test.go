package progression

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
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
