package table

import (
	"cmp"
	"math"
	"strconv"
	"unsafe"
)

// A slot is where a row keeps a value. Its methods take pointers to the start of
// rows, which spares reflection on every value; that the offset lies within the
// row and the kind is the field's follows from layoutOf, the only maker of slots.
type slot struct {
	kind     kind
	optional bool
	offset   uintptr // bytes from the start of the row
}

// compare orders two rows by a slot that is not optional: numbers by size, false
// before true, strings by bytes.
func (s slot) compare(a, b unsafe.Pointer) int {
	a, b = unsafe.Add(a, s.offset), unsafe.Add(b, s.offset)
	switch s.kind {
	case kindInt32, kindDate:
		return cmp.Compare(*(*int32)(a), *(*int32)(b))
	case kindInt64:
		return cmp.Compare(*(*int64)(a), *(*int64)(b))
	case kindFloat64:
		return cmp.Compare(*(*float64)(a), *(*float64)(b))
	case kindBool:
		return cmp.Compare(*(*uint8)(a), *(*uint8)(b)) // Go stores false as 0, true as 1
	default:
		return cmp.Compare(*(*string)(a), *(*string)(b))
	}
}

// value returns a pointer to the value in the row, nil for null.
func (s slot) value(row unsafe.Pointer) unsafe.Pointer {
	at := unsafe.Add(row, s.offset)
	if s.optional {
		return *(*unsafe.Pointer)(at)
	}
	return at
}

// text formats the value in the row for a message.
func (s slot) text(row unsafe.Pointer) string {
	v := s.value(row)
	switch {
	case v == nil:
		return "null"
	case s.kind == kindInt32 || s.kind == kindDate:
		return strconv.Itoa(int(*(*int32)(v)))
	case s.kind == kindInt64:
		return strconv.FormatInt(*(*int64)(v), 10)
	case s.kind == kindFloat64:
		return strconv.FormatFloat(*(*float64)(v), 'g', -1, 64)
	case s.kind == kindBool:
		return strconv.FormatBool(*(*bool)(v))
	default:
		return strconv.Quote(*(*string)(v))
	}
}

// finite reports whether x is neither NaN nor infinite.
func finite(x float64) bool {
	const exponent = 0x7ff << 52
	return math.Float64bits(x)&exponent != exponent
}
