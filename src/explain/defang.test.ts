import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defang } from './defang.ts'

const CASES: readonly (readonly [given: string, expected: string])[] = [
  ['https://host.example/path', 'hxxps://host[.]example/path'],
  ['HTTP://HOST.EXAMPLE', 'hxxp://HOST[.]EXAMPLE'],
  ['ftp://files.example/a', 'fxp://files[.]example/a'],
  ['gopher://old.example/', 'gopher[:]//old[.]example/'],
  ['see www.host.example, or host.example.', 'see www[.]host[.]example, or host[.]example.'],
  ['https://a.example/?u=http://b.example/c', 'hxxps://a[.]example/?u=hxxp://b[.]example/c'],
  ['https://a.example/?u=https%3A%2F%2Fb.example', 'hxxps://a[.]example/?u=https%3A%2F%2Fb[.]example'],
  // Inside a URL the @ marks where the real host begins; a plain address names a person.
  ['https://bank.example@evil.test/', 'hxxps://bank[.]example[@]evil[.]test/'],
  ['from ann.lee@host.example today', 'from ann.lee@host.example today'],
  ['mailto:ann@host.example', 'mailto[:]ann[@]host[.]example'],
  ['javascript:alert(1)', 'javascript[:]alert(1)'],
  ['data:text/html,hello', 'data[:]text/html,hello'],
  ['192.0.2.7 and http://192.0.2.7:80/', '192[.]0[.]2[.]7 and hxxp://192[.]0[.]2[.]7:80/'],
  ['http://[2001:db8::1]/x', 'hxxp://[2001:db8::1]/x'],
  ['https:\\\\host.example', 'hxxps:\\\\host[.]example'],
  ['1http://host.example', '1hxxp://host[.]example'],
  // Ideographic and fullwidth dots are dots to a browser (UTS 46).
  ['https://host。example', 'hxxps://host[。]example'],
  ['пример.test', 'пример[.]test'],
  ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd[.]xn--p1ai'],
  // File names stay, unless the ending is a top-level domain.
  ['minutes.pdf budget.2024.xlsx', 'minutes.pdf budget.2024.xlsx'],
  ['minutes.zip', 'minutes[.]zip'],
  ['on 12.06.2024 at 10.30, e.g. v1.2.3', 'on 12.06.2024 at 10.30, e.g. v1.2.3'],
  ['plain text: nothing to do', 'plain text: nothing to do'],
  ['metadata:x', 'metadata:x'],
]

for (const [given, expected] of CASES) test(`defang ${given}`, () => assert.equal(defang(given), expected))

test('an escape sequence does not hide a link', () => {
  assert.equal(
    defang('\u001b]8;;https://evil.test/\u0007click\u001b]8;;\u0007'),
    '⟨U+001B⟩]8;;hxxps://evil[.]test/⟨U+0007⟩click⟨U+001B⟩]8;;⟨U+0007⟩',
  )
})

test('twice is the same as once, and no link-making text is left', () => {
  const pieces = fc.constantFrom(
    'http',
    'https:',
    '//',
    '@',
    '.',
    'a',
    'host',
    'example',
    'test',
    ' ',
    '/',
    '?u=',
    'mailto:',
    '[.]',
    'hxxp',
    '\u202e',
    '\u0301',
    '。',
    '1',
    'pdf',
    '\n',
    '<',
    '"',
    '\ud800',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (list) => {
      const once = defang(list.join(''))
      assert.equal(defang(once), once)
      assert.doesNotMatch(once, /(?:https?|ftp):[/\\]/i)
      assert.doesNotMatch(once, /(?<![\w@.-])www\.[a-z]|(?:^|\s)host\.(?:example|test)(?![\w@.])/)
    }),
    { numRuns: 2000 },
  )
})

test('a width cuts after defanging', () => {
  assert.equal(defang('https://host.example/', 12), 'hxxps://hos…')
})

test('hostile lengths take linear time', { timeout: 20_000 }, () => {
  for (const piece of ['a.', 'a', 'http:', 'a@', '.', 'a+', '\u0301', '://', 'x://a@']) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    const start = process.cpuUsage().user
    assert.ok(defang(text).length >= text.length || piece === '\u0301')
    assert.ok(process.cpuUsage().user - start < 4_000_000, piece)
  }
})
