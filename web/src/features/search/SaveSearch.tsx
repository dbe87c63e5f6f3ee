import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { changeSearch, keepSearch } from '../../api/savedSearches.ts';
import type { Asked } from '../../api/search.ts';
import type { SavedSearch, Tells } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';

/** Keeps what is asked for, or changes how a kept search is called and tells of what is new. */
export function SaveSearch({
  asked,
  kept,
  suggested = '',
  onClose,
  onKept,
}: {
  asked?: Asked;
  kept?: SavedSearch;
  suggested?: string;
  onClose: () => void;
  onKept?: (kept: SavedSearch) => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState(kept?.name ?? suggested);
  const [tells, setTells] = useState<Tells>(kept?.tells ?? 'inbox');
  const save = useMutation({
    mutationFn: () =>
      kept ? changeSearch(kept.id, name.trim(), tells) : keepSearch(name.trim(), asked ?? { q: '' }, tells),
    onSuccess: (next) => {
      void client.invalidateQueries({ queryKey: keys.savedSearches });
      tell(t(kept ? 'finding.changed' : 'finding.kept'));
      onKept?.(next);
      onClose();
    },
  });
  return (
    <Dialog
      title={kept ? kept.name : t('finding.keepTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={!name.trim() || save.isPending} onPress={() => save.mutate()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {!kept && <p>{t('finding.keepLead')}</p>}
      <Field
        label={t('finding.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        error={save.error ? sentence(save.error, t('ui.broken.body')) : undefined}
      />
      <Radios<Tells>
        label={t('finding.tells')}
        value={tells}
        onChange={setTells}
        options={[
          { id: 'inbox', text: t('finding.tellsInbox') },
          { id: 'mail', text: t('finding.tellsMail'), note: t('finding.tellsMailNote') },
          { id: 'nothing', text: t('finding.tellsNothing') },
        ]}
      />
    </Dialog>
  );
}
