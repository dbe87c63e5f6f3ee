/**
 * Drafts: kept on this device at every keystroke and on the server a moment later, so that nothing typed
 * is lost when the tab closes, the line breaks or one goes on writing on the phone.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { deleteDraft, draftsQuery, saveDraft } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import type { Draft } from '../api/types.ts';
import { ownName } from './whose.ts';

const SAVE_AFTER_MS = 1_200;
const name = (place: string) => ownName(`draft.${place}`);

interface Kept {
  text: string;
  title: string;
  at: string;
}

function kept(place: string): Kept | null {
  try {
    const found = localStorage.getItem(name(place));
    return found ? (JSON.parse(found) as Kept) : null;
  } catch {
    return null;
  }
}
function keep(place: string, text: string, title: string): void {
  try {
    if (text || title)
      localStorage.setItem(name(place), JSON.stringify({ text, title, at: new Date().toISOString() }));
    else localStorage.removeItem(name(place));
  } catch {
    // Full or forbidden storage: the server's copy remains.
  }
}

export type DraftState =
  | { kind: 'none' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'local' };

export interface DraftHandle {
  text: string;
  title: string;
  state: DraftState;
  /** Changes by itself, without typing, when a newer text came from another device: editors start over. */
  generation: number;
  write: (text: string, title?: string) => void;
  clear: () => void;
}

/** A draft at a place such as `conversation:<id>` or `room:<id>`. */
export function useDraft(place: string): DraftHandle {
  const client = useQueryClient();
  const [local, setLocal] = useState(() => kept(place) ?? { text: '', title: '', at: '' });
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const [generation, setGeneration] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef(local);
  // Whether the server holds one: what it does not hold need not be thrown away there.
  const held = useRef(false);
  const stored = useQuery({ ...draftsQuery, staleTime: 30_000 }).data?.find((draft) => draft.place === place);

  // The server's draft is taken when it is newer than what this device holds.
  const storedAt = stored?.updated_at ?? '';
  const storedText = stored?.text ?? '';
  const storedTitle = stored?.title ?? '';
  useEffect(() => {
    if (storedAt) held.current = true;
    if (!storedAt || timer.current || storedAt <= current.current.at) return;
    if (storedText === current.current.text && storedTitle === current.current.title) return;
    current.current = { text: storedText, title: storedTitle, at: storedAt };
    setLocal(current.current);
    setGeneration((number) => number + 1);
    setState({ kind: 'saved', at: storedAt });
  }, [storedAt, storedText, storedTitle]);

  const put = useCallback(async () => {
    timer.current = undefined;
    const { text, title } = current.current;
    try {
      if (!text && !title) {
        if (held.current) await deleteDraft(place);
        held.current = false;
        client.setQueryData<Draft[]>(keys.drafts, (all) => all?.filter((one) => one.place !== place));
        setState({ kind: 'none' });
        return;
      }
      setState({ kind: 'saving' });
      held.current = true;
      const draft = await saveDraft(place, text, title || null);
      client.setQueryData<Draft[]>(keys.drafts, (all) => [
        ...(all ?? []).filter((one) => one.place !== place),
        draft,
      ]);
      if (!timer.current) setState({ kind: 'saved', at: draft.updated_at });
    } catch {
      setState({ kind: 'local' });
    }
  }, [client, place]);

  const write = useCallback(
    (text: string, title = current.current.title) => {
      current.current = { text, title, at: new Date().toISOString() };
      setLocal(current.current);
      keep(place, text, title);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void put(), SAVE_AFTER_MS);
    },
    [place, put],
  );

  const clear = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    current.current = { text: '', title: '', at: new Date().toISOString() };
    setLocal(current.current);
    setGeneration((number) => number + 1);
    setState({ kind: 'none' });
    keep(place, '', '');
    client.setQueryData<Draft[]>(keys.drafts, (all) => all?.filter((one) => one.place !== place));
    if (held.current) void deleteDraft(place).catch(() => undefined);
    held.current = false;
  }, [client, place]);

  // Leaving the page saves at once what waits to be saved.
  useEffect(
    () => () => {
      if (!timer.current) return;
      clearTimeout(timer.current);
      void put();
    },
    [put],
  );

  return { text: local.text, title: local.title, state, generation, write, clear };
}
