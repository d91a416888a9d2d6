import type { QueryClient } from '@tanstack/react-query';
import { ownSettingsQuery, writeOwnSettings } from '../data/own-settings';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';

/** Says that one is away, or back again: who is away is given nothing by routing. */
export async function turnAway(client: QueryClient): Promise<void> {
  try {
    const { away = false } = await client.ensureQueryData(ownSettingsQuery);
    await say(client, !away);
  } catch (error) {
    showProblem(explain(error));
  }
}

async function say(client: QueryClient, away: boolean): Promise<void> {
  const settings = await writeOwnSettings({ away });
  client.setQueryData(ownSettingsQuery.queryKey, (held) => ({ ...held, ...settings }));
  void client.invalidateQueries({ queryKey: ['agents'] });
  showToast({
    tone: 'done',
    text: t(away ? 'me.went-away' : 'me.came-back'),
    undo: () => void say(client, !away).catch((error: unknown) => showProblem(explain(error))),
  });
}
