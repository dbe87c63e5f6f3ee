import { useState } from 'react';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** The ways to say one thing, with commas between. */
export function WordGroup({
  words,
  isSaving,
  onSave,
  onClose,
}: {
  words: string[];
  isSaving: boolean;
  onSave: (words: string[]) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState(words.join(', '));
  const [tried, setTried] = useState(false);
  const written = [
    ...new Set(
      text
        .split(/[,=\n]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ];
  const save = () => {
    setTried(true);
    if (written.length >= 2) onSave(written);
  };
  return (
    <Dialog
      title={t(words.length ? 'finding.words.changeTitle' : 'finding.words.addTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={isSaving} onPress={save}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Field
        label={t('finding.words.field')}
        hint={t('finding.words.hint')}
        value={text}
        onChange={setText}
        rows={2}
        maxLength={900}
        autoFocus
        error={tried && written.length < 2 ? t('finding.words.atLeastTwo') : undefined}
      />
    </Dialog>
  );
}
