package scenario

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/uc"
)

func readSchema(t *testing.T) (schema map[string]any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(Schema(), &schema))
	return schema
}

// Each key of the canonical form, which has them all, has its place in the schema, with its meaning.
func TestSchema_HasEveryKey(t *testing.T) {
	schema := readSchema(t)
	var canonical map[string]any
	s := standard()
	for _, name := range uc.Statute().Amounts() {
		value := "1"
		if uc.Statute().Unit(name) == "a date" {
			value = "2017-04-06"
		}
		s.Reform = append(s.Reform, uc.Reform{Amount: name, From: firstReform, Value: value})
	}
	s.Trial.Outcomes = Declared{Primary: "employed", At: 26}
	s.Trial.Subgroups, s.Trial.Uptake = nil, "met_any"
	s.Vary = []string{"luck"}
	s.Sweep = [][]Setting{{{Key: "service.coaches", Value: []byte("50")}}}
	s.Population.Microdata = &Microdata{Digest: "0"}
	require.NoError(t, json.Unmarshal(s.Canonical(), &canonical))
	checked := 0
	var walk func(schema, object map[string]any, path string)
	walk = func(schema, object map[string]any, path string) {
		assert.Equal(t, false, schema["additionalProperties"], path)
		properties := schema["properties"].(map[string]any)
		assert.Len(t, properties, len(object), "%s: as many keys in the schema as in the canonical form", path)
		for name, value := range object {
			at := join(path, name)
			property, ok := properties[name].(map[string]any)
			if !assert.True(t, ok, "%s is not in the schema", at) {
				continue
			}
			checked++
			assert.NotEmpty(t, property["description"], at)
			if group, ok := value.(map[string]any); ok && property["properties"] != nil {
				walk(property, group, at)
			}
		}
	}
	canonical["base"] = "of a file, and gone when it is read"
	walk(schema, canonical, "")
	arm := canonical["arms"].(map[string]any)["frequent"].(map[string]any)
	arm["like"] = "of a file, and gone when it is read"
	walk(schema["$defs"].(map[string]any)["arm"].(map[string]any), arm, "arms.frequent")
	stage := canonical["trial"].(map[string]any)["rollout"].([]any)[0].(map[string]any)
	rollout := schema["properties"].(map[string]any)["trial"].(map[string]any)["properties"].(map[string]any)["rollout"].(map[string]any)
	walk(rollout["items"].(map[string]any), stage, "trial.rollout[0]")
	assert.Greater(t, checked, 100)
}

// What the schema allows is what is read: at both ends of each range and beyond, and each word.
func TestSchema_AllowsWhatIsRead(t *testing.T) {
	arm := newArm("x")
	stage := Stage{}
	scalars := 0
	for _, known := range append(append(standard().fields().leaves(""), armFields(&arm, nil).leaves("arm")...), stage.fields().leaves("stage")...) {
		s, ok := known.value.(scalar)
		if !ok {
			continue
		}
		scalars++
		allowed, read := s.schema(), func(text string) bool { return s.set(text) }
		text := func(v any) string { return fmt.Sprint(v) }
		if least, ok := allowed["minimum"]; ok {
			assert.True(t, read(text(least)), "%s: %v", known.name, least)
			assert.False(t, read(beyond(least, -1)), "%s: below %v", known.name, least)
		}
		if bound, ok := allowed["exclusiveMinimum"]; ok {
			assert.False(t, read(text(bound)), "%s: %v", known.name, bound)
			assert.True(t, read("1e-300"), known.name)
		}
		if most, ok := allowed["maximum"]; ok {
			assert.True(t, read(text(most)), "%s: %v", known.name, most)
			assert.False(t, read(beyond(most, +1)), "%s: above %v", known.name, most)
		}
		switch allowed["type"] {
		case "integer":
			assert.False(t, read("10.5"), known.name)
		case "boolean":
			assert.True(t, read("true") && read("false"), known.name)
		}
		for _, word := range asWords(allowed["enum"]) {
			assert.True(t, read(word), "%s: %s", known.name, word)
		}
	}
	assert.Greater(t, scalars, 90)
}

func asWords(enum any) []string {
	words, _ := enum.([]string)
	return words
}

// beyond is the next number of its kind above or below.
func beyond(v any, by int) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v + by)
	case uint64:
		return "18446744073709551616"
	case float64:
		return strconv.FormatFloat(math.Nextafter(v, math.Inf(by)), 'g', -1, 64)
	}
	panic(fmt.Sprintf("a bound that is a %T", v))
}

// The words that are read are those that the schema has: an enum that lacks one would mark good files.
func TestSchema_HasEveryWord(t *testing.T) {
	for _, known := range standard().fields().leaves("") {
		s, ok := known.value.(scalar)
		if !ok || s.schema()["enum"] == nil {
			continue
		}
		for _, word := range regexp.MustCompile(`[a-z0-9_-]+`).FindAllString(s.expected, -1) {
			if word != "one" && word != "of" {
				assert.Contains(t, s.schema()["enum"], word, known.name)
			}
		}
	}
}

// A key that is left out has the value that the schema tells as its default, and that value is accepted.
func TestSchema_DefaultsAreThose(t *testing.T) {
	want := standard()
	told := 0
	for _, known := range want.fields().leaves("") {
		initial, ok := known.schema()["default"]
		if !ok {
			continue
		}
		told++
		s, err := Parse("x.yaml", []byte("{}"), known.name+"="+string(encode(initial)))
		if assert.NoError(t, err, known.name) {
			assert.Equal(t, want.Digest(), s.Digest(), known.name)
		}
	}
	assert.Greater(t, told, 90)
}

// Every key in which points may differ is a key of a sweep in the schema, in both forms, and no other is.
func TestSchema_SweepsWhatMayVary(t *testing.T) {
	schema := readSchema(t)
	properties := schema["properties"].(map[string]any)
	forms := properties["sweep"].(map[string]any)["anyOf"].([]any)
	require.Len(t, forms, 2)
	grid, point := forms[0].(map[string]any), forms[1].(map[string]any)["items"].(map[string]any)
	s := standard()
	for _, known := range s.fields().leaves("") {
		for _, form := range []map[string]any{grid, point} {
			assert.Equal(t, s.varying().find(known.name) != nil, describesKey(form, known.name), known.name)
		}
	}
	for _, name := range []string{"arms", "arms.frequent", "armsxfrequent.minutes", "arms.No.minutes", "arms.a.b.minutes", "service", "parameters.jobs"} {
		assert.False(t, describesKey(grid, name) || describesKey(point, name), name)
	}
}

func describesKey(object map[string]any, name string) bool {
	if object["properties"].(map[string]any)[name] != nil {
		return true
	}
	for pattern := range object["patternProperties"].(map[string]any) {
		if regexp.MustCompile(pattern).MatchString(name) {
			return true
		}
	}
	return false
}
