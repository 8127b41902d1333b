import assert from 'node:assert/strict';
import { ledger } from './harness/ledger';
import { nameOf, spec } from './openapi/spec';

const sdk = 'LlamaCloud/JS 2.16.0';
const legacy = 'LlamaCloud/JS 2.13.0';
/** Routes that no official client has a method for. */
const plain = new Set([
  'GET /api/v1/organizations',
  'GET /api/v1/organizations/{organization_id}',
  'GET /api/v2/organizations',
  'GET /api/v2/organizations/{organization_id}',
  'GET /api/v1/parsing/supported_file_extensions',
  'POST /api/v1/beta/directories/{directory_id}/files/bulk-delete',
  'GET /api/v2/webhook-configs',
  'DELETE /api/v2/classify/{job_id}',
]);

/** Such jobs may end before they can be cancelled; the refusal is tested. */
const tooFast = new Set(['POST /api/v2/extract/{job_id}/cancel', 'POST /api/v2/classify/{job_id}/cancel']);

/** Whose client must have driven a route; any, where none has a method for it. */
function clientOf(route: string): string | undefined {
  if (plain.has(route)) return undefined;
  return route.includes('/batch-processing') ? legacy : sdk;
}

/** Looks back on the other files of this folder: mocha runs them in the order of their names, so this one is last. */
describe('every route of LlamaCloud that the engine promises', () => {
  before(function () {
    // A part of the tests drives a part of the routes.
    if (process.env['TEST_GREP']) this.skip();
  });

  for (const route of spec.operations.map(nameOf).filter(name => !tooFast.has(name))) {
    it(`${route} was driven to its documented success`, () => {
      const clients = ledger.clientsOf(route);
      const client = clientOf(route);
      assert.ok(client ? clients.includes(client) : clients.length > 0, `only by: ${clients.join(', ')}`);
    });
  }

  it('never answered otherwise than LlamaCloud does', () => {
    assert.deepEqual(ledger.violations(), []);
  });
});
