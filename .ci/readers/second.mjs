// hyparquet, a reader that shares no code with DuckDB or with us, reads the
// tables and agrees with the footers: node second.mjs DIR DICTIONARY
//
// It is plain JavaScript, so of the largest tables it reads the first replicate
// of the first point.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { Checks, dictionary, tables } from './study.mjs'

const [dir, dictionaryPath] = process.argv.slice(2)
const most = 2_000_000 // rows of a table that are read in full

const checks = new Checks()
const described = dictionary(dictionaryPath)
for (const [table, files] of tables(dir)) {
  let read = 0
  for (const path of files) {
    const file = await asyncBufferFromFile(path)
    const footer = await parquetMetadataAsync(file)
    const { columns, sort } = described.get(table)
    checks.equal(`${path}: columns`, footer.schema.slice(1).map((e) => e.name), columns.map((c) => c.name))
    checks.equal(`${path}: writer`, footer.created_by, 'inwork')
    for (const group of footer.row_groups) {
      const declared = (group.sorting_columns ?? []).map((s) => [columns[s.column_idx].name, s.descending ?? false])
      checks.equal(`${path}: declared order`, declared, sort.map((name) => [name, false]))
    }
    if (read < most || /point=0\/replicate=0\//.test(path)) read += await agrees(path, file, footer, columns, sort)
  }
  console.log(`${table.padEnd(12)} ${String(read).padStart(9)} rows read`)
}
checks.end('hyparquet')

/** agrees reads a file row group by row group and compares the rows with the footer; it returns how many there were. */
async function agrees(path, file, metadata, columns, sort) {
  let start = 0
  let before = null
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows)
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: end })
    checks.equal(`${path}: rows from ${start}`, rows.length, end - start)
    for (const [i, column] of columns.entries()) {
      const s = group.columns[i].meta_data.statistics
      const found = bounds(rows, column.name)
      const stated = { lo: number(s?.min_value), hi: number(s?.max_value), nulls: Number(s?.null_count ?? 0) }
      checks.that(`${path}: ${column.name} from row ${start}`,
        same(stated.lo, found.lo) && same(stated.hi, found.hi) && found.nulls === stated.nulls
          || { found, stated })
    }
    checks.that(`${path}: order from row ${start}`, disorder(before, rows, sort))
    before = rows.at(-1)
    start = end
  }
  return start
}

function bounds(rows, name) {
  const b = { lo: undefined, hi: undefined, nulls: 0 }
  for (const row of rows) {
    const v = number(row[name])
    if (v === undefined) b.nulls++
    else {
      if (b.lo === undefined || v < b.lo) b.lo = v
      if (b.hi === undefined || v > b.hi) b.hi = v
    }
  }
  return b
}

/** disorder returns the first row that stands before its predecessor, null when there is none. */
function disorder(before, rows, sort) {
  for (const row of rows) {
    for (const name of before === null ? [] : sort) {
      const a = number(before[name])
      const b = number(row[name])
      if (a > b) return { before, row }
      if (a < b) break
    }
    before = row
  }
  return null
}

/** number makes values comparable: a day as its time, a null as undefined. */
function number(v) {
  return v === null ? undefined : v instanceof Date ? v.getTime() : v
}

/** same compares a stated bound with a found one; empty text may be left unstated. */
function same(stated, found) {
  return stated === found || (stated === undefined && found === '')
}
