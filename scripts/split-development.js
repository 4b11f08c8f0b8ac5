// The core is built twice, chosen by the export condition `development`: dist/development warns on the
// console, dist does not. Whole copies with relative imports, so that both load without a bundler too.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

for (const ending of ['.js', '.js.map']) {
  renameSync(join('dist', `no-warnings${ending}`), join('dist', `warnings${ending}`));
  rmSync(join('dist', 'development', `no-warnings${ending}`));
}
for (const ending of ['.d.ts', '.d.ts.map']) rmSync(join('dist', `no-warnings${ending}`));
