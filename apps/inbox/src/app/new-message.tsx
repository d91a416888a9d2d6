import { useNavigate } from '@tanstack/react-router';
import NewMessageDialog from '../features/new-message/new-message-dialog';
import { expectFocus, moveFocus } from '../state/focus-requests';

/** Asks to whom a new message goes, and leads to where it is written. */
export default function NewMessage({ onClose }: { onClose(): void }) {
  const navigate = useNavigate();
  return (
    <NewMessageDialog
      onClose={onClose}
      onThread={(person, place) => {
        onClose();
        expectFocus(place);
        moveFocus(place);
        void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } });
      }}
    />
  );
}
