import { userInfo } from 'node:os'

/** The name of the operating system's user, who speaks when nobody else is named. */
export function actingPerson(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    // A container can run as a user that has no name.
    return env.USER || env.LOGNAME || `user ${process.getuid?.() ?? 'unknown'}`
  }
}
