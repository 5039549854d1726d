package estimate

// QuantileEffect is the difference between the treated and the control distribution at one probability, in the unit of the
// outcome. It is the effect on the distribution; it is the effect on a person only if the treatment leaves everybody's rank alone.
type QuantileEffect struct {
	P       float64
	Treated float64 // the quantile of the treated
	Control float64
	Effect  float64 // Treated - Control
}

// QuantileEffects compares the quantiles of two arms at the probabilities p (Doksum, Annals of Statistics 2 (1974) 267-277). For
// standard errors see [QuantileRegression] on the treatment, or [Bootstrap].
//
// The error is an *EmptyArm or a *BadCell. It panics when y and treated differ in length and on an unknown type.
func QuantileEffects(y []float64, treated []bool, p []float64, kind QuantileType) ([]QuantileEffect, error) {
	sameLength("y and treated", len(y), len(treated))
	if err := usableColumn("outcome", y); err != nil {
		return nil, err
	}
	t, c, err := split(y, treated)
	if err != nil {
		return nil, err
	}
	q1, err := Quantiles(t, p, kind)
	if err != nil {
		return nil, err
	}
	q0, err := Quantiles(c, p, kind)
	if err != nil {
		return nil, err
	}
	effects := make([]QuantileEffect, len(p))
	for i := range p {
		effects[i] = QuantileEffect{P: p[i], Treated: q1[i], Control: q0[i], Effect: q1[i] - q0[i]}
	}
	return effects, nil
}

// split parts the outcomes of the treated from the others' and refuses an empty side.
func split(y []float64, treated []bool) (t, c []float64, err error) {
	for i, v := range y {
		if treated[i] {
			t = append(t, v)
		} else {
			c = append(c, v)
		}
	}
	switch {
	case len(t) == 0:
		return nil, nil, &EmptyArm{Treated: true}
	case len(c) == 0:
		return nil, nil, &EmptyArm{Treated: false}
	}
	return t, c, nil
}
