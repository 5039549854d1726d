// Polars and arrow-rs, the readers of most Python and R users, read every table of
// a study: node more.mjs DIR DICTIONARY
//
// They share no code with each other, nor with DuckDB and hyparquet. What the two
// find must be what the dictionary says and what the footers state, and the same.
import { tableFromIPC } from 'apache-arrow'
import pl from 'nodejs-polars'
import { readParquet } from 'parquet-wasm/node'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { Checks, dictionary, tables } from '../study.mjs'

const [dir, dictionaryPath] = process.argv.slice(2)
const most = 1_500_000 // rows of a table that are read in full: values pass through JavaScript

const types = {
  int32: ['Int32', 'Int32'], int64: ['Int64', 'Int64'], float64: ['Float64', 'Float64'], bool: ['Bool', 'Bool'],
  string: ['String', 'Utf8'], date: ['Date', 'Date32<DAY>'],
}

const checks = new Checks()
const described = dictionary(dictionaryPath)
for (const [table, files] of tables(dir)) {
  const { columns, partitions } = described.get(table)
  let read = 0
  for (const path of files) {
    if (read > most) break
    read += agree(path, columns)
  }
  if (partitions.length > 0) whole(table, files, columns, partitions)
  console.log(`${table.padEnd(12)} ${String(read).padStart(9)} rows read twice`)
}
checks.end('Polars and arrow-rs')

/** agree reads a file with both and compares; it returns the number of rows. */
function agree(path, columns) {
  const frame = pl.readParquet(path)
  const arrow = tableFromIPC(readParquet(new Uint8Array(readFileSync(path))).intoIPCStream())
  checks.equal(`${path}: rows`, arrow.numRows, frame.height)
  checks.equal(`${path}: columns by Polars`, frame.columns, columns.map((c) => c.name))
  checks.equal(`${path}: columns by arrow-rs`, arrow.schema.fields.map((f) => f.name), columns.map((c) => c.name))
  checks.equal(`${path}: null only where the dictionary allows it`, arrow.schema.fields.map((f) => f.nullable), columns.map((c) => c.optional))
  const said = JSON.parse(arrow.schema.metadata.get('columns') ?? '[]')
  checks.equal(`${path}: units as arrow-rs has them`, said.map((c) => c.unit), columns.map((c) => c.unit))
  checks.that(`${path}: provenance`, ['schema_version', 'model', 'seed', 'scenario_digest'].filter((key) => !arrow.schema.metadata.get(key)))
  for (const [i, c] of columns.entries()) {
    const series = frame.getColumn(c.name)
    const [byPolars, byArrow] = types[c.type]
    checks.equal(`${path}: type of ${c.name} by Polars`, kind(series.dtype), byPolars)
    checks.equal(`${path}: type of ${c.name} by arrow-rs`, String(arrow.schema.fields[i].type), byArrow)
    const vector = arrow.getChildAt(i)
    checks.equal(`${path}: nulls of ${c.name}`, vector.nullCount, series.nullCount())
    checks.equal(`${path}: least, greatest and sum of ${c.name}`, summary(vector, c.type), summary(series, c.type))
  }
  return frame.height
}

/** whole reads a table's folder with Polars, partitions and all. */
function whole(table, files, columns, partitions) {
  const scan = pl.scanParquet(`${dir}/tables/${table}/**/*.parquet`, { hivePartitioning: true })
  const keys = scan.select(...partitions.map((p) => pl.col(p))).unique().collectSync()
  for (const p of partitions) {
    checks.equal(`${table}: type of ${p} in the path`, kind(keys.getColumn(p).dtype), p === 'world' ? 'String' : 'Int64')
  }
  const found = keys.toRecords().map((r) => partitions.map((p) => `${p}=${r[p]}`).join('/')).sort()
  const folders = new Set()
  for (const f of files) { // a file without rows tells Polars of no partition
    if (pl.readParquet(f, { columns: [columns[0].name] }).height > 0) {
      folders.add(relative(`${dir}/tables/${table}`, f).split('/').slice(0, -1).join('/'))
    }
  }
  checks.equal(`${table}: partitions`, found, [...folders].sort())
}

function kind(dtype) {
  const text = String(dtype)
  return /^(?:DataType\()?(\w+)/.exec(text)?.[1] ?? text
}

/** summary is the least and the greatest value and, of whole numbers, the sum; of text how often each word stands there. */
function summary(values, type) {
  let lo, hi, sum = 0n
  const words = new Map()
  for (const v of values) {
    if (v === null) continue
    const x = type === 'date' ? day(v) : type === 'int64' || type === 'int32' ? BigInt(v) : v
    if (lo === undefined || x < lo) lo = x
    if (hi === undefined || x > hi) hi = x
    if (typeof x === 'bigint') sum += x
    if (typeof x === 'string') words.set(x, (words.get(x) ?? 0) + 1)
    if (typeof x === 'boolean' && x) sum++
  }
  return [lo, hi, sum, ...[...words].sort()].map(String)
}

/** day is a date as a number of days. */
function day(v) {
  return BigInt(Math.round(Number(v instanceof Date ? v.getTime() : v) / 86_400_000))
}
