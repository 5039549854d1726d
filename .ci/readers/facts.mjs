// What must be true of a study's numbers, worked out again by DuckDB from the
// tables alone, as an analyst would: node facts.mjs DIR PRINTED
//
// PRINTED is what the main example, or inwork evaluate, printed about them. A study
// may have several points, a sweep: each is worked out from its own tables.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { Checks, evaluated, json, tables } from './study.mjs'

const [dir, printedPath] = process.argv.slice(2)
const checks = new Checks()
const duck = await (await DuckDBInstance.create(':memory:')).connect()
const sql = async (query) => (await duck.runAndReadAll(query)).getRowObjectsJson()
/** none says that a query for counter-examples finds none. */
const none = async (fact, query) => checks.that(fact, await sql(`${query} LIMIT 6`))

const plan = json(dir, 'plan.json')
const { trial, replicates, worlds } = plan.body
// Older plans, and studies without a sweep, may name no points: then there is one.
const points = plan.body.points ?? [{ settings: [], claimants: plan.body.claimants, arms: trial.arms }]
const treatments = trial.arms.map((arm) => arm.slug).filter((slug) => slug !== trial.control)
for (const table of tables(dir).keys()) {
  const files = evaluated.includes(table) ? `${dir}/estimates/${table}.parquet` : `${dir}/tables/${table}/**/*.parquet`
  await duck.run(`CREATE VIEW ${table} AS FROM read_parquet('${files}', hive_partitioning = true)`)
}
// An outcome as estimates and truth have it, from a column of the outcomes table.
// Sums of effects are whole numbers: so many of them make one.
const outcomes = {
  earnings_week: ['gross_four_weeks_pence', 400], // pounds a week, from pence in four weeks
  earnings_cumulated: ['gross_cumulated_pence', 100],
  employed: ['employed::INTEGER', 1],
  hours_per_week: ['floor(hours_per_week * 10 + 0.5)', 10], // sums are in tenths of an hour
  on_uc: ['on_uc::INTEGER', 1],
}

await people()
await luck()
await accounts()
await events()
for (const [outcome, [column, per]] of Object.entries(outcomes)) await truth(outcome, column, per)
for (const [outcome, [column, per]] of Object.entries({ ...outcomes, hours_per_week: ['hours_per_week', 1] })) await estimates(outcome, column, per)
await shown()
checks.end('DuckDB, again')

/** Who is in the tables: everyone randomised, once, in every world, at every horizon. */
async function people() {
  checks.equal('partitions are numbers where they look like numbers',
    Object.values((await sql('SELECT DISTINCT typeof(world), typeof(point), typeof(replicate) FROM outcomes'))[0]), ['VARCHAR', 'BIGINT', 'BIGINT'])
  const cells = [...points.keys()].flatMap((p) => [...Array(replicates).keys()].flatMap((r) => [...worlds].sort().map((world) => [p, r, world])))
  checks.equal('every point, replicate and world is there, and no other',
    (await sql('SELECT DISTINCT point::INTEGER AS p, replicate::INTEGER AS r, world FROM outcomes ORDER BY ALL')).map((c) => [c.p, c.r, c.world]), cells)
  for (const [p, { claimants, arms }] of points.entries()) {
    await none(`point ${p} has no more people than are wanted`,
      `SELECT replicate, count(*) AS n FROM claimants WHERE point = ${p} GROUP BY replicate HAVING n > ${claimants}`)
    checks.equal(`point ${p} has the arms of the trial`, arms.map((arm) => arm.slug), trial.arms.map((arm) => arm.slug))
  }
  await none('a claimant is randomised once', 'SELECT point, replicate, claimant, count(*) FROM claimants GROUP BY ALL HAVING count(*) > 1')
  await none('an outcome a person, world and horizon',
    `SELECT world, point, replicate, claimant, count(*) FROM outcomes GROUP BY ALL
     HAVING count(*) <> ${trial.horizons.length} OR list_sort(list(horizon_weeks::INTEGER)) <> [${trial.horizons}]::INTEGER[]`)
  for (const world of worlds) {
    await none(`${world} has the people of the trial`,
      `SELECT * FROM (SELECT DISTINCT point, replicate, claimant, district, assigned, randomised FROM outcomes WHERE world = '${world}')
       FULL JOIN (SELECT point, replicate, claimant, district, assigned, randomised FROM claimants) AS c USING (point, replicate, claimant, district, assigned, randomised)
       LEFT JOIN (SELECT true AS here, point, replicate, claimant FROM claimants) AS h USING (point, replicate, claimant)
       WHERE h.here IS NULL OR c.claimant IS NULL`)
  }
  await none('each world treats as its name says',
    `SELECT DISTINCT world, arm, assigned FROM outcomes
     WHERE arm <> CASE world WHEN 'randomised' THEN assigned WHEN 'control' THEN '${trial.control}' ELSE replace(world, 'everyone-', '') END`)
  await none('a person and period stand once in months', 'SELECT point, replicate, claimant, period_start, count(*) FROM months GROUP BY ALL HAVING count(*) > 1')
  for (const table of ['months', 'events']) {
    await none(`${table} are of the trial's people`, `SELECT DISTINCT point, replicate, claimant FROM ${table} ANTI JOIN claimants USING (point, replicate, district, claimant)`)
  }
  console.log(`${(await sql('SELECT count(*)::INTEGER AS n FROM claimants'))[0].n} people randomised in ${points.length * replicates} trials`)
}

/** Points share their people and luck: a world that none of their settings touches is the same, person by person. */
async function luck() {
  let compared = 0
  for (const [p, point] of points.entries()) {
    for (const [q, other] of points.slice(0, p).entries()) {
      const touched = armsThatDiffer(point.settings, other.settings)
      if (touched === null || touched.includes(trial.control)) continue
      for (const world of worlds.filter((w) => w !== 'randomised' && !touched.includes(w.replace('everyone-', '')))) {
        compared++
        const of = (k) => `SELECT * EXCLUDE (point, assigned) FROM outcomes WHERE world = '${world}' AND point = ${k}`
        await none(`${world} is the same at points ${q} and ${p}`, `(${of(p)} EXCEPT ALL ${of(q)}) UNION ALL (${of(q)} EXCEPT ALL ${of(p)})`)
      }
    }
  }
  if (points.length > 1) console.log(`${compared} times the same world at two points`)
}

/** armsThatDiffer lists the arms in whose settings two points differ, null when they differ in anything else. */
function armsThatDiffer(some, others) {
  const value = (settings, key) => JSON.stringify(settings.find((s) => s.key === key)?.value)
  const keys = [...some, ...others].map((s) => s.key).filter((key) => value(some, key) !== value(others, key))
  return keys.every((key) => key.startsWith('arms.')) ? keys.map((key) => key.split('.')[1]) : null
}

/** Minutes and posts add up. */
async function accounts() {
  await none('contracted = used + unused + absent minutes',
    'SELECT * FROM coach_weeks WHERE contracted_minutes <> used_minutes + unused_minutes + absent_minutes')
  await none('no minutes below zero', 'SELECT * FROM coach_weeks WHERE least(contracted_minutes, used_minutes, unused_minutes, absent_minutes, participant_minutes) < 0')
  await none('participants\' minutes are used ones', 'SELECT * FROM coach_weeks WHERE participant_minutes > used_minutes OR missed > appointments')
  await none('coaches have worked', 'SELECT point, replicate, sum(used_minutes) FROM coach_weeks GROUP BY point, replicate HAVING sum(used_minutes) = 0')
  await none('a post is filled by a participant or not', `SELECT * FROM vacancies WHERE (how = 'participant') <> (claimant IS NOT NULL)`)
  await none('a participant is hired when a post is filled, in the week in which it is',
    `WITH hires AS (SELECT point, replicate, district, claimant, day, count(*) AS n FROM events WHERE kind IN ('job_started', 'job_changed') GROUP BY ALL),
       filled AS (SELECT point, replicate, district, v.claimant, closed AS day, count(*) AS n
         FROM vacancies AS v JOIN claimants USING (point, replicate, district, claimant) WHERE closed >= randomised AND closed < randomised + 7 * ${plan.body.weeks} GROUP BY ALL)
     SELECT * FROM hires FULL JOIN filled USING (point, replicate, district, claimant, day) WHERE hires.n IS DISTINCT FROM filled.n`)
  await none('a post closes after it opens', 'SELECT * FROM vacancies WHERE closed < opened')
}

/** Events are counted as outcomes count them. */
async function events() {
  await none('events are within follow-up',
    `SELECT e.* FROM events AS e JOIN claimants USING (point, replicate, claimant) WHERE day < randomised OR day >= randomised + 7 * ${plan.body.weeks}`)
  const counted = { meetings: ['meeting'], missed: ['missed'], sanctions: ['sanction'], jobs_started: ['job_started', 'job_changed'] }
  for (const [column, kinds] of Object.entries(counted)) {
    await none(`${column} are its events up to the horizon`,
      `SELECT o.point, o.replicate, o.claimant, o.horizon_weeks, o.${column}, count(e.day) AS counted
       FROM outcomes AS o LEFT JOIN events AS e ON e.point = o.point AND e.replicate = o.replicate AND e.claimant = o.claimant
         AND e.kind IN (${kinds.map((k) => `'${k}'`)}) AND e.day < o.randomised + 7 * o.horizon_weeks
       WHERE o.world = 'randomised' GROUP BY ALL HAVING counted <> o.${column}`)
  }
}

/** The truth comes out of outcomes by way of effects: sums by cell, a district in a replicate, then the mean over people. */
async function truth(outcome, column, per) {
  await none(`effects on ${outcome} are sums over people of differences between worlds`,
    `WITH people AS (SELECT world, point, replicate, district, claimant, horizon_weeks, (${column})::BIGINT AS y FROM outcomes),
       again AS (SELECT a.point, a.replicate, a.district, replace(a.world, 'everyone-', '') AS arm, horizon_weeks, count(*) AS n,
           sum(a.y - c.y) AS sum, sum((a.y - c.y) ** 2) AS sum_squares, sum(c.y) AS sum_control
         FROM people AS a JOIN people AS c USING (point, replicate, district, claimant, horizon_weeks)
         WHERE a.world LIKE 'everyone-%' AND c.world = 'control' GROUP BY ALL),
       made AS (SELECT * FROM effects WHERE outcome = '${outcome}')
     SELECT * FROM again FULL JOIN made AS m USING (point, replicate, district, arm, horizon_weeks)
     WHERE again.n IS DISTINCT FROM m.n OR again.sum IS DISTINCT FROM m.sum
       OR again.sum_squares IS DISTINCT FROM m.sum_squares OR again.sum_control IS DISTINCT FROM m.sum_control`)
  await none(`the truth on ${outcome} is the mean over people, and its error that of cells as clusters`,
    `WITH cells AS (SELECT *, sum(n) OVER cause AS persons, sum(sum) OVER cause / sum(n) OVER cause AS mean
         FROM effects WHERE outcome = '${outcome}' WINDOW cause AS (PARTITION BY point, estimand, arm, horizon_weeks, outcome)),
       again AS (SELECT point, estimand, arm, horizon_weeks, outcome, any_value(mean) / ${per} AS effect, sum(sum_control) / any_value(persons) / ${per} AS control,
           sqrt(sum((sum - mean * n) ** 2) FILTER (n > 0) * count(*) FILTER (n > 0) / nullif(count(*) FILTER (n > 0) - 1, 0)) / any_value(persons) / ${per} AS error,
           count(DISTINCT replicate) AS replicates, any_value(persons) AS persons FROM cells GROUP BY ALL),
       made AS (SELECT * FROM truth WHERE outcome = '${outcome}' AND component = 'total')
     SELECT * FROM again FULL JOIN made AS m USING (point, estimand, arm, horizon_weeks, outcome)
     WHERE NOT coalesce(${near('again.effect', 'm.effect')} AND ${near('again.control', 'm.control_mean')} AND again.persons = m.persons
       AND again.replicates = m.replicates AND (again.error IS NULL AND m.monte_carlo_error IS NULL OR ${near('again.error', 'm.monte_carlo_error')}), false)`)
  checks.equal(`there is a truth of ${outcome} for each point, arm and horizon`,
    Number((await sql(`SELECT count(*) AS n FROM truth WHERE outcome = '${outcome}'`))[0].n), points.length * treatments.length * trial.horizons.length)
}

/** An estimate is a difference in means with the standard error of Welch. */
async function estimates(outcome, column, per) {
  await none(`estimates of ${outcome} are differences in means`,
    `WITH y AS (SELECT point, replicate, assigned, horizon_weeks, count(*) AS n, avg(y) AS mean, var_samp(y) AS variance
         FROM (SELECT *, (${column})::DOUBLE / ${per} AS y FROM outcomes WHERE world = 'randomised') GROUP BY ALL),
       again AS (SELECT t.point, t.replicate, t.assigned AS arm, horizon_weeks, t.mean - c.mean AS estimate, c.mean AS control_mean,
           sqrt(t.variance / t.n + c.variance / c.n) AS std_error, t.n AS n_treated, t.n + c.n AS n
         FROM y AS t JOIN y AS c USING (point, replicate, horizon_weeks) WHERE c.assigned = '${trial.control}' AND t.assigned <> '${trial.control}'),
       made AS (SELECT * FROM estimates WHERE outcome = '${outcome}' AND estimator = 'difference_in_means')
     SELECT * FROM again FULL JOIN made AS m USING (point, replicate, arm, horizon_weeks)
     WHERE NOT coalesce(${near('again.estimate', 'm.estimate')} AND ${near('again.std_error', 'm.std_error')}
       AND ${near('again.control_mean', 'm.control_mean')} AND again.n = m.n AND again.n_treated = m.n_treated
       AND ${near('m.statistic', 'm.estimate / m.std_error')} AND m.conf_low < m.estimate AND m.estimate < m.conf_high, false)`)
}

/** What was printed is what the tables hold, and what SQL finds. */
async function shown() {
  const printed = readFileSync(printedPath, 'utf8').split('\n')
  await (points.length > 1 ? shownPoints(printed) : shownHorizons(printed))
}

/** Of one point each arm and horizon has a line: the first trial's estimate. */
async function shownHorizons(printed) {
  const rows = await sql(`SELECT arm, horizon_weeks::INTEGER AS horizon, estimate, std_error, effect, monte_carlo_error,
      (SELECT avg(gross_four_weeks_pence) FILTER (assigned = e.arm) / 400 - avg(gross_four_weeks_pence) FILTER (assigned = '${trial.control}') / 400
       FROM outcomes AS o WHERE world = 'randomised' AND o.replicate = 0 AND o.horizon_weeks = e.horizon_weeks) AS by_sql
    FROM estimates AS e JOIN truth AS t USING (point, arm, horizon_weeks, outcome) WHERE e.replicate = 0 AND outcome = 'earnings_week' ORDER BY ALL`)
  checks.equal('effects on weekly earnings to show', rows.length, treatments.length * trial.horizons.length)
  for (const r of rows) {
    const line = [r.horizon, ...twoDecimals(r)].join(' ')
    checks.that(`${r.arm} at ${r.horizon} weeks is printed as it is`, printed.some((l) => ` ${words(l)} `.includes(` ${line} `)) || `no line with ${line}`)
    if (r.horizon === 52) {
      console.log(`${r.arm} against ${trial.control}, weekly earnings at 52 weeks, first trial: ${r.by_sql.toFixed(6)} by SQL, `
        + `${r.estimate.toFixed(6)} by us, standard error ${r.std_error.toFixed(6)}; truth ${r.effect.toFixed(6)}`)
    }
  }
}

/** Of a sweep each point and arm has a line, in order: the mean of its trials' estimates at the main horizon. */
async function shownPoints(printed) {
  const horizon = trial.horizons.includes(52) ? 52 : Math.max(...trial.horizons)
  const rows = await sql(`SELECT point::INTEGER AS point, arm, avg(estimate) AS estimate, avg(std_error) AS std_error,
      any_value(effect) AS effect, any_value(monte_carlo_error) AS monte_carlo_error
    FROM estimates JOIN truth USING (point, arm, horizon_weeks, outcome)
    WHERE horizon_weeks = ${horizon} AND outcome = 'earnings_week' GROUP BY point, arm`)
  const found = new Map(rows.map((r) => [`${r.point} ${r.arm}`, r]))
  const expected = points.flatMap(({ arms }, p) => arms.filter((arm) => arm.slug !== trial.control)
    .map((arm) => [p, words(arm.label).slice(0, 18), ...twoDecimals(found.get(`${p} ${arm.slug}`) ?? {})].join(' ')))
  // A line starts with its point, and settings, or leaves them out behind the point's first.
  let point = -1
  const lines = []
  for (const line of printed.slice(0, printed.findIndex((l) => l.startsWith('estimate  ')))) {
    point = /^(?:point)? *(\d+)[ :]/.exec(line)?.[1] ?? point
    const arm = trial.arms.find((a) => words(line).includes(`${words(a.label).slice(0, 18)} `))
    const numbers = /((?:-?[\d,]+\.\d\d|–) *){4}$/.exec(line)?.[0]
    if (arm && numbers) lines.push([point, words(arm.label).slice(0, 18), words(numbers)].join(' '))
  }
  checks.equal('the points are printed as they are, in order', lines, expected)
  console.log(`${lines.length} lines of ${points.length} points printed as SQL finds them`)
}

/** twoDecimals are an effect's numbers as they are printed: thousands have a comma, nothing has a sign, no number is a dash. */
function twoDecimals(r) {
  return [r.estimate, r.std_error, r.effect, r.monte_carlo_error].map((x) => (x ?? null) === null ? '–'
    : x.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace(/^-(?=[0.]+$)/, ''))
}

/** words puts one space between words and none around. */
function words(line) {
  return line.trim().split(/\s+/).join(' ')
}

/** near allows for sums in another order: a relative 1e-9, or as much of a pound or share. */
function near(a, b) {
  return `abs(${a} - ${b}) <= 1e-9 * greatest(1, abs(${b}))`
}
