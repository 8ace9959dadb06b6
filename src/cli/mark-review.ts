/** The author goes through the places of a document and says which may be written in another way. */
import type { MarkDecision, MarkPlace, MarkPlan } from '../model/mark.ts'
import type { Library } from './library.ts'

/** Asks one question; undefined at the end of the input. */
export type Ask = (question: string) => Promise<string | undefined>

export interface ReviewTools {
  readonly library: Pick<Library, 'markPlaceTrouble' | 'markSentence' | 'placeText'>
  readonly master: Parameters<Library['markSentence']>[0]
  readonly ask: Ask
  readonly show: (text: string) => void
  readonly page: { readonly width: number; readonly color: boolean }
}

const HELP = `y  both forms are fine: use this place
n  leave it as it is
e  write the other form yourself
s  decide later
b  back to the place before
Y  yes to this and all that follow of this kind
N  no to this and all that follow of this kind
q  stop here and keep what was said`

/** The plan with the author's decisions, and whether the end was reached. Open places are asked, in order. */
export async function reviewPlaces(
  plan: MarkPlan,
  tools: ReviewTools,
): Promise<{ readonly plan: MarkPlan; readonly finished: boolean }> {
  const places = [...plan.places]
  const result = (finished: boolean): { plan: MarkPlan; finished: boolean } => ({
    plan: { ...plan, places },
    finished,
  })
  const wording = places.flatMap((place, i) => (place.layer === 'wording' ? [i] : []))
  tools.show(
    'Each sentence is shown as it is now and with other words in brackets. Say y where both mean the same to you, n where not; ? shows the other answers.\n',
  )
  for (let at = 0; at < wording.length; ) {
    const index = wording[at]!
    const place = places[index]!
    if (place.decision !== 'open') {
      at++
      continue
    }
    const { before, at: offset } = tools.library.markSentence(tools.master, place)
    tools.show(
      tools.library.placeText({ number: at + 1, of: wording.length, place, before, at: offset }, tools.page),
    )
    const answer = (await tools.ask('y/n/e/s/b/Y/N/q/? '))?.trim()
    if (answer === undefined || answer === 'q') return result(false)
    if (answer === 'y' || answer === 'n') {
      places[index] = { ...place, decision: answer === 'y' ? 'accepted' : 'rejected' }
      at++
    } else if (answer === 'Y' || answer === 'N') {
      decideKind(places, index, place.rule, answer === 'Y' ? 'accepted' : 'rejected')
      at++
    } else if (answer === 'e') {
      const edited = await askOther(place, tools)
      if (edited) {
        places[index] = edited
        at++
      }
    } else if (answer === 's') at++
    else if (answer === 'b') {
      at = Math.max(0, at - 1)
      places[wording[at]!] = { ...places[wording[at]!]!, decision: 'open' }
    } else tools.show(HELP)
  }
  return result(await reviewKinds(places, tools))
}

/** Places nobody reads one by one: quotation marks, spaces and layout are approved as kinds. */
async function reviewKinds(places: MarkPlace[], tools: ReviewTools): Promise<boolean> {
  const kinds = [
    ...new Set(
      places
        .filter(({ layer, decision }) => layer !== 'wording' && decision === 'open')
        .map(({ rule }) => rule),
    ),
  ]
  for (const rule of kinds) {
    const first = places.findIndex((place) => place.rule === rule && place.decision === 'open')
    const count = places.filter((place) => place.rule === rule && place.decision === 'open').length
    const answer = await tools.ask(`\n${KIND_QUESTIONS[rule] ?? rule} (places: ${count}) y/n `)
    if (answer === undefined || answer.trim() === 'q') return false
    const said = answer.trim().toLowerCase()
    decideKind(places, first, rule, said === 'y' || said === 'yes' ? 'accepted' : 'rejected')
  }
  return true
}

const KIND_QUESTIONS: Readonly<Record<string, string>> = {
  apostrophe: 'May apostrophes be straight in some places and curly in others?',
  dash: 'May dashes be short in some places and long in others?',
  ellipsis: 'May an ellipsis be one character in some places and three dots in others?',
  'sentence-space': 'May some sentences be followed by two spaces?',
  'letter-spacing': 'May letters stand a hair wider in some paragraphs?',
  'line-end': 'May the first line of some paragraphs end one word earlier?',
}

function decideKind(places: MarkPlace[], from: number, rule: string, decision: MarkDecision): void {
  for (let i = from; i < places.length; i++) {
    const place = places[i]!
    if (place.rule === rule && place.decision === 'open') places[i] = { ...place, decision }
  }
}

async function askOther(
  place: MarkPlace,
  { library, master, ask, show }: ReviewTools,
): Promise<MarkPlace | undefined> {
  const alternative = await ask(`instead of “${place.original}”: `)
  if (alternative === undefined || alternative.trim() === '') return undefined
  // Space at the ends of the original is part of the place and is not asked for.
  const lead = /^\s*/.exec(place.original)![0]
  const trail = /\s*$/.exec(place.original)![0]
  const edited: MarkPlace = {
    ...place,
    alternative: `${lead}${alternative.trim()}${trail}`,
    decision: 'accepted',
  }
  const trouble = library.markPlaceTrouble(master, edited)
  if (trouble !== undefined) {
    show(`that cannot be used: ${trouble}`)
    return undefined
  }
  return edited
}
