//go:build unix

package sim_test

import (
	"syscall"
	"testing"
	"time"
)

// A run with 40x is the workload at 1,000,000 claimants. The time of the processor is reported beside that of the clock: it is what
// .ci/yardstick compares, for it hardly depends on what else the machine does. Making the people is left out of both.
func BenchmarkReference(b *testing.B) {
	b.ReportAllocs()
	number := 0
	var processor time.Duration
	for b.Loop() {
		b.StopTimer()
		d := newRefDistrict(number % refDistricts)
		number++
		processor -= processorTime(b)
		b.StartTimer()
		d.run()
		b.StopTimer()
		processor += processorTime(b)
		b.StartTimer()
	}
	perWeek := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(b.N) / refPeople / refWeeks }
	b.ReportMetric(perWeek(b.Elapsed()), "ns/claimant-week")
	b.ReportMetric(perWeek(processor), "cpu-ns/claimant-week")
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
