export const CASE_FILE = 'case.json'
export const LOG_FILE = 'custody.ndjson'
/** The state that becomes `case.json` when the log says so. */
export const NEXT_FILE = 'case.json.next'
export const EVIDENCE_FOLDER = 'evidence'
/** Owner only: a case says who wrote what to whom. */
export const MODE = 0o600
/** Nobody writes to evidence again. */
export const EVIDENCE_MODE = 0o400
/** Bytes of one piece of evidence. A wrong path (a disk image, a device) must not fill the memory. */
export const LARGEST_EVIDENCE: number = 1024 * 1024 * 1024
/** Attack: a log of gigabytes. */
export const LARGEST_LOG: number = 256 * 1024 * 1024

/** Path of the bytes of a piece of evidence inside the folder of its case. */
export const evidencePath = (digest: string): string => `${EVIDENCE_FOLDER}/${digest.replace(':', '-')}`
