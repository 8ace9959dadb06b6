/**
 * Registered domains where anybody gets a mailbox: such a domain says nothing about whose organisation somebody is of,
 * and no host is anybody's because of it. Common knowledge, written down by us on 2026-11-23; the large ones, as a
 * small one that is missing only makes fewer links look strange.
 */
const FREE_MAIL: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk ' +
    'yahoo.co.jp yahoo.fr yahoo.de ymail.com aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch ' +
    'web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com tuta.io mail.com ' +
    'zoho.com fastmail.com fastmail.fm hey.com yandex.ru yandex.com ya.ru mail.ru bk.ru inbox.ru list.ru rambler.ru ' +
    'qq.com 163.com 126.com foxmail.com sina.com naver.com daum.net orange.fr free.fr laposte.net wanadoo.fr libero.it ' +
    'virgilio.it wp.pl o2.pl onet.pl interia.pl seznam.cz ukr.net i.ua walla.co.il rediffmail.com comcast.net att.net ' +
    'verizon.net btinternet.com riseup.net disroot.org'
  ).split(' '),
)

/** Whether anybody can have a mailbox at this registered domain. */
export const isFreeMail = (domain: string): boolean => FREE_MAIL.has(domain)
