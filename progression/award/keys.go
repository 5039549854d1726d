package award

// Key is a key of the input with what it means.
type Key struct{ Name, Doc string }

// Keys returns the keys of a household, of an adult and of a child.
func Keys() (household, adult, child []Key) {
	return keysOf(householdFields), keysOf(adultFields[0]), keysOf(childFields)
}

func keysOf[T any](table []field[T]) (keys []Key) {
	for _, f := range table {
		keys = append(keys, Key{f.key, f.doc})
	}
	return keys
}
