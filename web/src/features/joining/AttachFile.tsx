import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { attachByLink } from '../../api/joining.ts';
import { sentence } from '../../api/problem.ts';
import type { CaseLink, Condition } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Joining.module.css';

const ALL = 'all';

/** A file that shows something of a condition. */
export function AttachFile({
  token,
  asked,
  onDone,
}: {
  token: string;
  asked: Condition[];
  onDone: (link: CaseLink) => void;
}) {
  const { t } = useWords();
  const [of, setOf] = useState(ALL);
  const input = useRef<HTMLInputElement>(null);
  const attach = useMutation({
    mutationFn: (file: File) => attachByLink(token, file, of === ALL ? null : of),
    onSuccess: (now, file) => {
      onDone(now);
      tell(t('joining.link.attached', { name: file.name }));
    },
  });
  return (
    <div className={css.part}>
      <p className={css.quiet}>{t('joining.link.filesHint')}</p>
      {attach.error && <Notice wrong>{sentence(attach.error, t('ui.broken.body'))}</Notice>}
      <Choose
        label={t('joining.link.attachTo')}
        value={of}
        onChange={setOf}
        options={[
          { id: ALL, text: t('joining.link.anything') },
          ...asked.map((one) => ({ id: one.id, text: conditionWords(one, t).title })),
        ]}
      />
      <div>
        <input
          ref={input}
          type="file"
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) attach.mutate(file);
          }}
        />
        <Button isPending={attach.isPending} onPress={() => input.current?.click()}>
          {t('joining.link.attach')}
        </Button>
      </div>
    </div>
  );
}
