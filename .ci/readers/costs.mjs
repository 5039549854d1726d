// What a page and its tables say of costs and benefits, and of who gains, held against Money.
import { bearers, lineColumns, Money, schedules } from './money.mjs'

/** costs holds a point of a study. */
export async function costs({ sql, page, checks, shown, point, control, horizons, treatments, label, canonical, settings, worlds }) {
  const fact = (what) => `point ${point}: ${what}`
  const [priced] = page.tables(point, 'unit-costs')
  if (!priced) return checks.that(fact('the page says what support is priced at'), 'no such table')
  const unit = Object.fromEntries(priced.rows.map((row) => [row.id, Number(row.cells[0])]))
  const parameter = (name) => Number(settings.find((s) => s.key === `parameters.${name}`)?.value ?? canonical.parameters[name])
  const hours = 52 * parameter('staff.interview_minutes') * (1 - parameter('staff.absence')) / 60
  const money = new Money(sql, { point, control, horizons, unit, hours, worlds })
  await money.price()
  shown(fact('an hour of appointments'), /An hour of appointments costs £([\d.,]+)/.exec(priced.caption)?.[1], money.hour)
  const estimated = await money.estimated()
  const truths = (await Promise.all(treatments.map((arm) => money.truths(arm.slug)))).flat()
  const truth = (e) => truths.find((t) => t.arm === e.arm && t.h === e.h && t.schedule === e.schedule)
  await inTables()
  identities()
  const at = (arm, schedule) => estimated.find((e) => e.arm === arm && e.replicate === 0 && e.h === money.last && e.schedule === schedule)
  for (const [k, arm] of treatments.entries()) {
    accountsOf(arm, page.tables(point, 'costs')[k])
    worth(arm)
  }
  pounds()
  kept()
  bySchedule()
  sensitivity()
  await gains()
  await bystanders()

  /** The tables have all digits. */
  async function inTables() {
    const close = (what, found, expected) => checks.that(what, (expected ?? null) === null ? (found ?? null) === null || `found ${found}, by SQL none`
      : Math.abs(found - expected) <= 1e-7 * Math.max(1, Math.abs(expected)) || `found ${found}, by SQL ${expected}`)
    const key = (r) => `${r.replicate} ${r.arm} ${r.horizon_weeks ?? r.h} ${r.schedule}`
    const written = new Map((await sql(`FROM costs WHERE point = ${point}`)).map((c) => [`${key(c)} ${c.account}_${c.line}`, c]))
    checks.equal(fact('costs: rows'), written.size, estimated.length * lineColumns.length)
    const worths = new Map((await sql(`FROM appraisals WHERE point = ${point}`)).map((a) => [`${key(a)} ${a.account}`, a]))
    checks.equal(fact('appraisals: rows'), worths.size, estimated.length * 3)
    for (const e of estimated) {
      const t = truth(e)
      for (const { name } of lineColumns) {
        const w = written.get(`${key(e)} ${name}`) ?? {}
        for (const column of ['estimate', 'control_mean', 'std_error', 'conf_low', 'conf_high']) close(fact(`costs: ${key(e)} ${name}: ${column}`), w[column], e.of[name][column])
        close(fact(`costs: ${key(e)} ${name}: truth`), w.truth, t?.of[name].effect)
        close(fact(`costs: ${key(e)} ${name}: its error`), w.monte_carlo_error, t?.of[name].error)
      }
      for (const account of ['participant', ...bearers]) {
        const w = worths.get(`${key(e)} ${account}`) ?? {}
        close(fact(`appraisals: ${key(e)} ${account}: npv`), w.npv, e.of[`${account}_total`].estimate)
        close(fact(`appraisals: ${key(e)} ${account}: cost of a pound`), w.cost_of_pound, e.pound.ratio)
        close(fact(`appraisals: ${key(e)} ${account}: ratio`), w.benefit_cost_ratio, e.ratios[account]?.ratio)
      }
    }
  }

  /** What one account pays another cancels, in every trial and in truth. */
  function identities() {
    for (const of of [...estimated, ...truths]) {
      const total = (account) => of.of[`${account}_total`].estimate ?? of.of[`${account}_total`].effect
      const sum = total('participant') + total('employer') + total('exchequer')
      checks.that(fact(`society is the sum of the accounts: ${of.arm}, ${of.h}, ${of.schedule}`), Math.abs(sum - total('society')) < 1e-6 || `${sum} and ${total('society')}`)
    }
  }

  function accountsOf(arm, table) {
    const e = at(arm.slug, 'green-book-2003')
    checks.equal(fact(`accounts of ${arm.slug}: lines`), table?.rows.map((row) => `${row.groupID}_${row.id}`), lineColumns.map((c) => c.name))
    for (const row of table?.rows ?? []) {
      const name = `${row.groupID}_${row.id}`
      const [estimate, error, interval, true_, monteCarlo] = row.cells
      shown(fact(`${arm.slug}: ${name}`), estimate, e.of[name].estimate)
      shown(fact(`${arm.slug}: ${name}: error`), error, e.of[name].std_error)
      range(fact(`${arm.slug}: ${name}: interval`), interval, e.of[name].conf_low, e.of[name].conf_high)
      if (truth(e)) {
        shown(fact(`${arm.slug}: ${name}: truth`), true_, truth(e).of[name].effect)
        shown(fact(`${arm.slug}: ${name}: Monte Carlo error`), monteCarlo, truth(e).of[name].error)
      }
    }
  }

  function range(what, cell, low, high) {
    if (low === null) return shown(what, cell, null)
    const [a, b] = cell?.split(' to ') ?? []
    shown(what, a, low)
    shown(what, b, high)
  }

  function set(what, cell, { low, high, set: form }) {
    if (form === 'every') return checks.equal(what, cell, 'every ratio')
    const [, a, b] = (form === 'between' ? /^(.*) to (.*)$/ : /^up to (.*), from (.*)$/).exec(cell ?? '') ?? []
    shown(what, a, low)
    shown(what, b, high)
  }

  function worth(arm) {
    const e = at(arm.slug, 'green-book-2003')
    const t = truth(e)
    const rows = page.tables(point, 'appraisals')[0]?.rows.filter((row) => row.groupID === arm.slug) ?? []
    checks.equal(fact(`worth of ${arm.slug}: accounts`), rows.map((row) => row.id), ['participant', ...bearers])
    for (const row of rows) {
      const of = e.of[`${row.id}_total`]
      const cells = [...row.cells]
      const next = (name, value) => shown(fact(`worth of ${arm.slug} to ${row.id}: ${name}`), cells.shift(), value)
      next('npv', of.estimate)
      next('error', of.std_error)
      range(fact(`worth of ${arm.slug} to ${row.id}: interval`), cells.shift(), of.conf_low, of.conf_high)
      next('P', normal(of.estimate / of.std_error))
      if (t) {
        next('truth', t.of[`${row.id}_total`].effect)
        next('Monte Carlo error', t.of[`${row.id}_total`].error)
      }
      const bears = bearers.includes(row.id)
      next('benefit', bears ? e.of[`${row.id}_benefit`].estimate : null)
      next('ratio', bears ? e.ratios[row.id].ratio : null)
      if (bears) set(fact(`worth of ${arm.slug} to ${row.id}: Fieller`), cells.shift(), e.ratios[row.id])
      else next('Fieller', null)
      if (t) next('true ratio', bears ? t.of[`${row.id}_benefit`].effect / t.of.support.effect : null)
      const hour = bears ? money.hour * (1 + of.estimate / -e.of.exchequer_coaches.estimate) : -1
      next('break-even hour', hour >= 0 ? hour : null)
    }
  }

  function pounds() {
    const rows = page.tables(point, 'cost-of-pound')[0]?.rows ?? []
    checks.equal(fact('cost of a pound: arms'), rows.map((row) => row.id), treatments.map((arm) => arm.slug))
    for (const row of rows) {
      const e = at(row.id, 'green-book-2003')
      shown(fact(`${row.id}: support`), row.cells[0], e.of.support.estimate)
      shown(fact(`${row.id}: pay added`), row.cells[1], e.of.participant_gross_pay.estimate)
      shown(fact(`${row.id}: cost of a pound`), row.cells[2], e.pound.ratio)
      set(fact(`${row.id}: cost of a pound: Fieller`), row.cells[3], e.pound)
      if (truth(e)) shown(fact(`${row.id}: true cost of a pound`), row.cells[4], truth(e).of.support.effect / truth(e).of.participant_gross_pay.effect)
    }
  }

  /** best is the truth where it is known, otherwise the first trial's estimate. */
  function best(arm, schedule, name) {
    const e = at(arm, schedule)
    return truth(e) ? truth(e).of[name].effect : e.of[name].estimate
  }

  function kept() {
    for (const row of page.tables(point, 'kept')[0]?.rows ?? [{ id: 'no table', cells: [] }]) {
      treatments.forEach((arm, k) => {
        const [amount, pay] = [best(arm.slug, 'none', `participant_${row.id}`), best(arm.slug, 'none', 'participant_gross_pay')]
        shown(fact(`kept: ${arm.slug}: ${row.id}`), row.cells[2 * k], amount)
        shown(fact(`kept: ${arm.slug}: ${row.id} of a pound`), row.cells[2 * k + 1], pay > 0 ? amount / pay : null)
      })
    }
  }

  function bySchedule() {
    const rows = page.tables(point, 'schedules')[0]?.rows ?? []
    checks.equal(fact('schedules'), rows.map((row) => row.id), Object.keys(schedules))
    for (const row of rows) {
      treatments.forEach((arm, k) => bearers.forEach((account, j) =>
        shown(fact(`${row.id}: ${arm.slug}, ${account}`), row.cells[2 * k + j], best(arm.slug, row.id, `${account}_total`))))
    }
  }

  function sensitivity() {
    const rows = page.tables(point, 'sensitivity')[0]?.rows ?? []
    checks.equal(fact('sensitivity: rows'), rows.length, treatments.length * Object.keys(unit).length)
    for (const row of rows) {
      const cost = (value) => {
        const other = new Money(sql, { point, control, horizons, unit: { ...unit, [row.id]: value }, hours, worlds })
        return (account) => best(row.groupID, 'green-book-2003', `${account}_total`) + best(row.groupID, 'green-book-2003', 'exchequer_coaches') * (other.hour / money.hour - 1) +
          (row.id === 'provision' ? best(row.groupID, 'green-book-2003', 'exchequer_provision') * (value / unit.provision - 1) : 0)
      }
      const [low, high, ...cells] = row.cells
      bearers.forEach((account, k) => {
        shown(fact(`sensitivity: ${row.groupID}, ${row.id}, ${account} at ${low}`), cells[2 * k], cost(Number(low))(account))
        shown(fact(`sensitivity: ${row.groupID}, ${row.id}, ${account} at ${high}`), cells[2 * k + 1], cost(Number(high))(account))
      })
    }
  }

  /** What the arms do to others: sums over a district's months, with districts in replicates as clusters. */
  async function bystanders() {
    const of = { posts_to_participants: 'posts_to_participants', posts_to_candidates: 'posts_to_candidates', posts_to_caseload: 'posts_to_caseload', posts_to_elsewhere: 'posts_to_elsewhere',
      caseload_reviews: 'caseload_reviews', participant_hours: 'participant_minutes / 60', other_hours: '(used_minutes - participant_minutes) / 60' }
    const sides = [...treatments.map((arm) => [arm.slug, `everyone-${arm.slug}`, 'true']), [control, 'randomised', `assigned <> '${control}'`]]
    const rows = page.tables(point, 'bystanders')[0]?.rows ?? []
    if (!sides.every(([, world]) => worlds.includes(world)) || !worlds.includes('control')) return checks.equal(fact('no bystanders without worlds'), rows.length, 0)
    checks.equal(fact('bystanders: rows'), rows.map((row) => `${row.groupID} ${row.id}`).sort(), sides.flatMap(([arm]) => Object.keys(of).map((line) => `${arm} ${line}`)).sort())
    for (const [arm, world, counted] of sides) {
      const cells = await sql(`WITH people AS (SELECT replicate, district, count(*) AS n FROM outcomes
          WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = ${Math.min(...horizons)} AND ${counted} GROUP BY ALL),
        sums AS (SELECT replicate, district, ${Object.entries(of).map(([name, x]) => `100 * sum(CASE world WHEN '${world}' THEN ${x} ELSE -(${x}) END) AS ${name},
          100 * sum(${x}) FILTER (world = 'control') AS c_${name}`).join(', ')}
          FROM districts WHERE point = ${point} AND world IN ('${world}', 'control') GROUP BY ALL)
        SELECT * FROM sums JOIN people USING (replicate, district)`)
      const persons = cells.reduce((sum, c) => sum + c.n, 0)
      for (const row of rows.filter((row) => row.groupID === arm)) {
        const effect = cells.reduce((sum, c) => sum + c[row.id], 0) / persons
        const squares = cells.reduce((sum, c) => sum + (c[row.id] - effect * c.n) ** 2, 0)
        const expected = [effect, cells.length > 1 ? Math.sqrt(squares * cells.length / (cells.length - 1)) / persons : null, cells.reduce((sum, c) => sum + c[`c_${row.id}`], 0) / persons]
        expected.forEach((value, k) => shown(fact(`bystanders: ${arm} ${row.id}: number ${k + 1}`), row.cells[k], value))
      }
    }
  }

  async function gains() {
    const expected = new Map()
    for (const arm of treatments) {
      const side = money.besides(arm.slug)
      if (!side) continue
      const groups = await money.gains(side.treated, side.control, { all: 'true', sanctioned: 't.times > c.times', not_sanctioned: 't.times <= c.times' })
      for (const [who, g] of Object.entries(groups)) expected.set(`${arm.slug} ${who}`, g)
    }
    if (expected.size > 0) {
      const { untreated } = await money.gains('randomised', 'control', { untreated: `t.assigned = '${control}'` })
      expected.set(`${control} untreated`, untreated)
    }
    const rows = page.tables(point, 'gains')[0]?.rows ?? []
    checks.equal(fact('gains: rows'), rows.map((row) => `${row.groupID} ${row.id}`).sort(), [...expected.keys()].sort())
    for (const row of rows) {
      const g = expected.get(`${row.groupID} ${row.id}`) ?? {}
      const values = [g.persons, 100 * g.better, 100 * g.worse, g.mean, g.error, g.mean_better, g.mean_worse]
      values.forEach((value, k) => shown(fact(`gains: ${row.groupID} ${row.id}: number ${k + 1}`), row.cells[k], value))
    }
  }
}

/** normal is the probability below z, by the continued fraction and series of the error function. */
function normal(z) {
  const x = Math.abs(z)
  let tail
  if (x < 3) {
    let term = x
    let sum = x
    for (let k = 1; k < 200; k++) sum += term *= x * x / (2 * k + 1)
    tail = 0.5 - sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)
  } else {
    let f = 0
    for (let k = 200; k > 0; k--) f = k / (x + f)
    tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / (x + f)
  }
  return z > 0 ? 1 - tail : tail
}
