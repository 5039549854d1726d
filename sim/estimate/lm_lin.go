package estimate

// LMLin is a regression of the outcome on treatment indicators, covariates about their means, and all products of the two, as
// estimatr's lm_lin (Lin 2013). The coefficient of an indicator estimates the average effect of that treatment however the covariates
// matter, and is never less precise than the difference in means in a large trial. Terms are named as there: for a treatment z and
// a covariate x they are z, x_c and z:x_c.
//
// Treatments are columns of zeros and ones, one for each arm but control: [Indicators] makes them from names of arms. Means are taken
// over the complete rows, weighted as the regression is. Otherwise it is [LMRobust].
func LMLin(outcome Column, treatments, covariates []Column, o Options) (Fit, error) {
	if o.FixedEffects != nil {
		return Fit{}, &Unusable{What: "fixed effects", Found: "some with lm_lin", Expected: "none: give them as covariates, columns of zeros and ones"}
	}
	for _, c := range treatments {
		for i, v := range c.Values {
			if v != 0 && v != 1 && v == v {
				return Fit{}, &BadValue{Column: c.Name, Row: i, Value: v, Expected: "0 or 1"}
			}
		}
	}
	s, err := newSample(outcome, o, treatments, covariates)
	if err != nil {
		return Fit{}, err
	}
	treatments = s.groups[0]
	columns := append([]Column(nil), treatments...)
	var products []Column
	for _, c := range s.groups[1] {
		centred := Column{c.Name + "_c", s.centre(c.Values)}
		columns = append(columns, centred)
		for _, z := range treatments {
			products = append(products, Column{z.Name + ":" + centred.Name, times(z.Values, centred.Values)})
		}
	}
	return s.lm(append(columns, products...), o), nil
}

// centre takes the (weighted) mean out of a column.
func (s *sample) centre(column []float64) []float64 {
	var sum, weights float64
	for i, v := range column {
		sum += s.weight(i) * v
		weights += s.weight(i)
	}
	mean := sum / weights
	centred := make([]float64, len(column))
	for i, v := range column {
		centred[i] = v - mean
	}
	return centred
}

func times(a, b []float64) []float64 {
	product := make([]float64, len(a))
	for i := range a {
		product[i] = a[i] * b[i]
	}
	return product
}
