import type { NoticeChoices } from '@filo/contracts/http';

const loud = { list: true, desktop: true, sound: true };
const shown = { list: true, desktop: true, sound: false };
const listed = { list: true, desktop: false, sound: false };

/** How an agent is told who has chosen nothing. */
export const firstChoices: NoticeChoices = {
  assigned: loud,
  mentioned: loud,
  promise: loud,
  failed: shown,
  news: listed,
  ok: listed,
  quiet: null,
};
