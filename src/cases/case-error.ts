export type CaseErrorCode =
  | 'not-a-case'
  | 'exists'
  | 'newer-version'
  | 'locked'
  | 'broken'
  | 'unwritable'
  /** What was asked for is not taken: the message says why. */
  | 'refused'

/** Trouble with a case or with what should go into it: says what is wrong, where, and what to do. */
export class CaseError extends Error {
  override readonly name: string = 'CaseError'
  readonly code: CaseErrorCode
  readonly where: string | undefined
  readonly next: string
  constructor(
    code: CaseErrorCode,
    where: string | undefined,
    message: string,
    next: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.where = where
    this.next = next
  }
}

/** A refusal of something that was asked for. */
export function refusal(message: string, next: string): CaseError {
  return new CaseError('refused', undefined, message, next)
}
