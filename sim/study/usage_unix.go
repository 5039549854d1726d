//go:build unix

package study

import (
	"runtime"
	"syscall"
	"time"
)

// usage is the processor time that this process has used, and the most memory it
// has held, in bytes.
func usage() (cpu time.Duration, peak int64) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	unit := int64(1024)
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" { // which count bytes
		unit = 1
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), int64(u.Maxrss) * unit
}
