package estimate

// StdErrors says how standard errors are computed, by estimatr's names. The empty one is [HC2] or, with clusters, [CR2].
type StdErrors string

// Errors for rows that are independent of each other.
const (
	Classical StdErrors = "classical" // equal variances
	HC0       StdErrors = "HC0"       // White 1980
	HC1       StdErrors = "HC1"       // HC0 times n/(n-k)
	HC2       StdErrors = "HC2"       // squared residuals over 1 - leverage (MacKinnon and White 1985)
	HC3       StdErrors = "HC3"       // squared residuals over (1 - leverage) squared
)

// Errors for rows that depend on each other within clusters. With G clusters and k coefficients:
const (
	CR0   StdErrors = "CR0"   // Liang and Zeger 1986; G-1 degrees of freedom
	CR1   StdErrors = "CR1"   // CR0 times G/(G-1); Satterthwaite's degrees of freedom, as clubSandwich
	CR1p  StdErrors = "CR1p"  // CR0 times G/(G-k); likewise
	Stata StdErrors = "stata" // CR0 times G/(G-1) (n-1)/(n-k); G-1 degrees of freedom
	CR2   StdErrors = "CR2"   // Bell and McCaffrey 2002, Pustejovsky and Tipton 2018; Satterthwaite's degrees of freedom
	CR3   StdErrors = "CR3"   // about the jackknife over clusters; likewise
)

// Clustered says whether the errors are for clusters.
func (s StdErrors) Clustered() bool {
	switch s {
	case CR0, CR1, CR1p, Stata, CR2, CR3:
		return true
	}
	return false
}

// known says whether there is such an error.
func (s StdErrors) known() bool {
	switch s {
	case Classical, HC0, HC1, HC2, HC3:
		return true
	}
	return s.Clustered()
}

// Options of a regression. The zero value is an unweighted regression with [HC2] errors and 95% intervals.
type Options struct {
	StdErrors    StdErrors
	Clusters     []int     // the cluster of each row, from [Codes]; nil: rows are independent
	Weights      []float64 // of each row, 0 or more; nil: all alike
	FixedEffects []int     // the group of each row, whose mean is taken out, from [Codes]; nil: an intercept instead
	Confidence   float64   // of the intervals, between 0 and 1; 0: 0.95
}

// stdErrors is the kind in force.
func (o Options) stdErrors() StdErrors {
	switch {
	case o.StdErrors != "":
		return o.StdErrors
	case o.Clusters != nil:
		return CR2
	}
	return HC2
}

// confidence is the level in force.
func (o Options) confidence() float64 {
	if o.Confidence == 0 {
		return confidence
	}
	return o.Confidence
}

// check refuses options that contradict each other.
func (o Options) check() error {
	kind := o.stdErrors()
	switch {
	case !kind.known():
		return &Unusable{What: "standard errors", Found: string(kind), Expected: "classical, HC0, HC1, HC2, HC3, CR0, CR1, CR1p, stata, CR2 or CR3"}
	case kind.Clustered() && o.Clusters == nil:
		return &Unusable{What: "standard errors", Found: string(kind) + " without clusters", Expected: "clusters, or classical, HC0, HC1, HC2 or HC3"}
	case !kind.Clustered() && o.Clusters != nil:
		return &Unusable{What: "standard errors", Found: string(kind) + " with clusters", Expected: "CR0, CR1, CR1p, stata, CR2 or CR3"}
	case kind.adjusts() && o.FixedEffects != nil && o.Weights != nil:
		return &Unusable{What: "standard errors", Found: string(kind) + " with weights and fixed effects", Expected: "stata, or the fixed effects as columns of zeros and ones"}
	case !(o.confidence() > 0 && o.confidence() < 1):
		return &Unusable{What: "confidence", Found: number(o.Confidence), Expected: "above 0 and below 1"}
	}
	return nil
}

// adjusts says whether residuals are adjusted cluster by cluster, or degrees of freedom need that algebra.
func (s StdErrors) adjusts() bool { return s.Clustered() && s != CR0 && s != Stata }
