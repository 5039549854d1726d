// Package student is Student's t distribution, with a shift and without, as tests and their power need it: right in the tails and at any
// number of degrees of freedom, where distuv loses digits.
package student
