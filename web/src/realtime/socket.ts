/**
 * One websocket for the whole browser tab. It subscribes to streams after `(epoch, seq)`, comes back by
 * itself with what was missed, and hands every event on exactly once. Where no line comes about (a proxy that lets no
 * websocket through), the same is asked for over HTTP meanwhile. No React in here.
 */
import type { ChangeFrame, ClientFrame, EventFrame, NotesFrame, Place, ServerFrame } from './frames.ts';

export const PROTOCOL = 'samrum.v1';
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A line that is only slow would be back by then; behind a proxy that lets none through nobody is told they are cut off. */
const FIRST_ASK_MS = 3_000;
/** How often it is asked over HTTP after that, while there is no line. */
const ASK_EVERY_MS = 15_000;
/** Silence longer than this many pings is a dead connection that nobody told us of. */
const SILENT_PINGS = 2.5;

export interface Listener {
  event(frame: ChangeFrame): void;
  /** The stream's lists are to be fetched again: the missed events are no longer kept. */
  resync(stream: string): void;
  /** Access to the stream is lost. */
  lost(stream: string): void;
  typing(conversation: string, person: { id: string; name: string | null }): void;
  notes(frame: NotesFrame): void;
  state(state: SocketState): void;
  /** The session has ended on the server. */
  ended(): void;
}

/** `asking`: there is no line, and what happens is fetched over HTTP now and then. */
export type SocketState = 'connecting' | 'open' | 'waiting' | 'asking' | 'closed';

export interface SocketParts {
  make(url: string, protocol: string): WebSocket;
  url: string;
  /** What happened in streams since, over HTTP; where nobody looks the answer waits until somebody does. */
  ask(after: ReadonlyMap<string, Place | null>): Promise<ServerFrame[]>;
  /** Chance and time are handed in, so that a test decides over them. */
  random(): number;
  later(act: () => void, ms: number): () => void;
}

export class LiveSocket {
  private socket: WebSocket | null = null;
  private readonly places = new Map<string, Place | null>();
  private tries = 0;
  private nextId = 1;
  private cancelRetry: (() => void) | null = null;
  private cancelWatch: (() => void) | null = null;
  private cancelAsk: (() => void) | null = null;
  /** The last time it was asked over HTTP there was an answer. */
  private answered = false;
  private pingSeconds = 0;
  private greeted = false;
  private stopped = false;
  private readonly parts: SocketParts;
  private readonly listener: Listener;

  constructor(parts: SocketParts, listener: Listener) {
    this.parts = parts;
    this.listener = listener;
  }

  /** Wants a stream from a place on; a place further on than the one known is taken, never one further back. */
  want(stream: string, after: Place | null): void {
    const known = this.places.has(stream);
    const held = this.places.get(stream);
    if (!known || (held == null && after)) this.places.set(stream, after);
    if (!known && this.greeted) this.subscribe(stream);
  }

  drop(stream: string): void {
    if (this.places.delete(stream) && this.greeted) this.post({ type: 'unsubscribe', stream });
  }

  wanted(): string[] {
    return [...this.places.keys()];
  }

  /** Sends a frame if the line is open; says whether it did. */
  post(frame: ClientFrame): boolean {
    if (!this.greeted || this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  connect(): void {
    if (this.stopped || this.socket) return;
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.without('connecting');
    this.cancelAsk ??= this.parts.later(() => void this.ask(), FIRST_ASK_MS);
    const socket = this.parts.make(this.parts.url, PROTOCOL);
    this.socket = socket;
    socket.onmessage = (event) => {
      if (this.socket === socket) this.take(String(event.data));
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
  }

  /** Back on line or back in view: no reason to wait for the next try. */
  hurry(): void {
    if (!this.socket && !this.stopped) {
      this.tries = 0;
      this.connect();
    }
  }

  stop(): void {
    this.stopped = true;
    this.cancelRetry?.();
    this.cancelWatch?.();
    this.askNoMore();
    this.socket?.close(1000);
    this.socket = null;
    this.greeted = false;
    this.listener.state('closed');
  }

  private closed(code: number): void {
    this.socket = null;
    this.greeted = false;
    this.cancelWatch?.();
    if (this.stopped) return;
    if (code === 4001) {
      this.stopped = true;
      this.askNoMore();
      this.listener.state('closed');
      this.listener.ended();
      return;
    }
    // 1006 (the line broke) is like 4008 (we were too slow): come back and resume. The first try is quick.
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries);
    this.tries += 1;
    this.without('waiting');
    this.cancelRetry = this.parts.later(() => this.connect(), wait * (0.5 + this.parts.random() / 2));
  }

  /** How it stands while there is no line. */
  private without(state: 'connecting' | 'waiting'): void {
    this.listener.state(this.answered ? 'asking' : state);
  }

  private askNoMore(): void {
    this.cancelAsk?.();
    this.cancelAsk = null;
    this.answered = false;
  }

  private async ask(): Promise<void> {
    const mine = this.cancelAsk;
    const frames = await this.parts.ask(this.places).catch(() => null);
    // The line came back meanwhile, though it may be gone again, or nobody wants to know any more.
    if (this.cancelAsk !== mine) return;
    this.answered = frames !== null;
    this.without('waiting');
    for (const frame of frames ?? []) this.told(frame);
    this.cancelAsk = this.parts.later(() => void this.ask(), ASK_EVERY_MS);
  }

  private take(text: string): void {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(text) as ServerFrame;
    } catch {
      return;
    }
    this.watch();
    this.told(frame);
  }

  private told(frame: ServerFrame): void {
    switch (frame.type) {
      case 'hello':
        this.greeted = true;
        this.askNoMore();
        this.tries = 0;
        this.pingSeconds = frame.ping_seconds;
        this.listener.state('open');
        for (const stream of this.places.keys()) this.subscribe(stream);
        break;
      case 'ping':
        this.pinged = true;
        this.post({ type: 'pong' });
        break;
      case 'subscribed':
        this.subscribed(frame.stream, { epoch: frame.epoch, seq: frame.seq });
        break;
      case 'resync':
        this.places.set(frame.stream, { epoch: frame.epoch, seq: frame.seq });
        this.listener.resync(frame.stream);
        break;
      case 'refused':
      case 'unsubscribed':
        if (this.places.delete(frame.stream)) this.listener.lost(frame.stream);
        break;
      case 'typing':
        this.listener.typing(frame.conversation_id, { id: frame.person_id, name: frame.name });
        break;
      case 'read_marked':
        this.listener.event(frame);
        break;
      case 'event':
        this.event(frame);
        break;
      default:
        // What a newer server says of other things is passed over by who does not know it.
        this.listener.notes(frame);
    }
  }

  private pinged = false;

  /** Only when the server pings in frames can silence be told from peace. */
  private watch(): void {
    this.cancelWatch?.();
    this.cancelWatch = null;
    if (!this.pinged || this.pingSeconds <= 0) return;
    this.cancelWatch = this.parts.later(
      () => {
        this.socket?.close();
        this.closed(1006);
      },
      this.pingSeconds * SILENT_PINGS * 1000,
    );
  }

  private subscribed(stream: string, place: Place): void {
    const held = this.places.get(stream);
    // Subscribed without a place of our own: what we show was fetched before, so it may lack something.
    if (held === null) this.listener.resync(stream);
    if (held === null || (held && held.epoch !== place.epoch)) this.places.set(stream, place);
  }

  private event(frame: EventFrame): void {
    if (!this.places.has(frame.stream)) return;
    const held = this.places.get(frame.stream);
    if (held && frame.seq <= held.seq) return;
    if (held && frame.seq > held.seq + 1) {
      // A gap must not happen; if it does, the truth is fetched rather than guessed.
      this.places.set(frame.stream, { epoch: held.epoch, seq: frame.seq });
      this.listener.resync(frame.stream);
      return;
    }
    this.places.set(frame.stream, { epoch: held?.epoch ?? 0, seq: frame.seq });
    this.listener.event(frame);
  }

  private subscribe(stream: string): void {
    this.post({ type: 'subscribe', id: this.nextId, stream, after: this.places.get(stream) ?? null });
    this.nextId += 1;
  }
}
