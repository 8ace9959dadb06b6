import type { AskWords } from '../ask-words.ts'

export const dutch: AskWords = {
  language: 'nl',
  common:
    'de|het|een|en|van|is|in|op|te|dat|niet|voor|met|u|uw|je|zijn|ik|wij|we|aan|er|om|ook|als|bij|naar|deze|dit|door|hebben|wordt|worden',
  please:
    'zou je|zou u|kun je|kunt u|kan je|zouden jullie|kunnen jullie|is het mogelijk|zou het mogelijk zijn|zou het kunnen|wil je even|wilt u even|wil jij|lukt het|lukt het je|doe me een plezier|doe mij een plezier|graag|gaarne|gelieve|verzoeke|ik verzoek u|ik verzoek je|ik vraag je|ik vraag u|mag ik je vragen|mag ik u vragen|aub|svp|ajb|ik heb liever dat|ik zou het fijn vinden als|ik wil dat je|zie je kans|kan mijn|mag ik|alstublieft|alsjeblieft|graag|gelieve|aub|svp|kunt u|kun je|kan je|wilt u|wil je|zou u|zou je|u moet|je moet|moet u|dient u|u dient|u kunt|wij verzoeken u|we verzoeken u|wij vragen u|we vragen je|ik vraag je|ik wil je vragen|verzoek|het is noodzakelijk|vergeet niet|ik heb|we hebben|wij hebben|verplicht|vriendelijk|nodig|om te|mag ik',
  you: 'u|uw|je|jij|jou|jouw|jullie',
  not: 'niet|nooit|geen|zonder',
  notFollows: true,
  others: 'wij zullen|we zullen|ik zal|ik|wij|we|hij|zij|ze|zal|zullen',
  told: 'per vergissing|abusievelijk|geadresseerde|vroeg mij|vroeg me|vroegen mij|vroegen me|vroeg ons|werd gevraagd|zal nooit vragen|vragen nooit|vraagt nooit|zei dat|zeiden|oplichters|phishing|fraudeurs|nooit om uw',
  unless: 'als|indien|wanneer|zodra|nadat|voordat',
  technical: 'patch|kernel|commit|broncode|stuurprogramma|repository|functie|compiler|hash',
  soon: 'dringend|spoed|onmiddellijk|direct|meteen|zo snel mogelijk|zo spoedig mogelijk|vandaag nog|nog vandaag|voor morgen|binnen 24 uur|binnen 48 uur|24 uur|48 uur|laatste waarschuwing|laatste herinnering|deadline|verloopt|wordt geblokkeerd|geblokkeerd worden|wordt opgeschort|haast|voor het einde van de dag',
  bareImperative: true,
  misspelt:
    'wachtwoord|rekening|rekeningnummer|cadeaubonnen|salaris|vertrouwelijke|discretie|overeenkomst|paspoort',
  it: 'hem|ze|beide|allebei|het me|hem me',
  hand: 'sturen|stuur|toesturen|doorsturen|geven|geef|delen|deel|mailen|mail|appen|app|sms|halen|haal|kopen|koop|regelen|bezorgen|bezorg|noemen|noem|zeggen|zeg|lezen|lees|voorlezen|doorgeven|aanleveren|lever|verstrekken|verstrek|bezorg me|laten weten|fotograferen|scannen|scan|exporteren|bij elkaar zetten|verzamelen|opzoeken|achterlaten|laat|toezenden|zenden|zend',
  need: 'welk|welke|wat was|heb ik nodig|ik zou graag|ik wil graag|ik zoek|ik mis|wij missen|we missen|wat is|hoe luidt|waar is|mag ik|ik wacht op|wij wachten op|nodig van|we hebben nodig|ik moet hebben|ik ben kwijt|hebben we nodig',
  verbLast: true,
  asks: {
    credential: {
      acts: 'bevestig|bevestigen|bevestigt|verifieer|verifiëren|controleer|controleren|valideer|valideren|update|updaten|werk|bijwerken|bij te werken|voer|invoeren|geef|geven|stuur|sturen|verstrek|verstrekken|deel|delen|reset|herstel|heractiveer|deblokkeer|wijzig|wijzigen|activeer|activeren|verleng|verlengen|identificeer|vernieuw|vernieuwen|te bevestigen|te verifiëren|registreer',
      objects: 'account|rekening|profiel|identiteit|gegevens|mailbox|postvak|bankpas|betaalpas|pas|digipass',
      sharp:
        'wachtwoord|wachtwoorden|inloggegevens|aanmeldgegevens|gebruikersnaam|pincode|code|beveiligingscode|verificatiecode|toegangscode|internetbankieren|uw account|je account|uw identiteit|herstelzin|itsme|digid',
      whole:
        '{meld u,meld je,log} {nu ,opnieuw ,}{aan,in} met {uw,je}|{postvak,account,mailbox,rekening,toegang} wordt {vanavond ,vandaag ,morgen ,binnenkort ,}{geblokkeerd,afgesloten,gesloten,gedeactiveerd,opgeschort}|log in op uw|log in op je|log hier in|log nu in|inloggen op|hier inloggen|nu inloggen|meld u aan|meld je aan|aanmelden bij|nu bevestigen|nu verifiëren|nu bijwerken|account bevestigen|account verifiëren|gegevens bevestigen|gegevens bijwerken|keur de melding goed|keur het verzoek goed',
      things:
        'code|codes|{zescijferige,viercijferige} code|{inlog,toegangs,verificatie,bevestigings,beveiligings,activerings}{code,codes,gegevens}|sms code|{wacht,pin}{woord,woorden,code}|wachtwoord*|inloggegevens|toegang {tot,voor} {de ,het ,}{rekening,mailbox,bank,portaal,account}|cijfers',
    },
    payment: {
      acts: 'lenen|leen|voldoen|overboeken|boek|storten|stort|voorschieten|schiet|uitbetalen|afwikkelen|vereffenen|wijzigen|gaan|naar|op|betaal|betalen|voldoe|voldoen|maak|overmaken|over te maken|stuur|sturen|koop|kopen|wijzig|wijzigen|schrijf|stort|storten|regel|gebruik|gebruiken|voer|verricht|ontvang|doe|te betalen',
      objects:
        'euro|{openstaande,resterende,verschuldigde} {bedrag,saldo,factuur,som}|{mijn,zijn,haar} {salaris,loon}|{onderstaande,nieuwe,andere,volgende} {rekening,bankrekening}|restbedrag|aanbetaling|voorschot|spoedbetaling|spoedoverboeking|contant geld|leverancier|factuur|facturen|betaling|bedrag|geld|kosten|boete|salaris|rekening|schuld|prijs|terugbetaling|verzendkosten|donatie|openstaand*',
      sharp:
        'overboeking|bankgegevens|bankrekening|rekeningnummer|iban|cadeaubonnen|cadeaukaarten|cadeaubon|cadeaukaart|bitcoin|bitcoins|cryptovaluta|creditcard|creditcardgegevens|betaalmethode|betalingsgegevens|openstaande factuur|douanekosten|nieuwe rekening|western union',
      whole:
        '{van bank veranderd,van bank gewisseld,andere bank,van bank gewijzigd,overgestapt naar een andere bank}|{salaris,loon} {deze maand ,voortaan ,al ,deze maand al ,}{op,naar} {de ,een ,mijn ,}{nieuwe,andere} {rekening,bankrekening}|{oude} {rekening ,is ,}{niet meer geldig,is gesloten,vervalt,is niet meer}|de oude is niet meer|foto {van ,}{de,het} {codes,kaarten,achterkant}|{kras,kras de} {codes,open,ze,de}|{krijg je,krijgt u} {het ,}{van mij ,later ,vanavond ,}{terug,vergoed}|onze bankgegevens zijn gewijzigd|nieuwe bankgegevens|nieuw rekeningnummer|gewijzigd rekeningnummer|nu betalen|direct betalen|betaal nu|geld overmaken|bedrag over|over te maken',
      things:
        '{cadeau,geschenk,waarde,prepaid,tegoed}{bonnen,bon,kaart,kaarten}|{apple,steam,amazon,google play,itunes,bol} {kaart,kaarten,bonnen}|{nieuwe,nieuw,mijn,onze,juiste,uw,je} {rekeningnummer,iban,bankgegevens,rekening,bankrekening}|iban|rekeningnummer|bankgegevens|banksaldo|bankafschrift*|betalingsbewijs|kaartgegevens|creditcardgegevens',
    },
    file: {
      acts: 'doorlezen|doornemen|tekenen|teken|medeondertekenen|goedkeuren|paraferen|open|openen|bekijk|bekijken|controleer|controleren|download|downloaden|onderteken|ondertekenen|teken|lees|lezen|zie|vul|invullen|print|raadpleeg|raadplegen|beoordeel|nakijken|te openen|vind|vindt',
      objects:
        'overeenkomst|volmacht|gedeelde map|je handtekening|uw handtekening|bijlage|bijlagen|bijgevoegd*|bijgaand*|document|documenten|bestand|bestanden|pdf|factuur|contract|formulier|rapport|concept|offerte|bestelling|voicemail|overeenkomst|bericht|berichten',
      sharp:
        'bijgevoegde document|bijgevoegde factuur|bijgevoegde contract|bijgevoegde bestand|gedeelde document|gedeeld document|gedeelde bestand|qr code|onedrive|sharepoint|docusign',
      whole:
        "{zet,zetten} {je,uw} handtekening|{kijk er,kijk} {even ,}{naar ,}en {teken,zet}|{getekend,ondertekend} {terug,retour}|ter ondertekening|inhoud inschakelen|schakel inhoud in|bewerken inschakelen|macro's inschakelen|document openen|document bekijken|bestand bekijken|factuur bekijken|factuur downloaden|bericht lezen|scan de qr|document ondertekenen",
    },
    link: {
      acts: 'klik|klikken|volg|volgen|bezoek|gebruik|open|tik|druk|ga|te klikken|scan|start|plan',
      objects:
        'hier|link|knop|onderstaande|hieronder|website|pagina|url|pakket|bezorging|levering|zending|bestelling|@link',
      whole:
        'klik hier|klik op|hier klikken|door hier te klikken|via onderstaande link|via de onderstaande|via de volgende link|onderstaande link|volgende link|volg de link|lees meer|meer informatie vindt u|volg uw pakket|volg je pakket|pakket volgen|begin nu|start nu|bestel nu|koop nu|meer weten|bekijk details|bevestig levering|ga verder',
    },
    secrecy: {
      whole:
        '{blijft,blijven,houden,houd,hou,moet} {voorlopig ,dit ,het ,we dit ,even ,strikt ,}{onder ons,tussen ons,geheim,stil,voor je,voor u}|{reken,rekenen,vertrouw} op {je,uw,jouw} {discretie,geheimhouding}|{niemand} {anders ,mag ,hoeft ,anders mag ,anders hoeft }{dit ,het ,hiervan ,}{te weten,weten,af weten,horen}|{kan,kunnen} {nu ,even ,vandaag ,}niet {bellen,praten,opnemen,spreken,telefoneren}|{zit,ben} {nu ,de hele dag ,}in {een ,}{vergadering,bespreking} {en,dus}|{alleen,uitsluitend} {per,via} {mail,sms,app,e mail} {bereikbaar,te bereiken}|{strikte,absolute,volledige} {geheimhouding,discretie,vertrouwelijkheid}|{vertel,zeg} {het ,dit ,er ,hier ,}{tegen ,aan ,niemand }{niemand,iets,over}|blijft onder ons|onder ons blijven|blijft tussen ons|tussen ons blijven|tussen jou en mij|hou dit voor jezelf|houd dit voor jezelf|houd dit voor uzelf|hou het voor je|houd het geheim|hou dit geheim|strikt vertrouwelijk|vertrouwelijk te behandelen|behandel dit vertrouwelijk|vertrouwelijk behandelen|uiterste discretie|vertel het niemand|vertel dit aan niemand|vertel niemand|zeg niets|zeg het tegen niemand|praat er met niemand over|spreek er met niemand over|bel me niet|bel mij niet|niet bellen|kan niet bellen|kan nu niet praten|verwijder deze mail|verwijder deze e-mail|verwijder dit bericht|na het lezen verwijderen|niet doorsturen|stuur dit niet door|niemand anders mag',
    },
    'channel-switch': {
      acts: 'schrijf|stuur|sturen|mail|mailen|app|appen|bel|bellen|antwoord|antwoorden|contacteer|contact|bereik|bereiken|voeg|geef|verder|praten|reageer|gebruik',
      objects: '@phone|@address|mijn mobiel|mijn gsm',
      sharp:
        'whatsapp|via signal|op signal|per signal|telegram|viber|skype|privéadres|privé adres|privé mail|privémail|persoonlijke mail|persoonlijk e-mailadres|privé e-mail|privénummer|mobiele nummer|mobiel nummer|telefoonnummer|gsm nummer|je nummer|uw nummer|nieuwe nummer|nieuw nummer|nieuwe adres|nieuw adres|mijn gmail',
      whole:
        '{gaan we,verder,praten we,app,leg,leg ik,stuur} {het ,verder ,je ,het je ,het uit ,me ,}{via,op,over,per} {whatsapp,signal,telegram,sms}|{antwoord,reageer,schrijf,mail} {alleen ,me ,}{op,naar} {mijn} {privé,persoonlijke,andere,nieuwe} {mail,adres,nummer,e mail,mailadres}|op welk nummer|via whatsapp|op whatsapp|via signal|op signal|via telegram|op telegram|app mij|app me|mijn nieuwe nummer|mijn nieuwe adres|mijn privéadres|naar mijn privé|bel ons|bel nu|heb je whatsapp|hebt u whatsapp|heb je signal|zit je op signal|je mobiele nummer|uw mobiele nummer',
      things:
        '{je,uw,jouw} {mobiele nummer,mobiel,nummer,telefoonnummer,06,whatsapp,06 nummer,gsm,privémail,privé mail}|{mobiele,directe} nummer|{telefoon,gsm ,whatsapp ,mobiel}nummer',
    },
    information: {
      acts: 'stuur|sturen|mail|mailen|geef|geven|deel|delen|verstrek|verstrekken|bezorg|bezorgen|doorsturen|door te sturen|lever|leveren|upload|vul|toesturen|toe te sturen|overhandig',
      objects:
        'lijst|lijst van|personeelslijst|ledenlijst|contacten|contactenlijst|adresboek|concept|toespraak|dossier|agenda|kalender|reisschema|interne documenten|vertrouwelijke documenten|persoonlijke gegevens|persoonsgegevens|volledige naam|geboortedatum|adresgegevens|deelnemerslijst|donateurslijst|jaarrekening',
      sharp:
        'paspoort|kopie van uw paspoort|kopie van je paspoort|identiteitskaart|identiteitsbewijs|legitimatiebewijs|rijbewijs|burgerservicenummer|bsn|rijksregisternummer|loonstroken|loonstrook|loonbrief|bankafschriften|kopie van uw|selfie',
      things:
        '{personeels,leden,medewerkers,werknemers,donateurs,klanten,leveranciers,vrijwilligers,deelnemers,contact,adres,telefoon}{lijst,lijsten,bestand,gegevens,overzicht,administratie}|{lijst,overzicht,bestand} {van ,met }{alle ,onze ,de ,al onze ,al het }{medewerkers,werknemers,leden,donateurs,klanten,leveranciers,vrijwilligers,personeel,deelnemers,contacten}|loonstroken|loonstrook|salarisstroken|jaaropgaven|{kopie,scan,foto} van {je,uw} {paspoort,id,identiteitsbewijs,rijbewijs}|paspoort|geboortedata|burgerservicenummer*|bsn',
    },
    meeting: {
      acts: 'deelnemen|deel te nemen|neem deel|bijwonen|uitnodigen|nodig|afspreken|plannen|inplannen|regelen|reserveer|aanmelden|ontmoeten|interviewen|spreken|heeft u tijd|heb je tijd',
      objects:
        'videogesprek|videovergadering|gesprek|belafspraak|vergadering|zoom|teams|webinar|interview|conferentie|rondetafel|podcast|seminar|overleg|paneldiscussie|afspraak',
      whole:
        'uitnodigen om deel te nemen|nodigen u uit|nodigen je uit|nodig u uit|interview met u|interview met jou|u interviewen|je interviewen|uw mening over|uw visie op|jouw mening over|ben je beschikbaar|bent u beschikbaar|ben je op kantoor|bent u op kantoor|heb je even tijd|heeft u even tijd|heb je een momentje',
    },
    favour: {
      acts: 'regelen|afhandelen|oppakken|doen|uitvoeren|helpen|help|behandelen|geregeld|afgehandeld|bespreken',
      objects:
        '{gevoelige,vertrouwelijke,dringende,kleine,delicate,discrete,persoonlijke} {kwestie,zaak,taak,klus,aangelegenheid,boodschap}|een gunst|een plezier|een klusje|een boodschap|iets {vertrouwelijks,dringends,discreets,gevoeligs}',
      whole:
        '{ben je,bent u,zit je,zit u,ben jij,zijn jullie} {nu ,even ,vandaag ,al ,nog ,}{achter je bureau,achter uw bureau,op kantoor,op je plek,op uw plek,beschikbaar,bereikbaar,vrij,achter de computer,in de buurt,aan je bureau}|{heb je,heeft u,heb jij} {nu ,}{even ,}{tijd,een minuutje,een momentje,een minuut,een moment,een seconde}|{moet ,wil ,}{je,u} {om ,}een gunst {vragen,vraag}|{zou je,kun je,wil je} {me,mij} een {gunst,plezier,dienst}|{heb,is er} {een,nog een} {gevoelige,dringende,kleine,vertrouwelijke,delicate} {kwestie,zaak,taak,klus}|{iets,wat} {discreet,in stilte,onder de radar} {regelen,afhandelen}|vandaag {nog ,}{geregeld,afgehandeld} {moet,worden}',
    },
    urgency: {},
  },
}
