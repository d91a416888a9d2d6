import type { PersonDetail } from '@filo/contracts/http';
import { Camera, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { usePhoto } from './use-photo';

/** Gives the person a photo, or takes it away; the photo of a channel is the channel's to take away. */
export function PhotoButtons({ person }: { person: PersonDetail }) {
  const picker = useRef<HTMLInputElement>(null);
  const { mutate, isPending: busy, error } = usePhoto(person);
  return (
    <>
      <div className="flex flex-wrap justify-center gap-1">
        <input
          ref={picker}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif"
          data-testid="photo-file"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) mutate(file);
          }}
        />
        <Button size="small" tone="quiet" isDisabled={busy} onPress={() => picker.current?.click()}>
          <Camera className="size-3.5" aria-hidden />
          {t(person.photo ? 'profile.change-photo' : 'profile.add-photo')}
        </Button>
        {person.photoSource === 'agent' ? (
          <Button size="small" tone="quiet" isDisabled={busy} onPress={() => mutate(null)}>
            <Trash2 className="size-3.5" aria-hidden />
            {t('profile.remove-photo')}
          </Button>
        ) : null}
      </div>
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {explain(error)}
        </p>
      ) : null}
    </>
  );
}
