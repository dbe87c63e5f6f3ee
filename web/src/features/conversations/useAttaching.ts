import { useCallback, useRef, useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { intoRoom, upload } from '../../api/upload.ts';
import { clock } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';

/** A file on its way. */
export interface Going {
  key: string;
  name: string;
  share: number;
  /** Why it did not arrive. */
  failed: string | null;
  cancel: () => void;
  retry: () => void;
}

/** Files chosen, pasted or dropped go into the room at once, each with its own progress; what has arrived is attached. */
export function useAttaching(room: string, attach: (change: (held: string[]) => string[]) => void) {
  const { t, language } = useWords();
  const [going, setGoing] = useState<Going[]>([]);
  const count = useRef(0);
  const change = useCallback(
    (key: string, with_: Partial<Going>) =>
      setGoing((all) => all.map((one) => (one.key === key ? { ...one, ...with_ } : one))),
    [],
  );
  const leave = useCallback((key: string) => setGoing((all) => all.filter((one) => one.key !== key)), []);
  const start = useCallback(
    (file: File, name: string, key: string) => {
      const named = name === file.name ? file : new File([file], name, { type: file.type });
      const one = upload(named, intoRoom(room, { if_exists: 'keep_both' }), (share) =>
        change(key, { share }),
      );
      change(key, { share: 0, failed: null, cancel: one.cancel });
      one.done.then(
        (document) => {
          attach((held) => [...held, document.id]);
          leave(key);
        },
        (error: unknown) => {
          if ((error as { code?: string }).code === 'cancelled') leave(key);
          else change(key, { failed: sentence(error, t('document.failed')), cancel: () => leave(key) });
        },
      );
    },
    [room, attach, change, leave, t],
  );
  const take = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        count.current += 1;
        const key = `${count.current}`;
        // What is pasted is called image.png, every time.
        const pasted = /^image\.\w+$/.test(file.name);
        const name = pasted
          ? t('conversation.pastedName', {
              time: clock(new Date().toISOString(), language),
              end: file.name.split('.').at(-1) ?? 'png',
            })
          : file.name;
        const retry = () => start(file, name, key);
        setGoing((all) => [...all, { key, name, share: 0, failed: null, cancel: () => undefined, retry }]);
        start(file, name, key);
      }
    },
    [start, t, language],
  );
  return { going, take, busy: going.some((one) => one.failed === null) };
}
