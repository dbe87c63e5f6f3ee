/** Gives what the generator names for nothing in particular a name that says what it holds. */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const FOLDER = process.argv[2] ?? 'src/api/generated';
const NAMES = { client: 'requests', core: 'addresses' };

for (const [folder, name] of Object.entries(NAMES))
  renameSync(`${FOLDER}/${folder}/utils.gen.ts`, `${FOLDER}/${folder}/${name}.gen.ts`);
for (const folder of Object.keys(NAMES)) {
  for (const file of readdirSync(`${FOLDER}/${folder}`)) {
    const path = `${FOLDER}/${folder}/${file}`;
    const named = readFileSync(path, 'utf8')
      .replaceAll('/core/utils.gen', `/core/${NAMES.core}.gen`)
      .replaceAll('./utils.gen', `./${NAMES[folder as keyof typeof NAMES]}.gen`);
    writeFileSync(path, named);
  }
}
