/** The report's look, for screen and paper; light only, since it gets printed and pasted. */
export const REPORT_STYLE = `
:root { color-scheme: light; font: 14px/1.5 system-ui, sans-serif; color: #1d2330; background: #fff; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem; }
header { display: flex; align-items: baseline; justify-content: space-between; border-bottom: 1px solid #d9dde6; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; } h4 { font-size: .95rem; margin: 0 0 .25rem; }
p { margin: .25rem 0; overflow-wrap: anywhere; } footer { margin-top: 2rem; color: #5b6475; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0; }
dt { color: #5b6475; } dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: .9em/1.45 ui-monospace, monospace; background: #f3f4f7; border-radius: 3px; }
code { padding: .05em .3em; overflow-wrap: anywhere; } pre { padding: .6rem .8rem; white-space: pre-wrap; }
article { border: 1px solid #d9dde6; border-radius: 6px; padding: .75rem 1rem; margin: .5rem 0; break-inside: avoid; }
.funnel { display: flex; gap: 1rem; list-style: none; padding: 0; }
.funnel li { flex: 1; border: 1px solid #d9dde6; border-radius: 6px; padding: .5rem .75rem; overflow-wrap: anywhere; }
.tag { border-radius: 3px; padding: .05em .4em; font-size: .8em; }
.tag.error, .tag.warning, .tag.info { color: #fff; }
.tag.error { background: #b42318; } .tag.warning { background: #8a5a00; } .tag.info { background: #2f5fb3; }
.ok { color: #17693d; } .error { color: #b42318; } .warning { color: #8a5a00; }
.gone { color: #b42318; } .new { color: #17693d; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d9dde6; padding: .35rem .6rem .35rem 0; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } a { color: inherit; } }
`;
