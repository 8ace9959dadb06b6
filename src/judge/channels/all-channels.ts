import { asksChannel } from './asks-channel.ts'
import { attachmentsChannel } from './attachments-channel.ts'
import type { ChannelRule } from './channel.ts'
import { clientChannel, pathChannel } from './habit-channels.ts'
import { identityChannel } from './identity-channel.ts'
import { linksChannel } from './links-channel.ts'
import { pretenceChannel } from './pretence-channel.ts'
import { recipientsChannel } from './recipients-channel.ts'
import { servicesChannel } from './services-channel.ts'
import { styleChannel } from './style-channel.ts'
import { threadChannel } from './thread-channel.ts'

/** Every channel, in the order they are shown. */
export const ALL_CHANNELS: readonly ChannelRule[] = [
  clientChannel,
  pathChannel,
  recipientsChannel,
  linksChannel,
  servicesChannel,
  threadChannel,
  identityChannel,
  attachmentsChannel,
  asksChannel,
  styleChannel,
  pretenceChannel,
]
