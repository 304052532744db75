import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The folder of the package that a module belongs to; null for our own modules. */
function packageOf(id: string): string | null {
  const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
  return folder && existsSync(join(folder, 'package.json')) ? folder : null;
}

/** A package with its licence, as a chapter. */
function chapter(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `## ${about.name} ${about.version} (${about.license})\n\n${text}\n`;
}

/**
 * The licences of packages that only workers hold: workers are built apart, and Vite lists those of the
 * page alone. `collect` goes into the builds of workers, `list` into that of the page, which ends last.
 */
export function workerLicenses(fileName: string): { collect: Plugin; list: Plugin } {
  const folders = new Set<string>();
  return {
    collect: {
      name: 'collect-worker-licenses',
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk')
            for (const id of Object.keys(chunk.modules)) {
              const folder = packageOf(id);
              if (folder) folders.add(folder);
            }
      },
    },
    list: {
      name: 'list-worker-licenses',
      apply: 'build',
      generateBundle() {
        const source = ['# Packages in the workers\n', ...[...folders].sort().map(chapter)];
        this.emitFile({ type: 'asset', fileName, source: source.join('\n') });
      },
    },
  };
}
