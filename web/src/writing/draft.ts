/**
 * Drafts: kept on this device at every keystroke and on the server a moment later, so that nothing typed is lost when
 * the tab closes, the line breaks or one goes on writing on the phone. What is written on another device appears here
 * while nothing is being typed; where both have been written on, neither is thrown away unseen: what this one takes the
 * place of on the server is kept on this device instead.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { deleteDraft, draftsQuery, saveDraft } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { Draft } from '../api/types.ts';
import type { HeldFile } from './heldFiles.ts';
import {
  type Chosen,
  isEmpty,
  type KeptDraft,
  keepDraft,
  keptDraft,
  NOTHING_WRITTEN,
  sameWords,
  toSave,
  type Written,
  writtenIn,
} from './keptDraft.ts';
import { letGo } from './letGo.ts';

const SAVE_AFTER_MS = 1_200;
const TRY_AGAIN_MS = 10_000;
/** So many of one's own savings are known again. */
const OWN = 5;

/** What the server is being told of each place. */
const under = new Map<string, Promise<unknown>>();

/** One after the other: what is thrown away comes before what is written there anew, however slow the line is. */
function inTurn<T>(place: string, act: () => Promise<T>): Promise<T> {
  const turn = (under.get(place) ?? Promise.resolve()).then(act);
  const over = turn.catch(() => undefined);
  under.set(place, over);
  void over.then(() => under.get(place) === over && under.delete(place));
  return turn;
}
/** Nothing is known of another version. */
const NEVER = new Date(0).toISOString();
/** `base` tells when it has its turn what is known by then: the save before it may just have been acknowledged. */
const save = (place: string, what: Written, base: () => string) =>
  inTurn(place, () => saveDraft(place, { ...toSave(what), since: base() || NEVER }));
const forget = (place: string) => inTurn(place, () => deleteDraft(place));
/** What is no longer there has been thrown away. */
const gone = (error: unknown) => {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
};

/** Throws a draft away where it is not being written: on the server first, from where it would come back. */
export async function discardDraft(place: string): Promise<void> {
  await forget(place).catch(gone);
  keepDraft(place, NOTHING_WRITTEN);
}

export type DraftState =
  | { kind: 'none' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'local' };

export interface DraftHandle extends Written {
  state: DraftState;
  /** Changes by itself, without typing, when a newer text came from another device: editors start over. */
  generation: number;
  /** What another device wrote meanwhile, where this one had written too. */
  other: Draft | null;
  /** Takes the other device's text instead of this one's; the two change places, where there is anything of this one. */
  takeOther: () => void;
  write: (text: string, title?: string) => void;
  attach: (change: (held: string[]) => string[]) => void;
  tag: (tags: { themes?: string; articles?: number[] }) => void;
  /** What it answers, and whether it asks who sees it. */
  sendAs: (manner: { answers?: string | null; askSeen?: boolean }) => void;
  /** What is chosen for something new. */
  choose: (what: Partial<Chosen>) => void;
  /** What waits on this device for a line. */
  files: HeldFile[];
  /** One more waits. */
  hold: (...files: HeldFile[]) => void;
  /** It waits no more: it is attached as this document, or not to go along. */
  release: (file: string, document?: string) => void;
  clear: () => void;
}

/**
 * A draft at a place such as `conversation:<id>`, `room:<id>` or, for a new wording, `message:<id>`. Whoever writes it
 * shows a DraftNote and an OtherDraft: composers.test.ts goes through them all.
 */
export function useDraft(place: string): DraftHandle {
  const client = useQueryClient();
  const [local, setLocal] = useState(() => keptDraft(place));
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const [generation, setGeneration] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef(local);
  // Whether the server holds one: what it does not hold need not be thrown away there.
  const held = useRef(false);
  // Goes up when it has been sent or thrown away: a save that was under way then comes too late.
  const round = useRef(0);
  // Whether somebody still looks at it.
  const here = useRef(true);
  // What was sent to be saved last, perhaps before one left and came back: heard of before the answer came, or without one,
  // it is no other device's.
  const own = useRef<KeptDraft[]>(local.unsaved ? [local] : []);
  const drafts = useQuery({ ...draftsQuery, staleTime: 30_000 });
  const stored = drafts.data?.find((draft) => draft.place === place);

  const set = useCallback(
    (next: KeptDraft) => {
      current.current = next;
      setLocal(next);
      keepDraft(place, next);
    },
    [place],
  );

  // Who has left it goes on saving it only while it stands here as it was left: not written anew, sent, or another person's.
  const mine = useCallback(
    () => here.current || JSON.stringify(keptDraft(place)) === JSON.stringify(current.current),
    [place],
  );

  const put = useCallback(async () => {
    timer.current = undefined;
    const then = round.current;
    try {
      const sent = current.current;
      if (isEmpty(sent)) {
        if (held.current) await forget(place).catch(gone);
        held.current = false;
        client.setQueryData<Draft[]>(keys.drafts, (all) => all?.filter((one) => one.place !== place));
        if (current.current === sent && mine()) set({ ...sent, unsaved: false });
        setState({ kind: 'none' });
        return;
      }
      setState({ kind: 'saving' });
      held.current = true;
      own.current = [...own.current.slice(1 - OWN), sent];
      const draft = await save(place, sent, () => current.current.base);
      // Thrown away meanwhile: that has had its turn after this.
      if (round.current !== then || !mine()) return;
      // What was typed meanwhile is written on this version.
      const now = current.current;
      if (!isEmpty(now) || now.unsaved) set({ ...now, base: draft.updated_at, unsaved: now !== sent });
      client.setQueryData<Draft[]>(keys.drafts, (all) => [
        ...(all ?? []).filter((one) => one.place !== place),
        draft,
      ]);
      if (!timer.current) setState({ kind: 'saved', at: draft.updated_at });
    } catch (error) {
      // Sent or thrown away meanwhile: there is nothing left to save.
      if (round.current !== then && isEmpty(current.current)) return;
      setState({ kind: 'local' });
      // Another device has saved something else meanwhile: that is looked at before this takes its place.
      const other = error instanceof ApiError && error.status === 412;
      // What is too long, or stands where one no longer reads, is not taken however often it is said.
      const refused = error instanceof ApiError && !error.temporary && error.status !== 401;
      if (refused && !other) return;
      if (other) await client.fetchQuery({ ...draftsQuery, staleTime: 0 }).catch(() => undefined);
      // Nobody is here to see both: it waits on the device.
      if (other && !here.current) return;
      // Back on the line it is saved, also if nothing more is typed.
      timer.current ??= setTimeout(() => void (mine() && put()), other ? SAVE_AFTER_MS : TRY_AGAIN_MS);
    }
  }, [client, place, set, mine]);

  // The server's draft is another than the one this was written on: taken, unless something is unsaved here.
  const known = drafts.data !== undefined && !drafts.isStale;
  const version = stored?.updated_at ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the draft is another
  useEffect(() => {
    if (drafts.data === undefined) return;
    held.current = Boolean(stored);
    const now = current.current;
    if (version === now.base) {
      // Left behind by a tab that closed before it could save.
      if (now.unsaved && !timer.current) timer.current = setTimeout(() => void put(), SAVE_AFTER_MS);
      return;
    }
    if (stored && now.unsaved && own.current.some((one) => sameWords(stored, one))) {
      set({ ...now, base: stored.updated_at });
      if (!timer.current) timer.current = setTimeout(() => void put(), SAVE_AFTER_MS);
      return;
    }
    if (stored && (stored.updated_at < now.base || sameWords(stored, now))) {
      if (stored.updated_at > now.base) set({ ...now, base: stored.updated_at, unsaved: false });
      return;
    }
    if (now.unsaved && !isEmpty(now)) {
      if (stored) set({ ...now, base: stored.updated_at, other: stored });
      if (!timer.current) timer.current = setTimeout(() => void put(), SAVE_AFTER_MS);
      return;
    }
    // Sent or thrown away elsewhere only when the server has been asked just now.
    if (!stored && !known) return;
    const theirs = stored && { ...writtenIn(stored), base: stored.updated_at };
    set({ ...NOTHING_WRITTEN, ...theirs, files: now.files, other: now.other });
    setGeneration((number) => number + 1);
    setState(stored ? { kind: 'saved', at: stored.updated_at } : { kind: 'none' });
  }, [version, known]);

  const change = useCallback(
    (part: Partial<Written & Pick<KeptDraft, 'other'>>) => {
      set({ ...current.current, ...part, unsaved: true });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void put(), SAVE_AFTER_MS);
    },
    [set, put],
  );
  const write = useCallback(
    (text: string, title = current.current.title) => change({ text, title }),
    [change],
  );
  const attach = useCallback(
    (with_: (held: string[]) => string[]) => change({ attachments: with_(current.current.attachments) }),
    [change],
  );
  const holdFiles = useCallback(
    (...files: HeldFile[]) => set({ ...current.current, files: [...current.current.files, ...files] }),
    [set],
  );
  const release = useCallback(
    (file: string, document?: string) => {
      const now = current.current;
      // Sent with the message meanwhile: then it goes along there.
      if (!now.files.some((one) => one.id === file)) return;
      set({ ...now, files: now.files.filter((one) => one.id !== file) });
      if (document) change({ attachments: [...now.attachments, document] });
      void letGo(file);
    },
    [set, change],
  );
  const takeOther = useCallback(() => {
    const now = current.current;
    if (!now.other) return;
    change({ ...writtenIn(now.other), other: isEmpty(now) ? null : { ...now.other, ...toSave(now) } });
    setGeneration((number) => number + 1);
  }, [change]);

  const clear = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    round.current += 1;
    const there = client.getQueryData<Draft[]>(keys.drafts)?.find((one) => one.place === place);
    set(NOTHING_WRITTEN);
    setGeneration((number) => number + 1);
    setState({ kind: 'none' });
    client.setQueryData<Draft[]>(keys.drafts, (all) => all?.filter((one) => one.place !== place));
    const failed = (error: unknown) => {
      // Off the line it can't be thrown away there: it is when the line is back, and does not come back meanwhile.
      const off = error instanceof ApiError && error.unreachable;
      if (!off || !there || !isEmpty(current.current)) return;
      client.setQueryData<Draft[]>(keys.drafts, (all) => [...(all ?? []), there]);
      set({ ...NOTHING_WRITTEN, files: current.current.files, base: there.updated_at, unsaved: true });
    };
    // What is still on its way to the server will be held there too.
    if (held.current || under.has(place)) void forget(place).catch(failed);
    held.current = false;
  }, [client, place, set]);

  // Leaving the page saves at once what waits to be saved.
  useEffect(() => {
    const hurry = () => {
      if (!timer.current) return;
      clearTimeout(timer.current);
      void put();
    };
    here.current = true;
    window.addEventListener('online', hurry);
    return () => {
      here.current = false;
      window.removeEventListener('online', hurry);
      hurry();
    };
  }, [put]);

  const { base: _base, unsaved: _unsaved, ...written } = local;
  return {
    ...written,
    state,
    generation,
    takeOther,
    write,
    attach,
    tag: change,
    sendAs: change,
    choose: change,
    hold: holdFiles,
    release,
    clear,
  };
}
