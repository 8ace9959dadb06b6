import type { RawMessage, SourceItem, SourceLocation, SourceTrouble } from '../model/source.ts'
import type { Content } from './archive-contents.ts'
import { ArchiveDamage } from './archive-damage.ts'
import { locationIn, type MessageSettings, rawMessage, withFlags } from './content-messages.ts'
import { expansionBudget } from './expansion-guard.ts'
import { itemWithin } from './item-names.ts'
import { folderFlags } from './mailbox-folder.ts'
import { msgItem } from './outlook/msg-item.ts'
import type { OutlookItem } from './outlook/outlook-item.ts'
import { openPstFile, type PstFile } from './outlook/pst-file.ts'
import { type PstMessage, pstItem, pstMessages } from './outlook/pst-messages.ts'
import { otherThanMail, type RebuiltMail, rebuiltMail } from './outlook/rebuilt-mail.ts'
import type { ReadAgain } from './read-again.ts'
import { type Seekable, seekable } from './seekable.ts'
import { troubleOf } from './source-trouble.ts'

/** What may be loaded for one message: base64 makes four bytes of three, and the mail has to fit the limit of a mail. */
const LOADED_SHARE = 0.7
/** Messages handed on at once. */
const BATCH_MESSAGES = 16
const BATCH_BYTES: number = 4 * 1024 * 1024
/** Numbers of nodes have 27 bits ([MS-PST] §2.2.2.1). */
const NODE_NUMBERS: number = 2 ** 27

/** The message of a .msg file, or what is wrong with it. */
export async function outlookMessage(
  content: Content,
  settings: MessageSettings,
): Promise<readonly SourceItem[]> {
  const { file, opened } = content
  try {
    const { mail, size } = await msgMail(content, settings)
    return [rebuiltMessage(mail, locationIn(content, 'msg', 0, size))]
  } catch (error) {
    settings.pulse()
    const failure = opened.window.failure ?? error
    return [troubleOf(failure, file.path, file.named, undefined, file.item)]
  }
}

/** The same message again; undefined when it is not there any more. */
export async function outlookMessageAgain(
  location: SourceLocation,
  content: Content,
  settings: MessageSettings,
): Promise<RawMessage | undefined> {
  if (content.opened.form.kind !== 'ole') return undefined
  try {
    const { mail, size } = await msgMail(content, settings)
    return size === location.length ? rebuiltMessage(mail, location) : undefined
  } catch {
    settings.pulse()
    return undefined
  }
}

async function msgMail(
  { opened }: Content,
  { messageBytes, pulse }: MessageSettings,
): Promise<{ readonly mail: RebuiltMail; readonly size: number }> {
  const bytes = await seekable(opened, pulse)
  try {
    const item = await msgItem(bytes, loadLimit(messageBytes))
    const other = otherThanMail(item)
    if (other !== undefined)
      throw new ArchiveDamage(
        'not-mail',
        `is an Outlook file, but ${other} and not a mail`,
        'give .eml or .msg files of mails, an mbox, a Maildir or a folder of them',
      )
    return { mail: rebuiltMail(item), size: bytes.size }
  } finally {
    await bytes.close()
  }
}

/** The mails of an Outlook data file in batches; what is no mail is passed over and told to `settings.passed`. */
export async function* outlookMessages(
  content: Content,
  settings: MessageSettings,
): AsyncGenerator<readonly SourceItem[], void, undefined> {
  const { file, opened } = content
  const trouble = (error: unknown, fatal = false): SourceTrouble =>
    troubleOf(error, file.path, fatal && file.named, undefined, file.item)
  let bytes: Seekable
  try {
    bytes = await seekable(opened, settings.pulse)
  } catch (error) {
    settings.pulse()
    yield [trouble(opened.window.failure ?? error, true)]
    return
  }
  try {
    for await (const batch of pstBatches(content, bytes, settings)) yield batch
  } catch (error) {
    settings.pulse()
    yield [trouble(error, bytes.taken() < 4096)]
  } finally {
    await bytes.close()
  }
}

async function* pstBatches(
  content: Content,
  bytes: Seekable,
  settings: MessageSettings,
): AsyncGenerator<readonly SourceItem[], void, undefined> {
  const { file } = content
  const pst = await openPstFile(bytes)
  // a file may list one message a million times, or share its bytes between as many
  const seen = new Uint8Array(NODE_NUMBERS / 8)
  const budget = expansionBudget(() => bytes.size)
  let batch: SourceItem[] = []
  let held = 0
  for await (const step of pstMessages(pst)) {
    settings.pulse()
    if ('damage' in step) {
      const where = step.folder.length === 0 ? 'a folder' : `the folder ${step.folder.join('/')}`
      const { code, message, next } = step.damage
      batch.push(
        troubleOf(
          new ArchiveDamage(code, `${where}: ${message}`, next),
          file.path,
          false,
          undefined,
          file.item,
        ),
      )
      continue
    }
    const number = step.id >>> 5
    if ((seen[number >>> 3]! & (1 << (number & 7))) !== 0) continue
    seen[number >>> 3]! |= 1 << (number & 7)
    const item = await pstMessage(pst, step, content, settings)
    if (item === undefined) settings.passed?.()
    else {
      if (item.kind === 'raw-message') {
        budget.spend(item.bytes.length)
        held += item.bytes.length
      }
      batch.push(item)
    }
    if (batch.length < BATCH_MESSAGES && held < BATCH_BYTES) continue
    yield batch
    batch = []
    held = 0
  }
  yield batch
}

/** A message of a data file, the damage that hides it, or undefined when it is no mail. */
async function pstMessage(
  pst: PstFile,
  message: PstMessage,
  content: Content,
  { messageBytes }: MessageSettings,
): Promise<RawMessage | SourceTrouble | undefined> {
  const { file } = content
  const item = itemWithin(file.item, String(message.id))
  let found: OutlookItem
  try {
    found = await pstItem(pst, message.id, loadLimit(messageBytes))
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return troubleOf(error, file.path, false, undefined, item)
  }
  if (otherThanMail(found) !== undefined) return undefined
  const mail = rebuiltMail(found)
  const folders = [file.folder, ...message.folder].filter((one) => one !== undefined).join('/')
  const location = locationIn(content, 'pst', 0, mail.bytes.length)
  return rebuiltMessage(mail, {
    ...withFlags(location, folderFlags(message.folder)),
    item,
    ...(folders === '' ? {} : { folder: folders }),
  })
}

/** Messages of a data file again, by the numbers in their places. */
export async function* outlookMessagesAgain(
  group: readonly SourceLocation[],
  { opened }: Content,
  settings: MessageSettings,
): AsyncGenerator<ReadAgain, void, undefined> {
  let bytes: Seekable | undefined
  let pst: PstFile | undefined
  try {
    bytes = await seekable(opened, settings.pulse)
    pst = await openPstFile(bytes)
  } catch {
    settings.pulse()
  }
  try {
    for (const location of group) {
      const mail = pst === undefined ? undefined : await pstMail(pst, location, settings)
      const there = mail !== undefined && mail.bytes.length === location.length
      yield there ? { location, raw: rebuiltMessage(mail, location) } : { location }
    }
  } finally {
    await bytes?.close()
  }
}

async function pstMail(
  pst: PstFile,
  { item = '', format }: SourceLocation,
  { messageBytes, pulse }: MessageSettings,
): Promise<RebuiltMail | undefined> {
  const number = /(\d{1,10})$/.exec(item)?.[1]
  if (format !== 'pst' || number === undefined) return undefined
  try {
    return rebuiltMail(await pstItem(pst, Number(number), loadLimit(messageBytes)))
  } catch {
    pulse()
    return undefined
  }
}

function loadLimit(messageBytes: number): number {
  return Math.floor(messageBytes * LOADED_SHARE)
}

function rebuiltMessage(mail: RebuiltMail, location: SourceLocation): RawMessage {
  const { bytes, rebuilt, flags, time, issues } = mail
  return rawMessage(bytes, { ...withFlags(location, flags), rebuilt }, time, issues)
}
