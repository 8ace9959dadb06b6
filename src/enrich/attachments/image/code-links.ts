import type { FoundLink, OpenContext } from '../opener.ts'

/** Schemes that telephones act on when a code begins with them, beside web addresses. */
const SCHEMES: ReadonlySet<string> = new Set(
  (
    'http https ftp mailto tel sms smsto mms mmsto geo wifi otpauth otpauth-migration bitcoin bitcoincash ethereum ' +
    'litecoin dogecoin monero lightning solana tron upi matmsg mecard market intent facetime facetime-audio whatsapp ' +
    'tg sgnl skype zoommtg msteams javascript data spc wechat weixin alipays alipay dpp fido ms-settings shortcuts ' +
    'itms-services itms-apps'
  ).split(' '),
)

/** Tells what a code holds: an address to follow as a link of origin `qr`, the addresses in a contact or a text as well. */
export function tellCode(payload: string, place: FoundLink['place'], context: OpenContext): void {
  const text = payload.trim()
  if (text === '') return
  const found = { origin: 'qr', ...(place && { place }) } as const
  const scheme = /^([a-z][a-z0-9+.-]{0,40}):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && (SCHEMES.has(scheme) || /^[^:]+:\/\/\S+$/.test(text)))
    context.link({ ...found, href: text })
  else context.linksOfText(text, found)
}
