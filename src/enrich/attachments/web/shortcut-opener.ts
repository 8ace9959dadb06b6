import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { reachesOut } from '../office/field-code.ts'
import { codeUrls, urlStrings } from '../office/url-strings.ts'
import { decodeXml, scanXml } from '../office/xml-scan.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { looksLikeText } from '../text/text-encoding.ts'
import { readWindowsShortcut } from './windows-shortcut.ts'

/** Extensions of files that are a pointer to something else. */
const SETTINGS: ReadonlySet<string> = new Set(['url', 'website', 'desktop', 'scf', 'rdp'])
const MARKUP: ReadonlySet<string> = new Set([
  'webloc',
  'library-ms',
  'searchconnector-ms',
  'search-ms',
  'settingcontent-ms',
  'jnlp',
  'appinstaller',
])
/** A configuration profile of Apple, which sets up accounts, certificates and icons. */
const PROFILE = 'application/x-apple-aspen-config'
/** A shortcut is small. Attack: one of 100 MB. */
const MAX_BYTES = 4_000_000

/** Shortcuts of Windows, macOS and Linux desktops, and other small files that lead elsewhere when opened. */
export const shortcut: Opener = {
  id: 'shortcut',
  accepts: (mediaType, name) => {
    if (mediaType === 'application/x-ms-shortcut' || mediaType === 'application/x-url-shortcut') return true
    if (mediaType === PROFILE) return true
    const extension = extensionOf(name)
    if (extension === 'webloc' || extension === 'mobileconfig') return true
    return mediaType.startsWith('text/') && (SETTINGS.has(extension) || MARKUP.has(extension))
  },
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_BYTES))
    const complete = bytes.length <= MAX_BYTES
    if (!complete) context.issue('limit.attachment-size', `Only the first ${MAX_BYTES} bytes are read`)
    if (context.mediaType === 'application/x-ms-shortcut') return { ...openLnk(buffer, context), complete }
    if (buffer.toString('latin1', 0, 6) === 'bplist') {
      urlStrings(buffer, context, context.name)
      return { encrypted: false, metadata: {}, complete }
    }
    const text = looksLikeText(buffer) ? decodeXml(buffer) : signedXml(buffer)
    if (text === '') {
      context.issue('attachment.unsupported', 'No readable settings in the file')
      return { encrypted: 'unknown', metadata: {}, complete: false }
    }
    // A profile puts icons on the screen that open any page, and settings of mail, network and certificates.
    if (context.mediaType === PROFILE || extensionOf(context.name) === 'mobileconfig') context.power('launch')
    if (/^\s{0,100}</.test(text.slice(0, 200))) readMarkup(text, context)
    else readSettings(text, context)
    return { encrypted: false, metadata: {}, complete }
  },
}

/** The property list inside a signature (CMS, RFC 5652), where it stands in the clear; empty when there is none. */
function signedXml(bytes: Buffer): string {
  const start = bytes.indexOf('<?xml')
  const end = bytes.lastIndexOf('</plist>')
  return start < 0 || end < start ? '' : decodeXml(bytes.subarray(start, end + 8))
}

function openLnk(bytes: Buffer, context: OpenContext): Pick<OpenedContent, 'encrypted' | 'metadata'> {
  const link = readWindowsShortcut(bytes)
  if (link === undefined) {
    context.issue('attachment.damaged', 'The shortcut is too short')
    return { encrypted: false, metadata: {} }
  }
  context.power('launch')
  const { target, icon, workingFolder } = link
  const place = { file: 'target' }
  const command = `${target} ${link.arguments}`.trim()
  context.text(
    [command, link.description, link.machine === '' ? '' : `made on ${link.machine}`]
      .filter(Boolean)
      .join('\n'),
  )
  for (const path of [target, icon, workingFolder])
    if (reachesOut(path)) {
      context.power('remote-content')
      context.link({ origin: 'shortcut', href: path, place })
    }
  codeUrls(link.arguments, context, { origin: 'shortcut', place: { file: 'arguments' } })
  // Shares in the arguments, which programs are loaded from.
  for (const [share] of link.arguments.matchAll(/\\\\[a-z0-9.-]{3,253}(?:@[\w]{1,10})?\\[^\s"']{0,500}/gi))
    context.link({ origin: 'shortcut', href: share, place: { file: 'arguments' }, visible: false })
  return {
    encrypted: false,
    metadata: {
      ...(link.description.trim() !== '' && { title: link.description.trim().slice(0, 500) }),
      ...(link.created !== undefined && { created: link.created }),
      ...(link.modified !== undefined && { modified: link.modified }),
    },
  }
}

/** `key=value` lines: .url, .website, .desktop, .scf; `key:type:value` lines: .rdp. */
function readSettings(text: string, context: OpenContext): void {
  const shown: string[] = []
  for (const line of text.split(/\r\n?|\n/, 5_000)) {
    context.budget.work()
    const remote = /^\s{0,10}(full address|alternate full address|gatewayhostname):s:(.{1,300})$/i.exec(line)
    if (remote !== null) {
      // A remote desktop: the host gets the drives and the clipboard of whoever opens it.
      for (const power of ['launch', 'remote-content'] as const) context.power(power)
      context.link({ origin: 'shortcut', href: (remote[2] ?? '').trim(), prefix: 'http://' })
      continue
    }
    const equals = line.indexOf('=')
    if (equals < 1 || equals > 100) continue
    const key = line.slice(0, equals).trim().toLowerCase()
    const value = line.slice(equals + 1, equals + 8_192).trim()
    if (value === '') continue
    if (key === 'url' || key === 'baseurl' || key === 'origurl') {
      shown.push(value)
      context.link({ origin: 'shortcut', href: value })
      if (reachesOut(value) && !/^https?:/i.test(value)) context.power('launch')
    } else if (key === 'iconfile' || key === 'icon' || key === 'workingdirectory' || key === 'path') {
      // Shown in a folder window, an icon on a share is enough to send the user's credentials there.
      if (!reachesOut(value)) continue
      for (const power of ['remote-content', 'auto-open'] as const) context.power(power)
      context.link({ origin: 'shortcut', href: value, visible: false })
    } else if (key === 'exec' || key === 'tryexec' || key === 'command') {
      context.power('launch')
      shown.push(value)
      codeUrls(value, context, { origin: 'shortcut' })
    } else if (key === 'name' || key === 'comment') shown.push(value)
  }
  context.text(shown.join('\n'))
}

/** Elements of XML pointers that hold where they lead. */
const HOLDERS: ReadonlySet<string> = new Set([
  'string',
  'url',
  'DeepLink',
  'Icon',
  'simpleLocation',
  'homepage',
])

function readMarkup(xml: string, context: OpenContext): void {
  let value = ''
  let inside = ''
  /** In a property list: the name of the value that comes next. */
  let key = ''
  const tell = (written: string): void => {
    const href = written.trim()
    if (href === '') return
    context.text(href)
    if (inside === 'DeepLink') {
      context.power('launch')
      codeUrls(href, context, { origin: 'shortcut' })
    } else if (/HostName$|^Host$|^ProxyServer$/i.test(key)) {
      // The server of an account that a profile sets up: it gets the mail and the password.
      context.link({ origin: 'shortcut', href, ...(!href.includes('://') && { prefix: 'http://' }) })
    } else if (/^(?:[a-z][a-z0-9+.-]{1,20}:|\\\\)/i.test(href)) context.link({ origin: 'shortcut', href })
  }
  scanXml(
    xml,
    {
      open(tag) {
        value = ''
        inside = (tag.name === 'key' || HOLDERS.has(tag.name)) && !tag.empty ? tag.name : ''
        for (const name of ['href', 'codebase', 'Uri']) {
          const target = tag.attribute(name)
          if (target !== undefined && reachesOut(target)) {
            context.power('remote-content')
            context.link({ origin: 'shortcut', href: target })
          }
        }
        if (tag.name === 'jnlp' || tag.name === 'AppInstaller') context.power('launch')
      },
      text(text) {
        if (inside !== '' && value.length < 16_384) value += text
      },
      close(name) {
        if (name === inside && name === 'key') key = value.trim()
        else if (name === inside) tell(value)
        inside = ''
      },
    },
    context.budget.work,
  )
}
