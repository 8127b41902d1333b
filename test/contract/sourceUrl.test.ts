import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import { useServer } from './harness/contractServer';
import { quick } from './harness/parseJobs';
import { Receiver } from './harness/receiver';
import { samplePath } from './sample';

/** The documents are on this machine, which an engine reaches only when it is told so. */
describe('parsing by source_url', function () {
  this.timeout(60_000);
  const server = useServer('--allow-private-network');
  const receiver = new Receiver();
  before(() => receiver.start());
  after(() => receiver.stop());

  const parse = (source_url: string) =>
    server.sdk.parsing.parse({ tier: 'agentic', version: 'latest', source_url, expand: ['text'] }, quick);

  it('fetches the document and parses it', async () => {
    const path = '/papers/float%20gauge%20drift.pdf';
    receiver.documents.set(path, await readFile(samplePath({ path: 'research/float gauge drift.pdf' })));
    const { job, text } = await parse(receiver.url(path));
    assert.equal(job.name, 'float gauge drift.pdf');
    assert.equal(text?.pages.length, 2);
  });

  it('tells why there is no document', async () => {
    const missing = await parse(receiver.url('/none.pdf')).then(
      () => assert.fail('was parsed'),
      (error: unknown) => error,
    );
    assert.ok(missing instanceof PollingError, String(missing));
    assert.match(missing.message, /404/);
  });
});
