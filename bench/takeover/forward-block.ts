/** How programs write a forwarded mail: the words above it and the prefix of the subject, by client and language. */
import type { Mailbox } from '../../src/model/message.ts'
import type { Language } from './lures.ts'
import type { BaseFacts } from './mail-maker.ts'
import type { Dice } from './random.ts'

export interface Original {
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly subject: string
  /** Milliseconds. */
  readonly time: number
}

const PREFIXES: Readonly<Record<Language, { readonly outlook: string; readonly other: string }>> = {
  en: { outlook: 'FW', other: 'Fwd' },
  de: { outlook: 'WG', other: 'Fwd' },
  fr: { outlook: 'TR', other: 'Tr' },
  es: { outlook: 'RV', other: 'Rv' },
}

const LABELS: Readonly<Record<Language, readonly [from: string, sent: string, to: string, subject: string]>> =
  {
    en: ['From:', 'Sent:', 'To:', 'Subject:'],
    de: ['Von:', 'Gesendet:', 'An:', 'Betreff:'],
    fr: ['De :', 'Envoyé :', 'À :', 'Objet :'],
    es: ['De:', 'Enviado:', 'Para:', 'Asunto:'],
  }

type Program = 'outlook' | 'gmail' | 'thunderbird' | 'apple' | 'other'

function programOf(base: BaseFacts): Program {
  const mailer = base.client.mailer ?? ''
  if (/outlook|exchange/i.test(mailer) || /thread-topic/.test(base.client['header-extras'] ?? ''))
    return 'outlook'
  if (/gmail/i.test(mailer)) return 'gmail'
  if (/thunderbird/i.test(mailer)) return 'thunderbird'
  return /apple|iphone|ipad/i.test(mailer) ? 'apple' : 'other'
}

/** The subject with the prefix this program puts before it. */
export function forwardSubject(subject: string, language: Language, base: BaseFacts): string {
  if (/evolution/i.test(base.client.mailer ?? '')) return `[Fwd: ${subject}]`
  const { outlook, other } = PREFIXES[language]
  return `${programOf(base) === 'outlook' ? outlook : other}: ${subject}`
}

/** The lines that stand for the original: its header as this program shows it, then its text. */
export function forwardBlock(
  original: Original,
  lines: readonly string[],
  language: Language,
  base: BaseFacts,
  dice: Dice,
): readonly string[] {
  const program = programOf(base)
  const from = `${original.from.name} <${original.from.address}>`.trim()
  const to = original.to.slice(0, 3).map((one) => one.name || one.address)
  const [labelFrom, labelSent, labelTo, labelSubject] = LABELS[language]
  const locale = { en: 'en-US', de: 'de-DE', fr: 'fr-FR', es: 'es-ES' }[language]
  const date = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
      .format(original.time)
      .replace(/[\u202f\u00a0]/g, ' ')
  const long = date({
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const short = date({
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  switch (program) {
    case 'outlook':
      return [
        ...(dice.chance(0.4) ? ['________________________________'] : ['-----Original Message-----']),
        `${labelFrom} ${from}`,
        `${labelSent} ${long}`,
        `${labelTo} ${to.join('; ')}`,
        `${labelSubject} ${original.subject}`,
        '',
        ...lines,
      ]
    case 'gmail':
      return [
        '---------- Forwarded message ---------',
        `From: ${from}`,
        `Date: ${short}`,
        `Subject: ${original.subject}`,
        `To: ${original.to
          .slice(0, 3)
          .map((one) => (one.name ? `${one.name} <${one.address}>` : `<${one.address}>`))
          .join(', ')}`,
        '',
        '',
        ...lines,
      ]
    case 'apple':
      return [
        'Begin forwarded message:',
        '',
        `> From: ${from}`,
        `> Subject: ${original.subject}`,
        `> Date: ${long}`,
        `> To: ${to.join(', ')}`,
        '> ',
        ...lines.map((line) => `> ${line}`),
      ]
    default:
      return [
        program === 'thunderbird'
          ? '-------- Forwarded Message --------'
          : `----- Forwarded message from ${from} -----`,
        ...(program === 'thunderbird'
          ? [
              `Subject: \t${original.subject}`,
              `Date: \t${new Date(original.time).toUTCString().replace('GMT', '+0000')}`,
              `From: \t${from}`,
              `To: \t${to.join(', ')}`,
            ]
          : [
              `Date: ${new Date(original.time).toUTCString().replace('GMT', '+0000')}`,
              `From: ${from}`,
              `To: ${to.join(', ')}`,
              `Subject: ${original.subject}`,
            ]),
        '',
        ...lines,
      ]
  }
}
