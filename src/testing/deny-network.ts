/**
 * Preload (`node --import`) that refuses every outward door: sockets, DNS, datagrams and fetch throw. Tests that
 * run under it prove that they are offline. Loopback is refused too unless COUNTERFOIL_TEST_LOOPBACK=1, which
 * only suites that start their own servers set. A test file that starts servers of its own calls `allowLoopback`;
 * what is refused stays countable by `refusedAttempts`, so that a test can show that nothing even tried.
 */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const loopback = process.env.COUNTERFOIL_TEST_LOOPBACK === '1'

let loopbackAddresses = false
const refused: string[] = []

/**
 * From now on this process may connect to literal loopback addresses (127.0.0.0/8 and ::1); names, the DNS,
 * datagrams and every other address stay refused. For test files that start their own servers.
 */
export function allowLoopback(): void {
  loopbackAddresses = true
}

/** What was refused so far, in order. */
export const refusedAttempts = (): readonly string[] => refused

const isLoopback = (host: unknown): boolean =>
  typeof host === 'string' && (host === '::1' || (net.isIPv4(host) && host.startsWith('127.')))

function refuse(what: string): never {
  refused.push(what)
  throw new Error(`network denied in tests: ${what}`)
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function denied(this: net.Socket, ...args: unknown[]): net.Socket {
  const list = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  const first = list[0]
  const options = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : undefined
  const host = options ? options.host : list[1]
  const isPipe = options ? typeof options.path === 'string' : typeof first === 'string'
  if (isPipe) return Reflect.apply(connect, this, args) as net.Socket
  if (loopback && (host === undefined || host === '127.0.0.1' || host === '::1' || host === 'localhost'))
    return Reflect.apply(connect, this, args) as net.Socket
  if (loopbackAddresses && isLoopback(host)) return Reflect.apply(connect, this, args) as net.Socket
  return refuse(`connect to ${String(host ?? 'localhost')}`)
} as typeof connect

for (const target of [dns, dns.promises] as unknown as Record<string, unknown>[])
  for (const name of Object.keys(target))
    if (/^(lookup|resolve|reverse)/.test(name) && typeof target[name] === 'function') {
      const original = target[name] as (...args: unknown[]) => unknown
      target[name] = (...args: unknown[]) =>
        // a server that listens on a literal address asks for it, and is answered without the network
        (loopback && args[0] === 'localhost') || (loopbackAddresses && isLoopback(args[0]))
          ? original(...args)
          : refuse(`${name} ${String(args[0])}`)
    }
for (const resolver of [dns.Resolver, dns.promises.Resolver] as unknown as {
  prototype: Record<string, unknown>
}[])
  for (const name of Object.getOwnPropertyNames(resolver.prototype))
    if (/^(resolve|reverse)/.test(name))
      resolver.prototype[name] = (...args: unknown[]) => refuse(`${name} ${String(args[0])}`)
dgram.createSocket = (() => refuse('datagram socket')) as typeof dgram.createSocket
if (!loopback) globalThis.fetch = async (input) => refuse(`fetch ${String(input)}`)
syncBuiltinESMExports()
