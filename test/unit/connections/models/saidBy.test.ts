import assert from 'node:assert/strict';
import { saidBy } from '../../../../src/connections/models/saidBy';

const question =
  'Read the data from it.\n[Page 1]\nPatient: Ada Quill, born in Ely\nNumber 4711-22\nDiagnosis: Gout';

describe('what a provider of models says is wrong', () => {
  it('is told', () => {
    assert.equal(saidBy(new Error('Sign in to use this model'), question), ': Sign in to use this model.');
    assert.equal(
      saidBy(new Error('Request failed with status 500.'), question),
      ': Request failed with status 500.',
    );
  });

  it('is not told where it repeats the document', () => {
    for (const message of [
      'cannot answer "Patient: Ada Quill"',
      'no idea what 4711 is',
      'x'.repeat(300),
      '',
    ]) {
      assert.equal(saidBy(new Error(message), question), '.', message);
    }
  });
});
