import type { Provider } from '@nestjs/common';
import { FollowThread } from '../following/follow-thread.js';
import { ShowMentionable } from '../notes/show-mentionable.js';
import { ListNotices } from './list-notices.js';
import { ReadNotices } from './read-notices.js';

/** What the controllers of notices, of followed threads and of mentions call. */
export const noticeActions: Provider[] = [ListNotices, ReadNotices, FollowThread, ShowMentionable];
