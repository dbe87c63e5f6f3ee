import { crc32 } from 'node:zlib';

/** A zip of texts, stored as they are. */
export function zipOf(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    // the names are UTF-8
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt32LE(0x00210000, 6);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), facts, name, bytes);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    listed.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, more, name);
    at += 4 + facts.length + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(listed).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...listed, end]);
}
