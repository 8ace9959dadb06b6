import type { IndicatorType } from '../model/indicator.ts'

/** A string literal of the STIX pattern language (STIX 2.1 §9.2). */
export const stixString = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const HASH_NAMES: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: "'SHA-1'",
  sha224: "'SHA-224'",
  sha256: "'SHA-256'",
  sha384: "'SHA-384'",
  sha512: "'SHA-512'",
}

/**
 * The STIX pattern that names this value. A domain is its name alone where the name tells by itself that all below is
 * meant. Read back by `readPlainPattern` it gives the same type and value.
 * @param zone whether a `domain` has to be written out with everything below it.
 */
export function stixPatternOf(
  { type, value }: { readonly type: IndicatorType; readonly value: string },
  zone = false,
): string | undefined {
  switch (type) {
    case 'url':
      return `[url:value = ${stixString(value)}]`
    case 'path':
      // A percent sign that begins no escape would be a wildcard.
      return /%(?![0-9a-f]{2})/i.test(value)
        ? `[url:value MATCHES ${stixString(value.replace(/[^\w/-]/g, '\\$&'))}]`
        : `[url:value LIKE ${stixString(`%${value}%`)}]`
    case 'host':
      return `[domain-name:value = ${stixString(value)}]`
    case 'domain': {
      const name = `domain-name:value = ${stixString(value)}`
      return zone ? `[${name} OR domain-name:value LIKE ${stixString(`%.${value}`)}]` : `[${name}]`
    }
    case 'address':
      return `[email-addr:value = ${stixString(value)}]`
    case 'ip': {
      const port = /^(?:\[(.+)\]|([\d.]+)):(\d+)$/.exec(value)
      if (port === null) return `[${family(value)}:value = ${stixString(value)}]`
      const address = port[1] ?? port[2] ?? ''
      return `[network-traffic:dst_ref.value = ${stixString(address)} AND network-traffic:dst_port = ${port[3]}]`
    }
    case 'network':
      return `[${family(value)}:value = ${stixString(value)}]`
    case 'message-id':
      return `[email-message:message_id = ${stixString(value)}]`
    case 'file-hash': {
      const [name = '', digits = ''] = value.split(':')
      const method = HASH_NAMES[name]
      return method && `[file:hashes.${method} = ${stixString(digits)}]`
    }
    case 'file-name':
      return `[file:name = ${stixString(value)}]`
    case 'text': {
      const words = stixString(`%${value}%`)
      return `[email-message:subject LIKE ${words} OR email-message:body LIKE ${words}]`
    }
    case 'pattern':
      return value
  }
}

const family = (value: string): string => (value.includes(':') ? 'ipv6-addr' : 'ipv4-addr')
