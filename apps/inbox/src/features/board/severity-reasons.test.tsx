import type { BoardCard, SeverityReason } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import { SeverityReasons } from './severity-reasons';

const reason = (factor: SeverityReason['factor'], points: number): SeverityReason => ({
  ...{ factor, points, value: 3, of: 4, words: ['raffle'] },
});
const shown = (over: object) =>
  render(<SeverityReasons card={{ correction: null, corrections: [], ...over } as unknown as BoardCard} />);

test('what raised a severity stands apart from what lowered it, the weightiest of each first', () => {
  const reasons = [reason('learnt-down', -25), reason('anger', 12), reason('harm', 55)];
  shown({ severity: { level: 'today', score: 42, reasons, version: '3' } });
  const [summary] = document.querySelectorAll('summary');
  expect(summary?.textContent).toMatch(/^Today: speaks of harm/);
  expect([...document.querySelectorAll('h4')].map((one) => one.textContent)).toEqual([
    'Raised by',
    'Lowered by',
  ]);
  const points = [...document.querySelectorAll('li')].map((one) => one.lastElementChild?.textContent);
  expect(points).toEqual(['+55', '+12', '−25']);
});

test('who said what of a severity, when and why, is a line each', () => {
  const at = '2020-01-02T08:00:00Z';
  const kim = { id: 'kim', name: 'Kim' };
  shown({
    severity: { level: 'today', score: 30, reasons: [], version: '3' },
    corrections: [
      { from: 'act-now', to: null, reason: 'Taken back', agent: null, at },
      { from: 'today', to: 'act-now', reason: 'A child was hurt', agent: kim, at: '2020-01-01T08:00:00Z' },
    ],
  });
  const [back, raised] = screen.getAllByRole('listitem', { hidden: true }).map((one) => one.textContent);
  expect(back).toMatch(/^Somebody, .+: Act now → as computed: Taken back$/);
  expect(raised).toMatch(/^Kim, .+: Today → Act now: A child was hurt$/);
});
