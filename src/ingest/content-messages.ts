import type { RawMessage, SourceItem, SourceLocation, SourceTrouble } from '../model/source.ts'
import type { Content } from './archive-contents.ts'
import type { ContentForm } from './content-form.ts'
import { type EmlxMessage, emlxMessage } from './emlx-message.ts'
import { gmailLabels } from './gmail-labels.ts'
import type { InputFile } from './input-files.ts'
import { inOrder, type MailFlag } from './mailbox-folder.ts'
import { type MboxMessage, splitMbox } from './mbox-split.ts'
import { limitsFor } from './opened-content.ts'
import { outlookMessage, outlookMessages } from './outlook-messages.ts'
import { troubleOf } from './source-trouble.ts'
import { wholeMessage } from './whole-message.ts'

export interface MessageSettings {
  readonly messageBytes: number
  /** Called now and then while nothing is yielded; throws to end the reading. */
  readonly pulse: () => void
  /** Told of each item of Outlook that is no mail. */
  readonly passed?: () => void
}

/**
 * The messages of a content that is no archive, in batches, some of them empty while more is read; then what is
 * wrong with it. Trouble is an item.
 */
export async function* messagesOf(
  content: Content,
  settings: MessageSettings,
): AsyncGenerator<readonly SourceItem[], void, undefined> {
  const { file, opened } = content
  const { window, form } = opened
  const limits = limitsFor(opened, settings.messageBytes)
  let messages = 0
  if (form.kind === 'mbox' && !file.maildir) {
    window.from += form.start
    for await (const batch of splitMbox(window, limits)) {
      messages += batch.length
      yield batch.map((message) => mboxMessage(content, message))
    }
  } else if (form.kind === 'emlx') {
    window.from += form.start
    yield [appleMessage(content, form.start, await emlxMessage(window, form.length, limits))]
    messages = 1
  } else if (form.kind === 'message' || (form.kind === 'mbox' && file.maildir) || isOddMaildir(file, form)) {
    const format = file.maildir ? 'maildir' : 'eml'
    const inDoubt = form.kind === 'message' && form.inDoubt
    const reading = wholeMessage(window, limits, inDoubt, opened.packed ? undefined : opened.size)
    let step = await reading.next()
    for (; !step.done; step = await reading.next()) yield []
    const { bytes, length, issues } = step.value
    messages = 1
    yield [rawMessage(bytes, locationIn(content, format, 0, length), file.time, issues)]
  } else if (form.kind === 'ole') yield await outlookMessage(content, settings)
  else if (form.kind === 'pst') yield* outlookMessages(content, settings)
  else if (window.failure === undefined) yield [notMailTrouble(file, form)]

  if (window.failure !== undefined && form.kind !== 'ole' && form.kind !== 'pst')
    yield [troubleOf(window.failure, file.path, file.named && messages === 0, window.offset, file.item)]
}

function mboxMessage(content: Content, message: MboxMessage): RawMessage {
  const { bytes, offset, length, time, takeout, issues } = message
  const location = locationIn(content, 'mbox', offset, length)
  const said = takeout ? gmailLabels(bytes) : undefined
  if (said === undefined) return rawMessage(bytes, location, time, issues)
  return rawMessage(bytes, { ...withFlags(location, said.flags), labels: said.labels }, time, issues)
}

function appleMessage(content: Content, start: number, message: EmlxMessage): RawMessage {
  const { bytes, length, flags, time, incomplete, issues } = message
  const location = withFlags(locationIn(content, 'emlx', start, length), flags)
  return rawMessage(bytes, incomplete ? { ...location, incomplete } : location, time, issues)
}

/** A Maildir holds messages and nothing else: what is not known to be something else is one, without a header. */
function isOddMaildir(file: InputFile, form: ContentForm): boolean {
  return file.maildir && form.kind === 'other' && !form.known
}

export function rawMessage(
  bytes: Uint8Array,
  source: SourceLocation,
  time: number | undefined,
  issues: RawMessage['issues'],
): RawMessage {
  const containerTime = time === undefined ? {} : { containerTime: time }
  return { kind: 'raw-message', bytes, source, ...containerTime, issues }
}

export function locationIn(
  { file, compression }: Content,
  format: SourceLocation['format'],
  offset: number,
  length: number,
): SourceLocation {
  return {
    file: file.path,
    format,
    ...(file.item === undefined ? {} : { item: file.item }),
    offset,
    length,
    ...(compression === undefined ? {} : { compression }),
    ...(file.folder === undefined ? {} : { folder: file.folder }),
    ...(file.flags.length === 0 ? {} : { flags: file.flags }),
  }
}

/** The place with more flags. */
export function withFlags(location: SourceLocation, flags: readonly MailFlag[]): SourceLocation {
  const all = inOrder(new Set([...(location.flags ?? []), ...flags]))
  return all.length === 0 ? location : { ...location, flags: all }
}

function notMailTrouble(file: InputFile, form: ContentForm): SourceTrouble {
  const { path, item, named } = file
  const common = {
    kind: 'source-trouble',
    file: path,
    ...(item === undefined ? {} : { item }),
    fatal: named,
  } as const
  if (form.kind === 'other') return { ...common, code: 'not-mail', detail: form.what, next: form.next }
  return {
    ...common,
    code: 'empty',
    detail: 'nothing is in it: 0 bytes',
    next: 'check whether the export or download was finished',
  }
}
