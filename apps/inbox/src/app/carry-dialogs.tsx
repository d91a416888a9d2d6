import { useNavigate } from '@tanstack/react-router';
import { ResendDialog } from '../features/new-message/resend-dialog';
import { askCarry, type CarryRequest } from '../state/carry-requests';
import NewMessage from './new-message';

const close = () => askCarry(null);

/** To whom a message is forwarded, or to which address it goes once more; loaded when the first is asked for. */
export default function CarryDialogs({ request: { kind, message } }: { request: CarryRequest }) {
  const navigate = useNavigate();
  if (kind === 'forward') return <NewMessage forwards={message} onClose={close} />;
  return (
    <ResendDialog
      message={message}
      onClose={close}
      onThread={(person) =>
        void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } })
      }
    />
  );
}
