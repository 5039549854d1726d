package scenario

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// text is a line of free text.
func text(into *string) scalar {
	const most = 200
	return scalar{
		expected: "a line of text of at most 200 letters",
		set: func(text string) bool {
			ok := strings.TrimSpace(text) != "" && utf8.RuneCountInString(text) <= most && !strings.ContainsAny(text, "\r\n")
			if ok {
				*into = text
			}
			return ok
		},
		json: func() any { return *into },
		allows: func() jsonSchema {
			schema := oneWord(`^[^\r\n]*\S[^\r\n]*$`)
			schema["maxLength"] = most
			return schema
		},
		quotes: true,
	}
}

// slugForm is what may name a folder on any system.
var slugForm = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

const slugExpected = "lower-case letters, digits and hyphens, at most 40"

// slug is a short name for files and columns.
func slug(into *string) scalar {
	return scalar{
		expected: slugExpected,
		set: func(text string) bool {
			ok := slugForm.MatchString(text)
			if ok {
				*into = text
			}
			return ok
		},
		guess:  func(text string) []string { return []string{asSlug(text)} },
		json:   func() any { return *into },
		allows: func() jsonSchema { return oneWord(slugForm.String()) },
		quotes: true,
	}
}

// asSlug makes a slug of a name, as far as it can.
func asSlug(name string) string {
	return strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(name)))
}

// word is one of the words given.
func word(into *string, words ...string) scalar {
	return scalar{
		expected: oneOf(words),
		set: func(text string) bool {
			ok := slices.Contains(words, text)
			if ok {
				*into = text
			}
			return ok
		},
		guess:  func(text string) []string { return []string{Nearest(text, words)} },
		json:   func() any { return *into },
		allows: func() jsonSchema { return jsonSchema{"enum": words} },
		quotes: true,
	}
}

// choice is a word that stands for its place in a list.
func choice[T ~uint8](into *T, words []string) scalar {
	var chosen string
	s := word(&chosen, words...)
	set := s.set
	s.set = func(text string) bool {
		ok := set(text)
		if ok {
			*into = T(slices.Index(words, text))
		}
		return ok
	}
	s.json = func() any { return words[*into] }
	return s
}

func oneOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return "one of " + strings.Join(words, ", ")
}
