import { type Finding, SEVERITIES } from '../../model/finding.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { DetectorTrace } from '../../model/scan.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { ChannelResult, GateResult } from '../../model/verdict.ts'
import { activeAttachment } from './active-attachment.ts'
import { changedAsk } from './changed-ask.ts'
import { clientDrift, pathDrift } from './client-drift.ts'
import { courierToUnseen } from './courier-to-unseen.ts'
import { deceptiveLink } from './deceptive-link.ts'
import { type Detector, finding } from './detector.ts'
import { firstContactLure } from './first-contact-lure.ts'
import { foreignWrapper } from './foreign-wrapper.ts'
import { freshHost } from './fresh-host.ts'
import { gatewayInside } from './gateway-inside.ts'
import { knownNameNewAddress, lookalikeAddress } from './identity-clash.ts'
import { kitPath } from './kit-path.ts'
import { lookAlikeHost } from './look-alike-host.ts'
import { newLinkDomain } from './new-link-domain.ts'
import { newService } from './new-service.ts'
import { recipientCarried } from './recipient-carried.ts'
import { replyDiverted } from './reply-diverted.ts'
import { stopOver } from './stop-over.ts'
import { styleDrift } from './style-drift.ts'
import { threadMismatch } from './thread-mismatch.ts'
import { unanchoredThread } from './unanchored-thread.ts'
import { unusualRecipients } from './unusual-recipients.ts'

/** Every detector. Adding one is adding a file and a line here. */
export const ALL_DETECTORS: readonly Detector[] = [
  clientDrift,
  pathDrift,
  deceptiveLink,
  stopOver,
  lookAlikeHost,
  foreignWrapper,
  gatewayInside,
  newLinkDomain,
  newService,
  courierToUnseen,
  recipientCarried,
  kitPath,
  freshHost,
  unanchoredThread,
  threadMismatch,
  unusualRecipients,
  activeAttachment,
  knownNameNewAddress,
  lookalikeAddress,
  replyDiverted,
  changedAsk,
  styleDrift,
  firstContactLure,
]

/** All findings of a message, most severe first. Pure. */
export function findingsOf(
  record: MessageRecord,
  context: SenderContext,
  gates: readonly GateResult[],
  channels: readonly ChannelResult[],
): readonly Finding[] {
  const found: Finding[] = []
  for (const detector of ALL_DETECTORS) {
    const result = detector.detect({ record, context, gates, channels })
    if (typeof result !== 'string') found.push(finding(detector, result))
  }
  return found.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
}

/** For every detector, what it found or why it kept silent. Pure. */
export function detectorTraces(
  record: MessageRecord,
  context: SenderContext,
  gates: readonly GateResult[],
  channels: readonly ChannelResult[],
): readonly DetectorTrace[] {
  return ALL_DETECTORS.map((detector) => {
    const result = detector.detect({ record, context, gates, channels })
    return typeof result === 'string'
      ? { id: detector.id, fired: false, because: result }
      : { id: detector.id, fired: true, because: result.seen }
  })
}
