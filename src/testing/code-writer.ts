/** Draws QR and other codes for tests, with the writer that belongs to the reader's library; no network. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** Dark modules of a code, one byte each (0 dark, 255 light), rows from the top, without a margin. */
export interface CodeModules {
  readonly side: number
  readonly modules: Uint8Array
}

export async function codeModules(
  text: string,
  format: 'QRCode' | 'MicroQRCode' | 'Aztec' | 'DataMatrix' = 'QRCode',
): Promise<CodeModules> {
  const program = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm')))
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(program).buffer },
    equalityFn: () => true,
    fireImmediately: true,
  })
  const { symbol, error } = await writeBarcode(text, { format, addQuietZones: false })
  if (error !== '') throw new Error(error)
  return { side: symbol.width, modules: new Uint8Array(symbol.data) }
}

/** The code as grey pixels: `scale` pixels a module, a light margin of four modules. */
export function codePixels(
  { side, modules }: CodeModules,
  scale: number,
): { readonly side: number; readonly pixels: Uint8Array } {
  const wide = (side + 8) * scale
  const pixels = new Uint8Array(wide * wide).fill(255)
  for (let y = 0; y < side * scale; y++)
    for (let x = 0; x < side * scale; x++)
      pixels[(y + 4 * scale) * wide + x + 4 * scale] =
        modules[Math.floor(y / scale) * side + Math.floor(x / scale)] ?? 255
  return { side: wide, pixels }
}
