import { createServer, type Server, type Socket } from 'node:net'
import type { Lookup } from '../model/lookup.ts'
import type { Clock, Resolver } from '../model/ports.ts'
import { errorWord, guardedConnection } from './guarded-connection.ts'
import { guardedTarget, type TestAllowance } from './guarded-target.ts'
import { type ProxyRequest, proxyRequest, REQUEST_HEAD } from './proxy-request.ts'
import type { RateGate } from './request-rates.ts'

/** What everything that goes through one proxy may cost. */
export interface ProxyLimits {
  /** Bytes that servers may send in all; default 48 MiB. */
  readonly bytes?: number
  /** Bytes that the browser may send in all; default 4 MiB: a page could send what it finds, or flood others. */
  readonly sentBytes?: number
  /** Connections in all; default 400. */
  readonly connections?: number
  /** Connections at the same time; default 64. */
  readonly atOnce?: number
  /** Milliseconds until a connection stands; default 10,000. */
  readonly connectTime?: number
  /** Milliseconds after which a connection that says nothing is closed; default 30,000. */
  readonly idleTime?: number
}

export interface ForwardProxyOptions {
  readonly resolver: Resolver
  readonly clock: Clock
  /** Shared by all proxies of a run, so that many traces together are as polite as one. */
  readonly gate: RateGate
  readonly limits?: ProxyLimits
  /** For tests only: leave to reach their own servers on loopback. */
  readonly allowance?: TestAllowance
}

/** What became of one request to the proxy. */
export interface ProxyRecord {
  /** `tunnel`: CONNECT, whose content (TLS, WebSocket) the proxy does not see. */
  readonly kind: 'tunnel' | 'request'
  /** Milliseconds since the epoch, and until the connection stood or failed. */
  readonly time: number
  readonly duration: number
  /** Without brackets and root dot; empty when the request could not be read. */
  readonly host: string
  readonly port: number
  /** For plain requests. */
  readonly method?: string
  readonly url?: string
  readonly outcome:
    | 'passed'
    | 'refused-address'
    | 'network-error'
    | 'time-limit'
    | 'rate-limit'
    | 'size-limit'
  /** Address spoken to, after the address rules. */
  readonly address?: string
  /** Why it did not pass; one short sentence, no trailing full stop. */
  readonly detail?: string
}

/** A proxy on loopback that one trace of a browser goes out through. */
export interface ForwardProxy {
  /** `http://127.0.0.1:port` */
  readonly url: string
  /** In order of the requests' ends. */
  readonly records: readonly ProxyRecord[]
  /** DNS answers that addresses were taken from. */
  readonly lookups: readonly Lookup[]
  /** Bytes that came from servers. */
  readonly received: () => number
  /** Ends every connection and listens no more. */
  close(): Promise<void>
}

const BYTES = 48 * 1024 * 1024
const SENT_BYTES = 4 * 1024 * 1024
const CONNECTIONS = 400
const AT_ONCE = 64
const CONNECT_TIME = 10_000
const IDLE_TIME = 30_000
/** Records kept. Attack: a page that asks for a refused host in a loop. */
const RECORDS = 5_000

type Way = { readonly host: string; readonly port: number; readonly url: URL }

/**
 * Opens a forward proxy (RFC 9110 §3.7, §9.3.6) on loopback. Each host is resolved once for the life of the proxy and
 * pinned: what was checked is what is connected to, however often the page asks. Tunnels and plain requests go to
 * public addresses only; nothing is cached, added or changed but what a proxy has to (`proxy-request.ts`).
 */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const { clock, gate, allowance, limits = {} } = options
  const records: ProxyRecord[] = []
  const lookups: Lookup[] = []
  const sockets = new Set<Socket>()
  const over = new AbortController()
  const resolver = pinned(options.resolver, lookups)
  let connections = 0
  let open = 0
  let received = 0
  let sent = 0

  const server = createServer((client) => {
    keep(client)
    readRequest(client, Buffer.alloc(0))
  })
  server.maxConnections = (limits.atOnce ?? AT_ONCE) * 4

  /** Reads one request head; what follows it belongs to the request. */
  function readRequest(client: Socket, before: Buffer): void {
    let head: Buffer = Buffer.alloc(0)
    const tooLate = setTimeout(() => client.destroy(), limits.idleTime ?? IDLE_TIME)
    tooLate.unref()
    const stop = (): void => {
      clearTimeout(tooLate)
      client.off('data', take)
      client.off('close', stop)
    }
    const take = (bytes: Buffer): void => {
      head = head.length === 0 ? bytes : Buffer.concat([head, bytes])
      const request = proxyRequest(head)
      if (request === undefined) {
        if (head.length <= REQUEST_HEAD) return
        stop()
        client.destroy()
        return
      }
      stop()
      client.pause()
      void serve(client, request)
    }
    client.on('data', take)
    client.once('close', stop)
    client.resume()
    if (before.length > 0) take(before)
  }

  async function serve(client: Socket, request: ProxyRequest): Promise<void> {
    if (request.kind === 'unreadable') {
      client.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    const time = clock()
    const way: Way = { host: hostOf(request.url), port: portOf(request.url), url: request.url }
    const plain =
      request.kind === 'request' ? { method: request.method, url: request.url.href } : ({} as const)
    const note = (outcome: ProxyRecord['outcome'], more: { address?: string; detail?: string }): void => {
      if (records.length >= RECORDS) return
      const { host, port } = way
      records.push({
        kind: request.kind,
        time,
        duration: clock() - time,
        host,
        port,
        ...plain,
        outcome,
        ...more,
      })
    }
    const reached = await reach(way)
    if (reached.kind !== 'reached') {
      note(reached.kind, { detail: reached.detail })
      // A plain request is closed without an answer: one of ours could not be told from one of a server.
      if (request.kind === 'request' || client.destroyed) client.destroy()
      else client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    const { socket, address } = reached
    keep(socket)
    open++
    socket.once('close', () => open--)
    note('passed', { address })
    if (client.destroyed) {
      socket.destroy()
      return
    }
    socket.setTimeout(limits.idleTime ?? IDLE_TIME, () => socket.destroy())
    if (request.kind === 'tunnel') {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      join(client, socket)
      if (request.rest.length > 0) count('sent', request.rest.length)
      socket.write(request.rest)
      client.on('data', (bytes) => pass('sent', bytes, client, socket))
      client.once('end', () => socket.end())
      client.resume()
    } else {
      onePlainRequest(client, socket, request, join(client, socket))
    }
  }

  /**
   * Sends one request with its body. More from the browser is the next request, maybe for another server: the
   * connection to this one ends then, so that no request can slip through to a server that was not checked for it.
   */
  function onePlainRequest(
    client: Socket,
    socket: Socket,
    { head, rest, length }: Extract<ProxyRequest, { kind: 'request' }>,
    part: () => void,
  ): void {
    let left = length
    count('sent', head.length)
    socket.write(head)
    const take = (bytes: Buffer): void => {
      const own = bytes.subarray(0, left)
      const next = bytes.subarray(left)
      left -= own.length
      if (own.length > 0) pass('sent', own, client, socket)
      if (next.length === 0) return
      client.off('data', take)
      client.removeAllListeners('drain')
      part()
      socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('end')
      socket.once('close', () => {
        open--
        sockets.delete(socket)
      })
      socket.destroy()
      client.pause()
      readRequest(client, Buffer.from(next))
    }
    client.on('data', take)
    if (rest.length > 0) take(rest)
    client.resume()
  }

  /** Bytes from server to browser, and the end of one is the end of the other; gives what lets the browser go on. */
  function join(client: Socket, socket: Socket): () => void {
    socket.on('data', (bytes: Buffer) => pass('received', bytes, socket, client))
    socket.once('end', () => client.end())
    const leave = (): void => void socket.destroy()
    socket.once('close', () => {
      client.off('close', leave)
      if (client.writableLength > 0) client.end()
      else client.destroy()
    })
    client.once('close', leave)
    return () => client.off('close', leave)
  }

  function pass(way: 'sent' | 'received', bytes: Buffer, from: Socket, to: Socket): void {
    if (!count(way, bytes.length)) {
      from.destroy()
      to.destroy()
      return
    }
    if (to.destroyed || to.writableEnded) return
    if (!to.write(bytes)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  }

  function count(way: 'sent' | 'received', bytes: number): boolean {
    if (way === 'sent') sent += bytes
    else received += bytes
    return !spent()
  }
  const spent = (): boolean => received > (limits.bytes ?? BYTES) || sent > (limits.sentBytes ?? SENT_BYTES)

  type Reached =
    | { readonly kind: 'reached'; readonly socket: Socket; readonly address: string }
    | { readonly kind: Exclude<ProxyRecord['outcome'], 'passed'>; readonly detail: string }

  async function reach({ url }: Way): Promise<Reached> {
    if (spent()) return { kind: 'size-limit', detail: 'the page has loaded more than it may' }
    if (connections >= (limits.connections ?? CONNECTIONS))
      return { kind: 'rate-limit', detail: 'the page has opened more connections than it may' }
    if (open >= (limits.atOnce ?? AT_ONCE))
      return { kind: 'rate-limit', detail: 'the page has too many connections open' }
    connections++
    const target = await guardedTarget(url, resolver, allowance)
    if (target.kind !== 'target')
      return {
        kind: target.kind === 'refused' ? 'refused-address' : 'network-error',
        detail: target.detail,
      }
    if (!(await gate(target.host, over.signal)))
      return { kind: 'rate-limit', detail: 'too many requests in a short time' }
    const connection = await guardedConnection(target, limits.connectTime ?? CONNECT_TIME, over.signal)
    if (connection.kind === 'connected')
      return { kind: 'reached', socket: connection.socket, address: connection.address }
    const kind = {
      refused: 'refused-address',
      late: 'time-limit',
      failed: 'network-error',
    } as const
    return { kind: kind[connection.kind], detail: connection.detail }
  }

  function keep(socket: Socket): void {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    if (over.signal.aborted) socket.destroy()
  }

  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}`,
    records,
    lookups,
    received: () => received,
    close: async () => {
      over.abort()
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** A proxy that leads nowhere, and remembers who wanted to go where. */
export interface DeadEnd {
  readonly url: string
  /** First line of each request. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Opens a proxy on loopback that refuses every request. */
export async function openDeadEnd(): Promise<DeadEnd> {
  const asked: string[] = []
  const server = createServer((client) => {
    client.on('error', () => undefined)
    client.once('data', (bytes: Buffer) => {
      if (asked.length < RECORDS)
        asked.push(bytes.toString('latin1').split('\r\n', 1)[0]?.slice(0, 200) ?? '')
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    })
  })
  const port = await listening(server)
  server.unref()
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(new Error(`no proxy on 127.0.0.1: ${errorWord(error)}`)))
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** Asks each question once. Attack: a name that is public when it is checked and private a moment later. */
function pinned(resolver: Resolver, lookups: Lookup[]): Resolver {
  const answers = new Map<string, Promise<Lookup>>()
  return {
    resolve: (name, type) => {
      const key = `${type} ${name.toLowerCase()}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const asked = resolver.resolve(name, type).then((lookup) => {
        lookups.push(lookup)
        return lookup
      })
      answers.set(key, asked)
      return asked
    },
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
const portOf = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
