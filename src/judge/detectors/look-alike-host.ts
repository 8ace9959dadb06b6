import { defanged } from '../quoting.ts'
import { LIKENESS_WORDS } from '../sign-words.ts'
import type { Detector } from './detector.ts'
import { linkTo, type SignWords, signDetector } from './sign-detector.ts'

/** A linked host that is new here and resembles one that is known. */
export const lookAlikeHost: Detector = signDetector(
  { id: 'link.look-alike', kind: 'look-alike', none: 'no new host resembles a known one' },
  ({ host, of, how, hop }, link): SignWords => ({
    severity: how === 'skeleton' || how === 'label' || how === 'edit' ? 'high' : 'medium',
    seen: `${linkTo(link, hop, host)}, which nobody here linked before and which ${LIKENESS_WORDS[how]} ${defanged(of)}, known here`,
    why: 'Names for one operation are made to be mistaken for one the reader trusts: a letter changed, a word added, another ending, the real name as a part of somebody else’s.',
    innocent:
      'Organisations do own their name under several endings and with additions, and short or common words meet by chance.',
    unseen: host,
  }),
)
