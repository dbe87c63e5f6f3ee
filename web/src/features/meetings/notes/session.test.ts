import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { ClientFrame, NotesFrame } from '../../../realtime/frames.ts';
import type { Live } from '../../../realtime/live.ts';
import type { SocketState } from '../../../realtime/socket.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { NotesSession } from './session.ts';

const MEETING = 'a-meeting';

/** A server that keeps pieces until the notes are published, and a line that can break. */
class Server {
  pieces: string[] = [];
  last = 0;
  published = false;
  state: SocketState = 'open';
  private told: ((frame: NotesFrame) => void) | null = null;
  private changed: (() => void) | null = null;

  readonly live = {
    state: () => this.state,
    watchState: (act: () => void) => {
      this.changed = act;
      return () => undefined;
    },
    watchNotes: (act: (frame: NotesFrame) => void) => {
      this.told = act;
      return () => undefined;
    },
    post: (frame: ClientFrame) => this.take(frame),
  } as unknown as Live;

  private take(frame: ClientFrame): boolean {
    if (this.state !== 'open') return false;
    queueMicrotask(() => this.answer(frame));
    return true;
  }

  private answer(frame: ClientFrame): void {
    const meeting = { meeting_id: MEETING };
    if (frame.type === 'notes_open')
      this.told?.({ type: 'notes_opened', n: this.last, may_write: !this.published, ...meeting });
    if (frame.type === 'notes_write' && this.published)
      this.told?.({ type: 'notes_refused', id: frame.id, code: 'notes_closed', ...meeting });
    else if (frame.type === 'notes_write') {
      this.pieces.push(frame.update);
      this.last += 1;
      this.told?.({ type: 'notes_kept', id: frame.id, n: this.last, ...meeting });
    }
  }

  fetch = async (after: number) =>
    this.pieces.map((update, index) => ({ n: index + 1, update })).filter((one) => one.n > after);

  line(state: SocketState): void {
    this.state = state;
    this.changed?.();
  }

  publish(): void {
    this.published = true;
    this.pieces = [];
  }
}

const begin = async (server: Server): Promise<NotesSession> => {
  const session = new NotesSession(MEETING, server.live, server.fetch);
  session.start();
  await vi.advanceTimersByTimeAsync(1_000);
  return session;
};

const write = async (session: NotesSession, words: string): Promise<void> => {
  const line = new Y.XmlElement('paragraph');
  session.text().push([line]);
  line.push([new Y.XmlText(words)]);
  await vi.advanceTimersByTimeAsync(1_000);
};

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});

describe('notes of a meeting', () => {
  it('says that it is saved once the server keeps it', async () => {
    const server = new Server();
    const session = await begin(server);
    await write(session, 'Barnbokslut');
    expect(session.now()).toMatchObject({ saving: 'kept', left: '' });
    expect(server.pieces).toHaveLength(1);
    expect(localStorage).toHaveLength(0);
  });

  it('never says so of what came too late, and keeps its words through a new page', async () => {
    const server = new Server();
    const session = await begin(server);
    await write(session, 'Det här kom fram');
    server.line('waiting');
    await write(session, 'Örebro lovar en mall');
    const first = session.text().get(0) as Y.XmlElement;
    (first.get(0) as Y.XmlText).insert(0, 'Nej: ');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.now().saving).toBe('away');

    server.publish();
    server.line('open');
    await vi.advanceTimersByTimeAsync(1_000);
    const left = 'Nej: Det här kom fram\n\nÖrebro lovar en mall';
    expect(session.now()).toMatchObject({ saving: 'late', mayWrite: false, left });
    session.stop();

    // What the pieces build on is gone from the server: the words are still here, until somebody lets them go.
    const again = await begin(server);
    expect(again.now()).toMatchObject({ saving: 'late', left });
    again.stop();
    const third = await begin(server);
    expect(third.now()).toMatchObject({ saving: 'late', left });
    third.letGo();
    third.stop();
    expect((await begin(server)).now()).toMatchObject({ saving: 'kept', left: '' });
  });

  it('shows what is refused while one writes', async () => {
    const server = new Server();
    const session = await begin(server);
    server.publish();
    await write(session, 'Sista ordet');
    expect(session.now()).toMatchObject({ saving: 'refused', code: 'notes_closed', left: 'Sista ordet' });
  });

  it('sends what a closed page left where it still is taken', async () => {
    const server = new Server();
    const session = await begin(server);
    server.line('waiting');
    await write(session, 'Kvar');
    session.stop();
    server.line('open');
    const again = await begin(server);
    expect(again.now()).toMatchObject({ saving: 'kept', left: '' });
    const all = new Y.Doc();
    for (const piece of server.pieces) Y.applyUpdate(all, fromBase64(piece));
    expect(all.getXmlFragment('notes').toString()).toContain('Kvar');
    expect(toBase64(Y.encodeStateAsUpdate(all))).not.toBe('');
  });
});
