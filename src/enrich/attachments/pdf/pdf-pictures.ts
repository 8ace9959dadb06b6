export async function pageCodes(..._: unknown[]): Promise<boolean> {
  return true
}
