// Student's t distribution, from the incomplete beta function (Abramowitz and Stegun 26.5.27, 26.7.1): DuckDB has none.

/** twoSided is the probability of a larger t in size. */
export function twoSided(t, df) {
  return incompleteBeta(df / 2, 1 / 2, df / (df + t * t))
}

/** quantile95 is the t that 95% lie within, either side of 0. */
export function quantile95(df) {
  let low = 0
  let high = 1e6
  while (high - low > 1e-13 * high) {
    const t = (low + high) / 2
    if (twoSided(t, df) > 0.05) low = t
    else high = t
  }
  return high
}

function incompleteBeta(a, b, x) {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  // The fraction converges quickly on one side of the mean: take the other tail beyond it.
  return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b
}

/** fraction is the continued fraction of the incomplete beta function, by Lentz's method. */
function fraction(a, b, x) {
  const tiny = 1e-300
  let c = 1
  let d = 1 / notZero(1 - (a + b) * x / (a + 1), tiny)
  let value = d
  for (let m = 1; m <= 10_000; m++) {
    let factor = 1
    for (const term of [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / notZero(1 + term * d, tiny)
      c = notZero(1 + term / c, tiny)
      factor = c * d
      value *= factor
    }
    if (Math.abs(factor - 1) < 1e-15) return value
  }
  throw new Error(`the incomplete beta function of ${a}, ${b}, ${x} does not converge`)
}

function notZero(x, tiny) {
  return Math.abs(x) < tiny ? tiny : x
}

/** logGamma by Stirling's series, for an argument moved beyond 10. */
function logGamma(x) {
  let shift = 0
  for (; x < 10; x++) shift -= Math.log(x)
  const y = 1 / (x * x)
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * 691 / 360360))))) / x
  return shift + (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series
}
