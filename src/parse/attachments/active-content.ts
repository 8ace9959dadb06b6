import { zipNames } from './detect-type.ts'

/**
 * Extensions whose opening runs something: programs, scripts, shortcuts, disk images (which hide the mark of the
 * web), documents with macros, pages and pictures with script, installers. Collected from the blocked lists of
 * Outlook and Gmail and from what campaigns of the last years carried.
 */
const ACTIVE_EXTENSIONS = new Set(
  (
    'exe com scr pif cpl msi msp mst msix msixbundle appx appxbundle appinstaller application appref-ms gadget dll ocx sys drv ' +
    'js jse mjs vbs vbe vb wsf wsh wsc ws sct hta bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 msh mshxml sh bash csh ksh ' +
    'command workflow action scpt applescript terminal py pyc pyw pyz pl rb lua php ahk au3 jar jnlp class ' +
    'lnk url website desktop scf inf reg library-ms search-ms searchconnector-ms settingcontent-ms theme themepack ' +
    'iso img vhd vhdx vmdk udf dmg pkg mpkg app one onepkg chm hlp ' +
    'docm dotm xlsm xltm xlsb xlam xla xll xlm pptm potm ppam ppsm sldm accdb accde accdr mdb mde ade adp mam slk iqy oqy rqy dqy ' +
    'htm html xhtml xht shtml shtm mht mhtml svg svgz xsl xslt xml-html swf ' +
    'apk xapk ipa deb rpm run elf bin rdp diagcab diagpkg grp mad maf mag mas mav maw msc isp ins job ' +
    'mobileconfig crt-exe wll wiz prg xbap vsto vsix'
  ).split(' '),
)

const ACTIVE_TYPES = new Set([
  'application/vnd.microsoft.portable-executable',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/appx',
  'application/x-msi',
  'application/x-ms-shortcut',
  'application/x-apple-aspen-config',
  'application/x-url-shortcut',
  'application/onenote',
  'application/vnd.ms-htmlhelp',
  'application/x-iso9660-image',
  'application/x-vhd',
  'application/x-vhdx',
  'application/x-vmdk',
  'application/x-shockwave-flash',
  'application/vnd.debian.binary-package',
  'application/x-rpm',
  'application/vnd.ms-word.document.macroenabled.12',
  'application/vnd.ms-excel.sheet.macroenabled.12',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12',
  'text/x-shellscript',
  'text/html',
  'image/svg+xml',
])

/** Names in an archive that are looked at. Attack: a zip of a million files. */
const MAX_ARCHIVED = 2_000

/**
 * True when opening the file can run something, told by its extension, its content, or an archive's list of names.
 * A file of several extensions (`invoice.pdf.exe`) is judged by the last one, as the system that opens it does.
 */
export function isActive(extension: string, detectedType: string | undefined, bytes: Buffer): boolean {
  if (ACTIVE_EXTENSIONS.has(extension)) return true
  if (detectedType === undefined) return false
  if (ACTIVE_TYPES.has(detectedType)) return true
  if (detectedType === 'application/zip') return holdsActiveName(bytes)
  // Office files of the old format keep their macros in a storage of this name ([MS-OVBA] §2.2.1).
  return OLE_WITH_MACROS.has(detectedType) && (bytes.includes(VBA_PROJECT) || bytes.includes(VBA_STORAGE))
}

const OLE_WITH_MACROS = new Set([
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-ole-storage',
])
const VBA_PROJECT = Buffer.from('_VBA_PROJECT', 'utf16le')
const VBA_STORAGE = Buffer.from('VBA\0\0', 'utf16le')

/** Reads the central directory (APPNOTE.TXT §4.3.12): signature, 42 bytes of numbers, name. */
function holdsActiveName(bytes: Buffer): boolean {
  const directory = zipNames(bytes)
  let at = directory.indexOf('PK\u0001\u0002')
  for (let count = 0; at >= 0 && count < MAX_ARCHIVED; count++) {
    const length = directory.charCodeAt(at + 28) | (directory.charCodeAt(at + 29) << 8)
    if (ACTIVE_EXTENSIONS.has(extensionOf(directory.slice(at + 46, at + 46 + length)))) return true
    at = directory.indexOf('PK\u0001\u0002', at + 46)
  }
  return false
}

/** Longest extension believed to be one. */
const MAX_EXTENSION = 24

/**
 * Extension of a file name as the system that opens it sees it: lower case, without the dot; dots and spaces at the
 * end do not count (Windows drops them), invisible and direction-changing characters do not either.
 */
export function extensionOf(name: string): string {
  const visible = name
    .slice(-300)
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(/[. ]+$/, '')
  const base = visible.slice(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  const extension = dot < 0 ? '' : base.slice(dot + 1).toLowerCase()
  return extension.length <= MAX_EXTENSION && !extension.includes(' ') ? extension : ''
}
