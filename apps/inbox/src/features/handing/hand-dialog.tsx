import type { TeamView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { teamsQuery } from '../../data/teams';
import { threadQuery } from '../../data/threads/thread-queries';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { useHandToTeam } from './use-hand-to-team';

interface HandDialogProps {
  threadId: string;
  topicId: string | null;
  onClose(): void;
}

/** Which team a thread, or one topic of it, is handed to, and why. */
export function HandDialog({ threadId, topicId, onClose }: HandDialogProps) {
  const { data: thread } = useQuery(threadQuery(threadId));
  const { data: teams, error } = useQuery(teamsQuery);
  const hand = useHandToTeam();
  const name = thread?.person.name ?? '';
  const held = topicId ? thread?.topics.find(({ id }) => id === topicId)?.team : thread?.team;
  const choose = (team: TeamView | null, reason: string) => {
    onClose();
    hand({ threadId, topicId, name, team, reason });
    moveFocus('list');
  };
  return (
    <Dialog
      title={t(topicId ? 'hand.title-topic' : 'hand.title', { name })}
      isOpen
      onClose={onClose}
      holdsWords
    >
      {error ? (
        <div className="p-5">
          <ProblemStrip error={error} />
        </div>
      ) : null}
      {teams?.items.length === 0 ? <p className="p-5 text-ink-2">{t('hand.no-teams')}</p> : null}
      {teams && teams.items.length > 0 ? (
        <HandForm teams={teams.items} heldId={held?.id ?? null} onChoose={choose} onClose={onClose} />
      ) : null}
      {teams || error ? null : <Skeleton rows={2} height={56} />}
    </Dialog>
  );
}

interface HandFormProps {
  teams: readonly TeamView[];
  heldId: string | null;
  onChoose(team: TeamView | null, reason: string): void;
  onClose(): void;
}

function HandForm({ teams, heldId, onChoose, onClose }: HandFormProps) {
  const others = teams.filter(({ id }) => id !== heldId);
  const [teamId, setTeamId] = useState(others[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(teams.find(({ id }) => id === teamId) ?? null, reason.trim());
  };
  return (
    <form
      className="space-y-4 p-5"
      onSubmit={submit}
      // A list of choices takes no Enter by itself.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) submit(event);
      }}
    >
      <SelectField
        label={t('hand.team')}
        value={teamId}
        options={[
          ...others.map(({ id, name }) => ({ value: id, label: name })),
          ...(heldId ? [{ value: '', label: t('hand.to-none') }] : []),
        ]}
        onChange={setTeamId}
        help={t(teamId ? 'hand.help' : 'hand.help-none')}
        autoFocus
      />
      <TextField
        label={t('hand.reason')}
        help={t('hand.reason-help')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        rows={3}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary">
          {t('hand.verb')}
        </Button>
      </div>
    </form>
  );
}
