import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { schemaPath, schemaText } from './configurationSchemas';

// Writes the JSON Schemas that the extension contributes: `node out/test/support/schemas/make.js` at the top of the project.
for (const jobType of ['parse_v2', 'extract_v2', 'classify_v2'] as const) {
  const path = schemaPath(jobType);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, schemaText(jobType));
}
