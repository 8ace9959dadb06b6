/**
 * Sites everybody uses, whose names are all the owner's own: that one of them is named in a report says nothing.
 * Sites where anybody puts a page below the owner's name are left out (`sharepoint.com`, `github.io`).
 */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  `google.com googleapis.com gstatic.com google-analytics.com googletagmanager.com youtube.com gmail.com android.com
  chromium.org microsoft.com microsoftonline.com live.com outlook.com office.com office365.com windows.com
  windowsupdate.com msftconnecttest.com msftncsi.com bing.com skype.com linkedin.com msn.com hotmail.com azure.com
  apple.com icloud.com mozilla.org mozilla.com firefox.com facebook.com facebook.net instagram.com whatsapp.com
  messenger.com meta.com telegram.org t.me signal.org reddit.com pinterest.com tiktok.com discord.com zoom.us slack.com
  amazon.com cloudflare.com cloudflare-dns.com akamai.com fastly.com digicert.com letsencrypt.org verisign.com
  globalsign.com sectigo.com entrust.net ubuntu.com debian.org python.org nodejs.org npmjs.com pypi.org jquery.com
  jsdelivr.net unpkg.com cdnjs.com bootstrapcdn.com w3.org schema.org wordpress.org wordpress.com gravatar.com
  wikipedia.org wikimedia.org yahoo.com proton.me protonmail.com dropbox.com adobe.com oracle.com java.com
  paypal.com ebay.com netflix.com spotify.com docusign.com godaddy.com namecheap.com cisco.com openai.com
  yandex.ru yandex.com mail.ru vk.com baidu.com qq.com web.de gmx.net gmx.de orange.fr heise.de reuters.com
  apnews.com bbc.co.uk bbc.com nytimes.com washingtonpost.com theguardian.com spiegel.de lemonde.fr elpais.com
  cnn.com politico.com bloomberg.com ietf.org rfc-editor.org icann.org iana.org openssl.org apache.org php.net asp.net
  ipinfo.io ipify.org ip-api.com icanhazip.com ifconfig.me whatismyipaddress.com`
    .split(/\s+/)
    .filter((each) => each !== ''),
)

/** Where analysts look things up and publish; a link there is one to read on. */
const REFERENCES: ReadonlySet<string> = new Set(
  `virustotal.com urlscan.io any.run hybrid-analysis.com joesandbox.com tria.ge abuse.ch malpedia.caad.fkie.fraunhofer.de
  shodan.io censys.io crt.sh otx.alienvault.com alienvault.com threatcrowd.org riskiq.net passivetotal.org github.com
  gitlab.com gist.github.com attack.mitre.org mitre.org cve.org nvd.nist.gov nist.gov cisa.gov us-cert.gov ncsc.gov.uk
  archive.org archive.today archive.ph web.archive.org twitter.com x.com t.co mastodon.social infosec.exchange bsky.app
  medium.com doi.org arxiv.org zenodo.org researchgate.net acm.org ieee.org usenix.org first.org oasis-open.org
  stackoverflow.com securelist.com`
    .split(/\s+/)
    .filter((each) => each !== ''),
)

/** The entry a host stands under: itself or a name above it. */
function entryOf(list: ReadonlySet<string>, host: string): string | undefined {
  for (let name = host; ; ) {
    if (list.has(name)) return name
    const dot = name.indexOf('.')
    if (dot < 0) return undefined
    name = name.slice(dot + 1)
  }
}

export const wellKnownSite = (host: string): string | undefined => entryOf(WELL_KNOWN, host)
export const referenceSite = (host: string): string | undefined => entryOf(REFERENCES, host)

/** Public resolvers: named in reports because malware tests its connection with them. */
const RESOLVERS: ReadonlySet<string> = new Set(
  '8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2 2001:4860:4860::8888 2606:4700:4700::1111'.split(
    ' ',
  ),
)
export const isPublicResolver = (address: string): boolean => RESOLVERS.has(address)

/** Digests of no bytes at all: they stand in reports where a file could not be read. */
const EMPTY_FILE: ReadonlySet<string> = new Set([
  'md5:d41d8cd98f00b204e9800998ecf8427e',
  'sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
])
export const isEmptyFile = (hash: string): boolean => EMPTY_FILE.has(hash)

/** Programs and libraries of the operating system. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(
  'cmd.exe powershell.exe pwsh.exe rundll32.exe regsvr32.exe mshta.exe wscript.exe cscript.exe svchost.exe explorer.exe winword.exe excel.exe outlook.exe notepad.exe certutil.exe bitsadmin.exe msiexec.exe schtasks.exe net.exe kernel32.dll user32.dll advapi32.dll ntdll.dll ws2_32.dll wininet.dll winhttp.dll lsass.exe reg.exe curl.exe chrome.exe msedge.exe index.html index.php favicon.ico robots.txt'.split(
    ' ',
  ),
)
export const isSystemFile = (name: string): boolean => SYSTEM_FILES.has(name.toLowerCase())
