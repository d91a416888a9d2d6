import { goals } from './goals.mjs';

/** One row per goal, whether measured or not: what is missing must be seen. */
export const tableRows = (results) =>
  goals.map(({ id, what, pass, stretch }) => {
    const result = results[id];
    const verdict = result?.passes === undefined ? '' : result.passes ? 'pass' : 'FAIL';
    return { id, what, pass, stretch, measured: result?.measured ?? 'not measured', verdict };
  });

/** The table as text. */
export const tableText = (rows) => {
  const head = { id: '#', what: 'goal', pass: 'pass', stretch: 'stretch', measured: 'measured', verdict: '' };
  const columns = Object.keys(head);
  const width = Object.fromEntries(
    columns.map((name) => [name, Math.max(...[head, ...rows].map((row) => row[name].length))]),
  );
  const line = (row) => `| ${columns.map((name) => row[name].padEnd(width[name])).join(' | ')} |`;
  const rule = `|${columns.map((name) => '-'.repeat(width[name] + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
};
