// What stands on a report, for programs that hold its numbers against others: tables that
// carry an attribute data-figures, and sentences.
import { parse } from 'node-html-parser'
import { readFileSync } from 'node:fs'

/** words puts one space between words and none around. */
export const words = (text) => text.trim().split(/\s+/).join(' ')

/** Page is a report. A sweep has a part for each point, in order; other studies have one point. */
export class Page {
  constructor(path) {
    this.root = parse(readFileSync(path, 'utf8'))
    this.points = this.root.querySelectorAll('details')
    this.answer = words(this.root.querySelector('.answer')?.textContent ?? '')
  }

  part(point) {
    return this.points[point] ?? this.root
  }

  /** text is all words of a point. */
  text(point) {
    return words(this.part(point).textContent)
  }

  /** tables are those of a name at a point, each as its rows that have a heading. */
  tables(point, name) {
    return this.part(point).querySelectorAll(`table[data-figures="${name}"]`).map((table) => {
      const heads = table.querySelectorAll('thead tr:last-child th').map((th) => words(th.structuredText))
      const rows = table.querySelectorAll('tbody tr').filter((tr) => tr.querySelector('th[scope=row]')).map((tr) => ({
        head: words(tr.querySelector('th[scope=row]').textContent),
        id: tr.getAttribute('data-row'),
        groupID: tr.parentNode.getAttribute('data-group'),
        group: words(tr.parentNode.querySelector('th[scope=rowgroup]')?.textContent ?? ''),
        cells: tr.querySelectorAll('td').map((td) => words(td.structuredText)),
      }))
      return { heads, rows, caption: words(table.querySelector('caption').textContent) }
    })
  }
}

/**
 * shows says whether a printed number is a value, to the precision printed: within half a unit of the last digit, which either
 * of two neighbours is of a value half way. A dash is no number, and "<0.001" is what it says.
 */
export function shows(printed, value) {
  if (printed === '–' || (value ?? null) === null) return printed === '–' && (value ?? null) === null
  if (printed === '<0.001') return value < 0.001
  const plain = printed.replace(/,/g, '').replace('−', '-').replace('£', '')
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return false
  const decimals = plain.split('.')[1]?.length ?? 0
  return Math.abs(Number(plain) - value) <= 0.5 * 10 ** -decimals * (1 + 1e-6)
}
