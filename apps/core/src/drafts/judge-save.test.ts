import fc from 'fast-check';
import { judgeSave, type StandingDraft } from './judge-save.js';

interface Row extends StandingDraft {
  content: string;
}

/** What the database does with a save, as far as one draft goes. */
const arrive = (
  row: Row | undefined,
  save: { base: number; device: string; seq: number; content: string },
): Row | undefined => {
  const standing = row && { ...row, same: row.content === save.content };
  const verdict = judgeSave(standing, save);
  if (verdict !== 'make' && verdict !== 'take') return row;
  const { device, seq, content } = save;
  return { state: 'open', revision: (row?.revision ?? 0) + 1, device, seq, content, same: false };
};

const device = fc.constantFrom('desk', 'home');

it('brings nothing back that was sent or discarded, whatever comes late', () => {
  const save = fc.record({ base: fc.nat(9), device, seq: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(
      save,
      device,
      fc.nat(9),
      fc.constantFrom('sent' as const, 'discarded' as const),
      (late, by, seq, state) => {
        expect(judgeSave({ state, revision: 3, device: by, seq, same: false }, late)).toBe('gone');
      },
    ),
  );
});

it('ends with the last word of one page, in whatever order its saves arrive, twice or not at all', () => {
  const order = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(order, (arrivals) => {
      let row: Row | undefined;
      // A page that never heard an answer: all its saves name the same base.
      for (const seq of arrivals) row = arrive(row, { base: 0, device: 'desk', seq, content: `word ${seq}` });
      expect(row?.content).toBe(`word ${Math.max(...arrivals)}`);
    }),
  );
});

it('never overwrites what another device wrote and the page has not seen', () => {
  interface Page {
    device: string;
    seq: number;
    base: number;
    seen: string;
  }
  const step = fc.record({ who: fc.constantFrom(0, 1), look: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let row: Row | undefined;
      const pages: Page[] = ['desk', 'home'].map((name) => ({ device: name, seq: 0, base: 0, seen: '' }));
      steps.forEach(({ who, look }, n) => {
        const page = pages[who]!;
        if (look && row) Object.assign(page, { base: row.revision, seen: row.content });
        page.seq += 1;
        const before = row;
        row = arrive(row, { ...page, content: `${page.device} ${n}` });
        if (row === before) return;
        // What gave way was its own word, or one that it had seen.
        if (before)
          expect([page.device, page.seen]).toContain(
            before.device === page.device ? page.device : before.content,
          );
        Object.assign(page, { base: row!.revision, seen: row!.content });
      });
    }),
  );
});

it.each([
  ['a first save', undefined, { base: 0, device: 'desk', seq: 1 }, 'make'],
  ['a save of what was swept away', undefined, { base: 2, device: 'desk', seq: 9 }, 'gone'],
  ['the same words from elsewhere', { same: true }, { base: 1, device: 'home', seq: 1 }, 'keep'],
  [
    'words for what waits for its time',
    { state: 'scheduled' as const },
    { base: 2, device: 'desk', seq: 9 },
    'changed',
  ],
  [
    'a retry of the save that scheduled',
    { state: 'scheduled' as const },
    { base: 1, device: 'desk', seq: 4 },
    'keep',
  ],
])('%s: judged by what stands there', (_, over, save, verdict) => {
  const standing: StandingDraft = { state: 'open', revision: 2, device: 'desk', seq: 4, same: false };
  expect(judgeSave(over && { ...standing, ...over }, save)).toBe(verdict);
});
