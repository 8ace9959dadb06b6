import type { DefaultTreeAdapterTypes } from 'parse5'
import { parse } from 'parse5'

/** An address an HTML document holds, as a browser's tree has it. */
export interface FoundUrl {
  readonly element: string
  readonly attribute: string
  /** White space and controls at the ends and line ends inside are gone (WHATWG URL §4.4). */
  readonly url: string
}

const ATTRIBUTES = new Set(
  (
    'href xlink:href src action formaction data poster background lowsrc dynsrc cite longdesc codebase code ping ' +
    'from to values folder'
  ).split(' '),
)

const clean = (text: string): string => text.replace(/^[\x00-\x20]+|[\x00-\x20]+$|[\t\r\n]/g, '')

/**
 * Every address in the attributes and styles of a document, found in the tree that parse5 builds by the HTML
 * Standard. The reader works on tokens instead, so both agree only where the reader keeps to what browsers do.
 */
export function urlsOfDocument(html: string): FoundUrl[] {
  const found: FoundUrl[] = []
  const add = (element: string, attribute: string, value: string) => {
    const url = clean(value)
    if (url !== '') found.push({ element, attribute, url })
  }
  const css = (element: string, text: string) => {
    for (const match of text.matchAll(
      /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi,
    ))
      add(element, 'css', match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '')
  }
  const open: DefaultTreeAdapterTypes.Node[] = [parse(html, { scriptingEnabled: false })]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('content' in node) open.push(node.content)
    if ('tagName' in node) {
      for (const { name, prefix, value } of node.attrs) {
        const full = prefix ? `${prefix}:${name}` : name
        if (ATTRIBUTES.has(full)) add(node.tagName, full, value)
        else if (name === 'srcset')
          for (const piece of value.split(',')) add(node.tagName, name, piece.trim().split(/\s/)[0] ?? '')
        else if (name === 'style') css(node.tagName, value)
      }
      const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value ?? ''
      if (node.tagName === 'meta' && attribute('http-equiv').toLowerCase() === 'refresh') {
        const url = /url\s*=\s*["']?(.*)/is.exec(attribute('content'))?.[1]
        if (url !== undefined) add('meta', 'content', url.replace(/["'].*$/s, ''))
      }
      if (node.tagName === 'style')
        css('style', node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''))
    }
    if ('childNodes' in node) open.push(...node.childNodes)
  }
  return found
}

/** `javascript` and the like, `data`, or undefined for what runs nothing. */
export function scriptScheme(url: string): string | undefined {
  return /^(javascript|vbscript|livescript|mocha|data):/i.exec(url)?.[1]?.toLowerCase()
}

/** Host names of the web addresses written out in running text. */
export function hostsInText(text: string): Set<string> {
  const hosts = new Set<string>()
  for (const [url] of text.matchAll(/\bhttps?:\/\/[^\s<>"'()[\]{}|\\^`\u00a0]+/gi)) {
    const host = URL.parse(url.replace(/[.,;:!?*_~]+$/, ''))?.hostname
    if (host) hosts.add(host.replace(/\.$/, ''))
  }
  return hosts
}
