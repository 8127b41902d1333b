import * as z from 'zod/mini';
import { classifyParameters } from './classify';
import { productTypes } from './configurations';
import { extractParameters } from './extract';
import { splitParameters, spreadsheetParameters, untypedParameters } from './otherParameters';
import { parseParameters } from './parseParameters';
import { maybe } from './wire';

/** Told apart by `product_type`, which is checked first so that the refusal names it. */
const parameters = z.pipe(
  z.looseObject({ product_type: z.enum(productTypes) }),
  z.discriminatedUnion('product_type', [
    parseParameters,
    extractParameters,
    classifyParameters,
    splitParameters,
    spreadsheetParameters,
    untypedParameters,
  ]),
);
/** Parameters of a configuration as the engine accepts and keeps them: the API's defaults filled in. */
export type StrictParameters = z.output<typeof parameters>;

const name = z.string().check(z.minLength(1), z.maxLength(255));

/** Body of `POST /api/v1/beta/configurations`. */
export const configurationCreate = z.object({ name, parameters });

/** Body of `PUT /api/v1/beta/configurations/{config_id}`: null or missing leaves it as it is. */
export const configurationUpdate = z.object({ name: maybe(name), parameters: maybe(parameters) });
