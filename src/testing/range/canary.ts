import { createServer, type Server } from 'node:net'

/** A listener on every spelling of this host. It stands for what must never be reached from outside. */
export interface Canary {
  readonly port: number
  /** Local addresses of the connections that came, in order. Must stay empty. */
  readonly seen: readonly string[]
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1 and, on the same port, on some other loopback addresses (IPv6 where there is any). Connections
 * to 0.0.0.0 and to mapped addresses arrive there as well on Linux.
 */
export async function openCanary(): Promise<Canary> {
  const seen: string[] = []
  const servers: Server[] = []
  const open = (host: string, port: number): Promise<number | undefined> =>
    new Promise((done) => {
      const server = createServer((socket) => {
        seen.push(`${host} as ${socket.localAddress ?? '?'}`)
        socket.on('error', () => undefined)
        socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nsecret')
      })
      server.once('error', () => done(undefined))
      server.listen({ host, port, ipv6Only: true }, () => {
        server.unref()
        servers.push(server)
        const address = server.address()
        done(typeof address === 'object' && address !== null ? address.port : undefined)
      })
    })
  const port = await open('127.0.0.1', 0)
  if (port === undefined) throw new Error('no listener on 127.0.0.1')
  for (const host of ['127.1.2.3', '::1']) await open(host, port)
  return {
    port,
    seen,
    close: async () => {
      for (const server of servers) await new Promise((done) => server.close(done))
    },
  }
}
