import { ATTACHMENT_FIELDS, LINK_FIELDS, type LinkItem } from './content-fields.ts'
import type { Field, FieldGroup, HuntSubject } from './field.ts'
import { CHANNEL_FIELDS, FINDING_FIELDS, JUDGEMENT_FIELDS, MODEL_FIELDS } from './judgement-fields.ts'
import { MESSAGE_FIELDS } from './message-fields.ts'
import { ASK_FIELDS, AUTH_FIELDS, CLAIM_FIELDS, CONTACT_FIELDS } from './message-item-fields.ts'

/** A group whose items are read inside this file only, so that groups of different items fit one list. */
export interface AnyGroup {
  readonly name: string
  readonly meaning: string
  readonly needs?: FieldGroup<unknown>['needs']
  readonly items: (subject: HuntSubject) => readonly unknown[] | undefined
  readonly fields: readonly Field<unknown>[]
}

function group<I>(of: FieldGroup<I>): AnyGroup {
  return {
    ...of,
    fields: of.fields.map((field) => ({ ...field, read: (item: unknown) => field.read(item as I) })),
  }
}

/** Things a mail has several of, each with fields of its own. */
export const GROUPS: readonly AnyGroup[] = [
  group<LinkItem>({
    name: 'links',
    meaning: 'Links of the mail, of its attachments and pictures.',
    items: ({ record, hostRoles }) =>
      record.links.map((link) => (hostRoles ? { link, hostRoles } : { link })),
    fields: LINK_FIELDS,
  }),
  group({
    name: 'attachments',
    meaning: 'Files the mail carries.',
    items: ({ record }) => record.attachments,
    fields: ATTACHMENT_FIELDS,
  }),
  group({
    name: 'asks',
    meaning: 'What its sender asks the reader to do, plainly or faintly (`ask` has the plain ones).',
    items: ({ record }) => record.asks ?? [],
    fields: ASK_FIELDS,
  }),
  group({
    name: 'auth',
    meaning: 'Results of SPF, DKIM, DMARC and ARC.',
    items: ({ record }) => record.authentication.results,
    fields: AUTH_FIELDS,
  }),
  group({
    name: 'claims',
    meaning: 'What quoted and forwarded blocks say of their originals.',
    items: ({ record }) => record.thread.claims,
    fields: CLAIM_FIELDS,
  }),
  group({
    name: 'contacts',
    meaning: 'Phone numbers and addresses it gives for its sender.',
    items: ({ record }) => record.contacts ?? [],
    fields: CONTACT_FIELDS,
  }),
  group({
    name: 'findings',
    meaning: 'What was found, with its gravity (`finding` has the ids).',
    needs: 'judgement',
    items: ({ judgement }) => judgement?.findings,
    fields: FINDING_FIELDS,
  }),
  group({
    name: 'channels',
    meaning: 'Ways in which it drifts from its sender’s past.',
    needs: 'judgement',
    items: ({ judgement }) => judgement?.channels.filter(({ notEvaluated }) => notEvaluated === undefined),
    fields: CHANNEL_FIELDS,
  }),
  group({
    name: 'models',
    meaning: 'Attacker models that spoke.',
    needs: 'judgement',
    items: ({ judgement }) => judgement?.models.filter(({ notEvaluated }) => notEvaluated === undefined),
    fields: MODEL_FIELDS,
  }),
]

/** `links.host`: the field of every item. */
function ofEveryItem(of: AnyGroup, field: Field<unknown>): Field<HuntSubject> {
  return {
    ...field,
    ...(of.needs ? { needs: of.needs } : {}),
    name: `${of.name}.${field.name}`,
    list: true,
    read: (subject) => {
      const items = of.items(subject)
      if (!items) return undefined
      const values = []
      for (const item of items) {
        const read = field.read(item)
        if (!read) return undefined
        values.push(...read)
      }
      return values
    },
  }
}

/** All fields of a subject by their full names: the table of docs/hunt-language.md. */
export const FIELDS: readonly Field<HuntSubject>[] = [
  ...MESSAGE_FIELDS,
  ...GROUPS.flatMap((of) => of.fields.map((field) => ofEveryItem(of, field))),
  ...JUDGEMENT_FIELDS,
]

const BY_NAME: ReadonlyMap<string, Field<HuntSubject>> = new Map(FIELDS.map((field) => [field.name, field]))
const GROUP_BY_NAME: ReadonlyMap<string, AnyGroup> = new Map(GROUPS.map((of) => [of.name, of]))

/** The field of that name, or the number of values of a list (`to.count`, `links.count`). */
export function fieldNamed(name: string): Field<HuntSubject> | undefined {
  const known = BY_NAME.get(name)
  if (known || !name.endsWith('.count')) return known
  const base = name.slice(0, -'.count'.length)
  const counted = BY_NAME.get(base)
  const of = GROUP_BY_NAME.get(base)
  const needs = of?.needs ?? counted?.needs
  if (!of && !counted?.list) return undefined
  return {
    name,
    type: 'number',
    meaning: `How many ${base} there are.`,
    example: `${name} > 3`,
    ...(needs ? { needs } : {}),
    read: (subject) => {
      const items = of ? of.items(subject) : counted?.read(subject)
      return items && [items.length]
    },
  }
}

export function groupNamed(name: string): AnyGroup | undefined {
  return GROUP_BY_NAME.get(name)
}

/** Field of an item of a group, by its name without the group's. */
export function itemField(of: AnyGroup, name: string): Field<unknown> | undefined {
  return of.fields.find((field) => field.name === name)
}
