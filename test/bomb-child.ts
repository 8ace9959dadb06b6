// Reads one bomb in a process of its own and prints what it took: name of the bomb as the only argument.

import { statedAuthentication } from '../src/enrich/auth/authenticate.ts'
import { messageRecord } from '../src/enrich/record.ts'
import { parseMessage } from '../src/parse/parse-message.ts'
import { buildMessage } from '../src/testing/message-builder.ts'
import { BOMBS } from './bomb-messages.ts'

const read = (bytes: Uint8Array) => {
  const message = parseMessage(bytes)
  messageRecord(
    { source: { file: '/bomb', format: 'eml', offset: 0, length: bytes.length }, issues: [] },
    message,
    statedAuthentication(message, [], []),
  )
  return message
}

const bytes = BOMBS[process.argv[2] ?? '']?.make()
if (!bytes) throw new TypeError('no such bomb')
// What the engine needs for the first mail of all is not the bomb's.
read(buildMessage({ html: '<p>x</p>', text: 'x' }))
const before = process.resourceUsage().maxRSS
const start = process.cpuUsage()
const { issues } = read(bytes)
const { user, system } = process.cpuUsage(start)
console.log(
  JSON.stringify({
    bytes: bytes.length,
    milliseconds: (user + system) / 1000,
    // Kilobytes on Linux; the highest point so far, so that what came before the bomb can only hide growth below it.
    megabytes: (process.resourceUsage().maxRSS - before) / 1024,
    codes: [...new Set(issues.map(({ code }) => code))],
  }),
)
