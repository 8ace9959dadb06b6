import type { GreyPicture } from '../image/picture.ts'
import type { OpenBudget } from '../open-budget.ts'
import type { Matrix } from './matrix.ts'
import type { FilledPath } from './page-content.ts'
import type { PdfPage } from './page-tree.ts'

/** Pixels per point: 144 dpi, where a module of a code that a telephone reads from paper is 4 pixels wide. */
const SCALE = 2
/** Longest side in pixels; larger pages are drawn smaller. */
const LONGEST = 1_600

/** A page drawn in shades of grey without its text, to see codes made of many small rectangles or of several pictures. */
export interface PageRaster {
  readonly picture: GreyPicture
  /** Pixels per unit of the page. */
  readonly scale: number
  fill(path: FilledPath): void
  draw(image: GreyPicture, matrix: Matrix): void
}

/** @param longest side in pixels at most. */
export function pageRaster(page: PdfPage, budget: OpenBudget, longest: number = LONGEST): PageRaster {
  const [x0, , , y1] = page.view
  const wide = Math.max(1, page.view[2] - page.view[0])
  const high = Math.max(1, page.view[3] - page.view[1])
  const scale = Math.min(SCALE, longest / Math.max(wide, high))
  const width = Math.max(1, Math.round(wide * scale))
  const height = Math.max(1, Math.round(high * scale))
  const pixels = new Uint8Array(width * height).fill(255)
  budget.work(pixels.length >> 6)

  return {
    picture: { pixels, width, height },
    scale,
    fill: ({ polygons, evenOdd, shade }) => {
      const edges: Edge[] = []
      for (const polygon of polygons)
        addEdges(
          polygon,
          (x) => (x - x0) * scale,
          (y) => (y1 - y) * scale,
          edges,
        )
      fillEdges(edges, evenOdd, shade)
    },
    draw,
  }

  /** Pixel centres between the edges; each row looks only at the edges that cross it. */
  function fillEdges(edges: Edge[], evenOdd: boolean, shade: number): void {
    edges.sort((a, b) => a.top - b.top)
    budget.work(edges.length)
    let active: Edge[] = []
    let next = 0
    let y = Math.max(0, Math.ceil((edges[0]?.top ?? 0) - 0.5))
    for (; y < height && (next < edges.length || active.length > 0); y++) {
      const middle = y + 0.5
      for (let edge = edges[next]; edge !== undefined && edge.top <= middle; edge = edges[++next])
        active.push(edge)
      active = active.filter(({ bottom }) => bottom > middle)
      budget.work(1 + (active.length >> 1))
      const crossings = active
        .map(({ x, top, slope, up }) => ({ x: x + (middle - top) * slope, up }))
        .sort((a, b) => a.x - b.x)
      let winding = 0
      for (const [i, { x, up }] of crossings.entries()) {
        winding += evenOdd ? 1 : up
        const inside = evenOdd ? (winding & 1) === 1 : winding !== 0
        const right = crossings[i + 1]?.x
        if (!inside || right === undefined) continue
        const from = Math.max(0, Math.ceil(x - 0.5))
        const to = Math.min(width, Math.ceil(right - 0.5))
        if (from < to) pixels.fill(shade, y * width + from, y * width + to)
      }
    }
  }

  /** Each pixel takes the sample that the inverse matrix leads to. */
  function draw(image: GreyPicture, [a, b, c, d, e, f]: Matrix): void {
    const determinant = a * d - b * c
    if (Math.abs(determinant) < 1e-9) return
    const xs = [e, e + a, e + c, e + a + c].map((x) => (x - x0) * scale)
    const ys = [f, f + b, f + d, f + b + d].map((y) => (y1 - y) * scale)
    const left = Math.max(0, Math.floor(Math.min(...xs)))
    const right = Math.min(width, Math.ceil(Math.max(...xs)))
    const top = Math.max(0, Math.floor(Math.min(...ys)))
    const bottom = Math.min(height, Math.ceil(Math.max(...ys)))
    if (right <= left || bottom <= top) return
    budget.work(((right - left) * (bottom - top)) >> 4)
    for (let py = top; py < bottom; py++)
      for (let px = left; px < right; px++) {
        const x = x0 + (px + 0.5) / scale - e
        const y = y1 - (py + 0.5) / scale - f
        const u = (d * x - c * y) / determinant
        const v = (a * y - b * x) / determinant
        if (u < 0 || u >= 1 || v <= 0 || v > 1) continue
        const sample = Math.floor((1 - v) * image.height) * image.width + Math.floor(u * image.width)
        pixels[py * width + px] = image.pixels[sample] ?? 255
      }
  }
}

interface Edge {
  readonly top: number
  readonly bottom: number
  /** Where it begins, and how far it moves with each row. */
  readonly x: number
  readonly slope: number
  readonly up: 1 | -1
}

function addEdges(
  polygon: readonly number[],
  toX: (x: number) => number,
  toY: (y: number) => number,
  edges: Edge[],
): void {
  const count = polygon.length / 2
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % count
    const ax = toX(polygon[2 * i] ?? 0)
    const ay = toY(polygon[2 * i + 1] ?? 0)
    const bx = toX(polygon[2 * next] ?? 0)
    const by = toY(polygon[2 * next + 1] ?? 0)
    if (ay === by || !Number.isFinite(ax + ay + bx + by)) continue
    const down = ay < by
    edges.push({
      top: down ? ay : by,
      bottom: down ? by : ay,
      x: down ? ax : bx,
      slope: (bx - ax) / (by - ay),
      up: down ? 1 : -1,
    })
  }
}
