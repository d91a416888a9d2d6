import { useQuery } from '@tanstack/react-query';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';
import { useReplyOptions } from './use-reply-options';

/** Says by which channel the words will travel, and to whom. */
export function useReplyLabel(threadId: string, topicId: string | null): string {
  const { options } = useReplyOptions(threadId, topicId);
  const { data: thread } = useQuery(threadQuery(threadId));
  if (!options?.channel || !thread) return t('composer.reply-text');
  const values = { name: thread.person.name, channel: channelName(options.channel) };
  return t(options.channel === 'email' ? 'composer.reply-by-email' : 'composer.reply-by', values);
}
