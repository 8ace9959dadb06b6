import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DecodedText } from '../decoded-text.ts'
import { readRegions } from './read-regions.ts'

const decoded = (text: string): DecodedText => ({
  part: '1',
  mediaType: 'text/plain',
  charset: 'utf-8',
  text,
  attached: false,
  rangeOf: (start, end) => ({ start, end }),
})

/** 5 March 2024, 10:00, on the clock of whoever wrote it down. */
const TEN = Date.UTC(2024, 2, 5, 10)

type Line = readonly [style: string, line: string]

/** Attribution lines as the clients write them, above a quote. `A` stands for the name and its address. */
const A = 'Anna Berg <anna@example.org>'
const ATTRIBUTIONS: readonly Line[] = [
  ['Gmail, English', `On Tue, Mar 5, 2024 at 10:00 AM ${A} wrote:`],
  ['Gmail, British', `On Tue, 5 Mar 2024 at 10:00, ${A} wrote:`],
  ['Gmail, German', `Am Di., 5. März 2024 um 10:00 Uhr schrieb ${A}:`],
  ['Gmail, French', `Le mar. 5 mars 2024 à 10:00, ${A} a écrit :`],
  ['Gmail, Spanish', 'El mar, 5 mar 2024 a las 10:00, Anna Berg (<anna@example.org>) escribió:'],
  ['Gmail, Italian', `Il giorno mar 5 mar 2024 alle ore 10:00 ${A} ha scritto:`],
  ['Gmail, Brazilian', `Em ter., 5 de mar. de 2024 às 10:00, ${A} escreveu:`],
  ['Gmail, Portuguese', `${A} escreveu (terça, 5/03/2024 à(s) 10:00):`],
  ['Gmail, Dutch', `Op di 5 mrt 2024 om 10:00 schreef ${A}:`],
  ['Gmail, Swedish', `Den tis 5 mars 2024 kl 10:00 skrev ${A}:`],
  ['Gmail, Danish', `Den tirs. 5. mar. 2024 kl. 10.00 skrev ${A}:`],
  ['Gmail, Norwegian', `tir. 5. mar. 2024 kl. 10:00 skrev ${A}:`],
  ['Gmail, Finnish', 'ti 5. maalisk. 2024 klo 10.00 Anna Berg (anna@example.org) kirjoitti:'],
  ['Gmail, Polish', `wt., 5 mar 2024 o 10:00 ${A} napisał(a):`],
  ['Gmail, Czech', `út 5. 3. 2024 v 10:00 odesílatel ${A} napsal:`],
  ['Gmail, Slovak', `ut 5. 3. 2024 o 10:00 ${A} napísal(a):`],
  ['Gmail, Hungarian', `${A} ezt írta (időpont: 2024. márc. 5., K, 10:00):`],
  ['Gmail, Romanian', `În mar., 5 mar. 2024 la 10:00, ${A} a scris:`],
  ['Gmail, Russian', `вт, 5 мар. 2024 г. в 10:00, ${A}:`],
  ['Gmail, Ukrainian', `вт, 5 бер. 2024 р. о 10:00 ${A} пише:`],
  ['Gmail, Bulgarian', `На вт, 5.03.2024 г. в 10:00 ${A} написа:`],
  ['Gmail, Greek', `Στις Τρί 5 Μαρ 2024 στις 10:00 π.μ., ο χρήστης ${A} έγραψε:`],
  ['Gmail, Turkish', `${A}, 5 Mar 2024 Sal, 10:00 tarihinde şunu yazdı:`],
  ['Gmail, Japanese', `2024年3月5日(火) 10:00 ${A}:`],
  ['Gmail, Chinese', `${A} 于2024年3月5日周二 10:00写道：`],
  ['Gmail, Taiwan', `${A} 於 2024年3月5日 週二 上午10:00寫道：`],
  ['Gmail, Korean', `2024년 3월 5일 (화) 오전 10:00, ${A}님이 작성:`],
  [
    'Gmail, Arabic',
    `\u202bفي الثلاثاء، 5 مارس 2024 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aAnna Berg\u202c\u200f <anna@example.org>:\u202c`,
  ],
  [
    'Gmail, Hebrew',
    `\u202bבתאריך יום ג׳, 5 במרץ 2024 ב-10:00 מאת \u202aAnna Berg\u202c\u200f <anna@example.org>:\u202c`,
  ],
  ['Gmail, Persian', `در تاریخ سه‌شنبه ۵ مارس ۲۰۲۴، ۱۰:۰۰ ${A} نوشت:`],
  ['Gmail, Vietnamese', `Vào Th 3, 5 thg 3, 2024 vào lúc 10:00 ${A} đã viết:`],
  ['Gmail, Indonesian', `Pada Sel, 5 Mar 2024 pukul 10.00 ${A} menulis:`],
  ['Gmail, Thai', `ในวันที่ อ. 5 มี.ค. 2024 เวลา 10:00 ${A} เขียนว่า:`],
  ['Gmail, Hindi', `मंगल, 5 मार्च 2024 को 10:00 am बजे को ${A} ने लिखा:`],
  ['Gmail, Catalan', `Missatge de ${A} del dia dt., 5 de març 2024 a les 10:00:`],
  ['Gmail, Croatian', `uto, 5. ožu 2024. u 10:00 ${A} napisao je:`],
  ['Gmail, Serbian', `уто, 5. мар 2024. у 10:00 ${A} је написао/ла:`],
  ['Gmail, Slovenian', `V tor., 5. mar. 2024 ob 10:00 je oseba ${A} napisala:`],
  ['Gmail, Lithuanian', `2024-03-05, an, 10:00 ${A} rašė:`],
  [
    'Gmail, Latvian',
    'otrd., 2024. g. 5. marts, plkst. 10:00 — lietotājs Anna Berg (<anna@example.org>) rakstīja:',
  ],
  ['Gmail, Estonian', `Kuupäev: T, 5. märts 2024 kell 10:00 kirjutas ${A}:`],
  ['Apple Mail, English', `On 5 Mar 2024, at 10:00, ${A} wrote:`],
  ['Apple Mail, American', `On Mar 5, 2024, at 10:00\u202fAM, ${A} wrote:`],
  ['Apple Mail, German', `Am 05.03.2024 um 10:00 schrieb ${A}:`],
  ['Apple Mail, French', `Le 5 mars 2024 à 10:00, ${A} a écrit :`],
  ['Apple Mail, Spanish', `El 5 mar 2024, a las 10:00, ${A} escribió:`],
  ['Apple Mail, Italian', `Il giorno 5 mar 2024, alle ore 10:00, ${A} ha scritto:`],
  ['Apple Mail, Dutch', `Op 5 mrt 2024, om 10:00 heeft ${A} het volgende geschreven:`],
  ['Apple Mail, Portuguese', `Em 5 de mar. de 2024, à(s) 10:00, ${A} escreveu:`],
  ['Apple Mail, Swedish', `5 mars 2024 kl. 10:00 skrev ${A}:`],
  ['Apple Mail, Danish', `Den 5. mar. 2024 kl. 10.00 skrev ${A}:`],
  ['Apple Mail, Finnish', `${A} kirjoitti 5.3.2024 kello 10.00:`],
  ['Apple Mail, Polish', `Wiadomość napisana przez ${A} w dniu 05.03.2024, o godz. 10:00:`],
  ['Apple Mail, Russian', `5 марта 2024 г., в 10:00, ${A} написал(а):`],
  ['Apple Mail, Turkish', `${A} şunları yazdı (5 Mar 2024 10:00):`],
  ['Apple Mail, Japanese', `2024/03/05 10:00、${A}のメール:`],
  ['Apple Mail, Chinese', `2024年3月5日 10:00，${A} 写道：`],
  ['Apple Mail, Taiwan', `${A} 於 2024年3月5日 上午10:00 寫道：`],
  ['Apple Mail, Korean', `2024. 3. 5. 오전 10:00, ${A} 작성:`],
  ['Thunderbird, English', 'On 05/03/2024 10:00, Anna Berg wrote:'],
  ['Thunderbird, German', 'Am 05.03.24 um 10:00 schrieb Anna Berg:'],
  ['Thunderbird, French', 'Le 05/03/2024 à 10:00, Anna Berg a écrit :'],
  ['Thunderbird, Spanish', 'El 05/03/2024 a las 10:00, Anna Berg escribió:'],
  ['Thunderbird, Italian', 'Il 05/03/2024 10:00, Anna Berg ha scritto:'],
  ['Thunderbird, Dutch', 'Op 05-03-2024 om 10:00 schreef Anna Berg:'],
  ['Thunderbird, Portuguese', 'Em 05/03/2024 10:00, Anna Berg escreveu:'],
  ['Thunderbird, Polish', 'W dniu 05.03.2024 o 10:00, Anna Berg pisze:'],
  ['Thunderbird, Russian', '05.03.2024 10:00, Anna Berg пишет:'],
  ['Thunderbird, Czech', 'Dne 05. 03. 24 v 10:00 Anna Berg napsal(a):'],
  ['Thunderbird, Hungarian', '2024. 03. 05. 10:00 keltezéssel, Anna Berg írta:'],
  ['Thunderbird, Swedish', 'Den 2024-03-05 kl. 10:00, skrev Anna Berg:'],
  ['Thunderbird, Ukrainian', '05.03.2024 10:00, Anna Berg пише:'],
  ['Yahoo', `On Tuesday, March 5, 2024 at 10:00:00 AM GMT, ${A} wrote:`],
  ['Yahoo, German', `Am Dienstag, 5. März 2024 um 11:00:00 MEZ hat ${A} Folgendes geschrieben:`],
  ['Yahoo, French', `Le mardi 5 mars 2024 à 10:00:00 UTC, ${A} a écrit :`],
  ['Proton', `On Tuesday, March 5th, 2024 at 10:00 AM, ${A} wrote:`],
  ['Proton, German', `${A} schrieb am Dienstag, 5. März 2024 um 10:00:`],
  ['Tuta', '5 Mar 2024, 10:00 by anna@example.org:'],
  ['Spark', `On 5 Mar 2024 at 10:00 +0000, ${A}, wrote:`],
  ['Airmail', 'On 5 March 2024 at 10:00:00, Anna Berg (anna@example.org) wrote:'],
  ['Fastmail', 'On Tue, Mar 5, 2024, at 10:00 AM, Anna Berg wrote:'],
  ['KMail', 'On Tuesday, 5 March 2024 10:00:00 UTC Anna Berg wrote:'],
  ['Evolution', 'On Tue, 2024-03-05 at 10:00 +0000, Anna Berg wrote:'],
  ['Mutt', 'On Tue, Mar 05, 2024 at 10:00:00AM +0000, Anna Berg wrote:'],
  ['Roundcube', 'On 2024-03-05 10:00, Anna Berg wrote:'],
  ['Roundcube, French', 'Le 2024-03-05 10:00, Anna Berg a écrit :'],
  ['Claws', `On Tue, 5 Mar 2024 10:00:00 +0000\n${A} wrote:`],
  ['Yandex', '05.03.2024, 10:00, "Anna Berg" <anna@example.org>:'],
  ['Mail.ru', `Вторник, 5 марта 2024, 10:00 +00:00 от ${A}:`],
  ['163', '在 2024-03-05 10:00:00，"Anna Berg" <anna@example.org> 写道：'],
  ['163, English', 'At 2024-03-05 10:00:00, "Anna Berg" <anna@example.org> wrote:'],
]

test('attribution lines of clients and languages: who, when, and what is quoted', () => {
  const wrong: string[] = []
  for (const [style, line] of ATTRIBUTIONS) {
    const text = `Mine.\n\n${line}\n\n> Yours.\n> Second.\n`
    const { regions, originals } = readRegions(decoded(text))
    const kinds = regions.map(
      ({ kind, start, end }) => `${kind}:${text.slice(start, end).trim().split('\n')[0]}`,
    )
    const [original] = originals
    const problems: string[] = []
    if (originals.length !== 1) problems.push(`${originals.length} originals`)
    if (style !== 'Tuta' && original?.from?.name !== 'Anna Berg')
      problems.push(`name "${original?.from?.name}"`)
    if (line.includes('@') && original?.from?.address !== 'anna@example.org')
      problems.push(`address ${original?.from?.address}`)
    const ambiguous = /05\/03\/2024/.test(line) && style === 'Thunderbird, English'
    if (!ambiguous && original?.time !== TEN)
      problems.push(
        `time ${original?.time === undefined ? original?.dateText : new Date(original.time).toISOString()}`,
      )
    if (kinds.length !== 2 || kinds[0] !== 'own:Mine.' || !kinds[1]?.startsWith('quoted:'))
      problems.push(kinds.join(' | '))
    if (problems.length > 0) wrong.push(`${style}: ${problems.join('; ')}`)
  }
  assert.deepEqual(wrong, [])
})

/** From, Sent, To, Subject as Outlook and others name them; the date in the language. */
const BLOCKS: readonly (readonly [language: string, labels: string, date: string])[] = [
  ['English', 'From|Sent|To|Subject', 'Tuesday, March 5, 2024 10:00 AM'],
  ['German', 'Von|Gesendet|An|Betreff', 'Dienstag, 5. März 2024 10:00'],
  ['French', 'De|Envoyé|À|Objet', 'mardi 5 mars 2024 10:00'],
  ['French, spaced', 'De |Envoyé |À |Objet ', 'mardi 5 mars 2024 10:00'],
  ['Spanish', 'De|Enviado|Para|Asunto', 'martes, 5 de marzo de 2024 10:00'],
  ['Italian', 'Da|Inviato|A|Oggetto', 'martedì 5 marzo 2024 10:00'],
  ['Portuguese', 'De|Enviado|Para|Assunto', '5 de março de 2024 10:00'],
  ['Brazilian', 'De|Enviada em|Para|Assunto', 'terça-feira, 5 de março de 2024 10:00'],
  ['Dutch', 'Van|Verzonden|Aan|Onderwerp', 'dinsdag 5 maart 2024 10:00'],
  ['Swedish', 'Från|Skickat|Till|Ämne', 'den 5 mars 2024 10:00'],
  ['Danish', 'Fra|Sendt|Til|Emne', '5. marts 2024 10:00'],
  ['Norwegian', 'Fra|Sendt|Til|Emne', 'tirsdag 5. mars 2024 10:00'],
  ['Finnish', 'Lähettäjä|Lähetetty|Vastaanottaja|Aihe', 'tiistai 5. maaliskuuta 2024 10.00'],
  ['Polish', 'Od|Wysłane|Do|Temat', 'wtorek, 5 marca 2024 10:00'],
  ['Czech', 'Od|Odesláno|Komu|Předmět', 'úterý 5. března 2024 10:00'],
  ['Slovak', 'Od|Odoslané|Komu|Predmet', 'utorok 5. marca 2024 10:00'],
  ['Hungarian', 'Feladó|Elküldve|Címzett|Tárgy', '2024. március 5., kedd 10:00'],
  ['Romanian', 'De la|Trimis|Către|Subiect', 'marți, 5 martie 2024 10:00'],
  ['Russian', 'От|Отправлено|Кому|Тема', '5 марта 2024 г. 10:00'],
  ['Ukrainian', 'Від|Надіслано|Кому|Тема', '5 березня 2024 р. 10:00'],
  ['Bulgarian', 'От|Изпратено|До|Относно', 'вторник, 5 март 2024 г. 10:00'],
  ['Greek', 'Από|Στάλθηκε|Προς|Θέμα', 'Τρίτη, 5 Μαρτίου 2024 10:00 πμ'],
  ['Greek, Outlook', 'Από|Αποστολή|Προς|Θέμα', 'Τρίτη, 5 Μαρτίου 2024 10:00 π.μ.'],
  ['Turkish', 'Kimden|Gönderildi|Kime|Konu', '5 Mart 2024 Salı 10:00'],
  ['Turkish, web', 'Gönderen|Gönderildi|Kime|Konu', '5 Mart 2024 Salı 10:00'],
  ['Japanese', '差出人|送信日時|宛先|件名', '2024年3月5日 10:00'],
  ['Chinese', '发件人|发送时间|收件人|主题', '2024年3月5日 10:00'],
  ['Taiwan', '寄件者|寄件日期|收件者|主旨', '2024年3月5日 上午 10:00'],
  ['Korean', '보낸 사람|보낸 날짜|받는 사람|제목', '2024년 3월 5일 화요일 오전 10:00'],
  ['Arabic', 'من|تم الإرسال|إلى|الموضوع', 'الثلاثاء، 5 مارس 2024 10:00 ص'],
  ['Arabic, Outlook', 'من|تاريخ الإرسال|إلى|الموضوع', '5 مارس، 2024 10:00 ص'],
  ['Hebrew', 'מאת|נשלח|אל|נושא', 'יום שלישי 5 מרץ 2024 10:00'],
  ['Persian', 'از|ارسال شده|به|موضوع', '5 مارس 2024 10:00'],
  ['Vietnamese', 'Từ|Đã gửi|Đến|Chủ đề', 'Thứ Ba, 5 Tháng Ba 2024 10:00'],
  ['Indonesian', 'Dari|Dikirim|Kepada|Subjek', '05 Maret 2024 10:00'],
  ['Thai', 'จาก|ส่ง|ถึง|เรื่อง', '5 มีนาคม 2024 10:00'],
  ['Croatian', 'Šalje|Poslano|Prima|Predmet', '5. ožujka 2024. 10:00'],
  ['Slovenian', 'Od|Poslano|Za|Zadeva', 'torek, 5. marec 2024 10:00'],
  ['Serbian', 'Od|Poslato|Za|Tema', 'utorak, 5. mart 2024. 10:00'],
  ['Lithuanian', 'Nuo|Išsiųsta|Kam|Tema', '2024 m. kovo 5 d. 10:00'],
  ['Latvian', 'No|Nosūtīts|Kam|Tēma', 'otrdiena, 2024. gada 5. marts 10:00'],
  ['Estonian', 'Saatja|Saadetud|Adressaat|Teema', 'teisipäev, 5. märts 2024 10:00'],
  ['Catalan', 'De|Enviat|Per a|Tema', 'dimarts, 5 de març de 2024 10:00'],
]

test('header blocks of languages: every field is read, the block is quoted', () => {
  const wrong: string[] = []
  for (const [language, labels, date] of BLOCKS) {
    const [from, sent, to, subject] = labels.split('|')
    const block = `${from}: Anna Berg <anna@example.org>\n${sent}: ${date}\n${to}: Bob <bob@example.com>\n${subject}: Plan`
    for (const [form, above] of [
      ['bare', ''],
      ['ruled', '________________________________\n'],
    ] as const) {
      const text = `Mine.\n\n${above}${block}\n\nYours.\n`
      const { regions, originals } = readRegions(decoded(text))
      const [original] = originals
      const problems: string[] = []
      if (originals.length !== 1) problems.push(`${originals.length} originals`)
      if (original?.from?.address !== 'anna@example.org' || original.from.name !== 'Anna Berg')
        problems.push(`from ${JSON.stringify(original?.from)}`)
      if (original?.to?.[0]?.address !== 'bob@example.com')
        problems.push(`to ${JSON.stringify(original?.to)}`)
      if (original?.subject !== 'Plan') problems.push(`subject ${original?.subject}`)
      if (original?.time !== TEN)
        problems.push(
          `time ${original?.time === undefined ? `none of "${original?.dateText}"` : new Date(original.time).toISOString()}`,
        )
      const kinds = regions.map(({ kind }) => kind).join()
      if (kinds !== 'own,quoted') problems.push(kinds)
      if (problems.length > 0) wrong.push(`${language}, ${form}: ${problems.join('; ')}`)
    }
  }
  assert.deepEqual(wrong, [])
})
