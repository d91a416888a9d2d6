import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog, MenuItem, Modal, ModalOverlay } from 'react-aria-components';
import '../../../i18n/later-words';
import { fillScript, scriptsQuery } from '../../../data/scripts/scripts';
import { sayLanguage } from '../../../i18n/say-language';
import { t } from '../../../i18n/t';
import { showProblem } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { ProblemStrip } from '../../../ui/problem-strip';
import { SearchMenu } from '../../../ui/search-menu';
import { fittingScripts, type FittingScript, languagesOf } from './fitting-scripts';
import { setScriptLanguage, useScriptLanguage } from './script-language';

interface ScriptPickerProps {
  threadId: string;
  topicId: string | null;
  onTake(text: string): void;
  onClose(): void;
}

/** Finds a script by its words and puts it into the draft; it never sends. */
export default function ScriptPicker({ threadId, topicId, onTake, onClose }: ScriptPickerProps) {
  const [asked, setAsked] = useState('');
  const { data, error } = useQuery(scriptsQuery);
  const language = useScriptLanguage();
  const scripts = data?.items ?? [];
  const filling = useMutation({
    mutationFn: ({ script, language: inIt }: FittingScript) =>
      fillScript(script.id, { threadId, language: inIt, ...(topicId ? { topicId } : {}) }),
    onSuccess: ({ text }) => onTake(text),
    onError: (cause) => showProblem(explain(cause)),
  });
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-(--z-dialog) flex items-start justify-center bg-overlay p-4 pt-[12vh] max-md:p-2"
    >
      <Modal className="float-in w-full max-w-160 overflow-hidden rounded-dialog border border-line bg-surface shadow-float">
        <Dialog aria-label={t('scripts.pick')} className="outline-none">
          <Languages languages={languagesOf(scripts)} chosen={language} />
          {error ? <ProblemStrip error={error} /> : null}
          <SearchMenu
            label={t('scripts.pick')}
            placeholder={t('scripts.pick-placeholder')}
            text={asked}
            onText={setAsked}
            empty={t(scripts.length > 0 ? 'scripts.none-fit' : 'scripts.none-yet')}
          >
            {fittingScripts(scripts, asked, language).map((fitting) => (
              <MenuItem
                key={fitting.script.id}
                id={fitting.script.id}
                textValue={fitting.script.title}
                onAction={() => filling.mutate(fitting)}
                className="rounded-control px-3 py-2 outline-none data-[focused]:bg-selected"
              >
                <Choice fitting={fitting} />
              </MenuItem>
            ))}
          </SearchMenu>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Choice({ fitting: { script, language, text } }: { fitting: FittingScript }) {
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-medium">{script.title}</bdi>
        <span className="text-xs text-ink-3">
          {[script.folder, script.shared ? '' : t('scripts.own'), sayLanguage(language)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span dir="auto" className="line-clamp-2 text-sm whitespace-pre-line text-ink-2">
        {text}
      </span>
    </>
  );
}

/** A choice only where there is one. */
function Languages({ languages, chosen }: { languages: readonly string[]; chosen: string }) {
  if (languages.length < 2) return null;
  return (
    <div role="group" aria-label={t('scripts.language')} className="flex flex-wrap gap-1 px-3 pt-3">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={language === chosen}
          onClick={() => setScriptLanguage(language)}
          className="min-h-6 rounded-full border border-line-strong px-2.5 text-xs aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-accent max-md:min-h-11"
        >
          {sayLanguage(language)}
        </button>
      ))}
    </div>
  );
}
