import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, jsonObject, maybe } from './wire';

/** An organization: what projects belong to (`GET /api/v1/organizations`, a plain array). */
export const organization = z.looseObject({
  id: z.string(),
  name: z.string(),
  created_at: maybe(datetime),
  updated_at: maybe(datetime),
});
export type Organization = z.output<typeof organization>;
export const organizationList = z.array(organization);

/** The same of `GET /api/v2/organizations`, which answers with a page. */
export const organizationV2 = z.looseObject({
  id: z.string(),
  name: z.string(),
  created_at: maybe(datetime),
  updated_at: maybe(datetime),
  metadata: maybe(jsonObject),
});
export const organizationPage = pageOf(organizationV2);
