/** Characters kept of a value. */
const LONGEST = 300
/** Bytes of XMP to look at; real ones are 3 to 100 KB, Photoshop's history may be megabytes. */
export const XMP_LENGTH = 4_000_000

/** Milliseconds of an ISO 8601 date, undefined when it is none. */
export function isoDate(text: string | undefined): number | undefined {
  const time = text === undefined || !/^\d{4}-\d\d/.test(text) ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

/**
 * The first value of a property of an XMP packet (ISO 16684-1), written as an attribute, as an element, or as the first item of a list in one.
 */
export function xmpValue(xmp: string, property: string): string | undefined {
  for (let at = xmp.indexOf(property); at >= 0; at = xmp.indexOf(property, at + property.length)) {
    const rest = xmp.slice(at + property.length, at + property.length + 2_000)
    const attribute = /^\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/.exec(rest)
    const value = attribute
      ? (attribute[1] ?? attribute[2])
      : xmp[at - 1] === '<'
        ? elementText(rest)
        : undefined
    const text = value === undefined ? '' : plainXml(value).trim().slice(0, LONGEST)
    if (text !== '') return text
  }
  return undefined
}

function elementText(rest: string): string | undefined {
  let at = rest.indexOf('>')
  // Past the tags of a list (`<rdf:Alt><rdf:li …>`), to the first text.
  for (let i = 0; at >= 0 && i < 6; i++) {
    const next = rest.indexOf('<', at)
    if (next < 0) return undefined
    const text = rest.slice(at + 1, next)
    if (text.trim() !== '') return text
    if (rest[next + 1] === '/') return undefined
    at = rest.indexOf('>', next)
  }
  return undefined
}

const plainXml = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
