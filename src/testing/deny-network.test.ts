import assert from 'node:assert/strict'
import dns from 'node:dns'
import net from 'node:net'
import { test } from 'node:test'
import { allowLoopback, refusedAttempts } from './deny-network.ts'

const attempt = (host: string | undefined, port: number): Promise<string> =>
  new Promise((done) => {
    try {
      const socket = net.connect(host === undefined ? { port } : { host, port })
      socket.on('connect', () => {
        socket.destroy()
        done('connected')
      })
      socket.on('error', ({ message }) => done(message))
    } catch (error) {
      done(error instanceof Error ? error.message : 'thrown')
    }
  })

test('opens literal loopback addresses only, and only when asked to', async () => {
  assert.match(await attempt('127.0.0.1', 1), /denied/)
  assert.throws(() => net.createServer().listen(0, '127.0.0.1'), /denied/)
  allowLoopback()
  const server = net.createServer((socket) => socket.end())
  await new Promise<void>((done) => server.listen(0, '127.9.9.9', done))
  const { port } = server.address() as net.AddressInfo
  assert.equal(await attempt('127.9.9.9', port), 'connected')
  for (const host of [
    'localhost',
    undefined,
    '192.0.2.1',
    '0.0.0.0',
    '::',
    '2130706433',
    '127.1',
    '::ffff:127.0.0.1',
    'x.test',
  ])
    assert.match(await attempt(host, port), /denied/, host)
  assert.throws(() => dns.lookup('localhost', () => undefined), /denied/)
  assert.throws(() => void dns.promises.resolve4('x.test'), /denied/)
  await new Promise((done) => server.close(done))
  assert.ok(refusedAttempts().includes('connect to 192.0.2.1'))
})
