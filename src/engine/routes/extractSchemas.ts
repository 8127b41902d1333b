import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import { extractParameters, schemaGeneration, schemaValidation } from '../../protocol/extract';
import { normalizeDataSchema } from '../extract/dataSchema';
import { SchemaMaker } from '../extract/schemaMaker';
import { documentInput } from '../jobs/documentInput';
import { tooLarge } from '../jobs/extractJobs';
import { JobFailure } from '../jobs/jobFailure';
import { ModelFailure } from '../models/types';
import { projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { readBody, readQuery, scopeFields } from '../server/requests';

const scope = z.object(scopeFields);

/** `/api/v2/extract/schema` (LlamaCloud API docs). */
export function extractSchemaRoutes(app: FastifyInstance, context: RouteContext): void {
  const maker = new SchemaMaker(context);

  app.post('/api/v2/extract/schema/validation', async request => {
    const { data_schema } = readBody(schemaValidation, request.body);
    return { data_schema: normalizeDataSchema(data_schema) };
  });

  app.post('/api/v2/extract/schema/generate', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readBody(schemaGeneration, request.body);
    const prompt = body.prompt?.trim() || null;
    const current = body.data_schema && normalizeDataSchema(body.data_schema);
    const sample = body.file_id ? sampleOf(project.id, body.file_id) : null;
    if (prompt === null && sample === null) {
      if (!current) throw badRequest('Give a prompt, a file_id or a data_schema.');
      return answer(body.name, null, current);
    }
    const made = await refusing(() => maker.make({ sample, prompt, current }, gone(reply)));
    return answer(body.name, sample?.name ?? null, made);
  });

  /** A file to look at. Throws 404, and 400 for what is none or too large. */
  function sampleOf(projectId: string, id: string) {
    const { input_type, name, sha256, size } = documentInput(context.store, projectId, id);
    if (input_type !== 'file_id' || sha256 === null)
      throw badRequest('inputs_invalid: file_id names no file.');
    const refusal = tooLarge(size);
    if (refusal) throw badRequest(refusal);
    return { project_id: projectId, name, sha256, size, file_id: id };
  }
}

/** Aborts when nobody waits for the answer any more. */
function gone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => controller.abort(new Error('Nobody waits for the answer any more.')));
  return controller.signal;
}

/** Why there is no schema, as a refusal that clients do not repeat. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JobFailure || error instanceof ModelFailure) throw badRequest(error.message);
    throw error;
  }
}

function answer(name: string | null, file: string | null, data_schema: Record<string, unknown>) {
  const parameters = extractParameters.parse({ product_type: 'extract_v2', data_schema });
  return {
    name: name || nameOf(data_schema['title']) || nameOf(file?.replace(/\.[^.]*$/, '')) || 'extraction',
    parameters,
  };
}

/** A name for a configuration that was given none. */
function nameOf(text: unknown): string | undefined {
  const words = typeof text === 'string' ? text.toLowerCase().match(/[\p{L}\p{N}]+/gu) : null;
  return words?.join('_').slice(0, 255);
}
