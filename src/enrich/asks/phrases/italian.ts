import type { AskWords } from '../ask-words.ts'

export const italian: AskWords = {
  language: 'it',
  common:
    'il|lo|la|i|gli|le|di|del|della|e|che|è|un|una|per|con|non|si|in|nel|al|alla|sono|tuo|suo|tua|sua|questo|questa|da|ha|più|ma',
  please:
    'potresti|potrebbe|riusciresti|riuscirebbe|riesci|riesce a|sarebbe possibile|è possibile|ti dispiacerebbe|le dispiacerebbe|mi faresti il favore|mi fai il favore|fammi il favore|mi faccia il favore|la prego di|ti prego di|ti chiedo di|le chiedo di|ti pregherei|la pregherei|le sarei grato|ti sarei grato|avrei bisogno che|ho bisogno che tu|vorrei che|cortesemente|gentilmente|bisogna|potreste|puoi|te la senti|per favore|per piacere|la preghiamo di|ti preghiamo di|la prego di|ti prego di|si prega di|le chiediamo di|ti chiediamo di|le chiedo di|ti chiedo di|potrebbe|potresti|può|puoi|deve|devi|dovrebbe|dovresti|è necessario|è sufficiente|abbiamo bisogno|ho bisogno|la invitiamo a|ti invitiamo a|cortesemente|gentilmente|sei pregato di|è pregato di|non dimenticare di|bisogna|per poter|vorrei che',
  you: 'lei|tu|suo|sua|suoi|sue|tuo|tua|tuoi|tue|ti|vi|vostro|vostra|voi|la tua|le',
  not: 'non|mai|senza|nessun|nessuna',
  others: 'io|noi|loro|abbiamo|ho|stiamo',
  told: 'per errore|destinatario|mi ha chiesto|mi hanno chiesto|ci ha chiesto|ci hanno chiesto|non chiederà mai|non chiederemo mai|non chiede mai|non ti chiederemo|ha detto|truffatori|phishing|truffa',
  unless: 'se|quando|dopo|una volta|prima di|appena',
  technical:
    'patch|kernel|commit|codice sorgente|driver|repository|funzione|compilatore|modulo del kernel|hash',
  soon: 'urgente|urgentemente|immediatamente|subito|al più presto|quanto prima|il prima possibile|entro oggi|entro domani|entro stasera|entro 24 ore|entro 48 ore|24 ore|48 ore|ultimo avviso|ultimo sollecito|scadenza|scade|sarà sospeso|sarà bloccato|sarà disattivato|con urgenza|entro la fine della giornata|tempestivamente',
  misspelt:
    'password|bonifico|stipendio|cellulare|riservata|discrezione|documento|passaporto|dipendenti|fattura',
  it: 'lo|entrambi|dimmelo|mandamelo|inviamelo|leggimelo|dettamelo|dammelo',
  hand: 'inviare|inviarmi|mandare|mandarmi|girare|girarmi|dare|darmi|passare|passarmi|fornire|fornirmi|condividere|inoltrare|inoltrarmi|comprare|acquistare|procurare|procurarmi|fotografare|scansionare|dirmi|dire|leggermi|dettarmi|comunicarmi|comunicare|trasmettere|farmi avere|far avere|lasciarmi|preparare|esportare|prendere|recuperare|allegare|scrivermi',
  orders:
    'invia|inviami|manda|mandami|mi mandi|girami|gira|dammi|mi dia|passami|mi passi|fornisci|fornisca|condividi|condivida|inoltra|inoltrami|inoltri|compra|compri|comprami|acquista|acquisti|procurami|dimmi|mi dica|dimmelo|dica|leggimi|leggimelo|dettami|dettamelo|comunicami|mi comunichi|fammi avere|mi faccia avere|lasciami|mi lasci|scattami|scansiona|rispondi con|preparami|mandamelo|inviamelo|scrivimi',
  need: "qual era|mi serve|mi servono|mi servirebbe|mi servirebbero|ci serve|ci servono|ci servirebbe|ho bisogno|avrei bisogno|abbiamo bisogno|avremmo bisogno|cerco|sto cercando|vorrei|voglio|qual è|quali sono|dov'è|avresti|avrebbe|posso avere|potrei avere|possiamo avere|aspetto|non trovo|mi manca|mi mancano|mi occorre|mi occorrono|ci occorre|occorrerebbe|ho perso",
  asks: {
    credential: {
      acts: 'darmi|inviarmi|mandarmi|dirmi|confermare|verificare|convalidare|aggiornare|inserire|fornire|inviare|dare|comunicare|reimpostare|riattivare|sbloccare|autenticare|cambiare|attivare|completare|condividere',
      orders:
        'conferma|confermi|confermate|verifica|verifichi|verificate|convalida|convalidi|aggiorna|aggiorni|aggiornate|inserisci|inserisca|fornisci|fornisca|invia|invii|inviami|inviate|dammi|mi dia|comunica|comunichi|reimposta|reimposti|riattiva|riattivi|sblocca|sblocchi|cambia|cambi|attiva|attivi|completa|condividi|approva|approvi|mandami|mi mandi',
      objects: 'account|conto|profilo|identità|dati|informazioni|casella|casella di posta|utenza',
      sharp:
        'password|credenziali|nome utente|codice|codice di verifica|codice di sicurezza|codice otp|otp|pin|home banking|suo account|tuo account|suo conto|tuo conto|sua identità|spid|frase di recupero|codice di accesso|chiave di accesso',
      whole:
        "{acceda,accedi,accedere,entri,entra,si colleghi,collegati} con {il suo,il tuo,nome,le sue,le tue,la sua,la tua}|{casella,account,conto,accesso} {verrà,sarà} {bloccato,bloccata,sospeso,sospesa,chiuso,chiusa,disattivato,disattivata}|acceda al suo|accedi al tuo|accedi ora|accedi qui|acceda qui|effettua l'accesso|effettui l'accesso|effettuare l'accesso|verifica ora|conferma ora|aggiorna ora|verifica account|accedere al mio account|conferma la tua identità|aggiorna i tuoi dati|approva la notifica|accedi al conto|accedi all'area",
      things:
        '{i tuoi,i suoi} accessi|codice|codici|{codice,numero} {di sei cifre,a sei cifre,di 6 cifre,sms,di accesso,di verifica,di conferma,otp,che ti arriva,che le arriva}|password|credenziali|accesso {al conto,alla casella,alla banca,alla posta,al portale}|cifre|otp',
    },
    payment: {
      acts: 'saldare|accreditare|versare|anticipare|prestare|liquidare|effettuare|disporre|fare|dirottare|spostare|girare|regolare|accreditiate|pagare|versare|trasferire|effettuare|inviare|comprare|acquistare|cambiare|aggiornare|saldare|disporre|eseguire|riscuotere|richiedere',
      orders:
        'presti|mi presti|anticipi|saldi|salda|accrediti|accredita|versi|versa|anticipami|prestami|disponga|disponi|fai|faccia|liquidi|regoli|paga|paghi|pagate|versa|versi|versate|trasferisci|trasferisca|effettua|effettui|effettuate|invia|invii|compra|compri|acquista|acquisti|cambia|aggiorna|aggiorni|salda|saldi|disponga|disponi|esegui|esegua|riscuoti|richiedi|usa|usi|utilizzi|utilizza',
      objects:
        'euro|franchi|{importo,saldo,somma,cifra} {residuo,dovuto,restante,dovuta,residua}|{mio,il,suo} stipendio|stipendio|busta paga|conto {qui sotto,sottostante,indicato,seguente}|{nuovo,altro} conto|acconto|anticipo|contanti|fornitore|bonifico|fattura|fatture|pagamento|importo|denaro|soldi|spese|tassa|multa|stipendio|somma|saldo|rimborso|premio|debito|spese di spedizione|fondi|donazione|abbonamento',
      sharp:
        'bonifico|bonifico bancario|coordinate bancarie|iban|conto corrente|conto bancario|carte regalo|carta regalo|buoni regalo|gift card|bitcoin|criptovalute|carta di credito|metodo di pagamento|dati di pagamento|fattura scaduta|fattura insoluta|spese doganali|western union|nuovo conto|nuovo iban',
      whole:
        '{cambiato,cambiamo,cambio,cambiare} {banca,conto,iban}|stipendio {di questo mes* ,}{sul,su un,al} {nuovo,altro} {conto,iban}|{vecchio,precedente} {conto ,iban ,}{non è più,è chiuso,è stato chiuso}|{foto,fotografia} {dei,del,delle} {codici,retro,carte}|{gratta,gratti} {i,il,le}|{te,glieli,ti} {li ,}{rimborso,restituisco,rimborserò,restituirò}|le nostre coordinate bancarie sono cambiate|nuove coordinate bancarie|nuovo iban|cambio iban|paga ora|paghi ora|fare un bonifico|faccia un bonifico|fai un bonifico|effettuare un bonifico|effettuare il pagamento',
      things:
        '{carta,carte,buoni,buono} {regalo,prepagata,prepagate,apple,steam,google play,amazon,itunes}|{nuovo,nuove,nuovi,mio,tuo,suo,nostro} {iban,conto,coordinate bancarie,conto corrente,numero di conto}|iban|coordinate bancarie|numero di conto|saldo del conto|estratto conto|estratti conto|{ricevuta,contabile} {del bonifico,di pagamento,bancaria}|dati della carta',
    },
    file: {
      acts: 'aprire|controllare|scaricare|firmare|vedere|leggere|consultare|compilare|stampare|visualizzare|esaminare|visionare|prendere visione',
      orders:
        "firmala|firmalo|la firmi|lo firmi|dalle un'occhiata|dagli un'occhiata|dia un'occhiata|controfirma|controfirmi|approva|approvi|sigla|apri|apra|aprite|controlla|controlli|scarica|scarichi|scaricate|firma|firmi|firmate|vedi|veda|leggi|legga|consulta|consulti|compila|compili|stampa|stampi|visualizza|visualizzi|esamina|esamini|rivedi|dia un'occhiata|dai un'occhiata|guarda|guardi|trovi",
      objects:
        'convenzione|accordo|cartella condivisa|la tua firma|la sua firma|allegato|allegata|allegati|documento|documenti|file|pdf|fattura|contratto|modulo|relazione|bozza|preventivo|offerta|ordine|messaggio vocale|ricevuta|comunicazione|avviso',
      sharp:
        'documento allegato|file allegato|fattura allegata|contratto allegato|documento condiviso|file condiviso|codice qr|qr code|onedrive|sharepoint|docusign',
      whole:
        '{occhiata} e {firmala,firmalo,firma,firmi,la firmi}|{firmala,firmalo} {entro,prima,e,oggi}|{firmato,firmata} {indietro,entro}|per {la tua ,la sua ,}firma|abilita contenuto|abilita il contenuto|abilitare il contenuto|abilita macro|abilita modifica|apri documento|visualizza documento|scarica documento|scarica fattura|visualizza fattura|leggi il messaggio|scansiona il codice|inquadra il qr|firma il documento',
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
        '{resti,resta,rimanga,rimane,deve restare,restare,rimanere} {tutto ,solo ,strettamente ,}{tra noi,fra noi,tra me e te,tra di noi,fra di noi}|{conto,contiamo,confido} {sulla,nella} {tua,sua} {discrezione,riservatezza}|{nessuno,nessun altro} {deve ,dovrà ,altro deve ,altro }{saperlo,sapere,saperne,venirlo}|{non posso,impossibile} {parlare,telefonare,rispondere al telefono,chiamare,ricevere chiamate,prendere chiamate}|{sono,sarò} {tutto il giorno ,}in {una ,}riunione e {non,mi}|{solo,soltanto} {via,per,tramite} {mail,email,messaggio,sms}|{massima,assoluta,totale} {discrezione,riservatezza}|non {dirlo,dire,parlarne,ne parli,parlarne con} {a ,con ,}nessuno|{tienilo,tienila,lo tenga,teniamolo} {per te,per sé,riservato,segreto,tra noi}|solo tra noi|resta tra noi|restare tra noi|resti tra noi|rimanga tra noi|tra me e te|tra me e lei|tienilo per te|lo tenga per sé|tienilo segreto|mantieni il segreto|mantenga il segreto|mantenga la riservatezza|mantieni la riservatezza|massima riservatezza|strettamente confidenziale|strettamente riservato|massima discrezione|con discrezione|non dirlo a nessuno|non lo dica a nessuno|non parlarne con nessuno|non ne parli con nessuno|non ne parlare|non dire niente|non chiamarmi|non mi chiami|non posso parlare al telefono|non posso rispondere al telefono|cancella questa mail|cancelli questa mail|cancella questo messaggio|cancelli questo messaggio|elimina questa mail|elimini questo messaggio|elimina questo messaggio|non inoltrare|non inoltri|non condividere con nessuno',
    },
    'channel-switch': {
      acts: 'scrivermi|contattarmi|chiamarmi|rispondermi|mandarmi|scrivere|contattare|rispondere|chiamare|continuare|inviare|aggiungere|parlare|proseguire',
      orders:
        'scrivimi|mi scriva|scriva|scrivi|contattami|mi contatti|contatta|contatti|rispondimi|rispondi|risponda|chiamami|mi chiami|chiama|chiami|invia|inviami|mandami|mi mandi|aggiungimi|dammi|mi dia|continuiamo|proseguiamo|passiamo|lasciami',
      objects: '@phone|@address|il mio cellulare',
      sharp:
        'whatsapp|signal|telegram|viber|skype|indirizzo personale|mail personale|email personale|mail privata|indirizzo privato|numero personale|numero di cellulare|numero di telefono|tuo numero|suo numero|nuovo numero|nuovo indirizzo|mio gmail|posta privata',
      whole:
        '{continuiamo,proseguiamo,sentiamoci,scrivimi,mi scriva,parliamone,ti spiego,le spiego,passiamo} {meglio ,tutto ,}{su,via,per,tramite} {whatsapp,signal,telegram,sms}|{rispondi,risponda,scrivi,scriva,rispondimi,mi risponda} {solo ,soltanto ,}{al,alla,sul,sulla} {mio ,mia ,}{mail,email,indirizzo,posta,numero} {personale,privata,privato,nuovo}|a che numero|su whatsapp|via whatsapp|tramite whatsapp|su signal|su telegram|il mio nuovo numero|il mio nuovo indirizzo|alla mia mail personale|al mio indirizzo personale|alla mia mail privata|hai whatsapp|ha whatsapp|hai signal|sei su signal|il tuo numero di cellulare|chiamaci|chiami il numero|chiama il numero',
      things:
        '{tuo,suo} {cellulare,numero,telefono,whatsapp,numero di cellulare,numero di telefono,recapito}|numero {di cellulare,di telefono,whatsapp,diretto,personale}',
    },
    information: {
      acts: 'inviarmi|mandarmi|inoltrarmi|girarmi|inviarci|inviare|mandare|inoltrare|condividere|fornire|trasmettere|allegare|consegnare|passare|girare',
      orders:
        'invia|inviami|mi invii|invii|inviateci|manda|mandami|mi mandi|mandi|inoltra|inoltrami|inoltri|mi inoltri|condividi|condivida|fornisci|fornisca|trasmetti|trasmetta|allega|alleghi|girami|mi giri|passami',
      objects:
        'elenco|lista|contatti|rubrica|bozza|discorso|dossier|fascicolo|calendario|agenda|itinerario|documenti interni|documenti riservati|dati personali|informazioni personali|nome completo|indirizzo completo|data di nascita|elenco dei dipendenti|elenco dei soci|elenco dei donatori|bilancio',
      sharp:
        "passaporto|copia del passaporto|carta d'identità|documento d'identità|patente|codice fiscale|tessera sanitaria|buste paga|busta paga|copia del suo|copia del tuo|estratti conto|selfie",
      things:
        "{elenco,lista,registro,database,anagrafica,file} {completo ,completa ,aggiornato ,}{dei,degli,delle,di tutti i,di tutti gli} {dipendenti,soci,membri,donatori,clienti,fornitori,volontari,iscritti,partecipanti,contatti,collaboratori,abbonati}|buste paga|{copia,foto,scansione} {del tuo,del suo,della tua,della sua,del,della} {passaporto,carta d'identità,patente,documento}|passaporto|date di nascita|codici fiscali",
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
    favour: {
      acts: 'sbrigare|gestire|risolvere|seguire|trattare|aiutarmi|fare|farmi|occuparti|occuparsi|svolgere|sistemare',
      orders: 'occupati|si occupi|aiutami|mi aiuti|fammi|mi faccia',
      objects:
        '{faccenda,questione,cosa,pratica,commissione,compito,incarico} {delicata,delicato,urgente,riservata,riservato,confidenziale,personale}|un favore|un piacere|un piccolo favore|una commissione|un favorino',
      whole:
        "{sei,siete,è,saresti} {ora ,adesso ,già ,oggi ,ancora ,}{alla scrivania,in ufficio,al lavoro,alla tua scrivania,alla sua scrivania,alla postazione,disponibile,libera,libero,raggiungibile,al computer,in sede,da quelle parti}|{hai,ha,avresti,avrebbe} {un minuto,un attimo,un momento,un secondo,cinque minuti,due minuti}|{ho bisogno di,mi serve,mi servirebbe,chiederti,chiederle,avrei bisogno di} un {piccolo ,grosso ,}{favore,piacere}|{ho,c'è,avrei} {una,un} {faccenda,questione,compito,incarico,cosa,commissione} {delicata,delicato,urgente,riservata,riservato,da sbrigare,da gestire,per te,per lei,da risolvere}|{qualcosa,una cosa} da {fare,sbrigare,gestire} {con discrezione,in modo discreto,oggi,per me}",
    },
    urgency: {},
  },
}
