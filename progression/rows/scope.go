package rows

// Whom an effect is of, beside its estimand (column scope). The two have different errors: other people would be other people's luck.
const (
	// FiniteSample is of the very people of a trial or a study, and of nobody else.
	FiniteSample = "finite_sample"
	// Population is of people as the scenario draws them, of whom those of the study are a sample.
	Population = "population"
)
