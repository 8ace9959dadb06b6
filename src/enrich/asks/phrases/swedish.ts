import type { AskWords } from '../ask-words.ts'

export const swedish: AskWords = {
  language: 'sv',
  common:
    'och|att|det|är|en|ett|på|för|med|som|inte|du|din|ditt|dina|av|till|den|har|vi|jag|om|kan|från|eller|så|ska|er|ert|era|detta|denna',
  please:
    'skulle du kunna|kan du|kan ni|skulle ni kunna|är det möjligt|går det att|vore det möjligt|har du möjlighet|vill du vara snäll|var snäll|var vänlig|vänligen|hinner du|orkar du|gör mig en tjänst|jag vill att du|jag behöver att du|jag skulle vilja att du|jag ber dig|jag ber er|får jag be|kan jag få|skulle jag kunna få|snälla|tack för att du|vänligen|snälla|var god|var vänlig|vi ber dig|jag ber dig|kan du|kan ni|kunde du|skulle du kunna|skulle ni kunna|du måste|ni måste|måste du|du behöver|behöver du|vi behöver|jag behöver|du kan|glöm inte att|vi uppmanar dig|vi vill att du|jag vill att du|tack för att du|det krävs|för att|kan jag be dig|måste',
  you: 'du|dig|din|ditt|dina|ni|er|ert|era',
  not: 'inte|aldrig|ingen|inga|inget|utan|ej',
  notFollows: true,
  others: 'jag|vi|han|hon|de|man|vi har|jag har|kommer att',
  told: 'av misstag|fel mottagare|bad mig|bad oss|ombads|blev ombedd|ber dig aldrig|kommer aldrig att be|ber aldrig|frågar aldrig|sa att|bedragare|nätfiske|phishing',
  unless: 'om|när|efter att|innan|så snart',
  technical: 'patch|kärnan|commit|källkod|drivrutin|kodförråd|funktionen|kompilator|hash',
  soon: 'brådskande|omedelbart|genast|snarast|så snart som möjligt|redan idag|senast idag|före imorgon|inom 24 timmar|inom 48 timmar|24 timmar|48 timmar|sista påminnelse|sista varning|deadline|löper ut|går ut|kommer att stängas|kommer att spärras|stängs av|idag|bråttom|skyndsamt|före dagens slut',
  bareImperative: true,
  misspelt: 'lösenord|kontonummer|presentkort|mobilnummer|diskretion|avtalet|personallista|betalning',
  it: 'båda|båda två|den till mig|det till mig|dem till mig',
  hand: 'skicka|skickar|sänd|sända|ge|ger|maila|mejla|dela|vidarebefordra|köpa|köp|handla|skaffa|fixa|fota|fotografera|skanna|läsa|läs|läs upp|säga|säg|berätta|uppge|lämna|lämna ut|ta fram|plocka fram|sammanställ|sammanställa|exportera|smsa|sms:a|messa|skriv|svara med|bifoga|hämta|tillhandahålla|låt mig få',
  need: 'vilket|vilka|vad var|jag behöver|jag skulle behöva|skulle jag behöva|behöver jag|vi behöver|vi skulle behöva|jag saknar|vi saknar|jag söker|jag letar efter|jag vill ha|jag skulle vilja ha|vad är|vilket är|var finns|kan jag få|får jag|jag väntar på|jag har tappat|skulle vilja ha',
  asks: {
    credential: {
      acts: 'bekräfta|verifiera|validera|uppdatera|ange|skriv|skicka|ge|lämna|dela|återställ|återaktivera|lås upp|ändra|aktivera|förnya|legitimera|kontrollera|godkänn|fyll|identifiera|slutför',
      objects: 'konto|kontot|kontouppgifter|profil|identitet|uppgifter|brevlåda|e-post|mejlkonto|information',
      sharp:
        'lösenord|lösenordet|inloggningsuppgifter|användarnamn|kod|koden|säkerhetskod|verifieringskod|pinkod|bankid|bank id|bankdosa|ditt konto|ert konto|din identitet|återställningsfras|internetbank',
      whole:
        'logga in {med,här,igen,nu,på}|{brevlåda,brevlådan,konto,kontot,inkorg} {kommer att ,}{spärras,stängs,stängas,blockeras,inaktiveras,spärra,avslutas}|logga in på ditt|logga in på|logga in här|logga in nu|logga in för att|logga in med|identifiera dig|legitimera dig|bekräfta ditt konto|verifiera ditt konto|bekräfta nu|verifiera nu|uppdatera nu|uppdatera konto|godkänn inloggningen|godkänn förfrågan',
      things:
        'kod|koden|koder|{sexsiffrig,fyrsiffrig,sexsiffriga} {kod,koden}|{engångs,verifierings,säkerhets,inloggnings,bekräftelse,aktiverings}{kod,koden,koder,uppgifter}|sms kod|lösenord*|inloggningsuppgifter*|bankid|åtkomst till {kontot,banken,brevlådan,portalen}|siffrorna|siffror',
    },
    payment: {
      acts: 'betala|föra över|överföra|sätta in|sätt in|lägga ut|lägg ut|låna|swisha|reglera|ändra|få|gå|går|betala|överför|överföra|skicka|köp|köpa|ändra|uppdatera|sätt in|för över|föra över|använd|använda|reglera|gör|göra|lämna|ordna|lös in|hämta ut',
      objects:
        'kronor|tusen|{utestående,återstående,kvarvarande} {belopp,belopp,saldo,skuld}|restbelopp*|{min,mitt,hans,hennes} {lön,löneutbetalning}|lönen|{nya,annat,andra} kontot|{nytt,annat} konto|kontot {nedan,här under}|handpenning|förskott|expressbetalning|kontanter|leverantör*|faktura|fakturan|fakturor|betalning|betalningen|belopp|beloppet|pengar|avgift|avgiften|lön|skuld|vinst|återbetalning|fraktkostnad|donation',
      sharp:
        'banköverföring|överföring|bankuppgifter|kontonummer|bankkonto|iban|bankgiro|presentkort|bitcoin|kryptovaluta|kreditkort|kortuppgifter|betalningsmetod|betaluppgifter|obetald faktura|förfallen faktura|tullavgift|nytt konto|nya kontot|swish|swisha|western union',
      whole:
        '{bytt,byter,byta} {bank,konto,lönekonto}|{lön,lönen} {den här månaden ,framöver ,}{till,på} {det ,ett ,mitt ,}{nya,annat,nytt} {kontot,konto}|{gamla} {kontot ,}{gäller inte,är avslutat,är stängt}|{bild,bilder,foto,foton} {på,av} {koderna,koden,korten,baksidan}|{skrapa} {fram,av,koderna}|{får du,du får} {tillbaka,igen} {pengarna,det}|våra bankuppgifter har ändrats|nya bankuppgifter|nytt kontonummer|nytt bankkonto|betala nu|betala fakturan|betala avgiften|för över pengarna|för över beloppet',
      things:
        '{present,gåvo,värde,förbetalda }{kort,kortet,korten}|{apple,steam,amazon,google play,itunes} {kort,presentkort}|presentkort*|{nya,nytt,mitt,vårt,rätt,ditt} {kontonummer,konto,kontonumret,iban,bankuppgifter,bankkonto,clearingnummer}|iban|kontonummer*|bankuppgifter*|saldot|kontoutdrag*|betalningsbevis|kvitto på överföringen|kortuppgifter*|swish nummer|swisha',
    },
    file: {
      acts: 'skriva under|skriv under|signera|godkänna|godkänn|titta på|kika på|gå igenom|öppna|granska|ladda ner|ladda ned|skriv under|signera|underteckna|se|läs|läsa|titta|titta på|fyll i|skriv ut|kontrollera|kolla|kolla på|gå igenom|hitta',
      objects:
        'avtalet|avtal|fullmakt|delade mappen|din underskrift|bilaga|bilagan|bilagor|bifogad|bifogade|bifogat|dokument|dokumentet|fil|filen|filer|pdf|faktura|fakturan|avtal|avtalet|kontrakt|formulär|formuläret|rapport|rapporten|utkast|utkastet|offert|order|röstmeddelande|meddelande',
      sharp:
        'bifogade dokument|bifogade dokumentet|bifogade filen|bifogad faktura|bifogade fakturan|bifogade avtalet|delade dokumentet|delat dokument|qr kod|qr koden|onedrive|sharepoint|docusign',
      whole:
        '{titta på,läs,läs igenom} {det ,den ,}och {skriv under,signera}|skriv under {före,innan,och,i dag}|{underskrivet,signerat} {tillbaka,i retur}|för underskrift|din signatur|aktivera innehåll|aktivera innehållet|aktivera redigering|aktivera makron|öppna dokument|öppna dokumentet|visa dokument|visa dokumentet|visa faktura|hämta faktura|läs meddelandet|skanna qr koden|signera dokumentet',
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
        '{stannar,stanna,håll,håller,behåll,hålla} {detta ,det ,vi det ,det här ,}{mellan oss,mellan dig och mig,för dig själv,hemligt,tyst,konfidentiellt}|{litar,räknar} på din {diskretion,tystnad}|{ingen} {annan ,får ,behöver ,annan får ,annan behöver }{veta,få veta,höra}|{kan} {inte} {prata,ringa,svara,ta samtal,tala}|sitter i {möte,ett möte} {och,så,kan}|{bara,endast} {via,på,per} {mejl,mail,sms}|{absolut,full,total} {diskretion,sekretess,tystnad}|{säg,berätta} {det ,inget ,inte ,}{inte ,}{till ,för }{någon,någon annan}|{kan inte prata}|stannar mellan oss|stanna mellan oss|bara mellan oss|mellan dig och mig|behåll detta för dig själv|håll detta för dig själv|behåll det för dig själv|håll det hemligt|håll detta hemligt|strikt konfidentiellt|strängt konfidentiellt|behandla detta konfidentiellt|konfidentiellt mellan|största diskretion|med diskretion|berätta inte för någon|säg inget till någon|säg inte till någon|säg ingenting|prata inte med någon|tala inte med någon|nämn inte detta|ring mig inte|ring inte|kan inte prata i telefon|kan inte prata just nu|radera detta mejl|radera detta meddelande|ta bort detta mejl|ta bort detta meddelande|radera efter läsning|vidarebefordra inte|skicka inte vidare|ingen annan får veta',
    },
    'channel-switch': {
      acts: 'skriv|skriv till|skicka|mejla|maila|ring|svara|kontakta|nå|fortsätt|fortsätta|byt|lägg till|ge|prata|hör av dig|messa|använd',
      objects: '@phone|@address|min mobil',
      sharp:
        'whatsapp|på signal|via signal|över signal|telegram|viber|skype|privata mejl|privata mail|privat mejl|privat mail|privata adress|privat adress|privata e-post|personliga mejl|personliga adress|privata nummer|mobilnummer|telefonnummer|ditt nummer|ert nummer|nytt nummer|nya nummer|ny adress|nya adress|min gmail',
      whole:
        '{fortsätter,fortsätta,fortsätt,tar,tar det,prata,pratar,skriv,förklarar,hör av dig} {vi ,det ,mig ,till mig ,resten ,}{på,via,över} {whatsapp,signal,telegram,sms}|{svara,skriv,mejla} {bara ,endast ,mig ,}{till,på} min {privata,andra,nya} {mejl,mail,adress,nummer}|{på ,}vilket nummer|på whatsapp|via whatsapp|på signal|via signal|på telegram|via telegram|mitt nya nummer|min nya adress|min privata adress|min privata mejl|min privata mail|ring oss|ring numret|har du whatsapp|har du signal|finns du på signal|ditt mobilnummer',
      things:
        '{ditt,ert} {mobilnummer,nummer,telefonnummer,mobil,whatsapp}|din {mobil,privata mejl,privata mail,telefon}|{mobil,telefon,whatsapp }{nummer,numret}',
    },
    information: {
      acts: 'skicka|sänd|mejla|maila|vidarebefordra|skicka vidare|ge|dela|lämna|bifoga|ladda upp|fyll i|tillhandahåll|översänd',
      objects:
        'lista|listan|lista över|kontakter|kontaktlista|adressbok|utkast|utkastet|tal|talet|dossier|kalender|kalendern|resplan|interna dokument|konfidentiella dokument|personuppgifter|fullständigt namn|födelsedatum|personallista|medlemslista|deltagarlista|givarlista|årsbokslut',
      sharp:
        'pass|passet|kopia av ditt pass|passkopia|legitimation|id kort|id handling|körkort|personnummer|lönespecifikation|lönespecifikationer|kontoutdrag|kopia av ditt|selfie',
      things:
        '{personal,medlems,givar,kund,leverantörs,deltagar,kontakt,adress,telefon,anställnings}{lista,listan,listor,register,registret,förteckning,uppgifter}|{lista,listan,förteckning,register} {över,på,med} {alla ,våra ,samtliga ,}{anställda,medlemmar,givare,kunder,leverantörer,volontärer,deltagare,kontakter,medarbetare}|lönespecifikation*|lönebesked|{kopia,bild,skanning} {på,av} {ditt,din} {pass,id kort,legitimation,körkort}|personnummer*|passkopia',
    },
    meeting: {
      acts: 'delta|delta i|närvara|bjuda in|inbjuda|boka|planera|ordna|träffas|intervjua|anmäl dig|gå med|ansluta|har du tid',
      objects:
        'videosamtal|videomöte|samtal|möte|möten|zoom|teams|webbinarium|intervju|konferens|rundabordssamtal|podcast|podd|seminarium|panel|panelsamtal|föreläsning',
      whole:
        'bjuda in dig|bjuda in er|bjuder in dig|intervju med dig|intervjua dig|din syn på|dina tankar om|din åsikt om|är du tillgänglig|är du på kontoret|har du en stund|har du en minut|har du tid för ett',
    },
    favour: {
      acts: 'ordna|ordnas|fixa|hantera|sköta|hjälpa|hjälp|göra|utföra|lösa|ta hand om|ta itu med',
      objects:
        '{känsligt,brådskande,litet,viktigt,konfidentiellt,privat,diskret,personligt} {ärende,uppdrag,sak}|{känslig,brådskande,liten,viktig,diskret} {sak,uppgift,fråga,grej}|en tjänst|ett ärende|något {diskret,känsligt,brådskande}',
      whole:
        '{är du,är ni,sitter du,sitter ni} {nu ,kvar ,just nu ,i dag ,}{på plats,vid datorn,vid skrivbordet,på kontoret,på jobbet,ledig,tillgänglig,anträffbar,vid ditt skrivbord}|har du {en minut,en stund,ett ögonblick,tid en stund,lite tid,en sekund,tid nu}|{be,behöver,göra mig} {dig ,}{om ,}en {liten ,}tjänst|{har,finns} ett {känsligt,brådskande,litet,viktigt,konfidentiellt} {ärende,uppdrag}|måste {ordnas,fixas,lösas,göras} {i dag,idag,diskret,nu}',
    },
    urgency: {},
  },
}
