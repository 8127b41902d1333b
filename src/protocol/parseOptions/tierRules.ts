import * as z from 'zod/mini';

interface Tiered {
  tier: string;
  agentic_options?: object | null | undefined;
  fast_options?: object | null | undefined;
  processing_options?:
    | {
        cost_optimizer?: { enable?: boolean | null | undefined } | null | undefined;
        forms?: string | null | undefined;
      }
    | undefined;
}

/** Options that only some tiers have (LlamaCloud API docs). */
export const tierRules = z.superRefine<Tiered>((parameters, context) => {
  const { tier, agentic_options, fast_options, processing_options = {} } = parameters;
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (fast_options && tier !== 'fast') {
    refuse(['fast_options'], 'fast_options can only be used with the fast tier');
  }
  if (agentic_options && tier === 'fast') {
    refuse(['agentic_options'], 'agentic_options cannot be used with the fast tier');
  }
  if (processing_options.cost_optimizer?.enable && !tier.startsWith('agentic')) {
    const path = ['processing_options', 'cost_optimizer'];
    refuse(path, 'cost_optimizer is only available with the tiers agentic and agentic_plus');
  }
  if (processing_options.forms === 'enrich' && tier === 'fast') {
    refuse(['processing_options', 'forms'], 'forms=enrich is not available with the fast tier');
  }
});
