import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PersonDetail } from '@filo/contracts/http';
import { personQuery, putPhoto, readPhoto, removePhoto } from '../../../data/people';
import { undoOf } from '../../../data/undo-of';
import { t } from '../../../i18n/t';
import { showToast } from '../../../state/toasts';
import { shrinkPhoto } from './shrink-photo';

/**
 * Gives the person this photo, or with null takes theirs away; what the server answers is shown at once, with a toast that
 * takes it back. The photo that was is kept by this page alone: the server lets go of it.
 */
export function usePhoto({ id, photo, photoSource }: Pick<PersonDetail, 'id' | 'photo' | 'photoSource'>) {
  const client = useQueryClient();
  const { queryKey } = personQuery(id);
  const put = async (picture: Blob | null, undoes?: string) => {
    const { answer, change } = await (picture ? putPhoto(id, picture, undoes) : removePhoto(id, undoes));
    client.setQueryData(queryKey, answer);
    return change;
  };
  return useMutation({
    mutationFn: async (file: File | null) => {
      // A photo of a channel shows by itself where no agent gave one.
      const given = photoSource === 'agent' ? photo : null;
      const before = await readPhoto({ id, photo: given });
      const change = await put(file ? await shrinkPhoto(file) : null);
      // Of a photo that could not be read there is nothing to bring back.
      return before === undefined && given !== null ? null : { before: before ?? null, change };
    },
    onSuccess: (done, file) => {
      const text = t(file ? 'profile.photo-changed' : 'profile.photo-removed');
      const back = (undoes: string) => put(done!.before, undoes);
      const undo = undoOf(done && done.change, back, () => client.invalidateQueries({ queryKey }));
      showToast({ tone: 'done', text, ...undo });
    },
  });
}
