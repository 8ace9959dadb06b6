import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type NavigationLog, navigationLog, type RequestSent } from './navigation-log.ts'

const MAIN = 'main'
const START = 'https://go.example/'
const NEXT = 'https://landing.example/'

function sent(log: NavigationLog, id: string, url: string, more: Partial<RequestSent> = {}): void {
  log.sent({
    requestId: id,
    loaderId: id,
    frameId: MAIN,
    type: 'Document',
    timestamp: 1,
    wallTime: 1_764_000_000,
    request: { url, method: 'GET', headers: {} },
    ...more,
  })
}

/** The document of a request, there and shown. */
function shown(log: NavigationLog, id: string, url: string): void {
  log.answered({
    requestId: id,
    timestamp: 2,
    response: { url, status: 200, headers: {}, mimeType: 'text/html' },
  })
  log.committed({ id: MAIN, url, loaderId: id })
  log.finished({ requestId: id, timestamp: 3 })
}

const steps = (log: NavigationLog): unknown[] => log.navigations.map(({ url, edge }) => [url, edge])

test('a document after a request of the page has the edge of that request, a redirect that of the answer', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  sent(log, '1', `${START}b`, {
    redirectResponse: { url: START, status: 302, headers: {}, mimeType: '' },
  })
  shown(log, '1', `${START}b`)
  log.requested({ frameId: MAIN, reason: 'formSubmissionPost', url: NEXT })
  sent(log, '2', NEXT)
  assert.deepEqual(steps(log), [
    [START, undefined],
    [`${START}b`, 'http'],
    [NEXT, 'form'],
  ])
})

test('what is loaded ahead, or in other frames, is not gone to', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  shown(log, '1', START)
  sent(log, '2', NEXT, { type: 'Prefetch' })
  sent(log, '3', NEXT, { frameId: 'other' })
  sent(log, '4', NEXT, { loaderId: '1', type: 'Fetch' })
  assert.deepEqual(steps(log), [[START, undefined]])
  assert.equal(log.pending(), 3)
})

test('a navigation that another one took the place of is a lead of the page before, not a hop', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  shown(log, '1', START)
  log.requested({ frameId: MAIN, reason: 'scriptInitiated', url: `${START}never` })
  sent(log, '2', `${START}never`)
  log.requested({ frameId: MAIN, reason: 'metaTagRefresh', url: NEXT })
  sent(log, '3', NEXT)
  assert.deepEqual(steps(log), [
    [START, undefined],
    [NEXT, 'meta-refresh'],
  ])
  assert.deepEqual(log.navigations[0]?.onward, [
    { edge: 'script', url: `${START}never`, why: 'another navigation came before it' },
  ])
})

test('addresses a page gives itself are one hop, however often it does', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  shown(log, '1', START)
  for (let i = 0; i < 2_000; i++) log.withinDocument({ frameId: MAIN, url: `${START}#${i}` })
  assert.deepEqual(steps(log), [
    [START, undefined],
    [`${START}#1999`, 'script'],
  ])
})

test('what a page asks for without end is kept in bounds', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  log.requestHeader({ requestId: '1', headers: { a: 'b' } })
  shown(log, '1', START)
  for (let i = 0; i < 20_000; i++) {
    log.scheduled({ frameId: MAIN, reason: 'metaTagRefresh', url: `${START}${i}`, delay: 90 })
    log.requestHeader({ requestId: `part ${i}`, headers: {} })
  }
  assert.ok((log.navigations[0]?.onward.length ?? 0) <= 20)
  const [first] = log.navigations
  assert.ok(first !== undefined)
  assert.deepEqual(log.wireHeader(first), { request: { a: 'b' } })
})

test('a target the browser does not open is told until something else is opened', () => {
  const log = navigationLog(MAIN)
  sent(log, '1', START)
  log.requested({ frameId: MAIN, reason: 'scriptInitiated', url: 'mailto:robin@example.org' })
  assert.deepEqual(log.refusedScheme(), { url: 'mailto:robin@example.org', edge: 'script' })
  sent(log, '2', NEXT)
  assert.equal(log.refusedScheme(), undefined)
})
