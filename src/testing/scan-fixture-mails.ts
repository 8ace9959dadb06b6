/** The fictional mails of the report fixture. All people, hosts and texts are made up; domains are reserved ones. */
import type { Mailbox } from '../model/message.ts'
import { type AssembledMail, assembleMail } from './assembled-mail.ts'

export const VERA: Mailbox = { name: 'Vera Lindqvist', address: 'vera@harbourwatch.example' }
export const TOMAS: Mailbox = { name: 'Tomás Okafor', address: 'tomas@harbourwatch.example' }
export const INES: Mailbox = { name: 'Ines Moreau', address: 'ines@presscoop.example' }
export const BOARD: Mailbox = { name: '', address: 'board@harbourwatch.example' }
export const FALSE_INES: Mailbox = { name: 'Ines Moreau', address: 'ines.moreau@presscoop-desk.test' }
export const JOSEF: Mailbox = { name: 'Josef Brandt', address: 'josef@harbourwatch.example' }

export const TAKEOVER_TIME: number = Date.UTC(2024, 5, 13, 9, 12, 40)
export const IMPOSTOR_TIME: number = Date.UTC(2024, 4, 28, 22, 47, 5)
export const HOSTILE_TIME: number = Date.UTC(2024, 3, 2, 3, 30, 0)
export const MISSING_TIME: number = Date.UTC(2024, 2, 11, 15, 5, 0)

export const TAKEOVER_URL =
  'https://docs.harbourwatch.example.session-check.test/open?u=dG9tYXM&next=https%3A%2F%2Fdocs.harbourwatch.example%2Fminutes'

/** A real account, another mail program, a forward without an original, a link that shows one host and leads to another. */
export const TAKEOVER: AssembledMail = assembleMail({
  header: [
    [
      'Received',
      'from mail-out.harbourwatch.example (mail-out.harbourwatch.example [192.0.2.25])\r\n\tby mx.harbourwatch.example with ESMTPS id 4W0xyz; Thu, 13 Jun 2024 09:12:40 +0000',
    ],
    [
      'Received',
      'from [203.0.113.77] (unknown [203.0.113.77])\r\n\tby mail-out.harbourwatch.example with ESMTPSA id 77ab; Thu, 13 Jun 2024 09:12:38 +0000',
    ],
    [
      'Authentication-Results',
      'mx.harbourwatch.example; dkim=pass header.d=harbourwatch.example;\r\n\tspf=pass smtp.mailfrom=harbourwatch.example; dmarc=pass header.from=harbourwatch.example',
    ],
    ['From', 'Vera Lindqvist <vera@harbourwatch.example>'],
    [
      'To',
      '=?utf-8?q?Tom=C3=A1s_Okafor?= <tomas@harbourwatch.example>,\r\n Ines Moreau <ines@presscoop.example>, board@harbourwatch.example',
    ],
    ['Subject', 'Fwd: Minutes and annex from Tuesday'],
    ['Date', 'Thu, 13 Jun 2024 12:12:36 +0300'],
    ['Message-ID', '<1b7e-9f02-4c11@mail-out.harbourwatch.example>'],
    ['X-Mailer', 'Outbound Web Client 9.1'],
    ['MIME-Version', '1.0'],
  ],
  body: {
    mediaType: 'multipart/alternative',
    children: [
      {
        mediaType: 'text/plain',
        encoding: 'quoted-printable',
        text: `Dear both,

please read the annex before tonight – the board wants your remarks by six o’clock.
The copy is here: docs.harbourwatch.example/minutes

Vera

---------- Forwarded message ----------
From: Josef Brandt <josef@harbourwatch.example>
Date: Tue, 11 Jun 2024 at 18:04
Subject: Minutes and annex from Tuesday

Please find the minutes attached. Café «Zum Anker» is booked again for July.
`,
      },
      {
        mediaType: 'text/html',
        encoding: 'quoted-printable',
        text: `<html><head><style>p { margin: 0 }</style></head><body>
<p>Dear both,</p>
<p>please read the annex before tonight &ndash; the board wants your remarks by six o&rsquo;clock.</p>
<p>The copy is here: <a href="${TAKEOVER_URL}">docs.harbourwatch.example/minutes</a></p>
<p>Vera</p>
<blockquote><p>---------- Forwarded message ----------<br>From: Josef Brandt &lt;josef@harbourwatch.example&gt;<br>Date: Tue, 11 Jun 2024 at 18:04<br>Subject: Minutes and annex from Tuesday</p>
<p>Please find the minutes attached. Café «Zum Anker» is booked again for July.</p></blockquote>
</body></html>
`,
      },
    ],
  },
  facts: {
    from: [VERA],
    to: [TOMAS, INES, BOARD],
    subject: 'Fwd: Minutes and annex from Tuesday',
    messageId: '1b7e-9f02-4c11@mail-out.harbourwatch.example',
    date: { time: TAKEOVER_TIME - 4000, offset: 180, text: 'Thu, 13 Jun 2024 12:12:36 +0300' },
    mainText: 0,
  },
})

/** A known name on an address nobody wrote from before; the text is base64, so its evidence counts in the decoded part. */
export const IMPOSTOR: AssembledMail = assembleMail({
  header: [
    [
      'Received',
      'from relay.presscoop-desk.test (relay.presscoop-desk.test [198.51.100.9])\r\n\tby mx.harbourwatch.example with ESMTPS; Tue, 28 May 2024 22:47:05 +0000',
    ],
    ['From', '"Ines Moreau" <ines.moreau@presscoop-desk.test>'],
    ['Reply-To', 'Ines Moreau <ines.desk@quick-answers.example>'],
    ['To', 'Vera Lindqvist <vera@harbourwatch.example>'],
    ['Subject', '=?utf-8?b?w4lwcmV1dmVzIGR1IGRvc3NpZXIgcG9ydHVhaXJl?='],
    ['Date', 'Tue, 28 May 2024 22:47:01 +0000'],
    ['Message-ID', '<20240528224701.77123@relay.presscoop-desk.test>'],
    ['MIME-Version', '1.0'],
  ],
  body: {
    mediaType: 'text/plain',
    encoding: 'base64',
    text: `Chère Vera,

voici les épreuves du dossier portuaire, à relire avant jeudi :
https://presscoop.example.dossier-share.test/e/7f3a

Mon adresse habituelle ne marche plus, répondez-moi ici.

Ines 記者 👩‍💻
`,
  },
  facts: {
    from: [FALSE_INES],
    replyTo: [{ name: 'Ines Moreau', address: 'ines.desk@quick-answers.example' }],
    to: [VERA],
    subject: 'Épreuves du dossier portuaire',
    messageId: '20240528224701.77123@relay.presscoop-desk.test',
    date: { time: IMPOSTOR_TIME - 4000, offset: 0, text: 'Tue, 28 May 2024 22:47:01 +0000' },
  },
})

export const HOSTILE_SUBJECT: string = `<script>document.title="owned"</script> "quoted" 'single' & \u202Egpj.exe \u001b[2J\u001b]8;;https://evil.test/\u0007click\u001b]8;;\u0007 \u009b31m \u2066hidden\u2069 zero\u200bwidth ${'very long subject '.repeat(290)}`

export const HOSTILE_NAME = `"><img src=x onerror="document.title='owned'">\u202e`

export const HOSTILE_HREF = `javascript:document.title='owned'`

/** Every injection we could think of, in every place a report shows. */
export const HOSTILE: AssembledMail = assembleMail({
  header: [
    ['From', `=?utf-8?q?=22=3E=3Cimg_src=3Dx=3E?= <intern@harbourwatch.example>`],
    ['To', 'board@harbourwatch.example'],
    ['Subject', HOSTILE_SUBJECT],
    ['Date', 'Tue, 02 Apr 2024 03:30:00 -0700'],
    ['X-"><script>alert(1)</script>', `</pre></section><script>document.title='owned'</script>`],
  ],
  body: {
    mediaType: 'text/html',
    encoding: '8bit',
    text: `<!doctype html><base href="https://evil.test/"><title></title></textarea><script>document.title='owned'</script>
<style>body{display:none;background:url(https://evil.test/beacon.png)}</style>
<p onclick="document.title='owned'">Bitte hier pr\u00fcfen: <a href="${HOSTILE_HREF}">harbourwatch.example</a> \u202Eelif\u202C</p>
<p><a href="https://harbourwatch.example@xn--hrbourwatch-n8a.test:8443/login?to=board@harbourwatch.example">https://harbourwatch.example/login</a></p>
<img src="https://evil.test/pixel.gif" onerror="document.title='owned'"><svg onload="document.title='owned'"><iframe src="https://evil.test/"></iframe>
<form action="https://evil.test/collect"><input autofocus onfocus="document.title='owned'"></form>
&lt;script&gt;document.title='owned'&lt;/script&gt; &amp;lt; &#x202E; ]]> --> </mark></details> Z${'\u0301'.repeat(60)}
${'lorem ipsum dolor sit amet '.repeat(900)}
<a href="https://far-down.test/after-the-long-text">last link</a>
`,
  },
  facts: {
    from: [{ name: HOSTILE_NAME, address: 'intern@harbourwatch.example' }],
    to: [BOARD],
    subject: HOSTILE_SUBJECT,
    date: { time: HOSTILE_TIME, offset: -420, text: 'Tue, 02 Apr 2024 03:30:00 -0700' },
    issues: [
      { code: 'header.message-id-missing', detail: 'the mail has no Message-ID' },
      {
        code: 'header.eight-bit',
        detail: 'bytes outside ASCII in "Subject"',
        range: { start: 100, end: 180 },
      },
    ],
  },
})
