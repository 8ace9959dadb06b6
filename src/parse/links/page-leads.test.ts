import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { htmlRedirects } from './page-leads.ts'

const read = (html: string, charset?: string) => htmlRedirects(Buffer.from(html), charset)

test('places are the bytes of what was written', () => {
  const html =
    '<p>Käse ☕</p><a href="https://x.example/?a=1&amp;b=2">x</a><meta http-equiv=refresh content="0;url=/k%C3%A4">'
  const bytes = Buffer.from(html)
  const { links, refreshes } = htmlRedirects(bytes)
  const at = ({ start, end }: { start: number; end: number }): string => bytes.subarray(start, end).toString()
  assert.deepEqual(
    links.map(({ href, range }) => [href, at(range)]),
    [['https://x.example/?a=1&b=2', 'https://x.example/?a=1&amp;b=2']],
  )
  assert.deepEqual(
    refreshes.map(({ value, range }) => [value, at(range)]),
    [[{ delay: 0, target: '/k%C3%A4' }, '0;url=/k%C3%A4']],
  )
})

test('reads targets in the charset of the page', () => {
  const target = (bytes: Uint8Array, charset?: string) => htmlRedirects(bytes, charset).links[0]?.href
  const html = '<a href="/käse">x</a>'
  assert.equal(target(Buffer.from(html)), '/käse')
  assert.equal(target(Buffer.from(html, 'latin1')), '/käse')
  assert.equal(target(Buffer.from(html, 'latin1'), 'iso-8859-1'), '/käse')
  assert.equal(target(Buffer.from(`<meta charset=utf-8>${html}`)), '/käse')
  assert.equal(target(Buffer.from(html, 'utf16le'), 'utf-16le'), '/käse')
  assert.equal(target(Buffer.from(`\ufeff${html}`, 'utf16le')), '/käse')
  assert.equal(
    target(Buffer.from([...Buffer.from('<a href="/'), 0xca, ...Buffer.from('">x</a>')]), 'windows-1251'),
    '/К',
  )
  assert.equal(target(Buffer.from(html), 'no-such-charset'), '/kÃ¤se')
})

test('tells where a refresh stands', () => {
  const meta = '<meta http-equiv=refresh content="0;url=x">'
  const places = (html: string) => read(html).refreshes.map(({ place }) => place)
  assert.deepEqual(places(meta), ['document'])
  assert.deepEqual(places(`<noscript>${meta}</noscript>${meta}`), ['noscript', 'document'])
  assert.deepEqual(places(`<template>${meta}</template>`), ['template'])
  assert.deepEqual(places(`<!--[if lt IE 9]>${meta}<![endif]-->`), ['conditional-comment'])
  for (const none of [
    `<!--${meta}-->`,
    `<title>${meta}</title>`,
    `<textarea>${meta}</textarea>`,
    `<script>"${meta}"</script>`,
    `<iframe>${meta}</iframe>`,
    `<svg>${meta.replace('meta', 'x')}</svg>`,
  ])
    assert.deepEqual(places(none), [], none)
})

test('reads scripts without running them', () => {
  const scripts = (code: string) =>
    read(`<script>${code}</script>`).scripts.map(({ how, target }) =>
      target === undefined ? how : [how, target],
    )
  assert.deepEqual(scripts('location = "x"'), [['navigates', 'x']])
  assert.deepEqual(scripts("window.location.href='https:\\/\\/x.example\\/';"), [
    ['navigates', 'https://x.example/'],
  ])
  assert.deepEqual(scripts('location.replace(`x`)'), [['navigates', 'x']])
  assert.deepEqual(scripts('location.href = a + "x"'), ['navigates'])
  assert.deepEqual(scripts('location.href = "x" + a'), ['navigates'])
  assert.deepEqual(scripts(`location = \`x$\{a}\``), ['navigates'])
  assert.deepEqual(scripts('location = "\\x68"'), ['navigates'])
  assert.deepEqual(scripts('if (location == "x" || location.href === y) f()'), [])
  assert.deepEqual(scripts('var f = location => 1'), [])
  assert.deepEqual(scripts('track(location.href)'), [])
  assert.deepEqual(scripts('document.forms[0].submit()'), ['submits-form'])
  assert.deepEqual(scripts('eval(atob("eA=="))'), ['hides-text', 'hides-text'])
  assert.equal(read('<body onload="location=1">').scripts.length, 1)
  assert.equal(read('<script src=x></script>').externalScripts, 1)
})

test('tells of passwords, forms and frames', () => {
  const page = read(
    '<form action=/in method=POST><input type=hidden><input name=u><input type=" PassWord "></form><iframe src=y width=100% height=100%></iframe><frame src=z><iframe src=w width=1 height=1></iframe>',
  )
  assert.equal(page.password, true)
  assert.deepEqual(
    page.forms.map(({ action, method, fields }) => [action, method, fields]),
    [['/in', 'post', 2]],
  )
  assert.deepEqual(
    page.frames.map(({ source, fills }) => [source, fills]),
    [
      ['y', true],
      ['z', true],
      ['w', false],
    ],
  )
})

test('never throws on any bytes, and places lie inside', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '<a href=',
    '<meta http-equiv=refresh content="0;url=',
    '"',
    '<script>',
    '</script>',
    'location=',
    '<noscript>',
    '</noscript>',
    '<!--[if IE]>',
    '<![endif]-->',
    '<base href=x>',
    'ä',
    '\0',
    ' ',
    '<template>',
    '<form>',
    '<iframe src=x>',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.constantFrom(undefined, 'utf-8', 'utf-16le', 'x', 'shift_jis'),
      (pieces, charset) => {
        const bytes = Buffer.from(pieces.join(''))
        const { links, refreshes, scripts, frames, forms } = htmlRedirects(bytes, charset)
        for (const { range } of [...links, ...refreshes, ...scripts, ...frames, ...forms])
          assert.ok(range.start >= 0 && range.start <= range.end && range.end <= bytes.length)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('stays quick on pages made to be expensive', () => {
  for (const html of [
    '<a href=x>'.repeat(200_000),
    `<script>${'location '.repeat(250_000)}</script>`,
    `<script>${'location = "'.repeat(200_000)}</script>`,
    `<script>${'window. open'.repeat(200_000)}</script>`,
    '<!--[if IE]>'.repeat(150_000),
    '<noscript>'.repeat(200_000),
    `<meta ${'charset '.repeat(200_000)}`,
  ]) {
    const began = process.cpuUsage()
    read(html)
    const { user } = process.cpuUsage(began)
    assert.ok(user < 1_500_000, `${html.slice(0, 20)}: ${user / 1000} ms`)
  }
})
