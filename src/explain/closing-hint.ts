import type { Digest } from '../model/bytes.ts'
import { columns } from './columns.ts'
import { shortDigest } from './evidence-text.ts'
import { countText } from './layout.ts'
import { startPage, type TextOptions } from './page.ts'

/** Columns before a command. */
const INDENT = 2

/** What a scan leaves to do for a person. */
export interface ClosingHint {
  /** The mail to begin with: the first alert, or the first that was held. */
  readonly digest: Digest
  /** Held mails about which nobody has said anything. */
  readonly waiting: number
  /** The program as it was called, quoted for the shell: `npx counterfoil`. */
  readonly program: string
  /** The options that name the store again, quoted for the shell; absent when nothing was kept. */
  readonly store?: string
  /** Without a store: the options that make `explain` read the same mail again. */
  readonly history?: string
}

/** What to do after a scan, with the commands to type. Ends with a line end. */
export function closingHintText(hint: ClosingHint, options: TextOptions): string {
  const { waiting, program, store, history } = hint
  const digest = shortDigest(hint.digest)
  const page = startPage(options)
  // A command that the page would break could not be copied: it goes on as a shell reads it.
  const command = (words: string, place: string): void => {
    const start = `${program} ${words}`
    const fits = columns(`${start} ${place}`) <= page.width - INDENT
    page.text({ exact: fits ? `${start} ${place}`.trimEnd() : `${start} \\` }, { indent: INDENT })
    if (!fits) page.text({ exact: place }, { indent: 2 * INDENT })
  }
  page.heading('What you can do now')
  page.text('See everything that was compared for the first of these mails:')
  command(`explain ${digest}`, store ?? history ?? '')
  if (store === undefined)
    page.text({
      exact:
        'To write down who wrote a mail, scan with --store mail.counterfoil first: this time nothing was kept.',
    })
  else {
    page.text(
      'When you have asked the sender, write down what came out: --confirm when somebody else wrote it, --release when the sender did. Put your reason where “why” stands.',
    )
    command(`review ${digest} --confirm "why"`, store)
    command(`review ${digest} --release "why"`, store)
  }
  const [is, it] = waiting === 1 ? ['is', 'it'] : ['are', 'them']
  page.gap()
  page.text(
    `${countText(waiting, 'mail')} ${is} held for a person to look at. Nothing is learned from ${it} until ${waiting === 1 ? 'it is' : 'they are'} released.`,
  )
  return page.toString()
}
