package evaluation

import (
	"math"

	"inwork/progression/rows"
)

// flow is what moves between accounts, in pence since randomisation.
type flow int

const (
	grossPay flow = iota
	incomeTax
	insurance
	employersInsurance
	universalCredit // before sanctions
	sanctioned
	childcareCost
	travelCost
	coachCost
	provisionCost
	nFlows
)

// amounts are a person's flows.
type amounts [nFlows]float64

var accountColumns = []string{"district", "claimant", "horizon_weeks", "assigned", "pay_assessed_cumulated_pence", "income_tax_cumulated_pence",
	"national_insurance_cumulated_pence", "employer_insurance_cumulated_pence", "awards_cumulated_pence", "sanctions_cumulated_pence",
	"childcare_cumulated_pence", "travel_cumulated_pence", "coach_minutes", "provision_cost_pence"}

// prices are what support costs in pence.
type prices struct {
	coachMinute float64
	provision   float64 // of a penny that the scenario says
}

// of is a row in whole pence, so that undiscounted accounts add up exactly.
func (p prices) of(o *rows.Outcome) amounts {
	return amounts{
		grossPay: float64(o.PayAssessed), incomeTax: float64(o.IncomeTax), insurance: float64(o.NationalInsurance), employersInsurance: float64(o.EmployerInsurance),
		universalCredit: float64(o.AwardsSum + o.SanctionsSum), sanctioned: float64(o.SanctionsSum), childcareCost: float64(o.Childcare), travelCost: float64(o.Travel),
		coachCost: math.Round(p.coachMinute * float64(o.Minutes)), provisionCost: math.Round(p.provision * float64(o.ProvisionCost)),
	}
}

// An Account is whose gains and losses its lines are, after the layout of the Department for Work and Pensions' social cost-benefit
// analysis (Fujiwara 2010): what one account pays another is a transfer and cancels in that of society, which is left with the output that
// people's work is worth, taken to be the labour cost, less what childcare, travel and support take to provide.
type Account struct {
	Name, Label string
	Lines       []AccountLine
}

// AccountLine is a sum or difference of flows.
type AccountLine struct {
	Name, Label string
	of          amounts // +1 and -1
}

// Names of accounts, and of their last line.
const (
	Participant = "participant"
	Employer    = "employer"
	Exchequer   = "exchequer"
	Society     = "society"
	TotalLine   = "total"
)

// Accounts are in the order of the page; each ends with its total.
func Accounts() []Account { return accounts }

var accounts = []Account{
	totalled(Account{Participant, "Participant", []AccountLine{
		{"gross_pay", "Gross pay", gain(grossPay)}, {"income_tax", "Income tax", loss(incomeTax)}, {"national_insurance", "National Insurance", loss(insurance)},
		{"universal_credit", "Universal Credit before sanctions", gain(universalCredit)}, {"sanctions", "Sanctions", loss(sanctioned)},
		{"childcare", "Childcare", loss(childcareCost)}, {"travel", "Travel to work", loss(travelCost)}}}),
	totalled(Account{Employer, "Employer", []AccountLine{
		{"output", "Output, taken to be worth the labour cost", gain(grossPay, employersInsurance)}, {"gross_pay", "Gross pay", loss(grossPay)},
		{"employer_insurance", "Employer’s National Insurance", loss(employersInsurance)}}}),
	totalled(Account{Exchequer, "Exchequer", []AccountLine{
		{"income_tax", "Income tax", gain(incomeTax)}, {"national_insurance", "National Insurance", gain(insurance)},
		{"employer_insurance", "Employer’s National Insurance", gain(employersInsurance)}, {"universal_credit", "Universal Credit before sanctions", loss(universalCredit)},
		{"sanctions", "Sanctions", gain(sanctioned)}, {"coaches", "Work coaches", loss(coachCost)}, {"provision", "Provision", loss(provisionCost)}}}),
	totalled(Account{Society, "Society", []AccountLine{
		{"output", "Output, taken to be worth the labour cost", gain(grossPay, employersInsurance)}, {"childcare", "Childcare", loss(childcareCost)},
		{"travel", "Travel to work", loss(travelCost)}, {"coaches", "Work coaches", loss(coachCost)}, {"provision", "Provision", loss(provisionCost)}}}),
}

func gain(of ...flow) (a amounts) {
	for _, q := range of {
		a[q] = 1
	}
	return a
}

func loss(of flow) (a amounts) {
	a[of] = -1
	return a
}

// totalled adds the sum of its lines to an account.
func totalled(a Account) Account {
	total := AccountLine{Name: TotalLine, Label: "Net, " + a.Name}
	for _, l := range a.Lines {
		for q, sign := range l.of {
			total.of[q] += sign
		}
	}
	a.Lines = append(a.Lines, total)
	return a
}

// in is a line of someone's amounts.
func (l *AccountLine) in(a *amounts) (sum float64) {
	for q, sign := range l.of {
		sum += float64(sign * a[q])
	}
	return sum
}

// line finds one of an account's.
func (a *Account) line(name string) *AccountLine {
	for k := range a.Lines {
		if a.Lines[k].Name == name {
			return &a.Lines[k]
		}
	}
	panic("evaluation: no line " + name + " of " + a.Name)
}

// accountOf finds an account.
func accountOf(name string) *Account {
	for k := range accounts {
		if accounts[k].Name == name {
			return &accounts[k]
		}
	}
	panic("evaluation: no account of " + name)
}

// support is what coaches and provision cost.
var support = AccountLine{of: gain(coachCost, provisionCost)}

// benefit is what an account has but for the cost of support, which it must bear.
func benefit(of *Account) AccountLine {
	l := *of.line(TotalLine)
	l.of[coachCost], l.of[provisionCost] = 0, 0
	return l
}
