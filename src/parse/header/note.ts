import type { IssueCode } from '../../model/issue.ts'

/** Where a reader of one value says what it could not read as written; the caller knows the place. */
export type Note = (code: IssueCode, detail: string) => void
