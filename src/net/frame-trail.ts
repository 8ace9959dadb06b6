import type { CDPSession, Frame, Page } from 'playwright-core'
import type { EdgeKind } from '../model/redirect-chain.ts'
import { type PageView, viewPage } from './page-view.ts'

/** What the frame that takes the whole window went through. */
export interface FilledFrame {
  readonly steps: readonly { readonly url: string; readonly edge: EdgeKind; readonly status?: number }[]
  /** The last document in it; absent when it could not be looked at. */
  readonly view?: PageView
}

/** Characters of text beside the frame; with more the page is something of its own. */
const THIN_PAGE = 200
/** Steps kept for one frame, and frames. Attack: frames that come and go for ever. */
const STEPS = 100
const FRAMES = 200
/** Frames looked into for a sign-in. Attack: a hundred frames, which would make each look long. */
const LOOKED_INTO = 12

/** Remembers the documents of all frames of a page but its main one. */
export function frameTrail(page: Page): {
  /** The frame that is the page, for a reader. */
  filling(view: PageView | undefined): Promise<FilledFrame | undefined>
  /** What asks for a sign-in in a frame of another site, which the page's own view cannot look into. */
  signIn(): Promise<string | undefined>
} {
  const trails = new Map<Frame, { url: string; edge: EdgeKind; status?: number }[]>()
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) return
    const frame = request.frame()
    if (frame === page.mainFrame() || trails.size >= FRAMES) return
    const trail = trails.get(frame) ?? []
    trails.set(frame, trail)
    const edge = request.redirectedFrom() !== null ? 'http' : trail.length === 0 ? 'frame' : 'script'
    if (trail.length < STEPS) trail.push({ url: request.url(), edge })
  })
  page.on('response', (response) => {
    const request = response.request()
    if (!request.isNavigationRequest()) return
    const step = trails.get(request.frame())?.findLast(({ url }) => url === request.url())
    if (step !== undefined) step.status = response.status()
  })
  return {
    filling: async (view) => {
      if (view?.frame === undefined || view.textLength >= THIN_PAGE) return undefined
      for (const [frame, steps] of trails) {
        if (frame.isDetached() || frame.parentFrame() !== page.mainFrame()) continue
        if (steps[0]?.url !== view.frame) continue
        const inner = await frameView(page, frame)
        return { steps, ...(inner === undefined ? {} : { view: inner }) }
      }
      return undefined
    },
    signIn: async () => {
      const others = page.frames().filter((frame) => frame !== page.mainFrame() && trails.has(frame))
      const views = await Promise.all(others.slice(0, LOOKED_INTO).map((frame) => frameView(page, frame)))
      return views.find((view) => view?.signIn !== undefined)?.signIn
    },
  }
}

/** Frames of other sites run in processes of their own; the page's own view has looked into all others. */
async function frameView(page: Page, frame: Frame): Promise<PageView | undefined> {
  let session: CDPSession | undefined
  try {
    session = await page.context().newCDPSession(frame)
    const { frameTree } = await session.send('Page.getFrameTree', undefined, { timeout: 2_000 })
    return await viewPage(session, frameTree.frame.id, 2_000)
  } catch {
    return undefined
  } finally {
    await session?.detach().catch(() => undefined)
  }
}
