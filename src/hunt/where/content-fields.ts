import { ATTACHMENT_POWERS } from '../../model/attachment.ts'
import { LINK_TRAITS } from '../../model/link.ts'
import type { RecordAttachment, RecordLink } from '../../model/record.ts'
import { type Field, one } from './field.ts'

/** A link, and what lists say its host is for. */
export interface LinkItem {
  readonly link: RecordLink
  readonly hostRoles?: (host: string) => readonly string[]
}

const LINK_ORIGINS = [
  'html-anchor',
  'html-area',
  'html-form',
  'html-image',
  'html-refresh',
  'html-other',
  'text',
  'header',
  'pdf-annotation',
  'pdf-text',
  'pdf-form',
  'office-relationship',
  'office-field',
  'office-template',
  'office-text',
  'rtf-field',
  'calendar',
  'vcard',
  'shortcut',
  'qr',
  'external-body',
] as const satisfies readonly RecordLink['origin'][]

/** What lists can say of a host. */
export const HOST_ROLE_WORDS: readonly string[] = [
  'gateway',
  'tracker',
  'shortener',
  'courier',
  'identity',
  'free-host',
  'dynamic-dns',
  'link-page',
]

/** Fields of one link. */
export const LINK_FIELDS: readonly Field<LinkItem>[] = [
  {
    name: 'host',
    type: 'host',
    meaning: 'Host it leads to.',
    example: 'links.host ~ *.test',
    index: 'host',
    read: ({ link }) => one(link.target?.host),
  },
  {
    name: 'domain',
    type: 'host',
    meaning: 'Registered domain of that host (Public Suffix List with its private section).',
    example: 'links.domain = example.net',
    index: 'domain',
    read: ({ link }) => one(link.target?.domain),
  },
  {
    name: 'url',
    type: 'url',
    meaning: 'The whole URL in normal form.',
    example: 'links.url ~ https://*/signin*',
    index: 'url',
    read: ({ link }) => one(link.url ?? link.href),
  },
  {
    name: 'href',
    type: 'text',
    meaning: 'The link exactly as written.',
    example: 'links.href has "%40"',
    read: ({ link }) => one(link.href),
  },
  {
    name: 'path',
    type: 'text',
    meaning: 'Path and query of the URL.',
    example: 'links.path ~ /?ogin/*',
    read: ({ link }) => one(pathOf(link.url)),
  },
  {
    name: 'scheme',
    type: 'text',
    meaning: 'Scheme of the URL.',
    example: 'links.scheme = http',
    read: ({ link }) =>
      one(/^[a-z][a-z0-9+.-]*(?=:)/i.exec((link.url ?? link.href).slice(0, 40))?.[0].toLowerCase()),
  },
  {
    name: 'text',
    type: 'text',
    meaning: 'Words a reader clicks on.',
    example: 'links.text has "sign in"',
    read: ({ link }) => one(link.text),
  },
  {
    name: 'text-host',
    type: 'host',
    meaning: 'Host those words name.',
    example: 'links.text-host = www.example.org',
    index: 'host',
    read: ({ link }) => one(link.textHost?.host),
  },
  {
    name: 'text-domain',
    type: 'host',
    meaning: 'Registered domain of it.',
    example: 'links[text-domain = example.org and domain != example.org]',
    index: 'domain',
    read: ({ link }) => one(link.textHost?.domain),
  },
  {
    name: 'nested-host',
    type: 'host',
    list: true,
    meaning: 'Hosts of URLs inside the URL.',
    example: 'links.nested-host = example.net',
    index: 'host',
    read: ({ link }) => link.nested.map(({ host }) => host),
  },
  {
    name: 'role',
    type: 'word',
    list: true,
    words: HOST_ROLE_WORDS,
    meaning: 'What the host is for, by the lists of Counterfoil.',
    example: 'links.role = shortener',
    needs: 'host-roles',
    read: ({ link, hostRoles }) => hostRoles && (link.target ? hostRoles(link.target.host) : []),
  },
  {
    name: 'region',
    type: 'word',
    words: ['own', 'quoted', 'forwarded', 'signature'],
    meaning: 'Whose text it stands in.',
    example: 'links[host ~ *.test and region = own]',
    read: ({ link }) => [link.region],
  },
  {
    name: 'origin',
    type: 'word',
    words: LINK_ORIGINS,
    meaning: 'What it is written as.',
    example: 'links.origin = qr',
    read: ({ link }) => [link.origin],
  },
  {
    name: 'visible',
    type: 'flag',
    meaning: 'A reader can see it.',
    example: 'links.visible = no',
    read: ({ link }) => [link.visible],
  },
  {
    name: 'traits',
    type: 'word',
    list: true,
    words: LINK_TRAITS,
    meaning: 'What can be told from the link alone.',
    example: 'links.traits = text-host-differs',
    read: ({ link }) => link.traits,
  },
]

function pathOf(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url)
  return parsed?.host ? `${parsed.pathname}${parsed.search}` : undefined
}

/** Fields of one attachment. */
export const ATTACHMENT_FIELDS: readonly Field<RecordAttachment>[] = [
  {
    name: 'name',
    type: 'text',
    meaning: 'File name.',
    example: 'attachments.name ~ *invoice*',
    read: ({ name }) => one(name),
  },
  {
    name: 'extension',
    type: 'text',
    meaning: 'Ending of the name, without its dot.',
    example: 'attachments.extension in (html, svg, iso)',
    read: ({ extension }) => one(extension),
  },
  {
    name: 'type',
    type: 'text',
    meaning: 'Media type by content, else as declared.',
    example: 'attachments.type = application/pdf',
    read: ({ detectedType, declaredType }) => one(detectedType ?? declaredType),
  },
  {
    name: 'declared-type',
    type: 'text',
    meaning: 'Media type as declared.',
    example: 'attachments[declared-type ~ image/* and type != image/png]',
    read: ({ declaredType }) => one(declaredType),
  },
  {
    name: 'size',
    type: 'size',
    meaning: 'Bytes, decoded.',
    example: 'attachments.size > 10mb',
    read: ({ size }) => [size],
  },
  {
    name: 'sha256',
    type: 'hash',
    meaning: 'SHA-256 of the content.',
    example: `attachments.sha256 = ${'0'.repeat(63)}1`,
    index: 'sha256',
    read: ({ sha256 }) => [sha256],
  },
  {
    name: 'active',
    type: 'flag',
    meaning: 'Opening it can run something.',
    example: 'attachments.active = yes',
    read: ({ active }) => [active],
  },
  {
    name: 'powers',
    type: 'word',
    list: true,
    words: ATTACHMENT_POWERS,
    meaning: 'What it can do when opened, of those that were looked into.',
    example: 'attachments.powers has macro',
    read: ({ opened }) => opened?.powers ?? [],
  },
  {
    name: 'encrypted',
    type: 'flag',
    meaning: 'It needs a password; no value when that could not be told.',
    example: 'attachments.encrypted = yes',
    read: ({ opened }) => (typeof opened?.encrypted === 'boolean' ? [opened.encrypted] : []),
  },
  {
    name: 'author',
    type: 'text',
    list: true,
    meaning: 'Author, last editor and others a document names.',
    example: 'attachments.author has berg',
    read: ({ opened }) => {
      const { author, lastModifiedBy, people = [] } = opened?.metadata ?? {}
      return [...one(author), ...one(lastModifiedBy), ...people]
    },
  },
  {
    name: 'company',
    type: 'text',
    meaning: 'Company a document names.',
    example: 'attachments.company exists',
    read: ({ opened }) => one(opened?.metadata.company),
  },
  {
    name: 'program',
    type: 'text',
    meaning: 'Program that wrote a document.',
    example: 'attachments.program ~ *writer*',
    read: ({ opened }) => one(opened?.metadata.program),
  },
  {
    name: 'title',
    type: 'text',
    meaning: 'Title of a document.',
    example: 'attachments.title has report',
    read: ({ opened }) => one(opened?.metadata.title),
  },
  {
    name: 'created',
    type: 'date',
    meaning: 'When a document says it was made.',
    example: 'attachments.created within 7d of 2024-05-01',
    read: ({ opened }) => one(opened?.metadata.created),
  },
  {
    name: 'files',
    type: 'text',
    list: true,
    meaning: 'Paths of files inside it.',
    example: 'attachments.files ~ *.lnk',
    read: ({ opened }) => opened?.files.map(({ path }) => path) ?? [],
  },
  {
    name: 'file-sha256',
    type: 'hash',
    list: true,
    meaning: 'SHA-256 of files inside it.',
    example: `attachments.file-sha256 = ${'0'.repeat(63)}1`,
    read: ({ opened }) => opened?.files.map(({ sha256 }) => sha256) ?? [],
  },
]
