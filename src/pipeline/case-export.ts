import { caseFacts } from '../cases/case-facts.ts'
import { type Acting, changeCase, evidenceBytes, openCase } from '../cases/case-folder.ts'
import { caseReport, isStricter, markingOf } from '../cases/case-report.ts'
import { casePackage } from '../cases/package/write-package.ts'
import { caseStix } from '../cases/stix-case.ts'
import { caseHtml } from '../explain/case-html.ts'
import { timelineSvgFile } from '../explain/case-timeline-svg.ts'
import type { Case } from '../model/case.ts'
import type { PackageManifest } from '../model/case-package.ts'
import type { CaseReport } from '../model/case-report.ts'
import type { TlpLabel } from '../model/indicator.ts'

export interface CaseViewOptions {
  /** Milliseconds. */
  readonly now: number
  readonly tool: string
  /** For readers outside: names are replaced, and what is marked above is left out. */
  readonly redact?: { readonly most: TlpLabel }
}

/** Opens a case, reads its evidence, and gives it as a report shows it. Throws `CaseError`. */
export function viewCase(folder: string, { now, tool, redact }: CaseViewOptions): CaseReport {
  const found = openCase(folder, { now })
  const facts = caseFacts(found.evidence, (one) => evidenceBytes(folder, one))
  return caseReport(found, facts, {
    generated: now,
    tool,
    ...(redact && { redact: { ...redact, people: true } }),
  })
}

/**
 * The package of a case: evidence, log, and what is made of them. `pdf` prints a page where a browser is there. What is
 * marked above `tlp` is left out, with what rests on it. Writes nothing; rejects with `CaseError`.
 */
export async function packageOf(
  folder: string,
  options: {
    readonly now: number
    readonly tool: string
    readonly tlp?: TlpLabel
    readonly pdf?: (html: string) => Promise<Uint8Array>
  },
): Promise<{ readonly bytes: Uint8Array; readonly manifest: PackageManifest; readonly found: Case }> {
  const { now, tool, pdf } = options
  const found = openCase(folder, { now })
  const tlp = options.tlp ?? markingOf(found)
  const facts = caseFacts(found.evidence, (one) => evidenceBytes(folder, one))
  const isCut = found.evidence.some((one) => isStricter(one.tlp, tlp))
  const report = caseReport(found, facts, {
    generated: now,
    tool,
    ...(isCut && { redact: { most: tlp, people: false } }),
  })
  const html = caseHtml(report)
  const byId = new Map(found.evidence.map((one) => [one.id, one]))
  const bytesOf = (one: Case['evidence'][number]): Uint8Array => evidenceBytes(folder, one)
  const payload = (id: string): Uint8Array | undefined => {
    const one = byId.get(id)
    return one && bytesOf(one)
  }
  const rendered = [
    { path: 'bundle.json', bytes: Buffer.from(caseStix(report, payload)) },
    { path: 'report.html', bytes: Buffer.from(html) },
    { path: 'timeline.svg', bytes: Buffer.from(timelineSvgFile(report.timeline)) },
    ...(pdf ? [{ path: 'report.pdf', bytes: await pdf(html) }] : []),
  ]
  return { ...casePackage({ found, bytesOf, rendered, created: now, tool, tlp }), found }
}

/** Writes into the custody log that a package was made, and its hash. */
export function logPackage(folder: string, acting: Acting, digest: string): Case {
  return changeCase(folder, acting, ({ custody: _, issues: __, ...content }) => ({
    content,
    log: [{ what: 'package made', digest }],
  }))
}

/** The case as a STIX 2.1 bundle. Throws `CaseError`. */
export function stixOf(folder: string, options: CaseViewOptions): string {
  const report = viewCase(folder, options)
  const byId = new Map(report.case.evidence.map((one) => [one.id, one]))
  return caseStix(report, (id) => {
    const one = byId.get(id)
    // Raw mail would undo the pseudonyms.
    return one && !options.redact ? evidenceBytes(folder, one) : undefined
  })
}
