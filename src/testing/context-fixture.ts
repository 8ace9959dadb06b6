/** Contexts for tests of judging: a sender well known, with nothing unusual but what a test changes. */
import type { ClientTrait, PathTrait } from '../model/record.ts'
import type { SenderContext, TraitSurprise } from '../model/sender.ts'

export function ordinaryContext(changes: Partial<SenderContext> = {}): SenderContext {
  return {
    kind: 'sender-context',
    sender: 'anna@example.org',
    messages: 60,
    heldMessages: 0,
    days: 40,
    organisationMessages: 900,
    organisationSenders: 30,
    profile: { label: 'Thunderbird', messages: 60, firstSeen: 0, lastSeen: 1 },
    profiles: 1,
    client: [],
    clientDrift: -8,
    path: [],
    pathDrift: -5,
    recipients: [{ address: 'desk@news.example', seenBySender: 40, seenInOrganisation: 300 }],
    recipientOverlap: 1,
    links: [],
    services: [],
    linkHabit: 0.2,
    thread: {
      resolved: 0,
      anchors: 0,
      senderAnchored: 30,
      senderPosed: 30,
      organisationAnchored: 400,
      organisationPosed: 420,
      original: 'not-checkable',
      subjectSeen: 0,
      senderInThread: false,
    },
    identity: { sameName: [], lookalikes: [], replyToDiffers: false, replyToSeen: 0 },
    ...changes,
  }
}

/** A trait value never seen from the sender. */
export function surprise<T extends ClientTrait | PathTrait>(
  trait: T,
  value: string,
  usual: string,
): TraitSurprise<T> {
  return {
    trait,
    value,
    seen: 0,
    of: 50,
    usual,
    usualSeen: 50,
    seenInOrganisation: 3,
    ofOrganisation: 900,
    logRatio: 3.9,
  }
}
