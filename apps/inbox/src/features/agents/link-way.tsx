import type { AgentMail } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { SelectField } from '../../ui/select-field';

interface LinkWayProps {
  accounts: AgentMail['accounts'];
  /** Empty: the admin hands it on. */
  value: string;
  onChange(value: string): void;
}

/** How a one-time link gets to its owner. */
export function LinkWay({ accounts, value, onChange }: LinkWayProps) {
  return (
    <SelectField
      label={t('agents.link-way')}
      value={value}
      options={[
        { value: '', label: t('agents.link-by-hand') },
        ...accounts.map(({ id, address }) => ({ value: id, label: t('agents.link-by', { address }) })),
      ]}
      onChange={onChange}
      help={t(accounts.length ? 'agents.link-help' : 'agents.link-no-account')}
    />
  );
}
