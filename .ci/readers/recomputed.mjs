// The numbers of a report worked out again by DuckDB from the tables, by queries written from
// `inwork describe` and from what the page says of itself: node recomputed.mjs DIR DICTIONARY [PAGE]
//
// DICTIONARY is what `inwork describe` printed; PAGE is another than DIR/report.html. Each number is compared to the precision
// printed, and a row that the tables do not give may not stand there. What is not recomputed is named at the end.
import { DuckDBInstance } from '@duckdb/node-api'
import { costs } from './costs.mjs'
import { published } from './published.mjs'
import { Page, shows, words } from './printed.mjs'
import { Checks, dictionary, evaluated, json, tables } from './study.mjs'
import { grouped, keyOf, mean, outcomes, Trials } from './trials.mjs'

const [dir, dictionaryPath, pagePath = `${dir}/report.html`] = process.argv.slice(2)
const checks = new Checks()
const duck = await (await DuckDBInstance.create(':memory:')).connect()
const sql = async (query) => (await duck.runAndReadAll(query)).getRowObjectsJS().map(numbers)
for (const table of tables(dir).keys()) {
  const files = evaluated.includes(table) ? `${dir}/estimates/${table}.parquet` : `${dir}/tables/${table}/**/*.parquet`
  await duck.run(`CREATE VIEW ${table} AS FROM read_parquet('${files}', hive_partitioning = true)`)
}
const { trial, replicates, indices, start } = json(dir, 'plan.json').body
const { control, horizons, arms } = trial
const points = json(dir, 'plan.json').body.points?.length ?? 1
const main = horizons.includes(52) ? 52 : Math.max(...horizons)
const treatments = arms.filter((arm) => arm.slug !== control)
const label = Object.fromEntries(arms.map((arm) => [arm.slug, arm.label]))
for (const what of ['population', 'assignment']) {
  if (new Set((indices ?? []).map((i) => i[what])).size < (indices ?? []).length) throw new Error(`replicates share their ${what}: their errors are worked out otherwise`)
}

const trials = new Trials(sql, control)
const page = new Page(pagePath)
const left = new Set() // what is not recomputed

for (let point = 0; point < points; point++) {
  await effects(point)
  await support(point)
  await dose(point)
  await balance(point)
  await payPaths(point)
  await bias(point)
  await parts(point)
  await queue(point)
  await besidePublished(point)
  await costs({ sql, page, checks, shown, point, control, horizons, treatments, label, canonical: json(dir, 'plan.json').canonical, worlds: json(dir, 'plan.json').body.worlds,
    settings: json(dir, 'plan.json').body.points?.[point]?.settings ?? [] })
}
checks.equal('the page has a part for each point', page.points.length, points > 1 ? points : 0)
if (points === 1) await answer()
else await sweep()
if (left.size > 0) console.log(`not recomputed: ${[...left].join(', ')}`)
checks.end('The page, recomputed')

/** Estimates, intervals and tests of the first trial, and the truth beside them. */
async function effects(point) {
  const beside = (await trials.truths(point, 'pilot')).length > 0 ? 'pilot' : 'rollout'
  const truth = new Map((await trials.truths(point, beside)).map((t) => [keyOf(t), t]))
  const expected = []
  for (const [outcome, { percent }] of Object.entries(outcomes)) {
    for (const e of (await trials.estimated(outcome, `point = ${point} AND replicate = 0`))) {
      const t = truth.get(keyOf(e)) ?? {}
      expected.push({
        key: `${outcome}: ${label[e.arm]}, ${e.horizon_weeks}`, [`Mean in ${label[control]}`]: percent * e.control_mean,
        'Estimate of pilot': percent * e.estimate, 'Standard error': percent * e.std_error, '95% interval': [percent * e.conf_low, percent * e.conf_high], p: e.p_value,
        ...(truth.size > 0 && { [`Truth: ${beside}`]: percent * t.effect, 'Monte Carlo error': t.monte_carlo_error === null ? null : percent * t.monte_carlo_error }),
      })
    }
    await agreesWithTable(outcome, point)
  }
  const [primary, others] = page.tables(point, 'effects')
  const rows = [...(primary?.rows ?? []), ...(others?.rows ?? [])]
  rows.filter((row) => !(row.groupID in outcomes)).forEach((row) => left.add(`outcome ${row.groupID}`))
  hold('effects', point, primary && { ...primary, rows: rows.filter((row) => row.groupID in outcomes && row.cells[2] !== '–') }, (row, at) => `${row.groupID}: ${row.head}, ${at('Weeks')}`, expected)
}

/** agreesWithTable holds the same numbers against the table of estimates, in which they have all their digits. */
async function agreesWithTable(outcome, point) {
  const written = new Map((await sql(`FROM estimates WHERE outcome = '${outcome}' AND point = ${point}`)).map((e) => [`${e.replicate} ${keyOf(e)}`, e]))
  for (const e of await trials.estimated(outcome, `point = ${point}`)) {
    const w = written.get(`${e.replicate} ${keyOf(e)}`) ?? {}
    for (const column of ['estimate', 'std_error', 'df', 'p_value', 'conf_low', 'conf_high', 'control_mean']) {
      checks.that(`estimates: point ${point}, replicate ${e.replicate}, ${keyOf(e)}: ${column}`,
        Math.abs(w[column] - e[column]) <= 1e-9 * Math.max(1, Math.abs(e[column])) || `found ${w[column]}, by SQL ${e[column]}`)
    }
  }
}

/** Support delivered, by assigned arm over all trials up to the main horizon. */
async function support(point) {
  const rows = await sql(`SELECT assigned AS arm, count(*) AS people, avg(meetings) AS meetings, avg(contacts) AS contacts, avg(missed) AS missed,
      100 * avg((sanctions > 0)::INTEGER) AS sanctioned
    FROM outcomes WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = ${main} GROUP BY assigned`)
  hold('support', point, page.tables(point, 'support')[0], (row) => row.head, rows.map((r) => ({
    key: label[r.arm], People: r.people, 'Meetings attended': r.meetings, 'of these, contacts in the arm': r.contacts, 'Missed appointments': r.missed,
    'Sanctioned at least once, %': r.sanctioned,
  })))
}

/** Dose delivered beside dose intended: sums over all trials, and a person and year of 52 weeks. */
async function dose(point) {
  const rows = await sql(`SELECT assigned AS arm, count(*) AS people, sum(contacts_intended) AS intended, sum(lost_out_of_band) AS out_of_band, sum(lost_no_time) AS no_time,
      sum(lost_failed_to_attend) AS failed, sum(contacts_still_due) AS due, sum(contacts_made_up) AS made_up, sum(contacts) AS kept, sum(contacts_missed) AS missed,
      sum(contact_minutes) AS minutes, sum(coach_minutes) AS all_minutes, sum(weeks_in_band) AS weeks_in_band
    FROM outcomes WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = ${main} GROUP BY assigned`)
  hold('dose', point, page.tables(point, 'dose')[0], (row) => row.head, rows.map((r) => ({
    key: label[r.arm], Intended: r.intended, 'Out of band': -r.out_of_band, 'No time of the coach': -r.no_time, 'Failed to attend': -r.failed, 'Still due': -r.due,
    'Made up': r.made_up, Kept: r.kept, Booked: r.kept + r.missed, 'of these missed': r.missed,
  })))
  hold('dose a year', point, page.tables(point, 'dose-year')[0], (row) => row.head, rows.map((r) => {
    const year = (sum) => sum * 52 / (main * r.people)
    return { key: label[r.arm], People: r.people, Intended: year(r.intended), Kept: year(r.kept), 'Coach minutes for the arm': year(r.minutes),
      'All coach minutes': year(r.all_minutes), 'Weeks in the band, %': 100 * r.weeks_in_band / (main * r.people) }
  }))
}

/** People when they were randomised, in the first trial: means, and differences over the root of the mean of both variances. */
async function balance(point) {
  const [table] = page.tables(point, 'balance')
  const described = dictionary(dictionaryPath).get('claimants').columns
  const columns = described.filter((c) => table?.rows.some((row) => row.id === c.name))
  checks.equal(`point ${point}: balance: columns of claimants`, table?.rows.map((row) => row.id), columns.map((c) => c.name))
  const scale = (unit) => (unit.startsWith('pence') ? '/ 100' : unit === 'true or false' ? '::INTEGER * 100' : '')
  const of = Object.fromEntries((await sql(`SELECT assigned, count(*) AS n, ${columns.map((c) => `avg(${c.name}${scale(c.unit)}) AS ${c.name},
      var_samp(${c.name}${scale(c.unit)}) AS ${c.name}_variance`).join(', ')}
    FROM claimants WHERE world = 'randomised' AND point = ${point} AND replicate = 0 GROUP BY assigned`)).map((r) => [r.assigned, r]))
  const difference = (name, arm) => {
    const spread = Math.sqrt((of[arm][`${name}_variance`] + of[control][`${name}_variance`]) / 2)
    return spread > 0 ? (of[arm][name] - of[control][name]) / spread : null
  }
  const all = columns.flatMap((c) => treatments.map((arm) => difference(c.name, arm.slug))).filter((d) => d !== null)
  for (const [i, row] of (table?.rows ?? []).entries()) {
    const expected = [...arms.map((arm) => of[arm.slug][row.id]), ...treatments.map((arm) => difference(columns[i].name, arm.slug))]
    checks.equal(`point ${point}: balance of ${row.id}: numbers`, row.cells.length, expected.length)
    expected.forEach((value, k) => shown(`point ${point}: balance of ${row.id}, ${table.heads[1 + k]}`, row.cells[k], value))
  }
  for (const [k, arm] of arms.entries()) shown(`point ${point}: people of ${arm.slug} in the first trial`, /n = ([\d,]+)$/.exec(table?.heads[1 + k] ?? '')?.[1], of[arm.slug].n)
  const [, n, largest] = /largest of the ([\d,]+) differences is ([\d.]+) in size/.exec(table?.caption ?? '') ?? []
  shown(`point ${point}: differences`, n, all.length)
  shown(`point ${point}: the largest difference`, largest, Math.max(...all.map(Math.abs)))
}

/** What made pay stands on the page for the world of the trial and for that of control. */
async function payPaths(point) {
  const kept = await sql(`SELECT DISTINCT world FROM decomposition WHERE point = ${point} AND world IN ('randomised', 'control')`)
  const paths = page.tables(point, 'pay')
  checks.equal(`point ${point}: worlds whose pay is taken apart`, paths.map((table) => table.rows[0].groupID).sort(), kept.map((k) => k.world).sort())
  for (const table of paths) await pay(point, table)
}

/** What made pay in the control arm: lines of the decomposition, whose sum is pay as the outcomes have it. */
async function pay(point, table) {
  const world = table.rows[0].groupID
  const where = `world = '${world}' AND point = ${point} AND arm = '${control}'`
  const weeks = table.heads.slice(1, -1)
  const last = weeks.at(-1)
  checks.equal(`point ${point}: pay in ${world}: whose errors`, table.heads.at(-1), `Standard error, ${last}`)
  checks.equal(`point ${point}: pay in ${world}: horizons`, weeks, horizons.map(String))
  const lines = await sql(`SELECT cause, horizon_weeks, sum(sum_pence) / sum(n) / 400 AS mean,
      sqrt((sum(sum_squares) - sum(sum_pence) ** 2 / sum(n)) / (sum(n) - 1) / sum(n)) / 400 AS error FROM decomposition WHERE ${where} GROUP BY ALL`)
  const pays = await sql(`SELECT horizon_weeks, count(*) AS n, avg(gross_four_weeks_pence) / 400 AS mean FROM outcomes WHERE ${where} GROUP BY ALL`)
  const started = (horizon) => lines.find((l) => l.cause === 'start' && l.horizon_weeks === horizon)?.mean
  const all = [...lines, ...pays.flatMap((p) => [{ ...p, cause: 'pay' }, { ...p, cause: 'changes', mean: p.mean - started(p.horizon_weeks) }])]
  checks.equal(`point ${point}: pay in ${world}: causes`, table.rows.map((row) => row.id).sort(), [...new Set(all.map((l) => l.cause))].sort())
  for (const row of table.rows) {
    for (const [k, week] of weeks.entries()) {
      const line = all.find((l) => l.cause === row.id && l.horizon_weeks === Number(week)) ?? {}
      shown(`point ${point}: pay in ${world}, ${row.id} at ${week} weeks`, row.cells[k], line.mean)
      if (week === last) shown(`point ${point}: pay in ${world}, ${row.id}, standard error`, row.cells.at(-1), line.error)
    }
  }
  shown(`point ${point}: people in ${world}`, /of ([\d,]+) people/.exec(table.caption)?.[1], pays[0].n)
}

/** Trials beside pilot, which is what they estimate; where the scenario asks for it. */
async function bias(point) {
  const pilot = new Map((await trials.truths(point, 'pilot')).filter((t) => t.outcome === 'earnings_week').map((t) => [keyOf(t), t]))
  const [table] = page.tables(point, 'bias')
  if (pilot.size === 0) return checks.that(`point ${point}: no bias without pilot`, table === undefined || 'a table')
  const expected = []
  for (const group of grouped(await trials.estimated('earnings_week', `point = ${point}`))) {
    const t = pilot.get(keyOf(group[0]))
    const { estimate, error } = mean(group)
    expected.push({ key: `${label[t.arm]}, ${t.horizon_weeks}`, 'Estimate, mean of trials': estimate, 'Truth: pilot': t.effect, 'Monte Carlo error': t.monte_carlo_error,
      Bias: estimate - t.effect, 'Standard error': error, z: (estimate - t.effect) / error,
      '95% interval holds pilot': `${group.filter((e) => e.conf_low <= t.effect && t.effect <= e.conf_high).length} of ${replicates}` })
  }
  hold('bias', point, table, (row, at) => `${row.head}, ${at('Weeks')}`, expected)
}

/** Rollout in its parts, in both orders of release. */
async function parts(point) {
  const of = {}
  for (const component of ['single', 'queue_first', 'market_second', 'market_first', 'queue_second', 'interaction', 'total']) {
    for (const t of (await trials.truths(point, 'rollout', component)).filter((t) => t.outcome === 'earnings_week' && t.horizon_weeks === main)) of[`${t.arm} ${component}`] = t
  }
  const [table] = page.tables(point, 'parts')
  if (!of[`${treatments[0].slug} single`]) return checks.that(`point ${point}: no parts without components`, table === undefined || 'a table')
  const lines = { single: ['single', 'single'], queue: ['queue_first', 'queue_second'], market: ['market_second', 'market_first'], total: ['total', 'total'], interaction: ['interaction', 'interaction'] }
  const expected = treatments.flatMap((arm) => Object.entries(lines).map(([line, released]) => ({ key: `${arm.label}, ${main} weeks, rollout: ${line}`,
    cells: released.flatMap((component) => [of[`${arm.slug} ${component}`].effect, of[`${arm.slug} ${component}`].monte_carlo_error]) })))
  const rows = new Map(table?.rows.map((row) => [`${row.group}, ${row.head}`, row.cells]))
  checks.equal(`point ${point}: parts`, [...rows.keys()].sort(), expected.map((e) => e.key).sort())
  for (const { key, cells } of expected) cells.forEach((value, k) => shown(`point ${point}: ${key}, number ${k + 1}`, rows.get(key)?.[k], value))
}

/** The longest queue, in periods of four weeks from the start of recruitment. */
async function queue(point) {
  const [worst] = await sql(`SELECT '${start}'::DATE + 28 * ((week - '${start}'::DATE) // 28)::INTEGER AS from_day, sum(waiting) / count(*) AS waiting
    FROM coach_weeks WHERE world = 'randomised' AND point = ${point} GROUP BY from_day ORDER BY waiting DESC LIMIT 1`)
  const [, day, waiting] = /in the four weeks from (\d+ \w+ \d{4}), the queue was ([\d.,]+) claimants per coach/.exec(page.text(point)) ?? []
  shown(`point ${point}: the longest queue`, waiting, worst.waiting)
  checks.equal(`point ${point}: when it was longest`, day, new Date(worst.from_day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }))
}

/** Simulated figures beside published ones; those of the trial's effects are means over trials. */
async function besidePublished(point) {
  const [table] = page.tables(point, 'validation')
  const figures = table?.rows.filter((row) => row.cells[3] !== '–') ?? []
  checks.that(`point ${point}: the page has published figures`, figures.length > 0 || 'none')
  const [, judged, met] = /(\d+) are judged and (\d+) of these are met/.exec(page.text(point)) ?? []
  const figure = (row) => `${row.id}: ${row.cells[0]}` // of two arms one
  const judging = figures.filter((row) => row.cells[5] !== 'recalled, not fitted')
  const missed = new Set(judging.filter((row) => row.cells[5] !== 'hit').map(figure))
  shown(`point ${point}: figures judged`, judged, new Set(judging.map(figure)).size)
  shown(`point ${point}: figures met`, met, [...new Set(judging.map(figure))].filter((f) => !missed.has(f)).length)
  const year = await trials.estimated('earnings_week', `point = ${point} AND horizon_weeks = 52`)
  for (const row of figures) {
    const of = mean(year.filter((e) => row.head.endsWith(`(${label[e.arm]})`)))
    if (['A10', 'A11', 'A12'].includes(row.id)) shown(`point ${point}: ${row.head}`, row.cells[3], of.estimate)
    else if (row.id in published) shown(`point ${point}: ${row.id} simulated`, row.cells[3], (await sql(published[row.id]({ point, control, main })))[0].value)
    else left.add(row.id)
  }
}

/** The sentences at the top say what the tables say. */
async function answer() {
  const [{ n }] = await sql("SELECT count(*) AS n FROM claimants WHERE world = 'randomised' AND point = 0 AND replicate = 0")
  const say = [`${n.toLocaleString('en-GB')} people`]
  const first = await trials.estimated('earnings_week', `point = 0 AND replicate = 0 AND horizon_weeks = ${main}`)
  for (const e of first) say.push(`${pounds(Math.abs(e.estimate))} ${e.estimate > 0 ? 'higher' : 'lower'} in ${label[e.arm]}`, `${pounds(e.conf_low)} to ${pounds(e.conf_high)}`)
  for (const estimand of ['pilot', 'rollout']) {
    const known = (await trials.truths(0, estimand)).filter((t) => t.outcome === 'earnings_week' && t.horizon_weeks === main)
    for (const t of known) say.push(`${pounds(t.effect)} for ${label[t.arm]} (Monte Carlo error ${pounds(t.monte_carlo_error)})`)
  }
  for (const said of say) checks.that(`the answer says: ${said}`, page.answer.includes(said) || page.answer)
}

/** A sweep begins with the mean of the trials at each point, the error of one of them, and the truth. */
async function sweep() {
  const bodies = page.root.querySelectorAll('table.points tbody')
  checks.equal('the table of points: points', bodies.length, points)
  for (const [point, body] of bodies.entries()) {
    const truth = new Map((await trials.truths(point, 'rollout')).map((t) => [keyOf(t), t]))
    const estimates = await trials.estimated('earnings_week', `point = ${point} AND horizon_weeks = ${main}`)
    const rows = body.querySelectorAll('tr')
    checks.equal(`the table of points: arms of ${point}`, rows.map((row) => words(row.querySelector('th[scope=row]').textContent)), treatments.map((arm) => arm.label))
    for (const [k, arm] of treatments.entries()) {
      const group = estimates.filter((e) => e.arm === arm.slug)
      const t = truth.get(keyOf(group[0]))
      const cells = rows[k].querySelectorAll('td:not(.setting)').map((td) => words(td.textContent))
      const expected = [mean(group).estimate, mean(group).ofOne, t.effect, t.monte_carlo_error]
      expected.forEach((value, i) => shown(`the table of points: ${point}, ${arm.slug}, number ${i + 1}`, cells[i], value))
    }
  }
}

/** hold compares a table with what SQL gives: the same rows, and in each the columns expected. */
function hold(what, point, table, keyOfRow, expected) {
  if (table === undefined) return checks.that(`point ${point}: the page has ${what}`, 'no such table')
  const at = (row) => (head) => row.cells[table.heads.indexOf(head) - 1]
  const rows = new Map(table.rows.map((row) => [keyOfRow(row, at(row)), row]))
  checks.equal(`point ${point}: ${what}: rows`, [...rows.keys()].sort(), expected.map((e) => e.key).sort())
  for (const { key, ...columns } of expected) {
    for (const [head, value] of Object.entries(columns)) {
      const cell = rows.has(key) ? at(rows.get(key))(head) : undefined
      const fact = `point ${point}: ${what}: ${key}: ${head}`
      if (Array.isArray(value)) value.forEach((bound, k) => shown(fact, cell?.split(' to ')[k], bound))
      else if (typeof value === 'string') checks.equal(fact, cell, value)
      else shown(fact, cell, value)
    }
  }
}

function shown(fact, cell, value) {
  checks.that(fact, cell !== undefined && shows(cell, value) || `the page has ${cell}, SQL ${value}`)
}

function pounds(x) {
  return `${x <= -0.005 ? '−' : ''}£${Math.abs(x).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** numbers makes whole numbers of any width numbers. */
function numbers(row) {
  return Object.fromEntries(Object.entries(row).map(([name, v]) => [name, typeof v === 'bigint' ? Number(v) : v]))
}
