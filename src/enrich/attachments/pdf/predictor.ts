/**
 * Undoes the PNG and TIFF predictors (ISO 32000-1 §7.4.4.4) in place; data without one comes back as it is. A last
 * row that is not whole is kept as far as it goes.
 * @param parm reads a number from the filter's parameters.
 */
export function undoPredictor(data: Buffer, parm: (key: string, missing: number) => number): Buffer {
  const predictor = parm('Predictor', 1)
  if (predictor < 2 || data.length === 0) return data
  const colors = clamp(parm('Colors', 1), 1, 32)
  const bits = clamp(parm('BitsPerComponent', 8), 1, 16)
  const columns = clamp(parm('Columns', 1), 1, 100_000_000)
  const pixel = Math.max(1, (colors * bits) >> 3)
  const row = Math.ceil((colors * bits * columns) / 8)
  return predictor === 2 ? undoTiff(data, row, colors, bits) : undoPng(data, row, pixel)
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.trunc(value) || low))

/** PNG §9: each row begins with the number of its filter. Rows move up as the numbers are dropped. */
export function undoPng(data: Buffer, row: number, pixel: number): Buffer {
  let from = 0
  let to = 0
  while (from < data.length) {
    const filter = data[from++] ?? 0
    const count = Math.min(row, data.length - from)
    const above = to - row
    for (let i = 0; i < count; i++) {
      const raw = data[from + i] ?? 0
      const left = i >= pixel ? (data[to + i - pixel] ?? 0) : 0
      const up = above >= 0 ? (data[above + i] ?? 0) : 0
      let guess = 0
      if (filter === 1) guess = left
      else if (filter === 2) guess = up
      else if (filter === 3) guess = (left + up) >> 1
      else if (filter === 4)
        guess = paeth(left, up, above >= 0 && i >= pixel ? (data[above + i - pixel] ?? 0) : 0)
      data[to + i] = (raw + guess) & 0xff
    }
    from += count
    to += count
  }
  return data.subarray(0, to)
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const toLeft = Math.abs(guess - left)
  const toUp = Math.abs(guess - up)
  const toCorner = Math.abs(guess - corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** TIFF 6.0 §14: each sample is the difference to the one before; only whole bytes are met in practice. */
function undoTiff(data: Buffer, row: number, colors: number, bits: number): Buffer {
  if (bits === 8)
    for (let start = 0; start < data.length; start += row)
      for (let i = start + colors; i < Math.min(start + row, data.length); i++)
        data[i] = ((data[i] ?? 0) + (data[i - colors] ?? 0)) & 0xff
  return data
}
