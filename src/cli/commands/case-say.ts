/** The verbs of `case` that enter what people say: claims, hypotheses, judgements, events and the rest. */
import { Command, Option } from 'commander'
import {
  type AdmiraltyGrade,
  CLAIM_LABELS,
  type ClaimLabel,
  CONFIDENCES,
  type Confidence,
  type Consistency,
  LIKELIHOODS,
  type LikelihoodTerm,
  NOTE_KINDS,
  type NoteKind,
  TIMELINE_LANES,
  type TimelineLane,
} from '../../model/case.ts'
import {
  type CaseOptions,
  caseOptions,
  caseWork,
  changed,
  fileBytes,
  readIds,
  TECHNIQUES_FILE,
} from '../case-work.ts'
import { argument, repeatable } from '../common-options.ts'
import { EXIT, Stop } from '../exit.ts'
import type { Work } from '../session.ts'
import { readStatedTime, type StatedTime } from '../stated-time.ts'

type Run = (work: Work) => void
const ids = argument(readIds)
const stated = argument(readStatedTime)
const evidenceOption = '--evidence <ids>'

const verb = (name: string, summary: string): Command =>
  new Command(name).summary(summary).description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)

export function sayingCommands(run: Run): readonly Command[] {
  return [
    claim,
    decide,
    hypothesis,
    weigh,
    judge,
    technique,
    actor,
    event,
    gap,
    note,
    person,
    withdraw,
  ].flatMap((make) => make(run))
}

/** `B2`, `b 2`. */
export function readGrade(text: string): AdmiraltyGrade {
  const match = /^\s*([A-Fa-f])\s?([1-6])\s*$/.exec(text)
  if (!match?.[1] || !match[2])
    throw new Error(`takes a grade of source and information, A1 to F6, not "${text}"`)
  return {
    source: match[1].toUpperCase() as AdmiraltyGrade['source'],
    information: Number(match[2]) as AdmiraltyGrade['information'],
  }
}

interface ClaimOptions extends CaseOptions {
  readonly via?: string
  readonly about?: string
  readonly said?: StatedTime
  readonly label?: ClaimLabel
  readonly verbatim?: boolean
  readonly denies?: string
  readonly evidence?: readonly string[]
  readonly against?: readonly string[]
  readonly falsifier?: string
}

function claim(run: Run): Command {
  return caseOptions(verb('claim', 'add what somebody says, or what is observed or assessed here'))
    .argument('<text>', 'the claim, in a sentence')
    .option('--by <who>', 'who says it; without it the claim is ours')
    .option('--via <who>', 'through whom it is known')
    .option('--about <words>', 'what it is about')
    .option('--said <time>', 'when it was said', stated)
    .addOption(new Option('--label <label>', 'observed, reported, assessed or claimed').choices(CLAIM_LABELS))
    .option('--verbatim', 'these are the speaker’s own words')
    .option('--denies <claim>', 'the claim it denies')
    .option(evidenceOption, 'what supports it', ids)
    .option('--against <ids>', 'what contradicts it', ids)
    .option('--falsifier <words>', 'what would show it to be wrong')
    .action((text: string, o: ClaimOptions) =>
      run(
        caseWork((session) =>
          changed(o, session, (found) =>
            session.library.addingClaims(found, [
              {
                text,
                ...(o.by !== undefined && { speaker: o.by }),
                ...(o.via !== undefined && { via: o.via }),
                ...(o.about !== undefined && { about: o.about }),
                ...(o.said && { said: o.said.time }),
                ...(o.label && { label: o.label }),
                verbatim: o.verbatim === true,
                ...(o.denies !== undefined && { denies: o.denies }),
                supporting: o.evidence ?? [],
                contradicting: o.against ?? [],
                ...(o.falsifier !== undefined && { falsifier: o.falsifier }),
              },
            ]),
          ),
        ),
      ),
    )
}

function decide(run: Run): readonly Command[] {
  const make = (name: 'accept' | 'reject', state: 'accepted' | 'rejected'): Command =>
    caseOptions(verb(name, `${name} claims that were read from an article`))
      .argument('<claims...>', 'C1 C2 …')
      .option('--why <reason>', 'the reason')
      .action((claims: readonly string[], o: CaseOptions & { readonly why?: string }) =>
        run(
          caseWork((session) =>
            changed(o, session, (found) =>
              session.library.decidingClaims(
                found,
                claims
                  .flatMap(readIds)
                  .map((one) => ({ claim: one, state, ...(o.why !== undefined && { why: o.why }) })),
              ),
            ),
          ),
        ),
      )
  return [make('accept', 'accepted'), make('reject', 'rejected')]
}

function hypothesis(run: Run): Command {
  return caseOptions(
    verb('hypothesis', 'add a reading of what happened, or the ones that are offered with every case'),
  )
    .argument('[text]', 'the hypothesis, in a sentence; or H1 with --missing')
    .option('--standing', 'add the standing rivals, innocent ones among them')
    .option(
      '--missing <words>',
      'evidence one would expect and that is not there (repeatable)',
      repeatable(String),
    )
    .action(
      (
        text: string | undefined,
        o: CaseOptions & { readonly standing?: boolean; readonly missing?: readonly string[] },
      ) =>
        run(
          caseWork((session) => {
            const { library } = session
            if ((text === undefined) === (o.standing !== true))
              throw new Stop(EXIT.wrongUse, {
                what: text === undefined ? 'no hypothesis is given' : '--standing takes no text',
                next: 'counterfoil case hypothesis "…", or counterfoil case hypothesis --standing',
              })
            return changed(o, session, (found) => {
              if (text !== undefined && /^[Hh]\d+$/.test(text))
                return library.expecting(found, text, o.missing ?? [])
              const known = new Set(found.hypotheses.map((one) => one.text))
              const inputs =
                text === undefined
                  ? library.STANDING_HYPOTHESES.filter((one) => !known.has(one.text))
                  : [{ text }]
              if (inputs.length === 0)
                throw new library.CaseError(
                  'refused',
                  undefined,
                  'the standing hypotheses are all in the case',
                  'add others in your own words',
                )
              return library.addingHypotheses(found, inputs, o.missing)
            })
          }),
        ),
    )
}

function weigh(run: Run): Command {
  return caseOptions(verb('weigh', 'say how evidence or a claim goes with a hypothesis, and why'))
    .argument('<hypothesis>', 'H1')
    .argument('<item>', 'E1 or C1')
    .argument(
      '<value>',
      'C consistent, I inconsistent, N neutral, A not applicable',
      argument(readConsistency),
    )
    .argument('<why>', 'the reason')
    .action((h: string, item: string, value: Consistency, why: string, o: CaseOptions) =>
      run(
        caseWork((session) =>
          changed(o, session, (found) =>
            session.library.weighing(found, { hypothesis: h, item, value, why }),
          ),
        ),
      ),
    )
}

function readConsistency(text: string): Consistency {
  const value = text.trim().toUpperCase()
  if (!/^[CINA]$/.test(value)) throw new Error(`takes C, I, N or A, not "${text}"`)
  return value as Consistency
}

interface JudgeOptions extends CaseOptions {
  readonly likelihood?: LikelihoodTerm
  readonly confidence?: Confidence
  readonly basis?: string
  readonly evidence?: readonly string[]
}

function judge(run: Run): Command {
  return caseOptions(verb('judge', 'add a judgement: how likely something is, on what grounds'))
    .argument('<text>', 'one sentence; a likelihood in the words of ICD 203, or none')
    .addOption(
      new Option('--likelihood <term>', 'the term, which the sentence must hold').choices(
        LIKELIHOODS.flatMap(({ terms }) => [...terms]),
      ),
    )
    .addOption(
      new Option('--confidence <level>', 'confidence in the judgement, kept apart').choices(CONFIDENCES),
    )
    .option('--basis <words>', 'what the confidence rests on')
    .option(evidenceOption, 'what it rests on', ids)
    .action((text: string, o: JudgeOptions) =>
      run(
        caseWork((session) =>
          changed(o, session, (found) =>
            session.library.addingJudgement(found, {
              text,
              ...(o.likelihood && { likelihood: o.likelihood }),
              ...(o.confidence && { confidence: o.confidence }),
              ...(o.basis !== undefined && { basis: o.basis }),
              evidence: o.evidence ?? [],
            }),
          ),
        ),
      ),
    )
}

function technique(run: Run): Command {
  return caseOptions(verb('technique', 'name a technique of ATT&CK, with the reason'))
    .argument('<id>', 'T1566.002')
    .argument('<why>', 'what shows it')
    .option(evidenceOption, 'what it is seen in', ids)
    .option('--attack <file>', 'the list of techniques to look it up in (default: a short list)')
    .option('--attack-version <version>', 'version of that list, where it does not say')
    .action(
      (
        id: string,
        why: string,
        o: CaseOptions & {
          readonly evidence?: readonly string[]
          readonly attack?: string
          readonly attackVersion?: string
        },
      ) =>
        run(
          caseWork((session) => {
            const { library } = session
            const file = o.attack ?? TECHNIQUES_FILE
            const list = library.readTechniques(Buffer.from(fileBytes(file)).toString('utf8'), file)
            const version = o.attackVersion ?? list.version
            const found = library.usableTechnique({ ...list, ...(version !== undefined && { version }) }, id)
            return changed(o, session, (one) =>
              library.addingTechnique(one, found, version, { why, items: o.evidence ?? [] }),
            )
          }),
        ),
    )
}

function actor(run: Run): Command {
  return caseOptions(verb('actor', 'add what somebody calls a cluster; names are never taken for one'))
    .argument('<name>', 'the name')
    .option('--also <name>', 'a name they say means the same (repeatable)', repeatable(String))
    .option('--said <time>', 'when they said so', stated)
    .option(evidenceOption, 'where it was read', ids)
    .requiredOption('--by <who>', 'who uses the name')
    .action(
      (
        name: string,
        o: CaseOptions & {
          readonly by: string
          readonly also?: readonly string[]
          readonly said?: StatedTime
          readonly evidence?: readonly string[]
        },
      ) =>
        run(
          caseWork((session) =>
            changed(o, session, (found) =>
              session.library.addingActor(found, {
                name,
                by: o.by,
                alsoNamed: o.also ?? [],
                ...(o.said && { said: o.said.time }),
                items: o.evidence ?? [],
              }),
            ),
          ),
        ),
    )
}

interface EventOptions extends CaseOptions {
  readonly time: StatedTime
  readonly until?: StatedTime
  readonly label: ClaimLabel
  readonly lane: TimelineLane
  readonly evidence?: readonly string[]
}

function event(run: Run): Command {
  return caseOptions(verb('event', 'add an event to the timeline'))
    .argument('<text>', 'what happened, in a sentence')
    .requiredOption('--time <time>', 'when, with the zone its source states', stated)
    .option('--until <time>', 'the end, for spans', stated)
    .addOption(new Option('--label <label>', 'how it is known').choices(CLAIM_LABELS).default('observed'))
    .addOption(new Option('--lane <lane>', 'where it is drawn').choices(TIMELINE_LANES).default('logs'))
    .option(evidenceOption, 'what shows it', ids)
    .action((text: string, o: EventOptions) =>
      run(
        caseWork((session) =>
          changed(o, session, (found) =>
            session.library.addingEvent(found, {
              text,
              time: o.time.time,
              ...(o.time.zone !== undefined && { zone: o.time.zone }),
              ...(o.until && { until: o.until.time }),
              label: o.label,
              lane: o.lane,
              items: o.evidence ?? [],
            }),
          ),
        ),
      ),
    )
}

function gap(run: Run): Command {
  return caseOptions(verb('gap', 'write down what could not be seen or was not looked at'))
    .argument('<text>', 'a sentence')
    .action((text: string, o: CaseOptions) =>
      run(caseWork((session) => changed(o, session, (found) => session.library.addingGap(found, text)))),
    )
}

function note(run: Run): Command {
  return caseOptions(verb('note', 'write a sentence into a section of the report'))
    .addHelpText('after', `\nSections: ${NOTE_KINDS.join(', ')}`)
    .argument('<section>', 'scope, message, chain, account, document, action, notification or dissent')
    .argument('<text>', 'the sentence')
    .option('--by <who>', 'whose dissent or action it is')
    .option(evidenceOption, 'what it rests on', ids)
    .action((section: string, text: string, o: CaseOptions & { readonly evidence?: readonly string[] }) =>
      run(
        caseWork((session) => {
          if (!NOTE_KINDS.includes(section as NoteKind))
            throw new Stop(EXIT.wrongUse, {
              what: `the report has no section “${section}” for notes`,
              next: `one of ${NOTE_KINDS.join(', ')}`,
            })
          return changed(o, session, (found) =>
            session.library.addingNote(found, {
              of: section as NoteKind,
              text,
              ...(o.by !== undefined && { by: o.by }),
              items: o.evidence ?? [],
            }),
          )
        }),
      ),
    )
}

function person(run: Run): Command {
  return caseOptions(verb('person', 'name a person with all spellings, so that redaction finds them'))
    .argument('<name>', 'the name')
    .option('--also <spelling>', 'another spelling, address or account (repeatable)', repeatable(String))
    .option('--public', 'an organisation or office holder that redacted reports may name')
    .action(
      (name: string, o: CaseOptions & { readonly also?: readonly string[]; readonly public?: boolean }) =>
        run(
          caseWork((session) =>
            changed(o, session, (found) =>
              session.library.namingPerson(found, { name, also: o.also ?? [], isPublic: o.public === true }),
            ),
          ),
        ),
    )
}

function withdraw(run: Run): Command {
  return caseOptions(verb('withdraw', 'take something back: it stays in the case and out of reports'))
    .argument('<item>', 'E1, C1, H1, J1, V1, A1, N1 or T1566.002')
    .argument('<why>', 'the reason')
    .action((item: string, why: string, o: CaseOptions) =>
      run(
        caseWork((session) => changed(o, session, (found) => session.library.withdrawing(found, item, why))),
      ),
    )
}
