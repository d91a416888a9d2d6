import type { Provider } from '@nestjs/common';
import { DiscardDraft } from './discard-draft.js';
import { CancelSchedule } from './later/cancel-schedule.js';
import { ScheduleReply } from './later/schedule-reply.js';
import { SendNow } from './later/send-now.js';
import { SendScheduled } from './later/send-scheduled.js';
import { PassingDrafts } from './passing-drafts.js';
import { SaveDraft } from './save-draft.js';
import { ShowDrafts } from './show-drafts.js';

/** What the controllers of drafts call. */
export const draftActions: Provider[] = [
  DiscardDraft,
  CancelSchedule,
  ScheduleReply,
  SendNow,
  SendScheduled,
  PassingDrafts,
  SaveDraft,
  ShowDrafts,
];
