import { Plus } from 'lucide-react';
import { t, wordsIn } from '../../i18n/t';
import { Button } from '../../ui/button';
import type { Editing } from './edit-dialog';
import type { NetworkForm } from './network/network-requests';

interface AddButtonsProps {
  forms: readonly NetworkForm[];
  onAdd(editing: Editing): void;
}

/** One for each channel that said what an account of it needs, and one for a mailbox. */
export function AddButtons({ forms, onAdd }: AddButtonsProps) {
  return (
    <span className="flex flex-wrap gap-2">
      {forms.map((network) => (
        <Button key={network.channel} onPress={() => onAdd({ account: null, network })}>
          <Plus className="size-4" aria-hidden />
          {wordsIn(network.form.add)}
        </Button>
      ))}
      <Button tone="primary" onPress={() => onAdd({ account: null })}>
        <Plus className="size-4" aria-hidden />
        {t('channels.add')}
      </Button>
    </span>
  );
}
