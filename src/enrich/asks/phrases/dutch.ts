import type { AskWords } from '../ask-words.ts'

export const dutch: AskWords = {
  language: 'nl',
  common:
    'de|het|een|en|van|is|in|op|te|dat|niet|voor|met|u|uw|je|zijn|ik|wij|we|aan|er|om|ook|als|bij|naar|deze|dit|door|hebben|wordt|worden',
  please:
    'alstublieft|alsjeblieft|graag|gelieve|aub|svp|kunt u|kun je|kan je|wilt u|wil je|zou u|zou je|u moet|je moet|moet u|dient u|u dient|u kunt|wij verzoeken u|we verzoeken u|wij vragen u|we vragen je|ik vraag je|ik wil je vragen|verzoek|het is noodzakelijk|vergeet niet|ik heb|we hebben|wij hebben|verplicht|vriendelijk|nodig|om te|mag ik',
  you: 'u|uw|je|jij|jou|jouw|jullie',
  not: 'niet|nooit|geen|zonder',
  notFollows: true,
  others: 'wij zullen|we zullen|ik zal|ik|wij|we|hij|zij|ze|zal|zullen',
  told: 'per vergissing|abusievelijk|geadresseerde|vroeg mij|vroeg me|vroegen mij|vroegen me|vroeg ons|werd gevraagd|zal nooit vragen|vragen nooit|vraagt nooit|zei dat|zeiden|oplichters|phishing|fraudeurs|nooit om uw',
  unless: 'als|indien|wanneer|zodra|nadat|voordat',
  technical: 'patch|kernel|commit|broncode|stuurprogramma|repository|functie|compiler|hash',
  soon: 'dringend|spoed|onmiddellijk|direct|meteen|zo snel mogelijk|zo spoedig mogelijk|vandaag nog|nog vandaag|voor morgen|binnen 24 uur|binnen 48 uur|24 uur|48 uur|laatste waarschuwing|laatste herinnering|deadline|verloopt|wordt geblokkeerd|geblokkeerd worden|wordt opgeschort|haast|voor het einde van de dag',
  bareImperative: true,
  asks: {
    credential: {
      acts: 'bevestig|bevestigen|bevestigt|verifieer|verifiëren|controleer|controleren|valideer|valideren|update|updaten|werk|bijwerken|bij te werken|voer|invoeren|geef|geven|stuur|sturen|verstrek|verstrekken|deel|delen|reset|herstel|heractiveer|deblokkeer|wijzig|wijzigen|activeer|activeren|verleng|verlengen|identificeer|vernieuw|vernieuwen|te bevestigen|te verifiëren|registreer',
      objects: 'account|rekening|profiel|identiteit|gegevens|mailbox|postvak|bankpas|betaalpas|pas|digipass',
      sharp:
        'wachtwoord|wachtwoorden|inloggegevens|aanmeldgegevens|gebruikersnaam|pincode|code|beveiligingscode|verificatiecode|toegangscode|internetbankieren|uw account|je account|uw identiteit|herstelzin|itsme|digid',
      whole:
        'log in op uw|log in op je|log hier in|log nu in|inloggen op|hier inloggen|nu inloggen|meld u aan|meld je aan|aanmelden bij|nu bevestigen|nu verifiëren|nu bijwerken|account bevestigen|account verifiëren|gegevens bevestigen|gegevens bijwerken|keur de melding goed|keur het verzoek goed',
    },
    payment: {
      acts: 'betaal|betalen|voldoe|voldoen|maak|overmaken|over te maken|stuur|sturen|koop|kopen|wijzig|wijzigen|schrijf|stort|storten|regel|gebruik|gebruiken|voer|verricht|ontvang|doe|te betalen',
      objects:
        'factuur|facturen|betaling|bedrag|geld|kosten|boete|salaris|rekening|schuld|prijs|terugbetaling|verzendkosten|donatie|openstaand*',
      sharp:
        'overboeking|bankgegevens|bankrekening|rekeningnummer|iban|cadeaubonnen|cadeaukaarten|cadeaubon|cadeaukaart|bitcoin|bitcoins|cryptovaluta|creditcard|creditcardgegevens|betaalmethode|betalingsgegevens|openstaande factuur|douanekosten|nieuwe rekening|western union',
      whole:
        'onze bankgegevens zijn gewijzigd|nieuwe bankgegevens|nieuw rekeningnummer|gewijzigd rekeningnummer|nu betalen|direct betalen|betaal nu|geld overmaken|bedrag over|over te maken',
    },
    file: {
      acts: 'open|openen|bekijk|bekijken|controleer|controleren|download|downloaden|onderteken|ondertekenen|teken|lees|lezen|zie|vul|invullen|print|raadpleeg|raadplegen|beoordeel|nakijken|te openen|vind|vindt',
      objects:
        'bijlage|bijlagen|bijgevoegd*|bijgaand*|document|documenten|bestand|bestanden|pdf|factuur|contract|formulier|rapport|concept|offerte|bestelling|voicemail|overeenkomst|bericht|berichten',
      sharp:
        'bijgevoegde document|bijgevoegde factuur|bijgevoegde contract|bijgevoegde bestand|gedeelde document|gedeeld document|gedeelde bestand|qr code|onedrive|sharepoint|docusign',
      whole:
        "inhoud inschakelen|schakel inhoud in|bewerken inschakelen|macro's inschakelen|document openen|document bekijken|bestand bekijken|factuur bekijken|factuur downloaden|bericht lezen|scan de qr|document ondertekenen",
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
        'blijft onder ons|onder ons blijven|blijft tussen ons|tussen ons blijven|tussen jou en mij|hou dit voor jezelf|houd dit voor jezelf|houd dit voor uzelf|hou het voor je|houd het geheim|hou dit geheim|strikt vertrouwelijk|vertrouwelijk te behandelen|behandel dit vertrouwelijk|vertrouwelijk behandelen|uiterste discretie|vertel het niemand|vertel dit aan niemand|vertel niemand|zeg niets|zeg het tegen niemand|praat er met niemand over|spreek er met niemand over|bel me niet|bel mij niet|niet bellen|kan niet bellen|kan nu niet praten|verwijder deze mail|verwijder deze e-mail|verwijder dit bericht|na het lezen verwijderen|niet doorsturen|stuur dit niet door|niemand anders mag',
    },
    'channel-switch': {
      acts: 'schrijf|stuur|sturen|mail|mailen|app|appen|bel|bellen|antwoord|antwoorden|contacteer|contact|bereik|bereiken|voeg|geef|verder|praten|reageer|gebruik',
      objects: '@phone|@address|mijn mobiel|mijn gsm',
      sharp:
        'whatsapp|via signal|op signal|per signal|telegram|viber|skype|privéadres|privé adres|privé mail|privémail|persoonlijke mail|persoonlijk e-mailadres|privé e-mail|privénummer|mobiele nummer|mobiel nummer|telefoonnummer|gsm nummer|je nummer|uw nummer|nieuwe nummer|nieuw nummer|nieuwe adres|nieuw adres|mijn gmail',
      whole:
        'via whatsapp|op whatsapp|via signal|op signal|via telegram|op telegram|app mij|app me|mijn nieuwe nummer|mijn nieuwe adres|mijn privéadres|naar mijn privé|bel ons|bel nu|heb je whatsapp|hebt u whatsapp|heb je signal|zit je op signal|je mobiele nummer|uw mobiele nummer',
    },
    information: {
      acts: 'stuur|sturen|mail|mailen|geef|geven|deel|delen|verstrek|verstrekken|bezorg|bezorgen|doorsturen|door te sturen|lever|leveren|upload|vul|toesturen|toe te sturen|overhandig',
      objects:
        'lijst|lijst van|personeelslijst|ledenlijst|contacten|contactenlijst|adresboek|concept|toespraak|dossier|agenda|kalender|reisschema|interne documenten|vertrouwelijke documenten|persoonlijke gegevens|persoonsgegevens|volledige naam|geboortedatum|adresgegevens|deelnemerslijst|donateurslijst|jaarrekening',
      sharp:
        'paspoort|kopie van uw paspoort|kopie van je paspoort|identiteitskaart|identiteitsbewijs|legitimatiebewijs|rijbewijs|burgerservicenummer|bsn|rijksregisternummer|loonstroken|loonstrook|loonbrief|bankafschriften|kopie van uw|selfie',
    },
    meeting: {
      acts: 'deelnemen|deel te nemen|neem deel|bijwonen|uitnodigen|nodig|afspreken|plannen|inplannen|regelen|reserveer|aanmelden|ontmoeten|interviewen|spreken|heeft u tijd|heb je tijd',
      objects:
        'videogesprek|videovergadering|gesprek|belafspraak|vergadering|zoom|teams|webinar|interview|conferentie|rondetafel|podcast|seminar|overleg|paneldiscussie|afspraak',
      whole:
        'uitnodigen om deel te nemen|nodigen u uit|nodigen je uit|nodig u uit|interview met u|interview met jou|u interviewen|je interviewen|uw mening over|uw visie op|jouw mening over|ben je beschikbaar|bent u beschikbaar|ben je op kantoor|bent u op kantoor|heb je even tijd|heeft u even tijd|heb je een momentje',
    },
    urgency: {},
  },
}
