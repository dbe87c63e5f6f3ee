import { useState } from 'react';
import type { Ask } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Choose } from '../../../ui/Choose.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { AnswerEditor } from './AnswerEditor.tsx';
import css from './Ask.module.css';

/** A coordinator enters what an organisation has told some other way; that it was entered shows. */
export function EnterAnswer({ ask, onClose }: { ask: Ask; onClose: () => void }) {
  const { t } = useWords();
  const [missing] = useState(ask.missing);
  const [chosen, setChosen] = useState(missing[0]?.id ?? '');
  const organisation = missing.find((one) => one.id === chosen);
  return (
    <Dialog title={t('asking.enterTitle')} isOpen onClose={onClose}>
      <p className={css.note}>{t('asking.enterHint')}</p>
      <Choose
        label={t('asking.enterFor')}
        value={chosen}
        onChange={setChosen}
        options={missing.map((one) => ({ id: one.id, text: one.name }))}
      />
      {organisation && (
        <AnswerEditor
          key={organisation.id}
          ask={ask}
          organisation={organisation}
          answer={null}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}
