// What the trials of a study estimate, and what is true of them, by SQL over outcomes and effects.
import { quantile95, twoSided } from './student.mjs'

// Outcomes as the page has them: an expression over outcomes; what its sums of effects are to be divided by; and 100 where the
// page has percent.
export const outcomes = {
  earnings_week: { level: 'gross_four_weeks_pence / 400', per: 400, percent: 1 },
  earnings_cumulated: { level: 'gross_cumulated_pence / 100', per: 100, percent: 1 },
  employed: { level: 'employed::INTEGER', per: 1, percent: 100 },
  hours_per_week: { level: 'hours_per_week', per: 10, percent: 1 },
  on_uc: { level: 'on_uc::INTEGER', per: 1, percent: 100 },
  hourly_pay: { level: 'hourly_pay_pence / 100', per: 100, percent: 1 },
  rise_10: { level: "(route <> 'none')::INTEGER", per: 1, percent: 100 },
  sustained_13: { level: '(risen_weeks >= 13)::INTEGER', per: 1, percent: 100, after: 13 },
  sustained_26: { level: '(risen_weeks >= 26)::INTEGER', per: 1, percent: 100, after: 26 },
  sustained_52: { level: '(risen_weeks >= 52)::INTEGER', per: 1, percent: 100, after: 52 },
  route_more_hours: { level: "(route = 'more_hours')::INTEGER", per: 1, percent: 100 },
  route_more_pay: { level: "(route = 'more_pay')::INTEGER", per: 1, percent: 100 },
  route_new_employer: { level: "(route = 'new_employer')::INTEGER", per: 1, percent: 100 },
  route_after_no_work: { level: "(route = 'after_no_work')::INTEGER", per: 1, percent: 100 },
  job_quality: { level: '(employed AND NOT variable_hours AND hourly_pay_pence > wage_floor_pence)::INTEGER', per: 1, percent: 100 },
  net_income_month: { level: 'net_income_month_pence / 100', per: 100, percent: 1 },
  sanctions: { level: 'sanctions', per: 1, percent: 1 },
}

/** Trials asks for the arms of a study against its control arm. */
export class Trials {
  #sql
  #control

  constructor(sql, control) {
    this.#sql = sql
    this.#control = control
  }

  /** estimated compares arms in some trials: means, HC2 errors, which for two groups are those of Welch, and Student's t. */
  async estimated(outcome, where) {
    const rows = await this.#sql(`
      WITH y AS (SELECT replicate, assigned, horizon_weeks, count(*) AS n, avg(y) AS mean, var_samp(y) AS variance
        FROM (SELECT *, ${outcomes[outcome].level} AS y FROM outcomes WHERE world = 'randomised' AND horizon_weeks > ${outcomes[outcome].after ?? 0} AND ${where}) GROUP BY ALL)
      SELECT t.replicate, t.assigned AS arm, horizon_weeks, '${outcome}' AS outcome, t.mean - c.mean AS estimate, c.mean AS control_mean,
        t.variance / t.n AS of_arm, c.variance / c.n AS of_control, t.n, c.n AS n_control
      FROM y AS t JOIN y AS c USING (replicate, horizon_weeks) WHERE c.assigned = '${this.#control}' AND t.assigned <> '${this.#control}' ORDER BY ALL`)
    return rows.filter((r) => r.of_arm + r.of_control > 0).map((r) => { // where nothing varies there is no estimate
      const std_error = Math.sqrt(r.of_arm + r.of_control)
      const df = (r.of_arm + r.of_control) ** 2 / (r.of_arm ** 2 / (r.n - 1) + r.of_control ** 2 / (r.n_control - 1))
      const within = quantile95(df) * std_error
      return { ...r, std_error, df, p_value: twoSided(r.estimate / std_error, df), conf_low: r.estimate - within, conf_high: r.estimate + within }
    })
  }

  /** truths are of an estimand, or of a component of it, out of the sums by district: a mean over people, with cells as clusters. */
  async truths(point, estimand, component = 'total') {
    const per = Object.entries(outcomes).map(([name, o]) => `WHEN '${name}' THEN ${o.per}`).join(' ')
    const all = await this.#sql(`
      WITH cells AS (SELECT *, sum(n) OVER one AS persons, sum(sum) OVER one / sum(n) OVER one AS mean, CASE outcome ${per} END AS per
        FROM effects WHERE point = ${point} AND estimand = '${estimand}' AND component = '${component}' WINDOW one AS (PARTITION BY arm, horizon_weeks, outcome))
      SELECT arm, horizon_weeks, outcome, any_value(mean / per) AS effect,
        sqrt(sum((sum - mean * n) ** 2) FILTER (n > 0) * count(*) FILTER (n > 0) / nullif(count(*) FILTER (n > 0) - 1, 0)) / any_value(persons * per) AS monte_carlo_error
      FROM cells GROUP BY ALL ORDER BY ALL`)
    return all.map((t) => ({ ...t, monte_carlo_error: t.monte_carlo_error || null })) // an error of exactly 0 is of an arm that does nothing: it says nothing
  }
}

/** mean is over independent trials, with the error of their mean and, on average, that of one of them. */
export function mean(trials) {
  const sum = (of) => trials.reduce((total, e) => total + of(e), 0)
  return { estimate: sum((e) => e.estimate) / trials.length, error: Math.sqrt(sum((e) => e.std_error ** 2)) / trials.length, ofOne: sum((e) => e.std_error) / trials.length }
}

/** grouped has the trials of one effect together. */
export function grouped(estimates) {
  const by = new Map()
  for (const e of estimates) by.set(keyOf(e), [...(by.get(keyOf(e)) ?? []), e])
  return by.values()
}

/** keyOf names an effect. */
export function keyOf(e) {
  return `${e.outcome}, ${e.arm}, ${e.horizon_weeks}`
}
