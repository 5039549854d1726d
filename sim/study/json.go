package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// format is raised when the files of this package change in a way that older
// readers would misread.
const format = 1

// encode gives indented JSON that ends in a newline.
func encode(v any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "\t")
	if err := encoder.Encode(v); err != nil { // raw parts were checked, all else is plain
		panic(fmt.Sprintf("study: %v", err))
	}
	return text.Bytes()
}

// decode reads a file of this package strictly: one value, no unknown field, and
// the format that we know, which it finds in *found.
func decode(name string, data []byte, v any, found *int) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	if err == nil {
		if _, after := decoder.Token(); after != io.EOF {
			err = errAfter
		}
	}
	if err != nil {
		return fmt.Errorf("%s:%d: %w", name, 1+bytes.Count(data[:offset(err, decoder, data)], []byte("\n")), err)
	}
	if *found != format {
		return fmt.Errorf("%s: format: found %d, expected %d", name, *found, format)
	}
	return nil
}

var errAfter = errors.New("found text after the end, expected one value")

// offset is how far into the text an error of the decoder is.
func offset(err error, decoder *json.Decoder, data []byte) int64 {
	at := decoder.InputOffset()
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	default: // an unknown field is noticed at the end of its object
		if _, key, ok := strings.Cut(err.Error(), "unknown field "); ok {
			at = int64(bytes.Index(data, []byte(key)))
		}
	}
	return min(max(at, 0), int64(len(data)))
}
