import type { AskWords } from '../ask-words.ts'

export const turkish: AskWords = {
  language: 'tr',
  common:
    've|bir|bu|için|ile|da|de|olarak|olan|daha|çok|gibi|kadar|sonra|lütfen|sizin|size|ne|her|ya|veya|ama|ki|mı|mi|değil|var|biz|ben|o|en',
  please:
    'mümkün mü|mümkün müdür|rica ederim|rica ediyorum|rica etsem|zahmet olmazsa|bir zahmet|yapabilir misin|yapabilir misiniz|eder misin|eder misiniz|olur mu|sana zahmet|atar mısın|atar mısınız|alır mısın|alır mısınız|verir misin|verir misiniz|gönderir misin|gönderir misiniz|iletir misin|iletir misiniz|paylaşır mısın|paylaşır mısınız|imzalar mısın|imzalar mısınız|yazar mısın|yazar mısınız|söyler misin|söyler misiniz|alabilir miyim|alabilir misin|istiyorum senden|gerekiyor|memnun olurum|sevinirim|minnettar olurum|lütfen|rica ederim|rica ederiz|rica ediyorum|rica ediyoruz|gerekiyor|gerekmektedir|gerekir|gerek|zorundasınız|zorundasın|misiniz|mısınız|musunuz|müsünüz|misin|mısın|musun|müsün|ihtiyacım var|ihtiyacımız var|gerekli|lazım|davet ediyoruz|öneririz|unutmayın|için|istiyorum|istiyoruz|memnun olurum|sevinirim',
  you: 'siz|sizin|size|sizi|sen|senin|sana|seni|hesabınız*|hesabınızı|hesabını|şifrenizi|şifreni|bilgilerinizi|kimliğinizi|numaranızı|numaranı',
  not: 'asla|hiçbir|hiç|değil|etmeyin|vermeyin|paylaşmayın|göndermeyin|tıklamayın|açmayın|girmeyin|yapmayın',
  notFollows: true,
  others: 'ben|biz|onlar',
  told: 'yanlışlıkla|alıcısı değilseniz|benden istedi|benden istediler|bizden istediler|istemez|istemeyiz|talep etmez|talep etmeyiz|söyledi|söylediler|dedi|dolandırıcılar|dolandırıcı|oltalama|kimlik avı',
  unless: 'eğer|ise',
  technical: 'yama|çekirdek|commit|kaynak kodu|sürücü|depo|fonksiyon|derleyici|hash',
  soon: 'acil|acilen|hemen|derhal|ivedilikle|en kısa sürede|mümkün olan en kısa sürede|bugün|bugün içinde|yarına kadar|gün sonuna kadar|mesai bitimine kadar|24 saat|48 saat|son uyarı|son hatırlatma|son tarih|sona eriyor|süresi doluyor|askıya alınacak|kapatılacak|engellenecek|gecikmeden|vakit kaybetmeden',
  misspelt: 'şifrenizi|parolanızı|hesabınız|numaranı|sözleşme|gizliliğinize|maaşımı',
  it: 'onu|onları|bunu|bunları|ikisini',
  hand: 'göndermek|göndermeniz|göndermeni|gönderebilir|gönderir|iletmek|iletir|iletebilir|vermek|verir|verebilir|paylaşır|paylaşabilir|atar|atabilir|atıver|almak|alıp|alır|alabilir|satın almak|temin|çekip|okur|okuyup|söyler|söylemeni|yazar|hazırlar|hazırlayıp|yollar|yollayabilir|bırakır|ulaştır*|çıkarır|tarayıp|bildirir',
  orders:
    'gönder|gönderin|gönderiniz|göndersene|ilet|iletin|ver|verin|versene|paylaş|paylaşın|at|atın|atsana|al|alın|satın al|satın alın|söyle|söyleyin|söylesene|oku|okuyun|okusana|yaz|yazın|yazsana|hazırla|hazırlayın|yolla|yollayın|bırak|bırakın|bildirin|bildir|tarat|cevapla',
  need: 'neydi|hangi|ihtiyacım var|ihtiyacımız var|ihtiyaç var|lazım|gerekli|gerek|arıyorum|istiyorum|isterim|ne kadar|nedir|nerede|var mı|bekliyorum|eksik|rica ederim|rica ediyorum|alabilir miyim|kaybettim',
  verbLast: true,
  asks: {
    credential: {
      acts: 'onaylamanız|doğrulamanız|güncellemeniz|girmeniz|vermeniz|göndermeniz|paylaşmanız|doğrulamak|onaylamak|güncellemek|değiştirmeniz|gönderir|verir|paylaşır|onaylar|doğrular|iletir|etkinleştirmeniz|yenilemeniz|yazar|söyler',
      orders:
        'onaylayın|onaylayınız|onayla|doğrulayın|doğrulayınız|doğrula|güncelleyin|güncelleyiniz|güncelle|girin|giriniz|gir|verin|ver|gönderin|gönderiniz|gönder|paylaşın|paylaş|sıfırlayın|değiştirin|değiştir|etkinleştirin|yenileyin|yenile|bildirin|iletin|söyle|söyleyin|tamamlayın',
      objects:
        'hesap|hesabı|hesabınızı|hesabını|hesabınızın|hesap bilgilerinizi|profil*|kimliğinizi|kimliğini|bilgilerinizi|bilgilerini|posta kutunuzu|posta kutusu',
      sharp:
        'şifre|şifreyi|şifrenizi|şifreni|parola|parolayı|parolanızı|parolanı|kullanıcı adı|kullanıcı adınızı|kod|kodu|doğrulama kodu|doğrulama kodunu|güvenlik kodu|güvenlik kodunu|onay kodu|onay kodunu|pin|giriş bilgilerinizi|giriş bilgilerini|internet bankacılığı|sms kodunu|tc kimlik',
      whole:
        '{kullanıcı adı ,parolanızla ,parolanla ,şifrenizle ,şifrenle ,bilgilerinizle ,kullanıcı adınızla }{ve ,}{giriş ,oturum ,}{yapın,açın,yapınız}|{posta kutunuz,hesabınız,hesabın,erişiminiz,kutunuz} {bu akşam ,bugün ,yarın ,yakında ,}{kapatılacak,askıya alınacak,engellenecek,silinecek,dondurulacak,bloke edilecek}|giriş yapın|giriş yapınız|giriş yap|giriş yapmanız|oturum açın|oturum aç|oturum açınız|oturum açmanız|hesabınıza girin|hesabınıza giriş|hesabı doğrula|hesabımı doğrula|hesabınızı doğrulayın|şimdi doğrula|şimdi onayla|şimdi güncelle|bildirimi onaylayın|girişi onaylayın',
      things:
        'kod|kodu|kodun|kodunu|kodunuzu|{altı,dört,6,4} haneli {bir ,}{kod,kodu,şifre,şifreyi}|şifre|şifreyi|şifreni|şifrenizi|şifresi|şifresini|parola|parolayı|parolanı|parolanızı|parolasını|{doğrulama,onay,güvenlik,giriş,sms} {kodu,kodunu,şifresi}|giriş bilgileri*|{hesaba,postaya,bankaya} erişim|haneler',
    },
    payment: {
      acts: 'ödemenizi|ödemeni|yatırılabilir|yatırılması|yatırılsın|yatırmanızı|yatırmanı|aktarmanızı|aktarılması|havale etmenizi|kapatmanızı|alıp|ödenmesi|ödemeniz|ödemek|göndermeniz|yapmanız|yatırmanız|aktarmanız|almanız|değiştirmeniz|güncellemeniz|öder|gönderir|yapar|yatırır|alır|aktarır|kullanmanız|alabilir|yapabilir|ödeyebilir',
      orders:
        'borç verir|kapatın|kapat|havale et|havale edin|borç ver|ödeyin|ödeyiniz|öde|gönderin|gönderiniz|gönder|yapın|yapınız|yap|yatırın|yatır|aktarın|aktar|alın|al|satın alın|satın al|değiştirin|güncelleyin|kullanın|kullan|talep edin',
      objects:
        'lira|euro|{maaşım,maaşımı,maaşımın,maaşın}|kalan {tutarı,tutar,bakiye,bakiyeyi,ödeme}|{aşağıdaki,yeni,başka} {hesaba,hesap,hesaplara}|avans|peşinat|nakit|tedarikçi*|bakiyeyi|fatura|faturayı|faturanızı|ödeme|ödemeyi|ödemenizi|tutar|tutarı|para|parayı|ücret|ücreti|ceza|cezayı|maaş|maaşımı|borç|borcunuzu|ödül|ödülünüzü|iade|iadenizi|kargo ücreti|bağış',
      sharp:
        'havale|eft|banka havalesi|banka bilgileri|banka bilgilerimiz|banka hesabı|banka hesabına|yeni hesap|yeni hesaba|hesap numarası|iban|hediye kartı|hediye kartları|hediye çeki|bitcoin|kripto|kripto para|kredi kartı|kart bilgilerinizi|kart numarası|ödeme yöntemi|ödeme bilgilerinizi|gümrük ücreti|vadesi geçmiş fatura|western union',
      whole:
        '{bankamı,bankamızı,hesabımı,hesabımızı} {değiştirdim,değiştirdik}|maaşım {bu ay ,artık ,}{yeni,başka} {hesaba,hesabıma}|{eski} {hesap,hesabımız} {artık ,}{geçerli değil,kapandı,geçersiz,kapatıldı}|{kodların,kartların,arkasının} {fotoğrafını,resmini,fotoğrafı}|{kazıyıp,kazıyın,kazı}|{sana,size} {geri ,}{öderim,ödeyeceğim,öderiz}|banka bilgilerimiz değişti|banka hesabımız değişti|hesap numaramız değişti|yeni banka hesabımız|şimdi öde|hemen öde|havale yapın|havale yapar mısınız|eft yapın|ödeme yapın|ödemeyi yapın|ödeme yapmanız',
      things:
        "hediye {kartı,kartını,kartları,kartlarını,çeki,çekleri}|{apple,steam,google play,amazon} kart*|{yeni,benim,doğru,güncel} {hesap,hesaba,hesabı,iban,hesap numarası}|iban|iban'ı|hesap {numarası,numarasını,numaranı,numaranızı,bilgileri,bilgilerini,dökümü}|banka bilgileri*|dekont|dekontu|hesap bakiyesi|kart bilgileri*",
    },
    file: {
      acts: 'açmanız|incelemeniz|indirmeniz|imzalamanız|görmek|okumanız|kontrol etmeniz|doldurmanız|incelemek|inceler|bakar|açar|imzalar|görüntülemek|indirmek|bakabilir|inceleyebilir|doldurur|okur',
      orders:
        'göz at|göz atın|göz atıp|imza atın|imza at|onaylayın|onayla|açın|açınız|aç|inceleyin|inceleyiniz|incele|indirin|indiriniz|indir|imzalayın|imzalayınız|imzala|okuyun|oku|bakın|bak|kontrol edin|kontrol et|doldurun|doldurunuz|doldur|yazdırın|görüntüleyin|görüntüle|gözden geçirin|gözden geçir|bulabilirsiniz',
      objects:
        'protokol|protokolü|vekaletname|imzanız|imzanızı|imzanı|klasörde|ek|eki|ekte|ekteki|ekli|ekini|belge|belgeyi|belgeler|belgeleri|dosya|dosyayı|dosyaları|pdf|faturayı|sözleşme|sözleşmeyi|formu|form|rapor|raporu|taslak|taslağı|teklif|teklifi|sipariş|sesli mesaj|mesajı|evrak|evrakı|dekont|dekontu',
      sharp:
        'ekteki belgeyi|ekteki dosyayı|ekli dosyayı|ekli belgeyi|ekteki faturayı|ekteki sözleşmeyi|paylaşılan belge|paylaşılan belgeyi|paylaşılan dosyayı|qr kodu|karekodu|karekod|onedrive|sharepoint|docusign',
      whole:
        'göz {atıp,atın ve,at ve} {imzalayın,imzala,öğleden önce imzalayın,imzalayıp}|{sözleşme,belge,protokol} {ortak ,paylaşılan ,}klasörde|{imzalı,imzalayıp} {geri,gönderin,gönder}|imzanız{a,ı bekliyor}|içeriği etkinleştir|içeriği etkinleştirin|düzenlemeyi etkinleştir|düzenlemeyi etkinleştirin|makroları etkinleştir|belgeyi aç|belgeyi görüntüle|dosyayı indir|faturayı görüntüle|faturayı indir|qr kodu tarayın|karekodu okutun|belgeyi imzala',
    },
    link: {
      acts: 'tıklamanız|tıklayarak|ziyaret etmeniz|kullanarak|tıklar',
      orders:
        'tıklayın|tıklayınız|tıkla|ziyaret edin|ziyaret et|kullanın|takip edin|takip et|gidin|git|basın|açın',
      objects:
        'buraya|burayı|linke|link|linki|bağlantı|bağlantıya|bağlantıyı|düğmeye|butona|aşağıdaki|aşağıya|siteyi|sitemizi|sayfayı|sayfaya|kargonuzu|paketinizi|gönderinizi|siparişinizi|@link|adrese',
      whole:
        'buraya tıklayın|buraya tıklayınız|buraya tıkla|tıklayınız|linke tıklayın|linke tıkla|bağlantıya tıklayın|bağlantıya tıkla|aşağıdaki bağlantı|aşağıdaki linke|aşağıdaki linkten|buradan ulaşabilirsiniz|daha fazla bilgi|kargonu takip et|kargonuzu takip edin|hemen başla|şimdi başla|hemen al|şimdi al|sipariş ver|detayları gör|devam et',
    },
    secrecy: {
      whole:
        '{aramızda,ikimiz arasında} {kalsın,kalmalı,kalacak,kalması}|{gizliliğinize,gizliliğine,ketumluğunuza,sağduyunuza} {güveniyorum,güveniyoruz}|{kimsenin,başka kimsenin} {bilmesine,duymasına,haberi} {gerek yok,olmasın,gerekmiyor}|{konuşamıyorum,konuşamam,telefona bakamıyorum,telefonu açamıyorum,arama alamıyorum}|{toplantıdayım} {konuşamıyorum,telefona,arama}|{sadece,yalnızca} {mail,e posta,mesaj,yazılı} {ile,üzerinden,yoluyla,olarak}|{tam,mutlak} gizlilik|aramızda kalsın|aramızda kalmalı|aramızda kalması|bu konu aramızda|ikimizin arasında|kimseye söyleme|kimseye söylemeyin|kimseye söylemeyiniz|kimseye bahsetme|kimseye bahsetmeyin|kimseyle konuşma|kimseyle konuşmayın|kimseyle paylaşma|kimseyle paylaşmayın|kimseye anlatma|kimseye anlatmayın|gizli tut|gizli tutun|gizli tutunuz|gizli tutmanızı|gizli kalsın|gizli kalmalı|kesinlikle gizli|son derece gizli|gizlilik içinde|sır olarak|beni arama|beni aramayın|lütfen aramayın|telefonda konuşamam|şu an konuşamam|telefonla konuşamıyorum|bu mesajı sil|bu mesajı silin|bu e-postayı sil|bu e-postayı silin|bu maili sil|bu maili silin|okuduktan sonra sil|okuduktan sonra silin|iletmeyin|kimse bilmemeli|kimse duymasın',
    },
    'channel-switch': {
      acts: 'yazmanız|aramanız|ulaşmanız|cevap vermeniz|göndermeniz|yazar|arar|ulaşır|gönderir|verir|yazabilir|ulaşabilir|arayabilir|atar',
      orders:
        'yaz|yazın|yazınız|ara|arayın|arayınız|ulaş|ulaşın|ulaşınız|cevap ver|cevap verin|yanıtla|yanıtlayın|gönder|gönderin|ekle|ekleyin|devam edelim|geçelim|konuşalım|ver|verin|at|atın|iletişime geçin|iletişime geç',
      objects: '@phone|@address|cep telefonum',
      sharp:
        "whatsapp|whatsapp'tan|whatsapptan|whatsapp'a|signal|signal'den|signalden|telegram|telegram'dan|telegramdan|viber|skype|kişisel e-posta|kişisel e-postama|kişisel adresime|kişisel mailime|kişisel mail|özel adresime|özel e-postama|kişisel numaram|telefon numaranı|telefon numaranızı|cep numaranızı|numaranı|numaranızı|yeni numaram|yeni adresim|yeni e-postam",
      whole:
        "{whatsapp'tan,whatsapptan,signal'den,telegram'dan,whatsapp'ta,whatsapp üzerinden,telegram üzerinden,signal üzerinden} {devam ,yazışalım,konuşalım,yaz,anlatırım,yazın}|{kişisel,özel,yeni} {mailime,adresime,e postama,numarama} {yaz,yazın,cevap,dön,dönün,gönder,gönderin,yanıt}|hangi numara*|whatsapp'tan yaz|whatsapp'tan yazın|whatsapp üzerinden|signal üzerinden|telegram üzerinden|yeni numaram|yeni adresim|kişisel e-posta adresime|kişisel e-postama|kişisel mailime|kişisel adresime|whatsapp kullanıyor musunuz|whatsapp kullanıyor musun|signal kullanıyor musun|signal kullanıyor musunuz|bizi arayın|hemen arayın",
      things:
        '{cep ,telefon ,}{numaranı,numaranızı,numaran,numaranız}|cep {telefonunu,telefonunuzu,telefonun}|{kişisel,özel} {mailini,mailinizi,adresini,numaranı,e postanı}|whatsapp {numaranı,numaranızı}',
    },
    information: {
      acts: 'göndermeniz|iletmeniz|paylaşmanız|vermeniz|yüklemeniz|gönderir|iletir|paylaşır|verir|gönderebilir|iletebilir|paylaşabilir|doldurmanız',
      orders:
        'gönder|gönderin|gönderiniz|ilet|iletin|iletiniz|paylaş|paylaşın|paylaşınız|ver|verin|yükle|yükleyin|bildirin|yolla|yollayın|doldurun',
      objects:
        'liste|listeyi|listesi|listesini|kişiler|kişi listesi|kişi listesini|rehber|rehberi|adres defteri|taslak|taslağı|konuşma taslağı|konuşma metni|konuşma metnini|dosyasını|takvim|takvimi|takvimini|program|seyahat planı|seyahat planını|iç belgeler|gizli belgeler|gizli belgeleri|kişisel bilgiler|kişisel bilgilerinizi|ad soyad|doğum tarihi|doğum tarihinizi|çalışan listesi|çalışan listesini|üye listesini|katılımcı listesini|bağışçı listesini',
      sharp:
        'pasaport|pasaportunuzun|pasaportun|pasaport fotokopisi|pasaport fotokopinizi|pasaport kopyası|kimlik kartı|kimlik fotokopisi|kimliğinizin|nüfus cüzdanı|ehliyet|tc kimlik numaranızı|tc kimlik numarası|maaş bordrosu|maaş bordroları|maaş bordrolarını|banka ekstresi|hesap özeti|hesap özetleri|selfie',
      things:
        '{çalışan,personel,üye,bağışçı,müşteri,tedarikçi,gönüllü,katılımcı,kişi,işçi}{lar,ler,}{ın,in,} {listesi,listesini,adresleri,bilgileri,bilgilerini,kayıtları,kayıtlarını}|{çalışanların,üyelerin,müşterilerin,bağışçıların,personelin,tedarikçilerin,gönüllülerin} {adresleriyle ,tam ,güncel ,bütün ,birlikte ,}{birlikte ,}{tam ,}{listesi,listesine,listesini,bilgilerini}|tam listesi*|maaş bordro*|{pasaport,kimlik,ehliyet} {kopyası,kopyanı,kopyanızı,fotokopisi,taraması,fotoğrafı,fotoğrafını}|doğum tarihleri*',
    },
    meeting: {
      acts: 'katılmanız|katılmak|davet etmek|davet|görüşmek|konuşmak|planlamak|yapmak|katılır|katılabilir|görüşebilir|vermek|ayarlayabilir',
      orders: 'katılın|katılınız|katıl|ayarlayalım|görüşelim|rezervasyon yapın|kayıt olun|kaydolun|buluşalım',
      objects:
        'görüntülü görüşme|görüntülü görüşmeye|video görüşmesi|video konferans|video konferansa|görüşme|görüşmeye|toplantı|toplantıya|zoom|teams|webinar|webinara|röportaj|mülakat|konferans|konferansa|panel|panele|podcast|seminer|seminere|yuvarlak masa',
      whole:
        'sizi davet etmek|sizi davet ediyoruz|seni davet etmek|sizinle röportaj|seninle röportaj|sizinle bir röportaj|sizinle görüşmek|görüşlerinizi almak|görüşünüzü almak|müsait misiniz|müsait misin|ofiste misiniz|ofiste misin|bir dakikanız var mı|bir dakikan var mı|vaktiniz var mı|vaktin var mı',
    },
    favour: {
      acts: 'halledilmesi|halletmek|hallet|halledin|halleder|halletmeni|halletmeniz|yapmak|yardım|yardımcı|ilgilenmek|ilgilenir|çözmek|yapar|eder',
      objects:
        '{hassas,acil,gizli,küçük,önemli,özel,kişisel} {bir ,}{konu,konuda,konuyu,iş,işi,mesele,meseleyi,görev,rica,ricam,istek}|bir ricam|bir iyilik|bir iş',
      whole:
        '{masanızda,masanda,ofiste,yerinde,yerinizde,bilgisayar başında,müsait,uygun,işte,oralarda} {mısınız,mısın,misiniz,misin}|{bir ,}{dakikan,dakikanız,vaktin,vaktiniz,zamanın,zamanınız} var mı|{senden,sizden} {küçük ,}bir {ricam,iyilik,isteğim}|{bir,küçük bir} {iyilik yapar,ricam var,ricam olacak}|{halledilmesi,yapılması,çözülmesi} gereken {hassas ,acil ,gizli ,küçük ,önemli ,}{bir ,}{konu,iş,mesele}|{hassas,acil,gizli} bir {konu,iş,mesele} var',
    },
    urgency: {},
  },
}
