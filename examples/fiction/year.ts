// The ordinary mail of fourteen months, put together.
import { seededRandom } from '../../src/testing/seeded-random.ts'
import { openDesk } from './desk.ts'
import { oddities } from './oddities.ts'
import type { PostOffice } from './post-office.ts'
import { invitations, list, newsletters, notifications } from './services.ts'
import { directorsOffice, forwards, talk } from './talk.ts'

/** Writes the year into the post office. */
export function writeYear(office: PostOffice, seed: string): void {
  const random = seededRandom(`${seed} year`)
  const desk = openDesk(office, random)
  const errands: { readonly time: number; readonly run: () => void }[] = []
  for (const plan of [
    talk,
    directorsOffice,
    newsletters,
    list,
    invitations,
    notifications,
    forwards,
    oddities,
  ])
    errands.push(...plan(desk))
  // the order of sending decides identifiers, so it is the order of time and not of the plans above
  for (const errand of errands.toSorted((a, b) => a.time - b.time)) errand.run()
}
