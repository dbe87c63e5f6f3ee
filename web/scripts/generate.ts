/** Makes the client of openapi.json, in the folder that is named or else where the program has it. */
import { execFileSync } from 'node:child_process';

const [folder = 'src/api/generated'] = process.argv.slice(2);
const run = (...words: string[]) => execFileSync(process.execPath, words, { stdio: 'inherit' });

run('node_modules/@hey-api/openapi-ts/bin/run.js', '-o', folder);
run('scripts/name-generated.ts', folder);
run('scripts/split-sdk.ts', folder);
