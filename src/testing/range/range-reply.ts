import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import type { Coding, RangeReply, RequestCondition } from './shape.ts'

const PACK: Readonly<Record<Coding, (bytes: Uint8Array) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'raw-deflate': (bytes) => deflateRawSync(bytes),
  // The highest quality takes a second of processor for the same 43 bytes, and all servers stand still meanwhile.
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  zstd: (bytes) => zstdCompressSync(bytes),
}

/** Bytes of an answer's body, made once: packing a bomb takes time. */
const bodies = new WeakMap<object, Buffer>()

function bodyOf(reply: Extract<RangeReply, { kind: 'answer' }>): Buffer {
  const known = bodies.get(reply)
  if (known !== undefined) return known
  let bytes = Buffer.from(reply.body, reply.charset ?? 'utf8')
  if (reply.padTo !== undefined) bytes = Buffer.concat([bytes, Buffer.alloc(reply.padTo - bytes.length, ' ')])
  for (const coding of reply.coding ?? []) bytes = Buffer.from(PACK[coding](bytes))
  bodies.set(reply, bytes)
  return bytes
}

/** Packs what a reply needs packed, so that no tracer's time goes by while it is done. */
export function packReply(reply: RangeReply): void {
  if (reply.kind === 'answer') bodyOf(reply)
  else if (reply.kind === 'choose')
    for (const one of [...reply.cases.map(({ reply }) => reply), reply.otherwise]) packReply(one)
}

/** Text of an exact answer: `\xNN` is that byte, everything else UTF-8. */
function exactBytes(text: string): Buffer {
  return Buffer.concat(
    text
      .split(/(\\x[0-9a-f]{2})/)
      .map((piece) =>
        /^\\x[0-9a-f]{2}$/.test(piece)
          ? Buffer.from([Number.parseInt(piece.slice(2), 16)])
          : Buffer.from(piece, 'utf8'),
      ),
  )
}

function holds(condition: RequestCondition, request: IncomingMessage, body: string): boolean {
  if (condition.method !== undefined && request.method !== condition.method) return false
  if (condition.body !== undefined && !body.includes(condition.body)) return false
  if (condition.header === undefined) return true
  const value = String(request.headers[condition.header.name.toLowerCase()] ?? '')
  return value.toLowerCase().includes(condition.header.holds.toLowerCase())
}

/** Does what the reply says. `body` is that of the request. */
export function giveReply(
  reply: RangeReply,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const { socket } = request
  switch (reply.kind) {
    case 'choose': {
      const found = reply.cases.find(({ when }) => holds(when, request, body))
      giveReply(found?.reply ?? reply.otherwise, request, response, body)
      return
    }
    case 'answer': {
      const bytes = bodyOf(reply)
      // Header values are bytes: node takes each as one character.
      const header = reply.header.flatMap(([name, value]) => [
        name,
        Buffer.from(value, 'utf8').toString('latin1'),
      ])
      if (reply.status !== 204 && reply.status !== 304) header.push('Content-Length', String(bytes.length))
      response.writeHead(reply.status, header)
      response.end(request.method === 'HEAD' || reply.status === 304 ? undefined : bytes)
      return
    }
    case 'silent':
      return
    case 'reset':
      socket.destroy()
      return
    case 'raw':
      socket.end(exactBytes(reply.bytes))
      return
    case 'drip': {
      socket.write(reply.head)
      const timer = setInterval(() => {
        if (socket.destroyed) clearInterval(timer)
        else socket.write('x')
      }, reply.every)
      timer.unref()
      socket.once('close', () => clearInterval(timer))
      return
    }
    case 'endless': {
      socket.write(reply.head)
      const piece = Buffer.from(reply.piece.repeat(Math.ceil(16_384 / reply.piece.length)))
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece));
      }
      socket.on('drain', pour)
      pour()
    }
  }
}
