import { useCallback, useEffect, useState } from 'react';
import { ApiError, sentence } from '../../api/problem.ts';
import { type Held, intoRoom, upload, uploadOnce } from '../../api/upload.ts';
import { clock } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import type { DraftHandle } from '../../writing/draft.ts';
import { heldFile, hold } from '../../writing/heldFiles.ts';

/** What is being sent, by whichever field: once at a time. */
const busy = new Set<string>();

const TRY_AGAIN_MS = 10_000;

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

/**
 * Files chosen, pasted or dropped go into the room at once, each with its own progress; what has arrived is attached. Where
 * there is no line they wait on the device, and go when it is back.
 */
export function useAttaching(
  room: string,
  draft: Pick<DraftHandle, 'attach' | 'files' | 'hold' | 'release'>,
) {
  const { t, language } = useWords();
  const { attach, files: waiting, hold: wait, release } = draft;
  const [going, setGoing] = useState<Going[]>([]);
  const change = useCallback(
    (key: string, with_: Partial<Going>) =>
      setGoing((all) => all.map((one) => (one.key === key ? { ...one, ...with_ } : one))),
    [],
  );
  const leave = useCallback((key: string) => setGoing((all) => all.filter((one) => one.key !== key)), []);
  // Off the line: kept on the device.
  const keep = useCallback(
    async (file: File, name: string, key: string, pieces?: string) => {
      // Under the name it may have arrived by already, without our hearing of it.
      const held = await hold(file, name, key, pieces);
      if (!held) return change(key, { failed: t('conversation.fileNotHeld'), cancel: () => leave(key) });
      wait(held);
      leave(key);
    },
    [wait, change, leave, t],
  );
  const start = useCallback(
    (file: File, name: string, key: string) => {
      if (!navigator.onLine) return void keep(file, name, key);
      const named = name === file.name ? file : new File([file], name, { type: file.type });
      const target = { ...intoRoom(room, { if_exists: 'keep_both' }), once: key };
      const come: Held = {};
      const one = upload(named, target, (share) => change(key, { share }), come);
      change(key, { share: 0, failed: null, cancel: one.cancel });
      one.done.then(
        (document) => {
          attach((held) => [...held, document.id]);
          leave(key);
        },
        (error: unknown) => {
          if ((error as { code?: string }).code === 'cancelled') leave(key);
          else if (error instanceof ApiError && error.unreachable) void keep(file, name, key, come.upload);
          else change(key, { failed: sentence(error, t('document.failed')), cancel: () => leave(key) });
        },
      );
    },
    [room, attach, change, leave, keep, t],
  );
  // What has waited goes when the line is back; what was sent with a message meanwhile goes along there.
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    const send = async () => {
      clearTimeout(again);
      for (const one of waiting) {
        if (!navigator.onLine || busy.has(one.id)) continue;
        busy.add(one.id);
        const { id: key, name } = one;
        // It waits no more, and why it did not arrive is told as for any other.
        const tell = (failed: string, retry: () => void) => {
          release(key);
          setGoing((all) => [...all, { key, name, share: 0, failed, cancel: () => leave(key), retry }]);
        };
        try {
          const file = await heldFile(key);
          if (!file) {
            tell(t('conversation.fileLost'), () => leave(key));
            continue;
          }
          const { id } = await uploadOnce(file, room, key, one.pieces).catch((error: unknown) => {
            const refused = error instanceof ApiError && !error.temporary;
            if (refused) tell(sentence(error, t('document.failed')), () => start(file, name, key));
            throw error;
          });
          release(key, id);
        } catch {
          // It goes on waiting, unless it was refused; the line may be back without a word of it.
          clearTimeout(again);
          again = setTimeout(() => void send(), TRY_AGAIN_MS);
        } finally {
          busy.delete(one.id);
        }
      }
    };
    void send();
    window.addEventListener('online', send);
    return () => {
      clearTimeout(again);
      window.removeEventListener('online', send);
    };
  }, [waiting, room, release, start, leave, t]);
  const take = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const key = crypto.randomUUID();
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
  return { going, waiting, release, take, busy: going.some((one) => one.failed === null) };
}
