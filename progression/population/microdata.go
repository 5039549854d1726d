package population

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// Row is a claimant of a user's own data: one adult of a benefit unit, with what
// is known of it on the world's first day.
type Row struct {
	District int     // index in Districts; -1 for any
	Weight   float64 // how many people the row stands for, above 0

	AgeYears       int
	Female, Couple bool
	ChildrenBorn   []sim.Day // days of birth, or
	ChildrenAges   []int     // completed years
	HoursPerWeek   float64   // 0 out of work
	HourlyPence    money.Pence

	// The rest counts where it is among the Facts.
	PartnerAgeYears   int
	PartnerGrossMonth money.Pence
	Sector            Sector
	Variable          bool
	Tenure            uc.Tenure
	RentMonth         money.Pence
	Savings           money.Pence
	Limited           bool // in day-to-day activity by health
	Qualification     Qualification
	Severity          [NBarriers]float64
	WantsMoreHours    bool
	WeeksOnUC         int
}

// Facts says which of what rows need not say they do say: a bit each.
type Facts uint32

// The facts beyond age, sex, couple, children, hours and pay, which every row has.
const (
	PartnerAge Facts = 1 << iota
	PartnerPay
	JobSector
	JobContract
	HomeTenure
	HomeRent // needs HomeTenure
	SavingsHeld
	HealthLimits
	HighestQualification
	MoreHoursWanted
	TimeOnUC
	childcareSeverity // and those of the other barriers, in their order
)

// SeverityOf is the fact how severe a barrier is; that of Qualifications needs
// HighestQualification.
func SeverityOf(b Barrier) Facts { return childcareSeverity << b }

// Microdata are rows from which people are drawn in place of a pack's figures. It
// is read-only and safe for use by several goroutines.
type Microdata struct {
	known     Facts
	rows      []Row // by content
	digest    string
	districts [][]int32   // rows of each district
	below     [][]float64 // sums of their weights
}

// NewMicrodata makes microdata of rows that all say these facts. The order of the
// rows makes no difference. It panics without rows, and on a weight of 0 or less.
func NewMicrodata(known Facts, rows []Row) *Microdata {
	m := &Microdata{known: known, rows: slices.Clone(rows)}
	text := make(map[int]string, len(rows))
	order := make([]int, len(rows))
	for i := range rows {
		order[i], text[i] = i, rows[i].text(known)
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(text[a], text[b]) })
	hash := sha256.New()
	fmt.Fprintf(hash, "facts %d\n", known)
	for k, i := range order {
		m.rows[k] = rows[i]
		fmt.Fprintln(hash, text[i])
	}
	m.digest = hex.EncodeToString(hash.Sum(nil))
	m.index()
	return m
}

func (m *Microdata) index() {
	m.districts, m.below = make([][]int32, len(districts())), make([][]float64, len(districts()))
	if len(m.rows) == 0 {
		panic("population: microdata without rows")
	}
	for k := range m.rows {
		r := &m.rows[k]
		if !(r.Weight > 0) {
			panic("population: a row of microdata without weight")
		}
		for d := range m.districts {
			if r.District == d || r.District < 0 {
				total := r.Weight
				if n := len(m.below[d]); n > 0 {
					total += m.below[d][n-1]
				}
				m.districts[d], m.below[d] = append(m.districts[d], int32(k)), append(m.below[d], total)
			}
		}
	}
}

// text spells a row out, what it does not know left out: the same for the same
// content.
func (r *Row) text(known Facts) string {
	var b strings.Builder
	fmt.Fprint(&b, r.District, r.Weight, r.AgeYears, r.Female, r.Couple, r.ChildrenBorn, r.ChildrenAges, r.HoursPerWeek, int64(r.HourlyPence))
	say := func(fact Facts, value any) {
		if known&fact != 0 {
			fmt.Fprint(&b, " ", value)
		}
	}
	say(PartnerAge, r.PartnerAgeYears)
	say(PartnerPay, int64(r.PartnerGrossMonth))
	say(JobSector, r.Sector)
	say(JobContract, r.Variable)
	say(HomeTenure, r.Tenure)
	say(HomeRent, int64(r.RentMonth))
	say(SavingsHeld, int64(r.Savings))
	say(HealthLimits, r.Limited)
	say(HighestQualification, r.Qualification)
	say(MoreHoursWanted, r.WantsMoreHours)
	say(TimeOnUC, r.WeeksOnUC)
	for barrier, severity := range r.Severity {
		say(SeverityOf(Barrier(barrier)), severity)
	}
	return b.String()
}

// Digest is the SHA-256 of the rows, whatever their order, in hexadecimal.
func (m *Microdata) Digest() string { return m.digest }

// Rows is how many rows there are for a district.
func (m *Microdata) Rows(district int) int { return len(m.districts[district]) }

// Len is how many rows there are.
func (m *Microdata) Len() int { return len(m.rows) }

// People returns people drawn from the rows of a district by their weights, as
// [Pack.People] does from figures: person i is a function of seed, population,
// district, i and the district's rows, and of start and spread. What rows do not
// say is drawn from the pack given what they do say. It panics where the district
// has no rows.
func (m *Microdata) People(p *Pack, seed uint64, population uint32, district, n int, start sim.Day, spread int) []Person {
	if district < 0 || district >= len(districts()) || n < 0 || spread < 0 || m.Rows(district) == 0 {
		panic(fmt.Sprintf("population: no %d people of the rows of district %d over %d weeks", n, district, spread))
	}
	maker := p.newMaker(seed, population, district, start, spread)
	people := make([]Person, n)
	for i := range people {
		id := sim.ID(district, i)
		row := m.pick(district, maker.draws.uniform(useRow, id))
		maker.fromRow(&people[i], id, row, m.known)
	}
	return people
}

// pick is the row in which a share u of the district's weight ends.
func (m *Microdata) pick(district int, u float64) *Row {
	below := m.below[district]
	at := u * below[len(below)-1]
	k := sort.Search(len(below)-1, func(k int) bool { return at < below[k] })
	return &m.rows[m.districts[district][k]]
}
