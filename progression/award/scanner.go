package award

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"inwork/progression/scenario"
)

// scanner reads one JSON object into the fields of a table, strictly: each key by its exact name and once. After the first fault all methods do
// nothing. (encoding/json takes four times as long, takes keys in any case, and of a key given twice the last.)
type scanner struct {
	text  []byte
	at    int
	path  []step // where the value being read stands
	fault error
}

// step is a key, or an index when the key is empty.
type step struct {
	key   string
	index int
}

// field is a key of an object and how its value is read.
type field[T any] struct {
	key, doc string
	read     func(s *scanner, to *T)
}

func (s *scanner) reset(text []byte) { *s = scanner{text: text, path: s.path[:0]} }

// fail notes what was found at the place.
func (s *scanner) fail(found, expected string) {
	if s.fault == nil {
		s.fault = fmt.Errorf("%sfound %s, expected %s", s.place(), found, expected)
	}
}

// place is "adults[1].age: ", or nothing for the object itself.
func (s *scanner) place() string {
	var b strings.Builder
	for i, step := range s.path {
		switch {
		case step.key == "":
			fmt.Fprintf(&b, "[%d]", step.index)
		case i > 0:
			b.WriteString("." + step.key)
		default:
			b.WriteString(step.key)
		}
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	return b.String()
}

// object reads an object into the fields of a table of at most 64.
func object[T any](s *scanner, table []field[T], to *T) {
	if !s.token('{', "an object") {
		return
	}
	var seen uint64
	guess := 0 // keys mostly come in the order of the table
	for n := 0; s.more('}', n); n++ {
		key := s.unquote(s.word("a key"))
		if s.fault != nil || !s.token(':', "a colon after the key") {
			return
		}
		k := find(table, key, guess)
		if k < 0 {
			s.unknown(key, names(table))
			return
		}
		s.path = append(s.path, step{key: table[k].key})
		if seen&(1<<k) != 0 {
			s.fail("it a second time", "each key once")
		}
		seen |= 1 << k
		if !s.null() {
			table[k].read(s, to)
		}
		s.path = s.path[:len(s.path)-1]
		guess = k + 1
	}
}

// find looks for a key from the guess on, then in the whole table.
func find[T any](table []field[T], key []byte, guess int) int {
	if guess < len(table) && table[guess].key == string(key) {
		return guess
	}
	for k := range table {
		if table[k].key == string(key) {
			return k
		}
	}
	return -1
}

func names[T any](table []field[T]) (keys []string) {
	for _, f := range table {
		keys = append(keys, f.key)
	}
	return keys
}

func (s *scanner) unknown(key []byte, known []string) {
	expected := "one of " + strings.Join(known, ", ")
	if near := scenario.Nearest(string(key), known); near != "" {
		expected = near
	}
	s.fail("the unknown key "+short(key), expected)
}

// array reads an array, element by element.
func (s *scanner) array(most int, element func(i int)) {
	if !s.token('[', "an array") {
		return
	}
	for i := 0; s.more(']', i); i++ {
		if i == most {
			s.fail("more of them", fmt.Sprintf("at most %d", most))
			return
		}
		s.path = append(s.path, step{index: i})
		element(i)
		s.path = s.path[:len(s.path)-1]
	}
}

// end makes sure that nothing follows.
func (s *scanner) end() {
	if s.next() != 0 {
		s.fail(s.rest(), "the end of the line")
	}
}

// next skips blanks and returns the byte that follows, 0 at the end.
func (s *scanner) next() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

func (s *scanner) token(c byte, expected string) bool {
	if s.fault == nil && s.next() == c {
		s.at++
		return true
	}
	s.fail(s.rest(), expected)
	return false
}

// more steps to the next member of an object or array, or past its end.
func (s *scanner) more(end byte, n int) bool {
	if s.fault != nil {
		return false
	}
	c := s.next()
	switch {
	case c == end:
		s.at++
		return false
	case n == 0:
		return true
	case c == ',':
		s.at++
		return true
	}
	s.fail(s.rest(), "a comma or "+string(end))
	return false
}

// rest quotes what stands at the place, for complaints.
func (s *scanner) rest() string {
	if s.next() == 0 {
		return "the end"
	}
	return short(s.text[s.at:])
}

// short quotes a text, cut to what helps.
func short(text []byte) string {
	const most = 24
	if i := bytes.IndexAny(text, ",]}"); i > 0 {
		text = text[:i]
	}
	if len(text) > most {
		text = append(text[:most:most], "..."...)
	}
	return string(bytes.ToValidUTF8(bytes.TrimSpace(text), []byte("?")))
}

// null takes a null, which stands for nothing.
func (s *scanner) null() bool {
	if s.fault == nil && s.next() == 'n' && bytes.HasPrefix(s.text[s.at:], []byte("null")) {
		s.at += len("null")
		return true
	}
	return false
}

// word takes a string and returns it with its quotes.
func (s *scanner) word(expected string) []byte {
	if s.fault != nil {
		return nil
	}
	if s.next() != '"' {
		s.fail(s.rest(), expected)
		return nil
	}
	start := s.at
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return s.text[start:s.at]
		case c == '\\':
			s.at++
		case c < ' ':
			s.fail("a control character in text", expected)
			return nil
		}
	}
	s.fail("text without an end", expected)
	return nil
}

// unquote is what a quoted string stands for.
func (s *scanner) unquote(quoted []byte) []byte {
	if s.fault != nil {
		return nil
	}
	inner := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		return inner
	}
	var text string
	if err := json.Unmarshal(quoted, &text); err != nil {
		s.fail(short(quoted), "text")
	}
	return []byte(text)
}

// number takes a number.
func (s *scanner) number(expected string) string {
	if s.fault != nil {
		return "0"
	}
	if c := s.next(); c != '-' && (c < '0' || c > '9') {
		s.fail(s.rest(), expected)
		return "0"
	}
	start := s.at
	for s.at < len(s.text) && strings.IndexByte("+-.eE0123456789", s.text[s.at]) >= 0 {
		s.at++
	}
	return string(s.text[start:s.at])
}
