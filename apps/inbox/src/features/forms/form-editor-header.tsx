import { ArrowLeft } from 'lucide-react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

interface FormEditorHeaderProps {
  /** Null for a form that is being added. */
  title: string | null;
  isSaving: boolean;
  onClose(): void;
}

/** The way back to all forms, the title of this one, and the button that saves it. */
export function FormEditorHeader({ title, isSaving, onClose }: FormEditorHeaderProps) {
  return (
    <header className="mb-4 flex items-center gap-2">
      <Button tone="quiet" onPress={onClose}>
        <ArrowLeft className="size-4" aria-hidden />
        {t('admin.forms')}
      </Button>
      <h1 className="text-xl font-semibold">{title === null ? t('forms.add') : <bdi>{title}</bdi>}</h1>
      <Button type="submit" tone="primary" className="ms-auto" isDisabled={isSaving}>
        {t('action.save')}
      </Button>
    </header>
  );
}
