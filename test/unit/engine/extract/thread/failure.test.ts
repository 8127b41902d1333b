import assert from 'node:assert/strict';
import { errorOf, failureOf } from '../../../../../src/engine/extract/thread/failure';
import { JobFailure } from '../../../../../src/engine/jobs/jobFailure';
import { ModelFailure } from '../../../../../src/engine/models/types';
import { badRequest } from '../../../../../src/engine/server/httpError';

describe('an error on its way out of a thread', () => {
  const through = (error: unknown) => errorOf(structuredClone(failureOf(error)));

  it('keeps the sentence that a person is to read', () => {
    assert.deepEqual(through(new JobFailure('The file is empty.')), new JobFailure('The file is empty.'));
    const refused = new ModelFailure('rate_limited', 'Wait a minute.');
    assert.deepEqual(through(refused), refused);
    assert.deepEqual(through(badRequest('schema_validation: …')), new JobFailure('schema_validation: …'));
  });

  it('tells the kind and place of a fault of ours, and nothing of a document', () => {
    const { message } = through(new TypeError('Unexpected token in "Dear Ms Roper"'));
    assert.match(message, /^TypeError\n\s+at .*failure\.test/);
    assert.doesNotMatch(message, /Roper/);
    assert.match(through(Object.assign(new Error('a'), { code: 'EIO' })).message, /^EIO\n/);
    assert.equal(through('Roper').message, 'a string was thrown');
    assert.ok(!(through(new Error('a')) instanceof JobFailure));
  });
});
