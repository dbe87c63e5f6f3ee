import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '../..');

/** Every file below a folder by its path there, with what it holds. */
function held(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((one) => one.isFile());
  const paths = files.map((one) => join(one.parentPath, one.name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

it('has the client that is made of openapi.json', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'samrum-generated-'));
  try {
    const script = ['scripts/generate.ts', fresh];
    execFileSync(process.execPath, script, { cwd: web, stdio: 'pipe' });
    const [kept, made] = [held(join(web, 'src/api/generated')), held(fresh)];
    expect(made.size).toBeGreaterThan(20);
    const names = [...new Set([...kept.keys(), ...made.keys()])].sort();
    // Run `npm run generate` where this names a file.
    expect(names.filter((name) => kept.get(name) !== made.get(name))).toEqual([]);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}, 60_000);
