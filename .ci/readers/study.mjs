// A study's folder as a stranger finds it: files, and a way to say what is wrong.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** tables returns the Parquet files under DIR/tables and DIR/estimates by table, paths sorted. */
export function tables(dir) {
  const byTable = new Map()
  for (const root of ['tables', 'estimates']) {
    const entries = readdirSync(join(dir, root), { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath ?? entry.path, entry.name)
      if (!entry.name.endsWith('.parquet')) throw new Error(`${path}: neither a table nor expected here`)
      const table = root === 'estimates' ? entry.name.replace('.parquet', '') : relative(join(dir, root), path).split('/')[0]
      if (!byTable.has(table)) byTable.set(table, [])
      byTable.get(table).push(path)
    }
  }
  for (const files of byTable.values()) files.sort()
  return byTable
}

/** evaluated are the tables that evaluating makes, each one file of the whole study. */
export const evaluated = ['estimates', 'individuals', 'costs', 'appraisals', 'gains', 'diagnosis']

/**
 * dictionary reads what `inwork describe` printed: for each table a line "name: what a row is", perhaps "sorted by ...",
 * and an indented line a column with name, type, unit and meaning. Further headings, such as partitions, have lines of their own.
 */
export function dictionary(path) {
  const tables = new Map()
  for (const paragraph of readFileSync(path, 'utf8').trim().split(/\n\n/)) {
    const [, name, doc, sorted, rest] = /^(\w+): (.*)\n(?:sorted by (.*)\n)?([^]*)$/.exec(paragraph)
    const [columns, ...sections] = rest.split(/^(?=\S)/m)
    const partitions = sections.find((section) => section.startsWith('partitions')) ?? ''
    tables.set(name, { name, doc, sort: sorted?.split(', ') ?? [], columns: lines(columns), partitions: lines(partitions).map((c) => c.name) })
  }
  return tables
}

function lines(text) {
  return [...text.matchAll(/^  (\S+) +(\S+)( or null)? {2,}(.+?) {2,}(.+)$/gm)]
    .map(([, name, type, orNull, unit, doc]) => ({ name, type, unit, doc, optional: orNull !== undefined }))
}

/** json reads a file of the study. */
export const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))

/** Checks counts what was looked at and what was wrong, and ends the program accordingly. */
export class Checks {
  #done = 0
  #problems = 0

  /** that says a fact that must hold, or what was found instead: an empty list, null or true is none. */
  that(fact, found) {
    this.#done++
    const wrong = found === true || found === null || (Array.isArray(found) && found.length === 0) ? [] : [found].flat()
    if (wrong.length === 0) return
    this.#problems++
    console.error(`WRONG ${fact}`)
    for (const one of wrong.slice(0, 5)) console.error('   ', typeof one === 'string' ? one : text(one))
    if (wrong.length > 5) console.error(`    ... ${wrong.length - 5} more`)
  }

  /** equal says that two values are the same, as text; of two lists it names the first difference. */
  equal(fact, found, expected) {
    if (Array.isArray(found) && Array.isArray(expected)) {
      const longer = found.length > expected.length ? found : expected
      const i = longer.findIndex((_, k) => text(found[k]) !== text(expected[k]))
      this.that(fact, i < 0 ? null : `at ${i}: found ${text(found[i])}, expected ${text(expected[i])}`)
    } else {
      this.that(fact, text(found) === text(expected) ? null : `found ${text(found)}, expected ${text(expected)}`)
    }
  }

  /** end prints the tally; a run without any check is a failure too. */
  end(what) {
    console.log(`${what}: ${this.#done} facts looked at, ${this.#problems} wrong`)
    process.exit(this.#problems > 0 || this.#done === 0 ? 1 : 0)
  }
}

function text(v) {
  return JSON.stringify(v, (_, x) => (typeof x === 'bigint' ? Number(x) : x))
}
