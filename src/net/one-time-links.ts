/**
 * Links that do something by being opened: they reset, confirm, sign, accept, unsubscribe. Opening one to look at it
 * does it, and tells the sender. Told by words in path and query, in the languages of the mail we see; a word counts
 * as a whole word of a path segment or parameter.
 */
const WORDS: readonly (readonly [purpose: string, words: string])[] = [
  [
    'unsubscribe',
    'unsubscribe unsub optout opt-out abmelden abbestellen austragen desabonner desinscrire desinscription desabonnement ' +
      'cancelar-suscripcion darse-de-baja baja cancelarinscricao descadastrar disiscriviti cancella-iscrizione afmelden uitschrijven ' +
      'avregistrera avsluta-prenumeration afmeld wypisz odhlasit otpisatsya leiratkozas peruuta-tilaus list-unsubscribe',
  ],
  [
    'reset',
    'reset resetpassword reset-password password-reset passwordreset forgot-password recover recovery account-recovery ' +
      'passwort-zuruecksetzen zuruecksetzen kennwort-zuruecksetzen reinitialiser reinitialisation mot-de-passe-oublie ' +
      'restablecer recuperar redefinir redefinir-senha reimposta ripristina herstellen wachtwoord-herstellen aterstall nulstil resetuj sbros',
  ],
  [
    'confirm',
    'confirm confirmation confirm-email doubleoptin double-opt-in optin opt-in bestaetigen bestaetigung confirmer confirmar ' +
      'confirmacion confirmacao conferma confermare bevestigen bevestig bekrafta bekraeft potwierdz potvrdit podtverdit vahvista',
  ],
  [
    'verify',
    'verify verification verify-email email-verification validate activate activation aktivieren aktivierung verifizieren ' +
      'verifier activer activar verificar attiva activeren aktivera aktywuj',
  ],
  [
    'sign',
    'magic magic-link magiclink login-link loginlink signin-link passwordless one-time onetime otp otl sso-link autologin ' +
      'auto-login token-login docusign esign e-sign sign-document signdocument unterschreiben signer firmar assinar firma ondertekenen',
  ],
  [
    'accept',
    'accept accept-invite acceptinvite accept-invitation join-invite redeem rsvp decline approve reject annehmen ' +
      'einladung-annehmen ablehnen genehmigen accepter refuser aceptar rechazar aceitar accetta rifiuta accepteren goedkeuren',
  ],
  [
    'delete',
    'delete delete-account remove-account close-account loeschen konto-loeschen supprimer eliminar excluir elimina',
  ],
]

const PURPOSE_OF: ReadonlyMap<string, string> = new Map(
  WORDS.flatMap(([purpose, words]) =>
    words
      .split(' ')
      // An umlaut is written with an e, or loses its dots below.
      .flatMap((word) => [word, word.replace(/([aou])e/g, '$1')])
      .map((word) => [word, purpose] as const),
  ),
)
const LONGEST_WORDS = 3
/** A segment of more words is the title of an article. */
const TITLE_WORDS = 4
/** Attack: a URL of megabytes of words. */
const LONGEST = 8_192

/** What opening this link would probably do (`unsubscribe`, `reset`, …); undefined when nothing says so. */
export function oneTimePurpose(url: URL): string | undefined {
  const text = `${url.pathname}/${url.search}/${url.hash}`.slice(0, LONGEST)
  for (const segment of decoded(text).split(/[/?&=#;:]+/)) {
    // camelCase, and everything that separates words
    const words = segment
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
    // A title: "how to reset your router".
    if (words.length > TITLE_WORDS) continue
    for (let from = 0; from < words.length; from++)
      for (let count = Math.min(LONGEST_WORDS, words.length - from); count > 0; count--) {
        const run = words.slice(from, from + count)
        const purpose =
          PURPOSE_OF.get(run.join('-')) ?? (count > 1 ? PURPOSE_OF.get(run.join('')) : undefined)
        if (purpose !== undefined) return purpose
      }
  }
  return undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
