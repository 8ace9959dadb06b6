import type { AskWords } from '../ask-words.ts'

export const german: AskWords = {
  language: 'de',
  common:
    'der|die|das|und|ist|nicht|sie|ich|wir|zu|mit|auf|für|den|dem|von|ein|eine|einen|haben|wird|sind|auch|im|bitte|ihr|ihre|ihren|es|an|uns|dass|um|du|mir',
  please:
    'wäre es möglich|ist es möglich|geht es dass|ginge es|lässt sich|ließe sich|könntet ihr|könnt ihr|würdet ihr|kannst du mir|können sie mir|hättest du|hätten sie|tu mir den gefallen|tun sie mir den gefallen|es wäre nett|es wäre schön wenn|wären sie bereit|wärst du so|wär nett|mal bitte|sind sie in der lage|bist du in der lage|ich möchte dich bitten|ich möchte sie bitten|du müsstest|sie müssten|dürfte ich|wär super wenn|soll ab|sollen ab|bitte|könnten sie|können sie|könntest du|kannst du|würden sie|würdest du|wären sie so|sie müssen|du musst|müssen sie|sie sollten|sie können|wir bitten sie|wir bitten dich|ich bitte sie|ich bitte dich|wir brauchen ihre|wir benötigen ihre|ich brauche|wir benötigen|benötigen wir|wäre dankbar|wären dankbar|freundlicherweise|seien sie so gut|sei so gut|vergessen sie nicht|vergiss nicht|es ist erforderlich|erforderlich|um zu|müssten sie|müsstest du|darf ich sie bitten|darf ich dich bitten|magst du',
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
  misspelt:
    'passwort|kennwort|zugangsdaten|bankverbindung|kontonummer|überweisung|rechnung|geschenkkarten|gutscheine|mitarbeiterliste|vertraulich|handynummer|unterlagen',
  it: 'ihn|beides|beide|sie mir|es mir',
  hand: 'schick*|send*|gib|gebt|geben|gebe|nenn*|sag|sagt|sagen|lass|lassen|teil*|mail*|reich*|liefer*|stell*|besorg*|kauf*|hol*|fotografier*|scann*|lies|lest|lesen|vorlesen|durchgeben|durchsagen|diktier*|weiterleit*|leit*|zukommen|zusend*|zuschick*|rüberschick*|übermittel*|übersend*|simse|texte|tippe|antwort*|verrat*|notier*|exportier*|zusammenstell*|heraussuch*|raussuch*|such*|hinterlass*|bereitstell*',
  need: 'welches|ich brauche|ich bräuchte|bräuchte ich|brauche ich|brauchen wir|wir bräuchten|wir brauchen|bräuchten wir|benötige ich|ich benötige|benötigen wir|mir fehlt|mir fehlen|uns fehlt|uns fehlen|ich suche|ich hätte gern|ich hätte gerne|hätte ich gern|wie lautet|wie ist|was ist|wo finde ich|ich warte auf|wir warten auf|darf ich|ich will|kriege ich|bekomme ich',
  verbLast: true,
  asks: {
    credential: {
      acts: 'bestätig*|verifizier*|aktualisier*|eingeben|geben|gib|senden|sende|schick*|mitteil*|teilen|nennen|nenne|erneuer*|zurücksetzen|reaktivier*|entsperr*|überprüf*|prüf*|freischalt*|aktivier*|legitimier*|validier*|ändern|ändere|authentifizier*|schützen|registrier*|synchronisier*|weiterleit*|übermitt*|durchführ*|abschließ*|verknüpf*',
      objects:
        'konto|kontos|kundenkonto|konten|profil|identität|daten|kundendaten|postfach|mailkonto|angaben|gerät|verifizierung|benutzerkonto|email adresse|e mail adresse|mailadresse|kontodaten',
      sharp:
        'passwort|passwörter|kennwort|zugangsdaten|anmeldedaten|logindaten|login daten|pin|tan|pushtan|push tan|phototan|photo tan|sicherheitscode|bestätigungscode|code|zugangscode|benutzernamen|benutzername|onlinebanking|online banking|s pushtan|ihr konto|dein konto|ihr passwort|wiederherstellungsphrase|secure go|zwei faktor*',
      whole:
        '{melden sie sich,melde dich,loggen sie sich,logge dich,log dich} {bitte ,jetzt ,heute ,erneut ,wieder ,neu ,}{an,ein,mit}|{postfach,konto,zugang,account} wird {heute ,heute abend ,morgen ,bald ,in kürze ,heute nacht ,}{gesperrt,geschlossen,deaktiviert,gelöscht,abgeschaltet}|melden sie sich an|melden sie sich hier|melde dich an|loggen sie sich|logge dich|hier anmelden|jetzt anmelden|jetzt einloggen|hier einloggen|anmelden um|bitte anmelden|melden sie sich in ihrem|jetzt bestätigen|jetzt verifizieren|konto bestätigen|daten bestätigen|jetzt aktualisieren|jetzt prüfen|jetzt aktivieren|daten aktualisieren|zum login|zur anmeldung|jetzt überprüfen|anmeldung bestätigen|anfrage bestätigen|anmeldung freigeben|konto aktualisieren|konto verifizieren|jetzt verlängern|jetzt registrieren',
      things:
        '{sechs,vier,acht,6,4,8}stellig* {code,zahl,nummer,pin}|{sicherheits,bestätigungs,zugangs,anmelde,freischalt,sms,einmal,verifizierungs,login,authentifizierungs}{code,codes,pin,kennwort,passwort,nummer}|{sms,pin} code|code {aufs,auf dein,auf ihr} handy|code|ziffern|{admin,wlan,mail,konto,bank,vpn,haupt}{passwort,kennwort,zugang,zugangsdaten}|passwort*|kennwort*|kennwörter|zugangsdaten|zugang {zum,zur,zu} {konto,postfach,bank,portal}|logindaten|anmeldedaten',
    },
    payment: {
      acts: 'rausschick*|vorschieß*|schieß*|einreich*|umstell*|stell*|aufnehm*|gutschreib*|schreib*|gehen|geht|laufen|läuft|fließ*|vorstreck*|streck*|ausleg*|leg|legst|leih*|transferier*|anzuweisen|zu überweisen|zu begleichen|zu zahlen|zu bezahlen|freigeb*|abwickel*|erledig*|landen|überweis*|zahl*|bezahl*|begleich*|senden|sende|schick*|veranlass*|kauf*|besorg*|änder*|aktualisier*|anweis*|weis*|buch*|leist*|tätig*|ausführ*|entrichte*|einzahl*|verwend*|nutz*|abhol*|sichern',
      objects:
        'euro|franken|anzahlung|vorschuss|{mein,meine,meinem,sein,ihr} {gehalt,lohn,bezüge,vergütung}|{rest,gesamt,rechnungs,zahl,teil}betrag|restzahlung|anzahlung|{offene,ausstehende,fällige,restliche} {betrag,summe,rechnung,zahlung}|{offenen,ausstehenden,fälligen,restlichen} {betrag,posten,rechnungen,betrags}|eilüberweisung|{auslands,sofort,blitz,express}überweisung|sammelüberweisung|{andere,anderes,neue,neues,neuen} {bank,konto,bankverbindung}|{genannte,genanntes,stehende,angegebene,stehendes} konto|konto unten|bargeld|vorkasse|lieferant*|rechnung|rechnungen|betrag|zahlung|geld|gebühr|gebühren|summe|gehalt|kosten|überweisung|gewinn|guthaben|spende|erstattung|rückerstattung|versandkosten|zollgebühren|offene beträge|mahngebühr*',
      sharp:
        'bankverbindung|kontoverbindung|bankdaten|iban|kontonummer|geschenkkarten|gutscheinkarten|gutscheine|bitcoin|bitcoins|kryptowährung|kryptowährungen|wallet|kreditkarte|kreditkartendaten|zahlungsdaten|zahlungsmethode|zahlungsinformationen|zahlungsmittel|offene rechnung|überfällige rechnung|lastschrift|google play karten|neue konto|neues konto|western union',
      whole:
        '{bank,konto,bankverbindung} {gewechselt,geändert,umgestellt}|{habe,haben} die bank gewechselt|{neue,neues,neuen,andere,anderes} {konto,bankverbindung,bank} {für ,}{mein ,das ,meinen ,meine ,}{gehalt,lohn,überweisen}|{gehalt,lohn,bezüge} {künftig ,ab sofort ,bitte ,soll ab sofort ,soll künftig ,soll ,zukünftig ,}auf {ein ,mein ,das ,eine ,die ,meine ,}{neue,neues,andere,anderes} {konto,bankverbindung}|{alte,alten,bisherige,bisherigen} {bankverbindung,konto} {gilt,ist} {nicht,ungültig,geschlossen,gesperrt}|{foto,fotos,bild,bilder} {der,von den,von der} {rückseite,rückseiten,codes,karten}|{rubbel,rubbeln,kratz,kratzen} {sie ,die ,}{codes,das,frei,die}|{bekommst,kriegst,bekommen,erhältst,erhalten} {du,sie} {das geld ,es ,}{von mir ,heute abend ,später ,}{zurück,erstattet,wieder}|unsere bankverbindung hat sich geändert|neue bankverbindung|geänderte bankverbindung|bankverbindung geändert|jetzt bezahlen|jetzt zahlen|überweisen sie|bitte überweisen|bitte begleichen|zahlen sie|gebühr bezahlen|zahlung veranlassen',
      things:
        '{geschenk,gutschein,guthaben,prepaid,wert,google play ,apple ,steam ,amazon ,itunes ,paysafe}{karte,karten,codes,gutschein,gutscheine}|{apple,steam,amazon,google play,itunes,paysafe} {karte,karten,gutscheine}|gutscheine|{neue,neuen,aktuelle,richtige,ihre,deine,unsere,meine} {bankverbindung,kontonummer,iban,kontodaten,bankdaten,kontoverbindung}|bankverbindung|iban|kontonummer|kontostand|kontoauszug|kontoauszüge|kreditkarten{daten,nummer}|zahlungsbeleg|überweisungs{beleg,bestätigung}|offene posten{liste,}',
    },
    file: {
      acts: 'durchseh*|durchles*|gegenzeichne*|drüberschau*|freigeb*|paraphier*|signier*|unterzeichn*|öffn*|prüf*|überprüf*|lad*|herunterlad*|herunter|unterschreib*|unterzeichn*|seh*|sieh|ansehen|anschau*|schau*|les*|lies|lesen|ausfüll*|füll*|ausdruck*|entnehm*|find*|einseh*|abruf*|begutacht*|gegenzeichn*|zurücksend*',
      objects:
        'vertragsentwurf|vereinbarung|vollmacht|erklärung|freigabe|anhang|anlage|anlagen|angehängt*|angefügt*|beigefügt*|beiliegend*|dokument|dokumente|dokuments|datei|dateien|pdf|rechnung|vertrag|vertrages|entwurf|angebot|formular|unterlagen|bericht|sprachnachricht|lieferschein|bestellung|mahnung|bescheid|auftragsbestätigung|kontoauszug|protokoll|vertragsentwurf|nachrichten|mitteilung',
      sharp:
        'angehängte dokument|angehängte rechnung|angehängten vertrag|beigefügte dokument|beigefügten vertrag|beigefügte rechnung|geteilte dokument|freigegebene dokument|qr code|onedrive|sharepoint|docusign',
      whole:
        '{einmal ,bitte ,kurz ,}{durchsehen,durchlesen,drüberschauen,ansehen,lesen} und {gegenzeichnen,unterschreiben,unterzeichnen,signieren,freigeben}|{unterschrieben,unterzeichnet,signiert} {zurück,an mich}|ihre unterschrift|deine unterschrift|zur unterschrift|inhalt aktivieren|inhalte aktivieren|bearbeitung aktivieren|makros aktivieren|dokument öffnen|dokument anzeigen|dokument ansehen|datei öffnen|rechnung ansehen|rechnung herunterladen|nachricht lesen|nachricht anzeigen|dokument unterschreiben|qr code scannen|scannen sie den',
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
        '{bleibt,bleiben,bleibe,belassen} {vorerst ,erstmal ,zunächst ,alles ,strikt ,das ,bitte ,wir es ,erst mal ,}{unter uns,zwischen uns,unter vier augen}|{niemand,keiner} {sonst ,anderes ,darf ,soll ,muss ,braucht }{davon ,es ,}{wissen,erfahren,zu wissen,zu erfahren,etwas}|{braucht,brauchen,darf,dürfen,muss,müssen,soll,sollen} davon {nichts ,noch nichts ,niemand ,keiner }{zu ,}{wissen,erfahren}|{vertrau,zähl,setz,rechn,baue}e auf {ihre,deine} {diskretion,verschwiegenheit,vertraulichkeit}|{absolutes,strengstes,bitte} stillschweigen|stillschweigen bewahren|{behandle,behandeln sie,behandelt} {das,es,dies,diese} {bitte ,}{vertraulich,diskret}|{halte,halten sie,haltet} {das,es,die sache} {geheim,vertraulich,unter verschluss,zurück}|{sitze,bin,stecke} {gerade ,noch ,den ganzen tag ,bis abends ,}in {einer,einem,der} {besprechung,sitzung,meeting,konferenz,termin}|{kann,können} {gerade ,jetzt ,heute ,nicht ,}{nicht ,}{telefonieren,ans telefon,sprechen,reden}|{nur ,}per {mail,e mail,text,sms} {erreichbar,zu erreichen}|{weihe,weihen sie,zieh,ziehen sie} niemanden|kein wort {an,zu,über}|nur unter uns|bleibt bitte unter uns|bleibt aber unter uns|bleibt unter uns|bleibe unter uns|bleiben unter uns|behalten sie das für sich|behalten sie dies für sich|behalte das für dich|behalt das für dich|behalten sie es für sich|für sich behalten|für dich behalten|streng vertraulich|vertraulich behandeln|behandeln sie dies vertraulich|behandeln sie diese|vertraulich zu behandeln|diskret behandeln|absolute diskretion|äußerste diskretion|strengste vertraulichkeit|sprechen sie mit niemandem|sprich mit niemandem|reden sie mit niemandem|sagen sie niemandem|sag niemandem|sagen sie es niemandem|erzählen sie niemandem|erzähl niemandem|rufen sie mich nicht an|ruf mich nicht an|bitte nicht anrufen|nicht anrufen|kann nicht telefonieren|kann gerade nicht telefonieren|kann jetzt nicht sprechen|löschen sie diese|lösche diese|nach dem lesen löschen|nicht weitersagen|nicht weitererzählen|niemand darf|niemand sonst|leiten sie diese mail nicht weiter|nur für ihre augen|geheim halten|geheim bleiben|kein wort',
    },
    'channel-switch': {
      acts: 'schreib*|kontaktier*|meld*|schick*|send*|antwort*|ruf*|erreich*|ruft|wechsel*|hinzufüg*|füg*|reden|sprechen|teil*|nenn*|gib|geben|nutz*|verwend*',
      objects: '@phone|@address|meine handynummer|meine mobilnummer',
      sharp:
        'whatsapp|auf signal|über signal|per signal|bei signal|in signal|telegram|threema|viber|skype|private adresse|privaten adresse|private mail|private e mail|private mailadresse|private e mail adresse|privaten mailadresse|private emailadresse|privates postfach|private nummer|privaten account|handynummer|mobilnummer|telefonnummer|deine nummer|ihre nummer|neue nummer|neue adresse|neue mailadresse|meine neue|gmail adresse',
      whole:
        '{erklär,erkläre,klären,schreiben,weiter,machen,reden,besprechen} {dir ,ihnen ,wir ,den rest ,es ,das ,das dann ,alles ,alles weitere ,dir den rest ,dir alles ,uns }{per,über,auf,bei,via} {whatsapp,signal,telegram,sms,threema}|{weiter,lieber,besser} {per,über,auf,via} {whatsapp,signal,telegram,sms,threema}|{antworte,antworten sie,schreib,schreiben sie,schick es,schicken sie es} {bitte ,nur ,mir ,bitte nur ,}{an,auf} {meine,die} {private,neue,andere} {adresse,mail,mailadresse,nummer,e mail}|unter welcher nummer|schreiben sie mir auf whatsapp|schreib mir auf whatsapp|schreib mir auf signal|schreiben sie mir auf signal|schreib mir auf telegram|per whatsapp|über whatsapp|über signal|über telegram|das ist meine neue nummer|meine neue nummer|meine neue handynummer|meine private adresse|meine private mailadresse|auf meiner privaten|an meine private|rufen sie uns an|rufen sie sofort an|sind sie auf signal|bist du auf signal|haben sie whatsapp|hast du whatsapp|ihre handynummer|deine handynummer',
      things:
        'nummer unter der|{deine,ihre,eure,meine,private,direkte} {handynummer,mobilnummer,nummer,telefonnummer,rufnummer,durchwahl,handy nr,mail,mailadresse,adresse,handynr}|{handy,mobil,telefon,ruf,whatsapp }nummer|handynr|mobilnr',
    },
    information: {
      acts: 'send*|schick*|leit*|weiterleit*|weiterleiten|zusend*|zuschick*|übersend*|übermitt*|gib|geben|teil*|mitteil*|stell*|bereitstell*|besorg*|nenn*|hochlad*|lad*|zukommen|beifüg*|mail*',
      objects:
        'liste|mitarbeiterliste|teilnehmerliste|mitgliederliste|kontaktliste|kundenliste|adressliste|spenderliste|liste aller|kontakte|adressbuch|entwurf|redeentwurf|dossier|unterlagen|kalender|terminkalender|reiseplan|reisepläne|interne unterlagen|vertrauliche unterlagen|jahresabschluss|geburtsdatum|anschrift|personalien|persönlichen daten|persönliche daten|vollständigen namen|telefonliste|protokolle',
      sharp:
        'ausweis|personalausweis|reisepass|passkopie|ausweiskopie|kopie ihres ausweises|kopie deines ausweises|kopie ihres passes|führerschein|steuernummer|steuer id|sozialversicherungsnummer|gehaltsabrechnung*|lohnabrechnung*|kontoauszüge|scan ihres|selfie',
      things:
        '{mitarbeiter,mitglieder,teilnehmer,spender,kunden,lieferanten,personal,kontakt,adress,telefon,verteiler,gehalts,empfänger,ehrenamtlichen}{liste,listen,daten,verzeichnis,adressen,übersicht,akten,akte}|{liste,aufstellung,übersicht,verzeichnis,tabelle,namen,adressen,daten} {aller,der,unserer,sämtlicher,mit allen} {mitarbeitenden,mitarbeiter,mitarbeiterinnen,mitglieder,spender,kunden,lieferanten,beschäftigten,teilnehmer,angestellten,kontakte,ehrenamtlichen}|{ausweis,pass,personalausweis,reisepass,führerschein}{kopie,scan,foto,nummer,kopien}|gehaltsabrechnung*|lohnabrechnung*|lohnsteuerbescheinigung*|privatadresse*|geburtsdaten|geburtsdatum|sozialversicherungsnummer*|steuer{nummer,id}|{interne,vertrauliche,unveröffentlichte} {unterlagen,dokumente,zahlen,entwürfe}',
    },
    meeting: {
      acts: 'teilnehm*|nehmen|nimm|einlad*|laden|lade|vereinbar*|treffen|anmeld*|führen|interviewen|beitreten|sprechen|telefonier*|haben sie zeit|hast du zeit',
      objects:
        'videokonferenz|videoanruf|videogespräch|zoom|teams|online treffen|treffen|besprechung|webinar|interview|konferenz|podium|podiumsdiskussion|podcast|tagung|telefonat|gespräch|telefongespräch|seminar|termin|vortrag',
      whole:
        'laden sie ein|laden sie herzlich ein|lade sie ein|interview mit ihnen|interview mit dir|für ein interview|zu einem gespräch|ihre einschätzung zu|ihre expertise|ihre meinung zu|haben sie zeit für ein|hast du zeit für ein|haben sie kurz zeit|hast du kurz zeit|sind sie verfügbar|bist du im büro|sind sie im büro|sind sie gerade erreichbar',
    },
    favour: {
      acts: 'erledig*|kümmer*|übernehm*|übernimm*|regel*|helf*|hilf|abwickel*|tun|mach*|bearbeit*|unterstütz*',
      objects:
        '{heikle,vertrauliche,dringende,kleine,sensible,diskrete,private,persönliche,wichtige} {angelegenheit,sache,aufgabe,besorgung,bitte}|{heiklen,vertraulichen,dringenden,kleinen} {angelegenheit,sache,aufgabe,gefallen}|einen gefallen|kleinen gefallen|gefallen|etwas {vertrauliches,dringendes,diskret,unauffällig,heikles}|eine besorgung|einen vorgang',
      whole:
        '{sind sie,bist du,seid ihr,sitzt du,sitzen sie} {gerade ,jetzt ,heute ,grade ,schon ,noch ,}{am platz,am schreibtisch,im büro,am arbeitsplatz,am rechner,erreichbar,verfügbar,da,frei,am pc,in der nähe}|{hast du,haben sie,hättest du,hätten sie} {gerade ,kurz ,mal ,jetzt ,einen moment ,}{zeit,eine minute,einen moment,einen augenblick,luft}|{brauche,bräuchte,habe} {mal ,kurz ,dringend ,}{deine,ihre,eure} {hilfe,unterstützung} {bei,für}|{brauche,bräuchte} {einen,nen} {kleinen ,}gefallen|{könntest du,kannst du,können sie,könnten sie} {mir ,}{einen ,}{kleinen ,}gefallen|{habe,hab,hätte} {da ,}{eine,ne} {kleine ,dringende ,wichtige ,heikle ,vertrauliche ,}{aufgabe,bitte} {für,an} {dich,sie}|{etwas,was} {erledigen,besorgen} {für mich,lassen}|diskret {erledigt,erledigen,behandelt,abgewickelt}|{heute ,noch ,}{erledigt,geregelt,abgewickelt} werden {muss,müsste,soll}',
    },
    urgency: {},
  },
}
