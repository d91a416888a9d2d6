import type { ImportPreview } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formsQuery } from '../../data/admin/accounts';
import { previewImport, startImport } from '../../data/admin/imports';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { ColumnList } from './column-list';
import { type Choices, chosenOf, ImportChoices } from './import-choices';
import { FilePick } from './file-pick';

interface Chosen {
  file: File;
  preview: ImportPreview;
}

/** Takes a file, asks what its columns mean, counts what it would do, and starts it. */
export function ImportMaker() {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [name, setName] = useState('');
  const [columns, setColumns] = useState<string[]>([]);
  const [choices, setChoices] = useState<Choices>({});
  const hasUsers = columns.includes('site');
  const forms = useQuery({ ...formsQuery, enabled: hasUsers });
  const reading = useMutation({
    mutationFn: async (file: File) => ({ file, preview: await previewImport(file) }),
    onSuccess: (read) => {
      setChosen(read);
      setColumns(read.preview.columns.map(({ suggested }) => suggested));
      setName((old) => old || read.file.name.replace(/\.[^.]+$/, '').slice(0, 100));
    },
    onError: () => setChosen(null),
  });
  const starting = useMutation({
    mutationFn: (mode: 'dry-run' | 'run') =>
      startImport({
        ...{ file: chosen!.file, name: name.trim(), mode, columns },
        ...chosenOf({ readers: chosen!.preview.readers, hasUsers, choices }, forms.data?.items ?? []),
      }),
    onSuccess: (_, mode) => (mode === 'run' ? setChosen(null) : undefined),
    onSettled: () => void client.invalidateQueries({ queryKey: ['imports'] }),
  });
  const known = columns.some((column) => ['mail', 'phone', 'site'].includes(column));
  const isReady = name.trim() !== '' && known && !forms.isLoading && !starting.isPending;
  return (
    <section
      aria-label={t('imports.new')}
      className="mb-5 space-y-4 rounded-panel border border-line bg-surface p-4"
    >
      <FilePick
        file={chosen?.file ?? null}
        onFile={(file) => {
          starting.reset();
          reading.mutate(file);
        }}
      />
      {reading.error ? <ProblemStrip error={reading.error} /> : null}
      {chosen ? (
        <>
          <TextField
            label={t('imports.name')}
            help={t('imports.name-help')}
            value={name}
            onChange={setName}
            isRequired
          />
          <ColumnList preview={chosen.preview} columns={columns} onChange={setColumns} />
          <ImportChoices
            readers={chosen.preview.readers}
            hasUsers={hasUsers}
            choices={choices}
            onChange={setChoices}
          />
          {known ? null : <p className="text-sm text-ink-2">{t('imports.no-address')}</p>}
          {starting.error ? <ProblemStrip error={starting.error} /> : null}
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => starting.mutate('dry-run')} isDisabled={!isReady}>
              {t('imports.count')}
            </Button>
            <Button tone="primary" onPress={() => starting.mutate('run')} isDisabled={!isReady}>
              {t('imports.start')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
