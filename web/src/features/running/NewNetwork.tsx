import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { makeNetwork } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Running.module.css';

const KINDS = ['municipal', 'regional', 'partnership', 'forum'] as const;

/** A name as an address: å and ä become a, ö becomes o, the rest that is no letter a hyphen. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** A new network; it has its five rooms at once and wants a coordinator. */
export function NewNetwork({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('municipal');
  const [purpose, setPurpose] = useState('');
  const address = slug ?? slugOf(name);
  const make = useMutation({
    mutationFn: () => makeNetwork({ name: name.trim(), slug: address, kind, purpose: purpose.trim() }),
    onSuccess: () => {
      tell(t('running.made', { name: name.trim() }));
      void client.invalidateQueries({ queryKey: keys.installed });
      onClose();
    },
  });
  const refused = make.error instanceof ApiError ? make.error : null;
  return (
    <Dialog
      title={t('running.newNetwork')}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="filled"
          isDisabled={make.isPending || !name.trim() || !address}
          onPress={() => make.mutate()}
        >
          {t('running.make')}
        </Button>
      }
    >
      <div className={css.form}>
        {make.error && !refused?.fields.length && (
          <Notice wrong>{sentence(make.error, t('ui.broken.body'))}</Notice>
        )}
        <Field label={t('running.name')} value={name} onChange={setName} error={refused?.field('/name')} />
        <Field
          label={t('running.slug')}
          hint={t('running.slugHint')}
          value={address}
          onChange={setSlug}
          error={refused?.field('/slug')}
        />
        <Radios
          label={t('running.kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((id) => ({ id, text: t(`running.kinds.${id}`) }))}
        />
        <Field label={t('running.purpose')} value={purpose} onChange={setPurpose} rows={3} />
      </div>
    </Dialog>
  );
}
