/**
 * Month names and their usual abbreviations, lower case, per month from January to December; from the Gregorian
 * calendars of the languages that mail clients are translated to (as in Unicode CLDR).
 */
const NAMES: readonly string[] = [
  'january jan januar jän jänner janvier janv enero ene gennaio gen januari janeiro tammikuuta tammi tammik ledna leden led januára stycznia styczeń sty январь января янв січня січ január ocak oca ianuarie ian ιανουαρίου ιαν يناير ینایر ژانویه ינואר tháng1 januarja януари gener siječnja sij јануар sausio janvāris jaanuar जनवरी มกราคม มค',
  'february feb februar februari février févr fév febrero febbraio fevereiro fev helmikuuta helmi helmik února únor úno februára lutego luty lut февраль февраля февр фев лютого лют február febr şubat şub februarie φεβρουαρίου φεβ فبراير فوریه פברואר februarja февруари febrer veljače velj фебруар vasario februāris veebruar फ़रवरी फरवरी กุมภาพันธ์ กพ',
  'march mar märz mär mrz mars marzo maart mrt março maaliskuuta maalis maalisk března březen bře marca marec marzec mar март марта мар березня бер március márc mart martie μαρτίου μαρ مارس מרץ marts mars març ožujka ožu märts maret kovo मार्च มีนาคม มีค',
  'april apr avril avr abril abr aprile huhtikuuta huhti huhtik dubna duben dub apríla kwietnia kwiecień kwi апрель апреля апр квітня квіт április ápr nisan nis aprilie απριλίου απρ أبريل ابريل آوریل אפריל aprila април travnja tra balandžio aprīlis aprill अप्रैल เมษายน เมย',
  'may mai mayo maggio mag mei maio toukokuuta touko toukok května květen kvě mája maja maj май мая травня трав május máj mayıs μαΐου μαϊ مايو مه مای מאי maig svibnja svi мај gegužės maijs मई พฤษภาคม พค',
  'june jun juni juin junio giugno giu junho kesäkuuta kesä kesäk června červen čvn júna czerwca czerwiec cze июнь июня июн червня черв június jún haziran haz iunie iun ιουνίου ιουν يونيو ژوئن יוני юни junija juny lipnja јун birželio jūnijs juuni जून มิถุนายน มิย',
  'july jul juli juillet juil julio luglio lug julho heinäkuuta heinä heinäk července červenec čvc júla lipca lipiec lip июль июля июл липня лип július júl temmuz tem iulie iul ιουλίου ιουλ يوليو ژوئیه جولای יולי юли julija juliol srpnja јул liepos jūlijs juuli जुलाई กรกฎาคม กค',
  'august aug août aoû agosto ago augustus elokuuta elo elok srpna srpen srp augusta sierpnia sierpień sie август августа авг серпня серп augusztus ağustos ağu αυγούστου αυγ أغسطس اغسطس اوت אוגוסט avgusta agost kolovoza kol avg avgust rugpjūčio augusts agustus अगस्त สิงหาคม สค',
  'september sept sep septembre septiembre settembre set setembro syyskuuta syys syysk září zář septembra września wrzesień wrz сентябрь сентября сент сен вересня вер szeptember szept eylül eyl septembrie σεπτεμβρίου σεπ سبتمبر سپتامبر ספטמבר септември rujna ruj septembar септембар rugsėjo septembris सितंबर กันยายน กย',
  'october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta loka lokak října říjen říj októbra października październik paź октябрь октября окт жовтня жовт október ekim eki octombrie οκτωβρίου οκτ أكتوبر اكتوبر اکتبر אוקטובר oktobra октомври oktobar октобар spalio oktobris oktoober अक्टूबर अक्तूबर ตุลาคม ตค',
  'november nov novembre noviembre novembro marraskuuta marras marrask listopadu listopad lis novembra listopada ноябрь ноября нояб ноя листопада лист kasım kas noiembrie noi νοεμβρίου νοε نوفمبر نوامبر נובמבר ноември studenoga studenog stu novembar новембар lapkričio novembris नवंबर พฤศจิกายน พย',
  'december dec dezember dez décembre déc diciembre dic dicembre dezembro joulukuuta joulu jouluk prosince prosinec pro decembra grudnia grudzień gru декабрь декабря дек грудня груд aralık ara decembrie δεκεμβρίου δεκ ديسمبر دسامبر דצמבר desember des декември prosinca decembar децембар gruodžio decembris detsember desembre दिसंबर ธันวาคม ธค',
]

/** Name or abbreviation → 1–12. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
)
