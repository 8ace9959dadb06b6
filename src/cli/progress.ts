/** Progress on stderr: a bar with rate and time left on a terminal, a line a minute elsewhere. */
import type { ScanProgress } from '../model/scan.ts'

/** A bar drawn more often only costs time and flickers. */
const REDRAW_MS = 100
const LINE_MS = 60_000
const BAR_COLUMNS = 24
/** Back to the first column and erase to the end of the line (ECMA-48 CR, EL). */
const CLEAR = '\r\u001b[K'

export interface ProgressSink {
  readonly isTTY: boolean
  readonly columns: number
  write(text: string): void
}

export interface Progress {
  update(progress: ScanProgress): void
  /** Takes the bar away, so that something else can be written; the next update draws it again. */
  clear(): void
}

/** `now` gives milliseconds that never run backwards. */
export function createProgress(sink: ProgressSink, now: () => number): Progress {
  const begun = now()
  let phase: ScanProgress['phase'] | undefined
  let phaseBegun = begun
  let nextDraw = sink.isTTY ? begun : begun + LINE_MS
  let drawn = false
  return {
    update(progress) {
      const time = now()
      if (progress.phase !== phase) {
        phase = progress.phase
        phaseBegun = time
        if (sink.isTTY) nextDraw = time
      }
      if (time < nextDraw) return
      const text = describeProgress(progress, time - phaseBegun)
      if (sink.isTTY) {
        nextDraw = time + REDRAW_MS
        drawn = true
        sink.write(CLEAR + barLine(progress, text, sink.columns))
      } else {
        nextDraw = time + LINE_MS
        sink.write(`counterfoil: ${text}\n`)
      }
    },
    clear() {
      if (drawn) sink.write(CLEAR)
      drawn = false
      if (sink.isTTY) nextDraw = Math.min(nextDraw, now())
    },
  }
}

/** Done so far, 0–1: by bytes of the input while reading, else by messages; undefined when the whole is not known. */
function shareDone({ bytes, bytesTotal, messages, messagesTotal }: ScanProgress): number | undefined {
  if (bytes !== undefined && bytesTotal) return Math.min(1, bytes / bytesTotal)
  if (messagesTotal) return Math.min(1, messages / messagesTotal)
  return undefined
}

/** `reading 43 %, 12,340 messages, 1,240/s, 0:12 left`; `elapsed` in milliseconds since the phase began. */
export function describeProgress(progress: ScanProgress, elapsed: number): string {
  const done = shareDone(progress)
  const words = [progress.phase + (done === undefined ? '' : ` ${Math.floor(done * 100)} %`)]
  words.push(`${progress.messages.toLocaleString('en')} ${progress.messages === 1 ? 'message' : 'messages'}`)
  // Rates of the first moments are noise.
  if (elapsed >= 1000) {
    words.push(`${Math.round(progress.messages / (elapsed / 1000)).toLocaleString('en')}/s`)
    if (done !== undefined && done > 0.01) words.push(`${clockTime((elapsed / done) * (1 - done))} left`)
  }
  return words.join(', ')
}

function barLine(progress: ScanProgress, text: string, columns: number): string {
  // The last column stays free: some terminals wrap as soon as it is written.
  const width = Math.max(0, columns - 1)
  const done = shareDone(progress)
  if (done === undefined || text.length + BAR_COLUMNS + 3 > width) return text.slice(0, width)
  const filled = Math.round(done * BAR_COLUMNS)
  return `[${'='.repeat(filled)}${' '.repeat(BAR_COLUMNS - filled)}] ${text}`
}

/** `0:12`, `3:04`, `1:02:03`. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
