import { type Socket, connect as tcpConnect } from 'node:net'
import { sameAddress } from './address-rules.ts'
import type { GuardedTarget } from './guarded-target.ts'

export type Connection =
  | { readonly kind: 'connected'; readonly socket: Socket; readonly address: string }
  | { readonly kind: 'refused' | 'failed' | 'late'; readonly detail: string }

/**
 * Connects to the checked addresses of a target, one after the other, and looks again at where the socket really
 * leads before anything is sent. `timeout` in milliseconds holds for all of them together. Never rejects.
 */
export async function guardedConnection(
  target: GuardedTarget,
  timeout: number,
  signal?: AbortSignal,
): Promise<Connection> {
  const late = AbortSignal.timeout(timeout)
  const over = signal === undefined ? late : AbortSignal.any([late, signal])
  let last: Connection = { kind: 'failed', detail: 'no address' }
  for (const place of target.places) {
    last = await connectTo(place, over)
    if (last.kind !== 'failed') return last
  }
  return last
}

function connectTo(place: GuardedTarget['places'][number], over: AbortSignal): Promise<Connection> {
  const { address, port } = place.connect
  return new Promise((done) => {
    if (over.aborted) {
      done({ kind: 'late', detail: 'no time left to connect' })
      return
    }
    const socket = tcpConnect({
      host: address,
      port,
      autoSelectFamily: false,
      // An address is given, so this is never called; if it ever were, the check would have been for nothing.
      lookup: (_host, _options, answer) => answer(new Error('no name may be looked up here'), '', 4),
    })
    const give = (result: Connection): void => {
      over.removeEventListener('abort', tooLate)
      socket.removeAllListeners('connect').removeAllListeners('error')
      // Whoever takes the socket listens for errors; until then one must not end the process.
      socket.on('error', () => undefined)
      if (result.kind !== 'connected') socket.destroy()
      done(result)
    }
    const tooLate = (): void => give({ kind: 'late', detail: 'no connection in time' })
    over.addEventListener('abort', tooLate, { once: true })
    socket.once('error', (error) => give({ kind: 'failed', detail: errorWord(error) }))
    socket.once('connect', () => {
      const { remoteAddress } = socket
      if (remoteAddress === undefined || !sameAddress(remoteAddress, address))
        give({ kind: 'refused', detail: `connected to ${remoteAddress ?? 'nobody'} instead of ${address}` })
      else give({ kind: 'connected', socket, address: place.address })
    })
  })
}

/** Short word for an error of the network, e.g. `ECONNRESET`. */
export function errorWord(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message.slice(0, 120) : 'unknown error'
}
