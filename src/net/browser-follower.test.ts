import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pageReader } from '../parse/links/page-leads.ts'
import { allowLoopback } from '../testing/deny-network.ts'
import { type BrowserFollowerOptions, browserFollower } from './browser-follower.ts'
import { BrowserError, browserParts, openBrowser } from './browser-process.ts'

allowLoopback()

const options: BrowserFollowerOptions = {
  resolver: {
    resolve: () => {
      throw new Error('nothing may be looked up')
    },
  },
  clock: () => 1_764_000_000_000,
  reader: pageReader,
  sites: { registeredDomain: (host) => host, isPublicSuffix: () => false },
  browser: { executable: '/nowhere/chromium' },
}

test('a browser that is not there is said to be missing, with what to install', async () => {
  const missing = (error: unknown): boolean =>
    error instanceof BrowserError && /nowhere/.test(error.message) && /install Chromium/.test(error.next)
  const follower = browserFollower(options)
  await assert.rejects(follower.start(), missing)
  await assert.rejects(follower.follow('https://go.example/'), missing)
  await follower.close()
  await assert.rejects(follower.follow('https://other.example/'), BrowserError)
})

test('a browser that does not start is said so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-browser-'))
  try {
    const executable = join(folder, 'chromium')
    writeFileSync(executable, '#!/bin/sh\nexit 3\n', { mode: 0o700 })
    await assert.rejects(
      openBrowser({ executable }),
      (error) => error instanceof BrowserError && /does not start/.test(error.message) && error.next !== '',
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('what is not opened needs no browser, and no tokens go along when they are stripped', async () => {
  const { executable = '' } = options.browser ?? {}
  const follower = browserFollower({ ...options, browser: { executable } })
  await assert.rejects(follower.follow('no url'), TypeError)
  const { chains } = await follower.follow('https://news.example/unsubscribe?id=7')
  assert.deepEqual(
    chains.map(({ end, basis, profile }) => [end, basis, profile]),
    [['one-time-link', 'browser', 'chrome-windows']],
  )
  const mail = await follower.follow('mailto:a@example.org')
  assert.equal(mail.chains[0]?.end, 'refused-scheme')
  const stripping = browserFollower({ ...options, stripTokens: true })
  const stripped = await stripping.follow('https://news.example/unsubscribe?to=robin@example.org')
  assert.doesNotMatch(stripped.chains[0]?.hops[0]?.url ?? '', /robin/)
  assert.throws(() => browserFollower({ ...options, profiles: ['curl'] }), TypeError)
})

test('says what of a browser is here', async () => {
  const { playwright, ...rest } = await browserParts(['/nowhere/chromium', process.execPath, '/bin/sh'])
  assert.match(playwright ?? '', /^\d+\.\d+/)
  assert.deepEqual(rest, { executable: process.execPath })
  assert.equal((await browserParts(['/nowhere/chromium', import.meta.filename])).executable, undefined)
})
