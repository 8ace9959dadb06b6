/** Opens what a command works with (store, resolver, reader) from its options, and closes it again. */
import { availableParallelism } from 'node:os'
import type { IndexDepth, ReadSettings } from '../index.ts'
import type { Reader, Resolver, Store } from '../model/ports.ts'
import type { CommonOptions } from './common-options.ts'
import { EXIT, Stop, systemReason } from './exit.ts'
import type { Session } from './session.ts'

/** So many bytes of mail are read in this thread before others have even started. */
const WORTH_THREADS_BYTES = 4_000_000

export interface OpenedPorts {
  readonly store: Store
  readonly resolver: Resolver | undefined
  readonly reader: Reader | undefined
  close(): Promise<void>
}

export interface PortOptions extends Omit<CommonOptions, 'format'> {
  readonly trustedHosts: readonly string[]
  readonly jobs?: number
  readonly index?: IndexDepth
}

/** Without --store everything is kept in memory and gone at the end. Throws `StoreError` and `Stop`. */
export async function openPorts(options: PortOptions, session: Session): Promise<OpenedPorts> {
  const { library } = session
  const resolver = await openResolver(options, session)
  const store = await library.openStore(options.store ?? ':memory:')
  const jobs = options.jobs ?? availableParallelism()
  const settings: ReadSettings = {
    trustedHosts: options.trustedHosts,
    ...(options.zone !== undefined && { zoneFile: options.zone }),
    ...(options.live && { live: true }),
    ...(options.attachments !== undefined && { attachments: options.attachments }),
    ...(options.index !== undefined && { index: options.index }),
  }
  const reader = jobs === 1 ? undefined : lateThreads(session, jobs, settings)
  return {
    store,
    resolver,
    reader,
    async close() {
      await reader?.close()
      await store.close()
    },
  }
}

/** The resolver the options ask for; undefined when no DNS question may be asked at all. Throws `Stop`. */
export async function openResolver(
  { zone, live }: Pick<PortOptions, 'zone' | 'live'>,
  { library, clock }: Session,
): Promise<Resolver | undefined> {
  if (zone === undefined && !live) return undefined
  try {
    return await library.openResolver({
      ...(zone !== undefined && { zoneFile: zone }),
      live: live === true,
      clock,
    })
  } catch (error) {
    throw zoneStop(error as Error)
  }
}

/** What is said of a file of recorded DNS answers that cannot be used. */
export function zoneStop(error: Error & { readonly next?: string; readonly file?: string }): Stop {
  const { message, cause, file, next = 'give --zone a file of recorded DNS answers' } = error
  const isSystem = typeof (cause as NodeJS.ErrnoException | undefined)?.code === 'string'
  return new Stop(
    EXIT.wrongUse,
    isSystem && file !== undefined
      ? {
          where: file,
          what: `the recorded DNS answers cannot be read: ${systemReason(cause)}`,
          next,
          cause: error,
        }
      : { what: `the zone cannot be used: ${message}`, next, cause: error },
  )
}

/** Threads that start only when there is enough to read: a few mails are done sooner without them. */
function lateThreads({ library, clock }: Session, jobs: number, settings: ReadSettings): Reader {
  const threads = library.threadReader({ jobs, settings })
  let bytes = 0
  return {
    parallel: threads.parallel,
    expect(waiting) {
      if (bytes + waiting >= WORTH_THREADS_BYTES) threads.expect?.(waiting)
    },
    read(batch, relays = []) {
      const few = bytes < WORTH_THREADS_BYTES
      for (const { raw } of batch) bytes += raw.bytes.length
      return few ? library.readBatch(batch, { ...settings, relays }, clock) : threads.read(batch, relays)
    },
    close: () => threads.close(),
  }
}
