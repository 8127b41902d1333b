import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { type Exchange, judge } from './harness/judge';

const json = new Headers({ 'content-type': 'application/json; charset=utf-8' });
const uuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const project = { id: uuid, name: 'Default', organization_id: uuid };

const answer = (method: string, path: string, status: number, body?: unknown): Exchange => ({
  method,
  path,
  status,
  headers: json,
  body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
});

/** The tests of the other files are worth what this is: it must see what is wrong. */
describe('the judge of answers', () => {
  const project404 = (body: unknown) => answer('GET', `/api/v1/projects/${uuid}`, 404, body);
  const cases: [string, Exchange, RegExp | undefined][] = [
    ['a good object', answer('GET', `/api/v1/projects/${uuid}`, 200, project), undefined],
    ['a good list', answer('GET', '/api/v1/projects', 200, [project]), undefined],
    ['an empty 204', answer('DELETE', '/api/v1/beta/directories/dir-1', 204), undefined],
    ['a sentence', project404({ detail: 'Project not found' }), undefined],
    [
      'an object',
      answer('POST', '/api/v1/beta/directories', 400, { detail: { directory_id: 'a' } }),
      undefined,
    ],
    [
      'the list of a 422',
      answer('GET', '/api/v2/batches', 422, { detail: [{ loc: ['query', 'status'], msg: 'a', type: 'b' }] }),
      undefined,
    ],
    ['a missing key', answer('GET', '/api/v1/projects', 200, [{ ...project, id: undefined }]), /required/],
    [
      'a wrong type',
      answer('GET', '/api/v1/projects', 200, [{ ...project, name: 7 }]),
      /\/0\/name must be string/,
    ],
    [
      'a wrong format',
      answer('GET', '/api/v1/projects', 200, [{ ...project, id: 'prj-1' }]),
      /format "uuid"/,
    ],
    ['a strange key', answer('GET', '/api/v1/projects', 200, [{ ...project, path: 'x' }]), /\(path\)/],
    ['another success', answer('POST', '/api/v2/batches', 200, {}), /200 instead of 201/],
    ['a body of 204', answer('DELETE', '/api/v1/beta/directories/dir-1', 204, {}), /has a body/],
    ['no JSON', { ...answer('GET', '/api/v1/projects', 200, []), headers: new Headers() }, /not JSON/],
    ['a route too many', answer('GET', '/api/v2/batches/bat-1/files', 200, []), /no such route/],
    ['an unknown path', answer('GET', '/api/v3/batches', 404, { detail: 'Batch not found' }), /Not Found/],
    ['no detail', project404({ error: 'Project not found' }), /no detail/],
    ['a list that is no 422', project404({ detail: [] }), /neither/],
    ['a 422 without a list', answer('GET', '/api/v2/batches', 422, { detail: 'a' }), /without the list/],
    ['an entry of a 422', answer('GET', '/api/v2/batches', 422, { detail: [{ msg: 'a' }] }), /loc/],
    [
      'a conflict',
      answer('POST', '/api/v2/batches/bat-1/cancel', 409, { detail: 'It has ended.' }),
      /repeat/,
    ],
    ['a failure', answer('GET', '/api/v2/batches', 500, { detail: 'It failed.' }), /repeat/],
    ['a path', project404({ detail: `${tmpdir()}/engine/data not found` }), /path of this machine/],
  ];
  for (const [name, exchange, problem] of cases) {
    it(`${problem ? 'refuses' : 'takes'} ${name}`, () => {
      const problems = judge(exchange).join('; ');
      if (problem) assert.match(problems, problem);
      else assert.equal(problems, '');
    });
  }
});
