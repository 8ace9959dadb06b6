/**
 * Words that open and close a mail, in the languages of most mail here. All lower case. They are looked for at the
 * beginning of a line only.
 */

/** First words of a greeting line. */
export const GREETINGS: ReadonlySet<string> = new Set(
  (
    'hi hello hey hiya howdy dear greetings good morning afternoon evening gm all folks team ' +
    'hallo moin servus liebe lieber sehr guten tag morgen bonjour salut cher chère bonsoir coucou ' +
    'hola buenos buenas estimado estimada querido querida ciao salve gentile caro cara buongiorno buonasera ' +
    'olá oi bom boa prezado prezada caro hoi beste goedemorgen goedemiddag geachte hej hei tjena moi kære käre ' +
    'cześć dzień witam szanowny szanowna ahoj dobrý vážený vážená szia kedves tisztelt merhaba selam sayın ' +
    'привет здравствуйте добрый доброе уважаемый уважаемая дорогой дорогая вітаю привіт доброго шановний ' +
    '你好 您好 大家好 各位 こんにちは お世話になっております 안녕하세요 مرحبا السلام سلام שלום היי γεια αγαπητέ'
  ).split(' '),
)

/** First words of a closing line. */
export const CLOSINGS: ReadonlySet<string> = new Set(
  (
    'thanks thank thx tia cheers regards best kind warm warmest sincerely yours cordially respectfully ta br rgds ' +
    'kr hth bye later love xoxo danke grüße gruß gruss grüsse viele liebe beste herzliche mfg vg lg merci ' +
    'cordialement bien amicalement bises saludos gracias atentamente abrazo un cordiales saluti grazie cordiali ' +
    'obrigado obrigada abraço abraços cumprimentos att atenciosamente groeten groet groetjes mvg vriendelijke dank ' +
    'bedankt hälsningar mvh vänliga tack hilsen venlig vennlig med takk tak terveisin terv kiitos pozdrawiam ' +
    'dziękuję dzięki serdecznie pozdrowienia zdravím děkuji díky pozdravem üdvözlettel köszönöm üdv teşekkürler ' +
    'saygılarımla sevgiler спасибо уважением удачи пока с дякую повагою 谢谢 祝好 此致 よろしく 宜しく 감사합니다 ' +
    'شكرا تحياتي متشکرم با תודה בברכה ευχαριστώ χαιρετισμούς'
  ).split(' '),
)

/** Whole groups addressed after a greeting word; not names. */
export const EVERYBODY: ReadonlySet<string> = new Set(
  'all everyone everybody folks team list there again guys friends both community maintainers maintainer sir madam experts colleagues zusammen alle allerseits tous toutes todos todas tutti iedereen alla wszyscy всем all, mr mrs ms dr prof herr frau'.split(
    ' ',
  ),
)

/** Short answers that stand alone on a last line and are no signature. */
export const ANSWERS: ReadonlySet<string> = new Set(
  'yes no ok okay done agreed ack nack right sure yep nope yup fixed applied merged nice great good true correct exactly lgtm fine ditto same please sorry understood thoughts comments ping bump hmm indeed ja nein oui non sí si da да нет'.split(
    ' ',
  ),
)
