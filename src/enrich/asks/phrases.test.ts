import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AskKind } from '../../model/ask.ts'
import { textAsks } from './message-asks.ts'

/** Sentences that ask for something, with the kind; then sentences that do not. All made up. */
const languages: Readonly<
  Record<string, { readonly asks: readonly (readonly [AskKind, string])[]; readonly none: readonly string[] }>
> = {
  en: {
    asks: [
      ['credential', 'Please confirm your password before the end of the day.'],
      ['credential', 'Sign in to your mailbox to keep receiving mail.'],
      ['payment', 'Could you process the wire transfer to the new account this morning?'],
      ['payment', 'I need you to buy five gift cards and send me the codes.'],
      ['file', 'Please review the attached document and tell me what you think.'],
      ['link', 'Click here to see the programme.'],
      ['secrecy', 'Keep this between us until Friday.'],
      ['channel-switch', 'Can you text me on Signal instead?'],
      ['information', 'Could you send me the list of employees and their addresses?'],
      ['meeting', 'We would like to invite you to a video call about your book.'],
      ['meeting', 'We would love to have you on our panel in Vienna next month.'],
      ['channel-switch', 'Let us move this to WhatsApp.'],
      ['channel-switch', 'I lost my telephone, so please reach me at anna@private.example for now.'],
      ['information', 'Would you mind forwarding me the briefing book?'],
      ['information', 'We need a copy of your passport for the visa.'],
      ['secrecy', 'Delete this after you have read it.'],
      ['payment', 'Our bank has changed, use the new account from now on.'],
    ],
    none: [
      'Never share your password with anyone.',
      'They asked me to send my password, which I did not.',
      'The function checks the password hash before the session starts.',
      'Thank you for the lovely evening, the garden looked wonderful.',
      'We will send the invoice next week.',
      'Do not send gift cards to anybody.',
    ],
  },
  de: {
    asks: [
      ['credential', 'Bitte bestätigen Sie Ihr Passwort bis heute Abend.'],
      ['payment', 'Können Sie die Rechnung noch heute überweisen?'],
      ['file', 'Bitte prüfen Sie das angehängte Dokument.'],
      ['link', 'Klicken Sie hier, um fortzufahren.'],
      ['secrecy', 'Das bleibt bitte unter uns.'],
      ['channel-switch', 'Schreib mir auf Signal, meine neue Nummer hast du ja.'],
      ['information', 'Könntest du mir die Mitgliederliste schicken?'],
      ['meeting', 'Wir laden Sie herzlich ein, an einem Webinar teilzunehmen.'],
    ],
    none: [
      'Geben Sie Ihr Passwort nicht weiter.',
      'Er sagte, wir sollten das Passwort ändern.',
      'Vielen Dank für den schönen Abend im Garten.',
      'Wir werden die Rechnung nächste Woche schicken.',
    ],
  },
  fr: {
    asks: [
      ['credential', 'Veuillez confirmer votre mot de passe.'],
      ['payment', 'Merci de régler la facture avant ce soir.'],
      ['file', 'Pouvez-vous consulter le document ci-joint ?'],
      ['link', 'Cliquez sur le lien suivant pour continuer.'],
      ['secrecy', 'Cela reste strictement entre nous.'],
      ['channel-switch', 'Écris-moi sur Signal, c’est plus simple.'],
      ['information', 'Pourriez-vous m’envoyer la liste des adhérents ?'],
    ],
    none: [
      'Ne communiquez jamais votre mot de passe.',
      'Il m’a demandé de payer la facture.',
      'Merci pour cette belle soirée au jardin.',
      'Nous allons envoyer la facture la semaine prochaine.',
    ],
  },
  es: {
    asks: [
      ['credential', 'Por favor, confirme su contraseña.'],
      ['payment', 'Necesito que realices una transferencia hoy mismo.'],
      ['file', 'Revise el documento adjunto, por favor.'],
      ['link', 'Haga clic en el siguiente enlace.'],
      ['secrecy', 'Que esto quede entre nosotros.'],
      ['channel-switch', 'Escríbeme por WhatsApp a mi nuevo número.'],
      ['information', '¿Puedes enviarme la lista de socios?'],
    ],
    none: [
      'Nunca comparta su contraseña.',
      'Me pidieron que enviara la contraseña.',
      'Gracias por la cena de ayer, todo estaba muy rico.',
      'Vamos a enviar la factura la próxima semana.',
    ],
  },
  it: {
    asks: [
      ['credential', 'La preghiamo di confermare la sua password.'],
      ['payment', 'Puoi effettuare un bonifico entro oggi?'],
      ['file', 'Apra il documento allegato, per favore.'],
      ['link', 'Clicca sul seguente link.'],
      ['secrecy', 'Non dirlo a nessuno, resti tra noi.'],
      ['channel-switch', 'Scrivimi su WhatsApp, questo è il mio nuovo numero.'],
      ['information', 'Potresti inviarmi e girarmi l’elenco dei soci? Inviami l’elenco dei soci.'],
    ],
    none: [
      'Non condividere mai la tua password.',
      'Mi hanno chiesto di inviare la password.',
      'Grazie per la bella serata in giardino.',
      'Abbiamo ricevuto ieri i vostri auguri.',
    ],
  },
  pt: {
    asks: [
      ['credential', 'Por favor, confirme a sua senha.'],
      ['payment', 'Preciso que você faça uma transferência ainda hoje.'],
      ['file', 'Abra o documento em anexo, por favor.'],
      ['link', 'Clique no link abaixo.'],
      ['secrecy', 'Não conte a ninguém, isto fica entre nós.'],
      ['channel-switch', 'Me chame no WhatsApp, este é meu novo número.'],
      ['information', 'Você pode enviar a lista de funcionários?'],
    ],
    none: [
      'Nunca compartilhe sua senha.',
      'Eles me pediram para enviar a senha.',
      'Obrigado pela bela noite no jardim.',
      'Vamos enviar a fatura na próxima semana.',
    ],
  },
  nl: {
    asks: [
      ['credential', 'Bevestig alstublieft uw wachtwoord.'],
      ['payment', 'Kun je de factuur vandaag nog betalen?'],
      ['file', 'Wilt u het bijgevoegde document bekijken?'],
      ['link', 'Klik op onderstaande link.'],
      ['secrecy', 'Dit blijft onder ons.'],
      ['channel-switch', 'Stuur me een bericht via WhatsApp, dit is mijn nieuwe nummer.'],
      ['information', 'Kun je mij de ledenlijst sturen?'],
    ],
    none: [
      'Geef uw wachtwoord nooit aan anderen.',
      'Ze vroegen mij het wachtwoord te sturen.',
      'Bedankt voor de mooie avond in de tuin.',
      'Wij zullen de factuur volgende week sturen.',
    ],
  },
  sv: {
    asks: [
      ['credential', 'Vänligen bekräfta ditt lösenord.'],
      ['payment', 'Kan du betala fakturan redan idag?'],
      ['file', 'Öppna det bifogade dokumentet.'],
      ['link', 'Klicka på länken nedan.'],
      ['secrecy', 'Det här stannar mellan oss.'],
      ['channel-switch', 'Skriv till mig på Signal i stället.'],
      ['information', 'Kan du skicka listan över medlemmar?'],
    ],
    none: [
      'Dela aldrig ditt lösenord.',
      'De bad mig skicka lösenordet, vilket jag inte gjorde, och han bad mig att skicka koden.',
      'Tack för en fin kväll i trädgården.',
      'Vi kommer att skicka fakturan nästa vecka.',
    ],
  },
  pl: {
    asks: [
      ['credential', 'Proszę potwierdzić swoje hasło.'],
      ['payment', 'Czy możesz dziś opłacić fakturę?'],
      ['file', 'Otwórz załączony dokument.'],
      ['link', 'Kliknij w poniższy link.'],
      ['secrecy', 'Nikomu nie mów, niech to zostanie między nami.'],
      ['channel-switch', 'Napisz do mnie na WhatsAppie.'],
      ['information', 'Prześlij mi listę członków.'],
    ],
    none: [
      'Nigdy nie podawaj swojego hasła.',
      'Poprosili mnie, żebym wysłał hasło.',
      'Dziękuję za miły wieczór w ogrodzie.',
      'Pogoda jest dziś bardzo ładna.',
    ],
  },
  cs: {
    asks: [
      ['credential', 'Prosím, potvrďte své heslo.'],
      ['payment', 'Můžete ještě dnes zaplatit fakturu?'],
      ['file', 'Otevřete přiložený dokument.'],
      ['link', 'Klikněte na odkaz níže.'],
      ['secrecy', 'Nikomu to neříkejte, ať to zůstane mezi námi.'],
      ['channel-switch', 'Napiš mi na WhatsApp.'],
      ['information', 'Pošlete mi seznam členů.'],
    ],
    none: [
      'Nikdy nezadávejte své heslo na cizích stránkách.',
      'Požádali mě, abych poslal heslo.',
      'Děkuji za hezký večer na zahradě.',
      'Počasí je dnes velmi pěkné.',
    ],
  },
  ru: {
    asks: [
      ['credential', 'Пожалуйста, подтвердите ваш пароль.'],
      ['payment', 'Не могли бы вы сегодня оплатить счет?'],
      ['file', 'Откройте вложенный документ.'],
      ['link', 'Перейдите по ссылке ниже.'],
      ['secrecy', 'Никому не говорите, пусть это останется между нами.'],
      ['channel-switch', 'Напиши мне в Telegram.'],
      ['information', 'Пришлите мне список сотрудников.'],
    ],
    none: [
      'Никогда не сообщайте ваш пароль.',
      'Они попросили меня прислать пароль, просили меня прислать код.',
      'Спасибо за прекрасный вечер в саду.',
      'Сегодня очень хорошая погода.',
    ],
  },
  uk: {
    asks: [
      ['credential', 'Будь ласка, підтвердьте ваш пароль.'],
      ['payment', 'Чи не могли б ви сьогодні оплатити рахунок?'],
      ['file', 'Відкрийте вкладений документ.'],
      ['link', 'Перейдіть за посиланням нижче.'],
      ['secrecy', 'Нікому не кажіть, нехай це залишиться між нами.'],
      ['channel-switch', 'Напиши мені в Telegram.'],
      ['information', 'Надішліть мені список співробітників.'],
    ],
    none: [
      'Ніколи не повідомляйте ваш пароль.',
      'Вони просили мене надіслати пароль.',
      'Дякую за чудовий вечір у саду.',
      'Сьогодні дуже гарна погода.',
    ],
  },
  he: {
    asks: [
      ['credential', 'אנא אשר את הסיסמה שלך.'],
      ['payment', 'האם תוכל לבצע העברה בנקאית היום?'],
      ['file', 'בבקשה פתח את הקובץ המצורף.'],
      ['link', 'לחץ על הקישור הבא.'],
      ['secrecy', 'אל תספר לאף אחד, שזה יישאר בינינו.'],
      ['channel-switch', 'כתוב לי בווטסאפ בבקשה.'],
      ['information', 'תוכלי לשלוח לי את רשימת העובדים?'],
    ],
    none: [
      'לעולם לא נבקש את הסיסמה שלך.',
      'הם ביקשו ממני לשלוח את הסיסמה.',
      'תודה על הערב היפה בגינה.',
      'מזג האוויר היום נעים מאוד.',
    ],
  },
  ar: {
    asks: [
      ['credential', 'يرجى تأكيد كلمة المرور الخاصة بك.'],
      ['payment', 'هل يمكنك دفع الفاتورة اليوم؟'],
      ['file', 'من فضلك افتح الملف المرفق.'],
      ['link', 'اضغط على الرابط التالي.'],
      ['secrecy', 'لا تخبر أحدا، ليبق هذا بيننا.'],
      ['channel-switch', 'تواصل معي على الواتساب.'],
      ['information', 'أرسل لي قائمة الموظفين.'],
    ],
    none: [
      'لا تشارك كلمة المرور أبدا.',
      'طلبوا مني إرسال كلمة المرور.',
      'شكرا على الأمسية الجميلة في الحديقة.',
      'الطقس جميل جدا هذا الصباح.',
    ],
  },
  fa: {
    asks: [
      ['credential', 'لطفاً رمز عبور خود را تایید کنید.'],
      ['payment', 'لطفا مبلغ را به حساب جدید واریز کنید.'],
      ['file', 'لطفاً فایل پیوست را باز کنید.'],
      ['link', 'روی لینک زیر کلیک کنید.'],
      ['secrecy', 'به کسی نگویید، بین خودمان بماند.'],
      ['channel-switch', 'در واتساپ به من پیام دهید.'],
      ['information', 'فهرست کارکنان را برایم بفرستید.'],
    ],
    none: [
      'هرگز رمز عبور خود را به کسی ندهید.',
      'از من خواستند رمز عبور را بفرستم.',
      'از شب زیبای دیروز در باغ سپاسگزارم.',
      'هوا این صبح بسیار خوب است.',
    ],
  },
  tr: {
    asks: [
      ['credential', 'Lütfen şifrenizi onaylayın.'],
      ['payment', 'Faturayı bugün öder misiniz?'],
      ['file', 'Ekteki belgeyi açın.'],
      ['link', 'Aşağıdaki bağlantıya tıklayın.'],
      ['secrecy', 'Kimseye söylemeyin, aramızda kalsın.'],
      ['channel-switch', 'Bana WhatsApp üzerinden yazın.'],
      ['information', 'Bana çalışan listesini gönderin.'],
    ],
    none: [
      'Şifrenizi asla kimseyle paylaşmayın, kimseye vermeyin.',
      'Benden istediler, şifreyi göndermek gerekirmiş.',
      'Bahçedeki güzel akşam için teşekkürler.',
      'Hava bu sabah çok güzel.',
    ],
  },
}

for (const [language, { asks, none }] of Object.entries(languages)) {
  for (const [kind, sentence] of asks)
    test(`${language}: “${sentence}” asks ${kind}`, () => {
      const { asks: found } = textAsks(sentence, [[0, sentence.length]])
      const ask = found.find((one) => one.kind === kind)
      assert.ok(ask, `found ${JSON.stringify(found)}`)
      assert.ok(ask.strength >= 0.5, `strength ${ask.strength}`)
      assert.equal(ask.language, language)
    })
  for (const sentence of none)
    test(`${language}: “${sentence}” asks nothing`, () => {
      const found = textAsks(sentence, [[0, sentence.length]]).asks.filter((one) => one.kind !== 'urgency')
      assert.deepEqual(found, [])
    })
}
