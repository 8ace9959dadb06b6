import { parse } from 'tldts'
import { copied } from '../body/copied-text.ts'

/**
 * Which names without a scheme a mail client turns into links. Programs write `foo.py`, `obj.name` and `image.bb`
 * far more often than people write domains under those suffixes, so a suffix counts as strong only when people
 * write it in running text and programs do not.
 */
const STRONG: ReadonlySet<string> = new Set(
  (
    'com org net edu gov mil info biz coop aero museum travel jobs mobi tel asia cat ' +
    'io xyz online site website shop store tech club live space top cloud email agency solutions services company ' +
    'news media blog press institute foundation academy university support center digital ' +
    'events finance bank money health legal law vip ngo ong eu ' +
    // Countries whose domains are met in mail; two letters of the others are a field of a struct more often.
    'ae ar at au ba be bg bo br by ca ch cl cn co cr cu cy cz de dk do dz ec ee eg es eu fi fr ge gr gt hk hr hu id ie ' +
    'il in iq ir is it jo jp ke kg kr kw kz lb li lk lt lu lv ma md me mt mx my ng nl no np nz pe ph pk pt qa re ro ' +
    'ru sa se sg si sk su sv sy th tn tr tv tw tz ua ug uk us uy uz ve vn za'
  ).split(' '),
)

/** Strong by country, but also a word, a property name or a file ending: need a path or three labels to count. */
const AMBIGUOUS: ReadonlySet<string> = new Set(
  // words of English and other languages that follow a full stop without a space
  (
    'am an as at be by do id in is it me my no so to us re la de es et ' +
    // file endings and property names in source code and tool output
    'ac am bb bz cat cc cd cf gz im la ls mm mk ml mn ms ne pl pm ps py rs sc sg sh sk so st tf ts vi ws ' +
    'io info name pro int top live media support space tech email store online site services center events'
  ).split(' '),
)
/** Ambiguous words that people do write as domains more often than anything else. */
const TRUSTED: ReadonlySet<string> = new Set(['de', 'es', 'io'])

/** Never a domain without `www.`: these are files, whatever follows. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'ai app bat bb cab cc cfg data dev dot foo inc int java link map md mk mov mo network pl pm ps py rs run sh so target tf zip'.split(
    ' ',
  ),
)

/** Hosts repeat within a mailbox, and telling takes microseconds; a mail of random names must not fill the memory. */
const REMEMBERED = 10_000
const LONGEST = 255
const withPath = new Map<string, boolean>()
const withoutPath = new Map<string, boolean>()

/**
 * Whether a mail client would make `host` a link. `host` is lower case, without a port; `www` when it begins with
 * `www.`; `path` when a path follows.
 */
export function isLinkedDomain(
  host: string,
  options: { readonly www: boolean; readonly path: boolean },
): boolean {
  const remembered = options.path ? withPath : withoutPath
  const before = remembered.get(host)
  if (before !== undefined) return before
  const found = isLinked(host, options)
  if (remembered.size >= REMEMBERED) remembered.clear()
  if (host.length <= LONGEST) remembered.set(copied(host), found)
  return found
}

function isLinked(host: string, options: { readonly www: boolean; readonly path: boolean }): boolean {
  const dot = host.lastIndexOf('.')
  if (dot < 1) return false
  const last = host.slice(dot + 1)
  if (/^-|-\.|\.-|-$/.test(host)) return false
  if (!options.www) {
    if (FILE_ENDINGS.has(last)) return false
    const strong = STRONG.has(last)
    if (!strong && !options.path) return false
    if (AMBIGUOUS.has(last) && !TRUSTED.has(last) && !options.path) {
      // `shop.co.in`: a suffix of two labels is no accident.
      const suffix = parse(host, { extractHostname: false, validateHostname: false }).publicSuffix ?? ''
      if (!suffix.includes('.')) return false
    }
  }
  const found = parse(host, { extractHostname: false, allowPrivateDomains: false })
  if (found.isIcann !== true || found.domain === null) return false
  // `u.net`, `i.mx`: fields and chip names; the few domains of one letter are written with a path.
  return options.www || options.path || (found.domainWithoutSuffix?.length ?? 0) > 1
}
