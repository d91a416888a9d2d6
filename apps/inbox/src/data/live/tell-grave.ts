import type { ThreadRow } from '@filo/contracts/http';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';

/** Of whom it was said, whether they stand in a list that is loaded or not. */
const said = new Set<string>();

/** Says that something grave waits of somebody now, or does no more; once, whatever else changes in their thread. */
export function tellGrave({ id, grave, person: { name } }: ThreadRow, was: boolean | undefined): void {
  if (grave === (was ?? said.has(id))) return;
  if (grave) said.add(id);
  else said.delete(id);
  announce(t(grave ? 'row.now-grave' : 'row.grave-no-more', { name }));
}
