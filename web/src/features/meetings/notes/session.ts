/**
 * One browser's part in the notes of a meeting. What is written goes into the shared text at once and out to the server
 * piece by piece; until the server says that it is kept, it is kept on the device. Whoever was away sends what they wrote
 * and asks for what came meanwhile: the text is the same for all whatever the order. No React in here.
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { NotesFrame } from '../../../realtime/frames.ts';
import type { Live } from '../../../realtime/live.ts';
import { ownName } from '../../../writing/whose.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { wordsOf } from './words.ts';

/** Letters that follow one another go out together. */
const TOGETHER_MS = 120;
const CARET_EVERY_MS = 250;
/** A gap in the numbers may close by itself. */
const GAP_MS = 800;
/** The socket takes 64 KiB at a time; what is longer goes in parts. */
const PART = 40_000;
/** From the server, so not to be sent back. */
const THEIRS = 'theirs';

/** `late`: what was written came too late; nothing is taken any more, and it lies on this device only. */
export type Saving = 'opening' | 'kept' | 'sending' | 'away' | 'refused' | 'late';

export interface NotesState {
  saving: Saving;
  mayWrite: boolean;
  /** What was written here and never kept by the server, where it takes no more: to be copied. */
  left: string;
  /** Why nothing more is taken. */
  code: string | null;
}

type Fetch = (after: number) => Promise<{ n: number; update: string }[]>;

export class NotesSession {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  /** Who stands behind a caret. */
  readonly names = new Map<number, string | null>();
  private state: NotesState = { saving: 'opening', mayWrite: false, left: '', code: null };
  private readonly watchers = new Set<() => void>();
  private readonly stops: (() => void)[] = [];
  private n = 0;
  private readonly ahead = new Set<number>();
  private opened = false;
  private unsent: Uint8Array[] = [];
  /** The words of what the server has not kept. */
  private words = '';
  private underWay: { id: number; update: Uint8Array } | null = null;
  private nextId = 1;
  private flushing: ReturnType<typeof setTimeout> | undefined;
  private filling: ReturnType<typeof setTimeout> | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private readonly meeting: string;
  private readonly live: Live;
  private readonly fetch: Fetch;

  constructor(meeting: string, live: Live, fetch: Fetch) {
    this.meeting = meeting;
    this.live = live;
    this.fetch = fetch;
  }

  text(): Y.XmlFragment {
    return this.doc.getXmlFragment('notes');
  }

  start(): void {
    this.takeUp();
    const written = (update: Uint8Array, origin: unknown) => {
      if (origin === THEIRS || !this.state.mayWrite) return;
      this.unsent.push(update);
      this.keep();
      this.sendSoon();
    };
    const moved = (_: unknown, origin: unknown) => {
      if (origin !== THEIRS) this.tellCaret();
    };
    this.doc.on('update', written);
    this.awareness.on('update', moved);
    this.stops.push(
      () => this.doc.off('update', written),
      () => this.awareness.off('update', moved),
      this.live.watchNotes((frame) => frame.meeting_id === this.meeting && this.take(frame)),
      this.live.watchState(() => (this.live.state() === 'open' ? this.open() : this.away())),
    );
    if (this.live.state() === 'open') this.open();
    else this.away();
  }

  stop(): void {
    this.send();
    this.live.post({ type: 'notes_close', meeting_id: this.meeting });
    for (const stop of this.stops) stop();
    clearTimeout(this.flushing);
    clearTimeout(this.filling);
    clearTimeout(this.telling);
    this.awareness.destroy();
    this.doc.destroy();
  }

  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }
  now = (): NotesState => this.state;

  private say(next: Partial<NotesState>): void {
    this.state = { ...this.state, ...next };
    for (const watcher of this.watchers) watcher();
  }

  private open(): void {
    this.opened = false;
    this.live.post({ type: 'notes_open', meeting_id: this.meeting });
  }

  private away(): void {
    this.opened = false;
    if (this.underWay) this.unsent.unshift(this.underWay.update);
    this.underWay = null;
    if (this.state.saving !== 'refused') this.say({ saving: 'away' });
  }

  private take(frame: NotesFrame): void {
    switch (frame.type) {
      case 'notes_opened':
        void this.catchUp(frame.n, frame.may_write);
        break;
      case 'notes_update':
        if (frame.update) this.apply(frame.update);
        else this.fill(0);
        this.count(frame.n);
        break;
      case 'notes_kept':
        this.count(frame.n);
        if (this.underWay?.id !== frame.id) break;
        this.underWay = null;
        this.keep();
        if (this.unsent.length > 0) this.sendSoon();
        else this.say({ saving: 'kept' });
        break;
      case 'notes_refused':
        this.refused(frame.id ?? null, frame.code);
        break;
      case 'notes_caret':
        this.caret(frame.state, frame.name ?? null);
        break;
    }
  }

  private async catchUp(n: number, mayWrite: boolean): Promise<void> {
    try {
      if (n > this.n) for (const piece of await this.fetch(this.n)) this.applyUpTo(piece);
    } catch {
      this.fill(2_000);
      return;
    }
    this.opened = true;
    const waits = this.unsent.length > 0;
    const saving = !waits ? 'kept' : mayWrite ? 'sending' : 'late';
    this.say({ mayWrite, code: null, saving, left: saving === 'late' ? this.words : '' });
    if (mayWrite) {
      this.send();
      this.tellCaret();
    }
  }

  private applyUpTo(piece: { n: number; update: string }): void {
    this.apply(piece.update);
    this.n = Math.max(this.n, piece.n);
    for (const n of this.ahead) if (n <= this.n) this.ahead.delete(n);
  }

  private apply(update: string): void {
    try {
      Y.applyUpdate(this.doc, fromBase64(update), THEIRS);
    } catch (error) {
      console.warn('a piece of the notes', error);
    }
  }

  /** Numbers come in order as a rule; where one is missing for long, what is behind it is asked for. */
  private count(n: number): void {
    if (n > this.n) this.ahead.add(n);
    while (this.ahead.delete(this.n + 1)) this.n += 1;
    if (this.ahead.size > 0 && this.opened) this.fill(GAP_MS);
  }

  private fill(afterMs: number): void {
    if (this.filling) return;
    this.filling = setTimeout(() => {
      this.filling = undefined;
      const first = !this.opened;
      this.fetch(this.n).then(
        (pieces) => {
          for (const piece of pieces) this.applyUpTo(piece);
          if (first) this.open();
        },
        () => this.live.state() === 'open' && this.fill(2_000),
      );
    }, afterMs);
  }

  private sendSoon(): void {
    if (this.state.saving !== 'refused') this.say({ saving: this.opened ? 'sending' : 'away' });
    this.flushing ??= setTimeout(() => {
      this.flushing = undefined;
      this.send();
    }, TOGETHER_MS);
  }

  /** One piece is under way at a time: what is written meanwhile goes together with the next. */
  private send(): void {
    if (!this.opened || this.underWay || this.unsent.length === 0) return;
    const update = Y.mergeUpdates(this.unsent);
    const id = this.nextId++;
    const text = toBase64(update);
    for (let at = 0; at < text.length; at += PART) {
      const part = {
        meeting_id: this.meeting,
        id,
        update: text.slice(at, at + PART),
        more: at + PART < text.length,
      };
      if (!this.live.post({ type: 'notes_write', ...part })) return;
    }
    this.unsent = [];
    this.underWay = { id, update };
  }

  private refused(id: number | null, code: string): void {
    if (id !== null && this.underWay?.id !== id) return;
    // Something before it got lost on the way: all of what we have goes, once.
    if (code === 'notes_gap' && this.underWay) {
      this.underWay = null;
      this.unsent = [Y.encodeStateAsUpdate(this.doc)];
      this.sendSoon();
      return;
    }
    if (this.underWay) this.unsent.unshift(this.underWay.update);
    this.underWay = null;
    this.keep();
    this.say({ saving: 'refused', mayWrite: false, code, left: this.words });
  }

  /** Whoever wrote it has taken it elsewhere: it is no longer kept on the device. This text still has it: begin anew. */
  letGo(): void {
    this.underWay = null;
    this.unsent = [];
    this.keep();
  }

  private tellCaret(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      if (!this.opened || !this.state.mayWrite) return;
      const state = toBase64(encodeAwarenessUpdate(this.awareness, [this.doc.clientID]));
      this.live.post({ type: 'notes_caret', meeting_id: this.meeting, state });
    }, CARET_EVERY_MS);
  }

  private caret(state: string, name: string | null): void {
    // The name has to be known before the caret is drawn.
    const named = ({ added, updated }: { added: number[]; updated: number[] }) => {
      for (const client of [...added, ...updated]) this.names.set(client, name);
    };
    this.awareness.on('update', named);
    try {
      applyAwarenessUpdate(this.awareness, fromBase64(state), THEIRS);
    } catch (error) {
      console.warn('a caret', error);
    } finally {
      this.awareness.off('update', named);
    }
  }

  private place(): string {
    return ownName(`notes.${this.meeting}`);
  }

  /**
   * What is not yet kept by the server is kept on the device: the piece, and its words. Once the notes are published, what
   * the piece builds on is gone, and its words can no longer be told from it.
   */
  private keep(): void {
    const all = [...(this.underWay ? [this.underWay.update] : []), ...this.unsent];
    const held = all.length > 0 ? Y.mergeUpdates(all) : null;
    if (!held) this.words = '';
    else if (!this.doc.store.pendingStructs) this.words = wordsOf(this.text(), held);
    try {
      if (held) {
        localStorage.setItem(this.place(), toBase64(held));
        localStorage.setItem(`${this.place()}.words`, this.words);
      } else {
        localStorage.removeItem(this.place());
        localStorage.removeItem(`${this.place()}.words`);
      }
    } catch {
      // No room on the device: it is still in the open page.
    }
  }

  /** What an earlier page wrote here and the server never said it kept. */
  private takeUp(): void {
    let held: string | null = null;
    try {
      held = localStorage.getItem(this.place());
      this.words = localStorage.getItem(`${this.place()}.words`) ?? '';
    } catch {
      return;
    }
    if (!held) return;
    const update = fromBase64(held);
    Y.applyUpdate(this.doc, update, THEIRS);
    this.unsent.push(update);
  }
}
