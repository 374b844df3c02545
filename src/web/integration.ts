/** What pufa adds to Astro: the checks before a build, the API in `astro dev`. */
import type { AstroIntegration } from 'astro';

export function pufa(): AstroIntegration {
  return {
    name: 'pufa',
    hooks: {},
  };
}
