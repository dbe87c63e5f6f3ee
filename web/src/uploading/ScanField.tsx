import { useMutation, useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Link } from 'react-router';
import { useRooms } from '../api/networks.ts';
import { sentence } from '../api/problem.ts';
import { referenceQuery } from '../api/references.ts';
import { intoRoom, upload } from '../api/upload.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { documentOf } from './documentOf.ts';
import css from './ScanField.module.css';

/** A document beside what is noted: its link is pasted, or its file uploaded to the room that is said, where one may. */
export function ScanField({
  label,
  network,
  room: kind,
  value,
  onChange,
  onWrong,
  error,
}: {
  label: string;
  network: string;
  room: 'coordination' | 'members' | 'whole_network';
  value: string | null;
  onChange: (document: string | null) => void;
  /** Whether what is pasted leads to no document: it is not saved without it, as if nothing had been said. */
  onWrong: (wrong: boolean) => void;
  /** What was refused about it. */
  error?: string | undefined;
}) {
  const { t } = useWords();
  const room = useRooms(network).find((one) => one.kind === kind && one.may.upload);
  const found = useQuery({ ...referenceQuery(`document:${value ?? ''}`), enabled: value !== null }).data;
  const [pasted, setPasted] = useState('');
  const paste = (text: string) => {
    setPasted(text);
    const id = documentOf(text);
    if (id) onChange(id);
    onWrong(text.trim() !== '' && !id);
  };
  const send = useMutation({
    mutationFn: (file: File) =>
      upload(file, intoRoom(room?.id ?? '', { if_exists: 'keep_both' }), () => undefined).done,
    onSuccess: (document) => {
      onWrong(false);
      onChange(document.id);
    },
  });
  return (
    <div className={css.field}>
      <p className={css.label}>{label}</p>
      {error && <Notice wrong>{error}</Notice>}
      {send.error && <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>}
      {value !== null && (
        <p>
          {found?.found ? <Link to={`/dokument/${value}`}>{found.title}</Link> : t('scan.kept')}{' '}
          <Button
            look="quiet"
            onPress={() => {
              setPasted('');
              onChange(null);
            }}
          >
            {t('scan.remove')}
          </Button>
        </p>
      )}
      {value === null && (
        <Field
          label={t('scan.link')}
          value={pasted}
          onChange={paste}
          error={pasted.trim() !== '' && !documentOf(pasted) ? t('scan.notADocument') : undefined}
        />
      )}
      {value === null && room && (
        <>
          <FileTrigger onSelect={(files) => files?.[0] && send.mutate(files[0])}>
            <Button isDisabled={send.isPending} icon={<Upload size={16} aria-hidden />}>
              {t(send.isPending ? 'scan.sending' : 'scan.choose')}
            </Button>
          </FileTrigger>
          <p className={css.hint}>{t('scan.who', { room: room.name, audience: room.audience.text })}</p>
        </>
      )}
    </div>
  );
}
