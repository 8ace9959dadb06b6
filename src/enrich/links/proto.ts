const SHORT =
  'bit.ly bitly.com tinyurl.com t.co goo.gl ow.ly is.gd v.gd rebrand.ly cutt.ly lnkd.in buff.ly t.ly rb.gy shorturl.at tiny.cc bl.ink s.id qr.ae youtu.be fb.me amzn.to aka.ms g.co wp.me adf.ly ift.tt dlvr.it trib.al surl.li u.to shorte.st soo.gd clck.ru vk.cc l.ead.me qrco.de'.split(
    ' ',
  )
const COURIER =
  'docs.google.com drive.google.com sites.google.com forms.gle script.google.com storage.googleapis.com storage.cloud.google.com photos.app.goo.gl 1drv.ms onedrive.live.com onedrive.com sharepoint.com forms.office.com sway.office.com dropbox.com dropboxusercontent.com db.tt box.com wetransfer.com we.tl mega.nz mega.co.nz mediafire.com notion.so notion.site canva.com web.app firebaseapp.com pages.dev workers.dev r2.dev vercel.app netlify.app herokuapp.com azurewebsites.net azureedge.net core.windows.net amazonaws.com cloudfront.net docusign.net docusign.com acrobat.adobe.com adobe.com translate.goog wixsite.com weebly.com blogspot.com telegra.ph t.me linktr.ee typeform.com jotform.com surveymonkey.com icloud.com evernote.com trello.com airtable.com figma.com miro.com scribd.com issuu.com slideshare.net paste.ee pastebin.com transfer.sh file.io filemail.com sendspace.com smash.com hightail.com glitch.me replit.app surge.sh ipfs.io cloudflare-ipfs.com github.io gitlab.io calendly.com zoom.us webex.com meet.google.com'.split(
    ' ',
  )
const TRACK =
  'list-manage.com mandrillapp.com sendgrid.net awstrack.me hubspotlinks.com hs-sites.com klclick.com mailchi.mp rs6.net constantcontact.com createsend.com cmail19.com cmail20.com exct.net exacttarget.com marketo.com pardot.com mailgun.org sparkpostmail.com mjt.lu sendinblue.com sibforms.com substack.com'.split(
    ' ',
  )
const GATE =
  'safelinks.protection.outlook.com urldefense.com urldefense.proofpoint.com urldefense.us linkprotect.cudasvc.com mimecast.com mimecastprotect.com secure-web.cisco.com clicktime.symantec.com protection.sophos.com url.emailprotection.link trendmicro.com fireeye.com avanan.click checkpoint.com hornetsecurity.com vadesecure.com cloud-protect.net'.split(
    ' ',
  )
const ROLES = new Map<string, string>([
  ...SHORT.map((x) => [x, 'shortener'] as const),
  ...COURIER.map((x) => [x, 'courier'] as const),
  ...TRACK.map((x) => [x, 'tracker'] as const),
  ...GATE.map((x) => [x, 'gateway'] as const),
])
const OPEN =
  /^https?:\/\/(?:www\.)?(?:google\.[a-z.]+\/(?:url|amp)|bing\.com\/ck\/|linkedin\.com\/(?:redir|safety)|youtube\.com\/redirect|facebook\.com\/l\.php|l\.facebook\.com|lm\.facebook|l\.instagram|vk\.com\/away|slack-redir|reddit\.com\/link|steamcommunity\.com\/linkfilter|duckduckgo\.com\/l\/|googleadservices|adclick\.g\.doubleclick|ad\.doubleclick)/i
export function protoRole(host: string, url: string): string | undefined {
  if (OPEN.test(url)) return 'courier'
  for (let h = host; ; ) {
    const r = ROLES.get(h)
    if (r) return r
    const dot = h.indexOf('.')
    if (dot < 0) return undefined
    h = h.slice(dot + 1)
  }
}
