/** RC4, which Node's OpenSSL no longer offers; the same call encrypts and decrypts. */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = new Uint8Array(256)
  for (let i = 0; i < 256; i++) state[i] = i
  for (let i = 0, j = 0; i < 256; i++) {
    const here = state[i] ?? 0
    j = (j + here + (key[i % key.length] ?? 0)) & 255
    state[i] = state[j] ?? 0
    state[j] = here
  }
  const out = Buffer.allocUnsafe(data.length)
  for (let n = 0, i = 0, j = 0; n < data.length; n++) {
    i = (i + 1) & 255
    const here = state[i] ?? 0
    j = (j + here) & 255
    const there = state[j] ?? 0
    state[i] = there
    state[j] = here
    out[n] = (data[n] ?? 0) ^ (state[(here + there) & 255] ?? 0)
  }
  return out
}
