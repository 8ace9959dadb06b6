import type { CaseReport } from '../model/case-report.ts'
import { ORGANISATION_NAME, ORGANISATION_NOUN } from './claims/noun-phrases.ts'
import { foldedName } from './folded-text.ts'

/** Somebody a report names: every whole form, and the words that mean this person alone. All folded. */
export interface NamedPerson {
  readonly forms: readonly string[]
  readonly addresses: readonly string[]
  /** Words of names and of local parts. */
  readonly words: readonly string[]
}

const MAILBOX = /^(.{0,1000}?)\s*<([^<>]{0,500})>$/s
const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms mx dr prof professor sir dame lord lady sen senator rep gov general col lt sgt capt rev hon cllr jr sr ii iii van von der den de del della di da la le el al bin ibn and of the for y e o'.split(
    ' ',
  ),
)
/** Words of mailboxes that stand for no person. */
const ROLES: ReadonlySet<string> = new Set(
  'info office press contact mail email admin administrator support team news newsdesk editor editors service services noreply reply donotreply postmaster webmaster hostmaster abuse security hello help sales billing account accounts list lists announce newsletter media desk group staff board secretary secretariat reception customer customers notification notifications alert alerts mailer daemon root user users test public relations legal human resources jobs invoice invoices orders order shop store web site www feedback enquiries inquiries subscribe unsubscribe bounce bounces owner request system server automated robot bot calendar events event'.split(
    ' ',
  ),
)

interface Group {
  readonly forms: Set<string>
  readonly addresses: Set<string>
  readonly names: Set<string>
}

/** An account (`edda`, `edda.thornquist`) is whose local part it is, or else of the only person with that name. */
function joinAccounts(groups: Set<Group>): void {
  const byLocal = new Map<string, Set<Group>>()
  const byName = new Map<string, Set<Group>>()
  const note = (map: Map<string, Set<Group>>, key: string, group: Group): void => {
    const known = map.get(key)
    if (known) known.add(group)
    else map.set(key, new Set([group]))
  }
  for (const group of groups) {
    for (const address of group.addresses) note(byLocal, address.slice(0, address.lastIndexOf('@')), group)
    for (const name of group.names)
      for (const key of [...wordsOf(name), compactForm(foldedName(name))]) note(byName, key, group)
  }
  for (const group of [...groups]) {
    const [form = ''] = group.forms
    if (group.addresses.size > 0 || group.forms.size > 1 || /[\s@]/.test(form)) continue
    const others = (found: ReadonlySet<Group> | undefined): readonly Group[] =>
      [...(found ?? [])].filter((one) => one !== group && groups.has(one))
    const local = others(byLocal.get(form))
    const owners =
      local.length > 0
        ? local
        : [...new Set([...others(byName.get(form)), ...others(byName.get(compactForm(form)))])]
    if (owners.length === 1) groups.delete(group)
  }
}

/** Everybody a report names, in its order; forms of one person together. What the case calls public is left out. */
export function namedPeople({ case: found, facts }: CaseReport): readonly NamedPerson[] {
  const groups = new Set<Group>()
  const byForm = new Map<string, Group>()
  const add = (names: readonly string[], addresses: readonly string[]): void => {
    const forms = [...names, ...addresses].map(foldedName).filter((form) => form.length > 1)
    if (forms.length === 0) return
    const same = [...new Set(forms.flatMap((form) => byForm.get(form) ?? []))]
    const [first = { forms: new Set(), addresses: new Set(), names: new Set() }, ...rest] = same
    groups.add(first)
    // An address and a name known apart turn out to be one person.
    for (const one of rest) {
      for (const key of ['forms', 'addresses', 'names'] as const)
        for (const value of one[key]) first[key].add(value)
      for (const form of one.forms) byForm.set(form, first)
      groups.delete(one)
    }
    for (const form of forms) {
      first.forms.add(form)
      byForm.set(form, first)
    }
    for (const address of addresses) if (address.includes('@')) first.addresses.add(foldedName(address))
    for (const name of names) if (name.trim() !== '') first.names.add(name.trim())
  }
  for (const { name, also, isPublic } of found.people)
    if (!isPublic)
      add(
        [name, ...also].filter((one) => !one.includes('@')),
        [name, ...also].filter((one) => one.includes('@')),
      )
  for (const { from, to } of facts.mails)
    for (const box of [...from, ...to]) {
      const [, name, address] = MAILBOX.exec(box) ?? []
      if (address !== undefined) add([unquoted(name ?? '')], [address])
      else if (box.includes('@')) add([], [box])
      else add([unquoted(box)], [])
    }
  for (const { collector } of found.evidence) add([collector], [])
  for (const { speaker, via } of found.claims) {
    // Behind the comma stands what they are.
    if (speaker !== undefined) add([speaker.split(', ')[0] ?? speaker], [])
    if (via !== undefined) add([via.split(', ')[0] ?? via], [])
  }
  for (const { by } of found.notes) if (by !== undefined) add([by], [])
  for (const { person } of found.custody) add([person], [])
  joinAccounts(groups)
  const open = publicForms(found)
  return [...groups]
    .filter(({ forms }) => ![...forms].some((form) => open.has(form)))
    .map(({ forms, addresses, names }) => ({
      forms: [...forms].filter((form) => !addresses.has(form)),
      addresses: [...addresses],
      words: [
        ...new Set([
          ...[...names].filter((name) => !isOrganisation(name)).flatMap(wordsOf),
          ...[...addresses].flatMap(localWords),
        ]),
      ],
    }))
}

/** Names the case calls public, folded. */
export const publicForms = (found: CaseReport['case']): ReadonlySet<string> =>
  new Set(
    found.people
      .filter(({ isPublic }) => isPublic)
      .flatMap(({ name, also }) => [name, ...also].map(foldedName))
      .filter((form) => form.length > 1),
  )

/** A folded form without what parts its words. */
export const compactForm = (form: string): string => form.replace(/[ ._,+-]+/g, '')

const unquoted = (name: string): string => name.replace(/^["']|["']$/g, '')

function isOrganisation(name: string): boolean {
  const words = foldedName(name).split(/[^\p{L}\p{N}]+/u)
  return (
    ORGANISATION_NAME.test(name) ||
    ORGANISATION_NOUN.test(name) ||
    /^(?:the|a|an)\s/i.test(name) ||
    words.some((word) => ROLES.has(word))
  )
}

const wordsOf = (name: string): readonly string[] =>
  foldedName(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 && !TITLES.has(word))

/** `edda.thornquist2` and its words; of `press` none. */
function localWords(address: string): readonly string[] {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).replace(/^"|"$/g, '')
  const words = local.split(/[^\p{L}]+/u).filter((word) => word.length > 2 && !ROLES.has(word))
  return words.length === 0 ? [] : [local, ...words.filter((word) => !TITLES.has(word))]
}
