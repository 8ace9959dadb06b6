/** An answer from outside, frozen with its time so that later work needs no network (design §4.5). */
export interface Lookup {
  readonly kind: 'lookup'
  /** `dns:TXT:selector._domainkey.example.org` */
  readonly id: string
  /** Milliseconds since the epoch at which the answer was taken. */
  readonly time: number
  /** `answer` holds the value; `absent` means the name authoritatively has none; `unknown` means the question failed. */
  readonly status: 'answer' | 'absent' | 'unknown'
  readonly answer?: unknown
  readonly from: 'zone-file' | 'dns'
  readonly error?: string
}
