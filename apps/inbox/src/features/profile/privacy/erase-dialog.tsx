import type { PersonPrivacy } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personPrivacyQuery } from '../../../data/admin/privacy';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { TextField } from '../../../ui/text-field';
import { useErase } from './use-erase';

/** Says what goes and what stays, and asks for the name of whoever is erased. */
export function EraseDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const { data, error, refetch } = useQuery(personPrivacyQuery(personId));
  return (
    <Dialog title={t('privacy.erase-title')} isOpen onClose={onClose} holdsWords width="max-w-140">
      <div className="space-y-4 p-5">
        {error ? <ProblemStrip error={error} /> : null}
        {data ? (
          <Asked seen={data} onClose={onClose} onLookAgain={() => void refetch()} />
        ) : (
          <Skeleton rows={3} height={32} />
        )}
      </div>
    </Dialog>
  );
}

interface AskedProps {
  seen: PersonPrivacy;
  onClose(): void;
  onLookAgain(): void;
}

function Asked({ seen, onClose, onLookAgain }: AskedProps) {
  const [name, setName] = useState('');
  const { erase, problem, isPending } = useErase(seen, { onDone: onClose, onLookAgain });
  // Whoever has no name is asked for by their first address.
  const shown = seen.name.trim() || (seen.identities[0]?.key ?? '');
  const isSame = shown !== '' && plain(name) === plain(shown);
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSame && !seen.partial) erase(name);
      }}
    >
      <WhatGoes seen={seen} />
      {seen.partial ? (
        <p className="text-danger">{t('privacy.erase-not-all')}</p>
      ) : (
        <TextField
          label={t('privacy.erase-type', { name: shown })}
          value={name}
          onChange={setName}
          autoFocus
          error={problem}
          inputProps={{ autoComplete: 'off', spellCheck: false }}
        />
      )}
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button tone="danger" type="submit" isDisabled={!isSame || seen.partial || isPending}>
          {t('privacy.erase-verb')}
        </Button>
      </div>
    </form>
  );
}

function WhatGoes({ seen }: { seen: PersonPrivacy }) {
  const counts = [
    t('privacy.goes-messages', { count: seen.messages }),
    t('privacy.goes-attachments', { count: seen.attachments }),
    t('privacy.goes-notes', { count: seen.notes }),
  ];
  return (
    <>
      <section>
        <h3 className="font-semibold">{t('privacy.goes')}</h3>
        <ul className="list-disc ps-5 text-ink-2">
          {counts.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {seen.identities.map(({ id, key }) => (
            <li key={id} className="wrap-anywhere">
              <bdi>{key}</bdi>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="font-semibold">{t('privacy.stays')}</h3>
        <p className="text-ink-2">{t('privacy.stays-text')}</p>
      </section>
    </>
  );
}

/** The server compares in the same way. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
