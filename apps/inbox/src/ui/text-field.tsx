import type { InputHTMLAttributes, ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { cx } from './class-names';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children'> {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  rows?: number;
  mono?: boolean;
  placeholder?: string;
  inputProps?: InputHTMLAttributes<HTMLInputElement>;
  className?: string;
}

export const inputLook =
  'w-full rounded-input border border-line-strong bg-surface px-2.5 text-base text-ink invalid:border-danger data-[invalid]:border-danger disabled:opacity-60';

/** A labelled field with help and the server's error beside it. */
export function TextField(props: TextFieldProps) {
  const { label, help, error, rows, mono, placeholder, inputProps, className, ...rest } = props;
  const look = cx(inputLook, mono && 'font-mono text-sm');
  return (
    <AriaTextField
      {...rest}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx('flex flex-col gap-1', className)}
    >
      <Label className="text-sm font-medium text-ink-2">{label}</Label>
      {rows ? (
        <TextArea rows={rows} className={cx(look, 'py-1.5')} placeholder={placeholder} />
      ) : (
        <Input {...inputProps} className={cx(look, 'h-9 max-md:h-11')} placeholder={placeholder} />
      )}
      {help ? (
        <Text slot="description" className="text-xs text-ink-3">
          {help}
        </Text>
      ) : null}
      <FieldError className="text-sm text-danger">{error}</FieldError>
    </AriaTextField>
  );
}
