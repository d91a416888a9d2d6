import type { Notice, NoticeChoices } from '@filo/contracts/http';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { noticesQuery } from '../data/notices';
import { ownSettingsQuery } from '../data/own-settings';
import { sayNotice } from '../data/say-notice';
import { useAgent } from '../data/session';
import { t } from '../i18n/t';
import { announce } from '../state/announcer';
import { chime } from '../state/chime';
import { leadTab } from '../state/leading-tab';
import { useSelection } from '../state/selection';
import { isQuiet } from '../when/is-quiet';
import { useOpenNotice } from './open-notice';
import { useUnreadNotices } from './use-unread-notices';

const gatherMs = 5_000;
/** More than that come as one on the desktop. */
const singleMax = 3;

/** What is told once: news of a thread that come together are new each time. */
const keyOf = ({ id, count }: Notice) => `${id} ${count}`;

/** What came since the page was opened, each once; what stood there before is no news. */
function useFresh(tell: (fresh: readonly Notice[]) => void): void {
  const { data } = useInfiniteQuery(noticesQuery);
  const known = useRef<Set<string>>(undefined);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  const items = data?.pages[0]?.items;
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...items.map(keyOf)]);
    const fresh = before ? items.filter((one) => !one.read && !before.has(keyOf(one))) : [];
    if (fresh.length > 0) latest.current(fresh);
  }, [items]);
}

/** Says in the tab, at the icon of the page and in the dock how much is not read. */
function useMarks(): void {
  const unread = useUnreadNotices();
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    icon?.setAttribute('href', unread > 0 ? '/filo-news.svg' : '/filo.svg');
    // Not every browser has it, and some only for an installed page.
    if ('setAppBadge' in navigator) void navigator.setAppBadge(unread).catch(() => undefined);
  }, [unread]);
}

function putOnDesktop(fresh: readonly Notice[], open: (notice: Notice) => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const [first] = fresh;
  const shown = fresh.length > singleMax && first ? [first] : fresh;
  for (const one of shown) {
    const title = fresh.length > singleMax ? t('notices.count', { count: fresh.length }) : sayNotice(one);
    // No word of what was said: others may see this screen.
    const notification = new Notification(title, { tag: one.id, icon: '/filo.svg', silent: true });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
      open(one);
    });
  }
}

/** What failed elsewhere is told as loud as what failed of one's own. */
const wants = (choices: NoticeChoices | undefined, way: 'desktop' | 'sound') => (one: Notice) =>
  choices?.[one.kind === 'webhook' ? 'failed' : one.kind][way] ?? false;

/** Says, shows and sounds what is new for this agent, as they chose it; in one tab alone, and not what they look at. */
export default function NoticeNoise() {
  const { timeZone } = useAgent();
  const { data: settings } = useQuery(ownSettingsQuery);
  const open = useOpenNotice();
  const lead = useRef<ReturnType<typeof leadTab>>(undefined);
  const unsaid = useRef({ count: 0, until: 0 });
  useMarks();
  useEffect(() => {
    lead.current = leadTab('filo.notices');
    return () => lead.current?.stop();
  }, []);
  useFresh((all) => {
    const seen = document.hasFocus() ? useSelection.getState().personId : null;
    const fresh = all.filter(({ threadId }) => threadId === null || threadId !== seen);
    const [first] = fresh;
    if (!first) return;
    const now = Date.now();
    const before = unsaid.current.until > now ? unsaid.current.count : 0;
    const count = before + fresh.length;
    unsaid.current = { count, until: now + gatherMs };
    if (document.visibilityState === 'visible')
      announce(count > 1 ? t('notices.spoken', { count, first: sayNotice(first) }) : sayNotice(first));
    const choices = settings?.noticeChoices;
    if (!lead.current?.isLeading() || isQuiet(choices?.quiet ?? null, new Date(), timeZone)) return;
    putOnDesktop(fresh.filter(wants(choices, 'desktop')), open);
    if (fresh.some(wants(choices, 'sound'))) void chime();
  });
  return null;
}
