import type { CheckResult, CheckState } from '@/lib/expectations/expectations';
import type { Evidence, Finding } from '@/lib/model/judgement';
import { escapeHtml, htmlText } from './escape';
import { REPORT_STYLE } from './html-style';
import type { Report, ReportedFile, UnusableFile } from './report';

/** One page that needs nothing else: to attach to a ticket, to open anywhere, to print. It runs no script. */
export function htmlReport({ files, generator, createdAt, passed, unusable = [] }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Affitor integration report</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>Affitor integration report</h1>
<p class="${passed ? 'ok' : 'error'}">${passed ? 'Passed' : 'Failed'}</p>
</header>
<main>
${[...files.map(sectionOf), ...unusable.map(unusableOf)].join('\n')}
</main>
<footer>${escapeHtml(generator.name)} ${escapeHtml(generator.version)} · <time>${escapeHtml(createdAt)}</time></footer>
</body>
</html>
`;
}

const unusableOf = ({ name, message }: UnusableFile): string => `<section>
<h2>${escapeHtml(name)}</h2>
<p class="verdict error"><strong>Not usable</strong> ${htmlText(message)}</p>
</section>`;

function sectionOf(file: ReportedFile): string {
  const { verdict, findings, funnel } = file.judgement;
  const roots = findings.filter(({ because }) => because === undefined);
  return `<section data-verdict="${escapeHtml(verdict.value)}">
<h2>${escapeHtml(file.name)}</h2>
<p class="verdict ${file.passed ? 'ok' : 'error'}"><strong>${escapeHtml(verdict.state)}</strong> ${htmlText(verdict.cause)}</p>
<p>${htmlText(verdict.nextStep)}</p>
<dl>
${fact('Page', file.page.url || 'unknown')}
${fact('Recorded in', file.browser || 'unknown')}
${fact('Events', String(file.events))}
${fact('Personal data', file.redacted ? 'replaced by pseudonyms' : 'as recorded')}
</dl>
${funnel.stages.length > 0 ? `<ol class="funnel">${funnel.stages.map(stageOf).join('')}</ol>` : ''}
${roots.length > 0 ? `<h3>Findings</h3>\n${roots.map((finding) => findingOf(finding, findings)).join('\n')}` : '<p>No findings.</p>'}
${file.checks.length > 0 ? `<h3>Checks</h3>\n${checksTable(file.checks)}` : ''}
${file.limits.length > 0 ? `<h3>What this file cannot tell</h3><ul>${file.limits.map((limit) => `<li>${htmlText(limit)}</li>`).join('')}</ul>` : ''}
</section>`;
}

const fact = (name: string, value: string): string => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;

const stageOf = ({ name, label, detail }: ReportedFile['judgement']['funnel']['stages'][number]): string =>
  `<li><strong>${escapeHtml(name)}</strong> ${escapeHtml(label)}<br><small>${escapeHtml(detail)}</small></li>`;

function findingOf(finding: Finding, all: Finding[]): string {
  const { severity, rule, title, explanation, evidence, fix, docs } = finding;
  const effects = all
    .filter(({ because }) => because === rule)
    .map(({ rule: effect }) => `<code>${escapeHtml(effect)}</code>`);
  const code = fix?.code?.map(
    ({ mark, text }) => `<span class="${CODE[mark]}">${escapeHtml(`${mark} ${text}`)}</span>`,
  );
  return `<article data-rule="${escapeHtml(rule)}" data-severity="${severity}">
<h4><span class="tag ${severity}">${severity}</span> ${htmlText(title)} <code>${escapeHtml(rule)}</code></h4>
<p>${htmlText(explanation)}</p>
${evidence.length > 0 ? `<ul>${evidence.map(evidenceItem).join('')}</ul>` : ''}
${effects.length > 0 ? `<p>Explains ${effects.join(', ')}</p>` : ''}
${fix ? `<p><strong>Fix:</strong> ${htmlText([fix.title, fix.text].filter(Boolean).join(' '))}</p>` : ''}
${code ? `<pre>${code.join('\n')}</pre>` : ''}
${docs?.startsWith('https://docs.affitor.com/') ? `<p><a href="${escapeHtml(docs)}" rel="noreferrer">${escapeHtml(docs)}</a></p>` : ''}
</article>`;
}

const CODE = { ' ': 'same', '-': 'gone', '+': 'new' } as const;

const evidenceItem = ({ number, text, pointer }: Evidence): string =>
  `<li>#${number} ${htmlText(text)}${pointer ? ` <code>${escapeHtml(pointer)}</code>` : ''}</li>`;

const MARKS: Record<CheckState, [tone: string, text: string]> = {
  pass: ['ok', 'pass'],
  fail: ['error', 'fail'],
  'not-yet': ['warning', 'not yet'],
};

function checksTable(checks: CheckResult[]): string {
  const rows = checks.map(({ state, title, expected, received }) => {
    const [tone, text] = MARKS[state];
    return `<tr><td class="${tone}">${text}</td><td>${htmlText(title)}</td><td>${htmlText(expected)}</td><td>${htmlText(received)}</td></tr>`;
  });
  return `<table><thead><tr><th>State</th><th>Check</th><th>Expected</th><th>Received</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
