// Chromium opens a report as a person does: node page.mjs FILE.html PICTURE.png PROFILE
//
// PROFILE is a folder for the browser's own files, for the caller to remove.
// The page must be complete in itself (a secure setting has no network), draw
// its plots with finite numbers inside their frames, and fit the window. There are
// three plots of a study; of a sweep three of each point, which are looked at
// unfolded, and one of all points.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Checks } from './study.mjs'

const [page, pictures, profile] = process.argv.slice(2)
const widths = [1200, 390] // pixels
const checks = new Checks()
const chromium = spawn('chromium', [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--window-size=1200,900', `--user-data-dir=${profile}`, '--remote-debugging-pipe',
], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
const late = setTimeout(() => give('chromium did not answer within 60 seconds'), 60_000)
chromium.on('exit', () => give('chromium ended by itself'))

const requests = []
const complaints = []
let tab // the page's session, once there is one
const call = connection(chromium.stdio[3], chromium.stdio[4], {
  'Network.requestWillBeSent': (e) => requests.push(e.request.url),
  'Runtime.exceptionThrown': (e) => complaints.push(e.exceptionDetails.text),
  'Log.entryAdded': (e) => complaints.push(e.entry.text),
})
await open(pathToFileURL(resolve(page)).href)
for (const width of widths) check(width, await look(width))
checks.that('nothing but the page is requested', requests.filter((url) => !url.startsWith('data:') && !url.startsWith('file:')))
checks.that('the browser has no complaint', complaints)
await leave()
checks.end('Chromium')

/** open loads the page. */
async function open(url) {
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' })
  tab = (await call('Target.attachToTarget', { targetId, flatten: true })).sessionId
  for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await call(`${domain}.enable`)
  const { errorText } = await call('Page.navigate', { url })
  if (errorText) give(`${url}: ${errorText}`)
}

/** look returns what a reader would find on the page in a window, and takes a picture of it. */
async function look(width) {
  await call('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false })
  await run(loaded)
  const { cssContentSize } = await call('Page.getLayoutMetrics')
  const clip = { x: 0, y: 0, width, height: Math.min(cssContentSize.height, 16_000), scale: 1 }
  const { data } = await call('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true })
  writeFileSync(join(pictures, `report-${width}.png`), Buffer.from(data, 'base64'))
  return run(inPage)
}

/** run calls a function of this file in the page. */
async function run(f) {
  const { result, exceptionDetails } = await call('Runtime.evaluate', { expression: `(${f})()`, awaitPromise: true, returnByValue: true })
  if (exceptionDetails) give(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

/** loaded waits in the page until it is there. */
async function loaded() {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done))
}

/** inPage looks around in the page, with all points of a sweep unfolded, and folds them again. */
function inPage() {
  const folded = [...document.querySelectorAll('details:not([open])')]
  for (const point of folded) point.open = true
  const geometry = ['d', 'points', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'transform']
  const seen = {
    title: document.title,
    points: document.querySelectorAll('details').length,
    heading: document.querySelector('h1')?.innerText ?? '',
    language: document.documentElement.lang,
    words: document.body.innerText.split(/\s+/).length,
    overflow: document.documentElement.scrollWidth - innerWidth,
    // What a browser fetches; a link that a person may click is no request.
    fetched: [...document.querySelectorAll('[src], link[href], use[href], image[href]')].map((e) => e.outerHTML.slice(0, 200)),
    figures: document.querySelectorAll('figure').length,
    // Of the drawings for wide and narrow windows the one that is shown; marks in a legend are no plots.
    plots: [...document.querySelectorAll('svg[viewBox]')].filter((svg) => svg.getBoundingClientRect().width > 0).map((svg) => {
      const frame = svg.getBoundingClientRect()
      const marks = [...svg.querySelectorAll('path, polyline, line, rect, circle, polygon')]
      const texts = [...svg.querySelectorAll('text')]
      const outside = (e) => {
        const b = e.getBoundingClientRect()
        return b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1
      }
      return {
        width: frame.width,
        height: frame.height,
        marks: marks.length,
        texts: texts.map((e) => e.textContent.trim()),
        outside: [...marks, ...texts].filter(outside).map((e) => e.outerHTML.slice(0, 200)),
        wrong: [svg, ...svg.querySelectorAll('*')].filter((e) => geometry.some((a) => /NaN|Inf|undefined|%!/.test(e.getAttribute(a) ?? '')))
          .map((e) => e.outerHTML.slice(0, 200)),
      }
    }),
    // Words that stand where a number failed, and numbers of more than twelve digits.
    broken: document.body.innerText.match(/.*(NaN|[+-]Inf|%!|undefined|ZgotmplZ|\d{1,3}(,\d{3}){4,}|(?<![0-9a-f])\d{13,}(?![0-9a-f])).*/g) ?? [],
  }
  for (const point of folded) point.open = false
  return seen
}

function check(width, { plots, ...seen }) {
  const that = (fact, found) => checks.that(`${width} pixels wide: ${fact}`, found)
  that('the page has a title and a heading', seen.title.trim() !== '' && seen.heading.trim() !== '' || [seen])
  that('the page says its language', seen.language.startsWith('en') || `lang=${seen.language}`)
  that('the page has words', seen.words > 100 || `${seen.words} words`)
  that('nothing in the page asks for a file', seen.fetched.filter((e) => !/(src|href)="(data:|#)/.test(e)))
  that('the page fits', seen.overflow <= 0 || `${seen.overflow} pixels too wide`)
  that('no number failed to print', seen.broken)
  const expected = seen.points > 0 ? 1 + 4 * seen.points : 4
  that(`${expected} plots in as many figures`, plots.length === expected && seen.figures === expected || `${plots.length} plots, ${seen.figures} figures`)
  for (const [i, plot] of plots.entries()) {
    that(`plot ${i + 1} can be seen`, plot.width >= 300 && plot.height >= 150 || `${plot.width} x ${plot.height}`)
    that(`plot ${i + 1} is drawn and labelled`, plot.marks >= 5 && plot.texts.length >= 5 || `${plot.marks} marks, ${plot.texts.length} texts`)
    that(`plot ${i + 1} has finite coordinates`, plot.wrong)
    that(`plot ${i + 1} stays within its frame`, plot.outside)
  }
  console.log(`${width} pixels wide: ${seen.title}, plots of ${plots.map((p) => p.marks).join(', ')} marks`)
}

/** give gives up. */
function give(reason) {
  console.error(`WRONG ${reason}`)
  chromium.kill('SIGKILL')
  process.exit(1)
}

/** leave closes the browser and waits until it has ended, its helpers with it. */
async function leave() {
  clearTimeout(late)
  chromium.removeAllListeners('exit')
  const ended = new Promise((done) => chromium.on('exit', done))
  await call('Browser.close')
  await ended
}

/** connection speaks the DevTools protocol over two pipes: JSON messages that end in a zero byte. */
function connection(to, from, events) {
  const waiting = new Map()
  let rest = ''
  let last = 0
  from.setEncoding('utf8')
  from.on('data', (piece) => {
    const messages = (rest + piece).split('\0')
    rest = messages.pop()
    for (const message of messages.map((m) => JSON.parse(m))) {
      const answer = waiting.get(message.id)
      waiting.delete(message.id)
      if (answer && message.error) answer.refuse(new Error(message.error.message))
      else if (answer) answer.accept(message.result)
      else events[message.method]?.(message.params)
    }
  })
  return (method, params = {}) => new Promise((accept, refuse) => {
    waiting.set(++last, { accept, refuse })
    to.write(JSON.stringify({ id: last, method, params, sessionId: method.startsWith('Browser.') || method.startsWith('Target.') ? undefined : tab }) + '\0')
  })
}
