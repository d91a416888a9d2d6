import type { ReplyOptions } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { runCommand } from '../../keys/active-commands';
import { Button } from '../../ui/button';

interface NothingToAnswerProps {
  /** Why nothing can be written. */
  blocked: string;
  options: ReplyOptions | undefined;
}

/** Why no answer can be written; where nobody has said a word yet, a new message can. */
export function NothingToAnswer({ blocked, options }: NothingToAnswerProps) {
  return (
    <p role="note" className="m-3 rounded-input bg-warn-bg p-3 text-warn">
      {blocked}
      {options?.cannotReplyWhy?.[0]?.code === 'no-word-to-answer' ? (
        <Button size="small" onPress={() => void runCommand('composer.new')} className="ms-3">
          {t('command.composer.new')}
        </Button>
      ) : null}
    </p>
  );
}
