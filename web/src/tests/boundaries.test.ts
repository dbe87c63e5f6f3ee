import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
const imports = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  );

describe('the house', () => {
  it('has features that do not import one another', () => {
    const wrong: string[] = [];
    for (const file of files(join(root, 'features'))) {
      const own = relative(join(root, 'features'), file).split('/')[0];
      for (const name of imports(file)) {
        const into = relative(join(root, 'features'), join(file, '..', name)).split('/')[0];
        const isFeature = name.startsWith('.') && into !== '..' && into !== own;
        if (isFeature) wrong.push(`${relative(root, file)} imports ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has primitives that know no feature', () => {
    const wrong = files(join(root, 'ui')).filter((file) =>
      imports(file).some((name) => name.includes('features/')),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps applying frames free of React and of the browser', () => {
    for (const name of [
      'apply',
      'applyConversations',
      'applyDocuments',
      'cache',
      'excerpt',
      'lists',
      'frames',
    ]) {
      const text = readFileSync(join(root, `realtime/${name}.ts`), 'utf8');
      for (const imported of imports(join(root, `realtime/${name}.ts`))) expect(imported).toMatch(/^\.\.?\//);
      expect(text).not.toMatch(
        /(?<!\.)\b(window\.(location|add|open)|document\.(get|query|create|body)|localStorage|fetch\()/,
      );
    }
  });

  it('inserts HTML in one place only', () => {
    const places = files(root).filter((file) =>
      /dangerouslySetInnerHTML|innerHTML/.test(readFileSync(file, 'utf8')),
    );
    expect(places.map((file) => relative(root, file)).filter((file) => !file.startsWith('tests/'))).toEqual([
      'ui/Html.tsx',
    ]);
  });

  it('uses the generated client only through the calls in api', () => {
    const wrong = files(root)
      .filter((file) => !relative(root, file).startsWith('api/'))
      .filter((file) => imports(file).some((name) => name.includes('api/generated')));
    expect(wrong).toEqual([]);
  });
});
