import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { myPromisesQuery } from '../data/promises';
import { fullWhen } from '../i18n/format';
import { futureWhen } from '../i18n/future-when';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { useNow } from '../state/minute-clock';
import { Button } from '../ui/button';
import { NoticeStrip } from './notice-strip';

const soonMs = 3_600_000;

/** Tells whoever promised something that it is due within the hour, or is late; put away, it comes back with the next one. */
export default function DuePromises() {
  const now = useNow();
  const navigate = useNavigate();
  const { data } = useQuery(myPromisesQuery);
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const due = (data?.items ?? []).filter(
    ({ id, dueAt }) => Date.parse(dueAt) - now <= soonMs && !away.has(id + dueAt),
  );
  const [first] = due;
  if (!first) return null;
  const late = Date.parse(first.dueAt) <= now;
  const look = () =>
    void navigate({ to: '/inbox/$view', params: { view: 'promised' }, search: { person: first.threadId } });
  const putAway = () => setAway(new Set([...away, ...due.map(({ id, dueAt }) => id + dueAt)]));
  return (
    <NoticeStrip
      tone={late ? 'danger' : 'warn'}
      icon={Handshake}
      action={
        <>
          <Button size="small" onPress={look}>
            {t('promise.look')}
          </Button>
          <Button size="small" tone="quiet" onPress={putAway}>
            {t('promise.put-away')}
          </Button>
        </>
      }
    >
      <span title={fullWhen(first.dueAt)}>
        {t(late ? 'promise.notice-late' : 'promise.notice', {
          name: first.personName,
          when: futureWhen(first.dueAt, now),
          count: due.length - 1,
        })}
      </span>
    </NoticeStrip>
  );
}
