package estimate

import (
	"cmp"
	"slices"
)

// A Column is a regressor with the name that its coefficient will bear. NaN is a missing value.
type Column struct {
	Name   string
	Values []float64
}

// Codes numbers the distinct values of a column 0, 1, 2 and so on, smallest first: what [Options] and [Design] take as clusters,
// blocks and fixed effects. A code below 0, which Codes never gives, stands for a missing value.
func Codes[T cmp.Ordered](column []T) []int {
	values := slices.Clone(column)
	slices.Sort(values)
	values = slices.Compact(values)
	codes := make([]int, len(column))
	for i, v := range column {
		codes[i], _ = slices.BinarySearch(values, v)
	}
	return codes
}

// Indicators turns a column of categories into one column of zeros and ones for each category but the reference, smallest first,
// named name+category as R does.
func Indicators(name string, column []string, reference string) []Column {
	values := slices.Clone(column)
	slices.Sort(values)
	values = slices.Compact(values)
	var all []Column
	for _, value := range values {
		if value == reference {
			continue
		}
		c := Column{Name: name + value, Values: make([]float64, len(column))}
		for i := range column {
			if column[i] == value {
				c.Values[i] = 1
			}
		}
		all = append(all, c)
	}
	return all
}
