import type { OkRequest } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

export interface OkActs {
  give(asked: OkRequest): void;
  /** Opens what asks for the reason. */
  giveBack(asked: OkRequest): void;
  /** Opens what the words are changed in. */
  edit(asked: OkRequest): void;
  withdraw(asked: OkRequest): void;
  /** Absent where the thread is open already. */
  open?(asked: OkRequest): void;
}

/** A colleague gives the OK or gives it back; its author changes it or takes it back. */
export function OkButtons({ asked, isMine, acts }: { asked: OkRequest; isMine: boolean; acts: OkActs }) {
  const name = asked.author.name;
  const isGone = asked.answers.gone;
  const { authorGone } = asked;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-1.5">
      {isMine || authorGone ? (
        <>
          {authorGone ? null : (
            <Button size="small" isDisabled={isGone} onPress={() => acts.edit(asked)}>
              {t('oks.edit')}
            </Button>
          )}
          <Button size="small" tone="danger" onPress={() => acts.withdraw(asked)}>
            {t('oks.withdraw')}
          </Button>
        </>
      ) : (
        <>
          <Button
            size="small"
            tone="primary"
            isDisabled={isGone}
            aria-label={t('oks.give-to', { name })}
            onPress={() => acts.give(asked)}
          >
            {t('oks.give')}
          </Button>
          <Button
            size="small"
            aria-label={t('oks.give-back-to', { name })}
            onPress={() => acts.giveBack(asked)}
          >
            {t('oks.give-back')}
          </Button>
        </>
      )}
      {acts.open && asked.threadId ? (
        <Button size="small" tone="quiet" onPress={() => acts.open?.(asked)}>
          {t('oks.open')}
        </Button>
      ) : null}
    </div>
  );
}
