import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import type { DecodedText } from '../decoded-text.ts'
import { readRegions } from './read-regions.ts'

const decoded = (text: string, mediaType: string): DecodedText => ({
  part: '1',
  mediaType,
  charset: 'utf-8',
  text,
  attached: false,
  rangeOf: (start, end) => ({ start, end }),
})

const PLAIN = 'text/plain'
const HTML = 'text/html'

/** Regions as `kind: text`, for HTML without tags, blank ones left out. */
function regions(text: string, mediaType: string): string[] {
  return readRegions(decoded(text, mediaType))
    .regions.map(({ kind, start, end }) => {
      const piece = text.slice(start, end)
      const seen = mediaType === HTML ? piece.replace(/<[^>]*>/g, ' ') : piece
      return `${kind}: ${seen.replace(/\s+/g, ' ').trim()}`
    })
    .filter((region) => !region.endsWith(': '))
}

const TEN = Date.UTC(2024, 2, 5, 10)

test('reads attribution lines of many clients and languages', () => {
  const cases: readonly (readonly [line: string, name: string, address: string])[] = [
    ['On Tue, Mar 5, 2024 at 10:00 AM Anna Berg <anna@example.org> wrote:', 'Anna Berg', 'anna@example.org'],
    [
      'On Tue, Mar 5, 2024 at 10:00 AM Anna Berg <\nanna@example.org> wrote:',
      'Anna Berg',
      'anna@example.org',
    ],
    ['On Tue, 5 Mar 2024, 10:00 Anna Berg, <anna@example.org> wrote:', 'Anna Berg', 'anna@example.org'],
    ['On Mar 5, 2024, at 10:00, Anna Berg <anna@example.org> wrote:', 'Anna Berg', 'anna@example.org'],
    ['On 2024-03-05 10:00, Anna Berg wrote:', 'Anna Berg', ''],
    [
      'Am Di., 5. März 2024 um 10:00 Uhr schrieb Max Muster <max@example.org>:',
      'Max Muster',
      'max@example.org',
    ],
    ['Am 05.03.24 um 10:00 schrieb Max Muster:', 'Max Muster', ''],
    [
      'Le mar. 5 mars 2024 à 10:00, Jean Dupont <jean@example.org> a écrit :',
      'Jean Dupont',
      'jean@example.org',
    ],
    [
      'El mar, 5 mar 2024 a las 10:00, Juan Paz (<juan@example.org>) escribió:',
      'Juan Paz',
      'juan@example.org',
    ],
    [
      'Il giorno mar 5 mar 2024 alle ore 10:00 Mario Rossi <m@example.org> ha scritto:',
      'Mario Rossi',
      'm@example.org',
    ],
    ['Op di 5 mrt 2024 om 10:00 schreef Jan Jansen <jan@example.org>:', 'Jan Jansen', 'jan@example.org'],
    [
      'Em ter., 5 de mar. de 2024 às 10:00, João Silva <j@example.org> escreveu:',
      'João Silva',
      'j@example.org',
    ],
    ['Den tis 5 mars 2024 kl 10:00 skrev Eva Lind <eva@example.org>:', 'Eva Lind', 'eva@example.org'],
    ['wt., 5 mar 2024 o 10:00 Jan Nowak <jan@example.org> napisał(a):', 'Jan Nowak', 'jan@example.org'],
    ['вт, 5 мар. 2024 г. в 10:00, Иван Петров <ivan@example.org>:', 'Иван Петров', 'ivan@example.org'],
    [
      '5 марта 2024 г., 10:00 пользователь Иван Петров <ivan@example.org> написал:',
      'Иван Петров',
      'ivan@example.org',
    ],
    ['вт, 5 бер. 2024 р. о 10:00 Олена Коваль <o@example.org> пише:', 'Олена Коваль', 'o@example.org'],
    ['2024年3月5日(火) 10:00 山田太郎 <yamada@example.jp>:', '山田太郎', 'yamada@example.jp'],
    ['张三 <zhang@example.org> 于2024年3月5日周二 10:00写道：', '张三', 'zhang@example.org'],
    ['2024년 3월 5일 (화) 오전 10:00, 김철수 <kim@example.org>님이 작성:', '김철수', 'kim@example.org'],
    [
      'Ali Veli <ali@example.org>, 5 Mar 2024 Sal, 10:00 tarihinde şunu yazdı:',
      'Ali Veli',
      'ali@example.org',
    ],
    ['\u202bدر تاریخ سه‌شنبه ۵ مارس ۲۰۲۴ ساعت ۱۰:۰۰ رضا <r@example.org> نوشت:\u202c', 'رضا', 'r@example.org'],
  ]
  for (const [line, name, address] of cases) {
    const text = `Mine.\n\n${line}\n\n> Yours.\n`
    const { originals } = readRegions(decoded(text, PLAIN))
    assert.equal(originals.length, 1, line)
    const original = originals[0]
    assert.deepEqual(original?.from, { name, address }, line)
    assert.equal(original?.time, TEN, line)
    assert.equal(original?.kind, 'quoted')
    assert.equal(text.slice(original?.start, original?.end), `${line}\n`)
    assert.equal(regions(text, PLAIN)[0], 'own: Mine.', line)
    assert.equal(regions(text, PLAIN).length, 2, line)
  }
})

test('own text between quotes stays own, the signature does not', () => {
  assert.deepEqual(
    regions(
      'Hi,\n\nOn Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote:\n> One\n\nFirst answer.\n\n>> Older\n> Two\nSecond.\n-- \nBob\n',
      PLAIN,
    ),
    [
      'own: Hi,',
      'quoted: On Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote: > One',
      'own: First answer.',
      'quoted: >> Older > Two',
      'own: Second.',
      'signature: -- Bob',
    ],
  )
})

test('text without marks after a certain attribution is quoted to the end', () => {
  assert.deepEqual(
    regions('Yes.\n\nOn Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote:\n\nShall we?\n', PLAIN),
    ['own: Yes.', 'quoted: On Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote: Shall we?'],
  )
  assert.deepEqual(regions('He said:\n\nnothing\n\nI wrote this:\n- a\n', PLAIN), [
    'own: He said: nothing I wrote this: - a',
  ])
})

test('reads header blocks and forwards in several languages', () => {
  const cases: readonly (readonly [block: string, kind: 'quoted' | 'forwarded'])[] = [
    [
      '-----Original Message-----\nFrom: Anna Berg [mailto:anna@example.org]\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Bob\nSubject: Plan',
      'quoted',
    ],
    [
      'From: Anna Berg <anna@example.org>\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Bob;\n Carl\nSubject: Plan',
      'quoted',
    ],
    ['*From:* Anna Berg <anna@example.org>\n*Date:* 5 March 2024 at 10:00\n*Subject:* Plan', 'quoted'],
    [
      'Von: Anna Berg <anna@example.org>\nGesendet: Dienstag, 5. März 2024 10:00\nAn: Bob\nBetreff: Plan',
      'quoted',
    ],
    ['De : Anna Berg <anna@example.org>\nEnvoyé : mardi 5 mars 2024 10:00\nÀ : Bob\nObjet : Plan', 'quoted'],
    [
      'De: Anna Berg <anna@example.org>\nEnviado el: martes, 5 de marzo de 2024 10:00\nPara: Bob\nAsunto: Plan',
      'quoted',
    ],
    [
      'Da: Anna Berg <anna@example.org>\nInviato: martedì 5 marzo 2024 10:00\nA: Bob\nOggetto: Plan',
      'quoted',
    ],
    ['От: Anna Berg <anna@example.org>\nОтправлено: 5 марта 2024 г. 10:00\nКому: Bob\nТема: Plan', 'quoted'],
    ['发件人: Anna Berg <anna@example.org>\n发送时间: 2024年3月5日 10:00\n收件人: Bob\n主题: Plan', 'quoted'],
    [
      '---------- Forwarded message ---------\nFrom: Anna Berg <anna@example.org>\nDate: Tue, Mar 5, 2024 at 10:00 AM\nSubject: Plan\nTo: Bob',
      'forwarded',
    ],
    [
      '---------- Weitergeleitete Nachricht ---------\nVon: Anna Berg <anna@example.org>\nDate: Di., 5. März 2024 um 10:00 Uhr\nSubject: Plan\nTo: Bob',
      'forwarded',
    ],
    [
      'Begin forwarded message:\n\n> From: Anna Berg <anna@example.org>\n> Subject: Plan\n> Date: 5 March 2024 at 10:00\n> To: Bob\n>',
      'forwarded',
    ],
    [
      '-------- Forwarded Message --------\nSubject: Plan\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nFrom: Anna Berg <anna@example.org>\nTo: Bob',
      'forwarded',
    ],
    [
      '> -----Original Message-----\n> From: Anna Berg\n> [mailto:anna@example.org] On Behalf Of Anna Berg\n> Sent: 5 March 2024 10:00\n> To: Bob\n> Subject: Plan\n>',
      'quoted',
    ],
  ]
  for (const [block, kind] of cases) {
    const body = block.includes('\n>') ? '> Shall we?' : 'Shall we?'
    const text = `Mine.\n\n${block}\n\n${body}\n`
    const { originals } = readRegions(decoded(text, PLAIN))
    assert.equal(originals.length, 1, block)
    assert.equal(originals[0]?.kind, kind, block)
    assert.deepEqual(originals[0]?.from, { name: 'Anna Berg', address: 'anna@example.org' }, block)
    assert.equal(originals[0]?.subject, 'Plan', block)
    assert.equal(originals[0]?.time, TEN, block)
    assert.deepEqual(
      regions(text, PLAIN).map((region) => region.slice(0, region.indexOf(':'))),
      ['own', kind],
      block,
    )
  }
})

test('two labelled lines are no header block', () => {
  assert.deepEqual(regions('From: the office\nTo: everybody\n\nHello\n', PLAIN), [
    'own: From: the office To: everybody Hello',
  ])
})

test('reads the markup of mail clients', () => {
  const gmail =
    '<div dir="ltr">Mine</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 10:00 AM Anna Berg &lt;<a href="mailto:anna@example.org">anna@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0">Yours</blockquote><div>Between</div><blockquote class="gmail_quote">More</blockquote></div>'
  assert.deepEqual(
    regions(gmail, HTML).map((region) => region.split(': ')[0]),
    ['own', 'quoted', 'own', 'quoted'],
  )
  assert.ok(regions(gmail, HTML).includes('own: Between'))
  const cases: readonly (readonly [html: string, kinds: readonly string[]])[] = [
    [
      '<div>FYI<br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Anna Berg</b> &lt;anna@example.org&gt;<br>Date: Tue, Mar 5, 2024 at 10:00 AM<br>Subject: Plan<br>To: Bob<br></div><div>Yours</div></div></div>',
      ['own', 'forwarded'],
    ],
    [
      '<div>Mine</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Anna Berg &lt;anna@example.org&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 10:00 AM<br><b>To:</b> Bob<br><b>Subject:</b> Plan</div><div>Yours</div>',
      ['own', 'quoted'],
    ],
    [
      '<p>Mine</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Anna Berg &lt;anna@example.org&gt;<br><b>Gesendet:</b> Dienstag, 5. März 2024 10:00<br><b>An:</b> Bob<br><b>Betreff:</b> Plan</p></div><p>Yours</p>',
      ['own', 'quoted'],
    ],
    [
      '<div>Mine</div><blockquote type="cite"><div>On Mar 5, 2024, at 10:00, Anna Berg &lt;anna@example.org&gt; wrote:</div><br><div>Yours</div></blockquote><div>Below</div>',
      ['own', 'quoted', 'own'],
    ],
    [
      '<div>FYI</div><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Anna Berg &lt;anna@example.org&gt;</div><div><b>Subject: </b>Plan</div><div><b>Date: </b>5 March 2024 at 10:00</div><div>Yours</div></blockquote>',
      ['own', 'forwarded'],
    ],
    [
      '<p>Mine</p><div class="moz-cite-prefix">On 05.03.24 10:00, Anna Berg &lt;anna@example.org&gt; wrote:<br></div><blockquote type="cite"><p>Yours</p></blockquote><p>Below</p><div class="moz-signature">-- <br>Bob</div>',
      ['own', 'quoted', 'own', 'signature'],
    ],
    [
      '<p>FYI</p><div class="moz-forward-container">-------- Forwarded Message --------<table><tr><th>Subject: </th><td>Plan</td></tr><tr><th>Date: </th><td>Tue, 5 Mar 2024 10:00:00 +0000</td></tr><tr><th>From: </th><td>Anna Berg &lt;anna@example.org&gt;</td></tr></table><p>Yours</p></div>',
      ['own', 'forwarded'],
    ],
    [
      '<div>Mine</div><div class="yahoo_quoted"><div>On Tuesday, March 5, 2024, 10:00 AM, Anna Berg &lt;anna@example.org&gt; wrote:</div><div>Yours</div></div>',
      ['own', 'quoted'],
    ],
  ]
  for (const [html, kinds] of cases) {
    assert.deepEqual(
      regions(html, HTML).map((region) => region.split(': ')[0]),
      kinds,
      html,
    )
    const { originals } = readRegions(decoded(html, HTML))
    assert.deepEqual(originals[0]?.from, { name: 'Anna Berg', address: 'anna@example.org' }, html)
    assert.equal(originals[0]?.time, TEN, html)
  }
  assert.deepEqual(regions('<p>a</p><blockquote style="margin:0 0 0 40px">b</blockquote>', HTML), [
    'own: a b',
  ])
})

test('knows signatures and list footers', () => {
  assert.deepEqual(regions('Hi\n--\nBob\n', PLAIN), ['own: Hi', 'signature: -- Bob'])
  assert.deepEqual(regions('Hi\n\nSent from my phone\n', PLAIN), ['own: Hi', 'signature: Sent from my phone'])
  assert.deepEqual(
    regions(
      'Hi\n_______________________________________________\nx mailing list\nx@lists.example.org\n',
      PLAIN,
    ),
    [
      'own: Hi',
      'signature: _______________________________________________ x mailing list x@lists.example.org',
    ],
  )
  const patch = `Subject\n---\n a.c | 2 +-\n\n${'+ code\n'.repeat(40)}`
  assert.equal(regions(patch, PLAIN).length, 1)
})

const PIECES =
  '> |>> |\n|\n\n|On Tue, Mar 5, 2024 at 10:00 AM |Anna <a@example.org>| wrote:|From: A <a@example.org>\n|Sent: 5 March 2024\n|To: B\n|Subject: x\n|-- \n|-----Original Message-----\n|---------- Forwarded message ---------\n|____________\n|mailing list|<div class="gmail_quote">|<div class="gmail_attr">|<blockquote type=cite>|</blockquote>|</div>|<br>|<p>|text|<div id=appendonsend>|<div class=moz-signature>|&lt;|\u{1f600}'.split(
    '|',
  )

test('regions cover the text without gaps; claims lie in it; nothing throws', () => {
  const soup = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )
  fc.assert(
    fc.property(soup, fc.constantFrom(PLAIN, HTML), (text, mediaType) => {
      const { regions: found, originals } = readRegions(decoded(text, mediaType))
      let at = 0
      let kind = ''
      for (const region of found) {
        assert.equal(region.start, at)
        assert.ok(region.end > region.start)
        assert.notEqual(region.kind, kind)
        at = region.end
        kind = region.kind
      }
      assert.equal(at, text.length)
      for (const { start, end } of originals) assert.ok(start >= 0 && start < end && end <= text.length)
    }),
    { numRuns: 5_000 },
  )
})

test('hostile megabytes are read in under a second', () => {
  const fill = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length))
  const attribution = 'On Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote:\n'
  const plain = [
    '>'.repeat(1_000_000),
    fill('>\n'),
    fill('\n'),
    fill('a\n'),
    fill(attribution),
    fill(`${attribution}> x\n`),
    fill('On Tue, Mar 5, 2024 '),
    fill('On Tue, Mar 5, 2024\n'),
    fill('From: a\n'),
    fill('From: a\nTo: b,\n'),
    fill('To: b;\n'),
    fill('-- \n'),
    fill('--\n'),
    fill('__________\n'),
    fill('-----Original Message-----\n'),
    fill('Sent from my phone\n'),
    fill('Sent from my phone\n> x\n'),
    `On ${'a'.repeat(1_000_000)} wrote:`,
    fill('a@'),
    fill('1.1.'),
  ]
  const html = [
    '<div>'.repeat(100_000),
    '<'.repeat(100_000),
    fill('<blockquote type=cite>'),
    fill('<div class=gmail_quote>'),
    fill('<div id=appendonsend>'),
    fill('<br>'),
    fill('<p>From: a'),
    fill('<div class=gmail_signature></div>'),
    `<div class="${fill('a ')}">`,
  ]
  for (const [mediaType, texts] of [
    [PLAIN, plain],
    [HTML, html],
  ] as const)
    for (const text of texts) {
      const from = threadTime()
      readRegions(decoded(text, mediaType))
      const took = threadTime() - from
      assert.ok(took < 1_000, `${mediaType} ${text.slice(0, 30)}: ${Math.round(took)} ms`)
    }
})
