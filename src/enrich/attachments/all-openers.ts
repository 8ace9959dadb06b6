import { archive } from './archive/archive-opener.ts'
import { calendar } from './calendar/calendar-opener.ts'
import { image } from './image/image-opener.ts'
import { mail } from './mail/mail-opener.ts'
import { flatXml } from './office/flat-xml-opener.ts'
import { odf } from './office/odf-opener.ts'
import { ole } from './office/ole-opener.ts'
import { ooxml } from './office/ooxml-opener.ts'
import type { Opener } from './opener.ts'
import { pdf } from './pdf/pdf-opener.ts'
import { rtf } from './rtf/rtf-opener.ts'
import { openpgp } from './signed/openpgp-opener.ts'
import { signedFile } from './signed/signed-opener.ts'
import { plainText } from './text/text-opener.ts'
import { vcard } from './vcard/vcard-opener.ts'
import { html } from './web/html-opener.ts'
import { scriptFile } from './web/script-opener.ts'
import { shortcut } from './web/shortcut-opener.ts'

/** Every format that is looked into; the first opener that accepts a file opens it. */
export const ALL_OPENERS: readonly Opener[] = [
  pdf,
  // before pictures: a vector picture is a page that can hold scripts
  html,
  image,
  ooxml,
  odf,
  ole,
  rtf,
  calendar,
  vcard,
  mail,
  // before scripts and text: told by name where the content is only text
  shortcut,
  signedFile,
  openpgp,
  scriptFile,
  // takes all XML, and leaves what is no document to the text reader
  flatXml,
  archive,

  // last: takes every text that none of the above knows
  plainText,
]
