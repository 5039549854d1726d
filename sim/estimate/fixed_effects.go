package estimate

// within takes the (weighted) mean of each fixed effect's rows out of columns, which are copied.
func (s *sample) within(columns []Column) []Column {
	if s.fixedEffects == nil {
		return columns
	}
	sizes := s.levelWeights()
	inner := make([]Column, len(columns))
	for j, c := range columns {
		means := make([]float64, s.levels)
		for i, v := range c.Values {
			means[s.fixedEffects[i]] += s.weight(i) * v
		}
		for l := range means {
			if sizes[l] > 0 {
				means[l] /= sizes[l]
			}
		}
		inner[j] = Column{c.Name, make([]float64, s.n)}
		for i, v := range c.Values {
			inner[j].Values[i] = v - means[s.fixedEffects[i]]
		}
	}
	return inner
}

// levelWeights is the sum of weights of each fixed effect.
func (s *sample) levelWeights() []float64 {
	sums := make([]float64, s.levels)
	for i, l := range s.fixedEffects {
		sums[l] += s.weight(i)
	}
	return sums
}
