import type { ThreadRow } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import RowMarks from '../../features/people-list/row-marks';
import { rowName } from '../../features/people-list/row-name';
import { forgetAnnouncements, useAnnouncement } from '../../state/announcer';
import { tellGrave } from './tell-grave';

const row = (grave: boolean) =>
  ({
    ...{ id: 'ada', person: { id: 'ada', name: 'Ada', photo: null }, state: 'open', grave, channels: ['x'] },
    ...{ promise: null, snoozed: null, team: null, tagIds: [], lastAt: '2026-01-05T09:00:00Z' },
  }) as unknown as ThreadRow;
const said = () => useAnnouncement.getState().text;

beforeEach(() => forgetAnnouncements());

test('a row of whom a grave post waits says so in the word of the board, to eyes and ears', () => {
  render(<RowMarks row={row(true)} />);
  const mark = screen.getByText('Act now');
  expect(mark.querySelector('svg')).not.toBeNull();
  expect(rowName(row(true), Date.now())).toContain('Act now: a grave post waits');
  expect(rowName(row(false), Date.now())).not.toContain('grave');
});

test('it is announced once when it changes, and when it is over', () => {
  tellGrave(row(true), false);
  expect(said()).toBe('Ada: a grave post waits, act now');
  forgetAnnouncements();
  // Another word in the same thread, which stands in no list that is loaded.
  tellGrave(row(true), undefined);
  tellGrave(row(true), true);
  expect(said()).toBe('');
  tellGrave(row(false), true);
  expect(said()).toBe('Ada: nothing grave waits any more');
});
