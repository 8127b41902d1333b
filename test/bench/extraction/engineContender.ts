import { createReadStream } from 'node:fs';
import LlamaCloud from '@llamaindex/llama-cloud';
import { silentLog } from '../../../src/base/log';
import { type Attachment, attach } from '../../../src/connections/engine/attachment';
import type { EndpointModel } from '../../../src/protocol/localModels';
import { startEngine } from '../../support/engineProcess';
import type { Contender } from './contender';
import { filledOf } from './filledOf';
import type { Sample } from './samples';

/** The window that tells of the model must be let in by then. */
const attachMs = 10_000;
/** Loading a model may take minutes, a long document several questions. */
const longestSeconds = 1800;

/**
 * The real engine in a process of its own, asked by LlamaCloud's own client: uploaded, parsed and extracted as a person's
 * files are. By the rules, or by the model of an OpenAI-compatible server.
 */
export async function engineContender(model: EndpointModel | null): Promise<Contender> {
  const engine = await startEngine('--model', model ? 'endpoint' : 'rules');
  const client = new LlamaCloud({ apiKey: engine.token, baseURL: engine.url, maxRetries: 0 });
  const used = { questions: 0, input_tokens: 0, output_tokens: 0 };
  let window: Attachment | null = null;
  const close = async () => {
    window?.dispose();
    await engine.stop();
  };
  try {
    window = model && (await tell(engine, model));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name: model ? `the engine with the model ${model.model}` : 'the engine with its rules',
    extract: async ({ path, schema }: Sample) => {
      const file = await client.files.create({ file: createReadStream(path), purpose: 'extract' });
      const job = await client.extract.run(
        {
          file_input: file.id,
          configuration: {
            data_schema: schema as Record<string, Record<string, unknown>>,
            confidence_scores: true,
            // Its own word for the rules, which the client's types do not know.
            tier: (model ? 'cost_effective' : 'fast') as 'cost_effective',
          },
        },
        { pollingInterval: 0.05, backoff: 'constant', timeout: longestSeconds },
      );
      add(used, job.metadata?.['model_usage']);
      return filledOf(job.extract_result, job.extract_metadata?.field_metadata?.document_metadata);
    },
    remarks: () =>
      model
        ? [`${used.questions} questions, ${used.input_tokens} tokens asked, ${used.output_tokens} answered`]
        : [],
    close,
  };
}

/** Says to the engine, as a window does, which model it shall ask; no budget, so that every document is measured. */
async function tell(
  { url, token }: { url: string; token: string },
  model: EndpointModel,
): Promise<Attachment> {
  const window = await attach(url, token, silentLog, attachMs);
  const choice = { provider: 'endpoint', ...model, budget: { tokens: null, seconds: null } };
  const answer = await fetch(new URL('/local/models', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ window: window.window, choice }),
  });
  if (answer.ok) return window;
  window.dispose();
  throw new Error(`The engine does not take the model: ${answer.status} ${await answer.text()}`);
}

function add(used: Record<string, number>, more: unknown): void {
  if (typeof more !== 'object' || more === null) return;
  for (const [name, count] of Object.entries(more)) {
    if (typeof count === 'number') used[name] = (used[name] ?? 0) + count;
  }
}
