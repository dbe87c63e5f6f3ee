import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { keys } from '../../api/keys.ts';
import { LARGEST_PHOTO, putPortrait, removePortrait } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { OwnProfile } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Portrait } from '../../ui/Portrait.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './ProfilePart.module.css';

/** The picture of oneself: chosen, changed, taken away. */
export function OwnPortrait({ own }: { own: OwnProfile }) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [tooLarge, setTooLarge] = useState(false);
  const put = useMutation({
    mutationFn: (photo: File | null) => (photo ? putPortrait(photo) : removePortrait()),
    onSuccess: (_, photo) => {
      for (const queryKey of [keys.profile, ['directory'], ['person']])
        void client.invalidateQueries({ queryKey });
      tell(t(photo ? 'settings.profile.portraitPut' : 'settings.profile.portraitGone'));
    },
  });
  const choose = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > LARGEST_PHOTO);
    if (file.size <= LARGEST_PHOTO) put.mutate(file);
  };
  const refused = put.error instanceof ApiError ? put.error.field('/file') : undefined;
  return (
    <div className={css.portrait}>
      <Portrait of={{ id: me.person.id, name: me.person.name, portrait: own.portrait }} large />
      <div className={css.part}>
        <p className={css.hint}>{t('settings.profile.portraitHint')}</p>
        {tooLarge ? (
          <Notice wrong>{t('settings.profile.portraitTooLarge')}</Notice>
        ) : (
          put.error && <Notice wrong>{refused ?? sentence(put.error, t('ui.broken.body'))}</Notice>
        )}
        <div className={css.acts}>
          <FileTrigger
            acceptedFileTypes={['image/jpeg', 'image/png']}
            onSelect={(files) => choose(files?.[0])}
          >
            <Button isDisabled={put.isPending}>
              {t(own.portrait ? 'settings.profile.changePortrait' : 'settings.profile.choosePortrait')}
            </Button>
          </FileTrigger>
          {own.portrait && (
            <Button look="quiet" isDisabled={put.isPending} onPress={() => put.mutate(null)}>
              {t('settings.profile.removePortrait')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
