/** Hostile text inside our own sentences: control, bidi and invisible characters dropped, cut, dots of hosts broken. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

/** A value in a sentence, at most `length` characters. */
export function quote(text: string, length = 60): string {
  const plain = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain
}

/** A host or URL that no program turns into a link: `hxxps://login[.]example`. */
export function defanged(value: string, length = 80): string {
  return quote(value, length).replace(/^http/i, 'hxxp').replace(/\./g, '[.]')
}

/** `2,713`. */
export function grouped(n: number): string {
  return Number.isInteger(n) ? String(n).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',') : String(n)
}

/** `1 mail`, `12 mails`; with a word before: `12 earlier mails`. */
export function mails(n: number, which: string = ''): string {
  return `${grouped(n)} ${which ? `${which} ` : ''}${n === 1 ? 'mail' : 'mails'}`
}
