import type { ByteReader } from './byte-reader.ts'

/**
 * The stretch of a byte stream that is being looked at: bytes `from` to `end` of `view`. Only what a caller
 * still wants is kept (it moves `from` up), so memory is bounded by the longest thing looked at, not the file.
 * A failing reader ends the window and leaves its error in `failure`: the bytes before it stay usable.
 */
export class ByteWindow {
  /** Everything held, and some dropped bytes before `from`. It and its indices are good until the next `more`. */
  view: Buffer
  /** Index in `view` of the first byte still wanted. */
  from = 0
  ended = false
  failure: unknown
  readonly #reader: ByteReader
  readonly #chunk: number
  readonly #small: number
  #buffer: Buffer
  #base = 0

  /** `sizeHint`: bytes expected in all, so that a small file does not cost a large buffer. */
  constructor(reader: ByteReader, chunk: number, sizeHint: number = Number.POSITIVE_INFINITY) {
    this.#reader = reader
    this.#small = 2 * chunk
    // one byte more than the file, so that the read that finds its end needs no larger buffer
    this.#chunk = Math.min(chunk, sizeHint + 1)
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(this.#small, sizeHint + 2))
    this.view = this.#buffer.subarray(0, 0)
  }

  /** Offset in the stream of the byte at `from`. */
  get offset(): number {
    return this.#base + this.from
  }

  /** Bytes wanted and held. */
  get length(): number {
    return this.view.length - this.from
  }

  /** Reads on; false when there is nothing more (then `ended` is true). Moves `from` to where its byte went. */
  async more(): Promise<boolean> {
    if (this.ended) return false
    if (this.#buffer.length - this.view.length < this.#chunk || this.#isOversized()) this.#makeRoom()
    const at = this.view.length
    let count = 0
    try {
      count = await this.#reader.read(this.#buffer.subarray(at, at + this.#chunk))
    } catch (error) {
      this.failure = error
    }
    if (count === 0) this.ended = true
    else this.view = this.#buffer.subarray(0, at + count)
    return count > 0
  }

  /** Reads until `length` bytes are held from `from` on, or the stream ends. */
  async fill(length: number): Promise<void> {
    while (this.length < length && (await this.more()));
  }

  /** Ends the window here because of `failure`. */
  stop(failure: unknown): void {
    this.failure ??= failure
    this.ended = true
  }

  /** Grown for a long message that has been dealt with. */
  #isOversized(): boolean {
    return this.#buffer.length > 4 * this.#small && this.length + this.#chunk <= this.#small
  }

  // Moves to the front when a quarter is free, else doubles: every byte is moved a bounded number of times.
  #makeRoom(): void {
    const live = this.view.length - this.from
    const needed = live + this.#chunk
    let target = this.#buffer
    if (this.#isOversized()) target = Buffer.allocUnsafeSlow(this.#small)
    else if (needed > this.#buffer.length || live > this.#buffer.length * 0.75)
      target = Buffer.allocUnsafeSlow(Math.max(2 * this.#buffer.length, needed))
    this.#buffer.copy(target, 0, this.from, this.view.length)
    // freed at once: left to the collector, the outgrown buffers of one long message would double the peak
    if (target !== this.#buffer) (this.#buffer.buffer as ArrayBuffer).transfer(0)
    this.#base += this.from
    this.from = 0
    this.#buffer = target
    this.view = target.subarray(0, live)
  }
}
