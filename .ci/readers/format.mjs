// DuckDB reads every table of a study and holds the bytes against what the files
// say of themselves: node format.mjs DIR DICTIONARY
//
// DICTIONARY is what `inwork describe` printed, so that a user's dictionary,
// the file's metadata and the file's schema are one and the same.
import { DuckDBInstance } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { Checks, dictionary, evaluated, json, tables } from './study.mjs'

const [dir, dictionaryPath] = process.argv.slice(2)
const rowGroup = 131072
const stored = {
  int32: 'INT32 INT_32', int64: 'INT64 INT_64', float64: 'DOUBLE', bool: 'BOOLEAN', string: 'BYTE_ARRAY UTF8', date: 'INT32 DATE',
}

const checks = new Checks()
const duck = await (await DuckDBInstance.create(':memory:')).connect()
const sql = async (query) => (await duck.runAndReadAll(query)).getRowObjectsJson()
const list = (files) => `[${files.map((f) => `'${f}'`).join(', ')}]`
const q = (name) => `"${name}"`

const described = dictionary(dictionaryPath)
const found = tables(dir)
const plan = json(dir, 'plan.json')
const manifest = json(dir, 'manifest.json')
await isManifest()
checks.equal('the tables found are among those described', [...found.keys()].filter((t) => !described.has(t)), [])
for (const [table, files] of found) {
  const columns = described.get(table)?.columns ?? []
  standsInItsPlace(table, files)
  await saysWhatItIs(table, files)
  await hasTheColumns(table, files, columns)
  await isLaidOutAsPromised(table, files)
  const rows = await statesTrueBounds(table, files, columns)
  await isInOrder(table, files)
  console.log(`${table.padEnd(12)} ${String(files.length).padStart(3)} files ${String(rows).padStart(9)} rows`)
}
checks.end('DuckDB')

/** The manifest and the chunks' own list every file under tables/ once, and each is what they say to the byte. */
async function isManifest() {
  const files = [...found].filter(([table]) => !evaluated.includes(table)).flatMap(([, files]) => files)
  const rows = new Map((await sql(`SELECT file_name, num_rows::INTEGER AS n FROM parquet_file_metadata(${list(files)})`)).map((r) => [r.file_name, r.n]))
  const actual = files.map((path) => {
    const bytes = readFileSync(path)
    return { path: relative(dir, path), rows: rows.get(path), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  const sorted = (list) => list.map((f) => [f.path, f.rows, f.bytes, f.sha256]).sort()
  checks.equal('manifest.json lists the files', sorted(manifest.files), sorted(actual))
  const chunks = plan.chunks.map((c) => json(dir, 'chunks', `${c.point}-${c.replicate}-${c.block}.json`))
  for (const [i, c] of plan.chunks.entries()) {
    checks.equal(`chunk ${c.point}-${c.replicate}-${c.block}: files that stand elsewhere`,
      chunks[i].files.map((f) => f.path).filter((path) => !path.endsWith(`/point=${c.point}/replicate=${c.replicate}/part-${c.block}.parquet`)), [])
  }
  checks.equal('plan.json says what every point sets', (plan.body.points ?? [{}]).length, new Set(plan.chunks.map((c) => c.point)).size)
  const whole = manifest.files.filter((f) => !f.path.includes('/point='))
  checks.equal('the chunks list the files', sorted([...chunks.flatMap((c) => c.files), ...whole]), sorted(actual))
  checks.equal('the digest of manifest.json', manifest.digest,
    createHash('sha256').update(manifest.files.map((f) => `${f.sha256}  ${f.path}\n`).join('')).digest('hex'))
}

/** The metadata of every file: what it is, in which units, from which study. */
async function saysWhatItIs(table, files) {
  const said = new Map(files.map((f) => [f, {}]))
  for (const r of await sql(`SELECT file_name, decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${list(files)})`)) {
    said.get(r.file_name)[r.key] = r.value
  }
  for (const [file, m] of said) {
    checks.equal(`${file}: table`, m.table, table)
    checks.equal(`${file}: doc`, m.doc, described.get(table)?.doc)
    checks.equal(`${file}: sort`, JSON.parse(m.sort ?? 'null'), described.get(table)?.sort)
    checks.equal(`${file}: columns and units`, JSON.parse(m.columns ?? '[]').map(line), described.get(table)?.columns.map(line))
    checks.equal(`${file}: schema_version`, m.schema_version, plan.body.schema_version)
    checks.equal(`${file}: model`, m.model, plan.model)
    checks.equal(`${file}: seed`, m.seed, String(plan.body.seed))
    checks.equal(`${file}: scenario_digest`, m.scenario_digest, plan.body.scenario_digest)
    if (evaluated.includes(table)) checks.equal(`${file}: tables_digest`, m.tables_digest, manifest.digest)
  }
}

/** line is a column in the dictionary, whatever the order of its keys. */
function line(c) {
  return [c.name, c.type, c.unit, c.doc, c.optional ?? false]
}

/** The folders of every file: the dictionary's partitions, in its order. */
function standsInItsPlace(table, files) {
  for (const file of files) {
    const keys = relative(dir, file).split('/').filter((part) => part.includes('=')).map((part) => part.split('=')[0])
    checks.equal(`${file}: partitions`, keys, described.get(table)?.partitions)
  }
}

/** The schema of every file: the dictionary's columns, in its order, in its types. */
async function hasTheColumns(table, files, columns) {
  const schema = new Map(files.map((f) => [f, []]))
  const query = `SELECT file_name, name, type, repetition_type, converted_type FROM parquet_schema(${list(files)}) WHERE num_children IS NULL`
  for (const r of await sql(query)) {
    schema.get(r.file_name).push([r.name, r.type + (r.converted_type ? ' ' + r.converted_type : ''), r.repetition_type])
  }
  const expected = columns.map((c) => [c.name, stored[c.type], c.optional ? 'OPTIONAL' : 'REQUIRED'])
  for (const [file, has] of schema) checks.equal(`${file}: schema`, has, expected)
}

/** Compression, dictionaries and row groups are what readers and memory were measured with. */
async function isLaidOutAsPromised(table, files) {
  const chunks = `parquet_metadata(${list(files)})`
  checks.that(`${table}: compressed with zstd`, await sql(`SELECT DISTINCT file_name, compression FROM ${chunks} WHERE compression <> 'ZSTD'`))
  checks.that(`${table}: strings have dictionaries`,
    await sql(`SELECT file_name, path_in_schema, encodings FROM ${chunks} WHERE type = 'BYTE_ARRAY' AND encodings::VARCHAR NOT LIKE '%DICTIONARY%'`))
  checks.that(`${table}: row groups are full but for the last`,
    await sql(`SELECT DISTINCT m.file_name, row_group_id, row_group_num_rows
      FROM ${chunks} AS m JOIN parquet_file_metadata(${list(files)}) AS f ON f.file_name = m.file_name
      WHERE row_group_num_rows <> least(${rowGroup}, f.num_rows - row_group_id * ${rowGroup})`))
}

/** Each row group's stated bounds and null counts are those of its rows: a reader that prunes by them loses nothing. */
async function statesTrueBounds(table, files, columns) {
  const each = columns.map((c, i) => `min(${q(c.name)})::VARCHAR AS lo${i}, max(${q(c.name)})::VARCHAR AS hi${i}, count(*) - count(${q(c.name)}) AS nulls${i}`)
  const rows = await sql(`SELECT filename, (file_row_number // ${rowGroup})::INTEGER AS g, count(*)::INTEGER AS n, ${each.join(', ')}
    FROM read_parquet(${list(files)}, filename = true, file_row_number = true, hive_partitioning = false) GROUP BY ALL`)
  const stated = new Map()
  for (const r of await sql(`SELECT file_name, row_group_id, path_in_schema, stats_min_value AS lo, stats_max_value AS hi, stats_null_count AS nulls
    FROM parquet_metadata(${list(files)})`)) {
    stated.set(`${r.file_name} ${r.row_group_id} ${r.path_in_schema}`, r)
  }
  let total = 0
  for (const r of rows) {
    total += r.n
    columns.forEach((c, i) => {
      const where = `${r.filename} ${r.g} ${c.name}`
      const s = stated.get(where)
      checks.that(`${where}: stated bounds`, s && same(c, s.lo, r[`lo${i}`]) && same(c, s.hi, r[`hi${i}`])
        || `stated ${s?.lo} to ${s?.hi}, found ${r[`lo${i}`]} to ${r[`hi${i}`]}`)
      checks.equal(`${where}: stated nulls`, Number(s?.nulls), Number(r[`nulls${i}`]))
      if (!c.optional) checks.equal(`${where}: nulls`, Number(r[`nulls${i}`]), 0)
    })
  }
  checks.equal(`${table}: rows read are those of the footers`, total,
    Number((await sql(`SELECT sum(num_rows) AS n FROM parquet_file_metadata(${list(files)})`))[0].n))
  return total
}

/** same compares a stated bound with a found one; text that is empty may be left unstated. */
function same(column, stated, found) {
  if (column.type === 'float64') return Number(stated) === Number(found)
  return stated === found || (stated === null && found === '')
}

/** Rows ascend as the file declares. */
async function isInOrder(table, files) {
  const sort = described.get(table)?.sort ?? []
  if (sort.length === 0) return
  const key = `struct_pack(${sort.map((c) => `${c} := ${q(c)}`).join(', ')})`
  checks.that(`${table}: sorted by ${sort.join(', ')}`,
    await sql(`SELECT filename, file_row_number::INTEGER AS row, before::VARCHAR AS before, key::VARCHAR AS key
      FROM (SELECT filename, file_row_number, ${key} AS key, lag(${key}) OVER (PARTITION BY filename ORDER BY file_row_number) AS before
        FROM read_parquet(${list(files)}, filename = true, file_row_number = true, hive_partitioning = false))
      WHERE key < before LIMIT 6`))
}
