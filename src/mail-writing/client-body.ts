// How mail programs lay out what a person wrote: plain text beside HTML, answers above or around a quote, forwards.
import type { ClientName } from './client-shape.ts'
import { mailDate, twoDigits, wallClock, zoneText } from './mail-encoding.ts'

export interface WrittenLink {
  readonly text: string
  readonly href: string
}

/** Running text with links in it. */
export type Paragraph = string | readonly (string | WrittenLink)[]

/** A mail as it is shown inside another one. */
export interface ShownMail {
  readonly name: string
  readonly address: string
  /** As written in a header, e.g. `Anna Berg <anna@example.org>`. */
  readonly to: string
  readonly subject: string
  /** Milliseconds, and minutes east of UTC of the clock it is shown on. */
  readonly time: number
  readonly offset: number
  readonly paragraphs: readonly Paragraph[]
}

/** What the person put into the window, before the program lays it out. */
export interface WrittenBody {
  readonly paragraphs: readonly Paragraph[]
  /** Lines. */
  readonly signature?: readonly string[]
  readonly reply?: ShownMail
  readonly forward?: ShownMail
}

export interface LaidOutBody {
  /** LF line ends. */
  readonly text: string
  readonly html?: string
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const pieces = (paragraph: Paragraph): readonly (string | WrittenLink)[] =>
  typeof paragraph === 'string' ? [paragraph] : paragraph

function plainParagraph(paragraph: Paragraph): string {
  return pieces(paragraph)
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : piece.text === piece.href
          ? piece.href
          : `${piece.text} <${piece.href}>`,
    )
    .join('')
}

function htmlParagraph(paragraph: Paragraph): string {
  return pieces(paragraph)
    .map((piece) =>
      typeof piece === 'string'
        ? escapeHtml(piece)
        : `<a href="${escapeHtml(piece.href)}">${escapeHtml(piece.text)}</a>`,
    )
    .join('')
}

/** Breaks lines at spaces, at most `width` characters; a word that is longer stays whole. */
function wrap(text: string, width: number, flowed: boolean): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(flowed ? `${line} ` : line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines
}

const longDay = (name: string): string =>
  ({
    Mon: 'Monday',
    Tue: 'Tuesday',
    Wed: 'Wednesday',
    Thu: 'Thursday',
    Fri: 'Friday',
    Sat: 'Saturday',
    Sun: 'Sunday',
  })[name] as string
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The line above a quote. */
function attribution(client: ClientName, shown: ShownMail): string {
  const at = wallClock(shown.time, shown.offset)
  const clock = `${twoDigits(at.hour)}:${twoDigits(at.minute)}`
  switch (client) {
    case 'gmail':
      return `On ${at.dayName}, ${at.day} ${at.monthName} ${at.year} at ${clock}, ${shown.name} <${shown.address}> wrote:`
    case 'apple-mail':
    case 'iphone':
      return `On ${at.day} ${at.monthName} ${at.year}, at ${clock}, ${shown.name} <${shown.address}> wrote:`
    case 'mutt':
      return `On ${at.dayName}, ${at.monthName} ${twoDigits(at.day)}, ${at.year} at ${clock}:${twoDigits(at.second)} ${zoneText(shown.offset)}, ${shown.name} wrote:`
    default:
      return `On ${twoDigits(at.day)}/${twoDigits(at.month)}/${at.year} ${clock}, ${shown.name} wrote:`
  }
}

/** The header block above a forwarded mail, and above the answered mail in Outlook: label and value. */
function headerBlock(client: ClientName, shown: ShownMail): readonly (readonly [string, string])[] {
  const at = wallClock(shown.time, shown.offset)
  const clock = `${twoDigits(at.hour)}:${twoDigits(at.minute)}`
  const from = `${shown.name} <${shown.address}>`
  switch (client) {
    case 'outlook':
    case 'owa':
      return [
        ['From', from],
        ['Sent', `${longDay(at.dayName)}, ${LONG_MONTHS[at.month - 1]} ${at.day}, ${at.year} ${clock}`],
        ['To', shown.to],
        ['Subject', shown.subject],
      ]
    case 'gmail':
      return [
        ['From', from],
        ['Date', `${at.dayName}, ${at.day} ${at.monthName} ${at.year} at ${clock}`],
        ['Subject', shown.subject],
        ['To', shown.to],
      ]
    case 'apple-mail':
    case 'iphone':
      return [
        ['From', from],
        ['Subject', shown.subject],
        ['Date', `${at.day} ${LONG_MONTHS[at.month - 1]} ${at.year} at ${clock}:${twoDigits(at.second)}`],
        ['To', shown.to],
      ]
    case 'mutt':
      return [
        ['Date', mailDate(shown.time, shown.offset)],
        ['From', from],
        ['To', shown.to],
        ['Subject', shown.subject],
      ]
    default:
      return [
        ['Subject', shown.subject],
        ['Date', mailDate(shown.time, shown.offset)],
        ['From', from],
        ['To', shown.to],
      ]
  }
}

const FORWARD_LINE: Readonly<Partial<Record<ClientName, string>>> = {
  thunderbird: '-------- Forwarded Message --------',
  plain: '-------- Forwarded Message --------',
  script: '---------- Forwarded message ---------',
  newsletter: '---------- Forwarded message ---------',
  gmail: '---------- Forwarded message ---------',
  'apple-mail': 'Begin forwarded message:',
  iphone: 'Begin forwarded message:',
  outlook: '-----Original Message-----',
  owa: '________________________________',
}

const WRITES_HTML: ReadonlySet<ClientName> = new Set([
  'outlook',
  'owa',
  'gmail',
  'apple-mail',
  'iphone',
  'newsletter',
])
const WRAP_AT = 72

const shownText = (shown: ShownMail): string => shown.paragraphs.map(plainParagraph).join('\n\n')

function layOutText(client: ClientName, body: WrittenBody): string {
  const flowed = client === 'thunderbird'
  const wraps = flowed || client === 'mutt' || client === 'plain' || client === 'script'
  const broken = (text: string): string => (wraps ? wrap(text, WRAP_AT, flowed).join('\n') : text)
  const blocks: string[] = body.paragraphs.map((paragraph) => broken(plainParagraph(paragraph)))
  const signature = body.signature?.length ? `-- \n${body.signature.join('\n')}` : undefined
  const outlookStyle = client === 'outlook' || client === 'owa'
  if (signature && outlookStyle) blocks.push((body.signature as readonly string[]).join('\n'))
  if (client === 'iphone') blocks.push('Sent from my iPhone')
  if (body.reply) {
    const quoted = wrap(shownText(body.reply), WRAP_AT - 2, flowed)
    if (outlookStyle)
      blocks.push(
        `${client === 'owa' ? '________________________________' : '-----Original Message-----'}\n${headerBlock(
          client,
          body.reply,
        )
          .map(([label, value]) => `${label}: ${value}`)
          .join('\n')}\n\n${shownText(body.reply)}`,
      )
    else
      blocks.push(
        `${attribution(client, body.reply)}\n${quoted.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}`,
      )
  }
  if (body.forward) {
    const head = headerBlock(client, body.forward)
      .map(([label, value]) => `${label}: ${value}`)
      .join('\n')
    if (client === 'mutt')
      blocks.push(
        `----- Forwarded message from ${body.forward.name} <${body.forward.address}> -----`,
        head,
        broken(shownText(body.forward)),
        '----- End forwarded message -----',
      )
    else
      blocks.push(
        `${FORWARD_LINE[client]}\n${client === 'apple-mail' || client === 'iphone' ? '\n' : ''}${head}`,
        broken(shownText(body.forward)),
      )
  }
  if (signature && !outlookStyle) {
    // above the quote where the program puts it there, at the end otherwise
    const at = client === 'gmail' && (body.reply || body.forward) ? body.paragraphs.length : blocks.length
    blocks.splice(at, 0, signature)
  }
  return `${blocks.join('\n\n')}\n`
}

function htmlHead(client: ClientName, shown: ShownMail): string {
  const rows = headerBlock(client, shown).map(([label, value]) => `<b>${label}:</b> ${escapeHtml(value)}<br>`)
  return rows.join('\n')
}

function layOutHtml(client: ClientName, body: WrittenBody): string {
  const shownHtml = (shown: ShownMail, tag: string): string =>
    shown.paragraphs.map((paragraph) => `<${tag}>${htmlParagraph(paragraph)}</${tag}>`).join('\n')
  const own = body.paragraphs.map(htmlParagraph)
  const signature = body.signature?.map(escapeHtml).join('<br>\n')
  switch (client) {
    case 'gmail': {
      let html = `<div dir="ltr">${own.map((line) => `<div>${line}</div>`).join('<div><br></div>\n')}`
      if (signature)
        html += `\n<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">${signature}</div>`
      html += '</div>'
      if (body.reply)
        html += `\n<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escapeHtml(attribution(client, body.reply))}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${shownHtml(body.reply, 'div')}</blockquote></div>`
      if (body.forward)
        html += `\n<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${FORWARD_LINE.gmail}<br>${htmlHead(client, body.forward)}</div>${shownHtml(body.forward, 'div')}</div>`
      return `${html}\n`
    }
    case 'outlook':
    case 'owa': {
      const paragraph = (line: string): string =>
        client === 'owa' ? `<div>${line}</div>` : `<p class=MsoNormal>${line}</p>`
      let html = own.map(paragraph).join('\n')
      if (signature) html += `\n${paragraph(signature)}`
      const shown = body.reply ?? body.forward
      if (shown)
        html += `\n${
          client === 'owa'
            ? '<hr tabindex="-1" style="display:inline-block; width:98%">\n<div id="divRplyFwdMsg" dir="ltr">'
            : '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        }${htmlHead(client, shown)}</div>\n${shownHtml(shown, client === 'owa' ? 'div' : 'p')}`
      return client === 'owa'
        ? `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n</head>\n<body dir="ltr">\n${html}\n</body>\n</html>\n`
        : `<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head><meta name=Generator content="Microsoft Word 15"></head>\n<body lang=EN-GB>\n<div class=WordSection1>\n${html}\n</div></body></html>\n`
    }
    case 'newsletter': {
      const rows = own.map((line) => `<tr><td style="padding:8px">${line}</td></tr>`).join('\n')
      return `<!doctype html>\n<html><body style="margin:0"><table role="presentation" width="600">\n${rows}\n${signature ? `<tr><td style="font-size:11px">${signature}</td></tr>\n` : ''}</table></body></html>\n`
    }
    default: {
      let html = own.map((line) => `<div>${line}</div>`).join('<br>')
      if (signature) html += `<br><div>--&nbsp;<br>${signature}</div>`
      if (client === 'iphone') html += '<br><div dir="ltr">Sent from my iPhone</div>'
      if (body.reply)
        html += `<div><br><blockquote type="cite"><div>${escapeHtml(attribution(client, body.reply))}</div><br>${shownHtml(body.reply, 'div')}</blockquote></div>`
      if (body.forward)
        html += `<div><br><blockquote type="cite"><div>${FORWARD_LINE[client] ?? ''}</div><br>${htmlHead(client, body.forward)}<br>${shownHtml(body.forward, 'div')}</blockquote></div>`
      return `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">${html}</body></html>\n`
    }
  }
}

/** Text, and HTML where the program writes it, as the program would lay out what was written. */
export function layOutBody(client: ClientName, body: WrittenBody): LaidOutBody {
  const text = layOutText(client, body)
  return WRITES_HTML.has(client) ? { text, html: layOutHtml(client, body) } : { text }
}
