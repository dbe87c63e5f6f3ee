/** Puts beside each text among the assets what it is when it is packed: the server sends that as it is. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const FOLDER = 'dist/assets';
/** Below this, what a packed file saves is less than what is said about it. */
const LEAST_BYTES = 1024;

const texts = readdirSync(FOLDER).filter((file) => /\.(js|mjs|css|svg|json|wasm)$/.test(file));
await Promise.all(
  texts.map(async (file) => {
    const path = `${FOLDER}/${file}`;
    const plain = readFileSync(path);
    if (plain.length < LEAST_BYTES) return;
    const [brotli, gzip] = await Promise.all([
      promisify(zlib.brotliCompress)(plain, {
        params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
      }),
      promisify(zlib.gzip)(plain, { level: 9 }),
    ]);
    if (brotli.length < plain.length) writeFileSync(`${path}.br`, brotli);
    if (gzip.length < plain.length) writeFileSync(`${path}.gz`, gzip);
  }),
);
