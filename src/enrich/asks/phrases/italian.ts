import type { AskWords } from '../ask-words.ts'

export const italian: AskWords = {
  language: 'it',
  common:
    'il|lo|la|i|gli|le|di|del|della|e|che|è|un|una|per|con|non|si|in|nel|al|alla|sono|tuo|suo|tua|sua|questo|questa|da|ha|più|ma',
  please:
    'per favore|per piacere|la preghiamo di|ti preghiamo di|la prego di|ti prego di|si prega di|le chiediamo di|ti chiediamo di|le chiedo di|ti chiedo di|potrebbe|potresti|può|puoi|deve|devi|dovrebbe|dovresti|è necessario|è sufficiente|abbiamo bisogno|ho bisogno|la invitiamo a|ti invitiamo a|cortesemente|gentilmente|sei pregato di|è pregato di|non dimenticare di|bisogna|per poter|vorrei che',
  you: 'lei|tu|suo|sua|suoi|sue|tuo|tua|tuoi|tue|ti|vi|vostro|vostra|voi|la tua|le',
  not: 'non|mai|senza|nessun|nessuna',
  others: 'io|noi|loro|abbiamo|ho|stiamo',
  told: 'per errore|destinatario|mi ha chiesto|mi hanno chiesto|ci ha chiesto|ci hanno chiesto|non chiederà mai|non chiederemo mai|non chiede mai|non ti chiederemo|ha detto|truffatori|phishing|truffa',
  unless: 'se|quando|dopo|una volta|prima di|appena',
  technical:
    'patch|kernel|commit|codice sorgente|driver|repository|funzione|compilatore|modulo del kernel|hash',
  soon: 'urgente|urgentemente|immediatamente|subito|al più presto|quanto prima|il prima possibile|entro oggi|entro domani|entro stasera|entro 24 ore|entro 48 ore|24 ore|48 ore|ultimo avviso|ultimo sollecito|scadenza|scade|sarà sospeso|sarà bloccato|sarà disattivato|con urgenza|entro la fine della giornata|tempestivamente',
  asks: {
    credential: {
      acts: 'darmi|inviarmi|mandarmi|dirmi|confermare|verificare|convalidare|aggiornare|inserire|fornire|inviare|dare|comunicare|reimpostare|riattivare|sbloccare|autenticare|cambiare|attivare|completare|condividere',
      orders:
        'conferma|confermi|confermate|verifica|verifichi|verificate|convalida|convalidi|aggiorna|aggiorni|aggiornate|inserisci|inserisca|fornisci|fornisca|invia|invii|inviami|inviate|dammi|mi dia|comunica|comunichi|reimposta|reimposti|riattiva|riattivi|sblocca|sblocchi|cambia|cambi|attiva|attivi|completa|condividi|approva|approvi|mandami|mi mandi',
      objects: 'account|conto|profilo|identità|dati|informazioni|casella|casella di posta|utenza',
      sharp:
        'password|credenziali|nome utente|codice|codice di verifica|codice di sicurezza|codice otp|otp|pin|home banking|suo account|tuo account|suo conto|tuo conto|sua identità|spid|frase di recupero|codice di accesso|chiave di accesso',
      whole:
        "acceda al suo|accedi al tuo|accedi ora|accedi qui|acceda qui|effettua l'accesso|effettui l'accesso|effettuare l'accesso|verifica ora|conferma ora|aggiorna ora|verifica account|accedere al mio account|conferma la tua identità|aggiorna i tuoi dati|approva la notifica|accedi al conto|accedi all'area",
    },
    payment: {
      acts: 'pagare|versare|trasferire|effettuare|inviare|comprare|acquistare|cambiare|aggiornare|saldare|disporre|eseguire|riscuotere|richiedere',
      orders:
        'paga|paghi|pagate|versa|versi|versate|trasferisci|trasferisca|effettua|effettui|effettuate|invia|invii|compra|compri|acquista|acquisti|cambia|aggiorna|aggiorni|salda|saldi|disponga|disponi|esegui|esegua|riscuoti|richiedi|usa|usi|utilizzi|utilizza',
      objects:
        'fattura|fatture|pagamento|importo|denaro|soldi|spese|tassa|multa|stipendio|somma|saldo|rimborso|premio|debito|spese di spedizione|fondi|donazione|abbonamento',
      sharp:
        'bonifico|bonifico bancario|coordinate bancarie|iban|conto corrente|conto bancario|carte regalo|carta regalo|buoni regalo|gift card|bitcoin|criptovalute|carta di credito|metodo di pagamento|dati di pagamento|fattura scaduta|fattura insoluta|spese doganali|western union|nuovo conto|nuovo iban',
      whole:
        'le nostre coordinate bancarie sono cambiate|nuove coordinate bancarie|nuovo iban|cambio iban|paga ora|paghi ora|fare un bonifico|faccia un bonifico|fai un bonifico|effettuare un bonifico|effettuare il pagamento',
    },
    file: {
      acts: 'aprire|controllare|scaricare|firmare|vedere|leggere|consultare|compilare|stampare|visualizzare|esaminare|visionare|prendere visione',
      orders:
        "apri|apra|aprite|controlla|controlli|scarica|scarichi|scaricate|firma|firmi|firmate|vedi|veda|leggi|legga|consulta|consulti|compila|compili|stampa|stampi|visualizza|visualizzi|esamina|esamini|rivedi|dia un'occhiata|dai un'occhiata|guarda|guardi|trovi",
      objects:
        'allegato|allegata|allegati|documento|documenti|file|pdf|fattura|contratto|modulo|relazione|bozza|preventivo|offerta|ordine|messaggio vocale|ricevuta|comunicazione|avviso',
      sharp:
        'documento allegato|file allegato|fattura allegata|contratto allegato|documento condiviso|file condiviso|codice qr|qr code|onedrive|sharepoint|docusign',
      whole:
        'abilita contenuto|abilita il contenuto|abilitare il contenuto|abilita macro|abilita modifica|apri documento|visualizza documento|scarica documento|scarica fattura|visualizza fattura|leggi il messaggio|scansiona il codice|inquadra il qr|firma il documento',
    },
    link: {
      acts: 'cliccare|seguire|visitare|usare|premere|toccare|accedere|andare',
      orders:
        'clicca|clicchi|cliccate|segui|segua|seguite|visita|visiti|visitate|usa|usi|premi|prema|tocca|tocchi|acceda|accedi|vai|vada|scopri|approfitta|traccia|partecipa|rispondi',
      objects:
        'qui|link|collegamento|pulsante|sotto|seguente|sito|pagina|url|pacco|spedizione|consegna|ordine|@link|sondaggio|offerta',
      whole:
        'clicca qui|clicchi qui|cliccate qui|fai clic|faccia clic|fare clic|clicca sul|clicchi sul|cliccando qui|cliccando sul|seguente link|link seguente|tramite il seguente|link sottostante|scopri di più|traccia il pacco|traccia il tuo pacco|traccia la spedizione|inizia ora|continua qui|acquista ora|ordina ora|conferma la consegna|programma la consegna|vedi dettagli|ottieni ora',
    },
    secrecy: {
      whole:
        'solo tra noi|resta tra noi|restare tra noi|resti tra noi|rimanga tra noi|tra me e te|tra me e lei|tienilo per te|lo tenga per sé|tienilo segreto|mantieni il segreto|mantenga il segreto|mantenga la riservatezza|mantieni la riservatezza|massima riservatezza|strettamente confidenziale|strettamente riservato|massima discrezione|con discrezione|non dirlo a nessuno|non lo dica a nessuno|non parlarne con nessuno|non ne parli con nessuno|non ne parlare|non dire niente|non chiamarmi|non mi chiami|non posso parlare al telefono|non posso rispondere al telefono|cancella questa mail|cancelli questa mail|cancella questo messaggio|cancelli questo messaggio|elimina questa mail|elimini questo messaggio|elimina questo messaggio|non inoltrare|non inoltri|non condividere con nessuno',
    },
    'channel-switch': {
      acts: 'scrivermi|contattarmi|chiamarmi|rispondermi|mandarmi|scrivere|contattare|rispondere|chiamare|continuare|inviare|aggiungere|parlare|proseguire',
      orders:
        'scrivimi|mi scriva|scriva|scrivi|contattami|mi contatti|contatta|contatti|rispondimi|rispondi|risponda|chiamami|mi chiami|chiama|chiami|invia|inviami|mandami|mi mandi|aggiungimi|dammi|mi dia|continuiamo|proseguiamo|passiamo|lasciami',
      objects: '@phone|@address|il mio cellulare',
      sharp:
        'whatsapp|signal|telegram|viber|skype|indirizzo personale|mail personale|email personale|mail privata|indirizzo privato|numero personale|numero di cellulare|numero di telefono|tuo numero|suo numero|nuovo numero|nuovo indirizzo|mio gmail|posta privata',
      whole:
        'su whatsapp|via whatsapp|tramite whatsapp|su signal|su telegram|il mio nuovo numero|il mio nuovo indirizzo|alla mia mail personale|al mio indirizzo personale|alla mia mail privata|hai whatsapp|ha whatsapp|hai signal|sei su signal|il tuo numero di cellulare|chiamaci|chiami il numero|chiama il numero',
    },
    information: {
      acts: 'inviarmi|mandarmi|inoltrarmi|girarmi|inviarci|inviare|mandare|inoltrare|condividere|fornire|trasmettere|allegare|consegnare|passare|girare',
      orders:
        'invia|inviami|mi invii|invii|inviateci|manda|mandami|mi mandi|mandi|inoltra|inoltrami|inoltri|mi inoltri|condividi|condivida|fornisci|fornisca|trasmetti|trasmetta|allega|alleghi|girami|mi giri|passami',
      objects:
        'elenco|lista|contatti|rubrica|bozza|discorso|dossier|fascicolo|calendario|agenda|itinerario|documenti interni|documenti riservati|dati personali|informazioni personali|nome completo|indirizzo completo|data di nascita|elenco dei dipendenti|elenco dei soci|elenco dei donatori|bilancio',
      sharp:
        "passaporto|copia del passaporto|carta d'identità|documento d'identità|patente|codice fiscale|tessera sanitaria|buste paga|busta paga|copia del suo|copia del tuo|estratti conto|selfie",
    },
    meeting: {
      acts: 'partecipare|unirsi|invitarla|invitarti|organizzare|fissare|programmare|prenotare|incontrarci|intervistare|intervistarla|intervenire',
      orders:
        'partecipa|partecipi|unisciti|si unisca|prenota|prenoti|iscriviti|si iscriva|fissiamo|organizziamo',
      objects:
        'videochiamata|videoconferenza|chiamata|riunione|zoom|teams|webinar|intervista|conferenza|tavola rotonda|podcast|seminario|convegno|incontro|colloquio',
      whole:
        'invitarla a partecipare|invitarti a partecipare|intervista con lei|intervista con te|intervistarla|intervistarti|il suo parere su|il tuo parere su|sei disponibile|è disponibile|sei in ufficio|è in ufficio|hai un momento|ha un momento|hai un minuto',
    },
    urgency: {},
  },
}
