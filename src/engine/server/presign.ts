import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../base/clock';
import type { PresignedUrl } from '../../protocol/directoryFiles';
import type { Settings } from '../store/settings';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is asked without the bearer token and checks a signature itself. */
    presigned?: boolean;
  }
}

/** Where presigned URLs lead to, followed by the resource. A local addition. */
export const downloadsPath = '/local/downloads';

/** Life of a URL that names none; LlamaCloud's is limited, but not published (LlamaCloud API docs). */
const defaultLifeSeconds = 3600;
/** The longest life, a week, as that of the object stores whose presigned URLs LlamaCloud hands out. */
const longestLifeSeconds = 7 * 24 * 3600;

/** What is wrong with a presigned URL, if anything. */
export type Verdict = 'valid' | 'expired' | 'forged';

/**
 * Makes and checks URLs that let whoever has them read one resource until a time. They are signed with a key that is
 * kept in the store, so they outlive a restart of the engine (where it gets the same port again) and a new bearer token.
 */
export class Presigner {
  private readonly key: Buffer;

  constructor(
    settings: Settings,
    private readonly clock: Clock,
  ) {
    const kept = settings.getOrMake('presign_key', () => randomBytes(32).toString('base64url'));
    this.key = Buffer.from(kept, 'base64url');
  }

  /** A URL on `origin` for a resource, `kind/…`. A life over a week is cut to a week: the answer tells when it ends. */
  url(origin: string, resource: string, lifeSeconds = defaultLifeSeconds): PresignedUrl {
    const expires = this.clock.now() + Math.min(lifeSeconds, longestLifeSeconds) * 1000;
    const path = resource.split('/').map(encodeURIComponent).join('/');
    const signature = this.sign(resource, String(expires)).toString('base64url');
    return {
      url: `${origin}${downloadsPath}/${path}?expires=${expires}&signature=${signature}`,
      expires_at: new Date(expires).toISOString(),
      form_fields: null,
    };
  }

  verify(resource: string, expires: string | undefined, signature: string | undefined): Verdict {
    if (expires === undefined || signature === undefined) return 'forged';
    const given = Buffer.from(signature, 'base64url');
    const expected = this.sign(resource, expires);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
    return this.clock.now() < Number(expires) ? 'valid' : 'expired';
  }

  private sign(resource: string, expires: string): Buffer {
    return createHmac('sha256', this.key).update(`${expires}\n${resource}`).digest();
  }
}

/**
 * A URL for a resource whose kind is registered with {@link Downloads}, on the origin that the request was sent to, which
 * the guard has checked. `lifeSeconds` defaults to an hour.
 */
export function presign(
  { presigner }: { presigner: Presigner },
  request: Pick<FastifyRequest, 'protocol' | 'headers'>,
  resource: string,
  lifeSeconds?: number,
): PresignedUrl {
  return presigner.url(`${request.protocol}://${request.headers.host}`, resource, lifeSeconds);
}
