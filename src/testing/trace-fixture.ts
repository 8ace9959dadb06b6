import type { Digest } from '../model/bytes.ts'
import type { LinkSign } from '../model/link-sign.ts'
import type { RedirectChain } from '../model/redirect-chain.ts'
import type { TracedLink, TraceReport } from '../model/trace.ts'
import { chainOf, gatewayFacts } from './chain-fixture.ts'

/** Every kind of sign, one of each form of words. */
export const EVERY_SIGN: readonly LinkSign[] = [
  { kind: 'stop-over', hop: 1, domain: 'gate.test', returns: true },
  { kind: 'stop-over', hop: 1, domain: 'gate.test', returns: false },
  { kind: 'foreign-wrapper', hop: 0, other: 'organisation', tenant: 'acme' },
  { kind: 'foreign-wrapper', hop: 0, other: 'person', recipient: 'zoe@recipient.example' },
  { kind: 'other-landing', shown: 'news.example', landing: 'end.test' },
  { kind: 'courier-to-unseen', hop: 0, courier: 'share.example', landing: 'end.test' },
  { kind: 'recipient-carried', hop: 2, domain: 'end.test', encoded: true },
  { kind: 'gateway-inside', before: 0, hop: 1, landing: 'end.test' },
  { kind: 'look-alike', hop: 2, host: 'examp1e.test', of: 'example.test', how: 'edit' },
  { kind: 'host-shape', hop: 2, shapes: ['free-host', 'random-label'] },
  {
    kind: 'fresh-host',
    hop: 1,
    domain: 'gate.test',
    registered: Date.UTC(2026, 1, 8, 6),
    from: 'rdap rdap.registry.test',
    days: 9,
    before: 'mail',
  },
  {
    kind: 'fresh-host',
    hop: 1,
    domain: 'gate.test',
    registered: Date.UTC(2026, 1, 17, 9),
    from: 'rdap rdap.registry.test',
    days: -1,
    before: 'asked',
  },
  { kind: 'path-shape', hop: 2, shape: 'token' },
]

const PLACE = {
  origin: 'html-anchor',
  part: '2',
  range: { of: 'message', start: 3127, end: 3164 },
  text: 'https://docs.example/d/article-9-comments \u202egpj.exe',
  region: 'own',
  visible: true,
} as unknown as NonNullable<TracedLink['place']>

const link = (number: number, chain: RedirectChain, more: Partial<TracedLink> = {}): TracedLink => ({
  kind: 'traced-link',
  number,
  url: chain.hops[0]?.url ?? '',
  place: PLACE,
  times: number,
  chain,
  signs: [],
  ...more,
})

const LONG_HOST = `${'very-long-name-'.repeat(4)}x.${'of-a-customer-'.repeat(4)}x.provider.test`

const ASKED = chainOf(
  [
    {
      url: 'https://gateway.example/v2/url?u=https-3A__gate.test_k7RtW2xQ&t=05%7C02%7Canna%40example.org',
      role: 'gateway',
      wrapper: gatewayFacts({ tenant: 'acme', recipient: 'zoe@recipient.example' }),
      because: [{ kind: 'wrapper', wrapper: 'some-gateway' }],
    },
    {
      url: 'https://gate.test/k7RtW2xQ',
      role: 'stopover',
      because: [{ kind: 'position', position: 'between' }],
    },
    {
      url: `https://${LONG_HOST}/in?<script>document.title="owned"</script>`,
      edge: 'script',
      because: [{ kind: 'page', seen: '<script>document.title="owned"</script>' }],
      onward: [{ edge: 'form', url: 'https://post.test/', why: 'a form waits for a person' }],
    },
  ],
  {
    basis: 'browser',
    profile: 'chrome-windows',
    end: 'credential-page',
    page: { url: `https://${LONG_HOST}/in`, screenshot: '1f'.repeat(32), document: '2e'.repeat(32) },
  },
)

/** A report with every finding, a chain too long to draw, hosts too long for a box, and hostile text everywhere. */
export const TRACE_REPORT: TraceReport = {
  kind: 'trace-report',
  mail: {
    digest: `sha256:${'4b'.repeat(32)}` as Digest,
    from: { name: 'Edda <script>Thornquist</script>', address: 'edda.thornquist@webpost.example' },
    subject: 'Fwd: Vessa treaty \u202e<script>document.title="owned"</script>',
    time: Date.UTC(2026, 1, 17, 6, 41),
    source: { file: '/mail/mailbox.mbox', format: 'mbox', offset: 797_381, length: 1_000 },
  },
  knowledge: 'store',
  links: [
    link(1, ASKED, {
      signs: EVERY_SIGN,
      facts: [
        {
          kind: 'domain-facts',
          domain: 'gate.test',
          asked: Date.UTC(2026, 1, 18),
          registered: { status: 'known', time: Date.UTC(2026, 1, 8, 6), from: 'rdap rdap.registry.test' },
          changed: { status: 'unknown', why: 'the registry does not tell' },
          expires: { status: 'unknown', why: 'the registry does not tell' },
          registrar: 'Names <script>document.title="owned"</script> \u202eLtd',
          certificate: { status: 'known', time: Date.UTC(2026, 1, 9), from: 'certificate 1f1f' },
          lookups: [
            {
              kind: 'lookup',
              id: 'dns:A:gate.test',
              time: Date.UTC(2026, 1, 18),
              status: 'answer',
              answer: ['192.0.2.2'],
              from: 'dns',
            },
          ],
        },
      ],
      compared: [{ chain: { ...ASKED, profile: 'curl', end: 'landing' }, signs: [] }],
      diverges: {
        hop: 2,
        differs: 'host',
        got: [
          { profile: 'chrome-windows', url: `https://${LONG_HOST}/in`, status: 200 },
          { profile: 'curl', end: 'landing' },
        ],
      },
    }),
    link(
      2,
      chainOf(Array.from({ length: 60 }, (_, at) => `https://h${at}.${at % 2 ? LONG_HOST : 'test'}/`)),
      {
        signs: EVERY_SIGN.slice(0, 1),
      },
    ),
    link(3, chainOf([{ url: 'https://short.example/3abc', role: 'shortener' }])),
    link(4, chainOf(['https://www.recipient.example/'])),
  ],
  notAsked: 3,
  loaded: 2,
}
