package table_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"inwork/sim/table"
)

type day int32
type pence int64

// month is shaped as the widest of the tables that a simulation writes by the million.
type month struct {
	District     int32   `parquet:"district" unit:"index" doc:"d"`
	Claimant     int64   `parquet:"claimant" unit:"id" doc:"d"`
	PeriodStart  day     `parquet:"period_start,date" unit:"date" doc:"d"`
	Arm          string  `parquet:"arm,dict" unit:"slug" doc:"d"`
	Gross        pence   `parquet:"gross_pence" unit:"pence" doc:"d"`
	Net          pence   `parquet:"net_pence" unit:"pence" doc:"d"`
	Award        pence   `parquet:"award_pence" unit:"pence" doc:"d"`
	Sanction     pence   `parquet:"sanction_pence" unit:"pence" doc:"d"`
	HoursPerWeek float64 `parquet:"hours_per_week" unit:"hours" doc:"d"`
	HourlyPay    pence   `parquet:"hourly_pay_pence" unit:"pence" doc:"d"`
	OnUC         bool    `parquet:"on_uc" unit:"bool" doc:"d"`
	Regime       string  `parquet:"regime,dict" unit:"category" doc:"d"`
}

// event is narrow and mostly strings.
type event struct {
	District int32  `parquet:"district" unit:"index" doc:"d"`
	Claimant int64  `parquet:"claimant" unit:"id" doc:"d"`
	Day      day    `parquet:"day,date" unit:"date" doc:"d"`
	Kind     string `parquet:"kind,dict" unit:"category" doc:"d"`
	Detail   int64  `parquet:"detail" unit:"by kind" doc:"d"`
}

var (
	months = table.Info{Name: "months", Doc: "a person's month", Sort: []string{"district", "claimant", "period_start"}}
	events = table.Info{Name: "events", Doc: "an event", Sort: []string{"district", "claimant", "day"}}
)

// mix spreads bits (splitmix64): made-up data need no more.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// someMonths has 26 months a person, whose pay changes about one month in seven.
func someMonths(n int) []month {
	arms := []string{"frequent", "minimal", "moderate"}
	regimes := []string{"intensive", "light_touch", "working_enough"}
	rows := make([]month, n)
	for i := range rows {
		person := i / 26
		r := mix(uint64(person))
		m := month{District: int32(i / 22000), Claimant: int64(person), PeriodStart: day(16500 + i%26*30 + person%28),
			Arm: arms[r%3], Regime: regimes[r%3], OnUC: true}
		if i%26 > 0 {
			m = rows[i-1]
			m.PeriodStart += 30
			m.District = int32(i / 22000)
		}
		if u := mix(uint64(i)); i%26 == 0 || u%7 == 0 {
			m.Gross = pence(20000 + u>>20%60000)
			m.Net = m.Gross - m.Gross/20
			m.Award = max(0, 70000-m.Gross*63/100)
			m.HoursPerWeek = float64(u >> 8 % 38)
			m.HourlyPay = pence(670 + u>>40%400)
			m.OnUC = m.Award > 0
			m.Regime = regimes[m.Gross*3/80001]
		}
		rows[i] = m
	}
	return rows
}

func someEvents(n int) []event {
	kinds := []string{"appointment_kept", "appointment_missed", "job_lost", "job_started", "hours_raised", "pay_raised", "sanction", "referral"}
	rows := make([]event, n)
	for i := range rows {
		u := mix(uint64(i))
		rows[i] = event{District: int32(i / 40000), Claimant: int64(i / 25), Day: day(16500 + i%25*29), Kind: kinds[u%8], Detail: int64(u >> 40 % 60)}
	}
	return rows
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// writeTable writes rows by this package.
func writeTable[Row any](t require.TestingT, path string, info table.Info, rows []Row, cut int) (bytes int64) {
	return write(t, path, info, rows, func() int { return cut }).Bytes
}

func benchmarkWrite[Row any](b *testing.B, info table.Info, rows []Row) {
	for _, writer := range []struct {
		name  string
		write func(require.TestingT, string, table.Info, []Row, int) int64
		cut   int
	}{
		{"ours", writeTable[Row], 1_000}, {"generic", writeGeneric[Row], 1_000},
		{"ours/cut=26", writeTable[Row], 26},
	} {
		b.Run(info.Name+"/"+writer.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "part-0.parquet")
			var bytes int64
			start := cpu()
			for b.Loop() {
				bytes = writer.write(b, path, info, rows, writer.cut)
			}
			b.ReportMetric(float64(len(rows))*float64(b.N)/(cpu()-start).Seconds()/1e6, "Mrows/cpu-s")
			b.ReportMetric(float64(bytes)/float64(len(rows)), "B/row")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// The library's own writer makes files of the same form, but is given rows as
// they are: ours also checks them, digests the file and syncs it.
func BenchmarkWrite(b *testing.B) {
	const n = 1_000_000
	benchmarkWrite(b, months, someMonths(n))
	benchmarkWrite(b, events, someEvents(n))
}

func BenchmarkRead(b *testing.B) {
	const n = 1_000_000
	path := filepath.Join(b.TempDir(), "part-0.parquet")
	write(b, path, months, someMonths(n), whole)
	for _, columns := range [][]string{nil, {"claimant", "arm", "gross_pence"}} {
		b.Run(fmt.Sprintf("months/columns=%d", len(columns)), func(b *testing.B) {
			start := cpu()
			for b.Loop() {
				rows := 0
				for batch, err := range table.Read[month](path, columns...) {
					require.NoError(b, err)
					rows += len(batch)
				}
				require.Equal(b, n, rows)
			}
			b.ReportMetric(n*float64(b.N)/(cpu()-start).Seconds()/1e6, "Mrows/cpu-s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func BenchmarkWriteCSV(b *testing.B) {
	const n = 1_000_000
	path := filepath.Join(b.TempDir(), "part-0.parquet")
	write(b, path, months, someMonths(n), whole)
	start := cpu()
	for b.Loop() {
		rows, err := table.WriteCSV(context.Background(), io.Discard, path)
		require.NoError(b, err)
		require.Equal(b, int64(n), rows)
	}
	b.ReportMetric(n*float64(b.N)/(cpu()-start).Seconds()/1e6, "Mrows/cpu-s")
	b.ReportMetric(0, "ns/op")
}
