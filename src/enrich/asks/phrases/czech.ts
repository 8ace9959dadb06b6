import type { AskWords } from '../ask-words.ts'

export const czech: AskWords = {
  language: 'cs',
  common:
    'a|se|v|na|je|že|s|z|do|o|to|ve|pro|i|jsme|jsou|jako|po|při|který|která|vás|vám|váš|vaše|vašeho|prosím|bude|nebo|aby|už|k|jsem|také',
  please:
    'šlo by|je možné|bylo by možné|můžeš|můžete|mohl byste|mohla byste|mohl bys|mohla bys|mohli byste|žádám vás|žádám tě|žádám o|chci abys|potřebuji abys|potřebuju abys|potřeboval bych abys|buď tak hodný|buď tak hodná|buďte tak laskav|buďte tak laskavá|byl bych vděčný|byla bych vděčná|udělej mi laskavost|stihneš|stihla bys|zvládneš|prosím tě|prosím vás|dalo by se|prosím|prosíme|prosím vás|prosíme vás|můžete|mohl byste|mohla byste|můžeš|mohl bys|mohla bys|mohli byste|musíte|musíš|je třeba|je nutné|potřebujeme|potřebuji|potřebuju|žádáme vás|žádám vás|zveme vás|doporučujeme|nezapomeňte|nezapomeň|abyste|stačí|laskavě|chci abys|rád bych abyste|chtěl bych vás požádat|pro ověření',
  you: 'vy|vás|vám|vámi|váš|vaše|vaši|vašeho|vaší|vašemu|svůj|svoje|svou|své|svého|ty|tě|ti|tvůj|tvoje|tvé|tvou',
  not: 'ne|nikdy|bez|žádné|žádný|nesmíte',
  others: 'já|my|oni|on|ona|budeme|budu',
  told: 'omylem|adresátem|požádal mě|požádala mě|požádali mě|požádali nás|chtěli po mně|nikdy nepožádáme|nikdy nebudeme chtít|nikdy nežádáme|nikdy nepožaduje|řekl|řekli|podvodníci|phishing|podvodný',
  unless: 'pokud|když|jakmile|po|než|jestliže',
  technical: 'záplata|záplatu|jádra|commit|zdrojový kód|ovladač|repozitář|funkce|kompilátor|hash|patch',
  soon: 'naléhavé|naléhavě|urgentní|urgentně|ihned|okamžitě|neprodleně|co nejdříve|co nejrychleji|ještě dnes|dnes|do zítřka|do konce dne|do 24 hodin|do 48 hodin|24 hodin|48 hodin|poslední upozornění|poslední výzva|lhůta|vyprší|bude zablokován|bude pozastaven|bude zrušen|spěchá|bezodkladně',
  misspelt: 'převod|přihlašovací|výplatu|mlčenlivost|zaměstnanců|smlouvu|telefonní',
  it: 'mi ho|mi ji|mi je|mi to|obojí',
  hand: 'poslat|zaslat|přeposlat|dát|předat|sdělit|poskytnout|sdílet|koupit|nakoupit|sehnat|obstarat|vyfotit|naskenovat|říct|říci|přečíst|nadiktovat|dodat|připravit|vyexportovat|nechat|zaslání|poslání|nákup|předání|doplnit|zajistit',
  orders:
    'pošli|pošlete|zašli|zašlete|dej|dejte|předej|předejte|sděl|sdělte|poskytni|poskytněte|kup|kupte|sežeň|sežeňte|vyfoť|naskenuj|řekni|řekněte|přečti|přečtěte|nadiktuj|nadiktujte|přepošli|přepošlete|nech|nechte|připrav|připravte|napiš|napište|hoď|odepiš s',
  need: 'jaké bylo|jaké máme|jaké|potřebuji|potřebuju|potřebujeme|potřeboval bych|potřebovala bych|potřebovali bychom|hodil by se|hodila by se|hodilo by se|chybí mi|chybí nám|hledám|chtěl bych|chtěla bych|jaké je|jaký je|jaká je|kde je|máš|čekám na|můžu mít|mohu dostat|ztratil jsem|ztratila jsem',
  asks: {
    credential: {
      acts: 'potvrdit|ověřit|ověření|aktualizovat|aktualizaci|zadat|zadání|vyplnit|poskytnout|poslat|zaslat|resetovat|odblokovat|změnit|aktivovat|sdělit|obnovit|potvrzení',
      orders:
        'potvrďte|potvrď|ověřte|ověř|aktualizujte|aktualizuj|zadejte|zadej|vyplňte|vyplň|poskytněte|pošlete|pošli|zašlete|zašli|resetujte|odblokujte|změňte|změň|aktivujte|sdělte|sděl|obnovte|schvalte|schval|doplňte',
      objects: 'účet|účtu|profil|totožnost|údaje|schránku|schránka|e mailovou schránku|identitu',
      sharp:
        'heslo|hesla|hesel|přihlašovací údaje|přihlašovacích údajů|uživatelské jméno|kód|kódu|bezpečnostní kód|ověřovací kód|sms kód|pin|internetové bankovnictví|bankovní identitu|svůj účet|váš účet|vašeho účtu|svou totožnost',
      whole:
        '{přihlaste se,přihlas se,přihlásit se} {svým,svými,znovu,zde,nyní,do svého,ke svému,pomocí}|{schránka,účet,přístup} {bude,vám bude} {dnes ,brzy ,zítra ,}{zablokován,zablokována,zrušen,zrušena,uzavřen,deaktivován,pozastaven,pozastavena}|přihlaste se|přihlas se|přihlásit se do|prosím přihlaste|potvrďte nyní|ověřte nyní|ověřit účet|ověřit nyní|potvrdit účet|aktualizovat nyní|aktualizovat údaje|schvalte přihlášení|přihlásit se zde',
      things:
        'kód|kódy|kódů|{šestimístn,čtyřmístn,jednorázov,ověřovac,potvrzovac,přístupov,přihlašovac}* {kód,kódu,heslo,údaje}|heslo|hesla|hesel|heslem|přihlašovací údaje|přístup {k účtu,do schránky,do banky,k e mailu,do portálu}|číslice|pin',
    },
    payment: {
      acts: 'úhradu|úhrada|uhrazení|posílat|poukázat|poslat|vyplatit|vyplácet|půjčit|převádět|vyrovnat|doplatit|chodit|chodila|zaplatit|zaplacení|uhradit|úhradu|převést|poslat|zaslat|provést|koupit|zakoupit|změnit|aktualizovat|vložit|použít|vyzvednout|doplatit',
      orders:
        'půjčíš|půjčíte|uhraďte|uhraď|doplať|doplaťte|půjč|půjčte|poukažte|vyrovnejte|zaplaťte|zaplať|uhraďte|uhraď|převeďte|převeď|pošlete|pošli|zašlete|proveďte|proveď|kupte|kup|zakupte|změňte|aktualizujte|vložte|použijte|použij|vyzvedněte|doplaťte',
      objects:
        'korun|tisícovku|euro|výplatu|výplata|mzdu|mzda|plat|{zbývající,dlužn,nezaplacen}* {částku,částky,částka,zůstatek}|{uvedený,nový,jiný} účet|nový účet|účet {níže,uvedený}|zálohu|doplatek|hotovost|dodavatel*|fakturu|faktura|faktury|platbu|platba|platby|částku|částka|peníze|poplatek|poplatky|pokutu|mzdu|výplatu|dluh|výhru|vrácení|poštovné|prostředky|dar|nedoplatek',
      sharp:
        'převod|bankovní převod|bankovní údaje|bankovní spojení|číslo účtu|nový účet|bankovní účet|iban|dárkové karty|dárkových karet|dárkové poukazy|bitcoin|bitcoiny|kryptoměnu|kryptoměny|platební kartu|údaje o kartě|kreditní kartu|platební metodu|neuhrazenou fakturu|celní poplatek|western union',
      whole:
        '{změnil jsem,změnila jsem,změnili jsme,změna} {banku,účet,banky,účtu}|{výplatu,mzdu,plat} {za tento měsíc ,}na {nový,jiný} účet|{starý,dosavadní,původní} {účet ,}{už ,je ,již }{neplatí,zrušen,zrušený,uzavřen,není}|{fotku,foto,fotky,snímek} {kódů,karet,zadní}|{setři,setřete,seškrábni} {kódy,pole}|{vrátím,proplatím} {ti,vám}|změna čísla účtu|změnili jsme číslo účtu|nové číslo účtu|nové bankovní spojení|změna bankovního spojení|zaplatit nyní|zaplaťte nyní|proveďte platbu|provést platbu|proveďte převod',
      things:
        '{dárkov,předplacen}* {karty,karet,kartu,poukazy,poukazů,poukázky}|{karty,karet,kartu} {apple,steam,google play,amazon}|{nové,nový,moje,naše,vaše,správné} {číslo účtu,účet,iban,bankovní údaje,bankovní spojení}|číslo {účtu,karty}|bankovní {spojení,údaje}|iban|potvrzení o {platbě,převodu}|výpis* {z účtu,z banky}|zůstatek na účtu|údaje o kartě',
    },
    file: {
      acts: 'otevřít|zkontrolovat|stáhnout|podepsat|podepsání|zobrazit|přečíst|prohlédnout|vyplnit|vytisknout|projít|prostudovat',
      orders:
        'podepiš ji|podepiš to|podepiš ho|mrkni|mrkněte|schval|schvalte|koukni|otevřete|otevři|zkontrolujte|zkontroluj|stáhněte|stáhni|podepište|podepiš|zobrazte|přečtěte|přečti|prohlédněte|prohlédni|vyplňte|vyplň|vytiskněte|podívejte|podívej|projděte|projdi|najdete|prostudujte',
      objects:
        'smlouva|smlouvu|dohoda|dohodu|dodatek|plnou moc|svůj podpis|váš podpis|přílohu|příloha|přílohy|příloze|přiložený|přiloženou|přiložené|dokument|dokumenty|dokumentu|soubor|soubory|souboru|pdf|fakturu|smlouvu|smlouvy|formulář|zprávu|návrh|nabídku|objednávku|hlasovou zprávu|podklady',
      sharp:
        'přiložený dokument|přiložený soubor|přiloženou fakturu|přiloženou smlouvu|sdílený dokument|sdílený soubor|qr kód|onedrive|sharepoint|docusign',
      whole:
        '{mrkni,koukni,podívej se,přečti} na {ni,to,něj} a {podepiš}|{podepiš,podepište} {ji,to,ho} {před,do,a,dnes,ještě}|{podepsanou,podepsaný,podepsané} zpět|k podpisu|povolit obsah|povolte obsah|povolit úpravy|povolit makra|otevřít dokument|zobrazit dokument|stáhnout dokument|stáhnout fakturu|zobrazit fakturu|naskenujte kód|naskenujte qr|podepsat dokument',
    },
    link: {
      acts: 'kliknout|kliknutím|navštívit|přejít|použít|otevřít',
      orders:
        'klikněte|klikni|navštivte|navštiv|přejděte|přejdi|použijte|použij|stiskněte|sledujte|sleduj|otevřete|otevři',
      objects:
        'zde|sem|odkaz|odkazu|odkazem|tlačítko|níže|stránku|stránky|web|adresu|balík|zásilku|zásilka|doručení|objednávku|@link|následující',
      whole:
        'klikněte zde|klikněte sem|klikni sem|klikni zde|klikněte na|klikni na|kliknutím na|kliknutím zde|následující odkaz|odkaz níže|zjistit více|sledovat zásilku|sledujte zásilku|začít nyní|koupit nyní|objednat nyní|zobrazit detaily|pokračovat zde|potvrdit doručení',
    },
    secrecy: {
      whole:
        '{zůstane,zůstává,zůstat,zůstalo,nechme,nech} {to ,si to ,jen ,zatím ,}{mezi námi,pro sebe,pro tebe,v tajnosti}|{spoléhám,spoléháme} na {vaši ,tvoji ,tvou ,}{mlčenlivost,diskrétnost,diskrétní}|{nikdo} {další ,jiný ,to ,o tom ,}{nesmí,nemusí,nemá} {to ,o tom ,}{vědět,dozvědět}|{nemohu,nemůžu} {teď ,}{mluvit,telefonovat,volat,zvednout telefon,hovořit}|{jsem,sedím} {teď ,celý den ,}na {poradě,schůzi,jednání} a nemohu|{jen,pouze} {mailem,e mailem,přes mail,zprávou}|{naprostá,úplná,absolutní} {diskrétnost,mlčenlivost}|{neříkej,neříkejte} {o tom ,to ,}{nikomu}|jen mezi námi|pouze mezi námi|zůstane mezi námi|nechte si to pro sebe|nech si to pro sebe|ponechte si to pro sebe|držte to v tajnosti|drž to v tajnosti|zachovejte mlčenlivost|zachovejte diskrétnost|zachovejte to v tajnosti|přísně důvěrné|důvěrně prosím|diskrétnost|nikomu to neříkejte|nikomu to neříkej|nikomu neříkejte|nikomu neříkej|neříkejte nikomu|neříkej nikomu|nemluvte o tom|nemluv o tom|nezmiňujte se|nezmiňuj se|nevolejte mi|nevolej mi|nevolejte|nemohu telefonovat|nemůžu telefonovat|nemohu teď mluvit|nemůžu teď mluvit|smažte tuto zprávu|smaž tuto zprávu|smažte tento e-mail|smažte tento email|smaž tento email|po přečtení smažte|po přečtení smaž|nepřeposílejte|nepřeposílej|nikdo jiný nesmí',
    },
    'channel-switch': {
      acts: 'napsat|kontaktovat|odpovědět|zavolat|pokračovat|poslat|přidat|přejít|mluvit',
      orders:
        'napište|napiš|pište|piš|kontaktujte|kontaktuj|odpovězte|odpověz|zavolejte|zavolej|volejte|pokračujme|pošlete|pošli|přidejte|přidej|přejděme|dejte|dej|sdělte',
      objects: '@phone|@address|můj mobil',
      sharp:
        'whatsapp|whatsappu|whatsapp|signal|signalu|telegram|telegramu|viber|skype|soukromou adresu|soukromý e-mail|soukromý email|soukromého emailu|osobní e-mail|osobní email|soukromé číslo|telefonní číslo|číslo mobilu|své číslo|vaše číslo|tvoje číslo|nové číslo|novou adresu|můj gmail',
      whole:
        '{dořešíme,pokračujme,probereme,napiš,přejděme,vysvětlím,domluvíme} {to ,ti to ,mi ,se ,zbytek ,}{přes,na,v,po} {whatsapp,whatsappu,signal,signalu,telegram,telegramu,sms}|{odpověz,odpovězte,piš,pište,napiš} {jen ,mi ,}na {můj ,}{soukromý,nový,osobní,jiný} {mail,e mail,číslo,adresu}|na jaké číslo|na whatsapp|na whatsappu|přes whatsapp|na signal|na signalu|přes signal|na telegram|na telegramu|přes telegram|moje nové číslo|mé nové číslo|moje nová adresa|na můj soukromý|na moji soukromou|na můj osobní|máte whatsapp|máš whatsapp|máš signal|máte signal|zavolejte na|zavolejte nám',
      things:
        '{svoje,své,tvoje,vaše,svůj} {číslo,telefonní číslo,číslo na mobil,mobil,telefon,whatsapp}|číslo na {mobil,tebe,vás,telefon}|mobilní číslo|telefonní číslo|soukrom* {mail,e mail,číslo,adresu}',
    },
    information: {
      acts: 'poslat|zaslat|zaslání|přeposlat|sdílet|poskytnout|předat|nahrát|přiložit|dodat|vyplnit',
      orders:
        'pošlete|pošli|zašlete|zašli|přepošlete|přepošli|sdílejte|sdílej|poskytněte|předejte|předej|nahrajte|přiložte|dodejte|vyplňte|uveďte',
      objects:
        'seznam|seznamu|kontakty|kontaktů|adresář|návrh|projev|projevu|spis|složku|kalendář|kalendáře|itinerář|interní dokumenty|důvěrné dokumenty|osobní údaje|celé jméno|datum narození|seznam zaměstnanců|seznam členů|seznam účastníků|seznam dárců|podklady',
      sharp:
        'pas|pasu|kopii pasu|sken pasu|občanský průkaz|občanského průkazu|kopii občanského průkazu|řidičský průkaz|rodné číslo|výplatní pásky|výplatních pásek|výpisy z účtu|selfie',
      things:
        '{seznam,soupis,přehled,evidenci,databázi,adresář} {všech ,našich ,}{zaměstnanců,členů,dárců,klientů,zákazníků,dodavatelů,dobrovolníků,účastníků,kontaktů,pracovníků}|výplatní {pásky,lístky}|{kopii,sken,fotku} {pasu,občanky,občanského průkazu,řidičáku}|data narození|rodn* čís*|adresy bydliště',
    },
    meeting: {
      acts: 'zúčastnit|účast|připojit|pozvat|domluvit|naplánovat|rezervovat|setkat|uspořádat|vystoupit|poskytnout',
      orders: 'zúčastněte|připojte|připoj|rezervujte|přijďte|zaregistrujte|domluvme',
      objects:
        'videohovor|videohovoru|videokonferenci|videokonference|hovor|schůzku|schůzce|schůzka|zoom|teams|webinář|webináři|webináře|rozhovor|rozhovoru|konferenci|konference|panel|panelu|podcast|podcastu|seminář|semináři|debatě',
      whole:
        'pozvat vás na|pozvat vás do|rádi bychom vás pozvali|rozhovor s vámi|rozhovor s tebou|váš názor na|vaše zkušenosti s|jste k dispozici|jsi k dispozici|jste v kanceláři|jsi v kanceláři|máte chvilku|máš chvilku|máte čas na|máš čas na',
    },
    favour: {
      acts: 'vyřídit|zařídit|vyřešit|udělat|pomoci|pomoct|zpracovat|postarat|obstarat|zajistit|vyřízení',
      objects:
        '{citliv,naléhav,důvěrn,drobn,důležit,choulostiv,delikátn,diskrétn}* {záležitost,věc,úkol,laskavost,záležitosti}|laskavost|službičku|pochůzku|malou laskavost',
      whole:
        '{jste,jsi,seš} {teď ,dnes ,ještě ,už ,zrovna ,}{u počítače,u stolu,v kanceláři,v práci,na místě,k dispozici,k zastižení,volná,volný,dostupná,dostupný}|{máte,máš} {teď ,dnes ,na mě ,}{chvilku,chvíli,minutku,minutu,moment,čas}|{mám,je tu} {na tebe ,na vás ,pro vás ,pro tebe ,jednu ,}{citlivou,naléhavou,důvěrnou,drobnou,citlivá,choulostivou,malou} {záležitost,věc,prosbu}|{potřebuji,potřebuju,potřeboval bych} {od tebe ,od vás ,}{malou ,}laskavost|{je třeba,je nutné,je potřeba} {dnes ,ihned ,diskrétně ,}{vyřídit,zařídit}|{dnes,diskrétně} {vyřídit,zařídit}',
    },
    urgency: {},
  },
}
