import { basename, join } from 'node:path'
import { fileSource } from '../../src/ingest/file-source.ts'
import type { HeaderField, Part } from '../../src/model/message.ts'
import type { PartContents } from '../../src/parse/mime/part-content.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { tally, versus } from './suite.ts'

/** An entity as the suite's XML tells it. */
interface Entity {
  kind: Part['kind']
  readonly fields: string[]
  readonly children: Entity[]
  /** Name of the file with the decoded body. */
  file?: string
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name) => NAMED[name] ?? whole)

/** Their XML has eight elements, no attribute but `name`, no comments: the tags are walked with a stack. */
function readXml(xml: string): Entity {
  const entity = (): Entity => ({ kind: 'leaf', fields: [], children: [] })
  const top = entity()
  const stack = [top]
  let fieldStart = 0
  for (const match of xml.matchAll(/<(\/?)([\w-]+)(?: name="([^"]*)")?\s*\/?>/g)) {
    const [tag, closing, name, file] = match
    const current = stack.at(-1) as Entity
    if (name === 'field') {
      // The writer puts a line end between the tag and the field.
      if (closing === '') fieldStart = match.index + tag.length
      else current.fields.push(unescaped(xml.slice(fieldStart, match.index)).replace(/^\r?\n/, ''))
    } else if (name === 'body-part' || name === 'message') {
      if (closing !== '') stack.pop()
      else {
        const inner = entity()
        if (name === 'message' && stack.length > 1) current.kind = 'message'
        current.children.push(inner)
        stack.push(inner)
      }
    } else if (name === 'multipart' && closing === '') current.kind = 'multipart'
    else if (file !== undefined) current.file = file
  }
  return top.children[0] ?? top
}

const outline = (entity: Entity): unknown =>
  entity.kind === 'leaf' ? 'leaf' : [entity.kind, ...entity.children.map(outline)]
const ourOutline = (part: Part): unknown =>
  part.kind === 'leaf' ? 'leaf' : [part.kind, ...part.children.map(ourOutline)]

const lf = (text: string): string => text.replace(/\r\n?/g, '\n')

/** A field as one line: name, colon, unfolded value. */
function oneLine(field: string): string {
  const colon = field.indexOf(':')
  return `${field.slice(0, colon).trim()}: ${field
    .slice(colon + 1)
    .replace(/[\r\n]+/g, '')
    .trim()}`
}

function compareTree(
  name: string,
  differences: Difference[],
  theirs: Entity,
  ours: Part,
  contents: PartContents,
  raw: Buffer,
  files: SuiteFiles,
  folder: string,
): void {
  const { path } = ours
  const holder = contents.holder(ours)
  const written = (field: HeaderField) => holder.toString('latin1', field.range.start, field.range.end)
  const fields = ours.header.map((field) => oneLine(written(field)))
  const expected = theirs.fields.map(oneLine)
  if (JSON.stringify(fields) !== JSON.stringify(expected))
    differences.push({ case: `${name} header of ${path}`, what: versus(expected, fields) })
  if (theirs.file !== undefined) {
    const body = lf(files.read(`${folder}/${theirs.file}`).toString('latin1'))
    const decoded = lf(contents.decoded(ours).bytes.toString('latin1'))
    if (body !== decoded) differences.push({ case: `${name} body of ${path}`, what: versus(body, decoded) })
  }
  for (const [index, child] of theirs.children.entries())
    compareTree(name, differences, child, ours.children[index] as Part, contents, raw, files, folder)
}

function messages(files: SuiteFiles): SuiteResult {
  const rows = tally('mime4j messages')
  for (const file of files.names.filter((name) => name.endsWith('.msg'))) {
    const bytes = files.read(file)
    const { root, parts } = parseMessage(bytes)
    const xml = file.replace(/\.msg$/, '_decoded.xml')
    if (!files.names.includes(xml)) {
      rows.skip('no expected result in the suite (read without a throw)')
      continue
    }
    const name = basename(file, '.msg')
    const theirs = readXml(files.read(xml).toString('latin1'))
    const differences: Difference[] = []
    const shapes = [JSON.stringify(outline(theirs)), JSON.stringify(ourOutline(root))] as const
    if (shapes[0] !== shapes[1])
      differences.push({ case: `${name} structure`, what: versus(outline(theirs), ourOutline(root)) })
    else {
      const contents = partContents(bytes, parts)
      compareTree(name, differences, theirs, root, contents, bytes, files, file.replace(/\/[^/]*$/, ''))
    }
    rows.add(differences)
  }
  return rows.result()
}

async function mbox(files: SuiteFiles): Promise<SuiteResult> {
  const rows = tally('mime4j mbox')
  for (const file of files.names.filter((name) => name.endsWith('/mbox.rlug'))) {
    const found: Buffer[] = []
    for await (const item of fileSource().read([join(files.folder, file)]))
      if (item.kind === 'raw-message') found.push(Buffer.from(item.bytes))
    const expected = files.names.filter((name) => name.startsWith(`${file}-`)).map((name) => files.read(name))
    for (const [index, message] of expected.entries()) {
      const ours = found[index]?.toString('latin1')
      // The blank line before the next separator is the mbox's (RFC 4155), not the mail's.
      const theirs = message.toString('latin1').replace(/\n$/, '')
      rows.add(
        ours === theirs
          ? []
          : [{ case: `${basename(file)}-${index}`, what: versus(theirs.slice(-80), ours?.slice(-80)) }],
      )
    }
    if (found.length !== expected.length)
      rows.add([{ case: basename(file), what: versus(expected.length, found.length) }])
  }
  return rows.result()
}

export const mime4j: Suite = {
  archive: 'james-mime4j.tar.zst',
  run: async (files) => [messages(files), await mbox(files)],
}
