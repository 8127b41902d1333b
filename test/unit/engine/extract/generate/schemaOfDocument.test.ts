import assert from 'node:assert/strict';
import { normalizeDataSchema } from '../../../../../src/engine/extract/dataSchema';
import { schemaOfDocument } from '../../../../../src/engine/extract/generate/schemaOfDocument';
import { fillByRules } from '../../../../../src/engine/extract/rules/fillByRules';
import { fieldsOf } from '../../../../../src/engine/extract/schema/fieldsOf';
import { plain, printed, sheet, typed } from '../printedPage';

const invoice = printed(`
Rechnungsnummer:     RE-2025-0317
Rechnungsdatum:      07.04.2025
E-Mail:              kontakt@example.org

Pos.  Bezeichnung                 Menge    Einzelpreis     Gesamt
1     Schrauben M4                  100           0,05       5,00
2     Winkel, verzinkt               12           1,20      14,40

                                    Gesamtbetrag            19,40`);

describe('schemaOfDocument', () => {
  it('has a property for each label, named alike in all languages, with the type of its value', () => {
    const { properties } = schemaOfDocument(invoice) as { properties: Record<string, unknown> };
    assert.deepEqual(properties['invoice_number'], { type: 'string', title: 'Rechnungsnummer' });
    assert.deepEqual(properties['invoice_date'], { type: 'string', format: 'date', title: 'Rechnungsdatum' });
    assert.deepEqual(properties['email'], { type: 'string', format: 'email', title: 'E-Mail' });
  });

  it('has an array for each table', () => {
    const { properties } = schemaOfDocument(invoice) as { properties: Record<string, { items?: unknown }> };
    assert.deepEqual(properties['line_items']?.items, {
      type: 'object',
      properties: {
        position: { type: 'string', title: 'Pos.' },
        description: { type: 'string', title: 'Bezeichnung' },
        quantity: { type: 'number', title: 'Menge' },
        unit_price: { type: 'number', title: 'Einzelpreis' },
        amount: { type: 'number', title: 'Gesamt' },
      },
    });
  });

  it('has an array for a sheet whatever its headers say, but not for a form', () => {
    const teams = sheet([
      ['Stanley Cups', null, null],
      ['Team', 'Location', 'Stanley Cups'],
      ['Blues', 'STL', 1],
      ['Flyers', 'PHI', 2],
    ]);
    assert.deepEqual(schemaOfDocument(teams), {
      type: 'object',
      properties: {
        rows: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              team: { type: 'string', title: 'Team' },
              location: { type: 'string', title: 'Location' },
              stanley_cups: { type: 'number', title: 'Stanley Cups' },
            },
          },
        },
      },
    });
    const form = sheet([
      ['Name', 'Henning Brandt', 'Phone', '0381 555'],
      ['Address', 'Rostock', 'E-mail', 'h@example.org'],
      ['Nationality', 'German', 'Country', 'Germany'],
    ]);
    const { properties } = schemaOfDocument(form) as { properties: Record<string, { type: string }> };
    assert.ok(!Object.values(properties).some(({ type }) => type === 'array'));
  });

  it('is a schema that finds in the document what it was made of', () => {
    const schema = normalizeDataSchema(schemaOfDocument(invoice));
    const found = plain(fillByRules(invoice, fieldsOf(schema))) as Record<string, unknown>;
    assert.equal(found['invoice_number'], 'RE-2025-0317');
    assert.equal(found['invoice_date'], '2025-04-07');
    assert.equal((found['line_items'] as unknown[]).length, 2);
  });

  it('has no properties where a document has neither labels nor tables', () => {
    assert.deepEqual(schemaOfDocument(typed('It was a dark and stormy night.')), {
      type: 'object',
      properties: {},
    });
  });
});
