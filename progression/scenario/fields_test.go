package scenario

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"

	"inwork/progression"
)

// The default file is where people learn what a key means: each stands there, under a comment that says what the
// table of fields says.
func TestDefault_CommentsEveryKey(t *testing.T) {
	root, problem := parseYAML(defaultName, trial2015)
	require.Nil(t, problem)
	checked := 0
	var walk func(f fields, path string, n *yaml.Node)
	walk = func(f fields, path string, n *yaml.Node) {
		require.Equal(t, yaml.MappingNode, n.Kind, path)
		for _, known := range f {
			at := join(path, known.name)
			if known.value == (inherited{}) {
				assert.Contains(t, string(trial2015), "# "+known.doc+"\n# "+at+": ", "what names another file stands as a comment")
				continue
			}
			if known.value == (likeness{}) {
				text := strings.Join(strings.Fields(strings.ReplaceAll(string(trial2015), "#", " ")), " ")
				assert.Contains(t, text, known.doc, "what brings other values stands as a comment")
				assert.Contains(t, string(trial2015), "    # like: ")
				continue
			}
			value := child(n, known.name)
			if !assert.NotNil(t, value, "%s does not stand in the default file", at) {
				continue
			}
			assert.Contains(t, comment(n, known.name), known.doc, at)
			checked++
			switch known := known.value.(type) {
			case fields:
				if at != "parameters" && at != "reform" {
					walk(known, at, value)
				}
			case armsBySlug:
				walk(armFields(&progression.Arm{}, nil), join(at, "frequent"), child(value, "frequent"))
			case list[Stage]:
				walk((&Stage{}).fields(), at+"[0]", value.Content[0])
			}
		}
	}
	walk(standard().fields(), "", root)
	assert.Greater(t, checked, 40, "the walk missed most keys")
}

// comment returns what is written above and beside a key, on one line.
func comment(mapping *yaml.Node, name string) string {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; key.Value == name {
			// The first key of a list's item carries its comments on the item.
			text := strings.Join([]string{key.HeadComment, key.LineComment, mapping.HeadComment, mapping.Content[i+1].LineComment}, "\n")
			return strings.Join(strings.Fields(strings.ReplaceAll(text, "#", " ")), " ")
		}
	}
	return ""
}

// An arm about which nothing is said has the values that the table of fields announces, and would be accepted.
func TestNewArm_DefaultsAreAnnounced(t *testing.T) {
	arm := newArm("x")
	announced := 0
	for _, f := range armFields(&arm, nil) {
		said := f.doc[strings.LastIndex(f.doc, "; ")+2:]
		if !strings.HasSuffix(said, " if left out") {
			continue
		}
		announced++
		data, err := yaml.Marshal(f.value.canonical())
		require.NoError(t, err)
		assert.Equal(t, strings.TrimSpace(string(data))+" if left out", said, f.name)
	}
	assert.Equal(t, 12, announced, "all but like, key and label")
}

// The model's parameters are keys under their own names, with the unit where a message needs it.
func TestParameters_AllAreKeys(t *testing.T) {
	var p progression.Parameters
	list := p.List()
	f := parameters(&p)
	require.Len(t, f, len(list))
	for i, q := range list {
		assert.Equal(t, q.Name, f[i].name)
		assert.Contains(t, f[i].value.(scalar).expected, q.Unit)
	}
}
