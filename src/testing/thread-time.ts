/**
 * Processor time this thread has taken, milliseconds: how long work took, without what else the machine did meanwhile.
 * For synchronous work in the thread of the test.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
