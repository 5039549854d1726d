package pilot

import (
	"fmt"
	"sync"

	"inwork/progression/uc"
)

// law makes the books that reforms ask for, and keeps the last few: a book takes milliseconds and most of a megabyte, and a sweep may have thousands.
// The zero value is ready.
type law struct {
	mu    sync.Mutex
	books map[string]*uc.Book
}

const mostBooks = 16

// book returns the statute with reforms that the scenario's reader has let through.
func (l *law) book(reforms []uc.Reform) *uc.Book {
	if len(reforms) == 0 {
		return uc.Statute()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := fmt.Sprint(reforms)
	if b := l.books[key]; b != nil {
		return b
	}
	b, err := uc.Statute().Reform(reforms...)
	if err != nil {
		panic("pilot: " + err.Error())
	}
	if l.books == nil || len(l.books) == mostBooks {
		l.books = map[string]*uc.Book{}
	}
	l.books[key] = b
	return b
}
