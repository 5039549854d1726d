// Published figures that the tables give in one query, each as the page says what is simulated: people randomised are those of
// all trials, as they were on that day.

const among = (condition, where = 'true') => ({ point }) =>
  `SELECT 100 * avg((${condition})::INTEGER) AS value FROM claimants WHERE world = 'randomised' AND point = ${point} AND ${where}`

/** Weeks between appointments in an arm, of people who had no others. */
const apart = (arm) => ({ point, main }) => `
  WITH alone AS (SELECT replicate, claimant FROM outcomes
      WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = ${main} AND assigned = '${arm}' AND meetings = contacts),
    gaps AS (SELECT (day - lag(day) OVER (PARTITION BY replicate, claimant ORDER BY day)) / 7 AS weeks
      FROM events JOIN alone USING (replicate, claimant) WHERE world = 'randomised' AND point = ${point} AND kind = 'meeting')
  SELECT median(weeks) AS value FROM gaps`

const intoWork = ({ point, control }) => `
  WITH followed AS (SELECT *, lead(hours_per_week) OVER (PARTITION BY replicate, claimant ORDER BY period_start) AS next
      FROM months WHERE world = 'randomised' AND point = ${point} AND arm = '${control}')
  SELECT 100 * avg((next > 0)::INTEGER) AS value FROM followed WHERE hours_per_week = 0 AND on_uc AND regime = 'intensive' AND next IS NOT NULL`

/** What is true after 52 weeks of people of the control arm in work then; another says that they are in another job. */
const afterAYear = (value) => ({ point, control }) => `
  WITH started AS (SELECT replicate, claimant, min(day) AS day FROM events
      WHERE world = 'randomised' AND point = ${point} AND kind IN ('job_started', 'job_changed') GROUP BY ALL),
    later AS (SELECT o.hourly_pay_pence, o.hourly_pay_pence / c.hourly_pay_pence - 1 AS growth, coalesce(day < o.randomised + 7 * 52, false) AS another
      FROM outcomes AS o JOIN claimants AS c USING (world, point, replicate, claimant) LEFT JOIN started USING (replicate, claimant)
      WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = 52 AND o.assigned = '${control}' AND employed)
  SELECT ${value} AS value FROM later`

/** The middle growth of hourly pay. */
const growth = (who) => `quantile_disc(growth, 0.5) FILTER (${who})`

export const published = {
  A01: ({ point }) => `SELECT count(*) AS value FROM claimants WHERE world = 'randomised' AND point = ${point} AND replicate = 0`,
  A05: apart('frequent'),
  A06: apart('moderate'),
  A07: ({ point, control }) => `SELECT avg(contacts) AS value FROM outcomes WHERE world = 'randomised' AND point = ${point} AND horizon_weeks = 52 AND assigned = '${control}'`,
  C14: among('female'),
  C15: among('female'),
  C16: among('NOT couple AND children > 0'),
  C17: among('barrier_health > 0 OR barrier_mental_health > 0'),
  C18: among('barrier_caring > 0'),
  C20: among('barrier_english > 0'),
  C25: intoWork,
  C27: intoWork,
  C36: afterAYear('100 * avg(another::INTEGER)'),
  C37: afterAYear(`100 * (${growth('another')} - ${growth('NOT another')})`),
  C38: afterAYear('100 * (median(hourly_pay_pence) FILTER (NOT another) / median(hourly_pay_pence) FILTER (another) - 1)'),
  C39: afterAYear(`${growth('another')} / ${growth('NOT another')}`),
  C40: among('NOT wants_more_hours'),
  C42: among('wants_more_hours', 'hours_per_week > 0 AND hours_per_week < 30'),
  // A coach's day is a fifth of a week, less the part of it that she is away.
  D06: ({ point }) => `SELECT sum(appointments) / (5 * sum(1 - absent_minutes / contracted_minutes)) AS value FROM coach_weeks WHERE world = 'randomised' AND point = ${point}`,
  D27: ({ point }) => `SELECT 100 * avg((sanction_pence > 0)::INTEGER) AS value FROM months
    WHERE world = 'randomised' AND point = ${point} AND on_uc AND regime IN ('intensive', 'preparing')`,
}
