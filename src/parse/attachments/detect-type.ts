import { compoundType } from './compound-type.ts'

/**
 * Media type by content: the first bytes of a file, where they are characteristic, else undefined. Zip and OLE
 * containers are told apart by the names inside. Signatures after the formats' own documents and the IANA registry;
 * linear, looks at no more than `HEAD` bytes plus one search for names in containers.
 */
export function detectType(bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, HEAD))
  for (const [signature, type] of SIGNATURES) if (head.startsWith(signature)) return type
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return zipType(bytes)
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return compoundType(bytes)
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp'
  if (head.startsWith('ftyp', 4)) {
    const brand = head.slice(8, 12)
    if (brand === 'avif' || brand === 'avis') return 'image/avif'
    return /^(?:heic|heix|mif1)/.test(brand) ? 'image/heic' : 'video/mp4'
  }
  // The size of the second header tells a bitmap from a text that begins with these two letters.
  if (head.startsWith('BM') && BITMAP_HEADERS.has(bytes.length > 18 ? bytes.readUInt32LE(14) : 0))
    return 'image/bmp'
  // The PDF header may stand a little behind the start (ISO 32000-1, implementation note 13).
  if (head.slice(0, 1024).includes('%PDF-')) return 'application/pdf'
  if (bytes.length > 0x8006 && bytes.toString('latin1', 0x8001, 0x8006) === 'CD001')
    return 'application/x-iso9660-image'
  if (bytes.length > 262 && bytes.toString('latin1', 257, 262) === 'ustar') return 'application/x-tar'
  if (head.startsWith('From ') && MAILBOX.test(head)) return 'application/mbox'
  if (CMS.test(head)) return isProfile(head) ? PROFILE : 'application/pkcs7-mime'
  return textType(head)
}

/** A mailbox file (RFC 4155): the line that separates mails, with a time, then a header field. */
const MAILBOX = /^From \S{1,320} [^\n]{1,60}\d\d:\d\d[^\n]{1,60}\n>?[!-9;-~]{1,100}:[ \t]/

/**
 * A CMS message (RFC 5652 §3) in DER or BER: a sequence that begins with a content type of PKCS #7 or S/MIME
 * (compressed, RFC 3274; authenticated-enveloped, RFC 5083).
 */
const CMS =
  /^0(?:[\u0001-\u0080]|\u0081.|\u0082..|\u0083...|\u0084....)\u0006(?:\u0009\u002a\u0086\u0048\u0086\u00f7\u000d\u0001\u0007[\u0001-\u0006]|\u000b\u002a\u0086\u0048\u0086\u00f7\u000d\u0001\u0009\u0010\u0001[\u0009\u0017])/s

/** An Apple configuration profile, which sets up accounts, certificates, proxies and icons; often signed. */
const PROFILE = 'application/x-apple-aspen-config'
const isProfile = (head: string): boolean => head.includes('<plist') && head.includes('<key>Payload')

const HEAD = 4096
/** Windows and OS/2 bitmap headers by their size. */
const BITMAP_HEADERS: ReadonlySet<number> = new Set([12, 16, 40, 52, 56, 64, 108, 124])

/** In this order: a longer signature before its beginning. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF-', 'application/pdf'],
  ['\u0089PNG\r\n\u001a\n', 'image/png'],
  ['\u00ff\u00d8\u00ff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\u0000', 'image/tiff'],
  ['MM\u0000*', 'image/tiff'],
  ['{\\rt', 'application/rtf'],
  ['MZ', 'application/vnd.microsoft.portable-executable'],
  ['\u007fELF', 'application/x-elf'],
  ['\u00cf\u00fa\u00ed\u00fe', 'application/x-mach-binary'],
  ['\u00ce\u00fa\u00ed\u00fe', 'application/x-mach-binary'],
  ['\u00ca\u00fe\u00ba\u00be', 'application/java-vm'],
  ["7z\u00bc\u00af'\u001c", 'application/x-7z-compressed'],
  ['Rar!\u001a\u0007', 'application/vnd.rar'],
  ['\u001f\u008b', 'application/gzip'],
  ['BZh', 'application/x-bzip2'],
  ['\u00fd7zXZ\u0000', 'application/x-xz'],
  ['(\u00b5/\u00fd', 'application/zstd'],
  ['MSCF', 'application/vnd.ms-cab-compressed'],
  ['\u0060\u00ea', 'application/x-arj'],
  ['**ACE**', 'application/x-ace-compressed'],
  ['conectix', 'application/x-vhd'],
  ['vhdxfile', 'application/x-vhdx'],
  ['KDMV', 'application/x-vmdk'],
  ['L\u0000\u0000\u0000\u0001\u0014\u0002\u0000', 'application/x-ms-shortcut'],
  [
    '\u00e4\u0052\u005c\u007b\u008c\u00d8\u00a7\u004d\u00ae\u00b1\u0053\u0078\u00d0\u0029\u0096\u00d3',
    'application/onenote',
  ],
  ['ITSF\u0003\u0000', 'application/vnd.ms-htmlhelp'],
  ['\u0078\u009f\u003e\u0022', 'application/vnd.ms-tnef'],
  ['!<arch>\ndebian', 'application/vnd.debian.binary-package'],
  ['\u00ed\u00ab\u00ee\u00db', 'application/x-rpm'],
  ['OggS', 'application/ogg'],
  ['ID3', 'audio/mpeg'],
  ['wOFF', 'font/woff'],
  ['wOF2', 'font/woff2'],
  ['FWS', 'application/x-shockwave-flash'],
  ['CWS', 'application/x-shockwave-flash'],
  // RFC 9580 §6.2; signatures and keys hide nothing.
  ['-----BEGIN PGP SIGNATURE', 'application/pgp-signature'],
  ['-----BEGIN PGP PUBLIC KEY', 'application/pgp-keys'],
  ['-----BEGIN PGP PRIVATE KEY', 'application/pgp-keys'],
  ['-----BEGIN PGP', 'application/pgp-encrypted'],
  ['BEGIN:VCALENDAR', 'text/calendar'],
  ['BEGIN:VCARD', 'text/vcard'],
  ['#!', 'text/x-shellscript'],
  ['[InternetShortcut]', 'application/x-url-shortcut'],
  ['!BDN', 'application/vnd.ms-outlook-pst'],
  ['\u00ffWPC', 'application/vnd.wordperfect'],
  ['\u00d4\u00c3\u00b2\u00a1', 'application/vnd.tcpdump.pcap'],
  ['\u00a1\u00b2\u00c3\u00d4', 'application/vnd.tcpdump.pcap'],
]

/** Names that a zip keeps in clear, in its directory at the end: the last bytes are enough unless it is huge. */
const ZIP_TAIL = 1 << 20

/** The names in a zip's central directory, as one text; the names of the local headers when there is none. */
export function zipNames(bytes: Buffer): string {
  return bytes.toString('latin1', Math.max(0, bytes.length - ZIP_TAIL))
}

function zipType(bytes: Buffer): string {
  const names = zipNames(bytes)
  const open = 'application/vnd.openxmlformats-officedocument'
  if (names.includes('[Content_Types].xml')) {
    const macro = names.includes('vbaProject.bin')
    if (names.includes('word/'))
      return macro ? 'application/vnd.ms-word.document.macroenabled.12' : `${open}.wordprocessingml.document`
    if (names.includes('xl/'))
      return macro || names.includes('xl/macrosheets/')
        ? 'application/vnd.ms-excel.sheet.macroenabled.12'
        : `${open}.spreadsheetml.sheet`
    if (names.includes('ppt/'))
      return macro
        ? 'application/vnd.ms-powerpoint.presentation.macroenabled.12'
        : `${open}.presentationml.presentation`
  }
  const kind = /^PK\u0003\u0004.{26}mimetype(application\/[a-z0-9.+-]{3,80})/s.exec(
    bytes.toString('latin1', 0, 150),
  )
  if (kind?.[1]) return kind[1].replace(/PK$/, '')
  if (names.includes('META-INF/MANIFEST.MF'))
    return names.includes('AndroidManifest.xml')
      ? 'application/vnd.android.package-archive'
      : 'application/java-archive'
  if (names.includes('AndroidManifest.xml')) return 'application/vnd.android.package-archive'
  if (names.includes('AppxManifest.xml')) return 'application/appx'
  return 'application/zip'
}

/** HTML, SVG and mail are told by how they begin (WHATWG MIME Sniffing §7.1 for HTML). */
function textType(head: string): string | undefined {
  const start = head.replace(/^(?:\u00ef\u00bb\u00bf)?\s+|^\u00ef\u00bb\u00bf/, '').slice(0, 2048)
  const lower = start.toLowerCase()
  if (
    /^(?:<!doctype html|<html|<head|<body|<script|<iframe|<table|<title|<style|<div|<a\s|<h1|<font|<br|<p[\s>])/.test(
      lower,
    )
  )
    return 'text/html'
  if (lower.startsWith('<svg') || (/^<(?:\?xml|!doctype svg|!--)/.test(lower) && lower.includes('<svg')))
    return 'image/svg+xml'
  if (lower.startsWith('<?xml') && isProfile(start)) return PROFILE
  if (lower.startsWith('<?xml') || lower.startsWith('<!--'))
    return lower.includes('<html') ? 'text/html' : lower.startsWith('<?xml') ? 'text/xml' : undefined
  return startsWithFields(start) ? 'message/rfc822' : undefined
}

/** Fields that stand at the head of mails and of little else. */
const MAIL_FIELD =
  /^(?:received|from|to|cc|subject|date|message-id|return-path|reply-to|mime-version|content-type|delivered-to|dkim-signature|arc-[a-z-]{4,30}|authentication-results|x-[\w-]{1,60}):/i
const ANY_FIELD = /^[!-9;-~]{1,100}:/

/** The first lines are two fields of mail, folded or not, and what stands between them is a field, too. */
function startsWithFields(start: string): boolean {
  let fields = 0
  for (const line of start.split('\n', 60)) {
    if (MAIL_FIELD.test(line)) fields++
    else if (!(fields > 0 && /^[ \t]+\S/.test(line)) && !ANY_FIELD.test(line)) return false
    if (fields === 2) return true
  }
  return false
}
