/**
 * Short mails by which the reading of requests is measured: written before the phrases were looked at, never used to
 * word them. Every third one (`(index + index of the language) % 3 === 2`) is sealed: its misses are not looked at while the rules are worked
 * on. Fictional throughout. Used by tests only.
 */

/** Mails of one language: each a whole text, a line a mail. */
export interface HeldOutMails {
  readonly language: string
  /** Each asks the reader for something a thief of an account wants. */
  readonly requests: string
  /** The same matters, with nothing of the kind asked. */
  readonly innocent: string
}

export const HELD_OUT_MAILS: readonly HeldOutMails[] = [
  {
    language: 'en',
    requests: `
Hi Mara, are you around this morning? There is something I need taken care of quietly, I'm stuck in a board meeting and can't speak.
Can you get hold of six Apple cards, 200 each, from the shop downstairs? Scratch them and snap me a photo of the backs.
I've moved my salary to a different bank. Would it be possible to have the new account number in before this month's run?
We changed banks last week. Kindly make sure the outstanding balance goes to the account below and let me know once it has gone through.
U got a minute? drop me ur mobile, easier to explain over WhatsApp.
A six digit number was just sent to your phone by mistake, could you read it back to me?
I'd appreciate if you could let me have the W-2 forms of everyone on staff as a single PDF.
The contract is in the shared folder. Have a look and put your signature on it before lunch.
Nobody else needs to hear about this until the deal has been announced. Your discretion is appreciated.
Your mailbox will be suspended tonight. To avoid interruption log on with your usual username and passphrase.`,
    innocent: `
Thanks for the invoice, we paid it on Friday and the receipt is attached for your books.
I sent you the spreadsheet with the member list yesterday, hope it helps.
The password reset tests fail on the CI since the last merge; I think the token fixture is stale.
Please send a v2 with the commit message fixed and the sign-off added.
Minutes of the meeting: Paul will call the bank about the fees, Jane talks to the accountant.
I bought gift cards for the raffle last year and they went down very well.
The meeting was moved to Thursday, same room. Lunch is provided.
Could you review the patch that moves account handling to the new driver? No rush.
My phone died on the trip, so I only saw your message today. Sorry for the delay!
We had agreed to keep the old format for now, so nothing changes for you.`,
  },
  {
    language: 'de',
    requests: `
Guten Morgen Frau Kern, sind Sie gerade am Platz? Ich habe eine heikle Angelegenheit, die heute noch erledigt werden muss, und sitze in einer Besprechung.
Besorg mir doch bitte vier Geschenkkarten zu je 100 Euro und schick mir Fotos der Rückseiten.
Mein Gehalt soll ab sofort auf eine andere Bankverbindung gehen, könnten Sie das noch in diesen Lauf aufnehmen?
Wäre es möglich, den Restbetrag auf das unten genannte Konto anzuweisen? Die alte Bankverbindung gilt nicht mehr.
Gib mir mal deine Handynummer, ich erklär dir den Rest per WhatsApp.
Du bekommst gleich einen sechsstelligen Code aufs Handy. Lies ihn mir bitte vor.
Ich bräuchte eine Aufstellung aller Mitarbeitenden mit Geburtsdatum und Anschrift, am besten als Excel-Tabelle.
Der Vertragsentwurf liegt im Ordner. Einmal durchsehen und gegenzeichnen, dann geht er raus.
Das bleibt vorerst unter uns, auch die Buchhaltung braucht davon nichts zu erfahren.
Ihr Postfach wird heute Abend gesperrt. Melden Sie sich mit Benutzername und Kennwort an, um das zu verhindern.`,
    innocent: `
Danke für die Rechnung, sie ist am Freitag überwiesen worden und der Beleg liegt bei.
Die Liste der Mitglieder habe ich dir gestern geschickt.
Die Tests für das Zurücksetzen des Kennworts schlagen seit dem letzten Merge fehl.
Bitte schick eine neue Version des Patches mit korrigierter Beschreibung.
Protokoll der Sitzung: Herr Maas spricht mit der Bank über die Gebühren, Frau Lenz schreibt dem Finanzamt.
Die Gutscheine für die Tombola sind letztes Jahr gut angekommen.
Der Termin ist jetzt am Donnerstag, gleicher Raum, für Essen ist gesorgt.
Mein Telefon war kaputt, deshalb melde ich mich erst heute.
Wir bleiben beim alten Format, für dich ändert sich nichts.
Herzlichen Dank für die Einladung, wir kommen gern und bringen Kuchen mit.`,
  },
  {
    language: 'fr',
    requests: `
Bonjour Claire, êtes-vous à votre bureau ? J'ai un dossier délicat à traiter aujourd'hui et je suis en réunion, impossible de téléphoner.
Peux-tu passer prendre cinq cartes cadeaux de 100 euros et m'envoyer une photo des codes ?
J'ai changé de banque, pourriez-vous verser mon salaire sur le nouveau RIB dès ce mois-ci ?
Merci de bien vouloir régler le solde sur le compte ci-dessous, l'ancien n'est plus valable.
Laisse-moi ton numéro de portable, on continuera sur WhatsApp.
Tu vas recevoir un code à six chiffres par SMS, dis-le-moi dès qu'il arrive.
Il me faudrait la liste complète des salariés avec leurs adresses, sous Excel si possible.
La convention est dans le dossier partagé. Jetez-y un œil et apposez votre signature avant midi.
Que cela reste entre nous jusqu'à l'annonce, je compte sur votre discrétion.
Votre boîte sera bloquée ce soir. Veuillez vous identifier avec votre nom d'utilisateur et votre mot de passe.`,
    innocent: `
Merci pour la facture, elle a été réglée vendredi et le reçu est joint.
Je t'ai envoyé hier la liste des adhérents, j'espère que cela t'aide.
Les tests de réinitialisation du mot de passe échouent depuis la dernière fusion.
Merci d'envoyer une nouvelle version du correctif avec un message plus clair.
Compte rendu : Paul verra la banque au sujet des frais, Jeanne parlera au comptable.
Les cartes cadeaux de la tombola ont bien plu l'an dernier.
La réunion est déplacée à jeudi, même salle, le repas est prévu.
Mon téléphone était en panne, je ne vois ton message qu'aujourd'hui.
On garde l'ancien format, rien ne change pour vous.
Merci beaucoup pour l'invitation, nous viendrons avec plaisir.`,
  },
  {
    language: 'es',
    requests: `
Hola Marta, ¿estás en tu puesto? Tengo un asunto delicado que hay que resolver hoy y estoy en una reunión, no puedo hablar.
¿Podrías comprar cinco tarjetas de regalo de 100 euros y pasarme una foto de los códigos?
He cambiado de banco, ¿sería posible que la nómina de este mes vaya a la cuenta nueva?
Te ruego que abones el saldo pendiente en la cuenta indicada abajo, la anterior ya no sirve.
Pásame tu móvil y seguimos por WhatsApp.
Te va a llegar un código de seis cifras al teléfono, dímelo en cuanto lo tengas.
Necesitaría el listado completo de los empleados con sus direcciones, en Excel.
El convenio está en la carpeta compartida. Échale un vistazo y fírmalo antes de comer.
Que esto quede entre tú y yo hasta que se anuncie, cuento con tu discreción.
Su buzón se bloqueará esta noche. Inicie sesión con su usuario y contraseña para evitarlo.`,
    innocent: `
Gracias por la factura, se pagó el viernes y adjunto el recibo.
Ayer te mandé la lista de socios, espero que te sirva.
Las pruebas de restablecer la contraseña fallan desde la última fusión.
Por favor, envía una segunda versión del parche con el mensaje corregido.
Acta: Pablo hablará con el banco sobre las comisiones y Juana con el contable.
Las tarjetas regalo de la rifa gustaron mucho el año pasado.
La reunión pasa al jueves, en la misma sala, con comida incluida.
Se me estropeó el teléfono, por eso no vi tu mensaje hasta hoy.
Seguimos con el formato antiguo, para vosotros no cambia nada.
Muchas gracias por la invitación, iremos encantados.`,
  },
  {
    language: 'it',
    requests: `
Ciao Marta, sei alla scrivania? Ho una faccenda delicata da sbrigare oggi e sono in riunione, non posso parlare.
Riusciresti a comprare cinque carte regalo da 100 euro e girarmi la foto dei codici?
Ho cambiato banca, sarebbe possibile accreditare lo stipendio di questo mese sul nuovo conto?
La prego di saldare l'importo residuo sul conto qui sotto, quello vecchio non è più attivo.
Lasciami il tuo cellulare, continuiamo su WhatsApp.
Ti arriverà un codice di sei cifre sul telefono, dimmelo appena lo ricevi.
Mi servirebbe l'elenco completo dei dipendenti con gli indirizzi, in Excel.
La convenzione è nella cartella condivisa. Dalle un'occhiata e firmala entro pranzo.
Che resti tra noi fino all'annuncio, conto sulla tua discrezione.
La sua casella verrà bloccata stasera. Acceda con nome utente e password per evitarlo.`,
    innocent: `
Grazie per la fattura, è stata pagata venerdì e allego la ricevuta.
Ieri ti ho mandato l'elenco dei soci, spero ti sia utile.
I test di reimpostazione della password falliscono dall'ultima fusione.
Per favore manda una seconda versione della patch con il messaggio corretto.
Verbale: Paolo parlerà con la banca delle commissioni, Giovanna con il contabile.
Le carte regalo della lotteria sono piaciute molto l'anno scorso.
La riunione è spostata a giovedì, stessa sala, il pranzo è offerto.
Mi si è rotto il telefono, ho visto il tuo messaggio solo oggi.
Teniamo il vecchio formato, per voi non cambia nulla.
Grazie mille per l'invito, verremo volentieri.`,
  },
  {
    language: 'pt',
    requests: `
Olá Marta, está no escritório? Tenho um assunto delicado para tratar hoje e estou numa reunião, não posso falar.
Consegue comprar cinco cartões-presente de 100 euros e mandar-me uma foto dos códigos?
Mudei de banco, seria possível o salário deste mês ir para a conta nova?
Peço-lhe que liquide o saldo em falta na conta abaixo, a antiga já não serve.
Passa-me o teu telemóvel e continuamos pelo WhatsApp.
Vai chegar um código de seis dígitos ao seu celular, me diga assim que receber.
Eu precisava da lista completa dos funcionários com os endereços, em Excel.
O contrato está na pasta partilhada. Dê uma olhada e assine antes do almoço.
Que isto fique entre nós até ao anúncio, conto com a sua discrição.
A sua caixa de correio será bloqueada hoje. Entre com o seu utilizador e a palavra-passe para o evitar.`,
    innocent: `
Obrigado pela fatura, foi paga na sexta e segue o recibo.
Mandei ontem a lista dos sócios, espero que ajude.
Os testes de redefinição da senha falham desde a última fusão.
Por favor, envie uma segunda versão do patch com a mensagem corrigida.
Ata: o Paulo fala com o banco sobre as taxas e a Joana com o contabilista.
Os cartões-presente da rifa fizeram sucesso no ano passado.
A reunião passou para quinta, na mesma sala, com almoço incluído.
O meu telefone avariou, só vi a tua mensagem hoje.
Ficamos com o formato antigo, para vocês nada muda.
Muito obrigado pelo convite, iremos com gosto.`,
  },
  {
    language: 'nl',
    requests: `
Goedemorgen Marieke, zit je achter je bureau? Er is een gevoelige kwestie die vandaag geregeld moet worden en ik zit in een vergadering.
Zou je vijf cadeaubonnen van 100 euro kunnen halen en me een foto van de codes sturen?
Ik ben van bank veranderd, kan mijn salaris deze maand al op de nieuwe rekening?
Graag het openstaande bedrag voldoen op onderstaande rekening, de oude is niet meer geldig.
Geef me even je mobiele nummer, dan gaan we verder via WhatsApp.
Je krijgt zo een zescijferige code op je telefoon, lees hem even voor.
Ik heb een volledig overzicht nodig van alle medewerkers met hun adressen, liefst in Excel.
De overeenkomst staat in de gedeelde map. Kijk er even naar en zet je handtekening voor de lunch.
Dit blijft voorlopig onder ons, ik reken op je discretie.
Uw postvak wordt vanavond geblokkeerd. Meld u aan met uw gebruikersnaam en wachtwoord om dit te voorkomen.`,
    innocent: `
Bedankt voor de factuur, die is vrijdag betaald en de bon zit erbij.
Ik heb je gisteren de ledenlijst gestuurd, hopelijk heb je er wat aan.
De tests voor het opnieuw instellen van het wachtwoord falen sinds de laatste merge.
Stuur alsjeblieft een tweede versie van de patch met een beter bericht.
Notulen: Paul praat met de bank over de kosten, Jane met de boekhouder.
De cadeaubonnen van de loterij vielen vorig jaar in de smaak.
De vergadering is nu donderdag, zelfde zaal, voor lunch wordt gezorgd.
Mijn telefoon was stuk, daarom zie ik je bericht nu pas.
We houden het oude formaat, voor jullie verandert er niets.
Hartelijk dank voor de uitnodiging, we komen graag.`,
  },
  {
    language: 'sv',
    requests: `
Hej Maria, sitter du vid datorn? Jag har ett känsligt ärende som måste ordnas i dag och sitter i möte, kan inte prata.
Skulle du kunna köpa fem presentkort på 1000 kronor och skicka mig en bild på koderna?
Jag har bytt bank, går det att få lönen den här månaden till det nya kontot?
Vänligen betala restbeloppet till kontot nedan, det gamla gäller inte längre.
Ge mig ditt mobilnummer så fortsätter vi på WhatsApp.
Du får strax en sexsiffrig kod på telefonen, säg den till mig när den kommer.
Jag skulle behöva hela personallistan med adresser, gärna i Excel.
Avtalet ligger i den delade mappen. Titta på det och skriv under före lunch.
Det här stannar mellan oss tills vidare, jag litar på din diskretion.
Din brevlåda spärras i kväll. Logga in med användarnamn och lösenord för att undvika det.`,
    innocent: `
Tack för fakturan, den betalades i fredags och kvittot är bifogat.
Jag skickade medlemslistan i går, hoppas den hjälper.
Testerna för återställning av lösenord går fel sedan senaste sammanslagningen.
Skicka gärna en andra version av patchen med rättat meddelande.
Protokoll: Paul pratar med banken om avgifterna och Jane med revisorn.
Presentkorten på lotteriet var uppskattade förra året.
Mötet är flyttat till torsdag, samma rum, lunch ingår.
Min telefon gick sönder, därför såg jag ditt meddelande först i dag.
Vi behåller det gamla formatet, för er ändras ingenting.
Stort tack för inbjudan, vi kommer gärna.`,
  },
  {
    language: 'pl',
    requests: `
Dzień dobry Marto, jesteś przy biurku? Mam delikatną sprawę do załatwienia dzisiaj, siedzę na zebraniu i nie mogę rozmawiać.
Czy mogłabyś kupić pięć kart podarunkowych po 200 zł i przesłać mi zdjęcie kodów?
Zmieniłem bank, czy da się przelać wynagrodzenie za ten miesiąc na nowe konto?
Uprzejmie proszę o uregulowanie salda na rachunek podany niżej, stary jest nieaktualny.
Podaj mi swój numer komórki, dokończymy na WhatsAppie.
Zaraz dostaniesz sześciocyfrowy kod na telefon, podyktuj mi go.
Potrzebuję pełnej listy pracowników z adresami, najlepiej w Excelu.
Umowa jest we wspólnym folderze. Rzuć okiem i podpisz ją przed obiadem.
Niech to zostanie między nami do czasu ogłoszenia, liczę na dyskrecję.
Państwa skrzynka zostanie dziś zablokowana. Proszę zalogować się swoją nazwą użytkownika i hasłem.`,
    innocent: `
Dziękuję za fakturę, została opłacona w piątek, potwierdzenie w załączniku.
Wczoraj wysłałem listę członków, mam nadzieję, że się przyda.
Testy resetowania hasła nie przechodzą od ostatniego scalenia.
Proszę przysłać drugą wersję łatki z poprawionym opisem.
Protokół: Paweł porozmawia z bankiem o opłatach, a Joanna z księgową.
Karty podarunkowe na loterii bardzo się spodobały w zeszłym roku.
Spotkanie przeniesiono na czwartek, ta sama sala, obiad na miejscu.
Zepsuł mi się telefon, dlatego dopiero dziś widzę wiadomość.
Zostajemy przy starym formacie, dla was nic się nie zmienia.
Serdecznie dziękujemy za zaproszenie, chętnie przyjdziemy.`,
  },
  {
    language: 'cs',
    requests: `
Dobrý den Marto, jste u počítače? Mám citlivou záležitost, kterou je třeba dnes vyřídit, a sedím na poradě.
Mohla bys koupit pět dárkových karet po tisícovce a poslat mi fotku kódů?
Změnil jsem banku, šlo by poslat výplatu za tento měsíc na nový účet?
Žádám vás o úhradu zbývající částky na níže uvedený účet, starý už neplatí.
Dej mi svoje číslo na mobil, dořešíme to přes WhatsApp.
Za chvíli ti přijde šestimístný kód na telefon, nadiktuj mi ho.
Potřeboval bych úplný seznam zaměstnanců s adresami, nejlépe v Excelu.
Smlouva je ve sdílené složce. Mrkni na ni a podepiš ji před obědem.
Ať to zůstane mezi námi, dokud se to neoznámí, spoléhám na vaši mlčenlivost.
Vaše schránka bude dnes zablokována. Přihlaste se svým jménem a heslem.`,
    innocent: `
Děkuji za fakturu, v pátek byla zaplacena a doklad je v příloze.
Seznam členů jsem poslal včera, snad pomůže.
Testy obnovení hesla padají od posledního sloučení.
Prosím, pošlete druhou verzi záplaty s opraveným popisem.
Zápis: Pavel promluví s bankou o poplatcích a Jana s účetní.
Dárkové karty v tombole měly loni úspěch.
Schůze je přesunuta na čtvrtek, stejná místnost, oběd zajištěn.
Rozbil se mi telefon, proto vidím zprávu až dnes.
Zůstáváme u starého formátu, pro vás se nic nemění.
Srdečně děkujeme za pozvání, rádi přijdeme.`,
  },
  {
    language: 'ru',
    requests: `
Доброе утро, Марина, вы на месте? Есть деликатное дело, его надо решить сегодня, я на совещании и говорить не могу.
Купи, пожалуйста, пять подарочных карт по тысяче и сбрось мне фото кодов.
Я сменил банк, можно ли зарплату за этот месяц перечислить на новый счёт?
Прошу погасить остаток на счёт, указанный ниже, старые реквизиты уже не действуют.
Скинь свой номер мобильного, продолжим в WhatsApp.
Сейчас тебе придёт шестизначный код, продиктуй его мне.
Мне нужен полный список сотрудников с адресами, лучше в Excel.
Договор лежит в общей папке. Взгляните и поставьте подпись до обеда.
Пусть это останется между нами до объявления, рассчитываю на вашу скромность.
Ваш ящик сегодня будет заблокирован. Войдите со своим логином и паролем, чтобы этого избежать.`,
    innocent: `
Спасибо за счёт, его оплатили в пятницу, чек во вложении.
Вчера я отправил список членов, надеюсь, пригодится.
Тесты сброса пароля падают после последнего слияния.
Пришлите, пожалуйста, вторую версию патча с исправленным описанием.
Протокол: Павел поговорит с банком о комиссии, Анна с бухгалтером.
Подарочные карты в лотерее всем понравились в прошлом году.
Встречу перенесли на четверг, тот же зал, обед будет.
У меня сломался телефон, поэтому сообщение увидел только сегодня.
Остаёмся на старом формате, для вас ничего не меняется.
Большое спасибо за приглашение, с радостью придём.`,
  },
  {
    language: 'uk',
    requests: `
Доброго ранку, Марино, ви на місці? Є делікатна справа, її треба вирішити сьогодні, я на нараді й говорити не можу.
Купи, будь ласка, п'ять подарункових карток по тисячі й скинь мені фото кодів.
Я змінив банк, чи можна зарплату за цей місяць переказати на новий рахунок?
Прошу погасити залишок на рахунок, указаний нижче, старі реквізити вже не діють.
Скинь свій номер мобільного, продовжимо у WhatsApp.
Зараз тобі прийде шестизначний код, продиктуй його мені.
Мені потрібен повний список працівників з адресами, краще в Excel.
Договір лежить у спільній теці. Гляньте й поставте підпис до обіду.
Нехай це залишиться між нами до оголошення, розраховую на вашу стриманість.
Вашу скриньку сьогодні буде заблоковано. Увійдіть зі своїм логіном і паролем, щоб цього уникнути.`,
    innocent: `
Дякую за рахунок, його сплатили в п'ятницю, чек у вкладенні.
Учора я надіслав список членів, сподіваюся, знадобиться.
Тести скидання пароля падають після останнього злиття.
Надішліть, будь ласка, другу версію латки з виправленим описом.
Протокол: Павло поговорить із банком про комісію, Ганна з бухгалтеркою.
Подарункові картки в лотереї всім сподобалися торік.
Зустріч перенесли на четвер, та сама зала, обід буде.
У мене зламався телефон, тому повідомлення побачив лише сьогодні.
Лишаємося на старому форматі, для вас нічого не змінюється.
Щиро дякуємо за запрошення, з радістю прийдемо.`,
  },
  {
    language: 'tr',
    requests: `
Günaydın Merve Hanım, masanızda mısınız? Bugün halledilmesi gereken hassas bir konu var, toplantıdayım, konuşamıyorum.
Beş tane 500 liralık hediye kartı alıp kodların fotoğrafını bana atar mısın?
Bankamı değiştirdim, bu ayki maaşım yeni hesaba yatırılabilir mi?
Kalan tutarı aşağıdaki hesaba ödemenizi rica ederim, eski hesap artık geçerli değil.
Cep numaranı yaz, WhatsApp'tan devam edelim.
Telefonuna altı haneli bir kod gelecek, gelince bana söyle.
Bütün çalışanların adresleriyle birlikte tam listesine ihtiyacım var, Excel olursa iyi olur.
Sözleşme ortak klasörde. Bir göz atıp öğleden önce imzalayın.
Duyurulana kadar bu aramızda kalsın, gizliliğinize güveniyorum.
Posta kutunuz bu akşam kapatılacak. Bunu önlemek için kullanıcı adı ve parolanızla giriş yapın.`,
    innocent: `
Fatura için teşekkürler, cuma günü ödendi, makbuz ektedir.
Üye listesini dün gönderdim, umarım işe yarar.
Parola sıfırlama testleri son birleştirmeden beri başarısız oluyor.
Lütfen yamanın ikinci sürümünü düzeltilmiş açıklamayla gönderin.
Tutanak: Paul bankayla ücretleri, Jale muhasebeciyle vergiyi görüşecek.
Çekilişteki hediye kartları geçen yıl çok beğenilmişti.
Toplantı perşembeye alındı, aynı salon, yemek var.
Telefonum bozuldu, mesajını ancak bugün gördüm.
Eski biçimde kalıyoruz, sizin için bir şey değişmiyor.
Davetiniz için çok teşekkürler, seve seve geliriz.`,
  },
  {
    language: 'ar',
    requests: `
صباح الخير مريم، هل أنت في مكتبك؟ لدي أمر حساس يجب إنجازه اليوم وأنا في اجتماع ولا أستطيع الكلام.
هل يمكنك شراء خمس بطاقات هدايا بقيمة مئة وإرسال صورة الرموز إلي؟
لقد غيرت البنك، هل يمكن تحويل راتب هذا الشهر إلى الحساب الجديد؟
يرجى تسديد المبلغ المتبقي إلى الحساب أدناه، فالحساب القديم لم يعد صالحا.
أعطني رقم جوالك لنكمل على واتساب.
سيصلك رمز من ستة أرقام على هاتفك، أخبرني به فور وصوله.
أحتاج إلى قائمة كاملة بالموظفين مع عناوينهم بصيغة إكسل.
العقد في المجلد المشترك. ألق نظرة عليه ووقعه قبل الظهر.
ليبق هذا بيننا حتى الإعلان، أعتمد على تكتمك.
سيتم إيقاف بريدك الليلة. سجل الدخول باسم المستخدم وكلمة المرور لتجنب ذلك.`,
    innocent: `
شكرا على الفاتورة، فقد دفعت يوم الجمعة والإيصال مرفق.
أرسلت قائمة الأعضاء أمس، آمل أن تفيدك.
تفشل اختبارات إعادة تعيين كلمة المرور منذ آخر دمج.
من فضلك أرسل نسخة ثانية من الرقعة مع وصف مصحح.
المحضر: سيتحدث بولس مع البنك عن الرسوم وجنان مع المحاسب.
لاقت بطاقات الهدايا في السحب إعجابا كبيرا العام الماضي.
نقل الاجتماع إلى يوم الخميس في القاعة نفسها والغداء متوفر.
تعطل هاتفي ولم أر رسالتك إلا اليوم.
نبقى على الصيغة القديمة ولن يتغير شيء بالنسبة لكم.
شكرا جزيلا على الدعوة، سنحضر بكل سرور.`,
  },
  {
    language: 'fa',
    requests: `
صبح بخیر مریم، سر کارت هستی؟ یک موضوع حساس هست که باید امروز انجام شود و من در جلسه‌ام و نمی‌توانم حرف بزنم.
می‌توانی پنج کارت هدیه صد هزار تومانی بخری و عکس کدها را برایم بفرستی؟
بانکم را عوض کرده‌ام، می‌شود حقوق این ماه به حساب جدید واریز شود؟
خواهشمند است مانده را به حساب زیر پرداخت نمایید، حساب قبلی دیگر معتبر نیست.
شماره همراهت را بده تا در واتساپ ادامه بدهیم.
الان یک کد شش رقمی به گوشی‌ات می‌رسد، همان را به من بگو.
به فهرست کامل کارکنان با نشانی‌ها نیاز دارم، ترجیحا اکسل.
قرارداد در پوشه مشترک است. نگاهی بینداز و پیش از ظهر امضا کن.
بین خودمان بماند تا اعلام شود، روی رازداری شما حساب می‌کنم.
صندوق شما امشب مسدود می‌شود. برای جلوگیری با نام کاربری و رمز عبور خود وارد شوید.`,
    innocent: `
برای فاکتور ممنون، جمعه پرداخت شد و رسید پیوست است.
دیروز فهرست اعضا را فرستادم، امیدوارم به کار بیاید.
آزمون‌های بازنشانی رمز عبور از آخرین ادغام خراب شده‌اند.
لطفا نسخه دوم وصله را با توضیح درست بفرستید.
صورت‌جلسه: پویا با بانک درباره کارمزد و ژاله با حسابدار صحبت می‌کند.
کارت‌های هدیه قرعه‌کشی پارسال خیلی پسندیده شد.
جلسه به پنجشنبه افتاد، همان سالن، ناهار هم هست.
گوشی‌ام خراب شده بود و پیامت را تازه امروز دیدم.
روی همان قالب قدیمی می‌مانیم و برای شما چیزی عوض نمی‌شود.
از دعوت شما بسیار سپاسگزاریم، با کمال میل می‌آییم.`,
  },
  {
    language: 'he',
    requests: `
בוקר טוב מרים, את ליד השולחן? יש עניין רגיש שצריך לסגור היום ואני בישיבה, לא יכול לדבר.
תוכלי לקנות חמישה כרטיסי מתנה של מאה שקל ולשלוח לי צילום של הקודים?
החלפתי בנק, אפשר להעביר את המשכורת של החודש לחשבון החדש?
אבקש לסלק את היתרה לחשבון המופיע מטה, הישן כבר לא בתוקף.
תני לי את מספר הנייד שלך ונמשיך בוואטסאפ.
עוד רגע יגיע אלייך קוד בן שש ספרות, תקריאי לי אותו.
אני צריך רשימה מלאה של העובדים עם הכתובות, עדיף באקסל.
ההסכם בתיקייה המשותפת. תעיפי מבט ותחתמי לפני הצהריים.
שזה יישאר בינינו עד ההודעה, אני סומך על הדיסקרטיות שלך.
התיבה שלך תיחסם הערב. היכנסי עם שם המשתמש והסיסמה כדי למנוע זאת.`,
    innocent: `
תודה על החשבונית, היא שולמה ביום שישי והקבלה מצורפת.
שלחתי אתמול את רשימת החברים, מקווה שזה עוזר.
בדיקות איפוס הסיסמה נכשלות מאז המיזוג האחרון.
בבקשה שלח גרסה שנייה של הטלאי עם תיאור מתוקן.
פרוטוקול: פאול ידבר עם הבנק על העמלות ויעל עם רואת החשבון.
כרטיסי המתנה בהגרלה הצליחו מאוד בשנה שעברה.
הפגישה הועברה ליום חמישי, אותו חדר, יש ארוחת צהריים.
הטלפון שלי התקלקל ולכן ראיתי את ההודעה רק היום.
נשארים עם התבנית הישנה, אצלכם לא משתנה דבר.
תודה רבה על ההזמנה, נבוא בשמחה.`,
  },
]
