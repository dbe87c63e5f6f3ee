import { describe, expect, it } from 'vitest';
import type { ChangeFrame, Place, ServerFrame } from './frames.ts';
import { LiveSocket, type SocketState } from './socket.ts';

class FakeLine {
  readyState = 1;
  sent: unknown[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close(code = 1000) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  says(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function rig() {
  const lines: FakeLine[] = [];
  const waits: { act: () => void; ms: number }[] = [];
  const asked: [string, Place | null][][] = [];
  const answers: (ServerFrame[] | Promise<ServerFrame[]>)[] = [];
  const heard = {
    events: [] as ChangeFrame[],
    resync: [] as string[],
    lost: [] as string[],
    states: [] as SocketState[],
    ended: 0,
  };
  const socket = new LiveSocket(
    {
      url: 'ws://here',
      make: () => {
        const line = new FakeLine();
        lines.push(line);
        return line as unknown as WebSocket;
      },
      ask: async (after) => {
        asked.push([...after]);
        const answer = answers.shift();
        if (!answer) throw new Error('no answer');
        return answer;
      },
      random: () => 1,
      later: (act, ms) => {
        const wait = { act, ms };
        waits.push(wait);
        return () => {
          if (waits.includes(wait)) waits.splice(waits.indexOf(wait), 1);
        };
      },
    },
    {
      event: (frame) => heard.events.push(frame),
      resync: (stream) => heard.resync.push(stream),
      lost: (stream) => heard.lost.push(stream),
      typing: () => undefined,
      notes: () => undefined,
      state: (state) => heard.states.push(state),
      ended: () => {
        heard.ended += 1;
      },
    },
  );
  const line = () => {
    const last = lines.at(-1);
    if (!last) throw new Error('no line');
    return last;
  };
  /** The time comes to ask over HTTP; what is answered has come when this is over. */
  const asking = () => waits.filter((one) => one.ms === 3_000 || one.ms === 15_000);
  const askNow = async () => {
    const wait = asking().at(-1);
    if (!wait) throw new Error('nobody asks');
    waits.splice(waits.indexOf(wait), 1);
    wait.act();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { socket, lines, waits, heard, line, asked, answers, asking, askNow };
}
/** An answer that comes when the test says so. */
function later() {
  let resolve: (frames: ServerFrame[]) => void = () => undefined;
  const promise = new Promise<ServerFrame[]>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
const hello: ServerFrame = { type: 'hello', epoch: 1, person: 'person:me', ping_seconds: 20 };
const event = (seq: number): ServerFrame => ({
  type: 'event',
  stream: 'room:a',
  seq,
  at: '',
  kind: 'nothing',
});

describe('the socket', () => {
  it('subscribes after the place the lists were fetched at', () => {
    const { socket, line } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.connect();
    expect(line().sent).toEqual([]);
    line().says(hello);
    expect(line().sent).toEqual([
      { type: 'subscribe', id: 1, stream: 'room:a', after: { epoch: 1, seq: 7 } },
    ]);
  });
  it('hands every event on once, and resumes after the last when the line breaks', () => {
    const { socket, line, lines, waits, heard } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.connect();
    line().says(hello);
    line().says(event(8));
    line().says(event(8));
    line().says(event(9));
    expect(heard.events).toHaveLength(2);
    line().close(1006);
    expect(heard.states.at(-1)).toBe('waiting');
    waits[0]?.act();
    expect(lines).toHaveLength(2);
    line().says(hello);
    expect(line().sent[0]).toMatchObject({ stream: 'room:a', after: { epoch: 1, seq: 9 } });
    line().says(event(9));
    line().says(event(10));
    expect(heard.events).toHaveLength(3);
  });
  it('asks over HTTP where no line comes about, and goes on from there when one does', async () => {
    const { socket, line, heard, asked, answers, askNow } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.want('room:b', null);
    socket.connect();
    line().close(1006);
    answers.push([
      event(8),
      { type: 'resync', stream: 'room:b', seq: 3, epoch: 1 },
      { type: 'unsubscribed', stream: 'room:c', code: 'not_found' },
    ]);
    await askNow();
    expect(asked).toEqual([
      [
        ['room:a', { epoch: 1, seq: 7 }],
        ['room:b', null],
      ],
    ]);
    expect([heard.events.length, heard.resync, heard.states.at(-1)]).toEqual([1, ['room:b'], 'asking']);
    // No answer: it is told that one is cut off, and asked again.
    await askNow();
    expect(heard.states.at(-1)).toBe('waiting');
    answers.push([event(8), event(9)]);
    await askNow();
    expect([heard.events.length, heard.states.at(-1)]).toEqual([2, 'asking']);
    socket.hurry();
    line().says(hello);
    expect(line().sent).toMatchObject([
      { stream: 'room:a', after: { epoch: 1, seq: 9 } },
      { after: { epoch: 1, seq: 3 } },
    ]);
    expect(heard.states.at(-1)).toBe('open');
    await expect(askNow()).rejects.toThrow('nobody asks');
  });
  it('asks soon where no line comes about, and then now and then', async () => {
    const { socket, answers, asking, askNow } = rig();
    socket.connect();
    expect(asking().map((one) => one.ms)).toEqual([3_000]);
    answers.push([]);
    await askNow();
    expect(asking().map((one) => one.ms)).toEqual([15_000]);
  });
  it('asks once at a time, however the line comes and goes meanwhile, and no more once it is stopped', async () => {
    const { socket, line, heard, asked, answers, asking, askNow } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.connect();
    const late = later();
    answers.push(late.promise);
    await askNow();
    // The line is there, and gone again, before the answer has come.
    line().says(hello);
    line().close(1006);
    socket.hurry();
    expect(asking()).toHaveLength(1);
    late.resolve([event(8)]);
    await new Promise((resolve) => setTimeout(resolve));
    expect([asking().length, heard.events.length]).toEqual([1, 0]);
    const last = later();
    answers.push(last.promise);
    await askNow();
    socket.stop();
    last.resolve([event(8)]);
    await new Promise((resolve) => setTimeout(resolve));
    expect([asked.length, asking().length, heard.events.length]).toEqual([2, 0, 0]);
    expect(heard.states.at(-1)).toBe('closed');
  });
  it('waits longer each time, and not at all once it has been greeted', () => {
    const { socket, line, waits } = rig();
    socket.connect();
    for (const _ of [1, 2, 3]) {
      line().close(4008);
      waits.pop()?.act();
    }
    line().close(1006);
    expect(waits.at(-1)?.ms).toBe(4000);
    waits.pop()?.act();
    line().says(hello);
    line().close(1006);
    expect(waits[0]?.ms).toBe(500);
  });
  it('asks for everything anew where the server no longer knows what was missed', () => {
    const { socket, line, heard } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.connect();
    line().says(hello);
    line().says({ type: 'resync', stream: 'room:a', seq: 900, epoch: 2 });
    expect(heard.resync).toEqual(['room:a']);
    line().says(event(901));
    expect(heard.events).toHaveLength(1);
  });
  it('drops a stream whose access is lost, and hears no more of it', () => {
    const { socket, line, heard } = rig();
    socket.want('room:a', { epoch: 1, seq: 7 });
    socket.connect();
    line().says(hello);
    line().says({ type: 'unsubscribed', stream: 'room:a', code: 'not_found' });
    expect(heard.lost).toEqual(['room:a']);
    line().says(event(8));
    expect(heard.events).toEqual([]);
  });
  it('ends with the session and does not come back', () => {
    const { socket, line, heard, waits } = rig();
    socket.connect();
    line().says(hello);
    line().close(4001);
    expect(heard.ended).toBe(1);
    expect(waits).toHaveLength(0);
  });
  it('answers pings', () => {
    const { socket, line } = rig();
    socket.connect();
    line().says(hello);
    line().says({ type: 'ping' });
    expect(line().sent).toContainEqual({ type: 'pong' });
  });
});
