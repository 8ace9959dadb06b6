import type { AskWords } from '../ask-words.ts'

export const french: AskWords = {
  language: 'fr',
  common:
    'le|la|les|de|des|du|et|est|un|une|vous|votre|vos|nous|que|qui|pour|dans|sur|avec|au|aux|ce|cette|pas|je|il|en|par|plus|sont|ou|à',
  please:
    "peux tu|peux tu me|pourrais tu|serait il possible|est il possible|ce serait possible|cela vous ennuierait|ça te dérange|tu peux|tu pourrais|vous pourriez|merci de bien vouloir|bien vouloir|il faudrait que|il faudrait|j'aurais besoin|je vous saurais gré|te serait il possible|il me faudrait|je souhaiterais|je voudrais que|auriez vous|aurais tu|je compte sur vous pour|je compte sur toi pour|vous voudrez bien|s'il vous plaît|s'il te plaît|svp|stp|merci de|merci d'|veuillez|pourriez vous|pouvez vous|peux tu|pourrais tu|vous devez|tu dois|il faut que vous|vous êtes prié|vous êtes priés|nous vous prions de|je vous prie de|nous vous demandons de|je vous demande de|nous vous invitons à|je vous invite à|prière de|il vous suffit de|vous pouvez|afin de|auriez vous la gentillesse de|ayez l'obligeance|n'oubliez pas de|j'ai besoin|nous avons besoin|besoin que vous|il est nécessaire|pensez à|voulez vous|j'aimerais que",
  you: "vous|votre|vos|tu|ton|ta|tes|te|toi|t'",
  not: 'ne|pas|jamais|aucun|aucune|sans|n',
  others: 'je|nous|il|elle|ils|elles|on|nous allons|je vais|qui',
  told: "par erreur|destinataire|m'a demandé|m'ont demandé|nous a demandé|demandera jamais|demanderons jamais|demandons jamais|a dit|ont dit|escrocs|hameçonnage|phishing|on m'a|lui a demandé",
  unless: 'si|lorsque|quand|dès que|une fois|après|avant',
  technical: 'patch|noyau|commit|code|pilote|dépôt|fonction|compilateur|module|bogue|journal|hachage',
  soon: "urgent|urgente|d'urgence|immédiatement|immédiat|au plus vite|dès que possible|dès maintenant|sans délai|sans tarder|avant ce soir|avant demain|aujourd'hui même|avant la fin de la journée|sous 24 heures|sous 48 heures|dans les 24|dans les 48|24 heures|48 heures|24h|48h|dernier rappel|dernière relance|expire|sera suspendu|sera bloqué|sera supprimé|délai|rapidement|au plus tôt",
  misspelt:
    'virement|identifiants|coordonnées|salaire|portable|confidentiel|discrétion|signature|document|passeport',
  it: 'les deux|ça|cela|le moi|la moi|les moi',
  hand: "envoyer|m'envoyer|m'adresser|me donner|donner|me passer|passer|me transmettre|transmettre|communiquer|me communiquer|fournir|me fournir|partager|récupérer|prendre|acheter|m'acheter|photographier|scanner|dire|me dire|lire|me lire|dicter|me dicter|faire parvenir|me faire parvenir|faire suivre|extraire|exporter|préparer|rassembler|me laisser|me procurer|texter|répondre avec",
  orders:
    'envoie|envoyez|envoie moi|envoyez moi|donne|donnez|donne moi|donnez moi|passe moi|passez moi|transmets|transmettez|communique|communiquez|fournis|fournissez|partagez|laissez|laisse moi|laissez moi|dites|dis moi|dites moi|dis le moi|dites le moi|lisez|lis moi|lisez moi|dicte|dictez|achète|achetez|photographie|photographiez|scanne|scannez|file moi|balance moi|texte moi|renvoie|renvoyez|rappelle moi|rappelez moi|indique|indiquez|donne le moi',
  need: "quel était|quelle était|quels étaient|il me faut|il me faudrait|il nous faut|il nous faudrait|j'ai besoin|j'aurais besoin|nous avons besoin|je cherche|je voudrais|j'aimerais|nous aurions besoin|quel est|quelle est|quels sont|c'est quoi|où est|aurais tu|auriez vous|puis je avoir|pourrais je avoir|peut on avoir|je n'ai plus|j'attends|j'ai perdu",
  asks: {
    credential: {
      acts: 'confirmer|vérifier|valider|mettre à jour|actualiser|saisir|entrer|fournir|envoyer|donner|communiquer|transmettre|réinitialiser|réactiver|débloquer|renseigner|authentifier|sécuriser|changer|modifier|identifier|activer|régulariser|compléter|renouveler|associer|protéger|indiquer',
      orders:
        'confirmez|confirme|vérifiez|vérifie|validez|valide|mettez à jour|actualisez|saisissez|entrez|fournissez|envoyez|envoie|donnez|donne|communiquez|transmettez|réinitialisez|réactivez|débloquez|renseignez|authentifiez|sécurisez|changez|modifiez|activez|régularisez|renouvelez|indiquez|approuvez',
      objects:
        'compte|comptes|profil|identité|données|informations|coordonnées|messagerie|espace client|espace personnel|boîte mail|adresse mail|adresse e mail|adresse email|dossier|numéro de téléphone',
      sharp:
        "mot de passe|mots de passe|identifiants|identifiant|code|code secret|code de sécurité|code de vérification|code de confirmation|code reçu|code pin|codes d'accès|votre compte|ton compte|accès bancaire|clé digitale|certicode|nom d'utilisateur|banque en ligne|phrase de récupération|double authentification|carte vitale",
      whole:
        '{veuillez ,merci de ,}{vous ,}{identifier,connecter,authentifier} avec {votre,vos}|{boîte,compte,messagerie,accès} {sera,va être} {bloqué,bloquée,fermé,fermée,suspendu,suspendue,désactivé,désactivée,supprimé,supprimée}|connectez vous|connecte toi|identifiez vous|se connecter à votre|je me connecte|me connecter|accéder à mon compte|accéder à mon espace|accéder à votre compte|accédez à votre compte|accédez à votre espace|vérifier mon compte|confirmer mon compte|activer mon compte|mettre à jour mes informations|confirmer mes informations|mettre à jour mon compte|réactiver mon compte|mettre à jour maintenant|confirmer mon identité|cliquez pour vous connecter',
      things:
        "{tes,vos} accès|accès {pour le,au} {serveur,site,compte}|code|codes|{code,codes,numéro} {à six chiffres,à 6 chiffres,à quatre chiffres,reçu par sms,par sms,de validation,de connexion,d'accès,de déverrouillage}|mot de passe|mots de passe|identifiants|chiffres|accès {au compte,à la boîte,à la banque,à la messagerie,au portail}",
    },
    payment: {
      acts: 'régler|solder|créditer|verser|procéder|faire|avancer|prêter|rediriger|basculer|transférer|débloquer|payer|régler|virer|effectuer|envoyer|transférer|acheter|procéder|modifier|changer|mettre à jour|verser|acquitter|récupérer|recevoir|percevoir|rembourser|utiliser|solder',
      orders:
        'créditez|avancez|avance|prête|prêtez|fais|faites|passez prendre|payez|paie|réglez|règle|virez|vire|effectuez|effectue|envoyez|envoie|transférez|achetez|achète|procédez|modifiez|changez|versez|acquittez|récupérez|recevez|utilisez|soldez',
      objects:
        'euros|balles|francs|{mon,ma,mes,son} {salaire,paie,paye,virement,rémunération}|{solde,reste,restant} {dû,à payer,restant}|{le,ce} solde|compte {ci dessous,suivant,indiqué,mentionné}|{nouveau,autre} {compte,rib,iban}|acompte|avance|règlement|fournisseur|espèces|liquide|facture|factures|paiement|montant|argent|frais|amende|somme|règlement|salaire|fonds|dépôt|remboursement|solde|abonnement|contravention|dette|don|frais de livraison|frais de port|frais de douane|gain|lot',
      sharp:
        'virement|virements|coordonnées bancaires|rib|iban|compte bancaire|cartes cadeaux|carte cadeau|cartes pcs|coupons pcs|coupons|transcash|neosurf|bitcoin|cryptomonnaie|carte bancaire|carte de crédit|numéro de carte|moyen de paiement|mode de paiement|informations de paiement|informations bancaires|facture impayée|nouveau rib|western union',
      whole:
        "{changé,changer,change,changeons} de {banque,compte,rib,domiciliation}|{salaire,paie,paye} {sur,vers} {le ,un ,mon ,}{nouveau,autre} {rib,compte,iban}|ancien {compte,rib,iban} {n'est plus,est clôturé,est fermé,ne,a été}|l'ancien n'est plus valable|{photo,photos} {des,du} {codes,verso,cartes,dos}|{gratte,grattez,gratter} {les,le,la}|{je te,je vous} {rembourserai,rembourse,rembourserais}|nos coordonnées bancaires ont changé|changement de rib|changement de coordonnées bancaires|nouveau rib|nouvelles coordonnées bancaires|nouveau compte bancaire|payer maintenant|payez maintenant|régler maintenant|régler mes frais|payer les frais|faire un virement|effectuer un virement|gratter le code",
      things:
        '{carte,cartes} {cadeau,cadeaux,prépayée,prépayées,apple,steam,google play,amazon,itunes,pcs}|{chèques,bons} cadeaux|{nouveau,nouvel,nouvelle,nouvelles,mon,notre,votre,ton,leur} {rib,iban,numéro de compte,coordonnées bancaires}|rib|iban|coordonnées bancaires|numéro de {compte,carte}|solde du compte|relevé de compte|preuve de {virement,paiement}|codes {pcs,transcash,neosurf}|avis de virement|balance âgée',
    },
    file: {
      acts: 'ouvrir|consulter|télécharger|signer|voir|lire|examiner|vérifier|regarder|remplir|compléter|imprimer|relire|parcourir|visualiser|retourner|trouver|prendre connaissance',
      orders:
        'signe|signez|apposez|appose|paraphe|paraphez|jetez y un œil|jette y un œil|signe le|signez le|retourne|ouvrez|ouvre|consultez|consulte|téléchargez|télécharge|signez|signe|voyez|lisez|lis|examinez|vérifiez|vérifie|regardez|regarde|remplissez|complétez|imprimez|relisez|visualisez|retournez|jetez un œil à|jette un œil à|prenez connaissance',
      objects:
        'convention|accord|avenant|dossier partagé|votre signature|ta signature|pièce jointe|pièces jointes|pj|ci joint|ci jointe|ci jointe|ci joints|document|documents|fichier|fichiers|pdf|facture|contrat|devis|formulaire|rapport|projet|brouillon|message vocal|bon de commande|relevé|courrier|avis|attestation|note|messages|message',
      sharp:
        'document joint|fichier joint|facture jointe|contrat joint|document partagé|fichier partagé|qr code|onedrive|sharepoint|docusign|document ci joint|fichier ci joint',
      whole:
        '{apposez,apposer,appose} {votre,ta,une} signature|{jetez,jette} {y ,}un œil et {signez,signe}|{signé,signée} {en retour,par retour}|pour signature|activer le contenu|activez le contenu|activer les macros|activer la modification|ouvrir le document|voir le document|consulter le document|télécharger le document|voir la facture|télécharger la facture|lire le message|consulter le message|écouter le message|scannez le qr|signer le document',
    },
    link: {
      acts: 'cliquer|suivre|visiter|utiliser|accéder|ouvrir|appuyer|copier|se rendre|suivre|programmer|reprogrammer|planifier',
      orders:
        'cliquez|clique|suivez|suis|visitez|visite|utilisez|accédez|appuyez|copiez|rendez vous|découvrez|profitez|scannez|programmez|participez|commencez|choisissez|répondez',
      objects:
        'ici|lien|liens|bouton|ci dessous|dessous|site|page|url|adresse suivante|colis|livraison|commande|@link|espace|offre|enquête|sondage|questionnaire',
      whole:
        'cliquez ici|clique ici|cliquer ici|cliquez sur|cliquer sur|cliquez ci dessous|en cliquant sur|en cliquant ici|suivez le lien|lien suivant|lien ci dessous|via ce lien|en savoir plus|suivre mon colis|suivez votre colis|commencer maintenant|continuer|je profite|je participe|je découvre|voir plus|découvrir|commander|confirmer la livraison|programmer la livraison|confirmer maintenant|obtenir maintenant',
    },
    secrecy: {
      whole:
        "{reste,restent,restera,doit rester,resterait} {bien ,strictement ,pour l'instant ,}entre {nous,toi et moi,vous et moi}|{compte,comptons} sur {votre,ta} {discrétion,confidentialité,silence}|{personne,nul} {d'autre ,}{ne ,}{doit,doive} {le ,être au courant,savoir,en être}|{sans en parler,pas un mot} {à,autour}|{suis,je serai} {actuellement ,en ce moment ,toute la journée ,}en {réunion,rendez vous,conférence,conseil} {impossible,je ne peux,et je ne,et ne}|{impossible,difficile} de {téléphoner,parler,appeler,me joindre,répondre au téléphone}|{ne peux pas,ne pourrai pas,peux pas} {parler,téléphoner,appeler,décrocher,répondre au téléphone,prendre d'appel}|{uniquement,seulement} par {mail,e mail,courriel,message,sms}|{discrétion,confidentialité} {absolue,totale,exigée,requise,de rigueur}|reste entre nous|reste strictement entre nous|strictement entre nous|rester entre nous|seulement entre nous|gardez cela pour vous|garde cela pour toi|garde ça pour toi|gardez ça pour vous|gardez le pour vous|garde le pour toi|gardez cette information|strictement confidentiel|strictement confidentielle|en toute confidentialité|toute discrétion|la plus grande discrétion|en toute discrétion|rester discret|restez discret|confidentiel entre|traiter de manière confidentielle|n'en parlez à personne|n'en parle à personne|ne parlez à personne|ne le dites à personne|ne le dis à personne|ne dites rien|ne dis rien|ne m'appelez pas|ne m'appelle pas|ne me téléphonez pas|ne pas m'appeler|ne peux pas téléphoner|ne peux pas parler|ne suis pas joignable par téléphone|pas joignable par téléphone|supprimez ce message|supprimez ce mail|supprime ce message|supprime ce mail|supprimer après lecture|à supprimer après lecture|ne transférez pas|ne transfère pas|ne mettez personne en copie|garder le secret|gardez le secret|gardez secret",
    },
    'channel-switch': {
      acts: 'écrire|contacter|joindre|répondre|envoyer|appeler|continuer|passer|ajouter|poursuivre|discuter|communiquer|donner',
      orders:
        'écrivez|écris|écrivez moi|écris moi|contactez|contacte|contactez moi|joignez|répondez|réponds|envoyez|envoie|appelez|appelle|continuons|passons|ajoutez|ajoute|poursuivons|donnez|donne|laissez',
      objects: '@phone|@address|mon portable|mon mobile',
      sharp:
        'whatsapp|sur signal|via signal|par signal|telegram|viber|skype|adresse personnelle|adresse privée|mail personnel|e mail personnel|email personnel|adresse perso|mail perso|boîte personnelle|numéro personnel|numéro de portable|numéro de téléphone|votre numéro|ton numéro|nouveau numéro|nouvelle adresse|mon gmail|messagerie privée',
      whole:
        '{continue,continuera,continuons,continuer,poursuit,poursuivre,poursuivra,discuter,échanger,parler,parlera,passons,passe,explique} {ça ,tout ,cela ,la suite ,}{sur,par,via} {whatsapp,signal,telegram,sms,texto}|{répondez,réponds,écrivez,écris,répondre} {moi ,uniquement ,seulement ,plutôt ,moi plutôt ,}{à,sur} mon {adresse,mail,e mail,numéro,gmail} {perso,personnelle,personnel,privée,privé}|à quel numéro|sur whatsapp|par whatsapp|via whatsapp|sur signal|via signal|sur telegram|via telegram|mon nouveau numéro|ma nouvelle adresse|mon adresse personnelle|mon adresse privée|mon adresse perso|mon mail perso|appelez nous|appelez le|appelez immédiatement|êtes vous sur signal|es tu sur signal|avez vous whatsapp|as tu whatsapp|votre numéro de portable|ton numéro de portable',
      things:
        '{ton,votre,un} {numéro,portable,mobile,06,téléphone,whatsapp,cellulaire,numéro de portable,numéro de mobile,adresse perso,mail perso}|{numéro,numéros} {de portable,de mobile,de téléphone,whatsapp,direct,perso}',
    },
    information: {
      acts: 'envoyer|transmettre|transférer|faire suivre|faire parvenir|faxer|communiquer|fournir|donner|partager|remettre|adresser|joindre|remplir|indiquer',
      orders:
        'envoyez|envoie|envoyez moi|envoie moi|transmettez|transmets|transférez|transfère|faites suivre|fais suivre|communiquez|fournissez|donnez|partagez|partage|adressez|remplissez|indiquez|faites parvenir',
      objects:
        "liste|liste des|contacts|carnet d'adresses|brouillon|projet de discours|discours|dossier|calendrier|agenda|itinéraire|documents internes|documents confidentiels|bilan|date de naissance|adresse postale|nom complet|coordonnées complètes|vos coordonnées|vos informations|informations personnelles|données personnelles|liste du personnel|liste des employés|liste des adhérents|liste des donateurs|balance âgée",
      sharp:
        "passeport|copie de votre passeport|carte d'identité|pièce d'identité|permis de conduire|numéro de sécurité sociale|bulletins de paie|fiches de paie|bulletin de salaire|copie de votre|justificatif de domicile|relevés bancaires|numéro fiscal",
      things:
        "{liste,listing,fichier,registre,annuaire,tableau} {complet ,complète ,à jour ,}{des,du,de nos,de tous les,de toutes les} {salariés,employés,adhérents,membres,donateurs,clients,fournisseurs,bénévoles,personnel,participants,abonnés,collaborateurs,contacts,contributeurs}|fichier {client,clients,adhérents,donateurs,du personnel}|{bulletins,fiches} de {salaire,paie,paye}|{copie,scan,photo} {de ton,de votre,du,de la,de ta} {passeport,carte d'identité,permis,pièce d'identité,cni}|passeport|{dates de naissance,adresses personnelles}|numéros de sécurité sociale",
    },
    meeting: {
      acts: 'participer|assister|rejoindre|inviter|organiser|convenir|planifier|fixer|réserver|rencontrer|échanger|intervenir|interviewer|accorder',
      orders: 'participez|assistez|rejoignez|rejoins|réservez|inscrivez vous|accordez|venez',
      objects:
        'visioconférence|visio|appel vidéo|appel|réunion|réunion en ligne|zoom|teams|webinaire|entretien|interview|conférence|table ronde|colloque|podcast|séminaire|rendez vous|entrevue',
      whole:
        'vous inviter à participer|invitons à participer|vous interviewer|interview avec vous|entretien avec vous|accorder un entretien|accorder une interview|votre expertise sur|votre avis sur|êtes vous disponible|es tu disponible|êtes vous au bureau|es tu au bureau|seriez vous disponible|serais tu disponible|avez vous un moment|as tu un moment',
    },
    favour: {
      acts: "traiter|régler|gérer|s'occuper|vous occuper|t'occuper|m'aider|faire|accomplir|exécuter|rendre|me rendre",
      orders: 'occupez vous|occupe toi|rends moi|rendez moi|aide moi|aidez moi|fais moi',
      objects:
        '{dossier,sujet,affaire,tâche,mission,question,chose,opération} {délicat,délicate,confidentiel,confidentielle,urgent,urgente,sensible,discrète,discret}|{petit ,un ,}service|une course|petite tâche',
      whole:
        "{êtes vous,es tu,vous êtes,tu es,seriez vous,serais tu} {toujours ,actuellement ,là ,encore ,bien ,}{à votre bureau,à ton bureau,au bureau,à votre poste,à ton poste,devant votre ordinateur,devant ton ordinateur,dispo,disponible,joignable,libre,là ce matin,là maintenant,dans les locaux}|{as tu,avez vous,t'as,auriez vous,aurais tu} {une minute,un moment,un instant,deux minutes,cinq minutes,un peu de temps}|{besoin,demander} {d'un,un} {petit ,}service|{j'ai,j'aurais} {un,une} {petit ,petite ,}{service,tâche,mission} {à,pour} {te,vous,toi}|{dossier,affaire,tâche,mission,sujet} {délicat,délicate,confidentiel,confidentielle,urgent,urgente,sensible} à {traiter,régler,gérer,vous confier,te confier}|{quelque chose,une chose} {à régler,à faire,à traiter} {discrètement,aujourd'hui,pour moi,en toute discrétion}",
    },
    urgency: {},
  },
}
