/** Rules of the case report, beside those of every page. Colours are those of the page. */
export const CASE_STYLES: string = `
.marking { font: .9rem/1.5 var(--sans); border: 2px solid var(--ink); border-radius: 4px; padding: .5rem .8rem; }
.judgements { padding-left: 1.4rem; }
.judgements li { margin: .8rem 0; }
.estimate { display: block; font: .9rem/1.5 var(--sans); color: var(--soft); }
.cite { font: .8rem/1.4 var(--sans); white-space: nowrap; }
.tag2 { font: 600 .8rem/1.4 var(--sans); }
.wide { overflow-x: auto; margin: .8rem 0; }
.wide:focus-visible { outline-offset: 0; }
table { border-collapse: collapse; width: 100%; font: .88rem/1.5 var(--sans); }
caption { text-align: left; font: .88rem/1.5 var(--sans); color: var(--soft); padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; }
td.time { min-width: 7rem; }
td.label { min-width: 6rem; overflow-wrap: normal; }
td.id, th.id { white-space: nowrap; overflow-wrap: normal; }
td.cell, th.cell { text-align: center; white-space: nowrap; overflow-wrap: normal; }
tr:target, li:target, dt:target { background: var(--tint); outline: 2px solid var(--accent); }
.hash { font-family: var(--mono); font-size: .78rem; }
.hops { padding-left: 1.6rem; }
main > section > h2 { margin-top: 2.6rem; }
main svg { display: block; width: 100%; height: auto; }
@media print {
  .wide { overflow: visible; }
  table { font-size: .78rem; }
  tr, .judgements li { break-inside: avoid; }
  main > section > h2 { margin-top: 1.6rem; }
}
`

/** Rules beside those for the version on one sheet: A4 holds five judgements, eight events, seven hypotheses. */
export const ONE_PAGE_STYLES: string = `
@media print {
  @page { margin: 11mm 12mm; }
  html { font-size: 7.6pt; }
  body { line-height: 1.35; }
  .masthead .brand, footer, main svg { display: none; }
  main > section > h2 { margin: .7rem 0 .3rem; padding-top: .3rem; font-size: 1.15rem; border-top-width: 1px; }
  h1 { font-size: 1.5rem; }
  h3 { font-size: 1rem; margin: .4rem 0 0; }
  p, ul, ol, .wide { margin: .2rem 0; }
  li, .judgements li { margin: .15rem 0; }
  th, td { padding: .12rem .5rem .12rem 0; line-height: 1.3; }
  .marking { padding: .2rem .5rem; }
  .hint { font-size: .75rem; line-height: 1.3; }
}
`
