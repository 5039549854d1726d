package award

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// mostBytes is the longest line.
const mostBytes = 1 << 20

// Stream reads households until the input ends and writes a line for each, in the same order: the award, or {"id": ..., "error": ...} for a line that is no
// household. Blank lines are passed over. It returns how many lines it wrote and how many of them are errors. Memory does not grow with the input.
func Stream(ctx context.Context, in io.Reader, out io.Writer) (lines, bad int, err error) {
	reader, writer := bufio.NewReaderSize(in, 1<<16), bufio.NewWriterSize(out, 1<<16)
	var c calculator
	for number := 1; ; number++ {
		line, end := c.line(reader)
		if end != nil && !errors.Is(end, io.EOF) {
			return lines, bad, errors.Join(end, writer.Flush())
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")) // as some editors begin a file
		}
		if len(bytes.TrimSpace(line)) > 0 {
			lines++
			if !c.answer(line, number) {
				bad++
			}
			if _, err := writer.Write(c.result.line); err != nil {
				return lines, bad, err
			}
		}
		if end != nil {
			return lines, bad, writer.Flush()
		}
		if number%256 == 0 && ctx.Err() != nil {
			return lines, bad, errors.Join(context.Cause(ctx), writer.Flush())
		}
	}
}

// calculator is what one line after another uses.
type calculator struct {
	scanner   scanner
	household household
	result    result
	long      []byte
}

// line returns the next line; one beyond the limit is cut there and found wrong later.
func (c *calculator) line(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	c.long = append(c.long[:0], line...)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.ReadSlice('\n')
		if len(c.long) < mostBytes {
			c.long = append(c.long, line...)
		}
	}
	return c.long, err
}

var errLong = errors.New("found a line of more than a million bytes, expected a household")

// answer fills in the result and reports whether it is an award.
func (c *calculator) answer(line []byte, number int) bool {
	fault := errLong
	if len(line) < mostBytes {
		fault = c.household.read(&c.scanner, line)
	} else {
		c.household.id = nil
	}
	if fault != nil {
		if c.household.id == nil {
			c.household.id = idOf(line) // it may stand behind the fault
		}
		c.result.refuse(c.household.id, number, fault)
		return false
	}
	c.result.of(&c.household)
	return true
}

// appendQuoted appends a text as JSON has it.
func appendQuoted(line []byte, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic("award: " + err.Error()) // a string can always be written
	}
	return append(line, quoted...)
}

// idOf looks for the name of a line that is wrong; nil if it has none.
func idOf(line []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(line))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil
	}
	for d.More() {
		key, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return nil
		}
		if named := bytes.IndexByte([]byte(`"-0123456789`), value[0]) >= 0; key == "id" && named && utf8.Valid(value) {
			return value
		}
	}
	return nil
}
