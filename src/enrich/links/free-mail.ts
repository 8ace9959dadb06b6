/**
 * Domains below which anybody gets a mail address: an address there says nothing about the domain's owner. By hand,
 * from what the providers offer to everybody on their sign-up pages (2026); a domain that is missing here counts as
 * its holder's own.
 */
const PROVIDERS: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com ' +
    'live.co.uk live.nl live.fr live.de msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.fr yahoo.de yahoo.it yahoo.es ' +
    'yahoo.in ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com ' +
    'tutanota.de tuta.io tuta.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de freenet.de t-online.de posteo.de posteo.net ' +
    'mailbox.org mail.com email.com fastmail.com fastmail.fm hey.com zoho.com zohomail.com yandex.ru yandex.com ya.ru ' +
    'mail.ru bk.ru inbox.ru list.ru rambler.ru ukr.net i.ua meta.ua wp.pl o2.pl onet.pl interia.pl seznam.cz email.cz ' +
    'centrum.cz azet.sk libero.it virgilio.it tiscali.it alice.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr ' +
    'bbox.fr terra.com.br uol.com.br bol.com.br qq.com foxmail.com 163.com 126.com sina.com sohu.com naver.com ' +
    'daum.net hanmail.net rediffmail.com walla.co.il walla.com abv.bg riseup.net disroot.org cock.li runbox.com ' +
    'comcast.net verizon.net att.net btinternet.com ziggo.nl kpnmail.nl xs4all.nl bigpond.com'
  ).split(' '),
)

/** Whether anybody gets an address below this registered domain. */
export const isFreeMail = (domain: string): boolean => PROVIDERS.has(domain)
