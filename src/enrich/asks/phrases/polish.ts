import type { AskWords } from '../ask-words.ts'

export const polish: AskWords = {
  language: 'pl',
  common:
    'i|w|na|z|do|się|nie|to|jest|że|o|dla|za|od|oraz|po|ale|przez|jak|są|pan|pani|państwa|twoje|twój|ten|ta|te|co|czy|ich|już',
  please:
    'czy da się|da się|czy można|czy dałoby się|czy byłoby możliwe|czy mogłabyś|mogłabyś|mógłbyś|mógłby pan|mogłaby pani|czy dasz radę|dasz radę|zrób mi przysługę|zrobisz mi|będę wdzięczny|będę wdzięczna|chciałabym żebyś|chciałbym żebyś|potrzebuję żebyś|potrzebuję abyś|poproszę|prosiłbym|prosiłabym|bądź tak miły|bądź tak miła|proszę cię|proszę pana|proszę panią|czy możecie|możecie|czy mogę prosić|proszę|prosimy|prosimy o|proszę o|uprzejmie proszę|uprzejmie prosimy|czy możesz|czy mógłbyś|czy mogłabyś|czy może pan|czy może pani|czy mógłby pan|czy mogłaby pani|możesz|musisz|musi pan|musi pani|należy|powinieneś|potrzebujemy|potrzebuję|bardzo proszę|zachęcamy do|zapraszamy do|konieczne jest|trzeba|wymagane jest|nie zapomnij|aby|w celu|chciałbym abyś|chcę żebyś',
  you: 'ci|ciebie|tobie|twój|twoje|twoja|twojego|twojej|twoim|swoje|swój|swoją|swojego|swojej|pan|pani|pana|panu|państwo|państwa|wasz|wasze',
  not: 'nie|nigdy|bez|żaden|żadnych|żadne',
  others: 'ja|my|oni|on|ona|będziemy|będę',
  told: 'omyłkowo|pomyłkowo|adresatem|poprosił mnie|poprosiła mnie|poprosili mnie|prosili mnie|nigdy nie poprosimy|nigdy nie prosimy|nigdy nie prosi|nigdy nie poprosi|powiedział|powiedzieli|oszuści|oszust|phishing|kazał mi|kazali mi',
  unless: 'jeśli|jeżeli|gdy|kiedy|po|zanim',
  technical: 'łatka|łatkę|jądra|commit|kod źródłowy|sterownik|repozytorium|funkcja|kompilator|hash|patch',
  soon: 'pilne|pilnie|natychmiast|niezwłocznie|jak najszybciej|jak najprędzej|jeszcze dziś|jeszcze dzisiaj|dzisiaj|do jutra|do końca dnia|w ciągu 24 godzin|w ciągu 48 godzin|24 godzin|48 godzin|ostatnie ostrzeżenie|ostatnie wezwanie|ostateczne wezwanie|termin|wygasa|wygaśnie|zostanie zablokowane|zostanie zawieszone|zostanie usunięte|bezzwłocznie',
  misspelt: 'przelew|rachunek|podarunkowych|wynagrodzenie|dyskrecję|pracowników|paszport|komórki',
  it: 'mi go|mi ją|mi je|oba|obie',
  hand: 'wysłać|przesłać|podać|dać|przekazać|podesłać|udostępnić|kupić|zakupić|załatwić|zdobyć|sfotografować|zeskanować|powiedzieć|przeczytać|podyktować|dostarczyć|przygotować|wyeksportować|zostawić|wysłanie|przesłanie|podanie|przekazanie|zakup|dopisać|przesyłać|zebrać',
  orders:
    'wyślij|prześlij|podaj|daj|przekaż|podeślij|udostępnij|kup|zdobądź|zeskanuj|powiedz|przeczytaj|podyktuj|dostarcz|przygotuj|zostaw|napisz|rzuć|odpisz|wskaż|wyślijcie|podajcie',
  need: 'jakie było|jakie mamy|jaki był|potrzebuję|potrzebujemy|potrzebny jest|potrzebna jest|potrzebne są|potrzebna mi|potrzebny mi|potrzebne mi|przydałby się|przydałaby się|przydałyby się|brakuje mi|brakuje nam|szukam|chciałbym|chciałabym|jaki jest|jaka jest|jakie jest|jakie masz|gdzie jest|czekam na|poproszę|poproszę o|czy masz|masz może|zgubiłem|zgubiłam',
  asks: {
    credential: {
      acts: 'potwierdzić|potwierdzenie|zweryfikować|zweryfikowanie|zaktualizować|aktualizację|aktualizacja|wprowadzić|podać|podanie|wysłać|przesłać|zresetować|odblokować|zmienić|aktywować|uwierzytelnić|udostępnić|przekazać|weryfikacja|weryfikacji',
      orders:
        'potwierdź|zweryfikuj|zaktualizuj|wprowadź|podaj|wyślij|prześlij|zresetuj|odblokuj|zmień|aktywuj|uwierzytelnij|udostępnij|przekaż|odnów|zatwierdź|uzupełnij',
      objects: 'konto|konta|kontem|profil|tożsamość|tożsamości|dane|danych|skrzynkę|skrzynki|skrzynka',
      sharp:
        'hasło|hasła|haseł|login|loginu|dane logowania|danych logowania|kod|kodu|kod pin|pin|kod weryfikacyjny|kod sms|blik|bankowość internetową|bankowości|swoje konto|twoje konto|swoją tożsamość|nazwę użytkownika|frazę odzyskiwania',
      whole:
        '{zaloguj,zalogować,zalogujcie} się {swoim,swoją,ponownie,tutaj,teraz,używając,do swoj*,na swoje}|{skrzynka,konto,dostęp} {zostanie,będzie} {dziś ,wkrótce ,jutro ,dzisiaj ,}{zablokowana,zablokowane,zablokowany,zamknięta,zamknięte,wyłączone,zawieszone,usunięte}|zaloguj się|zaloguj sie|proszę się zalogować|prosimy o zalogowanie|zalogować się do|potwierdź teraz|zweryfikuj teraz|zweryfikuj konto|zaktualizuj teraz|potwierdź konto|potwierdź dane|zatwierdź logowanie|przejdź do logowania',
      things:
        'kod|kodu|kody|kodów|{sześciocyfrow,czterocyfrow,jednorazow}* {kod,kodu,hasło}|hasło|hasła|haseł|hasłem|dane logowania|danych logowania|dostęp do {konta,skrzynki,banku,poczty,portalu}|cyfry|pin|blik',
    },
    payment: {
      acts: 'wypłacić|wypłacać|przelewać|uregulowania|zapłaty|rozliczyć|pożyczyć|zapłacenie|wpłacenie|przelanie|wpływać|wpływało|kierować|opłacenia|zapłacić|opłacić|opłacenie|przelać|wpłacić|dokonać|wysłać|kupić|zakup|zmienić|zaktualizować|uregulować|uregulowanie|uiścić|odebrać|zapłatę|użyć',
      orders:
        'pożyczysz|rozlicz|pożycz|wpłać|przelejcie|zapłać|opłać|przelej|wpłać|dokonaj|wyślij|kup|zmień|zaktualizuj|ureguluj|uiść|odbierz|użyj|zrób',
      objects:
        'złotych|zł|euro|wynagrodzenie|wynagrodzenia|pensję|pensja|wypłatę|wypłata|saldo|salda|kwotę|kwoty|{rachunek,konto} {podany,podane,poniżej,niżej,wskazany,wskazane}|{nowe,inne} konto|{nowy,inny} rachunek|zaliczkę|zaległość|zaległości|należność|gotówkę|dostawc*|faktura|fakturę|faktury|płatność|płatności|kwotę|kwota|kwoty|pieniądze|pieniędzy|opłatę|opłaty|mandat|wynagrodzenie|należność|należności|dług|nagrodę|zwrot|środki|darowiznę|wygraną|dopłatę',
      sharp:
        'przelew|przelewu|dane bankowe|numer konta|numer rachunku|rachunek bankowy|konto bankowe|nowe konto|nowy rachunek|iban|karty podarunkowe|kart podarunkowych|kartę podarunkową|bitcoin|bitcoiny|kryptowaluty|kartę kredytową|karta kredytowa|dane karty|metodę płatności|zaległą fakturę|opłatę celną|western union',
      whole:
        '{zmieniłem,zmieniłam,zmieniliśmy,zmiana} {bank,banku,konto,rachunek,konta}|{wynagrodzenie,pensję,wypłatę,pensja} {za ten miesiąc ,}na {nowe,inne,nowy,inny} {konto,rachunek}|{stary,stare,dotychczasowy,poprzedni} {rachunek ,konto ,}{jest ,}{nieaktualny,nieaktualne,nieważny,zamknięty,zamknięte}|{zdjęcie,zdjęcia} {kodów,kodu,kart,tyłu}|{zdrap,zdrapać} {kody,kod,pole}|{oddam,zwrócę} ci|nasz numer konta uległ zmianie|zmiana numeru konta|nowy numer konta|nowy numer rachunku|zmiana rachunku|zapłać teraz|opłać teraz|wykonaj przelew|wykonać przelew|zrób przelew',
      things:
        '{kart,karty,kartę,karta} {podarunkow,prezentow,upominkow,przedpłacon}*|{kart,karty,kartę} {apple,steam,google play,amazon}|bony podarunkowe|{nowy,nowe,nowego,mój,nasz,twój,właściwy} {numer konta,numer rachunku,rachunek,iban}|numer {konta,rachunku,karty}|dane {bankowe,do przelewu,karty}|iban|potwierdzenie {przelewu,płatności,wpłaty}|wyciąg* {bankow*,z konta}|saldo konta|lista płac',
    },
    file: {
      acts: 'otworzyć|otwarcie|sprawdzić|pobrać|pobranie|podpisać|podpisanie|zobaczyć|przeczytać|przejrzeć|wypełnić|wypełnienie|wydrukować|zapoznać|zapoznanie|obejrzeć|odczytać',
      orders:
        'podpisz ją|podpisz go|podpiszcie|zaakceptuj|zerknij|parafuj|otwórz|sprawdź|pobierz|podpisz|zobacz|przeczytaj|przejrzyj|wypełnij|wydrukuj|zapoznaj|obejrzyj|odczytaj|zerknij|rzuć okiem',
      objects:
        'umowa|umowę|umowy|porozumienie|aneks|pełnomocnictwo|folderze|twój podpis|swój podpis|załącznik|załącznika|załączniki|załączniku|załączony|załączoną|załączone|załączonym|dokument|dokumenty|dokumentu|dokumentem|plik|pliki|pliku|pdf|fakturę|umowę|umowy|formularz|raport|szkic|ofertę|zamówienie|wiadomość głosową|pismo',
      sharp:
        'załączony dokument|załączony plik|załączoną fakturę|załączoną umowę|załączonym dokumentem|udostępniony dokument|udostępniony plik|kod qr|onedrive|sharepoint|docusign',
      whole:
        '{rzuć okiem,zerknij,przeczytaj,przejrzyj} i {podpisz,odeślij}|{podpisz,podpisać} {ją,go,to,je} {przed,do,i,dziś,jeszcze}|{podpisaną,podpisany,podpisane} {odeślij,z powrotem}|do podpisu|włącz zawartość|włącz edycję|włącz makra|otwórz dokument|pokaż dokument|pobierz dokument|pobierz fakturę|zobacz fakturę|zeskanuj kod|podpisz dokument|w załączeniu przesyłam',
    },
    link: {
      acts: 'kliknąć|kliknięcie|przejść|odwiedzić|skorzystać|otworzyć|użyć',
      orders: 'kliknij|przejdź|odwiedź|skorzystaj|otwórz|użyj|naciśnij|wejdź|śledź|odbierz|sprawdź|skopiuj',
      objects:
        'tutaj|link|linku|linka|przycisk|poniżej|poniższy|poniższego|stronę|strony|strona|adres|paczkę|paczki|przesyłkę|przesyłki|dostawę|zamówienie|@link|odnośnik',
      whole:
        'kliknij tutaj|kliknij w|kliknij link|kliknij przycisk|klikając tutaj|klikając w|poniższy link|poniższego linku|pod tym linkiem|dowiedz się więcej|śledź paczkę|śledź przesyłkę|rozpocznij teraz|kup teraz|zamów teraz|zobacz szczegóły|kontynuuj|potwierdź dostawę',
    },
    secrecy: {
      whole:
        '{zostanie,zostaje,pozostanie,zostać,zostało,zostawmy} {to ,tylko ,na razie ,}{między nami,pomiędzy nami}|{liczę,liczymy} na {twoją ,pani ,pana ,państwa ,}{dyskrecję,poufność}|{nikt} {inny ,więcej ,nie ,inny nie ,}{nie ,}{może,powinien,musi,ma} {o tym ,się ,}{wiedzieć,dowiedzieć,się dowiedzieć}|{nie mogę,nie dam rady} {teraz ,}{rozmawiać,odebrać,telefonować,dzwonić,gadać}|{jestem,siedzę} {teraz ,cały dzień ,}{na,w} {zebraniu,spotkaniu,naradzie} i nie|{tylko,wyłącznie} {mailem,mailowo,przez mail,smsem}|{pełna,absolutna,całkowita} {dyskrecja,poufność}|{nie mów,nie mówcie,nie wspominaj} {o tym ,}nikomu|{zachowaj,zachowajmy} {to ,}{dla siebie,w tajemnicy}|tylko między nami|pozostanie między nami|zostanie między nami|zostaje między nami|zachowaj to dla siebie|zachowaj to w tajemnicy|proszę zachować to w tajemnicy|zachować w tajemnicy|zachować poufność|zachowaj poufność|ściśle poufne|ściśle tajne|o dyskrecję|pełną dyskrecję|nikomu nie mów|nie mów nikomu|nie mówić nikomu|nikomu o tym nie|nie rozmawiaj o tym|nie wspominaj|nie dzwoń do mnie|proszę nie dzwonić|nie dzwoń|nie mogę rozmawiać|nie mogę teraz rozmawiać|usuń tę wiadomość|usuń tego maila|proszę usunąć tę wiadomość|usuń po przeczytaniu|nie przekazuj dalej|nie przesyłaj dalej|nikt inny nie może|tylko do twojej wiadomości',
    },
    'channel-switch': {
      acts: 'napisać|kontakt|skontaktować|odpowiedzieć|zadzwonić|kontynuować|wysłać|dodać|porozmawiać|przejść|podać',
      orders:
        'napisz|pisz|skontaktuj|odpowiedz|odpisz|zadzwoń|dzwoń|kontynuujmy|wyślij|dodaj|porozmawiajmy|przejdźmy|podaj|prześlij|daj',
      objects: '@phone|@address|moja komórka|moją komórkę',
      sharp:
        'whatsapp|whatsappie|whatsappa|signal|signalu|signala|telegram|telegramie|telegrama|viber|skype|prywatny adres|prywatny mail|prywatnego maila|prywatny e-mail|prywatną pocztę|prywatną skrzynkę|adres prywatny|prywatny numer|numer telefonu|numer komórki|swój numer|twój numer|nowy numer|nowy adres|mojego gmaila',
      whole:
        '{dokończymy,kontynuujmy,przejdźmy,pogadamy,napisz,porozmawiamy,wyjaśnię} {to ,do mnie ,mi ,resztę ,}{na,przez,w,via} {whatsapp,whatsappie,signalu,signal,telegramie,telegram,sms}|{odpisz,odpowiedz,pisz,napisz} {tylko ,mi ,}na {mój ,}{prywatny,prywatnego,nowy,inny} {adres,mail,maila,numer}|na jaki numer|pod jakim numerem|na whatsappie|na whatsapp|przez whatsapp|na signalu|przez signal|na telegramie|przez telegram|mój nowy numer|mój nowy adres|mój prywatny adres|na mój prywatny|masz whatsapp|masz whatsappa|masz signala|zadzwoń pod|zadzwoń do nas',
      things:
        '{swój,twój,pani,pana,swojego} {numer,telefon,numer komórki,numer telefonu,whatsapp,prywatny mail,adres prywatny}|numer {komórki,telefonu,komórkowy,prywatny}|{swoją,twoją} komórkę',
    },
    information: {
      acts: 'wysłać|przesłać|przesłanie|przekazać|przekazanie|udostępnić|udostępnienie|dostarczyć|załączyć|podać|wypełnić|podesłać',
      orders: 'wyślij|prześlij|przekaż|udostępnij|dostarcz|załącz|podeślij|podaj|wypełnij',
      objects:
        'listę|lista|listy|wykaz|kontakty|kontaktów|książkę adresową|szkic|przemówienia|przemówienie|dossier|kalendarz|kalendarza|harmonogram|plan podróży|dokumenty wewnętrzne|poufne dokumenty|dane osobowe|imię i nazwisko|datę urodzenia|listę pracowników|listę członków|listę uczestników|listę darczyńców',
      sharp:
        'paszport|paszportu|kopię paszportu|skan paszportu|dowód osobisty|dowodu osobistego|skan dowodu|skan dowodu osobistego|prawo jazdy|pesel|numer pesel|paski wynagrodzeń|wyciągi bankowe|selfie',
      things:
        '{list,list,wykaz,spis,rejestr,baz,zestawienie,ewidencj}* {wszystkich ,naszych ,}{pracowników,członków,darczyńców,klientów,dostawców,wolontariuszy,uczestników,kontaktów,zatrudnionych,personelu}|{list,listę,lista,listy,spis,wykaz} {pracowników,członków,darczyńców,klientów,uczestników}|listy płac|paski płacowe|{skan,kopię,kopia,zdjęcie} {dowodu,paszportu,prawa jazdy}|paszport*|daty urodzenia|pesel*|adresy domowe',
    },
    meeting: {
      acts: 'udział|wziąć udział|uczestniczyć|dołączyć|zaprosić|umówić|zaplanować|spotkać|przeprowadzić|zarezerwować|porozmawiać',
      orders: 'dołącz|weź udział|zarezerwuj|zarejestruj|umówmy|spotkajmy',
      objects:
        'wideorozmowę|wideorozmowie|wideokonferencję|wideokonferencji|rozmowę|rozmowie|spotkanie|spotkaniu|zoom|teams|webinar|webinarium|webinarze|wywiad|wywiadu|wywiadzie|konferencję|konferencji|panel|panelu|podcast|podcaście|seminarium|debacie|debatę',
      whole:
        'zaprosić pana do|zaprosić panią do|zaprosić cię do|wywiad z panem|wywiad z panią|wywiad z tobą|wywiadu z panem|wywiadu z panią|pana opinię na temat|pani opinię na temat|czy jesteś dostępny|czy jesteś dostępna|czy jest pan dostępny|czy jesteś w biurze|masz chwilę|ma pan chwilę|ma pani chwilę',
    },
    favour: {
      acts: 'załatwić|załatwienia|zająć|zrobić|pomóc|ogarnąć|wykonać|rozwiązać|zajmie|zajmij|pomóż|zrób|załatw|obsłużyć',
      objects:
        '{delikatn,pil,poufn,drobn,ważn,wrażliw,dyskretn}* {sprawa,sprawę,sprawy,zadanie,zadania,temat,przysługę,przysługa}|przysług*',
      whole:
        '{jesteś,jest pan,jest pani,jesteście,czy jesteś} {teraz ,dziś ,dzisiaj ,może ,jeszcze ,już ,}{przy biurku,w biurze,w pracy,na miejscu,dostępny,dostępna,wolna,wolny,przy komputerze,osiągalny,osiągalna}|{masz,ma pan,ma pani,macie} {teraz ,może ,dziś ,}{chwilę,chwilkę,minutę,moment,czas,minutkę}|{potrzebuję,mam prośbę o,proszę o} {drobnej ,małej ,małą ,drobną ,}{przysługi,przysługę}|{mam,jest} {dla ciebie ,dla pani ,dla pana ,pewną ,pewne ,}{delikatną,pilną,poufną,drobną,delikatna,pilna,wrażliwą,pilne,poufne} {sprawę,prośbę,sprawa,zadanie}|{sprawę,coś,sprawa} {do załatwienia,do zrobienia,do ogarnięcia} {dyskretnie,dziś,dzisiaj,pilnie,dla ciebie,na już}',
    },
    urgency: {},
  },
}
