// What must be true of a study's numbers, worked out again by DuckDB from the
// tables alone, as an analyst would: node facts.mjs DIR PRINTED
//
// PRINTED is what the main example printed about them.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { Checks, json, tables } from './study.mjs'

const [dir, printedPath] = process.argv.slice(2)
const checks = new Checks()
const duck = await (await DuckDBInstance.create(':memory:')).connect()
const sql = async (query) => (await duck.runAndReadAll(query)).getRowObjectsJson()
/** none says that a query for counter-examples finds none. */
const none = async (fact, query) => checks.that(fact, await sql(`${query} LIMIT 6`))

const plan = json(dir, 'plan.json')
const { trial, replicates, worlds } = plan.body
const treatments = trial.arms.map((arm) => arm.slug).filter((slug) => slug !== trial.control)
for (const table of tables(dir).keys()) {
  const files = table === 'estimates' ? `${dir}/estimates/*.parquet` : `${dir}/tables/${table}/**/*.parquet`
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
  checks.equal('replicates', (await sql('SELECT DISTINCT replicate::INTEGER AS r FROM outcomes ORDER BY 1')).map((r) => r.r), [...Array(replicates).keys()])
  checks.equal('worlds', (await sql('SELECT DISTINCT world FROM outcomes ORDER BY 1')).map((r) => r.world), [...worlds].sort())
  await none('a claimant is randomised once', 'SELECT replicate, claimant, count(*) FROM claimants GROUP BY ALL HAVING count(*) > 1')
  await none('an outcome a person, world and horizon',
    `SELECT world, replicate, claimant, count(*) FROM outcomes GROUP BY ALL
     HAVING count(*) <> ${trial.horizons.length} OR list_sort(list(horizon_weeks::INTEGER)) <> [${trial.horizons}]::INTEGER[]`)
  for (const world of worlds) {
    await none(`${world} has the people of the trial`,
      `SELECT * FROM (SELECT DISTINCT replicate, claimant, district, assigned, randomised FROM outcomes WHERE world = '${world}')
       FULL JOIN (SELECT replicate, claimant, district, assigned, randomised FROM claimants) AS c USING (replicate, claimant, district, assigned, randomised)
       LEFT JOIN (SELECT true AS here, replicate, claimant FROM claimants) AS h USING (replicate, claimant)
       WHERE h.here IS NULL OR c.claimant IS NULL`)
  }
  await none('each world treats as its name says',
    `SELECT DISTINCT world, arm, assigned FROM outcomes
     WHERE arm <> CASE world WHEN 'randomised' THEN assigned WHEN 'control' THEN '${trial.control}' ELSE replace(world, 'everyone-', '') END`)
  await none('a person and period stand once in months', 'SELECT replicate, claimant, period_start, count(*) FROM months GROUP BY ALL HAVING count(*) > 1')
  for (const table of ['months', 'events']) {
    await none(`${table} are of the trial's people`, `SELECT DISTINCT replicate, claimant FROM ${table} ANTI JOIN claimants USING (replicate, district, claimant)`)
  }
  console.log(`${(await sql('SELECT count(*)::INTEGER AS n FROM claimants'))[0].n} people randomised in ${replicates} trials`)
}

/** Minutes and posts add up. */
async function accounts() {
  await none('contracted = used + unused + absent minutes',
    'SELECT * FROM coach_weeks WHERE contracted_minutes <> used_minutes + unused_minutes + absent_minutes')
  await none('no minutes below zero', 'SELECT * FROM coach_weeks WHERE least(contracted_minutes, used_minutes, unused_minutes, absent_minutes, participant_minutes) < 0')
  await none('participants\' minutes are used ones', 'SELECT * FROM coach_weeks WHERE participant_minutes > used_minutes OR missed > appointments')
  await none('coaches have worked', 'SELECT replicate, sum(used_minutes) FROM coach_weeks GROUP BY replicate HAVING sum(used_minutes) = 0')
  await none('a post is filled by a participant or not', `SELECT * FROM vacancies WHERE (how = 'participant') <> (claimant IS NOT NULL)`)
  await none('a participant is hired when a post is filled, in the week in which it is',
    `WITH hires AS (SELECT replicate, district, claimant, day, count(*) AS n FROM events WHERE kind IN ('job_started', 'job_changed') GROUP BY ALL),
       filled AS (SELECT replicate, district, v.claimant, closed AS day, count(*) AS n
         FROM vacancies AS v JOIN claimants USING (replicate, district, claimant) WHERE closed >= randomised AND closed < randomised + 7 * ${plan.body.weeks} GROUP BY ALL)
     SELECT * FROM hires FULL JOIN filled USING (replicate, district, claimant, day) WHERE hires.n IS DISTINCT FROM filled.n`)
  await none('a post closes after it opens', 'SELECT * FROM vacancies WHERE closed < opened')
}

/** Events are counted as outcomes count them. */
async function events() {
  await none('events are within follow-up',
    `SELECT e.* FROM events AS e JOIN claimants USING (replicate, claimant) WHERE day < randomised OR day >= randomised + 7 * ${plan.body.weeks}`)
  const counted = { meetings: ['meeting'], missed: ['missed'], sanctions: ['sanction'], jobs_started: ['job_started', 'job_changed'] }
  for (const [column, kinds] of Object.entries(counted)) {
    await none(`${column} are its events up to the horizon`,
      `SELECT o.replicate, o.claimant, o.horizon_weeks, o.${column}, count(e.day) AS counted
       FROM outcomes AS o LEFT JOIN events AS e ON e.replicate = o.replicate AND e.claimant = o.claimant
         AND e.kind IN (${kinds.map((k) => `'${k}'`)}) AND e.day < o.randomised + 7 * o.horizon_weeks
       WHERE o.world = 'randomised' GROUP BY ALL HAVING counted <> o.${column}`)
  }
}

/** The truth comes out of outcomes by way of effects: sums by cell, a district in a replicate, then the mean over people. */
async function truth(outcome, column, per) {
  await none(`effects on ${outcome} are sums over people of differences between worlds`,
    `WITH people AS (SELECT world, replicate, district, claimant, horizon_weeks, (${column})::BIGINT AS y FROM outcomes),
       again AS (SELECT a.replicate, a.district, replace(a.world, 'everyone-', '') AS arm, horizon_weeks, count(*) AS n,
           sum(a.y - c.y) AS sum, sum((a.y - c.y) ** 2) AS sum_squares, sum(c.y) AS sum_control
         FROM people AS a JOIN people AS c USING (replicate, district, claimant, horizon_weeks)
         WHERE a.world LIKE 'everyone-%' AND c.world = 'control' GROUP BY ALL),
       made AS (SELECT * FROM effects WHERE outcome = '${outcome}')
     SELECT * FROM again FULL JOIN made AS m USING (replicate, district, arm, horizon_weeks)
     WHERE again.n IS DISTINCT FROM m.n OR again.sum IS DISTINCT FROM m.sum
       OR again.sum_squares IS DISTINCT FROM m.sum_squares OR again.sum_control IS DISTINCT FROM m.sum_control`)
  await none(`the truth on ${outcome} is the mean over people, and its error that of cells as clusters`,
    `WITH cells AS (SELECT *, sum(n) OVER cause AS persons, sum(sum) OVER cause / sum(n) OVER cause AS mean
         FROM effects WHERE outcome = '${outcome}' WINDOW cause AS (PARTITION BY estimand, arm, horizon_weeks, outcome)),
       again AS (SELECT estimand, arm, horizon_weeks, outcome, any_value(mean) / ${per} AS effect, sum(sum_control) / any_value(persons) / ${per} AS control,
           sqrt(sum((sum - mean * n) ** 2) FILTER (n > 0) * count(*) FILTER (n > 0) / nullif(count(*) FILTER (n > 0) - 1, 0)) / any_value(persons) / ${per} AS error,
           count(DISTINCT replicate) AS replicates, any_value(persons) AS persons FROM cells GROUP BY ALL),
       made AS (SELECT * FROM truth WHERE outcome = '${outcome}' AND component = 'total')
     SELECT * FROM again FULL JOIN made AS m USING (estimand, arm, horizon_weeks, outcome)
     WHERE NOT coalesce(${near('again.effect', 'm.effect')} AND ${near('again.control', 'm.control_mean')} AND again.persons = m.persons
       AND again.replicates = m.replicates AND (again.error IS NULL AND m.monte_carlo_error IS NULL OR ${near('again.error', 'm.monte_carlo_error')}), false)`)
  checks.equal(`there is a truth of ${outcome} for each arm and horizon`,
    Number((await sql(`SELECT count(*) AS n FROM truth WHERE outcome = '${outcome}'`))[0].n), treatments.length * trial.horizons.length)
}

/** An estimate is a difference in means with the standard error of Welch. */
async function estimates(outcome, column, per) {
  await none(`estimates of ${outcome} are differences in means`,
    `WITH y AS (SELECT replicate, assigned, horizon_weeks, count(*) AS n, avg(y) AS mean, var_samp(y) AS variance
         FROM (SELECT *, (${column})::DOUBLE / ${per} AS y FROM outcomes WHERE world = 'randomised') GROUP BY ALL),
       again AS (SELECT t.replicate, t.assigned AS arm, horizon_weeks, t.mean - c.mean AS estimate, c.mean AS control_mean,
           sqrt(t.variance / t.n + c.variance / c.n) AS std_error, t.n AS n_treated, t.n + c.n AS n
         FROM y AS t JOIN y AS c USING (replicate, horizon_weeks) WHERE c.assigned = '${trial.control}' AND t.assigned <> '${trial.control}'),
       made AS (SELECT * FROM estimates WHERE outcome = '${outcome}' AND estimator = 'difference_in_means')
     SELECT * FROM again FULL JOIN made AS m USING (replicate, arm, horizon_weeks)
     WHERE NOT coalesce(${near('again.estimate', 'm.estimate')} AND ${near('again.std_error', 'm.std_error')}
       AND ${near('again.control_mean', 'm.control_mean')} AND again.n = m.n AND again.n_treated = m.n_treated
       AND ${near('m.statistic', 'm.estimate / m.std_error')} AND m.conf_low < m.estimate AND m.estimate < m.conf_high, false)`)
}

/** What was printed is what the tables hold, and what SQL finds. */
async function shown() {
  const printed = readFileSync(printedPath, 'utf8')
  const rows = await sql(`SELECT arm, horizon_weeks::INTEGER AS horizon, estimate, std_error, effect, monte_carlo_error,
      (SELECT avg(gross_four_weeks_pence) FILTER (assigned = e.arm) / 400 - avg(gross_four_weeks_pence) FILTER (assigned = '${trial.control}') / 400
       FROM outcomes AS o WHERE world = 'randomised' AND o.replicate = 0 AND o.horizon_weeks = e.horizon_weeks) AS by_sql
    FROM estimates AS e JOIN truth AS t USING (arm, horizon_weeks, outcome) WHERE e.replicate = 0 AND outcome = 'earnings_week' ORDER BY ALL`)
  checks.equal('effects on weekly earnings to show', rows.length, treatments.length * trial.horizons.length)
  for (const r of rows) {
    const numbers = [r.estimate, r.std_error, r.effect, r.monte_carlo_error].map((x) => x.toFixed(2).replace(/^-(?=[0.]+$)/, ''))
    const line = new RegExp(String.raw`(^|\s)${[r.horizon, ...numbers].join(String.raw`\s+`)}(\s|$)`, 'm')
    checks.that(`${r.arm} at ${r.horizon} weeks is printed as it is`, line.test(printed) || `no line with ${r.horizon} ${numbers.join(' ')}`)
    if (r.horizon === 52) {
      console.log(`${r.arm} against ${trial.control}, weekly earnings at 52 weeks, first trial: ${r.by_sql.toFixed(6)} by SQL, `
        + `${r.estimate.toFixed(6)} by us, standard error ${r.std_error.toFixed(6)}; truth ${r.effect.toFixed(6)}`)
    }
  }
}

/** near allows for sums in another order: a relative 1e-9, or as much of a pound or share. */
function near(a, b) {
  return `abs(${a} - ${b}) <= 1e-9 * greatest(1, abs(${b}))`
}
