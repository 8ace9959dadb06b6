import type { AskWords } from '../ask-words.ts'

export const german: AskWords = {
  language: 'de',
  common:
    'der|die|das|und|ist|nicht|sie|ich|wir|zu|mit|auf|für|den|dem|von|ein|eine|einen|haben|wird|sind|auch|im|bitte|ihr|ihre|ihren|es|an|uns|dass|um|du|mir',
  please:
    'bitte|könnten sie|können sie|könntest du|kannst du|würden sie|würdest du|wären sie so|sie müssen|du musst|müssen sie|sie sollten|sie können|wir bitten sie|wir bitten dich|ich bitte sie|ich bitte dich|wir brauchen ihre|wir benötigen ihre|ich brauche|wir benötigen|benötigen wir|wäre dankbar|wären dankbar|freundlicherweise|seien sie so gut|sei so gut|vergessen sie nicht|vergiss nicht|es ist erforderlich|erforderlich|um zu|müssten sie|müsstest du|darf ich sie bitten|darf ich dich bitten|magst du',
  you: 'sie|ihr|ihre|ihren|ihrem|ihres|ihnen|du|dein|deine|deinen|deinem|dir|dich|euer|eure|euch',
  not: 'nicht|nie|niemals|kein|keine|keinen|keinesfalls|ohne|weder',
  notFollows: true,
  others: 'ich werde|wir werden|er wird|sie werden|ich|er|es|man|wer',
  told: 'irrtümlich|versehentlich|nicht der richtige adressat|bat mich|baten mich|bat uns|wurde gebeten|wurden gebeten|fordern sie nie|niemals auffordern|werden sie nie|nie bitten|sagte|sagten|betrüger|phishing|gebeten wurde|aufgefordert wurde',
  unless: 'wenn|falls|sobald|nachdem|bevor|sofern',
  technical:
    'patch|kernel|commit|code|treiber|firmware|repository|quelltext|fehlerbericht|protokolldatei|modul|funktion|compiler|hash|schnittstelle',
  soon: 'dringend|sofort|umgehend|unverzüglich|schnellstmöglich|so schnell wie möglich|heute noch|noch heute|bis morgen|innerhalb von|binnen|frist|letzte mahnung|letzte warnung|letzte erinnerung|läuft ab|abläuft|wird gesperrt|gesperrt werden|eilt|eilig|zeitnah|baldmöglichst|möglichst bald|feierabend|24 stunden|48 stunden',
  bareImperative: true,
  asks: {
    credential: {
      acts: 'bestätig*|verifizier*|aktualisier*|eingeben|geben|gib|senden|sende|schick*|mitteil*|teilen|nennen|nenne|erneuer*|zurücksetzen|reaktivier*|entsperr*|überprüf*|prüf*|freischalt*|aktivier*|legitimier*|validier*|ändern|ändere|authentifizier*|schützen|registrier*|synchronisier*|weiterleit*|übermitt*|durchführ*|abschließ*|verknüpf*',
      objects:
        'konto|kontos|kundenkonto|konten|profil|identität|daten|kundendaten|postfach|mailkonto|angaben|gerät|verifizierung|benutzerkonto|email adresse|e mail adresse|mailadresse|kontodaten',
      sharp:
        'passwort|passwörter|kennwort|zugangsdaten|anmeldedaten|logindaten|login daten|pin|tan|pushtan|push tan|phototan|photo tan|sicherheitscode|bestätigungscode|code|zugangscode|benutzernamen|benutzername|onlinebanking|online banking|s pushtan|ihr konto|dein konto|ihr passwort|wiederherstellungsphrase|secure go|zwei faktor*',
      whole:
        'melden sie sich an|melden sie sich hier|melde dich an|loggen sie sich|logge dich|hier anmelden|jetzt anmelden|jetzt einloggen|hier einloggen|anmelden um|bitte anmelden|melden sie sich in ihrem|jetzt bestätigen|jetzt verifizieren|konto bestätigen|daten bestätigen|jetzt aktualisieren|jetzt prüfen|jetzt aktivieren|daten aktualisieren|zum login|zur anmeldung|jetzt überprüfen|anmeldung bestätigen|anfrage bestätigen|anmeldung freigeben|konto aktualisieren|konto verifizieren|jetzt verlängern|jetzt registrieren',
    },
    payment: {
      acts: 'überweis*|zahl*|bezahl*|begleich*|senden|sende|schick*|veranlass*|kauf*|besorg*|änder*|aktualisier*|anweis*|weis*|buch*|leist*|tätig*|ausführ*|entrichte*|einzahl*|verwend*|nutz*|abhol*|sichern',
      objects:
        'rechnung|rechnungen|betrag|zahlung|geld|gebühr|gebühren|summe|gehalt|kosten|überweisung|gewinn|guthaben|spende|erstattung|rückerstattung|versandkosten|zollgebühren|offene beträge|mahngebühr*',
      sharp:
        'bankverbindung|kontoverbindung|bankdaten|iban|kontonummer|geschenkkarten|gutscheinkarten|gutscheine|bitcoin|bitcoins|kryptowährung|kryptowährungen|wallet|kreditkarte|kreditkartendaten|zahlungsdaten|zahlungsmethode|zahlungsinformationen|zahlungsmittel|offene rechnung|überfällige rechnung|lastschrift|google play karten|neue konto|neues konto|western union',
      whole:
        'unsere bankverbindung hat sich geändert|neue bankverbindung|geänderte bankverbindung|bankverbindung geändert|jetzt bezahlen|jetzt zahlen|überweisen sie|bitte überweisen|bitte begleichen|zahlen sie|gebühr bezahlen|zahlung veranlassen',
    },
    file: {
      acts: 'öffn*|prüf*|überprüf*|lad*|herunterlad*|herunter|unterschreib*|unterzeichn*|seh*|sieh|ansehen|anschau*|schau*|les*|lies|lesen|ausfüll*|füll*|ausdruck*|entnehm*|find*|einseh*|abruf*|begutacht*|gegenzeichn*|zurücksend*',
      objects:
        'anhang|anlage|anlagen|angehängt*|angefügt*|beigefügt*|beiliegend*|dokument|dokumente|dokuments|datei|dateien|pdf|rechnung|vertrag|vertrages|entwurf|angebot|formular|unterlagen|bericht|sprachnachricht|lieferschein|bestellung|mahnung|bescheid|auftragsbestätigung|kontoauszug|protokoll|vertragsentwurf|nachrichten|mitteilung',
      sharp:
        'angehängte dokument|angehängte rechnung|angehängten vertrag|beigefügte dokument|beigefügten vertrag|beigefügte rechnung|geteilte dokument|freigegebene dokument|qr code|onedrive|sharepoint|docusign',
      whole:
        'inhalt aktivieren|inhalte aktivieren|bearbeitung aktivieren|makros aktivieren|dokument öffnen|dokument anzeigen|dokument ansehen|datei öffnen|rechnung ansehen|rechnung herunterladen|nachricht lesen|nachricht anzeigen|dokument unterschreiben|qr code scannen|scannen sie den',
    },
    link: {
      acts: 'klick*|folg*|besuch*|nutz*|verwend*|öffn*|geh*|tipp*|drück*|ruf*|scann*|starten|verfolg*|bestätig*|planen|plane',
      objects:
        'hier|link|links|button|schaltfläche|unten|website|webseite|internetseite|seite|paket|sendung|lieferung|folgenden|folgendem|@link|bestellung|details|qr code|termin|lieferadresse|zustellung',
      whole:
        'klicken sie hier|klicke hier|hier klicken|klicken sie auf|klicken sie unten|klick hier|auf den link|auf folgenden link|über den folgenden link|unter folgendem link|dem link folgen|mehr erfahren|jetzt starten|sendung verfolgen|paket verfolgen|jetzt entdecken|jetzt ansehen|hier ansehen|jetzt sichern|zum angebot|jetzt bestellen|jetzt kaufen|lieferung bestätigen|lieferung planen|weiter zu|jetzt fortfahren|fortfahren|weiterlesen|hier geht es|jetzt teilnehmen',
    },
    secrecy: {
      whole:
        'nur unter uns|bleibt bitte unter uns|bleibt aber unter uns|bleibt unter uns|bleibe unter uns|bleiben unter uns|behalten sie das für sich|behalten sie dies für sich|behalte das für dich|behalt das für dich|behalten sie es für sich|für sich behalten|für dich behalten|streng vertraulich|vertraulich behandeln|behandeln sie dies vertraulich|behandeln sie diese|vertraulich zu behandeln|diskret behandeln|absolute diskretion|äußerste diskretion|strengste vertraulichkeit|sprechen sie mit niemandem|sprich mit niemandem|reden sie mit niemandem|sagen sie niemandem|sag niemandem|sagen sie es niemandem|erzählen sie niemandem|erzähl niemandem|rufen sie mich nicht an|ruf mich nicht an|bitte nicht anrufen|nicht anrufen|kann nicht telefonieren|kann gerade nicht telefonieren|kann jetzt nicht sprechen|löschen sie diese|lösche diese|nach dem lesen löschen|nicht weitersagen|nicht weitererzählen|niemand darf|niemand sonst|leiten sie diese mail nicht weiter|nur für ihre augen|geheim halten|geheim bleiben|kein wort',
    },
    'channel-switch': {
      acts: 'schreib*|kontaktier*|meld*|schick*|send*|antwort*|ruf*|erreich*|ruft|wechsel*|hinzufüg*|füg*|reden|sprechen|teil*|nenn*|gib|geben|nutz*|verwend*',
      objects: '@phone|@address|meine handynummer|meine mobilnummer',
      sharp:
        'whatsapp|auf signal|über signal|per signal|bei signal|in signal|telegram|threema|viber|skype|private adresse|privaten adresse|private mail|private e mail|private mailadresse|private e mail adresse|privaten mailadresse|private emailadresse|privates postfach|private nummer|privaten account|handynummer|mobilnummer|telefonnummer|deine nummer|ihre nummer|neue nummer|neue adresse|neue mailadresse|meine neue|gmail adresse',
      whole:
        'schreiben sie mir auf whatsapp|schreib mir auf whatsapp|schreib mir auf signal|schreiben sie mir auf signal|schreib mir auf telegram|per whatsapp|über whatsapp|über signal|über telegram|das ist meine neue nummer|meine neue nummer|meine neue handynummer|meine private adresse|meine private mailadresse|auf meiner privaten|an meine private|rufen sie uns an|rufen sie sofort an|sind sie auf signal|bist du auf signal|haben sie whatsapp|hast du whatsapp|ihre handynummer|deine handynummer',
    },
    information: {
      acts: 'send*|schick*|leit*|weiterleit*|weiterleiten|zusend*|zuschick*|übersend*|übermitt*|gib|geben|teil*|mitteil*|stell*|bereitstell*|besorg*|nenn*|hochlad*|lad*|zukommen|beifüg*|mail*',
      objects:
        'liste|mitarbeiterliste|teilnehmerliste|mitgliederliste|kontaktliste|kundenliste|adressliste|spenderliste|liste aller|kontakte|adressbuch|entwurf|redeentwurf|dossier|unterlagen|kalender|terminkalender|reiseplan|reisepläne|interne unterlagen|vertrauliche unterlagen|jahresabschluss|geburtsdatum|anschrift|personalien|persönlichen daten|persönliche daten|vollständigen namen|telefonliste|protokolle',
      sharp:
        'ausweis|personalausweis|reisepass|passkopie|ausweiskopie|kopie ihres ausweises|kopie deines ausweises|kopie ihres passes|führerschein|steuernummer|steuer id|sozialversicherungsnummer|gehaltsabrechnung*|lohnabrechnung*|kontoauszüge|scan ihres|selfie',
    },
    meeting: {
      acts: 'teilnehm*|nehmen|nimm|einlad*|laden|lade|vereinbar*|treffen|anmeld*|führen|interviewen|beitreten|sprechen|telefonier*|haben sie zeit|hast du zeit',
      objects:
        'videokonferenz|videoanruf|videogespräch|zoom|teams|online treffen|treffen|besprechung|webinar|interview|konferenz|podium|podiumsdiskussion|podcast|tagung|telefonat|gespräch|telefongespräch|seminar|termin|vortrag',
      whole:
        'laden sie ein|laden sie herzlich ein|lade sie ein|interview mit ihnen|interview mit dir|für ein interview|zu einem gespräch|ihre einschätzung zu|ihre expertise|ihre meinung zu|haben sie zeit für ein|hast du zeit für ein|haben sie kurz zeit|hast du kurz zeit|sind sie verfügbar|bist du im büro|sind sie im büro|sind sie gerade erreichbar',
    },
    urgency: {},
  },
}
