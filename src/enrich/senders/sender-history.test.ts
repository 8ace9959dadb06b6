import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { senderHistory } from './sender-history.ts'

test('the first mail of a sender has no past', () => {
  const context = senderHistory().context(makeRecord({ links: [recordLink('paper.example')] }))
  assert.equal(context.messages, 0)
  assert.deepEqual(context.client, [])
  assert.equal(context.links[0]?.byAnybody, 0)
})

test('a context never contains the message itself', () => {
  const history = senderHistory()
  const record = makeRecord({ links: [recordLink('paper.example')] })
  const before = history.context(record)
  assert.deepEqual(history.context(record), before)
  history.learn(record)
  assert.equal(history.context(makeRecord({ links: [recordLink('paper.example')] })).links[0]?.bySender, 1)
})

test('held mail teaches nothing but its Message-ID', () => {
  const history = senderHistory()
  const held = makeRecord({ links: [recordLink('lure.example')], client: { mailer: 'Other' } })
  history.hold(held)
  const reply = makeRecord({
    links: [recordLink('lure.example')],
    thread: {
      poses: 'reply',
      because: ['subject'],
      anchors: [held.messageId!],
      claims: [],
      baseSubject: 'note',
    },
  })
  const context = history.context(reply)
  assert.equal(context.messages, 0)
  assert.equal(context.links[0]?.byAnybody, 0)
  assert.equal(context.thread.resolved, 1)
})

test('links in quoted text and pictures are not the writer’s, as long as the quoted mail is here', () => {
  const history = senderHistory()
  const first = makeRecord()
  history.learn(first)
  const thread = {
    poses: 'reply',
    because: ['subject'],
    anchors: [first.messageId!],
    claims: [],
    baseSubject: 'note',
  } as const
  const context = history.context(
    makeRecord({
      thread,
      links: [
        recordLink('quoted.example', { region: 'quoted' }),
        recordLink('pixel.example', { origin: 'html-image' }),
        recordLink('forwarded.example', { region: 'forwarded' }),
      ],
    }),
  )
  assert.deepEqual(
    context.links.map((one) => one.domain),
    ['forwarded.example'],
  )
})

test('a link in quoted text counts when nobody knows the quoted mail', () => {
  const thread = { poses: 'reply', because: ['quote'], anchors: [], claims: [], baseSubject: 'note' } as const
  const links = [recordLink('quoted.example', { region: 'quoted' })]
  assert.deepEqual(
    senderHistory()
      .context(makeRecord({ thread, links }))
      .links.map((one) => one.domain),
    ['quoted.example'],
  )
})

test('a nested target counts as a place of its own', () => {
  const nested = { host: 'lure.example', domain: 'lure.example', icannDomain: 'lure.example', isIp: false }
  const context = senderHistory().context(
    makeRecord({ links: [recordLink('known.example', { nested: [nested] })] }),
  )
  assert.deepEqual(
    context.links.map((one) => [one.domain, one.nested]),
    [
      ['known.example', false],
      ['lure.example', true],
    ],
  )
})

test('a claimed original is missing only when its author’s mail is held', () => {
  const history = senderHistory()
  const claim = {
    kind: 'forwarded',
    from: 'carla@paper.example',
    subject: 'plan',
    part: '1',
    start: 0,
    end: 10,
  } as const
  const forward = () =>
    makeRecord({
      thread: {
        poses: 'forward',
        because: ['forward-block'],
        anchors: [],
        claims: [claim],
        baseSubject: 'the plan',
      },
    })
  assert.equal(history.context(forward()).thread.original, 'not-checkable')
  history.learn(makeRecord({ from: { name: 'Carla Diaz', address: 'carla@paper.example' } }))
  assert.equal(history.context(forward()).thread.original, 'missing')
  history.learn(
    makeRecord({ thread: { poses: 'new', because: [], anchors: [], claims: [], baseSubject: 'the plan' } }),
  )
  assert.equal(history.context(forward()).thread.original, 'found')
})

test('recipients are counted per sender and over everybody', () => {
  const history = senderHistory()
  history.learn(makeRecord({ to: [{ name: '', address: 'Desk@news.example' }] }))
  const [known, unknown] = history.context(
    makeRecord({
      to: [
        { name: '', address: 'desk@news.example' },
        { name: '', address: 'new@other.example' },
      ],
    }),
  ).recipients
  assert.deepEqual([known?.seenBySender, known?.seenInOrganisation], [1, 1])
  assert.deepEqual([unknown?.seenBySender, unknown?.seenInOrganisation], [0, 0])
})

test('anchors are resolved against mail learned before', () => {
  const history = senderHistory()
  const first = makeRecord()
  history.learn(first)
  const reply = (anchors: string[]) =>
    makeRecord({
      thread: {
        poses: 'reply',
        because: ['subject'],
        anchors,
        claims: [],
        baseSubject: first.thread.baseSubject,
      },
    })
  assert.equal(history.context(reply([first.messageId!])).thread.resolved, 1)
  assert.equal(history.context(reply(['nobody@example.org'])).thread.resolved, 0)
  assert.equal(history.context(reply([])).thread.subjectSeen, 1)
})
