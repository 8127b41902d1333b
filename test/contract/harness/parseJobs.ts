import { createReadStream } from 'node:fs';
import type { ParsingCreateParams, ParsingGetResponse } from '@llamaindex/llama-cloud/resources/parsing';
import { samplePath } from '../sample';
import type { ContractServer } from './contractServer';

/** What most parses of the tests ask for. */
export const agentic = { tier: 'agentic', version: 'latest' } as const;

/** How the official client's own helpers wait here: its default is a second and more between two looks. */
export const quick = { pollingInterval: 0.05, backoff: 'constant' } as const;

const scan = 'correspondence/scanned letter.pdf';

/** Makes files and parse jobs for tests. */
export class ParseJobs {
  constructor(private readonly server: ContractServer) {}

  /** Uploads a file of the sample folder and gives its id. */
  async sample(path: string): Promise<string> {
    const file = createReadStream(samplePath({ path }));
    return (await this.server.sdk.files.create({ file, purpose: 'parse' })).id;
  }

  /** Uploads a text and gives its id; the text tells the name where it is not given. */
  async text(name: string, content = `Tide table ${name}`): Promise<string> {
    return (await this.server.sdk.files.create({ file: new File([content], name), purpose: 'parse' })).id;
  }

  /** A parse that has completed. */
  async done(params: Partial<ParsingCreateParams>, expand: string[] = []): Promise<ParsingGetResponse> {
    const { parsing } = this.server.sdk;
    const { id } = await parsing.create({ ...agentic, ...params });
    return parsing.waitForCompletion(id, { expand }, quick);
  }

  /** Runs `test` with the id of a parse that stays unfinished meanwhile: it waits behind scans, which take a second each. */
  async whileUnfinished(test: (id: string) => Promise<void>): Promise<void> {
    const { parsing } = this.server.sdk;
    const file_id = await this.sample(scan);
    const make = async () => (await parsing.create({ ...agentic, file_id, disable_cache: true })).id;
    const ahead = [await make(), await make(), await make()];
    try {
      await test(await make());
    } finally {
      // Some may have ended; the next test need not wait for the others.
      await Promise.allSettled(ahead.map(id => parsing.cancel(id)));
    }
  }
}
