import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codes, openFile } from '../../../testing/open-file.ts'

const invitation = (...lines: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fiction//EN',
    'BEGIN:VEVENT',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

describe('a calendar', () => {
  it('tells every property that can hold an address', async () => {
    const text = invitation(
      'SUMMARY:Board\\, urgent',
      'ORGANIZER;CN="Mia: Sand";DIR="ldap://dir.test/x":mailto:mia@example.org',
      'LOCATION:Room 2 or https://meet.test/loc',
      'URL:https://evil.test/u',
      ' rl-goes-on',
      'CONFERENCE;VALUE=URI;LABEL="Join":https://meet.test/c',
      'DESCRIPTION;ALTREP="https://alt.test/d":See https://evil.test/desc\\nor call',
      'ATTACH;FILENAME=agenda.pdf:https://files.test/agenda',
      'X-ALT-DESC;FMTTYPE=text/html:<html><a href="https://evil.test/html">https://bank.example</a></html>',
      'X-SKYPE-URL:https://meet.test/x',
    )
    const opened = await openFile('invite.ics', text)
    assert.deepEqual(
      opened.links.map(({ origin, href, text: shown, visible }) => [origin, href, shown, visible]),
      [
        ['calendar', 'mailto:mia@example.org', 'Mia: Sand', true],
        ['calendar', 'ldap://dir.test/x', '', true],
        ['calendar', 'https://meet.test/loc', 'https://meet.test/loc', true],
        ['calendar', 'https://evil.test/url-goes-on', '', true],
        ['calendar', 'https://meet.test/c', 'Join', true],
        ['calendar', 'https://alt.test/d', '', true],
        ['calendar', 'https://evil.test/desc', 'https://evil.test/desc', true],
        ['calendar', 'https://files.test/agenda', 'agenda.pdf', true],
        ['html-anchor', 'https://evil.test/html', 'https://bank.example', true],
        ['calendar', 'https://meet.test/x', 'https://meet.test/x', false],
      ],
    )
    const url = opened.links[3]
    assert.equal(text.slice(url?.range.start, url?.range.end), 'URL:https://evil.test/u\r\n rl-goes-on\r\n')
    assert.equal(
      opened.text,
      'Board, urgent\nRoom 2 or https://meet.test/loc\nSee https://evil.test/desc\nor call\nhttps://bank.example',
    )
    assert.deepEqual(opened.metadata, {
      program: '-//Fiction//EN',
      title: 'Board, urgent',
      author: 'Mia: Sand',
    })
    assert.equal(opened.complete, true)
  })

  it('opens files that stand in it', async () => {
    const file = Buffer.from('see https://inner.test/').toString('base64')
    const opened = await openFile(
      'invite.ics',
      invitation(
        `ATTACH;VALUE=BINARY;ENCODING=BASE64;X-FILENAME=note.txt:${file.slice(0, 10)}`,
        ` ${file.slice(10)}`,
        `ATTACH:data:text/plain;base64,${file}`,
      ),
    )
    assert.deepEqual(
      opened.files.map(({ path, size }) => [path, size]),
      [
        ['note.txt', 23],
        ['attach 2', 23],
      ],
    )
    assert.deepEqual(
      opened.links.map(({ href, place }) => [href, place?.file]),
      [
        ['https://inner.test/', 'note.txt'],
        ['https://inner.test/', 'attach 2'],
      ],
    )
  })

  it('sees an alarm that signs in to a share, and one that runs a program', async () => {
    const opened = await openFile(
      'invite.ics',
      invitation(
        'BEGIN:VALARM',
        'ACTION:AUDIO',
        'ATTACH:file://share.test/s.wav',
        'END:VALARM',
        'BEGIN:VALARM',
        'ACTION:PROCEDURE',
        'END:VALARM',
      ),
    )
    assert.deepEqual(opened.powers, ['launch', 'remote-content', 'auto-open'])
  })

  it('says that it breaks off', async () => {
    const opened = await openFile('x.ics', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nURL:https://evil.test/')
    assert.deepEqual(codes(opened), ['attachment.damaged'])
    assert.equal(opened.links.length, 1)
    assert.equal(opened.complete, false)
  })
})
