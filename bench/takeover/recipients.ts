/** Whom a made mail goes to. */
import type { Mailbox } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { inventedHost } from './lures.ts'
import { type PastIndex, senderOf } from './past-index.ts'
import type { Scene, Sources } from './scene.ts'

export interface Recipients {
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
}

/** Whom the victim wrote to lately, or, for a stranger to these habits, whom somebody else wrote to. */
export function recipientsOf(index: PastIndex, scene: Scene, usual: boolean): Recipients | undefined {
  const { dice, victim, place, own } = scene
  for (let round = 0; round < 30; round++) {
    const record = usual
      ? index.records[dice.pick(own.slice(-15))]!
      : index.records[Math.max(0, place - 1 - dice.below(4000))]!
    if (!usual && senderOf(record) === victim.address.toLowerCase()) continue
    const not = (one: Mailbox): boolean =>
      one.address.toLowerCase() !== victim.address.toLowerCase() && one.address.includes('@')
    const to = record.to.filter(not).slice(0, 12)
    const cc = record.cc.filter(not).slice(0, 20)
    if (to.length > 0) return { to, cc }
  }
  return undefined
}

/** Everybody of the thread, or only its last writer and somebody it does not concern. */
export function answered(
  index: PastIndex,
  scene: Scene,
  parent: MessageRecord,
  usual: boolean,
): Recipients | undefined {
  const sender = scene.victim.address.toLowerCase()
  const others = [...parent.to, ...parent.cc].filter(
    (one) =>
      one.address.toLowerCase() !== sender &&
      one.address.toLowerCase() !== senderOf(parent) &&
      one.address.includes('@'),
  )
  if (usual) return { to: [parent.from], cc: others.slice(0, 20) }
  const stranger = recipientsOf(index, scene, false)
  if (!stranger) return undefined
  const list = others.filter((one) => one.address.toLowerCase() === index.listAddress)
  return { to: [parent.from], cc: [...list, ...stranger.to.slice(0, 1)] }
}

/** Somebody nobody here wrote to yet, at a host nobody has; the list in copy. */
export function newPartner({ lures, index }: Sources, scene: Scene): Recipients {
  const given = scene.dice.pick(lures.givenNames)
  const family = scene.dice.pick(lures.familyNames)
  const host = inventedHost(lures, scene.dice).replace(/^www\./, '')
  return {
    to: [{ name: `${given} ${family}`, address: `${given}.${family}@${host}`.toLowerCase() }],
    cc: [{ name: '', address: index.listAddress }],
  }
}
