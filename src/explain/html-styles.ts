/**
 * Style sheet of the report. System fonts only, since the page may load nothing. Every pair of colours has a
 * contrast of at least 4.5:1 in both schemes (WCAG 2.2, 1.4.3); the browser test measures it.
 */
export const REPORT_STYLES: string = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --paper: #ffffff; --ink: #22201d; --soft: #5c564d; --line: #ddd7cb; --tint: #f3efe6;
  --accent: #8f1d17; --caution: #7a4a00; --mark: #ffe7a0; --mark-ink: #22201d; --dot: #4c6272;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171614; --paper: #1e1d1a; --ink: #ece8e0; --soft: #b3ab9c; --line: #3d3933; --tint: #24221f;
    --accent: #ffb3a6; --caution: #f0c070; --mark: #5c4810; --mark-ink: #fff4d2; --dot: #9fb8c9;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 50rem; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: anywhere; hyphens: manual; font-variant-numeric: lining-nums;
}
h1, h2, h3, h4, h5 { font-weight: 600; line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 2rem; letter-spacing: -.01em; }
h2 { font-size: 1.45rem; margin: 3.5rem 0 1rem; padding-top: .9rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.3rem; }
h4 { font: 600 .82rem/1.3 var(--sans); letter-spacing: .06em; text-transform: uppercase; margin: 2.4rem 0 .8rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h5 { font: 600 .9rem/1.3 var(--sans); margin: 1.5rem 0 .2rem; }
#summary h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; }
ul, ol { margin: .5rem 0; padding-left: 1.4rem; }
ul.plain { list-style: none; padding: 0; margin: 0; }
li { margin: .3rem 0; }
a { color: inherit; text-decoration-color: var(--accent); text-decoration-thickness: .09em; text-underline-offset: .2em; }
a:hover { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.masthead p { font-family: var(--sans); font-size: .9rem; color: var(--soft); margin: .6rem 0 0; }
.masthead .brand { margin: 0 0 .5rem; font-weight: 600; letter-spacing: .04em; color: var(--accent); }
.lead { font-size: 1.35rem; line-height: 1.4; margin: 1rem 0; }
.lead strong { color: var(--accent); }
#bottom-line h2 { margin-top: 2rem; }
.contents { list-style: none; padding: 0; margin: 1.5rem 0 0; border-top: 1px solid var(--line); }
.contents li { margin: 0; padding: .7rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 2.2rem 1fr; column-gap: .6rem; }
.contents .rank { font: 600 1.1rem/1.5 var(--sans); color: var(--accent); }
.contents .who, .contents .first { display: block; font: .9rem/1.45 var(--sans); color: var(--soft); }
.contents .first { color: var(--ink); margin-top: .3rem; }
.contents .review .rank { color: var(--caution); }
.hint { font: .88rem/1.5 var(--sans); color: var(--soft); }
.warning { color: var(--caution); font-weight: 600; }
.exact { font-family: var(--mono); font-size: .88em; }
q { quotes: '“' '”'; }

.alert { margin: 2.5rem 0 4rem; }
.alert > header { border-left: 4px solid var(--accent); padding: .1rem 0 .1rem 1.1rem; }
.alert.review > header { border-left-color: var(--caution); }
.tag { font: 600 .9rem/1.4 var(--sans); color: var(--accent); margin: 0 0 .3rem; }
.alert.review .tag { color: var(--caution); }
.tag .score { font-weight: 400; color: var(--soft); margin-left: .6em; }
.guess { font-style: italic; margin: .35rem 0 .8rem; }
dl { margin: .6rem 0; }
dd { margin: 0; }
.facts > div { display: grid; grid-template-columns: 6.5rem 1fr; column-gap: .8rem; padding: .22rem 0; }
.facts dt, .reading dt, .hosts dt { font: .88rem/1.7 var(--sans); color: var(--soft); }

.findings { list-style: none; padding: 0; margin: 0; }
.finding { padding: 1.1rem 0 1.2rem; border-bottom: 1px solid var(--line); margin: 0; }
.finding:first-child { padding-top: .2rem; }
.kind { font: .88rem/1.5 var(--sans); color: var(--soft); margin: 0 0 .35rem; }
.kind .strength { color: var(--ink); font-weight: 600; }
.finding.critical .strength, .finding.high .strength { color: var(--accent); }
.number, sup.note a { font: 600 .78rem/1 var(--sans); }
.number { display: inline-block; min-width: 1.55em; padding: .28em .4em; margin-right: .25em; border-radius: 1em; text-align: center; background: var(--ink); color: var(--ground); }
.seen { font-size: 1.13rem; line-height: 1.5; margin: 0 0 .5rem; }
.reading { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: .5rem 1.8rem; }
.reading dt { line-height: 1.4; }
details { margin: .6rem 0 0; }
summary { font: .88rem/1.9 var(--sans); cursor: pointer; color: var(--soft); }
summary:hover { color: var(--ink); }
.evidence { padding-left: 1.2rem; }
.evidence li { margin: .5rem 0; }
.ref { font: .88rem/1.5 var(--sans); }
.steps { background: var(--tint); border-radius: 4px; padding: .2rem 1.2rem .7rem; margin-top: 1.8rem; }
.steps h4 { border: 0; margin: 1rem 0 .2rem; padding: 0; }

.link { border: 1px solid var(--line); border-radius: 4px; background: var(--paper); padding: 1rem 1.1rem; margin: 0 0 1rem; }
.hosts { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .9rem 1.6rem; }
.hosts p { margin: .15rem 0; }
.shown { font-size: 1rem; text-decoration: underline; text-decoration-color: var(--soft); text-underline-offset: .2em; }
.host strong { font: 600 1.02rem/1.4 var(--mono); }
.label { font: .82rem/1.4 var(--sans); color: var(--soft); }
.none { font: .95rem/1.5 var(--sans); color: var(--soft); }
.url { font: .9rem/1.7 var(--mono); margin: .9rem 0 .4rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); }
.url .domain { color: var(--mark-ink); background: var(--mark); padding: .12em .18em; border-radius: 2px; font-weight: 700; }
.url .user { text-decoration: underline wavy var(--accent); text-underline-offset: .25em; color: var(--ink); }
.url .nested { font-style: normal; color: var(--ink); border-bottom: 2px dotted var(--accent); }
.notes { font: .93rem/1.5 var(--sans); margin: .5rem 0 0; }

.paper { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .9rem 1rem; margin: .4rem 0 1rem; }
pre { font: .86rem/1.6 var(--mono); margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
.field + .field { margin-top: .6rem; }
.place { display: block; font: .75rem/1.4 var(--sans); color: var(--soft); }
mark { background: var(--mark); color: var(--mark-ink); padding: .1em .12em; border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
sup.note { line-height: 0; margin: 0 .12em; }
sup.note a { display: inline-block; padding: .25em .42em; border-radius: 1em; background: var(--ink); color: var(--ground); text-decoration: none; }
sup.note a:hover { color: var(--ground); background: var(--accent); }
.gap { display: block; font: .82rem/2.4 var(--sans); color: var(--soft); }
span[id]:target + mark, .finding:target .seen, mark:target { outline: 2px solid var(--accent); outline-offset: 3px; }
.missing { background: var(--tint); border-radius: 4px; padding: .8rem 1rem; }

.past { margin: 0; }
.timeline { display: block; overflow: visible; }
.timeline text { font: .78rem var(--sans); fill: var(--soft); }
.timeline .row { fill: var(--ink); }
.timeline .end { text-anchor: end; }
.timeline .base { stroke: var(--line); stroke-width: 1; }
.timeline .guide { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 2 4; }
.timeline .over { overflow: visible; }
.mail { fill: var(--dot); fill-opacity: .75; }
.held { fill: var(--ground); stroke: var(--dot); stroke-width: 2; }
path.this { fill: var(--accent); stroke: var(--ground); stroke-width: 2; }
.tick { stroke: var(--dot); stroke-width: 2; }
.tick.here { stroke: var(--accent); stroke-width: 3; }
.legend { font: .82rem/1.6 var(--sans); color: var(--soft); display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: .4rem 0; }
.key { display: inline-block; width: .7em; height: .7em; margin-right: .25em; }
.key.mail { border-radius: 50%; background: var(--dot); }
.key.held { border-radius: 50%; border: 2px solid var(--dot); }
.key.this { background: var(--accent); transform: rotate(45deg) scale(.85); }
.key.tick { width: .22em; height: .95em; background: var(--dot); vertical-align: -.12em; margin: 0 .45em 0 .2em; }
.chain-picture { margin: 1rem 0; }
.chain { display: block; width: 100%; max-width: 36rem; height: auto; }
.chain .box { fill: var(--paper); stroke: var(--dot); stroke-width: 1.5; }
.chain .box.stopover { stroke: var(--accent); stroke-width: 4; }
.chain .box.landing { stroke: var(--ink); }
.chain text { font: 15px var(--sans); fill: var(--ink); }
.chain .host { font: 600 16px var(--mono); }
.chain .role, .chain .edge { fill: var(--soft); }
.chain .role.stopover { fill: var(--accent); font-weight: 700; }
.chain .arrow { stroke: var(--soft); stroke-width: 2; fill: none; }
.chain .tip { fill: var(--soft); }
.hops { padding-left: 1.6rem; }
.hops .role { font: 600 .95rem/1.5 var(--sans); }
.hops .role.stopover { color: var(--accent); }
.hops .url { border: 0; margin: 0; padding: 0; }
.hops .how { font: .88rem/1.5 var(--sans); color: var(--soft); margin: .1rem 0; }
figcaption { font: .93rem/1.55 var(--sans); margin: .6rem 0 0; }
.list { font: .86rem/1.5 var(--sans); }
.list .new { color: var(--accent); }
.others { list-style: none; padding: 0; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font: .85rem/1.6 var(--sans); color: var(--soft); }

@media (max-width: 34rem) {
  body { padding: 1.5rem 1rem 3rem; font-size: 1rem; }
  h1 { font-size: 1.6rem; }
  .lead { font-size: 1.18rem; }
  .facts > div { grid-template-columns: 1fr; padding: .3rem 0; }
  .facts dt { line-height: 1.3; }
  .alert > header { padding-left: .8rem; }
  .paper { padding: .7rem .75rem; }
}
@media print {
  @page { margin: 18mm 16mm; }
  :root {
    color-scheme: light;
    --ground: #fff; --paper: #fff; --ink: #000; --soft: #454545; --line: #bbb; --tint: #f4f4f4;
    --accent: #7d1812; --caution: #6a4000; --mark: #ffe7a0; --mark-ink: #000; --dot: #3d5260;
  }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, h4, h5, .kind, .place, .hint:has(+ .paper) { break-after: avoid; }
  .alert { break-before: page; margin-top: 0; }
  .first + .alert, h2 + .alert { break-before: auto; }
  #alerts, #review, #summary { break-before: page; }
  #alerts h2, #review h2, #summary h2 { margin-top: 0; }
  .finding, .link, .steps, .field, .hops li, figure, .contents li { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  a { text-decoration: none; }
  .ref[href^='#'] { display: none; }
  .notes .ref { display: inline; }
  .list { columns: 2; column-gap: 2rem; }
  summary { list-style: none; }
  summary::-webkit-details-marker { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
}
`
