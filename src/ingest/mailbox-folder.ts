import type { SourceLocation } from '../model/source.ts'

/** What the names of Maildir files and of mail folders say. */

export type MailFlag = NonNullable<SourceLocation['flags']>[number]

const MAILDIR_FLAGS: Readonly<Record<string, MailFlag>> = {
  P: 'passed',
  R: 'replied',
  S: 'read',
  T: 'trashed',
  D: 'draft',
  F: 'flagged',
}
/** Order in which flags are given, so that equal sets look equal. */
const FLAG_ORDER: readonly MailFlag[] = [
  'read',
  'replied',
  'sent',
  'flagged',
  'draft',
  'trashed',
  'passed',
  'spam',
]
/** Info part of a Maildir file name; `;` and `!` stand for the colon on file systems that refuse it. */
const INFO = /[:;!]2,([A-Za-z]*)$/

/** The part of a Maildir file name that stays when flags change. */
export function maildirUnique(name: string): string {
  const info = INFO.exec(name)
  return info === null ? name : name.slice(0, info.index)
}

/** Flags in the `:2,` suffix of a Maildir file name (https://cr.yp.to/proto/maildir.html). */
export function maildirFlags(name: string): readonly MailFlag[] {
  return inOrder(new Set([...(INFO.exec(name)?.[1] ?? '')].flatMap((letter) => MAILDIR_FLAGS[letter] ?? [])))
}

/** Delivery time in milliseconds, with which a Maildir file name begins (seconds since 1970). */
export function maildirTime(name: string): number | undefined {
  const seconds = /^(\d{6,11})\./.exec(name)?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

export function inOrder(flags: ReadonlySet<MailFlag>): readonly MailFlag[] {
  return FLAG_ORDER.filter((flag) => flags.has(flag))
}

/** Names that mail programs give their own folders, in the languages of Thunderbird's and Outlook's larger markets. */
const FOLDER_NAMES: Readonly<Partial<Record<MailFlag, readonly string[]>>> = {
  sent: [
    'sent',
    'sent items',
    'sent mail',
    'sent messages',
    'sent-mail',
    'gesendet',
    'gesendete elemente',
    'gesendete objekte',
    'envoyés',
    'messages envoyés',
    'éléments envoyés',
    'enviados',
    'elementos enviados',
    'itens enviados',
    'inviata',
    'posta inviata',
    'verzonden',
    'verzonden items',
    'wysłane',
    'отправленные',
    'надіслані',
  ],
  draft: [
    'draft',
    'drafts',
    'entwürfe',
    'brouillons',
    'borradores',
    'rascunhos',
    'bozze',
    'concepten',
    'черновики',
  ],
  trashed: [
    'trash',
    'bin',
    'deleted',
    'deleted items',
    'deleted messages',
    'papierkorb',
    'gelöschte elemente',
    'gelöschte objekte',
    'corbeille',
    'éléments supprimés',
    'papelera',
    'elementos eliminados',
    'lixeira',
    'cestino',
    'prullenbak',
    'удаленные',
  ],
  spam: [
    'spam',
    'junk',
    'junk email',
    'junk e-mail',
    'junk-e-mail',
    'bulk mail',
    'spamverdacht',
    'unerwünscht',
    'courrier indésirable',
    'indésirables',
    'correo no deseado',
    'lixo eletrônico',
    'posta indesiderata',
    'ongewenste e-mail',
    'спам',
  ],
}
const FLAG_OF_FOLDER: ReadonlyMap<string, MailFlag> = new Map(
  FLAG_ORDER.flatMap((flag) => (FOLDER_NAMES[flag] ?? []).map((name) => [name, flag] as const)),
)

/** Flags that follow from standing in folders of these names (`Sent/2024` is sent mail). */
export function folderFlags(names: readonly string[]): readonly MailFlag[] {
  const found = new Set<MailFlag>()
  for (const name of names) {
    const flag = FLAG_OF_FOLDER.get(
      name
        .normalize('NFC')
        .toLowerCase()
        .replace(/\.(mbox|mbx|sbd)(\.(gz|zst))?$/, ''),
    )
    if (flag !== undefined) found.add(flag)
  }
  return inOrder(found)
}

/** Path of a Maildir++ folder: `.Sent.2024` is `Sent/2024`; names are in IMAP's modified UTF-7 or UTF-8. */
export function maildirFolderPath(name: string): readonly string[] {
  return name
    .slice(1)
    .split('.')
    .filter((part) => part !== '')
    .map(decodeFolderName)
}

/** IMAP's modified UTF-7 (RFC 3501 §5.1.3): `&` base64 of UTF-16, `,` for `/`, `-`; anything else stays as it is. */
function decodeFolderName(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, encoded: string) => {
    if (encoded === '') return '&'
    const bytes = Buffer.from(encoded.replaceAll(',', '/'), 'base64')
    if (bytes.length === 0 || bytes.length % 2 !== 0) return whole
    return bytes.swap16().toString('utf16le')
  })
}
