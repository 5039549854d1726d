package sim

import "math"

// Exp returns e to the power x, within 1 unit in the last place, with the same bits on every processor: package math has assembly
// on some, and its Go code may be fused. Special cases: Exp(+Inf) = +Inf, Exp(-Inf) = 0, Exp(NaN) = NaN.
//
// The method is that of FreeBSD's e_exp.c (Sun Microsystems 1993), as in Go: x = k ln 2 + r with |r| <= ln 2 / 2, then a rational
// approximation of exp(r), times 2^k.
func Exp(x float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01 // ln 2 to 32 bits, so that k*ln2Hi is exact
		ln2Lo = 1.90821492927058770002e-10
		log2e = 1.44269504088896338700e+00
		round = 0x1.8p52 // adding and taking it away rounds to a whole number

		p1 = 1.66666666666666657415e-01
		p2 = -2.77777777770155933842e-03
		p3 = 6.61375632143793436117e-05
		p4 = -1.65339022054652515390e-06
		p5 = 4.13813679705723846039e-08
	)
	if !(x >= -708 && x <= 709) {
		return expFar(x)
	}
	k := float64(x*log2e) + round - round
	hi := x - float64(k*ln2Hi)
	lo := float64(k * ln2Lo)
	r := hi - lo
	t := float64(r * r)
	c := p4 + float64(t*p5)
	c = p3 + float64(t*c)
	c = p2 + float64(t*c)
	c = p1 + float64(t*c)
	c = r - float64(t*c)
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return y * math.Float64frombits(uint64(int64(k)+1023)<<52)
}

// expFar is Exp where the result is near or beyond the ends of float64's range, or x is NaN.
func expFar(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.782712893383973096: // ln of the largest float64
		return math.Inf(1)
	case x < -745.2: // ln of half the smallest float64
		return 0
	case x > 0:
		return Exp(x-1) * math.E
	}
	return Exp(x+60) * 8.7565107626965203e-27 // exp(-60)
}
