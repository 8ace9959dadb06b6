import type { AskWords } from '../ask-words.ts'

export const swedish: AskWords = {
  language: 'sv',
  common:
    'och|att|det|är|en|ett|på|för|med|som|inte|du|din|ditt|dina|av|till|den|har|vi|jag|om|kan|från|eller|så|ska|er|ert|era|detta|denna',
  please:
    'vänligen|snälla|var god|var vänlig|vi ber dig|jag ber dig|kan du|kan ni|kunde du|skulle du kunna|skulle ni kunna|du måste|ni måste|måste du|du behöver|behöver du|vi behöver|jag behöver|du kan|glöm inte att|vi uppmanar dig|vi vill att du|jag vill att du|tack för att du|det krävs|för att|kan jag be dig|måste',
  you: 'du|dig|din|ditt|dina|ni|er|ert|era',
  not: 'inte|aldrig|ingen|inga|inget|utan|ej',
  notFollows: true,
  others: 'jag|vi|han|hon|de|man|vi har|jag har|kommer att',
  told: 'av misstag|fel mottagare|bad mig|bad oss|ombads|blev ombedd|ber dig aldrig|kommer aldrig att be|ber aldrig|frågar aldrig|sa att|bedragare|nätfiske|phishing',
  unless: 'om|när|efter att|innan|så snart',
  technical: 'patch|kärnan|commit|källkod|drivrutin|kodförråd|funktionen|kompilator|hash',
  soon: 'brådskande|omedelbart|genast|snarast|så snart som möjligt|redan idag|senast idag|före imorgon|inom 24 timmar|inom 48 timmar|24 timmar|48 timmar|sista påminnelse|sista varning|deadline|löper ut|går ut|kommer att stängas|kommer att spärras|stängs av|idag|bråttom|skyndsamt|före dagens slut',
  bareImperative: true,
  asks: {
    credential: {
      acts: 'bekräfta|verifiera|validera|uppdatera|ange|skriv|skicka|ge|lämna|dela|återställ|återaktivera|lås upp|ändra|aktivera|förnya|legitimera|kontrollera|godkänn|fyll|identifiera|slutför',
      objects: 'konto|kontot|kontouppgifter|profil|identitet|uppgifter|brevlåda|e-post|mejlkonto|information',
      sharp:
        'lösenord|lösenordet|inloggningsuppgifter|användarnamn|kod|koden|säkerhetskod|verifieringskod|pinkod|bankid|bank id|bankdosa|ditt konto|ert konto|din identitet|återställningsfras|internetbank',
      whole:
        'logga in på ditt|logga in på|logga in här|logga in nu|logga in för att|logga in med|identifiera dig|legitimera dig|bekräfta ditt konto|verifiera ditt konto|bekräfta nu|verifiera nu|uppdatera nu|uppdatera konto|godkänn inloggningen|godkänn förfrågan',
    },
    payment: {
      acts: 'betala|överför|överföra|skicka|köp|köpa|ändra|uppdatera|sätt in|för över|föra över|använd|använda|reglera|gör|göra|lämna|ordna|lös in|hämta ut',
      objects:
        'faktura|fakturan|fakturor|betalning|betalningen|belopp|beloppet|pengar|avgift|avgiften|lön|skuld|vinst|återbetalning|fraktkostnad|donation',
      sharp:
        'banköverföring|överföring|bankuppgifter|kontonummer|bankkonto|iban|bankgiro|presentkort|bitcoin|kryptovaluta|kreditkort|kortuppgifter|betalningsmetod|betaluppgifter|obetald faktura|förfallen faktura|tullavgift|nytt konto|nya kontot|swish|swisha|western union',
      whole:
        'våra bankuppgifter har ändrats|nya bankuppgifter|nytt kontonummer|nytt bankkonto|betala nu|betala fakturan|betala avgiften|för över pengarna|för över beloppet',
    },
    file: {
      acts: 'öppna|granska|ladda ner|ladda ned|skriv under|signera|underteckna|se|läs|läsa|titta|titta på|fyll i|skriv ut|kontrollera|kolla|kolla på|gå igenom|hitta',
      objects:
        'bilaga|bilagan|bilagor|bifogad|bifogade|bifogat|dokument|dokumentet|fil|filen|filer|pdf|faktura|fakturan|avtal|avtalet|kontrakt|formulär|formuläret|rapport|rapporten|utkast|utkastet|offert|order|röstmeddelande|meddelande',
      sharp:
        'bifogade dokument|bifogade dokumentet|bifogade filen|bifogad faktura|bifogade fakturan|bifogade avtalet|delade dokumentet|delat dokument|qr kod|qr koden|onedrive|sharepoint|docusign',
      whole:
        'aktivera innehåll|aktivera innehållet|aktivera redigering|aktivera makron|öppna dokument|öppna dokumentet|visa dokument|visa dokumentet|visa faktura|hämta faktura|läs meddelandet|skanna qr koden|signera dokumentet',
    },
    link: {
      acts: 'klicka|följ|besök|använd|tryck|gå|gå till|öppna|spåra|boka|starta|skanna',
      objects:
        'här|länk|länken|knapp|knappen|nedan|webbplats|webbplatsen|sidan|adress|paket|paketet|leverans|leveransen|beställning|@link|försändelse',
      whole:
        'klicka här|klicka på|genom att klicka|följ länken|via länken|länken nedan|länk nedan|läs mer|spåra ditt paket|spåra paket|kom igång|börja nu|köp nu|beställ nu|fortsätt här|visa detaljer|bekräfta leverans|gå vidare',
    },
    secrecy: {
      whole:
        'stannar mellan oss|stanna mellan oss|bara mellan oss|mellan dig och mig|behåll detta för dig själv|håll detta för dig själv|behåll det för dig själv|håll det hemligt|håll detta hemligt|strikt konfidentiellt|strängt konfidentiellt|behandla detta konfidentiellt|konfidentiellt mellan|största diskretion|med diskretion|berätta inte för någon|säg inget till någon|säg inte till någon|säg ingenting|prata inte med någon|tala inte med någon|nämn inte detta|ring mig inte|ring inte|kan inte prata i telefon|kan inte prata just nu|radera detta mejl|radera detta meddelande|ta bort detta mejl|ta bort detta meddelande|radera efter läsning|vidarebefordra inte|skicka inte vidare|ingen annan får veta',
    },
    'channel-switch': {
      acts: 'skriv|skriv till|skicka|mejla|maila|ring|svara|kontakta|nå|fortsätt|fortsätta|byt|lägg till|ge|prata|hör av dig|messa|använd',
      objects: '@phone|@address|min mobil',
      sharp:
        'whatsapp|på signal|via signal|över signal|telegram|viber|skype|privata mejl|privata mail|privat mejl|privat mail|privata adress|privat adress|privata e-post|personliga mejl|personliga adress|privata nummer|mobilnummer|telefonnummer|ditt nummer|ert nummer|nytt nummer|nya nummer|ny adress|nya adress|min gmail',
      whole:
        'på whatsapp|via whatsapp|på signal|via signal|på telegram|via telegram|mitt nya nummer|min nya adress|min privata adress|min privata mejl|min privata mail|ring oss|ring numret|har du whatsapp|har du signal|finns du på signal|ditt mobilnummer',
    },
    information: {
      acts: 'skicka|sänd|mejla|maila|vidarebefordra|skicka vidare|ge|dela|lämna|bifoga|ladda upp|fyll i|tillhandahåll|översänd',
      objects:
        'lista|listan|lista över|kontakter|kontaktlista|adressbok|utkast|utkastet|tal|talet|dossier|kalender|kalendern|resplan|interna dokument|konfidentiella dokument|personuppgifter|fullständigt namn|födelsedatum|personallista|medlemslista|deltagarlista|givarlista|årsbokslut',
      sharp:
        'pass|passet|kopia av ditt pass|passkopia|legitimation|id kort|id handling|körkort|personnummer|lönespecifikation|lönespecifikationer|kontoutdrag|kopia av ditt|selfie',
    },
    meeting: {
      acts: 'delta|delta i|närvara|bjuda in|inbjuda|boka|planera|ordna|träffas|intervjua|anmäl dig|gå med|ansluta|har du tid',
      objects:
        'videosamtal|videomöte|samtal|möte|möten|zoom|teams|webbinarium|intervju|konferens|rundabordssamtal|podcast|podd|seminarium|panel|panelsamtal|föreläsning',
      whole:
        'bjuda in dig|bjuda in er|bjuder in dig|intervju med dig|intervjua dig|din syn på|dina tankar om|din åsikt om|är du tillgänglig|är du på kontoret|har du en stund|har du en minut|har du tid för ett',
    },
    urgency: {},
  },
}
