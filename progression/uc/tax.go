package uc

import "inwork/progression/money"

// incomeTax on pay: rates that rise by bands of taxable income a year, above a personal allowance that is withdrawn from high incomes
// (ITA 2007 ss.10 and 35). All amounts are pence a year.
type incomeTax struct {
	allowance  money.Pence
	taperStart money.Pence // income above which the allowance falls by 1 for every 2
	bands      []taxBand
}

// taxBand starts at a taxable income, from which each pound bears that much more than below.
type taxBand struct {
	from money.Pence
	step rate
}

func readUKTax(r reading) incomeTax {
	return newIncomeTax(r,
		bandRate{r.rate("income_tax.rate.basic"), r.pence("income_tax.basic_band")},
		bandRate{r.rate("income_tax.rate.higher"), r.pence("income_tax.additional_threshold")},
		bandRate{r.rate("income_tax.rate.additional"), 0})
}

// readScottishTax returns the rates that the Scottish Parliament sets for pay since 2017/18 (Scotland Act 1998 s.80C), before that the UK's.
func readScottishTax(r reading) incomeTax {
	if !r.inForce("income_tax.scotland.rate.basic", "income_tax.scotland.basic_to", "income_tax.scotland.rate.higher", "income_tax.scotland.higher_to", "income_tax.scotland.rate.top") {
		return readUKTax(r)
	}
	var rates []bandRate
	for _, name := range []string{"starter", "basic", "intermediate", "higher", "advanced"} {
		if r.inForce("income_tax.scotland.rate."+name, "income_tax.scotland."+name+"_to") {
			rates = append(rates, bandRate{r.rate("income_tax.scotland.rate." + name), r.pence("income_tax.scotland." + name + "_to")})
		}
	}
	return newIncomeTax(r, append(rates, bandRate{r.rate("income_tax.scotland.rate.top"), 0})...)
}

// bandRate is a rate and the taxable income up to which it is charged; the last has no bound.
type bandRate struct {
	rate rate
	upTo money.Pence
}

func newIncomeTax(r reading, rates ...bandRate) incomeTax {
	t := incomeTax{allowance: r.pence("income_tax.personal_allowance"), taperStart: r.pence("income_tax.pa_taper_start")}
	var below bandRate
	for _, b := range rates {
		t.bands = append(t.bands, taxBand{from: below.upTo, step: b.rate - below.rate})
		below = b
	}
	return t
}

// month returns the tax on a month's pay: a twelfth of the tax on twelve such months, rounded once. (PAYE proper cumulates over the tax year
// and drops parts of a pound; over a year of equal months the difference is pence.)
func (t *incomeTax) month(gross money.Pence) money.Pence {
	return monthOf(t.year(12 * gross))
}

// payment is the tax on one of so many equal payments a year.
func (t *incomeTax) payment(gross money.Pence, ofYear int64) money.Pence {
	parts := money.Pence(ofYear) * money.Pence(whole)
	return (t.year(money.Pence(ofYear)*gross) + parts/2) / parts
}

// year is the tax on a year's income, in ten-thousandths of a penny.
func (t *incomeTax) year(year money.Pence) money.Pence {
	taxable := year - t.allowance
	if taxable <= 0 {
		return 0
	}
	if year > t.taperStart {
		taxable = year - t.tapered(year)
	}
	var sum money.Pence
	for _, b := range t.bands {
		if taxable <= b.from {
			break
		}
		sum += money.Pence(b.step) * (taxable - b.from)
	}
	return sum
}

// tapered returns what is left of the personal allowance at an income above the taper's start, up to a whole pound (ITA 2007 s.35).
func (t *incomeTax) tapered(year money.Pence) money.Pence {
	lost := (year - t.taperStart) / (2 * money.Pound) * money.Pound
	return max(0, t.allowance-lost)
}
