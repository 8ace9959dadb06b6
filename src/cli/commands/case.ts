/** `counterfoil case`: evidence, claims, hypotheses and judgements of one incident, and what is handed on. */
import { Command } from 'commander'
import type { Work } from '../session.ts'
import { addingCommands } from './case-add.ts'
import { outgoingCommands } from './case-out.ts'
import { proposingCommands } from './case-propose.ts'
import { sayingCommands } from './case-say.ts'

const EXAMPLES = `
A case is a folder. Evidence lies in it under its hash, every change stands in a log that can be checked, and what
people say stays apart from what is held. Each verb has its own help: counterfoil case add --help

Examples:
  counterfoil case new harbour --title "Who sent the harbour papers"
  counterfoil case add letter.eml --how "exported by Ana from her mail program" --grade B2
  counterfoil case add --message 3f9c21ab --store mail.counterfoil
  counterfoil case add-claims article.txt --time 2026-03-02
  counterfoil case hypothesis --standing
  counterfoil case weigh H1 E1 C "the link leads over an unknown host"
  counterfoil case judge "It is likely that the account was used by somebody else." --evidence E1
  counterfoil case propose
  counterfoil case report --output report.html
  counterfoil case export --output harbour.zip
  counterfoil case check harbour.zip

Exit codes: 0 done · 1 done, something is not as it was · 2 wrong use, or refused with the reason · 3 no case, or not
readable · 4 case or store cannot be written`

export function caseCommand(run: (work: Work) => void): Command {
  const command = new Command('case')
    .summary('work a case: evidence, claims, hypotheses, report, package')
    .description('Work a case: evidence, claims, hypotheses and judgements, and what is handed on.')
    .addHelpText('after', EXAMPLES)
  for (const verb of [
    ...addingCommands(run),
    ...sayingCommands(run),
    ...proposingCommands(run),
    ...outgoingCommands(run),
  ])
    command.addCommand(verb.helpOption('--help', 'print this help'))
  return command.helpCommand(false)
}
