import { reachesOut } from '../office/field-code.ts'
import { type MetadataDraft, metadataValue } from '../office/package-facts.ts'
import type { OpenContext } from '../opener.ts'
import type { RtfDestination } from './rtf-destinations.ts'

/** An object as its hexadecimal digits give it. */
export interface RtfObject {
  readonly className: string
  readonly bytes: Buffer
  readonly range: { readonly start: number; readonly end: number }
}

/** Characters of one value that are kept. */
export const MAX_VALUE = 2_000
const MAX_OBJECTS = 200
const MAX_RSIDS = 500
const MAX_PEOPLE = 200

interface Range {
  readonly start: number
  readonly end: number
}

/** Takes what stands in the destinations of an RTF file apart from its text: metadata, names, addresses, objects. */
export function rtfValues(context: OpenContext): {
  readonly metadata: MetadataDraft
  readonly objects: readonly RtfObject[]
  /** A destination has ended; `info` is the control word that began it. */
  end(destination: RtfDestination, info: string, value: string, range: Range): void
  /** An object begins: it has no class yet. */
  newObject(): void
  object(bytes: Buffer, range: Range): void
  /** An editing session, as a decimal number. */
  session(word: string, value: number | undefined): void
  /** `creatim`, `revtim`, and the parts of a date that follow. */
  dateWord(word: string, value: number): void
  endDate(): void
  /** Puts the collected lists into the metadata. */
  finish(): void
} {
  const metadata: MetadataDraft = {}
  const objects: RtfObject[] = []
  const people = new Set<string>()
  const rsids: string[] = []
  let objectClass = ''
  let shapeName = ''
  let date: { readonly key: 'created' | 'modified'; readonly parts: Map<string, number> } | undefined

  const info = (word: string, text: string, range: Range): void => {
    if (word === 'title') metadata.title ??= text
    else if (word === 'author') metadata.author ??= text
    else if (word === 'operator') metadata.lastModifiedBy ??= text
    else if (word === 'company') metadata.company ??= text
    else if (word === 'generator') metadata.program ??= text
    else if (word === 'template') {
      metadata.template ??= text
      if (!reachesOut(text)) return
      context.power('remote-content')
      context.link({ origin: 'office-template', href: text, range })
    }
  }

  return {
    metadata,
    objects,
    end(destination, word, value, range) {
      const trimmed = value.slice(0, MAX_VALUE).trimEnd()
      const text = metadataValue(trimmed.endsWith(';') ? trimmed.slice(0, -1) : trimmed)
      switch (destination) {
        case 'info':
          if (text !== undefined) info(word, text, range)
          return
        case 'authors':
          for (const name of value.split(';').slice(0, MAX_PEOPLE))
            if (name.trim() !== '' && people.size < MAX_PEOPLE) people.add(name.trim().slice(0, 200))
          return
        case 'object-class':
          objectClass = trimmed
          return
        case 'shape-name':
          shapeName = trimmed
          return
        case 'shape-value':
          // A picture by its address, loaded when the document is shown.
          if (text === undefined || !(shapeName === 'pibName' || shapeName === 'pihlShape')) return
          if (!reachesOut(text)) return
          context.power('remote-content')
          context.link({ origin: 'rtf-field', href: text, range })
          return
        case 'link-source':
          if (text !== undefined) context.link({ origin: 'rtf-field', href: text, range })
          return
      }
    },
    newObject() {
      objectClass = ''
    },
    object(bytes, range) {
      if (objects.length < MAX_OBJECTS) objects.push({ className: objectClass, bytes, range })
      else context.issue('limit.attachment-files', `Only ${MAX_OBJECTS} embedded objects are opened`)
    },
    session(word, value) {
      if (value === undefined) return
      const rsid = value.toString(16).toUpperCase().padStart(8, '0')
      if (word === 'rsidroot') metadata.rsidRoot ??= rsid
      else if (rsids.length < MAX_RSIDS) rsids.push(rsid)
    },
    dateWord(word, value) {
      if (word === 'creatim' || word === 'revtim')
        date = { key: word === 'creatim' ? 'created' : 'modified', parts: new Map() }
      else date?.parts.set(word, value)
    },
    endDate() {
      if (date === undefined || date.parts.size === 0) return
      const part = (name: string): number => date?.parts.get(name) ?? 0
      const time = Date.UTC(part('yr'), part('mo') - 1, part('dy'), part('hr'), part('min'))
      if (part('yr') >= 1980 && Number.isFinite(time)) metadata[date.key] ??= time
      date = undefined
    },
    finish() {
      if (people.size > 0) metadata.people = [...people]
      if (rsids.length > 0) metadata.rsids = rsids
    },
  }
}
