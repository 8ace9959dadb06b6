import { domainToUnicode } from 'node:url'
import type { LinkTrait } from '../../model/link.ts'
import { asciiDouble } from './skeleton.ts'

/** Scripts that can stand in a host name. Others count as one more script of their own. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
  'Thai',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Georgian',
  'Ethiopic',
  'Khmer',
  'Lao',
  'Cherokee',
  'Coptic',
  'Lisu',
  'Canadian_Aboriginal',
] as const
const TESTS: readonly RegExp[] = SCRIPTS.map((script) => new RegExp(`\\p{Script_Extensions=${script}}`, 'u'))
const COMMON = /[\p{Script=Common}\p{Script=Inherited}]/u
const OWN_SCRIPT = /\p{Script_Extensions=Common}|\p{Script_Extensions=Inherited}/u

/** Sets of scripts that are written together (UTS 39 §5.1: Japanese, Korean, Chinese with Bopomofo). */
const TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Han', 'Hiragana', 'Katakana', 'Latin']),
  new Set(['Han', 'Hangul', 'Latin']),
  new Set(['Han', 'Bopomofo', 'Latin']),
]

/** Facts about an internationalised host (`host` in ASCII as the URL parser gives it). */
export function idnTraits(host: string): readonly LinkTrait[] {
  if (!host.includes('xn--')) return []
  const traits: LinkTrait[] = ['idn']
  const labels = domainToUnicode(host).split('.')
  if (labels.some(mixesScripts)) traits.push('idn-mixed-script')
  // A Russian name under .рф made of look-alike letters alone is still what its readers expect there.
  const top = labels.at(-1) ?? ''
  const domainLabels = asciiOnly(top) ? labels : labels.slice(0, -1)
  if (domainLabels.some((label) => !asciiOnly(label) && asciiDouble(label) !== undefined))
    traits.push('idn-confusable')
  return traits
}

const asciiOnly = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/**
 * Whether one label mixes scripts that are not written together (UTS 39 §5.1: the intersection of the script
 * extensions of its characters is empty).
 */
export function mixesScripts(label: string): boolean {
  if (asciiOnly(label)) return false
  let shared: string[] | undefined
  const seen = new Set<string>()
  for (const c of label) {
    if (COMMON.test(c) && OWN_SCRIPT.test(c)) continue
    const scripts = TESTS.flatMap((test, i) => (test.test(c) ? [SCRIPTS[i] as string] : []))
    const own = scripts.length > 0 ? scripts : ['other']
    if (own.length === 1) seen.add(own[0] as string)
    shared = shared === undefined ? own : shared.filter((script) => own.includes(script))
  }
  if (shared === undefined || shared.length > 0) return false
  return !TOGETHER.some((set) => [...seen].every((script) => set.has(script)))
}
