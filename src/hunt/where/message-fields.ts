import { ASK_KINDS, PLAIN_ASK } from '../../model/ask.ts'
import { ISSUE_CODES } from '../../model/issue.ts'
import type { Mailbox } from '../../model/message.ts'
import {
  CLIENT_TRAITS,
  type ClientTrait,
  type MessageRecord,
  PATH_TRAITS,
  type PathTrait,
} from '../../model/record.ts'
import { type Field, type HuntSubject, one } from './field.ts'

type MessageField = Field<HuntSubject>

function mailboxFields(
  name: string,
  who: string,
  example: string,
  list: boolean,
  read: (record: MessageRecord) => readonly Mailbox[],
): MessageField[] {
  const several = list ? ({ list: true } as const) : {}
  const at = example.slice(example.indexOf('@') + 1)
  return [
    {
      name,
      type: 'address',
      ...several,
      meaning: `Address of ${who}.`,
      example: `${name} = ${example}`,
      index: 'address',
      read: ({ record }) => read(record).flatMap(({ address }) => one(address)),
    },
    {
      name: `${name}.domain`,
      type: 'host',
      ...several,
      meaning: `What stands behind the @ in the address of ${who}.`,
      example: `${name}.domain = ${at}`,
      index: 'mail-domain',
      read: ({ record }) => read(record).flatMap(({ address }) => one(mailDomain(address))),
    },
    {
      name: `${name}.name`,
      type: 'text',
      ...several,
      meaning: `Display name of ${who}.`,
      example: `${name}.name has berg`,
      read: ({ record }) => read(record).flatMap((mailbox) => one(mailbox.name)),
    },
  ]
}

function mailDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : address.slice(at + 1)
}

const CLIENT_MEANINGS: Readonly<Record<ClientTrait, readonly [meaning: string, example: string]>> = {
  mailer: ['Family of the mail program.', 'client.mailer = thunderbird'],
  'mailer-version': ['Version of the mail program.', 'client.mailer-version ~ 115.*'],
  'header-order': [
    'Order of the header fields the program writes.',
    'client.header-order ~ "message-id date *"',
  ],
  'header-extras': ['Rare header fields the program adds.', 'client.header-extras has x-priority'],
  'message-id-shape': ['Grammar of the left side of the Message-ID.', 'client.message-id-shape exists'],
  'message-id-host': [
    'Registered domain of the right side of the Message-ID.',
    'client.message-id-host = example.org',
  ],
  'date-format': ['How the Date field is written.', 'client.date-format exists'],
  zone: ['Stated offset from UTC.', 'client.zone = +0330'],
  'mime-shape': ['Tree of media types without attachments.', 'client.mime-shape has text/html'],
  'content-type-shape': ['How the Content-Type is written.', 'client.content-type-shape exists'],
  'boundary-shape': ['Grammar of the MIME boundary.', 'client.boundary-shape exists'],
  'text-encoding': ['Transfer encoding and charset of the text.', 'client.text-encoding has base64'],
  language: ['Content-Language.', 'client.language = en-us'],
  'from-shape': ['How the display name is written.', 'client.from-shape exists'],
}

const PATH_MEANINGS: Readonly<Record<PathTrait, readonly [meaning: string, example: string]>> = {
  'first-helo': ['Class of the HELO name of the first hop.', 'path.first-helo exists'],
  'first-by': ['Registered domain of the host that took the mail first.', 'path.first-by = example.net'],
  'first-with': ['Protocol of the first hop.', 'path.first-with = http'],
  'first-network': ['/16 (IPv4) or /32 (IPv6) of the first client.', 'path.first-network = 192.0.0.0/16'],
  route: ['Registered domains of the hops, oldest first.', 'path.route has example.net'],
  'dkim-domain': ['d= of the aligned DKIM signature, else of the first.', 'path.dkim-domain = example.org'],
  'dkim-selector': ['s= of that signature.', 'path.dkim-selector = mail2'],
  'dkim-shape': ['c=, a= and signed fields of that signature.', 'path.dkim-shape has rsa-sha256'],
  'return-path': ['Registered domain of the envelope sender.', 'path.return-path = example.org'],
  authentication: ['Aligned results of the trusted border host.', 'path.authentication exists'],
}

/** Fields of the mail as a whole. */
export const MESSAGE_FIELDS: readonly MessageField[] = [
  ...mailboxFields('from', 'the sender (From)', 'anna@example.org', false, ({ from }) => [from]),
  ...mailboxFields('sender', 'the Sender field', 'desk@example.org', false, ({ sender }) =>
    sender ? [sender] : [],
  ),
  ...mailboxFields(
    'reply-to',
    'where answers go (Reply-To)',
    'a@example.net',
    true,
    ({ replyTo }) => replyTo,
  ),
  ...mailboxFields('to', 'a recipient in To', 'desk@example.org', true, ({ to }) => to),
  ...mailboxFields('cc', 'a recipient in Cc', 'desk@example.org', true, ({ cc }) => cc),
  ...mailboxFields('bcc', 'a recipient in Bcc', 'desk@example.org', true, ({ bcc }) => bcc),
  ...mailboxFields('recipients', 'a recipient in To, Cc or Bcc', 'desk@example.org', true, (record) => [
    ...record.to,
    ...record.cc,
    ...record.bcc,
  ]),
  {
    name: 'date',
    type: 'date',
    meaning: 'When the mail came: stated by the receiving side where possible.',
    example: 'date >= 2024-05-01',
    read: ({ record }) => [record.time],
  },
  {
    name: 'date.basis',
    type: 'word',
    words: ['received', 'date', 'container', 'none'],
    meaning: 'What `date` rests on.',
    example: 'date.basis = none',
    read: ({ record }) => [record.timeBasis],
  },
  {
    name: 'date.stated',
    type: 'date',
    meaning: 'What the Date field says.',
    example: 'date.stated < 2024',
    read: ({ record }) => one(record.statedTime),
  },
  {
    name: 'date.offset',
    type: 'number',
    meaning: 'Minutes east of UTC that the Date field states.',
    example: 'date.offset = 210',
    read: ({ record }) => one(record.statedOffset),
  },
  {
    name: 'subject',
    type: 'text',
    meaning: 'The subject, decoded.',
    example: 'subject has "draft report"',
    read: ({ record }) => one(record.subject),
  },
  {
    name: 'message-id',
    type: 'id',
    meaning: 'The Message-ID without its brackets.',
    example: 'message-id ~ *@example.org',
    index: 'message-id',
    read: ({ record }) => one(record.messageId),
  },
  {
    name: 'thread.poses',
    type: 'word',
    words: ['new', 'reply', 'forward'],
    meaning: 'What the mail makes its reader believe it is.',
    example: 'thread.poses = forward',
    read: ({ record }) => [record.thread.poses],
  },
  {
    name: 'thread.because',
    type: 'word',
    list: true,
    words: ['subject', 'quote', 'forward-block'],
    meaning: 'Why it poses as an answer or forward.',
    example: 'thread.because = forward-block',
    read: ({ record }) => record.thread.because,
  },
  {
    name: 'thread.anchors',
    type: 'id',
    list: true,
    meaning: 'Message-IDs of In-Reply-To and References.',
    example: 'thread.poses = reply and thread.anchors.count = 0',
    index: 'message-id',
    read: ({ record }) => record.thread.anchors,
  },
  {
    name: 'thread.subject',
    type: 'text',
    meaning: 'Subject without the prefixes of answers, forwards and lists.',
    example: 'thread.subject = "draft report"',
    read: ({ record }) => one(record.thread.baseSubject),
  },
  {
    name: 'thread.answers',
    type: 'number',
    meaning: 'Answers the Thread-Index of Outlook counts.',
    example: 'thread.answers > 2',
    read: ({ record }) => one(record.thread.index?.answers),
  },
  {
    name: 'thread.other-topic',
    type: 'flag',
    meaning: 'Thread-Topic names another matter than the subject.',
    example: 'thread.other-topic',
    read: ({ record }) => [record.thread.index?.otherTopic === true],
  },
  ...CLIENT_TRAITS.map(
    (trait): MessageField => ({
      name: `client.${trait}`,
      type: 'text',
      meaning: CLIENT_MEANINGS[trait][0],
      example: CLIENT_MEANINGS[trait][1],
      read: ({ record }) => one(record.client[trait]),
    }),
  ),
  ...PATH_TRAITS.map(
    (trait): MessageField => ({
      name: `path.${trait}`,
      type: 'text',
      meaning: PATH_MEANINGS[trait][0],
      example: PATH_MEANINGS[trait][1],
      read: ({ record }) => one(record.path[trait]),
    }),
  ),
  {
    name: 'auth.aligned',
    type: 'word',
    words: ['pass', 'fail', 'unknown'],
    meaning: 'Whether a passing SPF or DKIM domain is that of From.',
    example: 'auth.aligned = fail',
    read: ({ record }) => [record.authentication.aligned],
  },
  {
    name: 'ask',
    type: 'word',
    list: true,
    words: ASK_KINDS,
    meaning: 'What the mail plainly asks for.',
    example: 'ask = credential',
    read: ({ record }) =>
      (record.asks ?? []).filter(({ strength }) => strength >= PLAIN_ASK).map(({ kind }) => kind),
  },
  {
    name: 'size',
    type: 'size',
    meaning: 'Bytes of the raw mail.',
    example: 'size > 2mb',
    read: ({ record }) => [record.size],
  },
  {
    name: 'text.length',
    type: 'number',
    meaning: 'Characters of the main text.',
    example: 'text.length < 200',
    read: ({ record }) => [record.textLength],
  },
  {
    name: 'text.own',
    type: 'number',
    meaning: 'Characters of it that the sender wrote anew.',
    example: 'text.own < 50',
    read: ({ record }) => [record.ownLength],
  },
  {
    name: 'bulk',
    type: 'flag',
    meaning: 'A list, bulk or automatic mail by its own header.',
    example: 'not bulk',
    read: ({ record }) => [record.bulk],
  },
  {
    name: 'source',
    type: 'text',
    meaning: 'The file or folder the mail was read from.',
    example: 'source ~ */archive/*',
    read: ({ record }) => one(record.source.file),
  },
  {
    name: 'source.format',
    type: 'word',
    words: ['eml', 'mbox', 'maildir', 'emlx', 'msg', 'pst'],
    meaning: 'What the mail is kept in.',
    example: 'source.format = pst',
    read: ({ record }) => [record.source.format],
  },
  {
    name: 'source.folder',
    type: 'text',
    meaning: 'Mail folder.',
    example: 'source.folder has sent',
    read: ({ record }) => one(record.source.folder),
  },
  {
    name: 'source.labels',
    type: 'text',
    list: true,
    meaning: 'Labels the mailbox gave it.',
    example: 'source.labels = spam',
    read: ({ record }) => record.source.labels ?? [],
  },
  {
    name: 'source.flags',
    type: 'word',
    list: true,
    words: ['read', 'replied', 'sent', 'flagged', 'draft', 'trashed', 'passed', 'spam'],
    meaning: 'Flags of the mail folder.',
    example: 'source.flags = replied',
    read: ({ record }) => record.source.flags ?? [],
  },
  {
    name: 'issues',
    type: 'word',
    list: true,
    words: ISSUE_CODES,
    meaning: 'What could not be read as written.',
    example: 'issues = attachment.encrypted',
    read: ({ record }) => record.issues.map(({ code }) => code),
  },
]
