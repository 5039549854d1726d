//go:build unix

package progression

import (
	"syscall"
	"testing"
)

// BenchmarkCell is one district of average size with all worlds of the default
// scenario, every table recorded; BenchmarkBareCell the same with outcomes alone,
// BenchmarkClaimants without the rest of the caseload. The metrics are per week of a candidate or caseload place that was
// simulated, by the clock and in time of the processor, which other work on the machine moves less. Beside the latter stands
// plain C on a far simpler model: .ci/yardstick.
func BenchmarkCell(b *testing.B) { benchmarkWorlds(b, testSetting(2100, 830, 291)) }

func BenchmarkBareCell(b *testing.B) {
	s := testSetting(2100, 830, 291)
	s.Keep = Records{}
	benchmarkWorlds(b, s)
}

func BenchmarkClaimants(b *testing.B) {
	s := testSetting(25_000, 10_000, 291)
	s.Caseload = 25_000.0 / 291
	benchmarkWorlds(b, s)
}

func benchmarkWorlds(b *testing.B, s Setting) {
	s.Openings = []Opening{{Week: 35, Offices: s.Offices}}
	b.ReportAllocs()
	weeks, before := 0, processorTime(b)
	var d *District
	for b.Loop() {
		d = district(b, s)
		weeks += d.branching()
		for _, kind := range []Kind{controlWorld, randomisedWorld, everyoneFrequent, everyoneModerate} {
			world(b, d, kind)
			weeks += d.weeks - d.branching()
		}
	}
	n := float64(weeks) * float64(len(d.People)+d.places.n)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n, "ns/claimant-week")
	b.ReportMetric(float64(processorTime(b)-before)/n, "cpu-ns/claimant-week")
}

// processorTime is the time that this program has used, in nanoseconds.
func processorTime(b *testing.B) int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
