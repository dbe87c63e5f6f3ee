import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dossierQuery, publishMeeting } from '../../api/dossier.ts';
import { sentence } from '../../api/problem.ts';
import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import css from './Promises.module.css';
import { useMeetingChange } from './useMeetingChange.ts';

/** "Kvar innan publicering": what the meeting lacks, and publishing it all the same. */
export function Publishing({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const [summary, setSummary] = useState(meeting.text ?? '');
  const dossier = useQuery(dossierQuery(meeting.id)).data;
  const publish = useMeetingChange(
    () => publishMeeting(meeting, summary.trim() || null),
    () => {
      tell(t('dossier.publish.done'));
      setOpen(false);
    },
  );
  if (!dossier) return null;
  const left = dossier.lacking.map((one) => t(`dossier.lacking.${one}`));
  const words = new Intl.ListFormat(language, { type: 'conjunction' }).format(left);
  return (
    <div className={css.form}>
      <p>{left.length > 0 ? t('dossier.publish.left', { what: words }) : t('dossier.publish.nothingLeft')}</p>
      <div className={css.acts}>
        <Button look={meeting.state === 'documenting' ? 'filled' : 'outlined'} onPress={() => setOpen(true)}>
          {t('dossier.publish.act')}
        </Button>
      </div>
      {open && (
        <Dialog
          title={t('dossier.publish.act')}
          isOpen
          onClose={() => setOpen(false)}
          footer={
            <>
              <Button onPress={() => setOpen(false)}>{t('ui.cancel')}</Button>
              <Button look="filled" onPress={() => publish.mutate(undefined)} isDisabled={publish.isPending}>
                {t('dossier.publish.confirm')}
              </Button>
            </>
          }
        >
          <div className={css.form}>
            {publish.error && <Notice wrong>{sentence(publish.error, t('ui.broken.body'))}</Notice>}
            <p>{t('dossier.publish.means')}</p>
            {left.length > 0 && <p>{t('dossier.publish.left', { what: words })}</p>}
            <Field
              label={t('dossier.publish.summary')}
              hint={
                <>
                  <span>{t('dossier.publish.summaryHint')}</span>{' '}
                  <WrittenFor audience={meeting.room.audience} />
                </>
              }
              value={summary}
              onChange={setSummary}
              rows={6}
              maxLength={4000}
            />
          </div>
        </Dialog>
      )}
    </div>
  );
}
