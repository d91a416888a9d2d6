import {
  AlarmClock,
  Archive,
  Clock,
  Handshake,
  Inbox,
  type LucideIcon,
  UserRound,
  UserRoundX,
} from 'lucide-react';
import type { ViewName } from '../data/threads/view-membership';

export const viewIcons: Record<ViewName, LucideIcon> = {
  mine: UserRound,
  unassigned: UserRoundX,
  all: Inbox,
  waiting: Clock,
  promised: Handshake,
  snoozed: AlarmClock,
  closed: Archive,
};
