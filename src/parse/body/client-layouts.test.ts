import assert from 'node:assert/strict'
import { test } from 'node:test'
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

const TEN = Date.UTC(2024, 2, 5, 10)
const FROM = { name: 'Anna Berg', address: 'anna@example.org' }

/** Regions as `kind: text`, tags and white space folded, blank ones left out. */
function regions(text: string, mediaType: string): string[] {
  return readRegions(decoded(text, mediaType))
    .regions.map(({ kind, start, end }) => {
      const piece = text.slice(start, end)
      const seen = mediaType === 'text/html' ? piece.replace(/<[^>]*>/g, ' ') : piece
      return `${kind}: ${seen
        .replace(/&nbsp;/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()}`
    })
    .filter((region) => !region.endsWith(': '))
}

const kinds = (text: string, mediaType: string): string =>
  regions(text, mediaType)
    .map((region) => region.slice(0, region.indexOf(':')))
    .join(' ')

interface Layout {
  readonly style: string
  readonly text: string
  readonly kinds: string
  readonly original: 'quoted' | 'forwarded'
}

const PLAIN: readonly Layout[] = [
  {
    style: 'Gmail reply with signature above',
    text: 'Yes.\n\n-- \nBob\nExample Ltd\n\nOn Tue, Mar 5, 2024 at 10:00 AM Anna Berg <anna@example.org> wrote:\n\n> Shall we?\n>\n> -- \n> Anna\n',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Gmail forward',
    text: 'FYI\n\n---------- Forwarded message ---------\nFrom: Anna Berg <anna@example.org>\nDate: Tue, Mar 5, 2024 at 10:00 AM\nSubject: Plan\nTo: Bob <bob@example.com>\n\n\nShall we?\n',
    kinds: 'own forwarded',
    original: 'forwarded',
  },
  {
    style: 'Outlook reply',
    text: 'Yes.\n\nBob Holt\nExample Ltd\n\n________________________________\nFrom: Anna Berg <anna@example.org>\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Bob Holt <bob@example.com>\nCc: Carl <carl@example.com>\nSubject: Plan\n\nShall we?\n',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Outlook, old',
    text: 'Yes.\n\n-----Original Message-----\nFrom: Anna Berg [mailto:anna@example.org] \nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Bob Holt\nSubject: Plan\n\nShall we?\n',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Outlook for phones',
    text: 'Yes.\n\nGet Outlook for iOS<https://aka.example/o0ukef>\n________________________________\nFrom: Anna Berg <anna@example.org>\nSent: Tuesday, March 5, 2024 10:00:00 AM\nTo: Bob Holt <bob@example.com>\nSubject: Plan\n\nShall we?\n',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Apple Mail on a phone',
    text: 'Yes.\n\nSent from my iPhone\n\n> On 5 Mar 2024, at 10:00, Anna Berg <anna@example.org> wrote:\n> \n> \ufeffShall we?\n',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Apple Mail forward',
    text: 'FYI\n\n> Begin forwarded message:\n> \n> From: Anna Berg <anna@example.org>\n> Subject: Plan\n> Date: 5 March 2024 at 10:00:00 GMT\n> To: Bob <bob@example.com>\n> \n> Shall we?\n',
    kinds: 'own forwarded',
    original: 'forwarded',
  },
  {
    style: 'Thunderbird, answers between',
    text: 'On 2024-03-05 10:00, Anna Berg wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\n-- \nBob\n',
    kinds: 'quoted own quoted own signature',
    original: 'quoted',
  },
  {
    style: 'Thunderbird forward',
    text: 'FYI\n\n\n-------- Forwarded Message --------\nSubject: \tPlan\nDate: \tTue, 5 Mar 2024 10:00:00 +0000\nFrom: \tAnna Berg <anna@example.org>\nTo: \tBob <bob@example.com>\n\n\n\nShall we?\n',
    kinds: 'own forwarded',
    original: 'forwarded',
  },
  {
    style: 'Yahoo',
    text: ' Yes.\n    On Tuesday, March 5, 2024 at 10:00:00 AM GMT, Anna Berg <anna@example.org> wrote:  \n \n Shall we?  ',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Proton reply',
    text: 'Yes.\n\nSent with Proton Mail secure email.\n\nOn Tuesday, March 5th, 2024 at 10:00 AM, Anna Berg <anna@example.org> wrote:\n\n> Shall we?\n',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Proton forward',
    text: 'FYI\n\n------- Forwarded Message -------\nFrom: Anna Berg <anna@example.org>\nDate: On Tuesday, March 5th, 2024 at 10:00 AM\nSubject: Plan\nTo: Bob <bob@example.com>\n\n> Shall we?\n',
    kinds: 'own forwarded',
    original: 'forwarded',
  },
  {
    style: 'Samsung',
    text: 'Yes.\n\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Anna Berg <anna@example.org>\nDate: 3/5/24 10:00 AM (GMT+00:00)\nTo: Bob <bob@example.com>\nSubject: Plan\n\nShall we?\n',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Zimbra',
    text: 'Yes.\n\n----- Original Message -----\nFrom: "Anna Berg" <anna@example.org>\nTo: "Bob" <bob@example.com>\nSent: Tuesday, March 5, 2024 10:00:00 AM\nSubject: Plan\n\nShall we?\n',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'QQ Mail',
    text: '好的\n\n\n------------------ 原始邮件 ------------------\n发件人: "Anna Berg" <anna@example.org>;\n发送时间: 2024年3月5日(星期二) 上午10:00\n收件人: "Bob"<bob@example.com>;\n主题: Plan\n\nShall we?\n',
    kinds: 'own quoted',
    original: 'quoted',
  },
]

const HTML: readonly Layout[] = [
  {
    style: 'Gmail reply with signature',
    text: '<div dir="ltr"><div>Yes.</div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Bob</div></div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 10:00 AM Anna Berg &lt;<a href="mailto:anna@example.org">anna@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">Shall we?</div></blockquote></div>',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Outlook desktop, German',
    text: '<div class=WordSection1><p class=MsoNormal>Ja.</p><p class=MsoNormal>&nbsp;</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=MsoNormal><b>Von:</b> Anna Berg &lt;anna@example.org&gt; <br><b>Gesendet:</b> Dienstag, 5. März 2024 10:00<br><b>An:</b> Bob Holt &lt;bob@example.com&gt;<br><b>Betreff:</b> Plan</p></div></div><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Wollen wir?</p></div>',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Outlook on the web, French',
    text: '<div class="elementToProof">Oui.</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>De :</b> Anna Berg &lt;anna@example.org&gt;<br><b>Envoyé :</b> mardi 5 mars 2024 10:00<br><b>À :</b> Bob Holt &lt;bob@example.com&gt;<br><b>Objet :</b> Plan</font><div>&nbsp;</div></div><div>On y va ?</div>',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Outlook for phones',
    text: '<div>Yes.</div><div id="ms-outlook-mobile-signature"><div></div>Get <a href="https://aka.example/o">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> Anna Berg &lt;anna@example.org&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 10:00:00 AM<br><b>To:</b> Bob &lt;bob@example.com&gt;<br><b>Subject:</b> Plan</div><div>Shall we?</div></div>',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'Apple Mail, Spanish',
    text: '<html><body>Sí.<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>El 5 mar 2024, a las 10:00, Anna Berg &lt;anna@example.org&gt; escribió:</div><br class="Apple-interchange-newline"><div>¿Vamos?</div></blockquote></div><br></body></html>',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Thunderbird',
    text: '<p>Yes.</p><div class="moz-cite-prefix">On 2024-03-05 10:00, Anna Berg &lt;anna@example.org&gt; wrote:<br></div><blockquote type="cite" cite="mid:1@example.org"><p>Shall we?</p></blockquote><div class="moz-signature">-- <br>Bob</div>',
    kinds: 'own quoted signature',
    original: 'quoted',
  },
  {
    style: 'Yahoo',
    text: '<div class="yahoo-style-wrap"><div dir="ltr">Yes.</div></div><div id="yahoo_quoted_1234567890" class="yahoo_quoted"><div><div>On Tuesday, March 5, 2024 at 10:00:00 AM GMT, Anna Berg &lt;anna@example.org&gt; wrote: </div><div>Shall we?</div></div></div>',
    kinds: 'own quoted',
    original: 'quoted',
  },
  {
    style: 'Proton',
    text: '<div style="font-family: Arial;">Yes.</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with Proton Mail</div></div><div class="protonmail_quote">On Tuesday, March 5th, 2024 at 10:00 AM, Anna Berg &lt;anna@example.org&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Shall we?</blockquote></div>',
    kinds: 'own signature quoted',
    original: 'quoted',
  },
  {
    style: 'GMX and web.de',
    text: '<div><div>Ja.</div><div name="quote" style="border-left: 2px solid #c3d9e5;"><div><b>Gesendet:</b> Dienstag, 05. März 2024 um 10:00 Uhr<br><b>Von:</b> "Anna Berg" &lt;anna@example.org&gt;<br><b>An:</b> bob@example.com<br><b>Betreff:</b> Plan</div><div name="quoted-content">Wollen wir?</div></div></div>',
    kinds: 'own quoted',
    original: 'quoted',
  },
]

for (const [mediaType, layouts] of [
  ['text/plain', PLAIN],
  ['text/html', HTML],
] as const)
  for (const { style, text, kinds: expected, original } of layouts)
    test(`${mediaType}: ${style}`, () => {
      assert.equal(kinds(text, mediaType), expected, regions(text, mediaType).join('\n'))
      const { originals } = readRegions(decoded(text, mediaType))
      assert.equal(originals[0]?.kind, original)
      assert.equal(originals[0]?.from?.name, FROM.name)
      if (text.includes(FROM.address)) assert.equal(originals[0]?.from?.address, FROM.address)
      assert.equal(originals[0]?.time, TEN)
      if (expected.includes('own'))
        assert.ok(
          regions(text, mediaType).every(
            (region) => !/^own: .*(?:Shall we|Wollen wir|On y va|Vamos)/.test(region),
          ),
        )
    })

test('a forward of a forward: the outer claim comes first, all of it is forwarded', () => {
  const text =
    'FYI\n\n---------- Forwarded message ---------\nFrom: Anna Berg <anna@example.org>\nDate: Tue, Mar 5, 2024 at 10:00 AM\nSubject: Fwd: Plan\nTo: Bob <bob@example.com>\n\nSee below\n\n---------- Forwarded message ---------\nFrom: Carl Dorn <carl@example.net>\nDate: Mon, Mar 4, 2024 at 9:00 AM\nSubject: Plan\nTo: Anna Berg <anna@example.org>\n\nhttps://example.net/\n'
  assert.equal(kinds(text, 'text/plain'), 'own forwarded')
  const { originals } = readRegions(decoded(text, 'text/plain'))
  assert.deepEqual(originals[0]?.from, FROM)
  assert.equal(originals[0]?.subject, 'Fwd: Plan')
})

test('a reply to a forward inside a reply', () => {
  const text =
    'Fine.\n\nOn Tue, Mar 5, 2024 at 10:00 AM Anna Berg <anna@example.org> wrote:\n> Look:\n>\n> ---------- Forwarded message ---------\n> From: Carl <carl@example.net>\n> Date: Mon, Mar 4, 2024 at 9:00 AM\n> Subject: Plan\n> To: Anna <anna@example.org>\n>\n> text\n'
  assert.equal(kinds(text, 'text/plain'), 'own quoted')
  assert.deepEqual(readRegions(decoded(text, 'text/plain')).originals[0]?.from, FROM)
})
