import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { ObservableType } from '../model/ports.ts'
import { ipFromKey, ipKey } from './ip-key.ts'

/**
 * Keys longer than this keep their beginning and a hash of the whole: a mail with megabytes of URL must not
 * bloat the index. Such a value is found by its whole self, and shown shortened.
 */
const KEY_LIMIT = 1024
const KEY_HEAD = 900
const DOT = 0x2e

/**
 * The text under which a value is kept. Hosts are turned round by label and every label ends in a dot
 * (`www.example.com` → `com.example.www.`), addresses likewise with the local part behind (`com.example.@ann`), so
 * that everything below a domain is one range of a B-tree and `ample.com` never meets `example.com`. Host names
 * are in ASCII form (UTS 46), addresses in lower case, IPs as numbers that sort by network, URLs as the WHATWG parser
 * writes them. Text that is not well
 * formed Unicode has its lone surrogates replaced.
 */
export function observableKey(type: ObservableType, value: string): string {
  return bounded(plainKey(type, value.toWellFormed()))
}

function plainKey(type: ObservableType, value: string): string {
  switch (type) {
    case 'host':
      return reversed(value)
    case 'address':
      return addressKey(value)
    case 'ip':
      return ipKey(value)
    case 'sha256':
    case 'sha1':
    case 'md5':
      return value.toLowerCase().replace(/^(?:sha256|sha1|md5):/, '')
    case 'file-name':
      return value.normalize('NFC').toLowerCase()
    case 'url':
    case 'message-id':
      return value
  }
}

/** The value a key was made from, in the normal form described at `observableKey`. */
export function observableValue(type: ObservableType, key: string): string {
  if (type === 'host') return restored(key)
  if (type === 'ip') return ipFromKey(key)
  if (type !== 'address') return key
  const at = key.indexOf('@')
  const local = key.slice(at + 1)
  return at === 0 ? local : `${local}@${restored(key.slice(0, at))}`
}

/** Brings a value a person typed into the form the reader writes, before it is made a key. */
export function typedValue(type: ObservableType, value: string): string {
  const bare = value.trim()
  switch (type) {
    case 'host':
    case 'address':
      return bare
    case 'url':
      return URL.parse(bare)?.href ?? bare
    case 'ip':
      return (
        URL.parse(bare.includes(':') ? `http://[${bare.replace(/^\[|\]$/g, '')}]` : `http://${bare}`)
          ?.hostname ?? bare
      )
    case 'message-id':
      return bare.startsWith('<') && bare.endsWith('>') ? bare.slice(1, -1) : bare
    case 'sha256':
    case 'sha1':
    case 'md5':
    case 'file-name':
      return bare
  }
}

/** Half-open range of keys. */
export interface KeyRange {
  readonly from: string
  readonly below: string
}

/** Keys of hosts and addresses at a domain and everything under it; `example.org`, `.example.org`, `@example.org`. */
export function domainRange(domain: string): KeyRange {
  const from = reversed(
    domain
      .trim()
      .toWellFormed()
      .replace(/^(\*?\.|@)/, ''),
  )
  // '/' follows '.' in ASCII: everything that starts with the labels, and nothing else.
  return { from, below: `${from.slice(0, -1)}/` }
}

/** Keys of addresses exactly at a domain. */
export function mailRange(domain: string): KeyRange {
  const from = reversed(domain.trim().toWellFormed())
  // 'A' follows '@'.
  return { from: `${from}@`, below: `${from}A` }
}

function addressKey(value: string): string {
  const lower = value.toLowerCase()
  const at = lower.lastIndexOf('@')
  return at < 0 ? `@${lower}` : `${reversed(lower.slice(at + 1))}@${lower.slice(0, at)}`
}

function reversed(host: string): string {
  const name = host.toLowerCase()
  let end = name.length
  while (end > 0 && name.charCodeAt(end - 1) === DOT) end--
  const labels = asciiLabels(name.slice(0, end))
  return `${labels.reverse().join('.')}.`
}

/**
 * Labels in ASCII form. Each is converted by itself, so that a name that is no host name as a whole still sorts under
 * its domain; with a label behind it, as a last label of digits would be read as an IPv4 address. Labels that cannot be
 * converted stay as they are.
 */
function asciiLabels(name: string): string[] {
  if (!/[^\x00-\x7f]/.test(name)) return name.split('.')
  return name.split('.').flatMap((label) => {
    const ascii = /[^\x00-\x7f]/.test(label) ? domainToASCII(`${label}.a`).slice(0, -2) : ''
    // An ideographic full stop inside the label makes several of it.
    return (ascii || label).split('.')
  })
}

function restored(key: string): string {
  return key.slice(0, -1).split('.').reverse().join('.')
}

function bounded(key: string): string {
  if (key.length <= KEY_LIMIT) return key
  const hash = createHash('sha256').update(key).digest('hex')
  return `${key.slice(0, KEY_HEAD).toWellFormed()}…sha256:${hash}`
}
