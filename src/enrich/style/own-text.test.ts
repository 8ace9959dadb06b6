import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseMessage } from '../../parse/parse-message.ts'
import { threadTime } from '../../testing/thread-time.ts'
import { STYLE_TEXT_LIMIT, styleText } from './own-text.ts'

const HEADER = [
  'From: Robin Mallory <robin.mallory@example.org>',
  'To: Kim van Dyke <kvd@example.com>, "Will Sample" <will@example.com>',
  'Subject: Minutes',
  'Date: Tue, 4 Jun 2024 10:00:00 +0000',
]

const styled = (body: string, header: readonly string[] = HEADER, type = 'text/plain'): string =>
  styleText(
    parseMessage(
      Buffer.from(
        [...header, 'MIME-Version: 1.0', `Content-Type: ${type}; charset=utf-8`, '', body].join('\r\n'),
      ),
    ),
  )

describe('style text', () => {
  it('leaves out quotes, attribution and signature', () => {
    const text = styled(
      [
        'Hi Kim,',
        '',
        'that will do.',
        '',
        'On Mon, 3 Jun 2024 at 09:00, Kim van Dyke <kvd@example.com> wrote:',
        '> Is the hall big enough?',
        '> It holds forty.',
        '',
        'It is.',
        '-- ',
        'Robin Mallory, treasurer',
        'Phone 555 0100',
      ].join('\n'),
    )
    assert.equal(text, 'Hi ¶,\n\nthat will do.\n\nIt is.')
  })

  it('replaces names of the header, addresses, URLs, digits and code', () => {
    const text = styled(
      'Ask Kim or Van Dyke (kvd@example.com) about https://hall.example/rent?x=1, will you? It was 1,200.50 in 2023. ' +
        'See /etc/hall.conf and get_room() or roomCount.',
    )
    assert.equal(text, 'Ask ¶ or ¶ (¤) about ¦, will you? It was 0 in 0. See ¬ and ¬ or ¬.')
  })

  it('keeps what a name also means', () => {
    assert.equal(styled('We will see. Will will come, said kim.'), 'We will see. ¶ will come, said kim.')
  })

  it('masks names of greeting and good-bye that are in no header', () => {
    assert.equal(
      styled('Dear Alex and Jo,\n\nthe hall is booked.\n\nBest wishes,\nBobby'),
      'Dear ¶ and ¶,\n\nthe hall is booked.\n\nBest wishes,\n¶',
    )
    assert.equal(
      styled('Hi All,\n\nthe hall is booked.\n\nthx - robin'),
      'Hi All,\n\nthe hall is booked.\n\nthx - ¶',
    )
    assert.equal(styled('The hall is booked.\n\n-robin'), 'The hall is booked.\n\n-¶')
    assert.equal(styled('The hall is booked.\n\nThanks'), 'The hall is booked.\n\nThanks')
  })

  it('ends after closing and name, but for a postscript', () => {
    const footer = ['Regards,', 'Robin Mallory', 'Treasurer of the society', 'Hall street, Sampleton']
    assert.equal(styled(['It is booked.', '', ...footer].join('\n')), 'It is booked.\n\nRegards,\n¶')
    assert.equal(
      styled(['It is booked.', '', ...footer, '', 'PS: bring the keys'].join('\n')),
      'It is booked.\n\nRegards,\n¶\nPS: bring the keys',
    )
  })

  it('leaves out patches, trailers, logs, code and tables', () => {
    const text = styled(
      [
        'This makes the lamp blink.',
        '',
        'Fixes: 1234567890ab ("lamp: do not blink")',
        'Signed-off-by: Robin Mallory <robin.mallory@example.org>',
        '---',
        'Changes since the first one: none.',
        ' lamp.c | 12 ++++++------',
        ' 1 file changed, 6 insertions(+), 6 deletions(-)',
        '[   12.345678] lamp: blinking',
        '2024-06-04 10:00:01 lamp on',
        '    indented();',
        'if (lamp) {',
        'name        state      since',
        '$ lamp --on',
        'diff --git a/lamp.c b/lamp.c',
        '+It would read like prose',
      ].join('\n'),
    )
    assert.equal(text, 'This makes the lamp blink.\n\nChanges since the first one: none.')
  })

  it('says nothing of a patch that somebody else wrote', () => {
    assert.equal(styled('From: Kim van Dyke <kvd@example.com>\n\nThis makes the lamp blink.'), '')
    assert.notEqual(styled('From: Robin <robin.mallory@example.org>\n\nThis makes the lamp blink.'), '')
  })

  it('reads HTML as it is seen', () => {
    const html =
      '<p>Hi Kim,</p><p>it&rsquo;s <b>booked</b>:<br>see <a href="https://hall.example/">the page</a>.</p>' +
      '<div class="gmail_quote"><blockquote>old words</blockquote></div>'
    assert.equal(styled(html, HEADER, 'text/html'), 'Hi ¶,\n\nit’s booked:\nsee the page.')
  })

  it('keeps two blanks after a full stop and no others', () => {
    assert.equal(styled('One.  Two  words.'), 'One.  Two words.')
  })

  it('normalises and drops what cannot be seen', () => {
    assert.equal(styled('ﬁne\u200b words¶ here\u00a0now'), 'fine words here now')
  })

  it('keeps the beginning and the end of long mail', () => {
    const text = styled(
      [
        'Hi Kim,',
        ...Array.from({ length: 400 }, (_, i) => `the hall is ${'very '.repeat(i % 7)}big`),
        'Cheers,',
        'Robin',
      ].join('\n'),
    )
    assert.ok(text.length <= STYLE_TEXT_LIMIT)
    assert.ok(text.startsWith('Hi ¶,\n'))
    assert.ok(text.endsWith('big\nCheers,\n¶'))
  })

  it('never throws, stays within its limit and holds no digits, addresses or URLs', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 3_000 }),
          fc
            .array(
              fc.constantFrom(
                'Hi Kim,\n',
                'Robin\n',
                'ﷺ',
                'word ',
                '12:30 ',
                'a@example.com ',
                'https://hall.example/x ',
                '\n\n',
                '> ',
                '-- \n',
                'Thanks,\n',
                '((((',
                '¶',
                '. ',
                'I’m ',
                '\t',
                'diff --git a b\n',
                'From: x <y@z.example>\n',
              ),
              { maxLength: 300 },
            )
            .map((all) => all.join('')),
        ),
        fc.constantFrom('text/plain', 'text/html'),
        (body, type) => {
          const text = styled(body, HEADER, type)
          assert.ok(text.length <= STYLE_TEXT_LIMIT)
          assert.ok(!/[1-9]|\w@\w|:\/\//.test(text), JSON.stringify(text))
          assert.equal(styled(body, HEADER, type), text)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes time in proportion to the mail', () => {
    for (const unit of [
      '((((a',
      '¶ ',
      'a.b/',
      "'",
      'Thanks Robin,\n',
      '| x',
      '> \n',
      '{"a":1},',
      'Å̊'.repeat(3),
    ]) {
      const small = timed(unit.repeat(20_000))
      const large = timed(unit.repeat(200_000))
      assert.ok(large < Math.max(30 * small, 2_000), `${unit}: ${small} ms, then ${large} ms`)
    }
  })
})

function timed(body: string): number {
  const message = parseMessage(
    Buffer.from([...HEADER, 'Content-Type: text/plain; charset=utf-8', '', body].join('\r\n')),
  )
  const start = threadTime()
  styleText(message)
  return threadTime() - start
}
