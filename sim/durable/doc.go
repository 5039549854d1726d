// Package durable writes files that are either whole or absent: under a
// temporary name in the folder where they belong, synced, renamed, and the
// folder synced.
//
// A reader therefore never sees half a file under its own name, whatever kills
// the writer, and two writers of the same file do not disturb each other: the
// last one stands. What a killed writer leaves is a temporary file, which
// [Temporary] recognises and which may be deleted at any time when nobody writes.
package durable
