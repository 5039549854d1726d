// Costs and benefits, and who gains, by SQL over outcomes: from `inwork describe` and what the page says that support is priced at.
import { quantile95 } from './student.mjs'

// Schedules as the page names them, by the rate of their first thirty years.
export const schedules = { none: 0, 'green-book-2003': 0.035, 'green-book-1997': 0.06 }

// The accounts, each line an expression over what came to a person.
const q = { pay: 'pay_assessed_cumulated_pence', tax: 'income_tax_cumulated_pence', ni: 'national_insurance_cumulated_pence', eni: 'employer_insurance_cumulated_pence',
  uc: '(awards_cumulated_pence + sanctions_cumulated_pence)', taken: 'sanctions_cumulated_pence', care: 'childcare_cumulated_pence', travel: 'travel_cumulated_pence' }
export const accounts = {
  participant: { gross_pay: 'pay', income_tax: '-tax', national_insurance: '-ni', universal_credit: 'uc', sanctions: '-taken', childcare: '-care', travel: '-travel' },
  employer: { output: 'pay + eni', gross_pay: '-pay', employer_insurance: '-eni' },
  exchequer: { income_tax: 'tax', national_insurance: 'ni', employer_insurance: 'eni', universal_credit: '-uc', sanctions: 'taken', coaches: '-coaches', provision: '-provision' },
  society: { output: 'pay + eni', childcare: '-care', travel: '-travel', coaches: '-coaches', provision: '-provision' },
}
for (const lines of Object.values(accounts)) lines.total = Object.values(lines).map((l) => `(${l})`).join(' + ')
const support = 'coaches + provision'
export const bearers = ['exchequer', 'society']
const columns = Object.entries(accounts).flatMap(([account, lines]) => Object.entries(lines).map(([line, of]) => ({ name: `${account}_${line}`, account, line, of })))
const further = [{ name: 'support', of: support }, ...bearers.map((a) => ({ name: `${a}_benefit`, of: `${accounts[a].total} + ${support}` }))]

/** Money prices the outcomes of a point of a study. */
export class Money {
  /** hours are those of appointments that a post gives in a year; unit has the unit costs by name. */
  constructor(sql, { point, control, horizons, unit, hours, worlds }) {
    Object.assign(this, { sql, point, control, unit, worlds, last: Math.max(...horizons) })
    this.hour = unit.coach_salary * (1 + unit.coach_on_costs) * (1 + unit.coach_overheads) / (hours * unit.coach_appointments)
  }

  /** price makes the table of what had come to each person by each horizon, in pounds. */
  async price() {
    const flows = { ...q, coaches: `round(coach_minutes * ${this.hour * 100 / 60}::DOUBLE)`, provision: `round(provision_cost_pence * ${this.unit.provision}::DOUBLE)` }
    const names = Object.keys(flows)
    await this.sql(`CREATE OR REPLACE TABLE came AS SELECT world, replicate, district, claimant, assigned, horizon_weeks AS h, sanctions AS times,
        ${names.map((n) => `(${flows[n]})::DOUBLE AS ${n}`).join(', ')} FROM outcomes WHERE point = ${this.point}`)
    await this.sql(`CREATE OR REPLACE TABLE worth AS
      WITH steps AS (SELECT *, ${names.map((n) => `${n} - coalesce(lag(${n}) OVER w, 0) AS d_${n}`).join(', ')}, coalesce(lag(h) OVER w, 0) AS before FROM came
        WINDOW w AS (PARTITION BY world, replicate, claimant ORDER BY h)),
      rates(schedule, rate) AS (VALUES ${Object.entries(schedules).map(([s, r]) => `('${s}', ${r}::DOUBLE)`).join(', ')})
      SELECT world, replicate, district, claimant, assigned, h, schedule, ${names.map((n) => `sum(d_${n} * pow(1 + rate, -(before + h) / 2.0 / 52)) OVER w / 100 AS ${n}`).join(', ')}
      FROM steps, rates WINDOW w AS (PARTITION BY world, replicate, claimant, schedule ORDER BY h)`)
  }

  /** estimated has each arm of each trial against control, at every horizon and by every schedule. */
  async estimated() {
    const all = [...columns, ...further]
    const moments = await this.sql(`SELECT replicate, assigned, h, schedule, count(*) AS n,
        ${all.map((c) => `avg(${c.of}) AS ${c.name}, var_samp(${c.of}) AS v_${c.name}`).join(', ')},
        covar_samp(${further[1].of}, ${support}) AS c_exchequer, covar_samp(${further[2].of}, ${support}) AS c_society, covar_samp(${support}, pay) AS c_pound
      FROM worth WHERE world = 'randomised' GROUP BY ALL`)
    return moments.filter((m) => m.assigned !== this.control).map((m) => {
      const c = moments.find((o) => o.assigned === this.control && o.replicate === m.replicate && o.h === m.h && o.schedule === m.schedule)
      const of = {}
      for (const { name } of all) {
        const [a, b] = [m[`v_${name}`] / m.n, c[`v_${name}`] / c.n]
        const std_error = Math.sqrt(a + b)
        const df = (a + b) ** 2 / (a ** 2 / (m.n - 1) + b ** 2 / (c.n - 1))
        const within = std_error > 1e-9 ? quantile95(df) * std_error : null // what is 0 for everybody has no interval
        of[name] = { estimate: m[name] - c[name], control_mean: c[name], std_error, conf_low: within && m[name] - c[name] - within, conf_high: within && m[name] - c[name] + within }
      }
      const ratio = (x, y, shared) => fieller(of[x].estimate, of[y].estimate, of[x].std_error ** 2, of[y].std_error ** 2, m[shared] / m.n + c[shared] / c.n)
      return { arm: m.assigned, replicate: m.replicate, h: m.h, schedule: m.schedule, of, pound: ratio('support', 'participant_gross_pay', 'c_pound'),
        ratios: Object.fromEntries(bearers.map((a) => [a, ratio(`${a}_benefit`, 'support', `c_${a}`)])) }
    })
  }

  /** besides are the worlds whose difference stands beside the trials, none where they were not simulated. */
  besides(arm) {
    const sides = { pilot: [`pilot-${arm}`, `pilot-${this.control}`], rollout: [`everyone-${arm}`, 'control'] }
    const of = Object.keys(sides).find((k) => sides[k].every((w) => this.worlds.includes(w)))
    return of && { of, treated: sides[of][0], control: sides[of][1] }
  }

  /** truths are differences between two worlds by line, with districts in replicates as clusters. */
  async truths(arm) {
    const side = this.besides(arm)
    if (!side) return []
    const all = [...columns, ...further]
    const cells = await this.sql(`SELECT replicate, district, h, schedule, count(*) FILTER (world = '${side.control}') AS n,
        ${all.map((c) => `sum(CASE world WHEN '${side.treated}' THEN 1 ELSE -1 END * (${c.of})) AS ${c.name}`).join(', ')}
      FROM worth WHERE world IN ('${side.treated}', '${side.control}') GROUP BY ALL`)
    const by = new Map()
    for (const c of cells) by.set(`${c.h} ${c.schedule}`, [...(by.get(`${c.h} ${c.schedule}`) ?? []), c])
    return [...by.values()].map((group) => {
      const persons = group.reduce((sum, c) => sum + c.n, 0)
      const of = {}
      for (const { name } of all) {
        const effect = group.reduce((sum, c) => sum + c[name], 0) / persons
        const squares = group.reduce((sum, c) => sum + (c[name] - effect * c.n) ** 2, 0)
        of[name] = { effect, error: group.length > 1 ? Math.sqrt(squares * group.length / (group.length - 1)) / persons : null }
      }
      return { arm, h: group[0].h, schedule: group[0].schedule, estimand: side.of, of }
    })
  }

  /** gains compares people with themselves over the whole follow-up, by income a week. */
  async gains(treated, control, who = {}) {
    const household = accounts.participant.total
    const income = (w) => `(SELECT *, (${household}) / 100 / ${this.last} AS week FROM came WHERE world = '${w}' AND h = ${this.last})`
    const groups = {}
    for (const [name, where] of Object.entries(who)) {
      const pairs = `(SELECT t.replicate, t.district, t.week - c.week AS d FROM ${income(treated)} AS t JOIN ${income(control)} AS c USING (replicate, claimant) WHERE ${where})`
      const [row] = await this.sql(`SELECT count(*) AS persons, avg((d >= 1)::INTEGER) AS better, avg((d <= -1)::INTEGER) AS worse, avg(d) AS mean,
          avg(d) FILTER (d >= 1) AS mean_better, avg(d) FILTER (d <= -1) AS mean_worse FROM ${pairs}`)
      if (row.persons === 0) continue
      const cells = await this.sql(`SELECT count(*) AS n, sum(d) AS sum FROM ${pairs} GROUP BY replicate, district`)
      const squares = cells.reduce((sum, c) => sum + (c.sum - row.mean * c.n) ** 2, 0)
      groups[name] = { ...row, error: cells.length > 1 ? Math.sqrt(squares * cells.length / (cells.length - 1)) / row.persons : null }
    }
    return groups
  }
}

/** fieller is the set of ratios x/y that their normal errors cannot refuse at 5%, as the page writes it. */
export function fieller(x, y, vx, vy, cxy) {
  const z2 = 1.959963984540054 ** 2
  const [a, b, c] = [y * y - z2 * vy, x * y - z2 * cxy, x * x - z2 * vx]
  const root = Math.sqrt(Math.max(b * b - a * c, 0))
  const ends = [(b - root) / a, (b + root) / a].sort((u, v) => u - v)
  const set = a > 0 ? 'between' : b * b - a * c > 0 ? 'outside' : 'every'
  return { ratio: y === 0 ? null : x / y, low: ends[0], high: ends[1], set }
}

export const lineColumns = columns
