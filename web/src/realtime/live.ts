/** What the rest of the client may know of the socket: its state, who is writing, and how to say things over it. */
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { ClientFrame, NotesFrame, Place } from './frames.ts';
import type { SocketState } from './socket.ts';

export interface Live {
  state(): SocketState;
  watchState(changed: () => void): () => void;
  writing(conversation: string): readonly { id: string; name: string | null }[];
  watchWriting(changed: () => void): () => void;
  sayWriting(conversation: string): void;
  /** Reports a read mark, and that what called on one has been looked at; falls back to HTTP while the line is down. */
  sayRead(conversation: string, position: number, called?: number | null): void;
  /** Without a place the lists of the stream are fetched again once it is followed. */
  want(stream: string, after: Place | null): void;
  /** Says whether the line took it. */
  post(frame: ClientFrame): boolean;
  watchNotes(told: (frame: NotesFrame) => void): () => void;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive outside RealtimeProvider');
  return live;
}

export function useSocketState(): SocketState {
  const live = useLive();
  return useSyncExternalStore(live.watchState, live.state);
}

export function useWriting(conversation: string): readonly { id: string; name: string | null }[] {
  const live = useLive();
  return useSyncExternalStore(live.watchWriting, () => live.writing(conversation));
}

/** Follows a stream from where a fetched list says it is. */
export function useStream(at: { stream: string; seq: number; epoch: number } | undefined): void {
  const live = useLive();
  const { stream, seq, epoch } = at ?? {};
  useEffect(() => {
    if (stream !== undefined && seq !== undefined && epoch !== undefined) live.want(stream, { epoch, seq });
  }, [live, stream, seq, epoch]);
}
