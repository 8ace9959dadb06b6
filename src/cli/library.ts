/** What the command line uses of the public library; loaded late, so that --help and --version answer at once. */
export type Library = Pick<
  typeof import('../index.ts'),
  | 'alertText'
  | 'closingHintText'
  | 'ExplainTrouble'
  | 'explain'
  | 'explanationJson'
  | 'explanationText'
  | 'inspectFile'
  | 'inspectionJson'
  | 'inspectionText'
  | 'messageLine'
  | 'openResolver'
  | 'openStore'
  | 'profile'
  | 'profileJson'
  | 'profileText'
  | 'readBatch'
  | 'reportFor'
  | 'reportHtml'
  | 'review'
  | 'reviewJson'
  | 'reviewLog'
  | 'reviewLogJson'
  | 'reviewLogText'
  | 'reviewText'
  | 'ScanInterrupted'
  | 'scan'
  | 'scanJson'
  | 'summaryLine'
  | 'summaryText'
  | 'threadReader'
  | 'trace'
  | 'traceJson'
  | 'traceNdjson'
  | 'tracePlanText'
  | 'traceText'
  | 'UnknownCorrespondent'
>

export async function loadLibrary(): Promise<Library> {
  return import('../index.ts')
}
