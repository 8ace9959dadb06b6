import type { SeededRandom } from './seeded-random.ts'

const HOSTS = [
  'www.example.org',
  'a-b.example.com',
  'login.portal.test',
  'xn--mnchen-3ya.example',
  '192.0.2.7',
  '[2001:db8::7]',
  'bücher.example',
  'deep.er.and.deeper.example',
]
const PIECES = [
  'index.html',
  'ü',
  '日本',
  '%',
  '%zz',
  '%41',
  '%2F',
  '%252F',
  '%E9',
  'a+b',
  'a b',
  '*',
  '**',
  '__;',
  '__;abc',
  '___',
  '-',
  '_',
  '~',
  '!',
  '$',
  "'",
  '(',
  ')',
  ';',
  ':',
  '@',
  ',',
  '=',
  '|',
  '[',
  ']',
  '{',
  '}',
  '"',
  '<',
  '\\',
  '^',
  '`',
  '&amp;',
  '😀',
  'x.y.z',
  'RU=',
  'anna%40example.org',
]

/** An address as hostile or plain as a mail can hold, in the form the URL parser gives it. */
export function randomTarget(random: SeededRandom): string {
  for (;;) {
    const port = random.chance(0.2) ? `:${1024 + random.below(60_000)}` : ''
    const user = random.chance(0.1) ? random.pick(['user@', 'user:p%40ss@', 'www.bank.example@', 'ü:*@']) : ''
    const piece = (): string =>
      Array.from({ length: 1 + random.below(4) }, () => random.pick(PIECES)).join('')
    const path = Array.from({ length: random.below(5) }, piece).join('/')
    const search = random.chance(0.6)
      ? `?${Array.from({ length: 1 + random.below(4) }, () => `${random.letters('abcu', 1 + random.below(3))}=${piece()}`).join('&')}`
      : ''
    const hash = random.chance(0.4) ? `#${piece()}` : ''
    const long = random.chance(0.02) ? `/${random.letters('abcdef%2/*', 2_000 + random.below(2_000))}` : ''
    const url = URL.parse(
      `${random.pick(['https', 'http'])}://${user}${random.pick(HOSTS)}${port}/${path}${long}${search}${hash}`,
    )
    if (url) return url.href
  }
}
