package table

import "unsafe"

// boxes is room for n values that optional columns point at.
type boxes struct {
	first unsafe.Pointer
	size  uintptr
}

func makeBoxes(k kind, n int) boxes {
	switch k {
	case kindInt32, kindDate:
		return boxesOf(make([]int32, n))
	case kindInt64:
		return boxesOf(make([]int64, n))
	case kindFloat64:
		return boxesOf(make([]float64, n))
	case kindBool:
		return boxesOf(make([]bool, n))
	default:
		return boxesOf(make([]string, n))
	}
}

func boxesOf[V any](values []V) boxes {
	return boxes{first: unsafe.Pointer(unsafe.SliceData(values)), size: unsafe.Sizeof(*new(V))}
}

func (b boxes) at(i int) unsafe.Pointer { return unsafe.Add(b.first, uintptr(i)*b.size) }

// copyValue copies a value of a kind.
func copyValue(k kind, to, from unsafe.Pointer) {
	switch k {
	case kindInt32, kindDate:
		*(*int32)(to) = *(*int32)(from)
	case kindInt64:
		*(*int64)(to) = *(*int64)(from)
	case kindFloat64:
		*(*float64)(to) = *(*float64)(from)
	case kindBool:
		*(*bool)(to) = *(*bool)(from)
	default:
		*(*string)(to) = *(*string)(from)
	}
}
