import type { RemarkRule, Statement } from './statement-linter.ts'

/**
 * Ways people get around the rules, and sentences that look like them and may stand. Written before the linter was
 * changed for any of them.
 */
export const EVASIVE_SENTENCES: readonly (readonly [sentence: string | Statement, ...rules: RemarkRule[]])[] =
  [
    // Likelihood in words that are in no row
    ['In all likelihood the account was taken over.', 'vague-estimate'],
    ['Chances are that the assistant opened the link.', 'vague-estimate'],
    ['There is a strong possibility that the link was opened.', 'vague-estimate'],
    ['It is more likely than not that the link was opened.', 'vague-estimate'],
    ['There is a high probability that the copy came from the shared drive.', 'vague-estimate'],
    ['The account appears to have been taken over.', 'vague-estimate'],
    ['It seems that the account was taken over.', 'vague-estimate'],
    ['The account is believed to have been taken over.', 'vague-estimate'],
    ['One can’t rule out a second reader.', 'vague-estimate'],
    ['A second reader can’t be ruled out.', 'vague-estimate'],
    ['The Date field appears twice.'],
    ['The sender address appears in both lists.'],
    // Terms bent
    ['It is quite likely that the link was opened.', 'doubled-estimate'],
    ['It is not unlikely that the link was opened.', 'doubled-estimate'],
    ['A takeover is most likely.', 'doubled-estimate'],
    ['A second reader is somewhat unlikely.', 'doubled-estimate'],
    // Numbers
    ['There is a 90 % chance that the mailbox was read.', 'number-without-term'],
    ['The odds are nine to one that the mailbox was read.', 'number-without-term'],
    ['We put it at 70 percent that the mailbox was read.', 'number-without-term'],
    ['It is likely, about 60 %, that the mailbox was read.'],
    ['Of the attachments, 98 % were opened to the end.'],
    ['In 40 percent of the mails the link was wrapped.'],
    // Certainty
    ['We are certain that the mail passed the gateway.', 'proves'],
    ['It is beyond doubt that two pages were served.', 'proves'],
    ['The account was undoubtedly taken over.', 'proves'],
    ['There is no doubt that the account was taken over.', 'proves'],
    ['It is clear that the account was taken over.', 'proves'],
    ['Obviously the account was taken over.', 'proves'],
    ['The headers leave no room for doubt.', 'proves'],
    ['The account was certainly taken over.', 'proves'],
    ['The account was almost certainly taken over.'],
    ['There is doubt about the time of the first sign-in.'],
    ['It is not clear who opened the link.'],
    // Confidence beside likelihood
    ['The takeover is likely (high confidence).', 'confidence-with-likelihood'],
    ['The takeover is likely [conf.: high].', 'confidence-with-likelihood'],
    ['The takeover is likely (high-confidence judgement).', 'confidence-with-likelihood'],
    ['The takeover is likely, and we are confident of it.', 'confidence-with-likelihood'],
    ['We assess with high  confidence that a takeover is likely.', 'confidence-with-likelihood'],
    ['We assess with high\nconfidence that a takeover is likely.', 'confidence-with-likelihood'],
    ['With a great deal of confidence, a takeover is likely.', 'confidence-with-likelihood'],
    ['A takeover is likely. Our confidence in this is moderate.'],
    // Who did it
    ['The mail bears the hallmarks of the cluster.', 'unsupported-attribution'],
    ['Everything points to the ministry of another country.', 'unsupported-attribution'],
    ['This was the work of the cluster.', 'unsupported-attribution'],
    ['The operation was state-sponsored.', 'unsupported-attribution'],
    ['The theft was committed by the group.', 'unsupported-attribution'],
    ['The group did it.', 'unsupported-attribution'],
    ['The activity is attributable to the cluster.', 'unsupported-attribution'],
    [{ text: 'The mail is the work of the cluster.', evidence: ['E2'] }, 'attribution-without-estimate'],
    ['The group is (very likely) behind the mail.', 'unsupported-attribution'],
    ['The link points to a host in the other network.'],
    ['The script did its work before the page was shown.'],
    // In the mouth of nobody
    ['As reported, the group is behind the mail.', 'unsupported-attribution'],
    ['The reported takeover proves that the link was opened.', 'proves'],
    ['The vendor says that it saw the mail, which proves that the link was opened.', 'proves'],
    ['The vendor says that it saw the host, and so the group is behind the mail.', 'unsupported-attribution'],
    ['The vendor says that the mail proves that the group is behind it.'],
    ['The ministry was told on 3 May; the culprit is known.', 'convicts'],
    ['“The group is behind it,” the vendor said.'],
    // People, vouching, names
    ['The assistant is the source of the leak.', 'convicts'],
    ['The thief sits in the press office.', 'convicts'],
    ['The other accounts have not been compromised.', 'vouches'],
    ['The shared drive is secure.', 'vouches'],
    ['The new host poses no threat.', 'vouches'],
    ['The two clusters are one and the same.', 'equates-names'],
    ['Grey Heron is another name for the cluster.', 'equates-names'],
    ['The two mails have one and the same Message-ID.'],
  ]
