/** `case grounds`, `case propose`: whether results carry a case, and what may be said in it. */
import { basename } from 'node:path'
import { Command } from 'commander'
import {
  acting,
  type CaseOptions,
  caseFolder,
  caseOptions,
  caseWork,
  changed,
  fileBytes,
  formatOption,
  pageOf,
} from '../case-work.ts'
import { EXIT } from '../exit.ts'
import type { Work } from '../session.ts'

type Run = (work: Work) => void

interface GroundsOptions {
  readonly format: string
}

export function proposingCommands(run: Run): readonly Command[] {
  return [grounds(run), proposing(run)]
}

function grounds(run: Run): Command {
  return new Command('grounds')
    .summary('say whether results of other verbs carry a case; changes nothing')
    .description(
      'Read results that other verbs wrote as JSON (scan, trace, hunt, leak trace) and mails (.eml), and say whether there is anything a case could rest on.',
    )
    .argument('<files...>', 'results and mails')
    .addOption(formatOption('text', 'json'))
    .option('--quiet', 'no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .action((files: readonly string[], o: GroundsOptions) =>
      run(
        caseWork(async (session) => {
          const { library, terminal } = session
          const read = library.assertionsOf(
            files.map((path) => ({
              id: basename(path),
              bytes: fileBytes(path),
              isMail: /\.eml$/i.test(path),
            })),
          )
          await terminal.write(
            o.format === 'json' ? library.assertionsJson(read) : library.groundsText(read, pageOf(session)),
          )
          return read.grounds.unread.length > 0 ? EXIT.incomplete : EXIT.done
        }),
      ),
    )
}

function proposing(run: Run): Command {
  return caseOptions(
    new Command('propose')
      .summary('propose what the evidence lets you say; a person takes or leaves it')
      .description(
        'Propose judgements, notes, gaps and cells of the matrix from the evidence of the case. They enter with --add only; what a person said or weighed is never changed.',
      ),
  )
    .option('--add', 'enter them, in the name of who does this')
    .addOption(formatOption('text', 'json'))
    .action((o: CaseOptions & GroundsOptions & { readonly add?: boolean }) =>
      run(
        caseWork(async (session) => {
          const { library, terminal } = session
          const read = library.caseAssertionsOf(caseFolder(o, session), { now: acting(o, session).time })
          if (!o.add) {
            await terminal.write(
              o.format === 'json'
                ? library.assertionsJson(read)
                : library.assertionsText(read, pageOf(session)),
            )
            if (read.assertions.grounded)
              terminal.note('nothing of this is in the case; take it with: counterfoil case propose --add')
            return EXIT.done
          }
          if (!read.assertions.grounded) {
            await terminal.write(library.groundsText(read, pageOf(session)))
            return EXIT.done
          }
          return changed(
            o,
            session,
            (found) => library.addingAssertions(found, read.assertions),
            library.enteredText,
          )
        }),
      ),
    )
}
