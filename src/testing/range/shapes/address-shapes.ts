// Redirects to addresses nobody outside may lead to, by every spelling (WHATWG URL §3.5) and by the DNS.
// A listener waits on loopback at port {canary}; nothing may ever reach it.
import { article, html, type RangeName, type RangeShape, redirect } from '../shape.ts'

const PATH = '/canary'

/** A redirect to a forbidden address; `seen` is how the URL parser writes it. */
const refused = (id: string, why: string, host: string, seen: string = host): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: redirect(302, `http://${host}:{canary}${PATH}`) },
  http: {
    hops: [[`https://go.example/${id}`], [`http://${seen}:{canary}${PATH}`, 'http']],
    end: 'refused-address',
  },
})

const refusedName = (id: string, why: string, name: RangeName): RangeShape => ({
  ...refused(id, why, `${id}.example`),
  names: { [`${id}.example`]: name },
})

const addresses = (...answers: readonly string[]): RangeName => ({ kind: 'addresses', turns: [answers] })

export const ADDRESS_SHAPES: readonly RangeShape[] = [
  refused('private-dotted', 'loopback, written plainly', '127.0.0.1'),
  refused('private-other-loopback', 'any address of 127.0.0.0/8 is loopback', '127.1.2.3'),
  refused('private-decimal', 'one decimal number', '2130706433', '127.0.0.1'),
  refused('private-octal', 'octal parts', '0177.0.0.01', '127.0.0.1'),
  refused('private-octal-one', 'one octal number', '017700000001', '127.0.0.1'),
  refused('private-hex', 'one hexadecimal number', '0x7f000001', '127.0.0.1'),
  refused('private-hex-parts', 'hexadecimal parts, some left out', '0x7f.1', '127.0.0.1'),
  refused('private-short', 'parts left out', '127.1', '127.0.0.1'),
  refused('private-dot', 'with the root dot', '127.0.0.1.', '127.0.0.1'),
  refused('private-percent', 'percent-encoded digits', '%31%32%37.0.0.1', '127.0.0.1'),
  refused('private-fullwidth', 'full-width digits (UTS 46)', '１２７.0.0.1', '127.0.0.1'),
  refused('private-circled', 'circled digits (UTS 46)', '①②⑦.⓪.⓪.①', '127.0.0.1'),
  refused('private-zero', '0.0.0.0 is this host on Linux', '0.0.0.0'),
  refused('private-zero-short', 'the same as one digit', '0', '0.0.0.0'),
  refused('private-v6', 'loopback of IPv6', '[::1]'),
  refused('private-v6-long', 'the same, written out', '[0:0:0:0:0:0:0:1]', '[::1]'),
  refused('private-v6-any', 'the unspecified address', '[::]'),
  refused('private-mapped', 'IPv4 mapped into IPv6', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'),
  refused('private-mapped-hex', 'the same in hexadecimal', '[::ffff:7f00:1]'),
  refused('private-compatible', 'IPv4-compatible IPv6 (RFC 4291 §2.5.5.1)', '[::127.0.0.1]', '[::7f00:1]'),
  refused('private-translated', 'IPv4-translated (RFC 2765)', '[::ffff:0:127.0.0.1]', '[::ffff:0:7f00:1]'),
  refused('private-nat64', 'NAT64 of loopback (RFC 6052)', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]'),
  refused('private-6to4', '6to4 of loopback (RFC 3056)', '[2002:7f00:1::]', '[2002:7f00:1::]'),
  refused('private-teredo', 'Teredo (RFC 4380)', '[2001:0:7f00:1::80ff:fffe]', '[2001:0:7f00:1::80ff:fffe]'),
  refused('private-ula', 'unique local (RFC 4193)', '[fd00::1]'),
  refused('private-link-local-v6', 'link-local', '[fe80::1]'),
  refused('private-ten', 'private use (RFC 1918)', '10.0.0.1'),
  refused('private-metadata', 'the metadata service of clouds', '169.254.169.254'),
  refused('private-cgnat', 'shared address space (RFC 6598)', '100.64.0.1'),
  refused('private-localhost', 'the name itself (RFC 6761)', 'localhost'),
  refused('private-localhost-label', 'a label below it, with the root dot', 'x.localhost.'),
  refused('private-userinfo', 'a public name before the @', 'landing.example@127.0.0.1'),
  refusedName('dns-private', 'a name whose address is loopback', addresses('127.0.0.1')),
  refusedName('dns-mixed', 'a public and a private address for one name', addresses('range', '127.0.0.1')),
  refusedName('dns-metadata', 'a name for the metadata service', addresses('169.254.169.254')),
  refusedName('dns-v6', 'a name whose only address is loopback of IPv6', {
    kind: 'addresses',
    turns: [[]],
    v6: ['::1'],
  }),
  refusedName('dns-v6-mapped', 'a name with a mapped address', {
    kind: 'addresses',
    turns: [['range']],
    v6: ['::ffff:127.0.0.1'],
  }),
  {
    id: 'dns-rebinding',
    why: 'public at the first visit, private at the second',
    exact: 'http',
    start: 'https://rebind.example/first',
    names: { 'rebind.example': { kind: 'addresses', turns: [['range'], ['127.0.0.1']] } },
    serve: { 'https://rebind.example/first': redirect(302, `http://rebind.example:{canary}${PATH}`) },
    http: {
      hops: [['https://rebind.example/first'], [`http://rebind.example:{canary}${PATH}`, 'http']],
      end: 'refused-address',
    },
  },
  {
    id: 'dns-rebinding-after-check',
    why: 'private as soon as it was asked for once: the address that was checked is the one connected to',
    exact: 'http',
    start: 'https://go.example/after-check',
    names: { 'after-check.example': { kind: 'addresses', turns: [['range'], ['127.0.0.1']] } },
    serve: {
      'https://go.example/after-check': redirect(302, 'https://after-check.example/page'),
      'https://after-check.example/page': article('after check'),
    },
    http: {
      hops: [['https://go.example/after-check'], ['https://after-check.example/page', 'http']],
      end: 'landing',
    },
  },
  {
    id: 'private-start',
    why: 'the link of the mail itself is private',
    exact: 'http',
    start: `http://127.0.0.1:{canary}${PATH}`,
    serve: {},
    http: { hops: [[`http://127.0.0.1:{canary}${PATH}`]], end: 'refused-address' },
  },
  {
    id: 'private-by-header',
    why: 'Refresh to a private address',
    exact: 'http',
    start: 'https://go.example/private-by-header',
    serve: {
      'https://go.example/private-by-header': html('', ['Refresh', `0; url=http://127.1:{canary}${PATH}`]),
    },
    http: {
      hops: [
        ['https://go.example/private-by-header'],
        [`http://127.0.0.1:{canary}${PATH}`, 'refresh-header'],
      ],
      end: 'refused-address',
    },
  },
  {
    id: 'private-by-page',
    why: 'a page that refreshes to a private address',
    exact: 'http',
    start: 'https://go.example/private-by-page',
    serve: {
      'https://go.example/private-by-page': html(
        `<meta http-equiv=refresh content="0; url=http://0x7f.1:{canary}${PATH}">`,
      ),
    },
    http: {
      hops: [['https://go.example/private-by-page'], [`http://127.0.0.1:{canary}${PATH}`, 'meta-refresh']],
      end: 'refused-address',
    },
  },
  {
    id: 'private-far-down',
    why: 'far down a chain the rule is the same',
    exact: 'http',
    start: 'https://go.example/after/0',
    serve: Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [
        `https://go.example/after/${index}`,
        redirect(307, index === 14 ? `http://2130706433:{canary}${PATH}` : `/after/${index + 1}`),
      ]),
    ),
    http: {
      hops: [
        ...Array.from(
          { length: 15 },
          (_, index) => [`https://go.example/after/${index}`, index === 0 ? undefined : 'http'] as const,
        ),
        [`http://127.0.0.1:{canary}${PATH}`, 'http'],
      ],
      end: 'refused-address',
    },
  },
  {
    id: 'port-of-mail',
    why: 'a port that is not for the web (Fetch Standard, bad ports): the request would speak to another service',
    exact: 'http',
    start: 'https://go.example/port-of-mail',
    serve: { 'https://go.example/port-of-mail': redirect(302, 'http://hop.example:25/HELO') },
    http: {
      hops: [['https://go.example/port-of-mail'], ['http://hop.example:25/HELO', 'http']],
      end: 'refused-address',
    },
  },
]
